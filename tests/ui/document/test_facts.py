from datetime import date

import pytest

from index.corpus import Corpus
from tests.ui.parsed import parse
from ui.document.facts import covers, date_of, facts, kind_of, years_text
from ui.text.en.source import SOURCE_ENGLISH
from ui.text.zh_hans.source import SOURCE_ZH_HANS

REPORT = "001_e6d6b6bfaf22de54"


def test_a_document_without_date_or_issuer_says_so(corpus: Corpus) -> None:
    document = corpus.documents[REPORT].model_copy(update={"issued": None, "issuer": "", "kind": "<u>通知</u>"})
    drawn = parse(facts(document, SOURCE_ZH_HANS))
    assert drawn.text == "未注明发布单位 · 未注明日期 · <u>通知</u>"
    assert not drawn.all("u")


def test_dates_are_as_people_write_them() -> None:
    assert date_of(date(2025, 2, 21), SOURCE_ZH_HANS) == "2025年2月21日"
    assert date_of(date(2025, 2, 21), SOURCE_ENGLISH) == "21 February 2025"


def test_the_words_of_the_catalog_say_that_they_are_chinese(corpus: Corpus) -> None:
    drawn = parse(facts(corpus.documents[REPORT], SOURCE_ENGLISH))
    assert drawn.text == "罗湖区人民政府 · 10 January 2023 · Government work report"
    assert [part.text for part in drawn.all(lang="zh-CN")] == ["罗湖区人民政府"]
    unknown = corpus.documents[REPORT].model_copy(update={"kind": "白皮书"})
    assert parse(kind_of(unknown, SOURCE_ENGLISH)).one(lang="zh-CN").text == "白皮书"


def test_a_document_tells_results_from_plans(corpus: Corpus) -> None:
    assert covers(corpus.documents[REPORT], SOURCE_ZH_HANS) == "2022 年完成情况 · 2023 年计划"


@pytest.mark.parametrize(
    ("years", "expected"),
    [((2019, 2020, 2022), "2019—2020、2022"), ((2025,), "2025"), ((), ""), ((2020, 2019, 2019), "2019—2020")],
)
def test_consecutive_years_are_a_range(years: tuple[int, ...], expected: str) -> None:
    assert years_text(years, SOURCE_ZH_HANS) == expected
