"""Questions and quotes for the tests of verdicts, made by hand."""

from dataclasses import replace

from index.records import Status, Unit
from rag.answer.finding import Finding, Verdict
from rag.answer.verdict import verdict
from tests.rag.asked import understood, unit, weights

PLACES = unit("建成学校4所,新增学位3200个。", years=(2023,))
PLANNED = unit("计划新增学位4100个。", years=(2024,), status=Status.PLAN)


def verdict_on(text: str, *units: Unit, of: str = "新增学位", plan: bool = False) -> Verdict | None:
    question = replace(understood(text), status=Status.PLAN if plan else Status.OTHER)
    return verdict(question, units, weights(of))


def finding_on(text: str, *units: Unit, of: str = "新增学位", plan: bool = False) -> Finding | None:
    found = verdict_on(text, *units, of=of, plan=plan)
    return found.finding if found else None
