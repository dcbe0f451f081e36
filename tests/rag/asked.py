"""Questions, units and weights for the tests of composing, made by hand."""

from index.records import Role, Span, Status, Unit
from index.store.saved import OpenIndex
from index.words.terms import terms
from rag.question.answer_form import expected
from rag.question.asked_years import years_in
from rag.question.own_matter import Vocabulary
from rag.question.understand import Understood, Wants
from rag.records import Language


def understood(text: str, *, language: Language = Language.SIMPLIFIED) -> Understood:
    return Understood(
        language=language,
        is_pinyin=False,
        asked=text,
        topic="",
        years=years_in(text),
        status=Status.OTHER,
        wants=Wants.FIGURE,
        expected=expected(text),
        both_sides=False,
        places=(),
        elsewhere="",
    )


def unit(
    text: str, *, name: str = "u", doc_id: str = "d", years: tuple[int, ...] = (2022,), status: Status = Status.RESULT
) -> Unit:
    return Unit(
        unit_id=name,
        doc_id=doc_id,
        section_id="d/1",
        role=Role.SENTENCE,
        text=text,
        spans=(Span(start=0, end=len(text)),),
        years=years,
        status=status,
        term="",
        links=(),
    )


def weights(text: str) -> dict[str, float]:
    return dict.fromkeys(terms(text), 1.0)


def vocabulary_of(index: OpenIndex) -> Vocabulary:
    return Vocabulary(index.bilingual, index.sounds, index.lexical.frequencies.__contains__)
