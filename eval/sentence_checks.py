"""How well written sentences are told true from false: sentences by hand, in eval/sentences/<part>.jsonl.

Each rests on statements of documents, found by a quote, and is true of them or tells a lie of one kind. Kept is the
share of the true ones that the checker lets pass, caught that of the false ones that it does not. Dev was looked at
while the checks were written; test was not.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from eval.errors import CaseError, SuiteError
from eval.jsonl import read_jsonl
from eval.suites import held_suites, settings_of
from eval.table import text_table
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.read.units import read_units
from index.records import Document, Frozen, Unit
from index.words.bilingual import Bilingual, Lexicon
from index.words.terms import fold, unspaced
from rag.records import Language
from rag.writing.checker import Checker
from rag.writing.checks.words import Words
from rag.writing.evidence import evidence_of
from rag.writing.records import Checked, Evidence

SENTENCES_DIR = Path(__file__).parent / "sentences"


class SentenceKind(StrEnum):
    """Whether a sentence is true, or what its lie is of."""

    TRUE = "true"
    FIGURE = "figure"
    YEAR = "year"
    UNIT = "unit"
    DIRECTION = "direction"
    QUALIFIER = "qualifier"
    PLACE = "place"
    PLAN_AS_RESULT = "plan_as_result"  # or a result as a plan
    NEGATION = "negation"
    NAME = "name"
    BEYOND = "beyond"
    WRONG_COMPUTATION = "wrong_computation"
    OTHER_CITATION = "other_citation"
    NO_CITATION = "no_citation"
    ORDER_IN_DOCUMENT = "order_in_document"


class Quoted(Frozen):
    """A statement of a document, by a stretch that only it has."""

    doc_id: str
    quote: str = Field(min_length=1)


class SentenceCase(Frozen):
    """A sentence with what it may cite, numbered in order from 1."""

    id: str
    evidence: tuple[Quoted, ...] = Field(min_length=1)
    language: Language
    sentence: str = Field(min_length=1)
    is_true: bool
    kind: SentenceKind


class Judged(Frozen):
    """A case and what the checker says of it."""

    case: SentenceCase
    checked: Checked

    @property
    def is_right(self) -> bool:
        """Whether a true sentence was kept, or a false one caught."""
        return self.checked.is_kept == self.case.is_true


def load_sentences(part: str, folder: Path = SENTENCES_DIR) -> tuple[SentenceCase, ...]:
    """Return the sentences of a part, in order."""
    return tuple(SentenceCase.model_validate(value) for _, value in read_jsonl(folder / f"{part}.jsonl"))


def documents_here(settings: IndexSettings, documents_dir: Path) -> dict[str, Document]:
    """Return the documents of the seeds and of every suite that is on this machine, by id.

    Raises:
        LuohuError: a catalogue or a document cannot be read.
    """
    suites = (suite for suite in held_suites() if suite.brings_documents and not suite.missing(documents_dir))
    folders = [settings.seeds_dir, *(settings_of(suite, settings, documents_dir).seeds_dir for suite in suites)]
    return {document.doc_id: document for folder in folders for document in load_documents(folder)}


def judged_sentences(
    cases: Iterable[SentenceCase], documents: Mapping[str, Document], lexicon: Lexicon
) -> list[Judged]:
    """Return what the checker says of each sentence whose documents are here.

    Raises:
        CaseError: a quote stands in no statement of its document, or in several.
    """
    held = [case for case in cases if all(one.doc_id in documents for one in case.evidence)]
    units = {doc_id: read_units(documents[doc_id]).units for doc_id in {q.doc_id for c in held for q in c.evidence}}
    texts = fold("".join(documents[doc_id].text for doc_id in units))
    checker = Checker(Words(Bilingual(lexicon, texts.__contains__)))
    return [Judged(case=case, checked=checker.check(case.sentence, _evidence(case, documents, units))) for case in held]


def _evidence(
    case: SentenceCase, documents: Mapping[str, Document], units: Mapping[str, Sequence[Unit]]
) -> list[Evidence]:
    found: list[Evidence] = []
    for number, one in enumerate(case.evidence, 1):
        fitting = [unit for unit in units[one.doc_id] if unspaced(one.quote) in unspaced(unit.text)]
        if len(fitting) != 1:
            raise CaseError(f"{case.id}: {one.quote!r} stands in {len(fitting)} statements of {one.doc_id}, not in one")
        found.append(evidence_of(fitting[0], documents[one.doc_id], (), number))
    return found


def sentences_table(judged: Sequence[Judged], *, show_wrong: bool) -> str:
    """Return how many of each kind were told rightly: true ones by language, false ones by what they lie about.

    Raises:
        SuiteError: no document of any sentence is here.
    """
    if not judged:
        raise SuiteError("no document of these sentences is here; name their folder: LUOHU_EVAL_DOCUMENTS_DIR")
    true = [one for one in judged if one.case.is_true]
    false = [one for one in judged if not one.case.is_true]
    rows = [_row(f"true, {name.value}", [one for one in true if one.case.language is name]) for name in Language]
    rows += [_row(kind.value, [one for one in false if one.case.kind is kind]) for kind in SentenceKind]
    rows = [row for row in rows if row[1] != "0"]
    rows += [_row("kept of the true", true), _row("caught of the false", false)]
    lines = [f"{one.case.id}  {one.case.kind.value}  {one.case.sentence}  {_why(one.checked)}" for one in judged]
    wrong = [line for line, one in zip(lines, judged, strict=True) if not one.is_right] if show_wrong else []
    return "\n".join((text_table(("sentences", "n", "right", "share"), rows), *(["", *wrong] if wrong else [])))


def _row(name: str, judged: Sequence[Judged]) -> tuple[str, ...]:
    right = sum(one.is_right for one in judged)
    return (name, str(len(judged)), str(right), f"{right / len(judged):.3f}" if judged else "")


def _why(checked: Checked) -> str:
    return f"({checked.finding.fault.value}: {checked.finding.words})" if checked.finding else ""
