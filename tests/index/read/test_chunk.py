"""Chunks: whole units of one section, not longer than the setting; a longer unit is in several."""

from itertools import groupby, pairwise

import pytest

from index.read.chunk import LONGEST_PART, chunk_document, context_of
from index.read.mapped import quote_at
from index.read.units import ReadDocument
from index.records import Chunk, Role
from tests.index.documents import read

ALONE = (Role.FOOTNOTE, Role.GLOSSARY, Role.RESPONSIBLE)


def chunks_of(found: ReadDocument, chunk_chars: int = 300) -> tuple[Chunk, ...]:
    return chunk_document(found, chunk_chars=chunk_chars)


@pytest.mark.parametrize("chunk_chars", [60, 300])
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_unit_but_the_headings_is_in_the_chunks_in_source_order(
    reads: dict[str, ReadDocument], number: str, chunk_chars: int
) -> None:
    found = reads[number]
    of_chunks = [chunk.unit_ids for chunk in chunks_of(found, chunk_chars)]
    held = [unit_id for unit_ids, _ in groupby(of_chunks) for unit_id in unit_ids]  # a long one is in several
    assert held == [unit.unit_id for unit in found.units if unit.role is not Role.HEADING]


@pytest.mark.parametrize("chunk_chars", [60, 300])
def test_a_chunk_is_of_one_section_and_fits(reads: dict[str, ReadDocument], chunk_chars: int) -> None:
    units = {unit.unit_id: unit for found in reads.values() for unit in found.units}
    for found in reads.values():
        for chunk in chunks_of(found, chunk_chars):
            assert {units[unit_id].section_id for unit_id in chunk.unit_ids} == {chunk.section_id}
            assert len(chunk.text) <= chunk_chars
            assert chunk.text == quote_at(found.document.text, chunk.spans).strip()


def test_neighbours_are_put_together_as_long_as_they_fit(reads: dict[str, ReadDocument]) -> None:
    found = reads["001"]
    roles = {unit.unit_id: unit.role for unit in found.units}
    plain = [chunk for chunk in chunks_of(found) if roles[chunk.unit_ids[0]] not in ALONE]
    first_length = {unit.unit_id: len(unit.text) for unit in found.units}
    for chunk, following in pairwise(plain):
        is_cut = len(chunk.text) < sum(first_length[unit_id] for unit_id in chunk.unit_ids)
        if chunk.section_id == following.section_id and not is_cut:
            assert len(chunk.text) + first_length[following.unit_ids[0]] > 300


def test_definitions_and_lists_of_offices_stand_alone(reads: dict[str, ReadDocument]) -> None:
    for number in ("001", "002", "004"):
        roles = {unit.unit_id: unit.role for unit in reads[number].units}
        for chunk in chunks_of(reads[number]):
            assert len(chunk.unit_ids) == 1 or not {roles[unit_id] for unit_id in chunk.unit_ids} & set(ALONE)


def test_context_is_title_and_heading_path(report: ReadDocument) -> None:
    (chunk,) = [chunk for chunk in chunks_of(report) if "马士基" in chunk.text]
    assert chunk.context == "标题 一、2023年计划执行情况 （一）港口能级稳步提升 国际航线持续加密"
    assert context_of(report.document, report.sections[0]) == "标题"


@pytest.mark.parametrize(("chunk_chars", "longest"), [(60, 60), (300, 300), (1200, LONGEST_PART)])
def test_a_unit_longer_than_a_chunk_is_cut_at_punctuation_and_stays_whole_for_citing(
    chunk_chars: int, longest: int
) -> None:
    clause = "完善港口物流体系、"
    found = read("一、重点任务\n" + clause * 150 + "收尾。")
    chunks = chunks_of(found, chunk_chars)
    assert len(chunks) > 2
    assert all(longest - len(clause) < len(chunk.text) <= longest for chunk in chunks[:-1])
    assert all(chunk.text.endswith(("、", "。")) for chunk in chunks)
    assert "".join(chunk.text for chunk in chunks) == clause * 150 + "收尾。"
    assert all(quote_at(found.document.text, chunk.spans) == chunk.text for chunk in chunks)
    (unit,) = [unit for unit in found.units if unit.role is not Role.HEADING]
    assert {chunk.unit_ids for chunk in chunks} == {(unit.unit_id,)}
    assert unit.text == clause * 150 + "收尾。"


def test_a_unit_is_cut_where_its_strongest_punctuation_stands() -> None:
    found = read(
        "一、重点任务\n做好以下工作：" + "港口物流，更加高效，" * 4 + "服务周到；" + "航线加密，" * 9 + "收尾。"
    )
    first, second = chunks_of(found, 60)
    assert first.text.endswith("服务周到；")
    assert second.text.startswith("航线加密，")


def test_units_that_fit_together_are_not_cut_however_long_a_chunk_may_be() -> None:
    sentence = "港口物流体系更加完善，" * 20 + "收尾。"
    found = read("一、重点任务\n" + sentence * 4)
    (chunk,) = chunks_of(found, 1200)
    assert len(chunk.text) > LONGEST_PART
    assert len(chunk.unit_ids) == 4


def test_a_long_unit_cut_by_a_page_break_is_cut_without_what_stands_between_its_halves() -> None:
    clause = "完善港口物流²体系、"
    found = read(f"一、重点任务\n{clause * 40}推进中国燃\n\n²物流：货物的流动。\n\n气项目、{clause * 40}收尾。")
    chunks = [chunk for chunk in chunks_of(found) if "港口" in chunk.text]
    assert len(chunks) > 1
    whole = clause.replace("²", "") * 40
    assert "".join(chunk.text for chunk in chunks) == f"{whole}推进中国燃气项目、{whole}收尾。"
    assert all(quote_at(found.document.text, chunk.spans) == chunk.text for chunk in chunks)
    assert sum(len(chunk.spans) == 2 for chunk in chunks) == 1


def test_ids_count_the_chunks_of_a_document(report: ReadDocument) -> None:
    chunks = chunks_of(report)
    assert [chunk.chunk_id for chunk in chunks] == [f"doc:{i}" for i in range(len(chunks))]


def test_a_document_of_headings_only_has_no_chunks() -> None:
    assert chunks_of(read("一、工作回顾\n二、工作安排")) == ()
