"""A case of people's questions is refused with its place and the reason; the shipped ones cover every kind."""

from collections import Counter
from pathlib import Path

import pytest

from eval.errors import CaseError
from eval.people.cases import Act, Outcome, PeopleCase, PeopleKind, load_people
from eval.suites import CASES_DIR
from index.config import ROOT
from rag.records import Language
from tests.eval.people.test_score import case
from tests.eval.world import write_lines

SHIPPED = [path for part in ("dev", "test") if (path := CASES_DIR / "people" / f"{part}.jsonl").is_file()]


def line(**changes: object) -> dict[str, object]:
    return case().model_dump(mode="json") | changes


def test_a_case_written_again_is_the_line_it_came_from(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "dev.jsonl", [line()])
    assert [one.written().model_dump(mode="json") for one in load_people((path,))] == [line()]


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"must": [], "first": []}, "must or first says what the answer has"),
        ({"outcomes": ["reply"]}, "acts names one that is no question"),
        ({"kind": "conversation"}, "needs the earlier questions"),
        ({"must": [[]]}, "at least one alternative"),
        ({"first": [[" "]]}, "none may be empty"),
        ({"not_first": [""]}, "nothing of must_not and not_first"),
        ({"outcomes": []}, "field outcomes"),
        ({"acts": ["joke"]}, "field acts"),
        ({"facts": []}, "field facts"),
    ],
)
def test_a_defect_is_named(tmp_path: Path, changes: dict[str, object], wanted: str) -> None:
    path = write_lines(tmp_path / "dev.jsonl", [line(**changes)])
    with pytest.raises(CaseError, match=rf"dev\.jsonl line 1, case pd001: .*{wanted}"):
        load_people((path,))


@pytest.mark.parametrize(
    "word", [*PeopleCase.model_fields, *(one.value for enum in (PeopleKind, Act, Outcome, Language) for one in enum)]
)
def test_every_field_and_value_is_described(word: str) -> None:
    assert f"`{word}`" in (ROOT / "eval" / "people" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_part_has_every_language_and_the_letter_of_the_suite_and_dev_every_kind(path: Path) -> None:
    cases = load_people((path,))
    kinds = Counter(one.kind for one in cases)
    if path.stem == "dev":  # a test part may be of the hardest kinds
        assert min(kinds[kind] for kind in PeopleKind) >= 4
    assert {one.language for one in cases} == set(Language)
    assert all(one.id.startswith("p") for one in cases)
