from itertools import pairwise

import pytest

from index.corpus import Corpus
from index.records import Role, Span
from tests.ui.parsed import parse
from ui.document.stretches import around, stretch_html, stretches
from ui.text.zh_hans.source import SOURCE_ZH_HANS

REPORT = "001_e6d6b6bfaf22de54"


def test_each_character_of_each_unit_is_in_exactly_one_stretch(corpus: Corpus) -> None:
    for doc_id in corpus.documents:
        cut = stretches(corpus, doc_id)
        assert [stretch.number for stretch in cut] == list(range(len(cut)))
        assert all(one.span.end <= other.span.start for one, other in pairwise(cut))
        for unit in corpus.units():
            for span in unit.spans if unit.doc_id == doc_id else ():
                (holding,) = [s for s in cut if s.span.start <= span.start and span.end <= s.span.end]
                assert around(cut, span) == [holding]


def test_no_stretch_is_headings_alone(corpus: Corpus) -> None:
    for doc_id in corpus.documents:
        for stretch in stretches(corpus, doc_id):
            inside = [
                unit
                for unit in corpus.units()
                if unit.doc_id == doc_id and any(span.overlap(stretch.span) for span in unit.spans)
            ]
            assert any(unit.role is not Role.HEADING for unit in inside), (doc_id, stretch.number)


def test_a_stretch_is_named_by_its_first_heading(corpus: Corpus) -> None:
    cut = stretches(corpus, "002_76ba81dda6f66ba1")
    assert [stretch.heading for stretch in cut[:4]] == [
        "",
        "2025年罗湖区推动高质量发展“十大计划”",
        "一、实施产业结构升级计划",  # with the three headings below it, which nothing stands between
        "(2)大力发展新兴金融",
    ]


def test_page_furniture_around_the_text_is_in_no_stretch(corpus: Corpus) -> None:
    text = corpus.documents[REPORT].text
    cut = stretches(corpus, REPORT)
    assert text[cut[0].span.start :].startswith("2023年政府工作报告(")
    assert "知识图谱" not in text[: cut[-1].span.end]


def test_an_unknown_document_has_no_stretches(corpus: Corpus) -> None:
    assert stretches(corpus, "unknown") == ()


def test_a_stretch_tells_what_stands_beside_it_and_marks_only_its_part(corpus: Corpus) -> None:
    text, cut = corpus.documents[REPORT].text, stretches(corpus, REPORT)
    over = Span(start=cut[0].span.end - 3, end=cut[1].span.start + 2)
    drawn = parse(stretch_html(text, cut, 1, [over], SOURCE_ZH_HANS)).one(cls="stretch")
    assert drawn.text == text[cut[1].span.start : cut[1].span.end]
    assert drawn.one("mark").text == text[cut[1].span.start :][:2]
    assert drawn.attributes["data-heading"] == "一、2022年工作回顾"
    assert drawn.attributes["data-before"] == SOURCE_ZH_HANS.front_matter
    assert drawn.attributes["data-after"] == cut[2].heading
    last = parse(stretch_html(text, cut, len(cut) - 1, [], SOURCE_ZH_HANS)).one(cls="stretch")
    assert "data-after" not in last.attributes
    with pytest.raises(IndexError):
        stretch_html(text, cut, len(cut), [], SOURCE_ZH_HANS)
