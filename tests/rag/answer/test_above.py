"""What stands above an answer that is not of all the time that is asked about."""

from dataclasses import replace

from index.records import Unit
from rag.answer.above import lines_above
from rag.question.year_span import YearSpan
from rag.records import Language
from tests.rag.asked import understood, unit

EARLIER, LATER = (
    unit("新增泊位30个。", name="earlier", years=(2022,)),
    unit("新增泊位40个。", name="later", years=(2023,)),
)


def _lines(
    *units: Unit, years: tuple[int, ...] = (2022, 2023), language: Language = Language.SIMPLIFIED
) -> tuple[str, ...]:
    return lines_above(replace(understood("新增泊位多少个", language=language), years=years), units)


def test_an_asked_year_that_nothing_quoted_is_of_is_named() -> None:
    assert _lines(EARLIER) == ("现有文件没有2023年的这项内容，只有：",)
    assert _lines(EARLIER, years=(2021, 2022, 2023)) == ("现有文件没有2021、2023年的这项内容，只有：",)
    assert _lines(EARLIER, language=Language.CANTONESE) == ("現有文件沒有2023年的這項內容，只有：",)
    assert _lines(EARLIER, language=Language.ENGLISH) == ("The documents say nothing of this for 2023, only:",)


def test_nothing_is_said_where_each_year_is_told_or_none_is_sure_to_lack() -> None:
    assert _lines(EARLIER, LATER) == ()
    assert _lines(EARLIER, unit("新增泊位若干。", name="undated", years=())) == ()  # may be of any year
    assert _lines(EARLIER, years=(2022,)) == ()
    assert _lines(EARLIER, years=(2020, 2021)) == ()  # the label says of which year it is
    row = replace(understood("新增泊位多少个"), years=(2022, 2023), year_span=YearSpan((2022, 2023)))
    assert lines_above(row, [EARLIER]) == ()
