"""What a report admits: difficulties and shortcomings, told in a row behind what announces them."""

from collections.abc import Sequence

from index.records import Role, Unit
from index.words.kept import unit_fold
from rag.evidence.overview_lines import MOST_LINES, Overview, is_quotable
from rag.evidence.picked import Held, Ranking
from rag.question.named_place import without
from rag.question.said import said
from rag.question.understand import Understood
from rag.question.wording import content

_DIFFICULTIES, _FACING = said("asks.difficulties"), said("asks.facing")
_IN_GENERAL, _ASKED, _DATED = said("asks.in_general"), said("asks.overview"), said("times.dated")
_TOLD = (Role.SENTENCE, Role.HEADING)  # a paragraph of one sentence may be read as a heading
_NAMING = said("documents.between")  # words of the name of a report: 国务院
_ADMITS, _MENDS = said("lists.admits"), said("lists.mends")


def admitted(held: Held, ranking: Ranking) -> Overview | None:
    """Return what is admitted of the asked year, else of the newest, where difficulties are asked for in general."""
    question = ranking.question
    if not _asks(question):
        return None
    docs = question.documents or tuple(entry.doc_id for entry in held.corpus.entries)
    rows = [
        row
        for doc_id in docs
        for section in held.corpus.sections_of(doc_id)
        if held.places.is_about(doc_id, "", question.places)
        and (row := in_section(held.corpus.units_in(section.section_id)))
        and (not question.years or set(row[0].years) & set(question.years))
    ]
    newest = max(rows, key=lambda row: row[0].years[-1:], default=[])
    if not newest:
        return None
    told = (newest[0], *(held.completer.list_members(newest[0], question.text) or filter(is_quotable, newest[1:])))
    return Overview(told[:MOST_LINES], (), (), is_outline=False, is_told=True)


def in_section(units: Sequence[Unit]) -> list[Unit]:
    """Return the units of a section from the one that announces what is admitted up to what is promised."""
    row: list[Unit] = []
    for unit in units:
        folded = unit_fold(unit.text)
        if row and _MENDS.match(folded):
            break
        is_first = _ADMITS.found(folded) and _DIFFICULTIES.found(folded)
        if unit.role in _TOLD and (row or is_first):
            row.append(unit)
    return row


def _asks(question: Understood) -> bool:
    """Return whether difficulties are asked for, and nothing that they are of."""
    if not _DIFFICULTIES.found(question.asked) or question.expected.of_any_measure() != question.expected:
        return False
    asked = _DATED.sub(" ", without(question.asked, question.own))
    for words in (_ASKED, _DIFFICULTIES, _FACING, _NAMING, _IN_GENERAL):
        asked = words.sub(" ", asked)
    return not any(len(word) > 1 for word in content(asked).split())
