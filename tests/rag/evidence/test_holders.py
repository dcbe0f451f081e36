"""Who holds an office or gave a report is told by the line at the head of a document that names both."""

from dataclasses import replace

import pytest

from rag.evidence.holders import asks_holder, holders
from rag.records import Language
from tests.rag.asked import understood
from tests.rag.made_up import ranking, world_of

BODY = "\n\n各位代表：\n\n现在，我代表区人民政府，向大会报告工作。\n\n一、2023年工作回顾\n\n新增公办学位3200个。\n"
HEAD = "青岭区2024年政府工作报告\n\n——2024年1月9日在青岭区第五届人民代表大会第三次会议上\n\n"


def _told(asked: str, line: str, *, language: Language = Language.SIMPLIFIED) -> list[str]:
    of = world_of(f"{HEAD}{line}{BODY}")
    found = holders(of.held, ranking(understood(asked, language=language), []))
    return [unit.text for unit in found.units] if found else []


@pytest.mark.parametrize(
    "line", ["青岭区人民政府区长 王远山", "青岭区人民政府区长\u3000王\u3000岭", "青岭区人民政府代区长\n王远山"]
)
@pytest.mark.parametrize("asked", ["区长是谁", "政府工作报告是谁作的", "那份报告由哪位区长作", "区长叫什么名字"])
def test_who_holds_an_office_is_told_by_the_head(line: str, asked: str) -> None:
    assert "".join(_told(asked, line)).replace(" ", "").replace("\u3000", "").endswith(("王远山", "王岭"))


@pytest.mark.parametrize("line", ["自治州州长 买山·吐尔地", "旗人民政府旗长 王远山"])
def test_names_and_offices_of_other_parts_of_the_country_are_told_alike(line: str) -> None:
    assert _told("政府工作报告是谁作的", line) == [line]


@pytest.mark.parametrize(
    "asked", ["Who is the mayor?", "Who gave the work report?", "which two people gave the reports"]
)
def test_an_office_is_known_by_its_english_name(asked: str) -> None:
    assert _told(asked.lower(), "区长 王远山", language=Language.ENGLISH) == ["区长 王远山"]


@pytest.mark.parametrize("asked", ["区委书记是谁", "副区长是谁", "who is the party secretary", "新学校是谁建的"])
def test_who_holds_another_office_is_not(asked: str) -> None:
    language = Language.ENGLISH if asked.isascii() else Language.SIMPLIFIED
    assert _told(asked, "区长 王远山", language=language) == []


def test_the_day_stands_beside_it_where_that_is_asked_too() -> None:
    assert _told("报告是谁作的,哪天作的", "区长 王远山")[1:] == ["——2024年1月9日在青岭区第五届人民代表大会第三次会议上"]


def test_a_report_of_another_year_does_not_tell_it() -> None:
    of = world_of(f"{HEAD}区长 王远山{BODY}")
    assert holders(of.held, ranking(replace(understood("区长是谁"), years=(2019,)), [])) is None


@pytest.mark.parametrize("asked", ["这条路是谁修的", "公园什么时候建成", "谁负责解释这份通知"])
def test_who_did_something_else_is_not_asked_of_heads(asked: str) -> None:
    assert not asks_holder(understood(asked))


def test_the_reports_of_two_years_are_those_of_the_place_of_the_one_that_is_named() -> None:
    of = world_of(f"{HEAD}区长 王远山{BODY}")
    doc_id = of.corpus.entries[0].doc_id
    question = replace(understood("两份报告是谁作的"), documents=(doc_id,), years=(2019,))
    found = holders(of.held, ranking(question, []))
    assert found
    assert [unit.doc_id for unit in found.units] == [doc_id]
