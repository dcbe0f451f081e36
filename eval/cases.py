"""Evaluation cases: read from JSON lines, every quote resolved to its place in the source."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Self, TypeVar

from pydantic import Field, ValidationError, model_validator

from eval.errors import CaseError
from index.errors import first_problem
from index.records import Frozen, Span
from rag.records import Language, Question

MAX_QUOTE_CHARS = 160  # a quote is the clause that proves the fact; longer ones make every overlap easy
ANY_DAY = date(2026, 6, 30)  # of a case that any day will do for
LONG_HISTORY = 2  # earlier questions: with its own question a conversation of three turns


class Kind(StrEnum):
    """What a question asks for; eval/README.md describes each."""

    LOOKUP = "lookup"
    PARAPHRASE = "paraphrase"
    LIST = "list"
    DEFINITION = "definition"
    RESPONSIBLE = "responsible"
    PLAN_RESULT = "plan_result"
    PERIOD = "period"
    COMPARISON = "comparison"
    CONFLICT = "conflict"
    FALSE_PREMISE = "false_premise"
    FOLLOWUP = "followup"
    UNANSWERABLE = "unanswerable"


class Noise(StrEnum):
    """How the question was typed."""

    NONE = "none"
    TYPO = "typo"
    PINYIN = "pinyin"
    KEYWORD = "keyword"


class Trait(StrEnum):
    """What else a question has about it, whatever its kind; eval/README.md describes each."""

    COURTESY = "courtesy"
    RELATIVE_YEAR = "relative_year"
    NUMERAL_YEAR = "numeral_year"
    ARITHMETIC = "arithmetic"
    WHY = "why"
    HOW_TO = "how_to"
    POLICY = "policy"
    SUMMARY = "summary"
    LONG_HISTORY = "long_history"
    DICTATED = "dictated"
    ENGLISH_TYPO = "english_typo"
    PLACE = "place"


class NearMiss(StrEnum):
    """Why an unanswerable question looks answerable, or does not."""

    WRONG_YEAR = "wrong_year"
    WRONG_DISTRICT = "wrong_district"
    WRONG_LEVEL = "wrong_level"
    NOT_STATED = "not_stated"
    FEED = "feed"
    OFF_TOPIC = "off_topic"


class Quoted(Frozen):
    """One place that proves a fact, as the author of a case writes it: verbatim quotes of one document."""

    doc_id: str
    quotes: tuple[str, ...] = Field(min_length=1)


class Evidence(Frozen):
    """One place that proves a fact, found in the source: `spans[i]` is where `quotes[i]` stands."""

    doc_id: str
    quotes: tuple[str, ...] = Field(min_length=1)
    spans: tuple[Span, ...] = Field(min_length=1)


class Asked(Frozen):
    """What a case of any form says: who asks what."""

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    history: tuple[str, ...]
    kind: StrEnum
    language: Language
    asker: str
    note: str
    asked_on: date | None = Field(default=None, description="the day on which it is asked; null when any day will do")

    def asked(self) -> Question:
        """Return it as it is asked: on its day, or on one that is the same whenever the evaluation runs."""
        return Question(id=self.id, text=self.question, history=self.history, asked_on=self.asked_on or ANY_DAY)


A = TypeVar("A", bound=Asked)


class _Described(Asked):
    """What a case says apart from its evidence."""

    kind: Kind
    noise: Noise
    facts: tuple[tuple[str, ...], ...] = Field(description="all needed; of each one any alternative suffices")
    near_miss: NearMiss | None = Field(description="set for unanswerable cases, and for them only")
    traits: tuple[Trait, ...] = Field(default=(), description="several may hold, none twice")


class WrittenCase(_Described):
    """A case as it stands in its file."""

    evidence: tuple[tuple[Quoted, ...], ...]

    @model_validator(mode="after")
    def _agrees_with_its_kind(self) -> Self:
        unanswerable = self.kind is Kind.UNANSWERABLE
        if unanswerable != (self.near_miss is not None):
            raise ValueError("near_miss is for kind unanswerable, always and only")
        if unanswerable and (self.facts or self.evidence):
            raise ValueError("an unanswerable case has no facts and no evidence")
        if not unanswerable and not (self.facts and self.evidence):
            raise ValueError("a case that can be answered needs facts and evidence")
        if self.kind is Kind.FOLLOWUP and not self.history:
            raise ValueError("a followup needs the earlier questions in history")
        if self.history and self.kind not in {Kind.FOLLOWUP, Kind.UNANSWERABLE}:
            raise ValueError(f"history is for kind followup or unanswerable, not {self.kind}")
        if not all(self.evidence):
            raise ValueError("an evidence group needs at least one alternative")
        if not all(fact and all(text.strip() for text in fact) for fact in self.facts):
            raise ValueError("a fact needs at least one alternative, and none may be empty")
        return self

    @model_validator(mode="after")
    def _agrees_with_its_traits(self) -> Self:
        if len(set(self.traits)) < len(self.traits):
            raise ValueError("a trait is named once")
        if Trait.RELATIVE_YEAR in self.traits and self.asked_on is None:
            raise ValueError("a relative year needs asked_on, the day on which it is asked")
        if Trait.LONG_HISTORY in self.traits and len(self.history) < LONG_HISTORY:
            raise ValueError(f"a long history has at least {LONG_HISTORY} earlier questions")
        if Trait.ENGLISH_TYPO in self.traits and (self.noise, self.language) != (Noise.TYPO, Language.ENGLISH):
            raise ValueError("english_typo is for noise typo and language en")
        return self


class Case(_Described):
    """A case ready to be asked and judged; `evidence` groups are all needed, of each any alternative suffices."""

    evidence: tuple[tuple[Evidence, ...], ...]

    @property
    def answerable(self) -> bool:
        """Whether the documents hold the answer."""
        return self.kind is not Kind.UNANSWERABLE

    @property
    def doc_ids(self) -> tuple[str, ...]:
        """The documents that hold evidence, sorted; empty for an unanswerable case."""
        return tuple(sorted({place.doc_id for group in self.evidence for place in group}))

    def written(self) -> WrittenCase:
        """Return the case as it stands in a file."""
        groups = tuple(
            tuple(Quoted(doc_id=place.doc_id, quotes=place.quotes) for place in group) for group in self.evidence
        )
        return WrittenCase(**self.model_dump(exclude={"evidence"}), evidence=groups)


def load_cases(paths: Sequence[Path], documents: Mapping[str, str]) -> tuple[Case, ...]:
    """Return the cases of all files, in file and line order, their quotes resolved to spans.

    Args:
        paths: JSON lines files; blank lines are skipped.
        documents: the sources' texts by doc_id, as they are indexed.

    Raises:
        CaseError: a file cannot be read, a line is no case, an id comes twice, a quote does not stand exactly once in
            its document. The message names file, line, id and what was expected.
    """
    return tuple(_resolve(written, documents, place) for place, written in read_lines(paths, WrittenCase))


def read_lines(paths: Sequence[Path], model: type[A]) -> Iterator[tuple[str, A]]:
    """Yield for every line that is not blank where it stands (`file line n`) and what is written there.

    Raises:
        CaseError: as for `load_cases`.
    """
    first_seen: dict[str, str] = {}
    for path in paths:
        for number, line in enumerate(_lines(path), 1):
            if not line.strip():
                continue
            place = f"{path} line {number}"
            written = _read(line, place, model)
            if written.id in first_seen:
                raise CaseError(
                    f"{place}, case {written.id}: the id is taken by {first_seen[written.id]}; give a new one"
                )
            first_seen[written.id] = place
            yield place, written


def select_cases(
    cases: Iterable[A], *, kinds: Sequence[str] = (), languages: Sequence[str] = (), ids: Sequence[str] = ()
) -> tuple[A, ...]:
    """Return the cases that have one of the kinds, one of the languages and one of the ids; empty means any.

    Raises:
        CaseError: no case is left, or an id is not among the cases.
    """
    held = tuple(cases)
    unknown = sorted(set(ids) - {case.id for case in held})
    if unknown:
        raise CaseError(f"no case has the id {', '.join(unknown)}; {len(held)} cases were looked through")
    chosen = tuple(
        case
        for case in held
        if (not kinds or case.kind in kinds)
        and (not languages or case.language in languages)
        and (not ids or case.id in ids)
    )
    if not chosen:
        raise CaseError(f"none of {len(held)} cases has kind {list(kinds)}, language {list(languages)}, id {list(ids)}")
    return chosen


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"cannot read the case file {path}: {error}") from error


def _read(line: str, place: str, model: type[A]) -> A:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise CaseError(f"{place}: expected one JSON object, found {line[:60]!r} ({error})") from error
    name = data.get("id", "without id") if isinstance(data, dict) else "without id"
    try:
        return model.model_validate(data)
    except ValidationError as error:
        wrong = first_problem(error.errors())
        what = f"field {wrong.where}: {wrong.message}, found {wrong.found!r:.80}" if wrong.where else wrong.message
        raise CaseError(f"{place}, case {name}: {what}") from error


def _resolve(written: WrittenCase, documents: Mapping[str, str], place: str) -> Case:
    where = f"{place}, case {written.id}"
    groups = tuple(
        tuple(
            Evidence(doc_id=quoted.doc_id, quotes=quoted.quotes, spans=_find_quotes(quoted, documents, where))
            for quoted in group
        )
        for group in written.evidence
    )
    return Case(**written.model_dump(exclude={"evidence"}), evidence=groups)


def _find_quotes(quoted: Quoted, documents: Mapping[str, str], where: str) -> tuple[Span, ...]:
    if quoted.doc_id not in documents:
        raise CaseError(f"{where}: unknown doc_id {quoted.doc_id!r}, expected one of {', '.join(sorted(documents))}")
    source = documents[quoted.doc_id]
    spans = []
    for quote in quoted.quotes:
        if not 0 < len(quote) <= MAX_QUOTE_CHARS:
            raise CaseError(
                f"{where}: a quote has 1 to {MAX_QUOTE_CHARS} characters, found {len(quote)}: {quote[:40]!r}"
            )
        times = source.count(quote)
        if times != 1:
            raise CaseError(f"{where}: expected once in {quoted.doc_id}, found {times} times: {quote!r}")
        start = source.index(quote)
        spans.append(Span(start=start, end=start + len(quote)))
    return tuple(spans)
