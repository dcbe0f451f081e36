"""Whom people turn to, by the place that they ask about: the lines of contacts.tsv."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from index.words.lists import rows
from index.words.script import traditional
from rag.records import Language

_FILE = Path(__file__).with_name("contacts.tsv")
_CHINESE, _ENGLISH = "zh", "en"


@lru_cache(maxsize=16)
def contacts(language: Language, code: str = "") -> Mapping[str, str]:
    """Return whom to turn to by what for (`hotline`, `urgent`, `low`, `law`, `disclosure`), as a reader writes it.

    Args:
        language: of the reader.
        code: of the place, by the gazetteer; where it has no lines of its own, those of the country are meant.
    """
    written = _ENGLISH if language is Language.ENGLISH else _CHINESE
    of_code: dict[str, dict[str, str]] = {}
    for place, tongue, what, whom in rows(_FILE):
        if tongue == written:
            of_code.setdefault(place, {})[what] = whom
    found = of_code.get(code, of_code[""])
    is_traditional = language in (Language.TRADITIONAL, Language.CANTONESE)
    return {what: traditional(whom) if is_traditional else whom for what, whom in found.items()}
