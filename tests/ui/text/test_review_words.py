from dataclasses import fields
from string import Formatter

import pytest

from index.records import Status
from rag.evidence.pick import ONLY_LIKELY, STRATEGIES
from rag.question.understand import Wants
from rag.records import ChosenBy, Language
from rag.refusal.gate import Rule
from rag.refusal.weights import GATE_FEATURE_NAMES
from ui.journal.records import Judgement, Support
from ui.staff.corrections import NEAR_MISSES, Gap
from ui.text.review_languages import BOARD_WORDS, REVIEW_WORDS, board_words_for, review_words_for
from ui.text.review_words import BoardWords, ReviewWords

REVIEW, BOARD = REVIEW_WORDS[Language.SIMPLIFIED], BOARD_WORDS[Language.SIMPLIFIED]
ALL = [*((words, REVIEW) for words in REVIEW_WORDS.values()), *((words, BOARD) for words in BOARD_WORDS.values())]


@pytest.mark.parametrize(("words", "model"), ALL)
def test_every_language_fills_the_same_places(words: ReviewWords | BoardWords, model: ReviewWords | BoardWords) -> None:
    for item in fields(words):
        ours, theirs = getattr(words, item.name), getattr(model, item.name)
        if isinstance(ours, str):
            ours, theirs = {"": ours}, {"": theirs}
        assert set(ours) == set(theirs), item.name
        for name, text in ours.items():
            assert text.strip(), item.name
            assert places(text) == places(theirs[name]), f"{item.name} {name}"


@pytest.mark.parametrize("words", REVIEW_WORDS.values(), ids=lambda words: words.undated)
def test_all_that_is_named_has_words(words: ReviewWords) -> None:
    assert set(words.gaps) == set(Gap)
    assert set(words.near_misses) == set(NEAR_MISSES)
    assert set(words.features) == set(GATE_FEATURE_NAMES)
    assert set(words.rules) == set(Rule)
    assert set(words.chosen_by) == set(ChosenBy)
    assert set(words.strategies) == {name for name, _ in STRATEGIES} | {ONLY_LIKELY}
    assert set(words.supports) == set(Support)
    assert set(words.judgements) == set(Judgement)
    assert set(words.statuses) == set(Status)
    assert set(words.wanted) == set(Wants)


def test_a_cantonese_reader_gets_traditional_chinese() -> None:
    assert review_words_for(Language.CANTONESE) is REVIEW_WORDS[Language.TRADITIONAL]
    assert board_words_for(Language.CANTONESE) is BOARD_WORDS[Language.TRADITIONAL]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
