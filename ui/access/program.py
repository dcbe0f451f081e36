"""Who a program is that asks, and whether it may."""

from dataclasses import dataclass
from typing import TypeAlias

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.status import HTTP_401_UNAUTHORIZED, HTTP_403_FORBIDDEN, HTTP_503_SERVICE_UNAVAILABLE
from starlette.types import Scope

from ui.journal.api_keys import ApiKey, KeyScope
from ui.text.page_words import PageWords
from ui.text.reader import reader_language

PROGRAM = "program"  # in a scope
_CHALLENGE = {"www-authenticate": 'Bearer realm="luohu-qa", Basic realm="luohu-qa", charset="UTF-8"'}
_RETRY = {"retry-after": "5"}


@dataclass(frozen=True)
class Anybody:
    """A program without a key; `may_ask` unless the settings want keys."""

    may_ask: bool


@dataclass(frozen=True)
class KeyHolder:
    """A program with a good key."""

    key: ApiKey


@dataclass(frozen=True)
class Stranger:
    """A program whose key is none of ours, or revoked."""


@dataclass(frozen=True)
class Unknown:
    """A program whose key cannot be looked up at the moment."""


Program: TypeAlias = Anybody | KeyHolder | Stranger | Unknown


def admit(request: Request, scope: KeyScope, *, is_open: bool = True) -> None:
    """Let a program do what a scope names.

    Args:
        request: what it sends.
        scope: what it wants to do.
        is_open: whether that needs no key where the settings want none.

    Raises:
        HTTPException: it may not, or it cannot be told; with a sentence in the reader's language.
    """
    problem = refusal(request.scope, scope, reader_language(request).page, is_open=is_open)
    if problem is not None:
        raise problem


def refusal(asked: Scope, scope: KeyScope, words: PageWords, *, is_open: bool = True) -> HTTPException | None:
    """Return why a program may not do something; None where it may."""
    match asked.get(PROGRAM, Anybody(may_ask=True)):
        case Anybody(may_ask=may_ask):
            is_let = may_ask and is_open
            return None if is_let else HTTPException(HTTP_401_UNAUTHORIZED, words.key_needed, _CHALLENGE)
        case KeyHolder(key=key):
            sentence = words.key_too_little.format(scope=scope.value)
            return None if scope in key.scopes else HTTPException(HTTP_403_FORBIDDEN, sentence)
        case Unknown():
            return HTTPException(HTTP_503_SERVICE_UNAVAILABLE, words.key_unknown, _RETRY)
        case _:
            return HTTPException(HTTP_401_UNAUTHORIZED, words.key_wrong, _CHALLENGE)
