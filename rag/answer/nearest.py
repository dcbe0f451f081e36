"""The statements nearest to a refused question → their lines and citations, each checked."""

from collections.abc import Sequence

from index.corpus import Corpus
from index.records import Unit
from rag.answer.attribute import attributed
from rag.answer.compose import cite
from rag.answer.phrases import label, undated
from rag.answer.verify import check_markers
from rag.question.place import Places
from rag.records import Citation, Language


def nearest_statements(
    units: Sequence[Unit], language: Language, corpus: Corpus, places: Places
) -> tuple[str, tuple[Citation, ...]]:
    """Return a line for each unit, verbatim behind its period and where several are held its place, and the citations.

    Raises:
        CitationError: a quote differs from its source; nothing may be shown then.
    """
    citations = tuple(cite(unit, corpus, number) for number, unit in enumerate(units, 1))
    lines = (
        f"{label(language, unit.years, unit.status) or undated(language)}{unit.text}[{number}]"
        for number, unit in enumerate(units, 1)
    )
    text = attributed("\n".join(lines), citations, places, language)
    check_markers(text, citations)
    return text, citations
