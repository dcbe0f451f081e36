"""The switches and the bar they open."""

import pytest

from tests.ui.parsed import parse
from ui.ease.bar import bar, spoken, switches
from ui.text.languages import languages
from ui.text.page_words import PageWords

EACH = pytest.mark.parametrize("words", [each.page for each in languages()], ids=lambda words: words.lang)


@EACH
def test_the_bar_names_every_size_and_is_closed_until_it_is_asked_for(words: PageWords) -> None:
    element = parse(bar(words.ease, words.source.language)).one(cls="ease")
    assert "hidden" in element.attributes
    sizes = [button for button in element.all("button") if "data-size" in button.attributes]
    assert [(button.attributes["data-size"], button.text) for button in sizes] == [
        (str(size), name) for size, name in enumerate(words.ease.sizes)
    ]
    assert element.one("a").attributes["href"] == f"/accessibility?lang={words.source.language}"


@EACH
def test_the_switches_say_what_they_do_and_whether_it_is_so(words: PageWords) -> None:
    elder, opens = parse(f"<p>{switches(words.ease)}</p>").all("button")
    assert (elder.text, elder.attributes["aria-pressed"]) == (words.ease.elder, "false")
    assert (opens.text, opens.attributes["aria-controls"]) == (words.ease.settings, "ease")


@EACH
def test_voice_input_stands_only_where_it_is_offered_and_says_what_the_browser_does(words: PageWords) -> None:
    without, offered = (parse(f"<div>{spoken(words.ease, voice=voice)}</div>") for voice in (False, True))
    assert [button.attributes["data-set"] for button in without.all("button")] == ["aloud"]
    aloud, voice = offered.all("button")
    assert "hidden" in aloud.attributes
    assert "hidden" in voice.attributes
    assert offered.one(id=voice.attributes["aria-describedby"]).text == words.ease.voice_told
