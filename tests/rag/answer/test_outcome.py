"""A plan that answers what is asked as if it were done has a line above it that says so."""

from dataclasses import replace

import pytest

from index.records import Status, Unit
from rag.answer.outcome import is_plan_alone
from rag.question.understand import Understood, Wants
from tests.rag.asked import understood, unit

PLAN, RESULT = unit("新增学位900个。", status=Status.PLAN), unit("新增学位800个。", name="r")
ASKED = understood("2022年新增了多少个学位")


def test_a_plan_alone_for_what_is_asked_as_done_is_said_to_be_one() -> None:
    assert is_plan_alone(ASKED, [PLAN])
    assert is_plan_alone(replace(understood("how many places have been added"), years=(2022,)), [PLAN])


@pytest.mark.parametrize(
    ("question", "units"),
    [
        (ASKED, [PLAN, RESULT]),
        (ASKED, []),
        (understood("新增了多少个学位"), [PLAN]),
        (understood("2022年定了多少个学位"), [PLAN]),
        (understood("2022年安排了多少个学位"), [PLAN]),
        (replace(understood("how many places were to be added"), years=(2022,), status=Status.RESULT), [PLAN]),
        (understood("2022年新增多少个学位"), [PLAN]),
        (replace(ASKED, status=Status.PLAN), [PLAN]),
        (replace(ASKED, wants=Wants.LIST), [PLAN]),
    ],
)
def test_what_is_asked_as_a_plan_or_told_as_done_has_no_such_line(question: Understood, units: list[Unit]) -> None:
    assert not is_plan_alone(question, units)
