"""Whether a conversation that a browser sent can be one that was kept there: no part is larger than an answer's is.

The browser is the visitor's, and sends what it likes. What real answers hold was measured on all cases of eval (1,014
turns): 10 citations, 3 keys, 3 rows, 3 spans of a quote and 11 of a passage, 343 characters of a unit, 336 of an
answer. The bounds leave room for the settings' own and for documents that are set otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import BaseModel

from rag.records import Answered, Citation, Key, Passage, Question, Refused

_MOST_NUMBER = 1_000_000_000  # of turns, citations, years and offsets
_MOST_CHARS = 200  # of ids, modes and the like, and of a key, which a chart reads
_MOST_CHARS_OF: Mapping[str, int] = {
    "text": 20_000,  # of an answer, a refusal, a passage
    "quote": 5_000,
    "title": 500,
    "section": 500,  # each heading
}
_MOST_ITEMS = 64  # keys, rows, spans, headings, years
_MOST_ITEMS_OF: Mapping[str, int] = {
    "turns": 200,  # of `ui.kept_turns`
    "citations": 20,  # of `rag.max_citations`
    "passages": 10,  # of `ui.shown_passages`
    "history": 0,  # an answer is kept without
}
_MOST_AROUND = 5_000  # characters from the first that a place marks to the last: all between is drawn
_OF_QUESTIONS = ("question", "leans_on")


def is_plausible(value: object, *, max_question_chars: int, field: str = "") -> bool:
    """Return whether a value is no larger than one of that field can be, and its numbers name what is there.

    Args:
        value: a record, or what stands in one.
        max_question_chars: the longest question that can be asked.
        field: the name of the field it stands in.
    """

    def all_are(parts: Iterable[tuple[str, object]]) -> bool:
        return all(is_plausible(part, max_question_chars=max_question_chars, field=name) for name, part in parts)

    match value:
        case str():
            most = max_question_chars if field in _OF_QUESTIONS else _MOST_CHARS_OF.get(field, _MOST_CHARS)
            found = len(value) <= most
        case int() | float():
            found = value <= _MOST_NUMBER
        case tuple():
            most = _MOST_ITEMS_OF.get(field, _MOST_ITEMS)
            found = len(value) <= most and all_are((field, part) for part in value)
        case Question():
            found = len(value.text) <= max_question_chars and not value.history and len(value.id) <= _MOST_CHARS
        case Key():
            found = max(len(value.text), len(value.restated)) <= _MOST_CHARS and all_are([("numbers", value.numbers)])
        case BaseModel():
            names = type(value).model_fields
            found = _agrees(value) and all_are((name, getattr(value, name)) for name in names)
        case _:  # nothing, a date, a member of an enumeration
            found = True
    return found


def _agrees(record: BaseModel) -> bool:
    """Return whether a record's parts fit: citations count from 1, keys, table and disagreement name them."""
    match record:
        case Answered(keys=keys, table=table, citations=citations):
            named = {number for key in (*keys, *(key for row in table for key in row.keys)) for number in key.numbers}
            named |= {operand.number for computed in record.computed for operand in computed.operands}
            return _counts(citations) and named.union(record.disagreement) <= {cited.number for cited in citations}
        case Refused(citations=citations):
            return _counts(citations)
        case Passage(spans=spans) | Citation(spans=spans):
            return bool(spans) and max(s.end for s in spans) - min(s.start for s in spans) <= _MOST_AROUND
        case _:
            return True


def _counts(citations: Sequence[Citation]) -> bool:
    return [citation.number for citation in citations] == list(range(1, len(citations) + 1))
