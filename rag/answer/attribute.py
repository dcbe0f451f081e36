"""Which place each line of an answer is about, where documents of several places are held."""

from collections.abc import Sequence

from rag.answer.verify import MARKER
from rag.question.place import Places
from rag.records import Citation, Language

_SEPARATOR = " · "


def attributed(text: str, citations: Sequence[Citation], places: Places, language: Language) -> str:
    """Return an answer with the place in front of each line where it changes, if several places are held."""
    if len(places.held) < 2:
        return text
    doc_ids = {str(citation.number): citation.doc_id for citation in citations}
    lines, before = [], ""
    for line in text.split("\n"):
        marker = MARKER.search(line)
        place = places.title(doc_ids[marker.group(1)], language) if marker else before
        lines.append(f"{place}{_SEPARATOR}{line}" if place and place != before else line)
        before = place
    return "\n".join(lines)
