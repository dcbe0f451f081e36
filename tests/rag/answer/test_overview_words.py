"""What an overview leaves out is named in the asker's language."""

import pytest

from rag.answer.overview_words import not_shown
from rag.records import Language


@pytest.mark.parametrize("language", list(Language))
def test_sections_that_are_not_shown_are_named(language: Language) -> None:
    said = not_shown(language, ("教育", "医疗"))
    assert "教育" in said
    assert "医疗" in said
