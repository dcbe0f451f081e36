"""An index that was added to, changed and taken from is, in all it answers, the one built anew from the same seeds."""

import random
import shutil
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.config import IndexSettings
from index.search.searcher import SearchQuery
from index.segment.segment import open_segment
from index.store import parts
from index.store.saved import OpenIndex
from index.words.names import outline_key
from index.words.terms import terms
from tests.fakes import BigramEmbedder
from tests.index.documents import NOTICE, REPORT, CountingEmbedder, entry, opened

ASKED = ("港口货物增长", "新增学位", "蓝色基金是什么", "马拉松", "2024年安排", "海洋产业")
WORDS = ("港口", "货物", "学位", "蓝色", "海洋", "斑马")
MATTERS = ("港口", "学校", "医院", "公园", "海洋", "交通", "旅游", "住房")


def text_of(seed: int) -> str:
    """A report of a few sections, with a list and a glossary."""
    draw = random.Random(seed)
    matters = draw.sample(MATTERS, 4)
    lines = [f"盐田区{2020 + seed % 5}年工作报告（{seed}）"]
    for number, matter in zip("一二三", matters, strict=False):
        lines += [
            f"{number}、{matter}",
            *(f"{matter}投入{draw.randint(2, 99)}亿元。" for _ in range(draw.randint(1, 4))),
        ]
    lines += ["名词解释", f"1.{matters[3]}计划：{matters[3]}的行动方案第{seed}版。"]
    return "\n".join(lines) + "\n"


def write(folder: Path, contents: dict[str, str]) -> None:
    """Make `folder` hold just these texts, catalogued in their order."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    catalog = ""
    for name, text in contents.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        catalog += entry(f"{name}.txt", text.encode(), title=name)
    (folder / "catalog.toml").write_text(catalog, encoding="utf-8")


def told(index: OpenIndex) -> dict[str, object]:
    """All that an index answers."""
    corpus, embedder = index.corpus, BigramEmbedder()
    units = list(corpus.units())
    queries = [SearchQuery(tuple((t, 1.0) for t in terms(text)), embedder.embed_query(text)) for text in ASKED]
    statements = [unit for unit in units if corpus.vectors_of(unit.unit_id)[1]]
    return {
        "documents": list(corpus.documents.items()),
        "units": units,
        "chunks": list(corpus.chunks()),
        "sections": [corpus.sections_of(doc_id) for doc_id in corpus.documents],
        "dropped": [corpus.dropped_of(doc_id) for doc_id in corpus.documents],
        "rows": [corpus.row_of(chunk.chunk_id) for chunk in corpus.chunks()],
        "chunk of unit": [corpus.chunk_of(unit.unit_id) for unit in units],
        "years": [corpus.years_of(row) for row in range(corpus.n_chunks)],
        "names": [
            (name, corpus.defining(name)) for name in sorted(corpus.names_in("".join(MATTERS) + "港口计划学校计划"))
        ],
        "outlines": list(corpus.outlines(3, "投入")) + list(corpus.outlines(2, outline_key(2, "计划"))),
        "figures": list(corpus.figures()),
        "dense": [index.dense.search(query, k=10) for query in queries],
        "lexical": [index.lexical.search(query, k=10) for query in queries],
        "frequencies": [index.lexical.frequencies.of(word) for word in WORDS],
        "sounds": [index.sounds.like(word) for word in WORDS],
        "cosines": index.vectors.cosines(queries[0].vector, statements).tolist(),
        "mean cosine": index.vectors.mean_cosine(),
    }


def check_same(found: OpenIndex, expected: OpenIndex) -> None:
    one, other = told(found), told(expected)
    for key, value in one.items():
        if key == "mean cosine":
            assert value == pytest.approx(other[key])
        elif key in {"dense", "lexical"}:  # sums in another order differ in the last bit
            for mine, theirs in zip(value, other[key], strict=True):  # type: ignore[call-overload]
                np.testing.assert_allclose([hit.score for hit in mine], [hit.score for hit in theirs], rtol=1e-6)
                assert [hit.row for hit in mine] == [hit.row for hit in theirs], key
        else:
            assert value == other[key], key


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("most_segments", [1, 3])
def test_after_any_changes_it_is_as_if_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, most_segments: int
) -> None:
    monkeypatch.setattr(parts, "MOST_SEGMENTS", most_segments)
    draw = random.Random(seed)
    settings = IndexSettings(seeds_dir=tmp_path / "seeds", artifacts_dir=tmp_path / "artifacts")
    fresh = settings.model_copy(update={"artifacts_dir": tmp_path / "fresh"})
    contents = {"report": REPORT.read_text(encoding="utf-8"), "notice": NOTICE.read_text(encoding="utf-8")}
    for step in range(6):
        match draw.choice(["add", "add", "change", "remove"]):
            case "add":
                contents[f"d{step}"] = text_of(draw.randrange(99))
            case "change":
                contents[draw.choice(list(contents))] = text_of(draw.randrange(99))
            case _ if len(contents) > 1:
                del contents[draw.choice(list(contents))]
        if draw.random() < 0.3:  # the order of the catalog
            contents = dict(draw.sample(list(contents.items()), len(contents)))
        write(settings.seeds_dir, contents)
        build_index(settings, BigramEmbedder())
        shutil.rmtree(fresh.artifacts_dir, ignore_errors=True)
        build_index(fresh, BigramEmbedder())
        check_same(opened(settings.artifacts_dir), opened(fresh.artifacts_dir))


def test_only_a_document_s_own_files_are_written(tmp_path: Path) -> None:
    settings = IndexSettings(seeds_dir=tmp_path / "seeds", artifacts_dir=tmp_path / "artifacts")
    contents = {f"d{n}": text_of(n) for n in range(12)}
    write(settings.seeds_dir, contents)
    build_index(settings, BigramEmbedder())
    (segment,) = (settings.artifacts_dir / "segments").iterdir()
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in segment.rglob("*")}
    for change in ({"d12": text_of(50)}, {"d3": text_of(51)}, {"d4": ""}):
        contents = {name: text for name, text in {**contents, **change}.items() if text}
        write(settings.seeds_dir, contents)
        embedder = CountingEmbedder("bigrams-crc32-64")
        build_index(settings, embedder)
        (text,) = change.values()
        assert all(given.rpartition("（")[0] in text for given in embedder.given)  # less what it stands under
        assert bool(embedder.given) == bool(text)
        assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in segment.rglob("*")} == before


def test_what_is_built_in_many_batches_is_what_is_built_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = IndexSettings(seeds_dir=tmp_path / "seeds", artifacts_dir=tmp_path / "at_once")
    write(at_once.seeds_dir, {f"d{n}": text_of(n) for n in range(22)})
    build_index(at_once, BigramEmbedder())
    monkeypatch.setattr("index.build.BATCH_CHARS", 1)  # a batch a document
    in_batches = at_once.model_copy(update={"artifacts_dir": tmp_path / "in_batches"})
    build_index(in_batches, BigramEmbedder())
    assert len(list((in_batches.artifacts_dir / "segments").iterdir())) == 1
    check_same(opened(in_batches.artifacts_dir), opened(at_once.artifacts_dir))


def test_what_is_written_of_many_documents_is_told_batch_by_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = IndexSettings(seeds_dir=tmp_path / "seeds", artifacts_dir=tmp_path / "artifacts")
    write(settings.seeds_dir, {f"d{n}": text_of(n) for n in range(6)})
    told: list[tuple[int, int]] = []
    build_index(settings, BigramEmbedder(), lambda n, of: told.append((n, of)))
    assert told == []  # at once
    write(settings.seeds_dir, {f"d{n}": text_of(n) for n in range(12)})
    monkeypatch.setattr("index.build.BATCH_CHARS", 1)
    build_index(settings, BigramEmbedder(), lambda n, of: told.append((n, of)))
    assert told == [(n, 6) for n in range(1, 7)]


def test_segments_that_are_only_to_be_merged_are_never_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = IndexSettings(seeds_dir=tmp_path / "seeds", artifacts_dir=tmp_path / "artifacts")
    write(settings.seeds_dir, {f"d{n}": text_of(n) for n in range(3)})
    build_index(settings, BigramEmbedder())
    (segment,) = (settings.artifacts_dir / "segments").iterdir()
    read: list[str] = []
    read_bytes = Path.read_bytes

    def noted(path: Path) -> bytes:
        read.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    assert list(open_segment(segment, verify=True, mapped=True).records.units)
    assert read == ["segment.json"]
    assert list(open_segment(segment, verify=True).records.units)
    assert len(read) > 10


def test_what_is_let_go_of_a_mapped_table_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.segment.files.LARGE_BYTES", 0)
    settings = IndexSettings(seeds_dir=tmp_path / "seeds", artifacts_dir=tmp_path / "artifacts")
    write(settings.seeds_dir, {f"d{n}": text_of(n) for n in range(3)})
    build_index(settings, BigramEmbedder())
    table = opened(settings.artifacts_dir).segments[0].records.units
    before = list(table)
    table.let_go()
    assert list(table) == before


def test_segments_do_not_pile_up(tmp_path: Path) -> None:
    settings = IndexSettings(seeds_dir=tmp_path / "seeds", artifacts_dir=tmp_path / "artifacts")
    contents = {f"d{n}": text_of(n) for n in range(30)}
    write(settings.seeds_dir, contents)
    build_index(settings, BigramEmbedder())
    for n in range(30, 41):
        contents[f"d{n}"] = text_of(n)
        write(settings.seeds_dir, contents)
        index = build_index(settings, BigramEmbedder())
        assert len(index.segments) <= parts.MOST_SEGMENTS
        assert len(list((settings.artifacts_dir / "segments").iterdir())) == len(index.segments)
