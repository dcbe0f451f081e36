"""What a refusal says."""

import pytest

from index.places.gazetteer import HONG_KONG
from index.records import Period, Status
from rag.answer.refusals import Closest, refusal
from rag.records import Language, Reason

STATEMENTS = "2022年情况：新增学位3200个。[1]"
COVERED = (Period((2019,), Status.RESULT), Period((2020,), Status.PLAN), Period((2023,), Status.RESULT))


@pytest.mark.parametrize(
    ("language", "above"),
    [
        (Language.SIMPLIFIED, "现有文件没有直接说明，最接近的是："),
        (Language.TRADITIONAL, "現有文件沒有直接說明，最接近的是："),
        (Language.CANTONESE, "現有文件冇直接講，最接近嘅係："),
        (Language.ENGLISH, "The documents do not say this directly; nearest to it:"),
    ],
)
def test_the_nearest_statements_stand_between_why_and_where_to_turn(language: Language, above: str) -> None:
    lines = refusal(language, Reason.NO_EVIDENCE, covered=COVERED, statements=STATEMENTS).split("\n")
    assert lines[:2] == [above, STATEMENTS]
    assert "12345" in lines[2]
    assert len(lines) == 3


@pytest.mark.parametrize("language", list(Language))
def test_hong_kong_has_its_own_office_to_turn_to(language: Language) -> None:
    said = refusal(language, Reason.NO_EVIDENCE, covered=COVERED, turns_to=HONG_KONG)
    assert "1823" in said
    assert "12345" not in said


def test_statements_of_another_period_are_said_to_be_of_it() -> None:
    first = refusal(Language.SIMPLIFIED, Reason.WRONG_PERIOD, asked=(2016,), held=(2022,), statements=STATEMENTS).split(
        "\n"
    )[0]
    assert first == "现有文件中没有2016年的这项内容，相关内容见于2022年。最接近的是："


def test_statements_of_a_part_are_said_to_be_none_of_the_whole() -> None:
    lines = refusal(
        Language.SIMPLIFIED, Reason.OUT_OF_SCOPE, area="青岭区", elsewhere="白水市", statements=STATEMENTS
    ).split("\n")
    assert lines[:2] == ["现有文件没有白水市的这项内容；现有的是青岭区的文件。最接近的是：", STATEMENTS]


def test_what_is_held_of_several_years_together_is_said_to_be() -> None:
    said = refusal(Language.SIMPLIFIED, Reason.WRONG_PERIOD, asked=(2016,), held=(2016, 2017, 2018), is_of_span=True)
    assert said.startswith("现有文件没有2016年单独的这项内容，只有2016–2018年合起来的。")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.SIMPLIFIED, "最接近的内容见《青岭区报告》“教育”部分（2022年情况）。"),
        (Language.CANTONESE, "最接近的內容見《青岭区报告》“教育”部分（2022年情況）。"),
        (Language.ENGLISH, "Nearest to it is “教育” in 《青岭区报告》 (2022, reported)."),
    ],
)
def test_a_refusal_tells_where_the_nearest_stands_in_one_sentence(language: Language, told: str) -> None:
    closest = Closest("青岭区报告（青府〔2022〕1号）", "教育", Period((2022,), Status.RESULT))
    text = refusal(language, Reason.NO_EVIDENCE, closest=closest, covered=COVERED)
    assert told in text
    assert "2019" not in text
    assert told not in refusal(language, Reason.OUT_OF_SCOPE, closest=closest, covered=COVERED)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.SIMPLIFIED, "现有文件涵盖：2019、2020年、2023年。"),
        (Language.ENGLISH, "The documents cover: 2019 and 2020, 2023."),
    ],
)
def test_what_is_covered_is_told_by_its_years(language: Language, told: str) -> None:
    assert told in refusal(language, Reason.OUT_OF_SCOPE, covered=COVERED)
