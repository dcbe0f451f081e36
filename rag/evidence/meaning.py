"""What a sentence of running text says that a term means: 创业社区是指…, 某某（…，指…）."""

import re

from index.records import Unit
from index.words.kept import unit_fold
from rag.evidence.overview_lines import Overview
from rag.evidence.picked import Held, Ranking
from rag.question.named_place import without
from rag.question.said import latin_words, said
from rag.question.spelling import ENGLISH
from rag.question.understand import Understood, Wants

_MEANS = said("lists.means")
_SHORTEST = 2  # characters of a term
_LATIN_END = re.compile(r"[a-z0-9+]+$")


def meaning(held: Held, ranking: Ranking) -> Overview | None:
    """Return the sentence that says what the asked term means, where no entry of a glossary defines it.

    It is looked for in the documents or of the places that a question names, else in what was ranked. None where the
    meaning of nothing is asked, or of nothing that a sentence explains.
    """
    question = ranking.question
    if question.wants is not Wants.DEFINITION:
        return None
    asked = without(question.text, question.own)
    longest, told = 0, None
    for unit in _looked_at(held, ranking, question):
        for found in _MEANS.finditer(unit_fold(unit.text)):
            length = _named(found["term"], asked)
            if length > longest:
                longest, told = length, unit
    return Overview((told,), (), (), is_outline=False, is_told=True) if told else None


def _looked_at(held: Held, ranking: Ranking, question: Understood) -> list[Unit]:
    places = question.places
    doc_ids = question.documents or tuple(
        entry.doc_id for entry in held.corpus.entries if places and held.places.is_about(entry.doc_id, "", places)
    )
    return [unit for doc_id in doc_ids for unit in held.corpus.units_of_document(doc_id)] or [
        item.unit for item in ranking.of_period
    ]


def _named(term: str, asked: str) -> int:
    """Return the length of the longest end of a term that a folded question names; 0 where it names none.

    Latin letters are named only whole, and not where an English noun stands behind them: a KLM community is no KLM.
    """
    latin = _LATIN_END.search(term)
    if not latin:
        return next((len(term) - at for at in range(len(term) - _SHORTEST + 1) if term[at:] in asked), 0)
    found = re.search(rf"(?<![a-z0-9+]){re.escape(latin[0])}(?![a-z0-9+])(?: ([a-z]{{4,}}))?", asked)
    return len(latin[0]) if found and (not found[1] or found[1] in latin_words(ENGLISH)) else 0
