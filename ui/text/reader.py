"""The language a reader gets the pages in: named in the address, kept in the cookie, or what the browser asks for."""

from babel.core import get_global, parse_locale
from starlette.requests import Request
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from ui.text.languages import LanguageWords, language_of, languages

QUERY_NAME = "lang"
COOKIE_NAME = "language"
COOKIE_SECONDS = 365 * 86_400
_MOST_SUBTAGS = 4  # language, script and region are among them; a longer tag is anybody's text


def reader_language(request: Request) -> LanguageWords:
    """Return the language of the reader that a request comes from."""
    return chosen_language(
        request.query_params.get(QUERY_NAME), request.cookies.get(COOKIE_NAME), request.headers.get("accept-language")
    )


def chosen_language(query: str | None, cookie: str | None, accept_language: str | None) -> LanguageWords:
    """Return the language asked for in the address, else the one kept in the cookie, else the browser's, else the first.

    Args:
        query: the value of `?lang=`: the tag of a language; any other value asks for nothing.
        cookie: the same, kept from an earlier visit.
        accept_language: the header (RFC 9110, section 12.5.4); of equal weights the one named first.

    Example:
        >>> chosen_language(None, None, "fr, zh-HK;q=0.9, en;q=0.8").tag
        'zh-Hant'
    """
    return language_of(query) or language_of(cookie) or _accepted(accept_language or "") or languages()[0]


def _accepted(header: str) -> LanguageWords | None:
    """Return the language of the pages that a browser likes best."""
    held = {_written(language.tag): language for language in languages()}
    asked = (_written(tag) for tag, weight in parse_accept_header(header, LanguageAccept) if weight > 0)
    return next((held[written] for written in asked if written in held), None)


def _written(tag: str) -> tuple[str, str | None]:
    """Return language and script of a tag, the script as people of its region write: zh-HK is zh in Hant.

    Of a tag that is none, its beginning is looked at (RFC 4647, section 3.4): of zh-x-any it is zh. Babel's `Locale`
    is not asked: to it zh-Hant-CN is zh in Hans.
    """
    subtags = tag.split("-")[:_MOST_SUBTAGS]
    while subtags:
        try:
            language, region, script, *_ = parse_locale("-".join(subtags), sep="-")
        except ValueError:
            subtags.pop()
            continue
        likely = get_global("likely_subtags")
        usual = likely.get(f"{language}_{region}") or likely.get(language)
        return language, script or (parse_locale(usual)[2] if usual else None)
    return "", None
