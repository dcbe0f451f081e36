"""What several years brought together is told by a statement on all of them, and by none on one."""

from dataclasses import replace

from index.records import Unit
from rag.considered import Considered
from rag.evidence.picked import Picked
from rag.question.year_span import YearSpan
from rag.refusal.gate import Decision, Rule, Verdict
from rag.together import of_years_together
from tests.rag.asked import understood, unit, weights
from tests.rag.made_up import ranked, searched

OF_ONE = unit("河道泥沙浓度下降7.4%。", years=(2025,))
OF_ALL = unit("河道泥沙浓度累计下降17%。", years=(2021, 2022, 2023, 2024, 2025))


def _told(asked: str, *, coverage: float = 0.5, is_span: bool = True) -> tuple[Unit, ...]:
    question = replace(understood(asked), year_span=YearSpan(()) if is_span else None)
    items = (ranked(OF_ONE, 3.0), ranked(OF_ALL, 1.0, coverage=coverage))
    verdict = Verdict(0.9, None, Decision(Rule.GATE))
    found = Considered(searched(question, weights(asked)), items, Picked("likely", (OF_ONE,)), verdict)
    return of_years_together(found).picked.units


def test_what_is_asked_of_years_together_is_told_of_all_of_them() -> None:
    assert _told("河道泥沙浓度总共降了多少") == (OF_ALL,)
    assert _told("河道泥沙浓度总共降了多少", coverage=0.2) == (OF_ONE,)  # of another matter


def test_a_row_of_years_and_one_year_are_no_sum() -> None:
    assert _told("河道泥沙浓度降了多少") == (OF_ONE,)
    assert _told("河道泥沙浓度总共降了多少", is_span=False) == (OF_ONE,)
