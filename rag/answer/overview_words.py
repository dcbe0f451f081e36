"""How an overview says what it leaves out, by language and script."""

from collections.abc import Sequence

from rag.records import Language

_TRADITIONAL = ("另有這些部分沒有列出：{names}。", "、")
_SAID = {
    Language.SIMPLIFIED: ("另有这些部分没有列出：{names}。", "、"),
    Language.TRADITIONAL: _TRADITIONAL,
    Language.CANTONESE: _TRADITIONAL,  # which is answered in standard Chinese
    Language.ENGLISH: ("Not listed here: {names}.", "; "),
}


def not_shown(language: Language, names: Sequence[str]) -> str:
    """Return the sentence that names the sections of which an overview shows nothing."""
    sentence, between = _SAID[language]
    return sentence.format(names=between.join(names))
