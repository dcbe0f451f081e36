"""A model's output → the sentences of a draft, each with the numbers that it cites."""

import json
import re
from collections.abc import Sequence

from pydantic import Field, ValidationError

from index.records import Frozen
from index.words.hidden import without_hidden
from rag.by_model import WritingNote
from rag.errors import WriterError
from rag.writing.prompt import MOST_SENTENCES
from rag.writing.stretches import MARKS, numbers_in

_FENCED = re.compile(r"^\s*```(?:json)?\s*(?P<inside>.*?)\s*```\s*$", re.DOTALL)
# A sentence with the numbers in front of its stop or behind it.
_SENTENCE = re.compile(rf"[^。！？!?\n]*?(?:[。！？!?]|(?<!\d)\.(?=\s|\[|$)|\n|$)(?:{MARKS.pattern})?")
_BLANKS = re.compile(r"\s+")
_OPENING = re.compile(r"^\s*```(?:json)?\s*")
_LISTED = re.compile(r'\{\s*"sentences"\s*:\s*\[\s*')
_BETWEEN = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder()
_LONGEST = 300  # characters of a sentence; what is longer is none


class _Sentence(Frozen, extra="ignore"):
    text: str = Field(min_length=1)
    cites: tuple[int, ...] = ()


class _Draft(Frozen, extra="ignore"):
    sentences: tuple[_Sentence, ...]


def sentences_of(output: str, *, is_cut: bool) -> tuple[str, ...]:
    """Return the sentences of a draft as they are checked, with their numbers in brackets.

    Args:
        output: of a model: the JSON that it was asked for, or plain sentences.
        is_cut: whether the model was cut off; a sentence without its end is left out.

    Raises:
        WriterError: there is no sentence in it.
    """
    fenced = _FENCED.match(output)
    inside = without_hidden(fenced["inside"] if fenced else output).strip()
    found = _of_json(inside) if inside.startswith("{") else _of_text(inside, is_cut=is_cut)
    kept = _kept(found)
    if not kept:
        raise WriterError("the model wrote no sentence", WritingNote.MALFORMED)
    return kept


def sentences_so_far(output: str) -> tuple[str, ...]:
    """Return the sentences that are whole of a draft that is still being written, as `sentences_of` would."""
    inside = without_hidden(_OPENING.sub("", output)).lstrip()
    found = _of_open_json(inside) if inside.startswith("{") else _of_text(inside, is_cut=True)
    return _kept(found)


def _kept(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in found if 0 < len(one) <= _LONGEST))[:MOST_SENTENCES]


def _of_open_json(text: str) -> list[str]:
    """Return the sentences whose objects are closed, up to the first that is none."""
    listed, found = _LISTED.match(text), []
    at = listed.end() if listed else len(text)
    while at < len(text):
        try:
            held, at = _DECODER.raw_decode(text, at)
            found.append(_numbered(_Sentence.model_validate(held)))
        except (ValueError, RecursionError):  # pydantic's errors are ValueErrors
            break
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing as well
    return found


def _of_json(text: str) -> list[str]:
    try:
        draft = _Draft.model_validate(json.loads(text))
    except (ValueError, ValidationError, RecursionError) as error:
        raise WriterError("the model's JSON has not the asked form", WritingNote.MALFORMED) from error
    return [_numbered(one) for one in draft.sentences]


def _numbered(sentence: _Sentence) -> str:
    text = _on_one_line(sentence.text)
    if numbers_in(text):
        return text
    return f"{text}{''.join(f'[{number}]' for number in sentence.cites)}"


def _of_text(text: str, *, is_cut: bool) -> list[str]:
    found = [_on_one_line(match[0]) for match in _SENTENCE.finditer(text)]
    found = [one for one in found if one]
    return found[:-1] if is_cut else found


def _on_one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()
