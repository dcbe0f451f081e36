"""What a document says is true of it: the checks keep its own words, in either script."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.catalog.catalog import load_documents
from index.read.list_marks import without_marks
from index.read.units import read_units
from index.records import Role
from index.words.script import traditional
from rag.writing.checker import Checker
from rag.writing.evidence import evidence_of
from rag.writing.records import Fault

SEEDS = Path(__file__).parents[3] / "seeds"


@pytest.mark.parametrize("written", [str, traditional])
def test_its_own_words_are_kept_but_for_years_that_count_from_its_day(
    checker: Checker, written: Callable[[str], str]
) -> None:
    lost: list[str] = []
    n = 0
    for document in load_documents(SEEDS):
        for unit in read_units(document).units:
            if unit.role in (Role.SENTENCE, Role.ITEM):
                n += 1
                checked = checker.check(f"{written(without_marks(unit.text))}[1]", [evidence_of(unit, document, (), 1)])
                if checked.finding and checked.finding.fault is not Fault.PERIOD:
                    lost.append(f"{checked.finding} {unit.text}")
    assert n > 900
    assert len(lost) < 0.01 * n, "\n".join(lost)
