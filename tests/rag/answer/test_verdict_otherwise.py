"""What is told in other words than it is asked in is said only where it is surely the same."""

import pytest

from rag.answer.finding import Finding, Verdict
from tests.rag.answer.verdicts import finding_on, verdict_on
from tests.rag.asked import unit


@pytest.mark.parametrize(
    ("asked", "told", "told_as"),
    [
        ("2023年每个社区都有服务站了吗", "实现服务所(站)社区全覆盖。", "实现服务所(站)社区全覆盖"),
        ("2023年每个社区都有阅览室了吗", "实现服务所(站)社区全覆盖。", ""),
        ("2022年每个社区都有服务站了吗", "实现服务所(站)社区全覆盖。", ""),
        ("2023年不是每个社区都有服务站吧", "实现服务所(站)社区全覆盖。", ""),
        ("2023年每个社区都有服务站了吗", "社区服务站未实现全覆盖。", ""),
    ],
)
def test_each_has_what_covers_all(asked: str, told: str, told_as: str) -> None:
    found = verdict_on(asked, unit(told, years=(2023,)), of="社区服务站")
    assert (found.told if found else "") == told_as


def test_a_statement_with_a_question_mark_is_asked_and_a_title_is_won_in_other_words() -> None:
    told = unit("镜湖医院入选全国百强案例。", years=(2023,))
    won = Verdict(Finding.DONE, "u", told="入选")
    assert verdict_on("镜湖医院评上全国百强案例了?", told, of="镜湖医院评上全国百强案例") == won
    only_named = unit("镜湖医院获全国百强案例提名。", years=(2023,))
    assert finding_on("镜湖医院评上全国百强案例了?", only_named, of="镜湖医院评上全国百强案例") is not Finding.DONE
    assert finding_on("镜湖医院没评上全国百强案例吧", told, of="镜湖医院评上全国百强案例") is not Finding.DONE
    assert verdict_on("镜湖医院怎么评上全国百强案例了?", told, of="镜湖医院评上全国百强案例") is None
