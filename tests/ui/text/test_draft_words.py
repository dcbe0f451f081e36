import pytest

from rag.by_model import Became, WritingNote
from rag.writing.records import Fault
from ui.text.draft_words import DraftWords
from ui.text.languages import languages


@pytest.mark.parametrize("words", [language.draft for language in languages()], ids=lambda words: words.title)
def test_all_that_comes_of_a_draft_has_words(words: DraftWords) -> None:
    assert set(words.notes) == set(WritingNote) - {WritingNote.NOT_ASKED}
    assert set(words.became) == set(Became)
    assert set(words.faults) == set(Fault)
