"""Answers as the documents say them and as a model words them, of the same cases: asked, and kept to go on from."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pydantic import Field, ValidationError

from eval.errors import RunError
from eval.jsonl import read_jsonl, to_line
from eval.people.cases import AnyCase
from index.errors import LuohuError, first_problem
from index.records import Document, Frozen
from rag.by_model import WritingNote
from rag.considered import Explained
from rag.contract import AnswerRecord, to_record
from rag.records import Answered, Question
from rag.writing.kinds import kind_of

FAILURES = 3  # in a row, after which an endpoint is taken for down
_NO_DRAFT = (WritingNote.DOWN, WritingNote.BUSY, WritingNote.RESTING)  # tells of the endpoint, and not of the model


class Explaining(Protocol):
    """An assistant that no model words an answer of."""

    def explain(self, question: Question) -> Explained:
        """Return the answer with the stages that led to it."""
        ...


class Source(Frozen):
    """Of what answers are: where one of these is another, they are asked for again."""

    model: str
    commit: str
    index: str = Field(description="its fingerprint")


class Pair(Frozen):
    """A case with both answers, as a line of the file holds it."""

    suite: str
    source: Source
    id: str
    kind: str
    extractive: AnswerRecord
    written: AnswerRecord


@dataclass(frozen=True)
class AskedBoth:
    """A suite: its cases and documents, who answers, and what has a model word an answer."""

    suite: str
    source: Source
    cases: Sequence[AnyCase]
    documents: Mapping[str, Document]
    assistant: Explaining
    worded: Callable[[Explained], Explained]


def ask_both(asked: AskedBoth, kept: Sequence[Pair], *, most: int, fewest: int) -> Iterator[Pair]:
    """Yield the cases of a suite with both answers, those that are kept already aside.

    The cases come in an order that has nothing to do with what they ask, so that a limit leaves a fair choice.

    Args:
        asked: the suite.
        kept: what earlier calls yielded, of any suite; what is of another source does not count.
        most: cases of each kind.
        fewest: statements that an answer cites: one with fewer is never worded.

    Raises:
        RunError: the endpoint is down.
    """
    known = {pair.id for pair in kept if (pair.suite, pair.source) == (asked.suite, asked.source)}
    n_of = Counter(pair.kind for pair in kept if pair.suite == asked.suite and pair.source == asked.source)
    n_failed = 0
    for case in sorted(asked.cases, key=lambda one: hashlib.sha256(one.id.encode()).digest()):
        if case.id in known:
            continue
        try:
            explained = asked.assistant.explain(case.asked())
        except LuohuError:  # `eval run` tells of it
            continue
        answer, kind = explained.answer, kind_of(explained)
        if not isinstance(answer, Answered) or len(answer.citations) < fewest or n_of[kind] >= most:
            continue
        worded = asked.worded(explained).answer
        note = worded.writing.note if isinstance(worded, Answered) else WritingNote.DOWN
        if note in _NO_DRAFT:
            n_failed += 1
            if n_failed >= FAILURES:
                raise RunError(f"the endpoint is {note}; what was asked is kept, the same command goes on from there")
            continue
        n_failed = 0
        n_of[kind] += 1
        yield Pair(
            suite=asked.suite,
            source=asked.source,
            id=case.id,
            kind=kind,
            extractive=to_record(answer),
            written=to_record(worded),
        )


def read_pairs(path: Path) -> list[Pair]:
    """Return the pairs of a file; a last line that was broken off is none.

    Raises:
        RunError: a line is no pair.
    """
    if not path.is_file():
        return []
    _cut_off(path)
    found = []
    for place, record in read_jsonl(path):
        try:
            found.append(Pair.model_validate(record))
        except ValidationError as error:
            wrong = first_problem(error.errors())
            raise RunError(f"{place}: {wrong.where}: {wrong.message}; move the file away to ask anew") from error
    return found


def append_pair(path: Path, pair: Pair) -> None:
    """Put a pair behind those of a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(to_line(pair.model_dump(mode="json")))


def _cut_off(path: Path) -> None:
    """Take away what stands behind the last line end: a process was killed while it wrote."""
    held = path.read_bytes()
    whole = held[: held.rfind(b"\n") + 1]
    if whole != held:
        path.write_bytes(whole)
