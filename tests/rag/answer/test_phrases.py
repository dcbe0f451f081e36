import pytest

from rag.answer.phrases import year_range
from rag.answer.refusals import refusal
from rag.records import Language, Reason


@pytest.mark.parametrize(
    ("language", "years", "shown"),
    [
        (Language.ENGLISH, (2019, 2020, 2023), "2019, 2020 and 2023"),
        (Language.ENGLISH, (2015, 2022), "2015 and 2022"),
        (Language.ENGLISH, (2022,), "2022"),
        (Language.ENGLISH, (2021, 2022, 2023), "2021–2023"),
        (Language.CANTONESE, (2019, 2020, 2023), "2019、2020、2023"),
        (Language.SIMPLIFIED, (2015, 2022), "2015、2022"),
    ],
)
def test_years_are_listed_as_the_language_does(language: Language, years: tuple[int, ...], shown: str) -> None:
    assert year_range(language, years) == shown


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.SIMPLIFIED, "现有文件中没有“2021年报告”。最接近的是：《2022年报告》、《2023年报告》。"),
        (Language.CANTONESE, "現有文件中沒有“2021年报告”。最接近的是：《2022年报告》、《2023年报告》。"),
        (
            Language.ENGLISH,
            "“2021年报告” is not among the documents held here. Nearest to it: 《2022年报告》, 《2023年报告》.",
        ),
    ],
)
def test_a_document_that_is_not_held_is_told_by_name_with_the_nearest(language: Language, told: str) -> None:
    nearest = ("2022年报告", "2023年报告")
    assert refusal(language, Reason.OUT_OF_SCOPE, not_held="2021年报告", nearest=nearest).startswith(told)
