"""Files that appear in the inbox are added; where each then lies says what became of it."""

from pathlib import Path

import pytest

from index import __main__ as command_line
from index.catalog.catalog import read_catalog
from index.catalog.inbox import take_in, waiting
from index.commands import watching
from index.config import IndexSettings
from index.load.limits import Limits
from index.store.saved import read_manifest
from tests.fakes import BigramEmbedder


@pytest.fixture
def inbox(settings: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("seeds_dir", "artifacts_dir", "removed_dir"):
        monkeypatch.setenv(f"LUOHU_INDEX_{name.upper()}", str(getattr(settings, name)))
    monkeypatch.setenv("LUOHU_INDEX_INBOX_DIR", str(folder))
    monkeypatch.setattr(command_line, "make_embedder", lambda _: BigramEmbedder())
    monkeypatch.setattr(watching, "SETTLED_SECONDS", 0.0)
    return folder


def put(inbox: Path, name: str, content: bytes | str) -> Path:
    file = inbox / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_a_good_file_is_added_and_a_bad_one_set_aside_with_one_line(inbox: Path, settings: IndexSettings) -> None:
    put(inbox, "新报告.txt", "青岭区2024年报告\n一、工作回顾\n新建学校四所。")
    put(inbox, "图.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    put(inbox, "notice.txt", "同名而内容不同。")
    assert command_line.main(["watch", "--once"]) == 0
    assert [path.name for path in (inbox / "added").iterdir()] == ["新报告.txt"]
    refused = sorted(path.name for path in (inbox / "refused").iterdir())
    assert refused == ["notice.txt", "notice.txt.why.txt", "图.pdf", "图.pdf.why.txt"]
    why = (inbox / "refused" / "图.pdf.why.txt").read_text(encoding="utf-8")
    assert why.startswith("没有收录 Not taken in: 图.pdf is a picture (PNG)")
    assert why.count("\n") == 1
    assert not waiting(inbox)
    assert len(read_manifest(settings.artifacts_dir).documents) == 3


def test_what_was_added_before_a_kill_is_found_held_and_moved(inbox: Path, settings: IndexSettings) -> None:
    put(inbox, "another name.txt", (settings.seeds_dir / "notice.txt").read_bytes())
    put(inbox / ".", "notice.txt", (settings.seeds_dir / "notice.txt").read_bytes())
    assert command_line.main(["watch", "--once"]) == 0
    assert sorted(path.name for path in (inbox / "added").iterdir()) == ["another name.txt", "notice.txt"]
    assert len(read_catalog(settings.seeds_dir)) == 2


def test_what_still_grows_hides_or_leads_elsewhere_waits(inbox: Path, settings: IndexSettings, tmp_path: Path) -> None:
    file = put(inbox, "grows.txt", "一半")
    for name in (".hidden.txt", "comes.crdownload", "~$open.docx"):
        put(inbox, name, "不算。")
    (inbox / "link.txt").symlink_to(settings.seeds_dir / "notice.txt")
    before = waiting(inbox)
    assert list(before) == [file]
    put(inbox, "grows.txt", "一半，又一半。")
    assert list(take_in(inbox, before, settings.seeds_dir, Limits())) == []
    assert file.exists()


def test_a_name_that_lies_there_already_is_kept_beside(inbox: Path, settings: IndexSettings) -> None:
    for number in range(2):
        put(inbox, "bad.txt", b"\x89PNG\r\n\x1a\n" + bytes([number + 1]) * 40)
        assert len(list(take_in(inbox, waiting(inbox), settings.seeds_dir, Limits()))) == 1
    assert (inbox / "refused" / "bad.txt").exists()
    assert (inbox / "refused" / "bad-2.txt").exists()


def test_without_an_inbox_it_says_which_setting(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox.rmdir()
    assert command_line.main(["watch"]) == 2
    assert "the folder that is watched is not there" in capsys.readouterr().err
    monkeypatch.delenv("LUOHU_INDEX_INBOX_DIR")
    assert command_line.main(["watch", "--once"]) == 2
    assert "index.inbox_dir" in capsys.readouterr().err
