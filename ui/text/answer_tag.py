"""The language an answer is marked with where it stands on a page."""

from rag.records import Language

_TAGS = {Language.SIMPLIFIED: "zh-CN", Language.ENGLISH: "en"}


def answer_tag(language: Language) -> str:
    """Return the BCP 47 tag of an answer; Cantonese questions are answered in written Traditional Chinese."""
    return _TAGS.get(language, "zh-HK")
