"""What a report admits is told in a row, up to what it promises against it."""

from dataclasses import replace

import pytest

from rag.evidence.admitted import admitted
from rag.question.understand import Wants
from tests.rag.asked import understood
from tests.rag.made_up import ranked, ranking, world_of

TEXT = """青岭区2024年政府工作报告

一、2023年工作回顾

新增公办学位3200个。

同时,我们也清醒地认识到,发展中还有不少问题:城里的老路太窄太旧。医院的床位仍然偏少。对此,我们将全力解决。

二、2024年工作安排

计划新增公办学位4100个。
"""


def _texts(asked: str) -> list[str]:
    of = world_of(TEXT)
    question = replace(understood(asked), wants=Wants.LIST)
    found = admitted(of.held, ranking(question, [ranked(one, 1.0) for one in of.corpus.units()]))
    return [one.text for one in found.units] if found else []


@pytest.mark.parametrize(
    "asked",
    [
        "面临哪些困难",
        "2023年工作中存在什么短板",
        "what challenges are there",
        "政府自己承认有哪些毛病",
        "国务院说的困难有哪些",
        "what does the government say went wrong",
    ],
)
def test_difficulties_asked_for_in_general_are_those_a_report_admits(asked: str) -> None:
    told = "".join(_texts(asked))
    assert "老路太窄太旧" in told
    assert "床位仍然偏少" in told
    assert "学位" not in told
    assert "对此" not in told


@pytest.mark.parametrize("asked", ["停车问题怎么解决", "2022年存在哪些不足", "有哪些学校"])
def test_a_problem_of_something_another_year_or_no_problem_is_not(asked: str) -> None:
    assert not _texts(asked)
