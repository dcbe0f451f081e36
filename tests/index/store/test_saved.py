"""The saved index: whole or refused, and never lost to a build that dies."""

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from index import build, whole
from index.build import build_index
from index.config import IndexSettings
from index.errors import IndexFormatError
from index.segment.segment import FORMAT_VERSION, read_segment_manifest
from index.store import saved as store
from index.store.saved import load_index, read_manifest, switch
from index.words.bilingual import NO_LEXICON
from tests.fakes import BigramEmbedder
from tests.index.documents import opened
from tests.index.test_build import add_seed
from tests.index.vouched import vouch

ONLY_VERSION = b'{"format_version": %d}' % FORMAT_VERSION
REBUILD = r"rebuild it( with)?: python -m index build$"
FILES = (
    *(
        f"records/{name}.jsonl"
        for name in ("entries", "texts", "sections", "units", "chunks", "dropped", "outlines", "figures")
    ),
    *(f"records/{name}.ends.npy" for name in ("entries", "units", "chunks")),
    *(f"records/{name}.npy" for name in ("starts", "roles", "in_sections", "in_chunks", "vectors", "years")),
    "records/names.marisa",
    "records/counted.marisa",
    "vectors/stored.faiss",
    "vectors/chunks.npy",
    "terms/terms.marisa",
    *(f"terms/{name}.npy" for name in ("starts", "rows", "counts", "lengths", "most", "shortest")),
    "words/terms.marisa",
    "sounds.marisa",
)


@pytest.fixture
def artifacts(settings: IndexSettings) -> Path:
    return settings.artifacts_dir


@pytest.fixture
def segment(artifacts: Path) -> Path:
    (folder,) = (artifacts / "segments").iterdir()
    return folder


def state(artifacts: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(artifacts)): path.read_bytes()
        for path in artifacts.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def test_what_a_build_returns_is_what_is_opened_later(settings: IndexSettings) -> None:
    shutil.rmtree(settings.artifacts_dir)
    built, again = build_index(settings, BigramEmbedder()), opened(settings.artifacts_dir)
    assert built.manifest == again.manifest
    assert list(built.corpus.units()) == list(again.corpus.units())
    assert list(built.corpus.chunks()) == list(again.corpus.chunks())
    assert dict(built.corpus.documents) == dict(again.corpus.documents)
    for doc_id in built.corpus.documents:
        assert built.corpus.sections_of(doc_id) == again.corpus.sections_of(doc_id)
        assert built.corpus.dropped_of(doc_id) == again.corpus.dropped_of(doc_id)


def test_the_manifest_names_every_file_of_a_segment(segment: Path) -> None:
    lying = {str(path.relative_to(segment)) for path in segment.rglob("*") if path.is_file()}
    assert {file.name for file in read_segment_manifest(segment).files} == lying - {"segment.json"}
    assert set(FILES) < lying


def test_a_new_manifest_takes_the_place_of_the_old_which_goes(artifacts: Path, segment: Path) -> None:
    switch(artifacts, read_manifest(artifacts))
    assert {path.name for path in artifacts.iterdir()} == {".lock", "CURRENT", "index-2.json", "segments"}
    assert list((artifacts / "segments").iterdir()) == [segment]
    opened(artifacts)


def test_no_index_says_how_to_build_one(tmp_path: Path) -> None:
    for read in (opened, read_manifest):
        with pytest.raises(IndexFormatError, match=r"there is no index in .*; build it with: python -m index build"):
            read(tmp_path)


def killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("stop", [killed, full])
@pytest.mark.parametrize(
    ("module", "step"),
    [
        (build, "write_segment"),
        (whole, "sync"),
        (build, "compacted"),
        (build, "assemble"),
        (store, "_next_number"),
        (store, "whole_file"),
        (store, "_remove_others"),
    ],
)
def test_a_build_that_stops_at_any_step_leaves_an_index_in_use(
    settings: IndexSettings, monkeypatch: pytest.MonkeyPatch, module: object, step: str, stop: Callable[..., None]
) -> None:
    before, manifest = state(settings.artifacts_dir), read_manifest(settings.artifacts_dir)
    add_seed(settings, "一、回顾\n港口十分繁忙，货物很多。")
    with monkeypatch.context() as patch:
        patch.setattr(module, step, stop)
        with pytest.raises((KeyboardInterrupt, OSError)):
            build_index(settings, BigramEmbedder())
    after = state(settings.artifacts_dir)
    if step == "_remove_others":  # the new one is in use already
        assert len(opened(settings.artifacts_dir).corpus.documents) == 3
    else:
        assert {name: after[name] for name in before} == before
        assert opened(settings.artifacts_dir).manifest == manifest
    assert not list((settings.artifacts_dir / "segments").glob(".*.partial-*"))
    assert len(build_index(settings, BigramEmbedder()).corpus.documents) == 3
    opened(settings.artifacts_dir)
    assert len(list(settings.artifacts_dir.glob("index-*.json"))) == 1


@pytest.mark.parametrize("name", ["segment.json", "index-2.json"])
def test_a_write_that_fails_half_way_leaves_the_last_index_in_use(
    settings: IndexSettings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    manifest, write_text = read_manifest(settings.artifacts_dir), Path.write_text
    add_seed(settings, "一、回顾\n港口十分繁忙，货物很多。")

    def half(path: Path, text: str, **options: str) -> None:
        if name in path.name:
            write_text(path, text[: len(text) // 2], encoding="utf-8")
            raise OSError(28, "No space left on device")
        write_text(path, text, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", half)
        with pytest.raises(OSError, match="No space left"):
            build_index(settings, BigramEmbedder())
    assert opened(settings.artifacts_dir).manifest == manifest
    assert len(build_index(settings, BigramEmbedder()).corpus.documents) == 3


def test_the_folder_of_a_killed_build_is_never_used_and_goes_when_it_is_old(artifacts: Path, segment: Path) -> None:
    old, young = segment.parent / ".a.partial-old", segment.parent / ".a.partial-young"
    for folder in (old, young):
        shutil.copytree(segment, folder / segment.name)
    os.utime(old, (time.time() - 2 * store.ABANDONED_SECONDS,) * 2)
    switch(artifacts, opened(artifacts).manifest)
    assert (old.exists(), young.exists()) == (False, True)  # a young one may be another build at work


def test_a_build_killed_before_the_switch_is_not_taken(artifacts: Path) -> None:
    manifest = read_manifest(artifacts)
    (artifacts / "index-2.json").write_text("half a mani", encoding="utf-8")
    (artifacts / ".CURRENT.partial-999").write_text("index-2.json\n", encoding="utf-8")
    assert opened(artifacts).manifest == manifest
    switch(artifacts, manifest)
    assert {path.name for path in artifacts.iterdir()} == {".lock", "CURRENT", "index-3.json", "segments"}


def test_what_a_killed_build_had_finished_is_taken_up(settings: IndexSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    add_seed(settings, "一、回顾\n港口十分繁忙，货物很多。")
    with monkeypatch.context() as patch:
        patch.setattr(build, "switch", killed)
        with pytest.raises(KeyboardInterrupt):
            build_index(settings, BigramEmbedder())

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("it was encoded again")

    monkeypatch.setattr(BigramEmbedder, "embed_passages", fail)
    assert len(build_index(settings, BigramEmbedder()).corpus.documents) == 3


def test_an_index_that_was_replaced_can_still_be_read_by_who_has_it_open(settings: IndexSettings) -> None:
    index = opened(settings.artifacts_dir)
    texts = [unit.text for unit in index.corpus.units()]
    for file in settings.seeds_dir.iterdir():
        file.unlink()
    add_seed(settings, "一、回顾\n港口十分繁忙，货物很多。")
    build_index(settings, BigramEmbedder())
    index.corpus._unit.cache_clear()
    assert [unit.text for unit in index.corpus.units()] == texts


@pytest.mark.parametrize("name", [*FILES, "segment.json"])
def test_a_missing_file_is_named(artifacts: Path, segment: Path, name: str) -> None:
    (segment / name).unlink()
    with pytest.raises(IndexFormatError, match=f"{name} is missing( or damaged)?; {REBUILD}"):
        load_index(artifacts, NO_LEXICON)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_is_found_at_opening(artifacts: Path, segment: Path, name: str) -> None:
    content = bytearray((segment / name).read_bytes())
    content[len(content) // 2] ^= 1
    (segment / name).write_bytes(content)
    with pytest.raises(IndexFormatError, match=f"{name} has changed since it was built; {REBUILD}"):
        load_index(artifacts, NO_LEXICON)


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"[1]", b'{"a": 1}\n'])
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_size_is_refused_whatever_its_checksum(
    artifacts: Path, segment: Path, name: str, content: bytes
) -> None:
    (segment / name).write_bytes(content)
    with pytest.raises(IndexFormatError, match=f"{name} has changed since it was built; {REBUILD}"):
        load_index(artifacts, NO_LEXICON)
    vouch(artifacts)
    with pytest.raises(IndexFormatError, match=REBUILD):
        load_index(artifacts, NO_LEXICON)


@pytest.mark.parametrize(
    "name", ["records/units.jsonl", "vectors/stored.faiss", "terms/rows.npy", "vectors/chunks.npy"]
)
def test_a_file_cut_short_is_refused_whatever_the_manifest_says(artifacts: Path, segment: Path, name: str) -> None:
    (segment / name).write_bytes((segment / name).read_bytes()[:-40])
    vouch(artifacts)
    with pytest.raises(IndexFormatError, match=REBUILD):
        load_index(artifacts, NO_LEXICON)


@pytest.mark.parametrize("is_vouched", [False, True])
def test_a_segment_in_another_s_place_is_refused(
    artifacts: Path, segment: Path, settings: IndexSettings, *, is_vouched: bool
) -> None:
    for file in settings.seeds_dir.iterdir():
        file.unlink()
    add_seed(settings, "一、回顾\n港口十分繁忙，货物很多。")
    other = settings.model_copy(update={"artifacts_dir": artifacts.parent / "other"})
    build_index(other, BigramEmbedder())
    (of_other,) = (other.artifacts_dir / "segments").iterdir()
    shutil.rmtree(segment)
    shutil.copytree(of_other, segment)
    if is_vouched:
        vouch(artifacts)
    said = "does not hold what the index says" if is_vouched else "segment.json has changed since it was built"
    with pytest.raises(IndexFormatError, match=f"{said}; {REBUILD}"):
        opened(artifacts)


def test_another_format_version_is_named(artifacts: Path, segment: Path) -> None:
    for path in (segment / "segment.json", artifacts / "index-1.json"):
        path.write_text(json.dumps({**json.loads(path.read_text()), "format_version": 99}), encoding="utf-8")
        with pytest.raises(IndexFormatError, match=rf"{path} has format 99, this program reads \d+; rebuild it"):
            opened(artifacts)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", ONLY_VERSION])
@pytest.mark.parametrize("name", ["index-1.json", "segment.json"])
def test_a_damaged_manifest_is_named(artifacts: Path, segment: Path, name: str, content: bytes) -> None:
    ((segment if name == "segment.json" else artifacts) / name).write_bytes(content)
    with pytest.raises(IndexFormatError, match=f"{name} is missing or damaged; {REBUILD}"):
        opened(artifacts)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"index-9.json\n", b"index-1.json\n", b"../index-1.json\n"])
def test_a_damaged_pointer_is_named(artifacts: Path, content: bytes) -> None:
    (artifacts / "CURRENT").write_bytes(content)
    with pytest.raises(IndexFormatError, match=rf"(CURRENT|index-\d\.json) (is .*damaged|has changed.*); {REBUILD}"):
        opened(artifacts)
