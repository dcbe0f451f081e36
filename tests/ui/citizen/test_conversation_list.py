"""The list of conversations as HTML."""

from dataclasses import replace

import pytest

from ui.citizen.conversation_list import conversation_list
from ui.text.languages import LanguageWords, languages


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_the_script_finds_every_sentence_with_its_place_to_fill(language: LanguageWords) -> None:
    html = conversation_list(language.page.conversations, begin="新")
    for name in ("delete-named", "deleted", "undo-named", "restored"):
        said = html.split(f'data-{name}="')[1].split('"')[0]
        assert "{name}" in said
    assert "{n}" in html.split('data-n-questions="')[1].split('"')[0]


def test_words_are_escaped() -> None:
    words = replace(languages()[0].page.conversations, heading="<b>", undo_named='"><script>')
    html = conversation_list(words, begin="<i>")
    assert "<b>" not in html
    assert "<i>" not in html
    assert "<script" not in html
