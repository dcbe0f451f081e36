import pytest
from opencc import OpenCC

from ui.journal.records import Withholding
from ui.text.languages import languages
from ui.text.withholding_words import WithholdingWords
from ui.text.zh_hans.withholding import WITHHOLDING_ZH_HANS
from ui.text.zh_hant.withholding import WITHHOLDING_ZH_HANT


@pytest.mark.parametrize("words", [language.withholding for language in languages()], ids=lambda words: words.filter)
def test_every_state_has_its_own_word(words: WithholdingWords) -> None:
    assert list(words.states) == list(Withholding)
    assert len(set(words.states.values())) == len(words.states)


def test_each_is_written_in_its_own_script() -> None:
    hans, hant = (repr(vars(words)) for words in (WITHHOLDING_ZH_HANS, WITHHOLDING_ZH_HANT))
    assert OpenCC("t2s").convert(hans) == hans
    to_traditional = [OpenCC(name) for name in ("s2t", "s2hk", "s2tw")]  # each takes some of Hong Kong's for simplified
    assert [c for c in hant if all(way.convert(c) != c for way in to_traditional)] == []
