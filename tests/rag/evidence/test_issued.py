"""The day of a document that a question names is told by its head."""

from dataclasses import replace
from datetime import date

import pytest

from index.records import Status
from rag.answer.phrases import dated
from rag.evidence.issued import days_in, issued
from rag.evidence.picked import Picked
from rag.records import Language
from tests.rag.asked import understood
from tests.rag.made_up import COUNTY, NOTICE, ranking, world


def _issued(asked: str, doc_id: str, *, is_kind: bool = False) -> Picked | None:
    question = replace(understood(asked), documents=(doc_id,), names_kind=is_kind)
    return issued(world().held, ranking(question, []))


def test_the_head_tells_the_day_and_is_no_plan_of_a_year() -> None:
    found = _issued("是什么时候印发的", NOTICE)
    assert found
    assert found.is_issued
    assert [(unit.text, unit.years, unit.status) for unit in found.units] == [("2024年2月20日", (), Status.OTHER)]


def test_what_a_document_tells_of_is_no_day_of_its_own() -> None:
    assert _issued("什么时候建成社康中心", NOTICE) is None
    assert _issued("是什么时候印发的", COUNTY) is None  # of which no day is known
    assert _issued("是什么时候印发的", NOTICE, is_kind=True) is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("——2023年1月10日在大会上", [date(2023, 1, 10)]),
        ("发布时间:2023-02-16", [date(2023, 2, 16)]),
        ("2023年1月,2023-13-40", []),
    ],
)
def test_days_are_read_in_words_and_in_figures(text: str, days: list[date]) -> None:
    assert list(days_in(text)) == days


@pytest.mark.parametrize("language", list(Language))
def test_a_day_is_said_in_every_language(language: Language) -> None:
    line = dated(language, "通知", date(2024, 2, 20), "[1]")
    assert line.endswith("[1]")
    assert "2024" in line
