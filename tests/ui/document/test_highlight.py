import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Span
from tests.ui.parsed import parse
from ui.document.highlight import hull, joined, marked

TEXT = st.text(st.sampled_from("<>&\"' \n\r\t　罗湖区1。\u202e\u200b"), min_size=1, max_size=40)


@st.composite
def sources_with_spans(draw: st.DrawFn) -> tuple[str, Span, list[Span], list[Span]]:
    source = draw(TEXT)
    window = _span(draw, 0, len(source))
    marks = [_span(draw, window.start, window.end) for _ in range(draw(st.integers(0, 3)))]
    headings = [_span(draw, 0, len(source)) for _ in range(draw(st.integers(0, 2)))]
    return source, window, marks, headings


def _span(draw: st.DrawFn, start: int, end: int) -> Span:
    first = draw(st.integers(start, end - 1))
    return Span(start=first, end=draw(st.integers(first + 1, end)))


@given(sources_with_spans())
def test_no_character_is_added_lost_or_moved(case: tuple[str, Span, list[Span], list[Span]]) -> None:
    source, window, marks, headings = case
    assert parse(marked(source, window, marks, headings)).text == source[window.start : window.end]


@given(sources_with_spans())
def test_each_mark_holds_exactly_the_characters_of_its_span(case: tuple[str, Span, list[Span], list[Span]]) -> None:
    source, window, marks, headings = case
    found = parse(marked(source, window, marks, headings)).all("mark")
    assert [mark.text for mark in found] == [source[span.start : span.end] for span in joined(marks)]


def test_an_override_in_the_source_turns_nothing_round_outside_itself() -> None:
    assert marked("\u202e12\u202c个", Span(start=0, end=5), [Span(start=1, end=3)]) == (
        "<bdi>\u202e</bdi><mark>12</mark><bdi>\u202c</bdi>个"
    )


def test_markup_in_the_source_is_shown_not_obeyed() -> None:
    html = marked("<script>alert(1)</script>", Span(start=0, end=25), [Span(start=8, end=16)])
    assert html == "&lt;script&gt;<mark>alert(1)</mark>&lt;/script&gt;"


def test_two_spans_are_two_marks() -> None:
    source = "中国燃\n\n气全球总部"
    marks = [Span(start=0, end=3), Span(start=5, end=7)]
    html = marked(source, Span(start=0, end=10), marks)
    assert html == '<mark>中国燃</mark><span class="gap">\n\n</span><mark>气全</mark>球总部'


def test_a_line_break_with_the_blanks_around_it_is_one_gap() -> None:
    html = marked("一。\n \n　　二。", Span(start=0, end=9), [])
    assert html == '一。<span class="gap">\n \n　　</span>二。'


def test_headings_are_bold_outside_marks() -> None:
    html = marked("标题。正文", Span(start=0, end=5), [Span(start=3, end=5)], [Span(start=0, end=4)])
    assert html == "<b>标题。</b><mark>正文</mark>"


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 2), (4, 6)], [(0, 2), (4, 6)]),
        ([(4, 6), (0, 2)], [(0, 2), (4, 6)]),
        ([(0, 2), (2, 4)], [(0, 4)]),
        ([(0, 9), (2, 4)], [(0, 9)]),
    ],
)
def test_spans_that_meet_are_joined(spans: list[tuple[int, int]], expected: list[tuple[int, int]]) -> None:
    given_spans = [Span(start=start, end=end) for start, end in spans]
    assert [(span.start, span.end) for span in joined(given_spans)] == expected
    assert hull(given_spans) == Span(start=0, end=max(end for _, end in spans))
