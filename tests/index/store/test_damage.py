"""A damaged file never answers: it is noticed before it is used, named, and made again; what is sound is kept."""

import logging
import os
from pathlib import Path

import pytest

from index.build import build_index, ensure_index
from index.config import IndexSettings
from index.errors import CatalogError, IndexFormatError
from index.segment import files as segment_files
from index.store.damage import damaged
from index.store.saved import load_index, read_manifest
from index.words.bilingual import NO_LEXICON
from tests.index.documents import REPORT, CountingEmbedder, opened
from tests.index.store.test_incremental import told
from tests.index.test_build import add_seed
from tests.index.vouched import vouch
from tests.torture.damage import rows

MAKING_AGAIN = " - making it again."


@pytest.fixture
def segment(settings: IndexSettings) -> Path:
    (folder,) = (settings.artifacts_dir / "segments").iterdir()
    return folder


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.model
def test_every_damage_is_noticed_before_an_answer_named_and_mended() -> None:
    assert [row for row in rows(short=True) if row.lost] == []


def test_a_build_makes_the_damaged_segment_again_and_keeps_the_sound_one(
    settings: IndexSettings, segment: Path, caplog: pytest.LogCaptureFixture
) -> None:
    add_seed(settings, "一、回顾\n港口十分繁忙，货物很多。")
    embedder = CountingEmbedder("bigrams-crc32-64")
    build_index(settings, embedder)
    (added,) = (folder for folder in segment.parent.iterdir() if folder != segment)
    before, inode = told(opened(settings.artifacts_dir)), (segment / "segment.json").stat().st_ino
    embedder.given.clear()
    flip(added / "terms" / "rows.npy")
    assert list(damaged(settings.artifacts_dir)) == [added / "terms" / "rows.npy"]
    built = build_index(settings, embedder)
    assert [text.partition("（")[0] for text in embedder.given] == ["港口十分繁忙，货物很多。"]
    assert (segment / "segment.json").stat().st_ino == inode
    assert caplog.messages == [f"{added / 'terms' / 'rows.npy'} has changed since it was built{MAKING_AGAIN}"]
    assert told(built) == told(opened(settings.artifacts_dir)) == before
    assert list(damaged(settings.artifacts_dir)) == []


@pytest.mark.parametrize(
    "name", ["CURRENT", "index-1.json", "segments/*/segment.json", "segments/*/records/texts.jsonl"]
)
def test_opening_a_damaged_index_names_the_file_and_builds_it(
    settings: IndexSettings, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    before = told(opened(settings.artifacts_dir))
    (file,) = settings.artifacts_dir.glob(name)
    flip(file)
    assert told(ensure_index(settings, CountingEmbedder("bigrams-crc32-64"))) == before
    assert caplog.messages[0].startswith(f"{file} ")
    assert caplog.messages[0].endswith(" - building it now.")
    assert told(opened(settings.artifacts_dir)) == before
    assert list(damaged(settings.artifacts_dir)) == []


def test_a_manifest_that_reads_well_and_has_changed_is_refused(settings: IndexSettings) -> None:
    manifest = settings.artifacts_dir / "index-1.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"bigrams-crc32-64", b"bigrams-crc32-65"))
    with pytest.raises(IndexFormatError, match=r"index-1\.json has changed since it was built; rebuild it"):
        read_manifest(settings.artifacts_dir)


@pytest.mark.parametrize("names", ["*.jsonl", "texts.jsonl"])
def test_a_figure_that_was_changed_alike_with_all_checksums_differs_from_its_source(
    settings: IndexSettings, segment: Path, caplog: pytest.LogCaptureFixture, names: str
) -> None:
    before = told(opened(settings.artifacts_dir))
    for file in (segment / "records").glob(names):
        file.write_bytes(file.read_bytes().replace(b"024.5", b"034.5"))
    vouch(settings.artifacts_dir)
    assert "034.5" in opened(settings.artifacts_dir).corpus.documents[REPORT.stem].text
    assert told(ensure_index(settings, CountingEmbedder("bigrams-crc32-64"))) == before
    assert caplog.messages == ["the text that is kept of report differs from its source - building it now."]


def test_what_is_damaged_after_opening_changes_no_answer_and_ends_no_process(settings: IndexSettings) -> None:
    before, index = told(opened(settings.artifacts_dir)), load_index(settings.artifacts_dir, NO_LEXICON)
    for file in settings.artifacts_dir.rglob("*"):
        if file.is_file():
            os.truncate(file, 0)  # in place: what is mapped would go under who reads it
    assert told(index) == before


def test_a_file_that_is_not_of_the_segment_is_not_read(settings: IndexSettings, segment: Path) -> None:
    (segment / "vectors" / "nearest.faiss").write_bytes(b"of another")
    assert opened(settings.artifacts_dir).segments[0].vectors.nearest is None


LARGE = ("records/texts.jsonl", "records/units.jsonl", "terms/rows.npy", "vectors/stored.faiss")


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_is_checked_before_it_is_used(
    settings: IndexSettings,
    segment: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
) -> None:
    before = told(opened(settings.artifacts_dir))
    monkeypatch.setattr(segment_files, "LARGE_BYTES", (segment / name).stat().st_size - 1)
    assert told(load_index(settings.artifacts_dir, NO_LEXICON)) == before
    flip(segment / name)
    with caplog.at_level(logging.CRITICAL, "index.segment.files"):
        index = load_index(settings.artifacts_dir, NO_LEXICON)
        for _ in range(2):  # not only who comes first
            with pytest.raises(IndexFormatError, match=f"{name} has changed since it was built; rebuild it"):
                told(index)
        with pytest.raises(IndexFormatError, match=f"{name} has changed since it was built; rebuild it"):
            opened(settings.artifacts_dir)


def test_damage_to_a_large_file_is_logged_as_soon_as_it_is_found(
    settings: IndexSettings, segment: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    flip(segment / "records" / "units.jsonl")
    monkeypatch.setattr(segment_files, "LARGE_BYTES", 1000)
    monkeypatch.setattr(segment_files.Thread, "start", segment_files.Thread.run)  # now, not behind
    with pytest.raises(IndexFormatError, match=r"units\.jsonl has changed since it was built"):
        told(load_index(settings.artifacts_dir, NO_LEXICON))
    assert len([line for line in caplog.messages if "units.jsonl has changed since it was built" in line]) == 1


def test_seeds_that_cannot_be_used_beside_a_damaged_index_are_both_named(
    settings: IndexSettings, segment: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (settings.seeds_dir / "notice.txt").unlink()
    flip(segment / "terms" / "rows.npy")
    with pytest.raises(CatalogError, match=r"notice\.txt: No such file or directory; restore the file"):
        ensure_index(settings, CountingEmbedder("bigrams-crc32-64"))
    assert f"{segment / 'terms' / 'rows.npy'} has changed since it was built" in caplog.text


def test_every_source_that_has_changed_is_named_while_the_last_good_index_answers(
    settings: IndexSettings, caplog: pytest.LogCaptureFixture
) -> None:
    before = told(opened(settings.artifacts_dir))
    flip(settings.seeds_dir / "report.txt")
    (settings.seeds_dir / "notice.txt").unlink()
    assert told(ensure_index(settings, CountingEmbedder("bigrams-crc32-64"))) == before
    assert caplog.messages[0] == "Missing or changed since they were read: report, notice."
    assert caplog.messages[1].endswith("the last good index answers.")


def test_the_last_good_index_does_not_answer_with_a_text_that_is_not_its_source_s(
    settings: IndexSettings, segment: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for file in (segment / "records").glob("*.jsonl"):
        file.write_bytes(file.read_bytes().replace(b"024.5", b"034.5"))
    vouch(settings.artifacts_dir)
    (settings.seeds_dir / "notice.txt").unlink()
    with pytest.raises(CatalogError, match=r"notice\.txt: No such file or directory; restore the file"):
        ensure_index(settings, CountingEmbedder("bigrams-crc32-64"))
    assert "the text that is kept of report differs from its source" in caplog.text
