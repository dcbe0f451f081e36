import pytest

from rag.answer.phrases import year_range
from rag.records import Language


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
