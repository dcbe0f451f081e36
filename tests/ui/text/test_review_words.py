import pytest

from index.records import Status
from rag.evidence.pick import ONLY_LIKELY, STRATEGIES
from rag.question.understand import Wants
from rag.records import ChosenBy
from rag.refusal.gate import Rule
from rag.refusal.weights import GATE_FEATURE_NAMES
from ui.journal.records import Judgement, Support
from ui.staff.case_form import NEAR_MISSES, Gap
from ui.text.languages import languages
from ui.text.review_words import ReviewWords


@pytest.mark.parametrize("words", [language.review for language in languages()], ids=lambda words: words.undated)
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
