"""What stands before the page's script, as HTML."""

import pytest

from tests.ui.parsed import parse
from ui.citizen.first_paint import first_paint
from ui.text.languages import LanguageWords, languages


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_the_form_asks_in_the_language_of_the_page(language: LanguageWords) -> None:
    body = parse(first_paint(language, name="东区政务问答", place="东区", address="").body)
    form = body.one("form", method="get")
    assert form.attributes["action"] == "/plain"
    assert form.one("input", name="lang").attributes["value"] == language.tag
    assert form.one("textarea").attributes["name"] == "q"
    assert [one.text for one in body.all("a", aria_current="true")] == [language.name]


def test_a_preview_has_name_description_and_the_address_that_is_set() -> None:
    english = next(one for one in languages() if one.tag == "en")
    head = parse(first_paint(english, name="A & B", place="East", address="https://example.org/ask").head)
    told = {one.attributes.get("property", ""): one.attributes["content"] for one in head.all("meta")}
    assert told["og:title"] == "A & B"
    assert told["og:url"] == "https://example.org/ask"
    assert "East" in told["og:description"]
    assert "og:url" not in first_paint(english, name="A", place="", address="").head


def test_a_name_is_escaped() -> None:
    painted = first_paint(languages()[0], name='<b>"', place='"><i>', address="")
    assert "<b>" not in painted.head + painted.body
    assert "<i>" not in painted.head + painted.body
