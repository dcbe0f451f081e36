"""Who holds an office, or gave a report: the name that stands behind the office at the head of a document."""

import re
from collections.abc import Sequence

from index.records import Role, Status, Unit
from index.words.kept import unit_fold
from index.words.numerals import ORDINALS, TWO
from rag.evidence.issued import days_in
from rag.evidence.overview_lines import Overview
from rag.evidence.picked import Held, Ranking
from rag.question.answer_form import PERSON
from rag.question.said import said, tables
from rag.question.understand import Understood
from rag.records import Language

_GAVE, _PAPER = said("asks.gave"), said("asks.paper")
_TITLES, _ASKS_DAY = said("forms.titles"), said("asks.date")
_DEPUTY = "副"
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8})+")  # 艾山·买买提
_IN_NUMERALS = re.compile(rf"年[{ORDINALS}]{{1,2}}月[{ORDINALS}{TWO}]{{1,3}}日")
LONGEST_HEAD = 40  # characters of a line that only names who speaks, blanks aside


def asks_holder(question: Understood) -> bool:
    """Return whether it is asked who holds an office, or who gave a report."""
    if any(form.name == PERSON for form in question.expected.forms):
        return True
    return _GAVE.found(question.asked) and bool(question.documents or _PAPER.found(question.asked))


def holders(held: Held, ranking: Ranking) -> Overview | None:
    """Return the lines at the heads of documents that name who holds the asked office, or gave what is asked about.

    They are those of the documents, places and years that a question names; where it names no year, of each place the
    newest. None where no head names anyone in that office, or several places' do and none is asked about.
    """
    question = ranking.question
    if not asks_holder(question):
        return None
    offices = _offices(question)
    named = {doc_id: units for doc_id in _documents(held, question) if (units := _named(held, doc_id, offices))}
    if not named:
        return None
    chosen = list(named) if question.documents or question.years else _newest(held, question, list(named))
    told = tuple(_undated(unit) for doc_id in chosen for unit in (*named[doc_id], *_day(held, doc_id, question)))
    return Overview(told, (), (), is_outline=False, is_told=True) if told else None


def _offices(question: Understood) -> tuple[str, ...]:
    """Return the offices that a question names, in Chinese; none where it only asks who gave a report."""
    titles = [found[0] for found in _TITLES.finditer(question.text)]
    if question.language is not Language.ENGLISH:
        return tuple(f"{_DEPUTY}{title}" if f"{_DEPUTY}{title}" in question.text else title for title in titles)
    return tuple(word for table in tables("titles") for title in titles for word in table.get(title, ()))


def _documents(held: Held, question: Understood) -> list[str]:
    """Return the documents that a question may mean: those it names, else those about its places, of its years.

    A year beside the one in the name of a document (the reports of 2013 and 2017) means that year's of the same place.
    """
    own, asked = question.documents, set(question.years)
    of = {held.places.title(doc_id, Language.SIMPLIFIED) for doc_id in own}
    entries = [
        entry
        for entry in held.corpus.entries
        if (held.places.title(entry.doc_id, Language.SIMPLIFIED) in of if own else True)
        and held.places.is_about(entry.doc_id, "", question.places)
        and ((entry.issued and entry.issued.year in asked) if asked else not own)
    ]
    return list(dict.fromkeys((*own, *(entry.doc_id for entry in entries))))


def _named(held: Held, doc_id: str, offices: Sequence[str]) -> tuple[Unit, ...]:
    """Return the first line of a document's head that names who holds an office, or both lines it stands on."""
    fronts = held.corpus.units_of_role(doc_id, Role.FRONT)
    lines = ["".join(unit_fold(unit.text).split()) for unit in fronts]
    for at, (unit, line) in enumerate(zip(fronts, lines, strict=True)):
        titles = list(_TITLES.finditer(line))
        if not titles or len(line) > LONGEST_HEAD or (offices and not _is_office(line, offices)):
            continue
        behind = line[titles[-1].end() :]
        if _NAME.fullmatch(behind):
            return (unit,)
        if not behind and at + 1 < len(lines) and _NAME.fullmatch(lines[at + 1]):
            return (unit, fronts[at + 1])
    return ()


def _is_office(line: str, offices: Sequence[str]) -> bool:
    """Return whether a line names one of some offices, and not its deputy's."""
    return any(office in line and (office.startswith(_DEPUTY) or _DEPUTY + office not in line) for office in offices)


def _newest(held: Held, question: Understood, doc_ids: Sequence[str]) -> list[str]:
    """Return the newest document of each place; of home alone where a question names none; none if that has none."""
    newest: dict[str, str] = {}
    for doc_id in sorted(doc_ids, key=lambda one: str(held.corpus.documents[one].issued or "")):
        newest[held.places.title(doc_id, Language.SIMPLIFIED)] = doc_id
    if len(newest) < 2 or question.places:
        return [doc_id for doc_id in doc_ids if doc_id in newest.values()]
    home = held.places.home
    return [doc_id for doc_id in newest.values() if home and held.places.is_about(doc_id, "", (home,))]


def _day(held: Held, doc_id: str, question: Understood) -> list[Unit]:
    """Return the line that says when a document was given, where that is asked as well."""
    if not _ASKS_DAY.found(question.asked) and not any(
        form.name in ("day", "date") for form in question.expected.forms
    ):
        return []
    fronts = held.corpus.units_of_role(doc_id, Role.FRONT)
    issued = held.corpus.documents[doc_id].issued
    days = [(unit, list(days_in(unit.text))) for unit in fronts]
    dated = [unit for unit, on in days if on or _IN_NUMERALS.search(unit_fold(unit.text))]
    return ([unit for unit, on in days if issued in on] or dated)[:1]


def _undated(unit: Unit) -> Unit:
    """Return a line of a head without a time: it is of no year's plan or outcome."""
    return unit.model_copy(update={"years": (), "status": Status.OTHER})
