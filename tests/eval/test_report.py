import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Case
from eval.lead import Fault
from eval.misses import (
    FAILED,
    INCOMPLETE,
    MISREFUSED,
    NOT_REFUSED,
    REFUSED,
    UNPROVED,
    WRONG_LEAD,
    Miss,
    find_misses,
    mark,
)
from eval.predict import predict
from eval.predictions import Failure, Outcome, by_id
from eval.report import render_report
from eval.risk import risk_coverage
from eval.runs import RunManifest
from eval.score import aggregate, score
from eval.svg import curve, histogram, interval_bar
from index.records import Document, Span
from rag.contract import AnswerRecord
from rag.records import Certainty, Reason
from tests.eval.world import SentenceAssistant

MANIFEST = RunManifest(
    part="dev",
    started=datetime(2025, 3, 5, 8, 30, tzinfo=UTC),
    git_commit="c" * 40,
    index_fingerprint="f" * 64,
    case_files=(),
    cases_sha256="a" * 64,
    n_cases=5,
)


def ask(cases: tuple[Case, ...], documents: dict[str, Document], *broken: str) -> list[Outcome]:
    return [outcome for _, outcome in predict(SentenceAssistant(documents, frozenset(broken)), cases)]


def page(cases: tuple[Case, ...], documents: dict[str, Document], outcomes: list[Outcome]) -> str:
    scores = score(cases, outcomes, documents)
    return render_report(
        MANIFEST, aggregate(scores), scores=scores, cases=cases, outcomes=outcomes, documents=documents
    )


def misses_of(cases: tuple[Case, ...], documents: dict[str, Document], outcomes: list[Outcome]) -> dict[str, Miss]:
    found = find_misses(cases, score(cases, outcomes, documents), by_id(outcomes), documents)
    return {miss.case.id: miss for miss in found}


class Checker(HTMLParser):
    """Counts open elements and collects addresses and ids."""

    VOID = frozenset({"meta", "input", "br", "link", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.addresses += [str(values[name]) for name in ("src", "href") if name in values]
        self.ids += [str(values["id"])] if "id" in values else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_loads_nothing(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    checker = Checker()
    html = page(cases, documents, ask(cases, documents, "t002"))
    checker.feed(html)
    assert checker.open == []
    assert checker.addresses == []
    assert len(set(checker.ids)) == len(checker.ids)
    assert "url(" not in html
    assert "default-src 'none'" in html


def test_the_page_shows_the_headline_with_its_interval(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    html = page(cases, documents, ask(cases, documents))
    assert "66.7 %" in html
    assert re.search(r"0\.0 % – 100\.0 % \(n = 3\)", html)


def test_words_of_a_case_are_escaped(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    nasty = "<script>alert(1)</script>\"'&"
    changed = tuple(
        case.model_copy(update={"question": nasty, "note": nasty, "asker": nasty, "facts": ((nasty,),)})
        if case.answerable
        else case
        for case in cases
    )
    html = page(changed, documents, ask(changed, documents, "t001"))
    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;&#34;&#39;&amp;") >= 4


def test_only_missed_cases_are_explored(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    html = page(cases, documents, ask(cases, documents))
    assert re.findall(r'<details class="miss" id="(\w+)"', html) == ["t003", "t004", "t005"]
    assert "3 of 5 questions" in html


def test_no_miss_is_said_so(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    html = page(cases[:1], documents, ask(cases[:1], documents))
    assert "Nothing: every question was answered right" in html
    assert "<script>" not in html


def test_the_risk_curve_is_drawn_when_answers_bear_a_confidence(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    plain = [one.model_copy(update={"confidence": None}) for one in ask(cases, documents)]
    assert 'id="risk-title"' not in page(cases, documents, plain)
    sure = [one.model_copy(update={"confidence": 0.5}) for one in plain]
    assert 'id="risk-title"' in page(cases, documents, sure)


def test_misses_are_told_apart(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    outcomes = ask(cases, documents)
    outcomes[0] = Failure(id="t001", question=cases[0].question, error="E: x")
    second = outcomes[1]
    assert isinstance(second, AnswerRecord)
    outcomes[1] = second.model_copy(
        update={"answered": False, "certainty": Certainty.REFUSED, "reason": Reason.NO_EVIDENCE, "citations": ()}
    )
    found = misses_of(cases, documents, outcomes)
    assert {case_id: miss.label for case_id, miss in found.items()} == {
        "t001": FAILED,
        "t002": REFUSED,
        "t003": INCOMPLETE,
        "t004": NOT_REFUSED,
        "t005": MISREFUSED,
    }
    assert found["t001"].diagnosis == "E: x"
    assert found["t002"].diagnosis == "all needed places found, at rank 1; refused as no_evidence"
    assert found["t003"].diagnosis.endswith("all needed places found, at rank 1, 2")
    assert found["t003"].diagnosis.startswith("1 of 2 facts not stated")
    assert found["t004"].diagnosis.endswith("near miss: wrong_year")
    assert found["t005"].diagnosis == "near miss: off_topic; refused as no_evidence, in zh-Hans"


def test_what_is_wrong_in_front_is_read_first_and_said_in_words(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    outcomes = ask(cases, documents)
    last = outcomes[1]
    assert isinstance(last, AnswerRecord)
    outcomes[1] = last.model_copy(update={"answer": f"99张[1]\n{last.answer}"})
    found = misses_of(cases, documents, outcomes)
    assert next(iter(found)) == "t002"
    assert found["t002"].label == WRONG_LEAD
    assert found["t002"].diagnosis.startswith(f"in front: {Fault.FIGURE}")


def test_a_right_answer_without_its_proof_is_a_miss(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    outcomes = ask(cases, documents)
    first = outcomes[0]
    assert isinstance(first, AnswerRecord)
    elsewhere = first.citations[0].model_copy(update={"spans": (Span(start=0, end=9),)})
    outcomes[0] = first.model_copy(update={"citations": (elsewhere,), "passages": ()})
    miss = misses_of(cases, documents, outcomes)["t001"]
    assert miss.label == UNPROVED
    proved, searched = miss.diagnosis.split("; ")[-2:]
    assert proved == "1 of 1 needed places not proved by a citation"
    assert searched == "search: 1 of 1 needed places not among 0 passages"
    assert not miss.citations[0].verbatim


def test_evidence_is_shown_in_its_context_and_marked(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    miss = misses_of(cases, documents, ask(cases, documents))["t003"]
    ((first,), (second,)) = miss.evidence
    assert [piece.text for piece in first.pieces if piece.marked] == ["新增养老床位51张"]
    assert [piece.text for piece in second.pieces if piece.marked] == ["新增养老床位240张"]
    assert "".join(piece.text for piece in first.pieces) == documents["r2019"].text
    assert [passage.finds for passage in miss.passages] == [True, True, False, False, False, False, False]


TEXT = "abcdefghij"
SPANS = st.tuples(st.integers(0, 9), st.integers(1, 10)).filter(lambda p: p[0] < p[1])


@given(SPANS, st.lists(SPANS, max_size=4))
def test_pieces_join_to_the_window_and_only_marked_characters_are_marked(
    window: tuple[int, int], marks: list[tuple[int, int]]
) -> None:
    pieces = mark(TEXT, Span(start=window[0], end=window[1]), [Span(start=a, end=b) for a, b in marks])
    assert "".join(piece.text for piece in pieces) == TEXT[window[0] : window[1]]
    wanted = {c for a, b in marks for c in TEXT[max(a, window[0]) : min(b, window[1])]}
    assert {c for piece in pieces if piece.marked for c in piece.text} == wanted


def test_risk_falls_with_a_stricter_threshold() -> None:
    points = risk_coverage([(0.9, True), (0.8, True), (0.8, False), (0.1, False)], n_cases=8)
    assert [(p.threshold, p.coverage, p.risk) for p in points] == [
        (0.9, 1 / 8, 0),
        (0.8, 3 / 8, pytest.approx(1 / 3)),
        (0.1, 4 / 8, 1 / 2),
    ]
    assert risk_coverage([], n_cases=8) == ()


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(str(svg))  # noqa: S314 - our own drawing


def test_an_interval_is_drawn_where_it_lies() -> None:
    root = drawn(interval_bar(0.5, 0.25, 1.5, width=112))
    lines = root.findall("line")
    assert [(line.get("x1"), line.get("x2")) for line in lines] == [("6", "106"), ("31", "106")]
    circle = root.find("circle")
    assert circle is not None
    assert circle.get("cx") == "56"


def test_a_histogram_counts_every_value_once_and_names_itself() -> None:
    root = drawn(histogram([0.1, 0.1, 0.3, 2.0], name="s", title="<Seconds>", x_label="s", n_bins=4))
    counts = [int(str(title.text).rpartition(": ")[2]) for title in root.findall("rect/title")]
    assert sum(counts) == 4
    assert max(counts) == 3
    assert root.get("role") == "img"
    title = root.find("title")
    assert title is not None
    assert (title.get("id"), title.text) == ("s-title", "<Seconds>")
    assert root.get("aria-labelledby") == "s-title s-text"


def test_all_values_equal_or_zero_can_be_drawn() -> None:
    for values in ([0.0, 0.0], [1.0]):
        drawn(histogram(values, name="s", title="t", x_label="s"))
    drawn(curve([(0.5, 0.0)], name="c", title="t", x_label="x", y_label="y"))


def test_a_curve_goes_right_and_up_with_its_values() -> None:
    root = drawn(curve([(0.1, 0.0), (0.5, 0.2), (1.0, 0.4)], name="c", title="t", x_label="x", y_label="y"))
    path = root.find("path")
    assert path is not None
    points = [tuple(map(float, pair.split())) for pair in str(path.get("d"))[1:].split(" L")]
    assert all(left[0] < right[0] and left[1] > right[1] for left, right in pairwise(points))


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one value"):
        histogram([], name="s", title="t", x_label="x")
    with pytest.raises(ValueError, match="at least one point"):
        curve([], name="c", title="t", x_label="x", y_label="y")
