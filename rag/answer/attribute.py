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
        marked = {places.title(doc_ids[number], language) for number in MARKER.findall(line)}
        place = marked.pop() if len(marked) == 1 else "" if marked else before  # a line of several places names none
        lines.append(f"{place}{_SEPARATOR}{line}" if place and place != before else line)
        before = place
    return "\n".join(lines)


def unattributed(text: str, places: Places, language: Language) -> str:
    """Return an answer without the places in front of its lines, which are put there again when lines move."""
    titles = [places.title(doc_id, language) for doc_id in places.doc_ids] if len(places.held) > 1 else []
    fronts = tuple(f"{title}{_SEPARATOR}" for title in dict.fromkeys(filter(None, titles)))
    lines = text.split("\n")
    return "\n".join(
        next((line.removeprefix(front) for front in fronts if line.startswith(front)), line) for line in lines
    )
