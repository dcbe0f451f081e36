from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.cases import Case, load_cases, select_cases
from eval.errors import CaseError
from index.records import Document, Span
from tests.eval.world import make_line, write_lines

TEXT = "新增学位10155个。中国燃\n气全球总部。新增床位51张，新增床位"


def load(tmp_path: Path, *lines: dict[str, object]) -> tuple[Case, ...]:
    return load_cases((write_lines(tmp_path / "cases.jsonl", lines),), {"r2022": TEXT})


def evidence(*quotes: str) -> list[list[dict[str, object]]]:
    return [[{"doc_id": "r2022", "quotes": list(quotes)}]]


def test_quotes_become_spans_of_the_source(tmp_path: Path) -> None:
    (case,) = load(tmp_path, make_line(evidence=evidence("中国燃", "气全球总部")))
    spans = case.evidence[0][0].spans
    assert [TEXT[span.start : span.end] for span in spans] == ["中国燃", "气全球总部"]
    assert spans[1] == Span(start=15, end=20)


def test_a_case_written_again_is_the_line_it_came_from(tmp_path: Path) -> None:
    line = make_line(traits=["relative_year"], asked_on="2025-03-05")
    (case,) = load(tmp_path, line)
    assert case.written().model_dump(mode="json") == line


def test_a_line_without_traits_has_none_and_may_be_asked_any_day(tmp_path: Path) -> None:
    line = make_line()
    del line["traits"], line["asked_on"]
    (case,) = load(tmp_path, line)
    assert (case.traits, case.asked_on) == ((), None)


def test_cases_keep_file_and_line_order_and_blank_lines_are_skipped(tmp_path: Path) -> None:
    first = write_lines(tmp_path / "b.jsonl", [make_line(id="z"), make_line(id="y")])
    first.write_text(first.read_text(encoding="utf-8").replace("\n", "\n\n"), encoding="utf-8")
    second = write_lines(tmp_path / "a.jsonl", [make_line(id="x")])
    assert [case.id for case in load_cases((first, second), {"r2022": TEXT})] == ["z", "y", "x"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (make_line(evidence=evidence("新增学位99个")), "expected once in r2022, found 0 times: '新增学位99个'"),
        (make_line(evidence=evidence("新增床位")), "found 2 times: '新增床位'"),
        (make_line(evidence=evidence("")), "1 to 160 characters, found 0"),
        (make_line(evidence=[[{"doc_id": "r1", "quotes": ["新"]}]]), "unknown doc_id 'r1', expected one of r2022"),
        (make_line(kind="guess"), "field kind"),
        (make_line(language="fr"), "field language"),
        (make_line(extra=1), "field extra"),
        (make_line(near_miss="feed"), "near_miss is for kind unanswerable"),
        (make_line(kind="unanswerable", facts=[], evidence=[]), "near_miss is for kind unanswerable"),
        (make_line(kind="unanswerable", near_miss="feed"), "no facts and no evidence"),
        (make_line(facts=[]), "needs facts and evidence"),
        (make_line(evidence=[]), "needs facts and evidence"),
        (make_line(evidence=[[]]), "at least one alternative"),
        (make_line(facts=[[" "]]), "none may be empty"),
        (make_line(kind="followup"), "needs the earlier questions"),
        (make_line(history=["2022年?"]), "history is for kind followup"),
        (make_line(traits=["odd"]), "field traits"),
        (make_line(traits=["why", "why"]), "a trait is named once"),
        (make_line(traits=["relative_year"]), "a relative year needs asked_on"),
        (make_line(traits=["long_history"], kind="followup", history=["2022年?"]), "at least 2 earlier questions"),
        (make_line(traits=["english_typo"], language="en"), "english_typo is for noise typo and language en"),
        (make_line(traits=["english_typo"], noise="typo"), "english_typo is for noise typo and language en"),
        (make_line(asked_on="1 March"), "field asked_on"),
    ],
)
def test_a_defect_names_file_line_id_and_what_was_expected(
    tmp_path: Path, line: dict[str, object], wanted: str
) -> None:
    with pytest.raises(CaseError) as caught:
        load(tmp_path, make_line(id="t000"), line)
    message = str(caught.value)
    assert "cases.jsonl line 2, case t001" in message
    assert wanted in message


def test_an_id_that_comes_twice_names_both_places(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"line 2, case t001: the id is taken by .*line 1"):
        load(tmp_path, make_line(), make_line())


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text("{'id': 1}\n", encoding="utf-8")
    with pytest.raises(CaseError, match="line 1: expected one JSON object"):
        load_cases((path,), {})


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"none\.jsonl"):
        load_cases((tmp_path / "none.jsonl",), {})


def test_selects_by_kind_language_and_id_together(cases: tuple[Case, ...]) -> None:
    assert [case.id for case in select_cases(cases, kinds=["unanswerable"], languages=["en"])] == ["t005"]
    assert [case.id for case in select_cases(cases, ids=["t003", "t001"])] == ["t001", "t003"]
    assert select_cases(cases) == cases


def test_a_selection_of_nothing_is_refused(cases: tuple[Case, ...]) -> None:
    with pytest.raises(CaseError, match="none of 5 cases"):
        select_cases(cases, kinds=["lookup"], languages=["en"])
    with pytest.raises(CaseError, match="no case has the id t9"):
        select_cases(cases, ids=["t9"])


def test_evidence_documents_are_named_once_and_sorted(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    assert cases[2].doc_ids == tuple(sorted(documents))
    assert cases[4].doc_ids == ()


@given(st.data())
def test_any_substring_that_stands_once_is_found_where_it_stands(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    quote = TEXT[start:end]
    if TEXT.count(quote) != 1 or not quote.strip():
        return
    from eval.cases import Quoted, _find_quotes

    assert _find_quotes(Quoted(doc_id="d", quotes=(quote,)), {"d": TEXT}, "here") == (Span(start=start, end=end),)
