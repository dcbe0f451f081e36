"""MappedText: every character knows its place, and spans give the characters back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.read.mapped import FOOTNOTE_MARKS, MappedText, footnote_marks, quote_at
from index.records import Span

SOURCES = st.text(alphabet="甲乙丙，。 \u3000\xa0\n¹²a1*", max_size=40)


def test_text_and_offsets_must_be_as_long() -> None:
    with pytest.raises(ValueError, match="2 characters but 1 offsets"):
        MappedText("ab", (0,))


def test_a_page_break_gives_two_spans_and_one_quote() -> None:
    source = "中国燃\n\n气总部"
    text = MappedText.of(source, 0, 3) + MappedText.of(source, 5, 8)
    assert text.spans(source) == (Span(start=0, end=3), Span(start=5, end=8))
    assert quote_at(source, text.spans(source)) == text.text == "中国燃气总部"


def test_a_footnote_mark_inside_a_line_does_not_end_a_span_nor_is_it_quoted() -> None:
    source = "采用TOD¹⁰开发"
    text = MappedText.of(source, 0, len(source)).without([(5, 7)])
    assert text.spans(source) == (Span(start=0, end=9),)
    assert quote_at(source, text.spans(source)) == "采用TOD开发"


def test_markup_ends_a_span() -> None:
    source = "PM_{2.5}浓度"
    text = MappedText.of(source, 0, len(source)).without([(2, 4), (7, 8)])
    assert [(span.start, span.end) for span in text.spans(source)] == [(0, 2), (4, 7), (8, 10)]
    assert quote_at(source, text.spans(source)) == "PM2.5浓度"


def test_white_space_inside_a_line_stays_in_the_quote() -> None:
    assert quote_at("达 91.2\u3000亿\r\n元", [Span(start=0, end=11)]) == "达 91.2\u3000亿元"


def test_an_empty_text_has_no_spans() -> None:
    assert MappedText("", ()).spans("abc") == ()


@given(SOURCES, st.data())
def test_slices_keep_each_character_with_its_offset(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    text = MappedText.of(source, 0, len(source)).cut(start, end).strip()
    assert text.text == source[start:end].strip()
    assert [source[offset] for offset in text.offsets] == list(text.text)


@given(SOURCES, st.data())
def test_spans_cover_what_was_kept_and_nothing_else_but_blanks_and_marks(source: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(source), max_size=len(source)))
    text = MappedText.of(source, 0, len(source)).without((i, i + 1) for i, keep in enumerate(kept) if not keep)
    spans = text.spans(source)
    covered = [i for span in spans for i in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert set(text.offsets) <= set(covered)
    assert all(source[i] in FOOTNOTE_MARKS + " \u3000\xa0" for i in set(covered) - set(text.offsets))


@given(SOURCES)
def test_spans_round_trip_through_the_quote(source: str) -> None:
    text = MappedText.of(source, 0, len(source))
    bare = text.without((i, i + 1) for i, mark in enumerate(source) if mark in FOOTNOTE_MARKS + "\n")
    assert quote_at(source, bare.spans(source)) == bare.text


def test_the_power_of_a_measure_is_no_footnote_mark() -> None:
    source = "改造面积5万m²，浓度16μg/m³¹，采用TOM²开发"
    assert [source[start:end] for start, end in footnote_marks(source)] == ["¹", "²"]
    assert quote_at(source, [Span(start=0, end=len(source))]) == "改造面积5万m²，浓度16μg/m³，采用TOM开发"
