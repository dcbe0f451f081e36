"""Seeds that cannot be used, or a build that fails: the last good index answers; where there is none, one sentence."""

import logging
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import faiss
import numpy as np
import pytest

from index.build import build_index, ensure_index
from index.config import IndexSettings
from index.errors import CatalogError, IndexFormatError, LuohuError
from index.store.saved import read_manifest
from tests.fakes import BigramEmbedder
from tests.index.documents import CountingEmbedder
from tests.index.test_build import add_seed, change_entry, changed

UNTIL_THEN = " - until then the last good index answers."
BUILD = r"then run: python -m index build$"


def stray(seeds: Path) -> None:
    (seeds / "other.txt").write_text("另一份。", encoding="utf-8")


def missing(seeds: Path) -> None:
    (seeds / "notice.txt").unlink()


def edited(seeds: Path) -> None:
    with (seeds / "notice.txt").open("a", encoding="utf-8") as file:
        file.write("多一行。\n")


def unreadable_catalog(seeds: Path) -> None:
    (seeds / "catalog.toml").write_bytes(b"[[document")


def no_catalog(seeds: Path) -> None:
    (seeds / "catalog.toml").unlink()


def wrong_entry(seeds: Path) -> None:
    catalog = seeds / "catalog.toml"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace('title = "notice"', "", 1), encoding="utf-8")


def unreadable_document(seeds: Path) -> None:
    (seeds / "notice.txt").write_bytes("深圳".encode("gb18030"))
    settings = IndexSettings(seeds_dir=seeds)
    old = (seeds / "catalog.toml").read_text(encoding="utf-8").rpartition('sha256 = "')[2][:64]
    change_entry(settings, old, "3f6d" + "0" * 60)


SPOILS = {
    stray: r"other\.txt is not in catalog\.toml; add it with: python -m index add .*other\.txt",
    missing: r"notice\.txt: No such file or directory; restore the file, or .*: python -m index remove notice$",
    edited: r"notice\.txt has changed: .*: python -m index add .*notice\.txt",
    unreadable_catalog: r"catalog\.toml is not valid TOML: .*; correct it, " + BUILD,
    no_catalog: r"catalog\.toml: No such file or directory; .*: restore it, " + BUILD,
    wrong_entry: r"catalog\.toml, document 2: title: Field required; correct it, " + BUILD,
    unreadable_document: r"notice\.txt ",
    shutil.rmtree: r"catalog\.toml: No such file or directory; every folder of seeds needs a catalog",
}
spoils = pytest.mark.parametrize(("spoil", "message"), SPOILS.items(), ids=lambda value: getattr(value, "__name__", ""))


@spoils
def test_seeds_that_cannot_be_used_leave_the_last_good_index_answering(
    settings: IndexSettings, caplog: pytest.LogCaptureFixture, spoil: Callable[[Path], None], message: str
) -> None:
    before = read_manifest(settings.artifacts_dir)
    spoil(settings.seeds_dir)
    with caplog.at_level(logging.WARNING):
        index = ensure_index(settings, BigramEmbedder())
    assert (index.manifest, read_manifest(settings.artifacts_dir)) == (before, before)
    assert {"report", "notice"} == set(index.corpus.documents)
    *_, line = caplog.messages
    assert line.endswith(UNTIL_THEN)
    with pytest.raises(LuohuError, match=message):
        raise CatalogError(line.removesuffix(UNTIL_THEN))


@spoils
def test_seeds_that_cannot_be_used_stop_a_build(
    settings: IndexSettings, spoil: Callable[[Path], None], message: str
) -> None:
    spoil(settings.seeds_dir)
    with pytest.raises(LuohuError, match=message) as caught:
        build_index(settings, BigramEmbedder())
    assert "\n" not in str(caught.value)


@spoils
def test_without_an_index_they_are_the_error(
    settings: IndexSettings, spoil: Callable[[Path], None], message: str
) -> None:
    shutil.rmtree(settings.artifacts_dir)
    spoil(settings.seeds_dir)
    with pytest.raises(LuohuError, match=message):
        ensure_index(settings, BigramEmbedder())


def test_an_index_of_another_model_or_cut_otherwise_does_not_answer(settings: IndexSettings) -> None:
    stray(settings.seeds_dir)
    for others, embedder in (
        (settings, CountingEmbedder("other")),
        (changed(settings, chunk_chars=120), BigramEmbedder()),
        (changed(settings, passage_prefix=""), BigramEmbedder()),
    ):
        with pytest.raises(CatalogError, match=r"other\.txt is not in catalog\.toml"):
            ensure_index(others, embedder)


def test_a_damaged_index_does_not_answer(settings: IndexSettings) -> None:
    stray(settings.seeds_dir)
    (file,) = settings.artifacts_dir.glob("segments/*/records/units.jsonl")
    file.write_text("{}\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"other\.txt is not in catalog\.toml"):
        ensure_index(settings, BigramEmbedder())


def test_once_they_are_mended_the_index_is_brought_up_to_date(settings: IndexSettings) -> None:
    stray(settings.seeds_dir)
    assert len(ensure_index(settings, BigramEmbedder()).corpus.documents) == 2
    add_seed(settings, "另一份。", "other.txt")
    assert len(ensure_index(settings, BigramEmbedder()).corpus.documents) == 3


@contextmanager
def largest_file(n_bytes: int) -> Iterator[None]:
    """No file of this process grows beyond some bytes meanwhile, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("n_bytes", [10, 4_000, 20_000])
def test_a_disk_that_fills_while_building_leaves_the_last_good_index_answering(
    settings: IndexSettings, caplog: pytest.LogCaptureFixture, n_bytes: int
) -> None:
    before = read_manifest(settings.artifacts_dir)
    add_seed(settings, "一、回顾\n" + "".join(f"港口{number}繁忙，货物{number}很多。\n" for number in range(400)))
    with largest_file(n_bytes), caplog.at_level(logging.WARNING):
        index = ensure_index(settings, BigramEmbedder())
    assert index.manifest == before
    assert caplog.messages[-1] == f"[Errno 27] File too large{UNTIL_THEN}"
    assert len(ensure_index(settings, BigramEmbedder()).corpus.documents) == 3


def test_vectors_that_do_not_fit_on_the_disk_leave_the_last_good_index_answering(
    settings: IndexSettings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_seed(settings, "一、回顾\n港口十分繁忙，货物很多。")
    write_index, many = faiss.write_index, faiss.IndexFlatIP(64)
    many.add(np.ones((5000, 64), np.float32))  # fewer stay in a buffer
    monkeypatch.setattr(faiss, "write_index", lambda *_: write_index(many, "/dev/full"))
    assert len(ensure_index(settings, BigramEmbedder()).corpus.documents) == 2
    assert "No space left on device" in caplog.messages[-1]
    assert caplog.messages[-1].endswith(UNTIL_THEN)


def test_a_disk_without_room_for_a_first_index_is_named(settings: IndexSettings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    nowhere = changed(settings, artifacts_dir=tmp_path / "file" / "artifacts")
    with pytest.raises(IndexFormatError, match=rf"none can be written in .*artifacts \(Not a directory\); .*{BUILD}"):
        ensure_index(nowhere, BigramEmbedder())
