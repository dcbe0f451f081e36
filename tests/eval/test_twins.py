"""Twins: a fact asked again where it was asked before."""

from pathlib import Path

import pytest

from eval.cases import Case, load_cases
from eval.coverage import coverage
from eval.suites import CASES_DIR
from eval.table import cases_table, twins_table
from eval.twins import Twin, find_twins, load_allowed, novelty
from index.catalog.catalog import load_documents
from index.config import ROOT
from index.records import Document
from tests.eval.world import make_line, make_unanswerable, write_lines

KNOWN = make_line(
    id="k001", facts=[["240张"]], evidence=[[{"doc_id": "r2022", "quotes": ["新增养老床位240张。TOD¹⁰开发"]}]]
)


def load(tmp_path: Path, documents: dict[str, Document], **changes: object) -> tuple[Case, ...]:
    path = write_lines(tmp_path / "asked.jsonl", [make_line(id="a001") | changes])
    return load_cases((path,), {doc_id: document.text for doc_id, document in documents.items()})


@pytest.fixture
def known(tmp_path: Path, documents: dict[str, Document]) -> tuple[Case, ...]:
    path = write_lines(tmp_path / "known.jsonl", [make_unanswerable(id="k000", near_miss="feed"), KNOWN])
    return load_cases((path,), {doc_id: document.text for doc_id, document in documents.items()})


@pytest.mark.parametrize(
    ("facts", "place", "shared"),
    [
        ([["240张"]], ("r2022", "新增养老床位240张"), "240张"),
        ([["超240张", "很多"]], ("r2022", "床位240张"), "超240张"),  # the same figure in other words
        ([["3.4%"], ["240张"]], ("r2022", "新增养老床位240张"), "240张"),  # one fact of several
        ([["新增养老床位"]], ("r2022", "新增养老床位240张"), ""),  # another fact at the same place
        ([["240张"]], ("r2022", "新增学位10155个。安全生产事故下降50%。新增养老床"), ""),  # too little of the place
        ([["51张"]], ("r2019", "新增养老床位51张"), ""),  # another document
    ],
)
def test_a_twin_shares_a_fact_and_half_of_a_place(
    *,
    tmp_path: Path,
    documents: dict[str, Document],
    known: tuple[Case, ...],
    facts: list[list[str]],
    place: tuple[str, str],
    shared: str,
) -> None:
    asked = load(tmp_path, documents, facts=facts, evidence=[[{"doc_id": place[0], "quotes": [place[1]]}]])
    twins = find_twins(asked, known)
    wanted = (Twin(id="a001", known_id="k001", fact=shared, doc_id="r2022"),) if shared else ()
    assert twins == wanted
    assert novelty(asked[0], twins) == ("also in dev" if shared else "new")
    assert twins_table(asked, twins).endswith(f"{len(wanted)} of 1 are twins")


def test_what_nobody_can_answer_is_neither_new_nor_known(
    tmp_path: Path, documents: dict[str, Document], known: tuple[Case, ...]
) -> None:
    asked = load(tmp_path, documents, **make_unanswerable(id="a001", near_miss="feed"))
    assert novelty(asked[0], find_twins(asked, known)) == ""


def test_covered_characters_count_once(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    texts = {doc_id: document.text for doc_id, document in documents.items()}
    n_chars = {"r2019": len("新增养老床位51张"), "r2022": len("新增学位10155个") + len("新增养老床位240张")}
    covered = coverage(cases, texts)
    assert covered == {doc_id: n / len(texts[doc_id]) for doc_id, n in n_chars.items()}
    assert coverage((), {"empty": ""}) == {"empty": 0}
    lines = cases_table(cases, covered).splitlines()
    assert lines[0].split() == ["5", "cases", "cases"]
    assert ["near_miss=wrong_year", "1"] in [line.split() for line in lines]
    assert lines[-1].split() == ["r2022", "3", f"{covered['r2022']:.3f}"]


def test_no_test_case_asks_for_a_fact_of_dev_but_those_that_did_before() -> None:
    """Twins say less than they seem to: each one that goes is to be taken off the list, and none may come."""
    texts = {document.doc_id: document.text for document in load_documents(ROOT / "seeds")}
    dev, test = (load_cases((CASES_DIR / f"{part}.jsonl",), texts) for part in ("dev", "test"))
    twins = {twin.id: f"{twin.id}: {twin.fact!r} is proved there in {twin.known_id}" for twin in find_twins(test, dev)}
    allowed = load_allowed()
    assert [why for case_id, why in twins.items() if case_id not in allowed] == []
    assert sorted(allowed - twins.keys()) == [], "no twins any more: take them off eval/twins-test.txt"
