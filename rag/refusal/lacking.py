"""What a question asks for without which nothing answers it, and no evidence has: an office, an age, so many names."""

import re
from collections.abc import Sequence

from index.places.gazetteer import gazetteer
from index.records import Role, Unit
from index.words.kept import unit_fold
from rag.question.answer_form import NAMES, PERSON
from rag.question.count_asked import n_named
from rag.question.said import said
from rag.question.understand import Understood, Wants
from rag.records import Language

OFFICE, PLACE = "office", "place"
_WHICH_PLACE, _PLACE_KIND = said("asks.which_place"), said("places.kind_named")
_WHO, _TITLES = said("forms.person"), said("forms.titles")
_NAMES_OFFICE, _OFFICE_BEHIND = said("lists.names_office"), said("lists.office_behind")
_JOINED, _CLAUSE = re.compile("、|[和与及]"), re.compile("[，,。；;：:]")
_QUOTED = re.compile('[“「《"][^”」》"]{2,40}[”」》"]')
_IN_CHARGE, _ASKS_IN_CHARGE = said("lists.in_charge"), said("asks.in_charge")


def lacking_in(question: Understood, chosen: Sequence[Unit]) -> str:
    """Return the name of the form without which nothing answers and that no chosen unit has, or "".

    Who is responsible is an office; who is in charge, one of which that is said, or that stands in brackets behind.
    """
    folded = [unit_fold(unit.text) for unit in chosen]
    if _WHICH_PLACE.found(question.asked) and not _names_place(question, folded):
        return PLACE
    if question.wants is not Wants.RESPONSIBLE:
        return question.expected.lacks(folded) or _other_holder(question, folded) or _unnamed(question, folded)
    if any(unit.role is Role.RESPONSIBLE for unit in chosen):
        return ""
    telling = (_IN_CHARGE, _OFFICE_BEHIND if _ASKS_IN_CHARGE.found(question.asked) else _NAMES_OFFICE)
    return "" if any(words.found(text) for words in telling for text in folded) else OFFICE


def _names_place(question: Understood, folded: Sequence[str]) -> bool:
    """Return whether a text names a place, by the gazetteer or by its kind, beside those that are asked about.

    Where it is asked in which hospital or hall, one has that word.
    """
    kind = _WHICH_PLACE.search(question.asked)
    if kind and kind.groupdict().get("kind"):
        return any(kind["kind"] in text for text in folded)
    asked = {place.code for place in (*question.own, *question.places)}
    named = {region.code for text in folded for one in gazetteer().named_in(text) for region in one.regions}
    return bool(named - asked) or any(map(_PLACE_KIND.found, folded))


def _unnamed(question: Understood, folded: Sequence[str]) -> str:
    """Return the form of names where so many are asked, and no text has a row of them, nor are there as many texts."""
    n = n_named(question.asked)
    clauses = (clause for text in folded for clause in _CLAUSE.split(text))
    named = max((len(_JOINED.split(clause)) for clause in clauses), default=0)
    quoted = max((len(_QUOTED.findall(text)) for text in folded), default=0)
    return NAMES if n > max(1, named, quoted, len(folded)) else ""


def _other_holder(question: Understood, folded: Sequence[str]) -> str:
    """Return the form of a person where the name of who holds an office is asked and no text names that office."""
    asks = _WHO.found(question.asked) and question.language is not Language.ENGLISH
    title = _TITLES.search(question.asked) if asks else None
    return PERSON if title and not any(title[0] in text for text in folded) else ""
