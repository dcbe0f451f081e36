"""The earlier editions that a document's page lists."""

import hashlib
from pathlib import Path

from index.catalog.kept import folder_of
from ui.document.editions import earlier_editions
from ui.text.zh_hans.source import SOURCE_ZH_HANS as WORDS

ENTRY = '[[document]]\nfile = "d.txt"\ntitle = "甲"\n{issued}sha256 = "{sha256}"\n'


def kept(folder: Path, text: str, issued: str = "") -> str:
    """Keep an edition of `d`; return its sha256."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    place = folder_of(folder, "d", sha256)
    place.mkdir()
    (place / "d.txt").write_bytes(text.encode())
    told = f"issued = {issued}\n" if issued else ""
    (place / "catalog.toml").write_text(ENTRY.format(issued=told, sha256=sha256), encoding="utf-8")
    return sha256


def test_each_is_named_by_its_day_else_by_its_checksum_and_leads_to_its_text(tmp_path: Path) -> None:
    dated, undated, current = kept(tmp_path, "一", "2024-03-05"), kept(tmp_path, "二"), kept(tmp_path, "三")
    assert set(earlier_editions(tmp_path, "d", current, WORDS)) == {
        ("2024年3月5日的版本", f"/doc/d?lang=zh-Hans&v={dated}"),
        (f"旧版（校验值 {undated[:8]}）", f"/doc/d?lang=zh-Hans&v={undated}"),
    }


def test_one_without_its_entry_is_named_by_its_checksum(tmp_path: Path) -> None:
    sha256 = kept(tmp_path, "一", "2024-03-05")
    (folder_of(tmp_path, "d", sha256) / "catalog.toml").write_text("[", encoding="utf-8")
    assert [called for called, _ in earlier_editions(tmp_path, "d", "0" * 64, WORDS)] == [
        f"旧版（校验值 {sha256[:8]}）"
    ]


def test_where_none_is_kept_none_is_listed(tmp_path: Path) -> None:
    assert earlier_editions(tmp_path / "none", "d", "0" * 64, WORDS) == []
