"""The language a reader gets the pages in."""

import math

from rag.records import Language

LANGUAGES = (Language.SIMPLIFIED, Language.TRADITIONAL, Language.ENGLISH)  # those the pages are written in
QUERY_NAME = "lang"
COOKIE_NAME = "language"
COOKIE_DAYS = 365
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


def language_of(query: str | None, cookie: str | None, accept_language: str | None) -> Language:
    """Return the language asked for in the address, else the one kept in the cookie, else the browser's, else zh-Hans.

    Args:
        query: the value of `?lang=`: zh-Hans, zh-Hant or en; any other value asks for nothing.
        cookie: the same, kept from an earlier visit.
        accept_language: the header (RFC 9110, section 12.5.4); of equal weights the one named first.

    Example:
        >>> language_of(None, None, "fr, zh-HK;q=0.9, en;q=0.8").value
        'zh-Hant'
    """
    return chosen(query) or chosen(cookie) or _accepted(accept_language or "") or Language.SIMPLIFIED


def chosen(value: str | None) -> Language | None:
    """Return the language that a reader named, None when it is not one of the pages'."""
    return next((language for language in LANGUAGES if language.value == value), None)


def _accepted(header: str) -> Language | None:
    weighted = [(_weight(parameters), _spoken(tag)) for tag, _, parameters in map(_parted, header.split(","))]
    held = [(weight, language) for weight, language in weighted if language is not None and weight > 0]
    return max(held, key=lambda item: item[0])[1] if held else None


def _parted(item: str) -> tuple[str, str, str]:
    return item.partition(";")


def _spoken(tag: str) -> Language | None:
    main, *rest = tag.strip().lower().split("-")
    if main == "en":
        return Language.ENGLISH
    if main != "zh":
        return None
    return Language.TRADITIONAL if "hans" not in rest and _TRADITIONAL & set(rest) else Language.SIMPLIFIED


def _weight(parameters: str) -> float:
    """Return a tag's weight: 1 when none is given, 0 when it is no number from 0 to 1."""
    name, _, value = parameters.partition("=")
    if not parameters.strip():
        return 1.0
    try:
        weight = float(value) if name.strip().lower() == "q" else math.nan
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
