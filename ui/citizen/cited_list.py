"""What a turn cites as a list: a line for each document, with every place in it that is cited. All escaped."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from index.read.list_marks import without_marks
from rag.records import Citation
from ui.citizen.answer_lines import opens
from ui.citizen.quoted import QUOTED
from ui.document.facts import date_of
from ui.document.life import life_tag
from ui.text.page_words import PageWords


def cited_list(
    citations: Iterable[Citation], turn_number: int, words: PageWords, places: Mapping[int, str], *, shown: str
) -> str:
    """Return a line for each document with a button for each place, that shows it; empty without citations.

    Args:
        citations: of an answer or of the nearest statements.
        turn_number: of the turn they belong to.
        words: of the page.
        places: page, row or cell of each citation in the file that its document came as, by its number.
        shown: the key of the view that is open.
    """
    documents: dict[str, list[Citation]] = {}
    for citation in citations:
        documents.setdefault(citation.doc_id, []).append(citation)
    return "".join(_document(of, turn_number, words, places, shown) for of in documents.values())


def _document(
    citations: Sequence[Citation], turn_number: int, words: PageWords, places: Mapping[int, str], shown: str
) -> str:
    first = citations[0]
    between = escape(words.separator)
    tag = life_tag(first.life, words.source)
    known = f"{escape(date_of(first.issued, words.source))}{between + tag if tag else ''}"
    buttons, before = "", ""
    for citation in citations:
        where = _where(citation, words, places.get(citation.number, ""))
        buttons += (
            f'<li><button type="button" class="cited" {opens(f"{turn_number}-{citation.number}", shown)}>'
            f'<span class="number">[{citation.number}]</span>{_named(where, before)}</button></li>'
        )
        before = where
    return (
        f'<li><p class="cited-title"><span lang="{QUOTED}">{escape(first.title)}</span><span class="when">{between}'
        f'<span class="keep">{known}</span></span></p><ul class="places">{buttons}</ul></li>'
    )


def _named(where: str, before: str) -> str:
    """Return where a citation stands; for those who hear it only, where it is the same place as the one before."""
    kind = ' class="unseen"' if where == before else ""
    return f" <span{kind}>{where}</span>"


def _where(citation: Citation, words: PageWords, place: str) -> str:
    """Return innermost heading and page or cell of a citation, escaped."""
    bare = without_marks(citation.section[-1]) if citation.section else ""
    heading = f'<span lang="{QUOTED}">{escape(bare)}</span>' if bare else escape(words.front_matter)
    return f'{heading}{escape(words.separator)}<span class="keep">{escape(place)}</span>' if place else heading
