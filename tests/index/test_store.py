"""The saved index: whole or refused, and never lost to a build that dies."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index import store
from index.config import IndexSettings
from index.errors import IndexFormatError
from index.store import OpenIndex, load_index, read_manifest, save_index

FILES = (
    "documents.jsonl",
    "sections.jsonl",
    "units.jsonl",
    "chunks.jsonl",
    "dropped.jsonl",
    "dense.faiss",
    "bilingual.json",
    "sounds.json",
    "lexical/size.json",
    "lexical/params.index.json",
    "lexical/vocab.index.json",
    "lexical/data.csc.index.npy",
    "lexical/indices.csc.index.npy",
    "lexical/indptr.csc.index.npy",
)
REBUILD = r"rebuild it( with)?: python -m index build$"


@pytest.fixture
def artifacts(settings: IndexSettings) -> Path:
    return settings.artifacts_dir


def current(artifacts: Path) -> Path:
    return artifacts / (artifacts / "CURRENT").read_text(encoding="utf-8").strip()


def state(artifacts: Path) -> dict[str, bytes]:
    return {str(path.relative_to(artifacts)): path.read_bytes() for path in artifacts.rglob("*") if path.is_file()}


def test_what_is_saved_comes_back(artifacts: Path, tmp_path: Path) -> None:
    index = load_index(artifacts)
    save_index(index, tmp_path / "again")
    again = load_index(tmp_path / "again", verify=True)
    for name in ("documents", "sections", "units", "chunks", "dropped"):
        assert getattr(again.corpus, name) == getattr(index.corpus, name)
    assert (again.dense.vectors() == index.dense.vectors()).all()
    assert again.lexical.vocabulary == index.lexical.vocabulary
    assert again.bilingual.glosses == index.bilingual.glosses
    assert again.sounds.by_sound == index.sounds.by_sound
    assert again.manifest.model_copy(update={"files": ()}) == index.manifest.model_copy(update={"files": ()})


def test_the_manifest_names_every_file(artifacts: Path) -> None:
    assert {name for name, _ in read_manifest(artifacts).files} == set(FILES)


def test_a_new_index_takes_the_place_of_the_old_which_goes(artifacts: Path) -> None:
    old = current(artifacts)
    new = save_index(load_index(artifacts), artifacts)
    assert (current(artifacts), old.exists()) == (new, False)
    assert {path.name for path in artifacts.iterdir()} == {"CURRENT", new.name}


def test_no_index_says_how_to_build_one(tmp_path: Path) -> None:
    for read in (load_index, read_manifest):
        with pytest.raises(IndexFormatError, match=r"there is no index in .*; build it with: python -m index build"):
            read(tmp_path)


def killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("stop", [killed, full])
@pytest.mark.parametrize("step", ["_write_records", "_write_json", "_sha256", "_sync", "_free_name", "_switch"])
def test_a_build_that_stops_at_any_step_leaves_the_last_index_in_use(
    artifacts: Path, monkeypatch: pytest.MonkeyPatch, step: str, stop: Callable[..., None]
) -> None:
    index, before = load_index(artifacts), state(artifacts)
    with monkeypatch.context() as patch:
        patch.setattr(store, step, stop)
        with pytest.raises((KeyboardInterrupt, OSError)):
            save_index(index, artifacts)
    assert {name: content for name, content in state(artifacts).items() if name in before} == before
    assert not list(artifacts.glob(".partial-*"))
    load_index(artifacts, verify=True)
    save_index(index, artifacts)
    assert len(list(artifacts.iterdir())) == 2


def test_a_write_that_fails_half_way_leaves_the_last_index_in_use(
    artifacts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, before, write_text = load_index(artifacts), state(artifacts), Path.write_text

    def half(path: Path, text: str, **options: str) -> int:
        write_text(path, text[: len(text) // 2], **options)  # type: ignore[arg-type]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", half)
    with pytest.raises(OSError, match="No space left"):
        save_index(index, artifacts)
    assert state(artifacts) == before


@pytest.mark.parametrize("held", [(), ("documents.jsonl",), ("documents.jsonl", "manifest.json")])
def test_the_folder_of_a_killed_build_is_never_used_and_goes_when_it_is_old(
    artifacts: Path, held: tuple[str, ...]
) -> None:
    old, young = artifacts / ".partial-old", artifacts / ".partial-young"
    for folder in (old, young):
        folder.mkdir()
        for name in held:
            shutil.copy(current(artifacts) / name, folder)
    os.utime(old, (time.time() - 2 * store.ABANDONED_SECONDS,) * 2)
    index = load_index(artifacts, verify=True)
    save_index(index, artifacts)
    assert (old.exists(), young.exists()) == (False, True)  # a young one may be another build at work


def test_a_build_killed_before_the_switch_is_not_taken(artifacts: Path) -> None:
    shutil.copytree(current(artifacts), artifacts / "0123456789ab-1")
    (artifacts / ".CURRENT.999").write_text("0123456789ab-1\n", encoding="utf-8")
    before = current(artifacts)
    load_index(artifacts, verify=True)
    assert current(artifacts) == before
    save_index(load_index(artifacts), artifacts)
    assert not (artifacts / "0123456789ab-1").exists()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(artifacts: Path, name: str) -> None:
    (current(artifacts) / name).unlink()
    with pytest.raises(IndexFormatError, match=f"{name} is missing; {REBUILD}"):
        load_index(artifacts)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_is_found_when_the_index_is_verified(artifacts: Path, name: str) -> None:
    file = current(artifacts) / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(IndexFormatError, match=f"{name} has changed since it was built; {REBUILD}"):
        load_index(artifacts, verify=True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (name, content)
        for name in FILES
        for content in (b"", b"\x00\xff\xfe", b"[1]", b'{"a": 1}\n')
        if not name.startswith("lexical/") and (name, content) != ("dropped.jsonl", b"")  # perhaps nothing was dropped
    ],
)
def test_a_file_of_other_content_is_refused_without_verifying(artifacts: Path, name: str, content: bytes) -> None:
    (current(artifacts) / name).write_bytes(content)
    with pytest.raises(IndexFormatError, match=REBUILD):
        load_index(artifacts)


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("lexical/")])
def test_a_shortened_bm25_file_is_refused_without_verifying(artifacts: Path, name: str) -> None:
    file = current(artifacts) / name
    file.write_bytes(file.read_bytes()[:20])
    with pytest.raises(IndexFormatError, match=REBUILD):
        load_index(artifacts)


@pytest.mark.parametrize("name", ["units.jsonl", "chunks.jsonl"])
def test_a_table_that_lost_its_last_lines_is_refused(artifacts: Path, name: str) -> None:
    file = current(artifacts) / name
    file.write_text("".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]), encoding="utf-8")
    with pytest.raises(IndexFormatError, match=r"does not hold what its manifest says|the chunks need"):
        load_index(artifacts)


@pytest.mark.parametrize("part", ["dense", "lexical"])
def test_a_searcher_over_other_rows_is_refused(artifacts: Path, part: str, tmp_path: Path) -> None:
    index = load_index(artifacts)
    fewer = index.dense.of(index.dense.vectors()[:-1]) if part == "dense" else index.lexical.of(["税收"])
    parts = {name: getattr(index, name) for name in OpenIndex.__dataclass_fields__}
    save_index(OpenIndex(**{**parts, part: fewer}), tmp_path / "other")
    with pytest.raises(IndexFormatError, match=r"does not hold what its manifest says|the chunks need"):
        load_index(tmp_path / "other", verify=True)


def test_another_format_version_is_named(artifacts: Path) -> None:
    path = current(artifacts) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format_version": 99}), encoding="utf-8")
    with pytest.raises(IndexFormatError, match=r"has format 99, this program reads \d+; rebuild it"):
        load_index(artifacts)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"format_version": 2}'])
def test_a_damaged_manifest_is_named(artifacts: Path, content: bytes) -> None:
    (current(artifacts) / "manifest.json").write_bytes(content)
    with pytest.raises(IndexFormatError, match=f"manifest.json (is missing or damaged|has format None).*{REBUILD}"):
        load_index(artifacts)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"no-such-folder\n"])
def test_a_damaged_pointer_is_named(artifacts: Path, content: bytes) -> None:
    (artifacts / "CURRENT").write_bytes(content)
    with pytest.raises(IndexFormatError, match=rf"(CURRENT|manifest\.json) is .*damaged; {REBUILD}"):
        load_index(artifacts)
