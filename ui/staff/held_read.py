"""What was read of an uploaded file, as its page shows it. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from index.corpus import Corpus
from index.read.coverage import read_shares
from index.records import Role, Section
from index.segment.records import ChunkedDocument
from index.words.hidden import HiddenKind
from ui.document.facts import years_text
from ui.document.full_text import full_text
from ui.held.records import Preview, ReadTable
from ui.held.tables import MOST_COLUMNS, MOST_ROWS, laid_out
from ui.text.document_words import DocumentWords
from ui.text.languages import LanguageWords

MOST_CHARS = 100_000  # of the text that is shown beside; a page of more is slow to lay out
MOST_SECTIONS, MOST_DROPPED = 200, 60
_SHOWN_CHARS = 80
_HIDDEN = "hidden: "


def shown(preview: Preview, language: LanguageWords) -> Mapping[str, object]:
    """Return what the template shows: outline, tables, what was left out, notices, the text."""
    words, source = language.documents, language.page.source
    shares = read_shares(preview.units, preview.sections, preview.dropped)
    n_of_section = Counter(unit.section_id for unit in preview.units if unit.role is not Role.HEADING)
    headed = [each for each in preview.sections if each.path and (n_of_section[each.section_id] or not _is_heads(each))]
    years = {section.section_id: set[int]() for section in headed}
    for unit in preview.units:
        if unit.section_id in years:
            years[unit.section_id] |= set(unit.years)
    return {
        "facts": words.facts.format(
            format=words.formats[preview.format],
            n_chars=f"{len(preview.text):,}",
            n_sections=len(headed),
            n_units=len(preview.units),
        ),
        "dated": words.dated.format(percent=round(100 * shares.dated)),
        "outline": [
            {
                "title": section.path[-1],
                "depth": min(len(section.path), 5),
                "n": n_of_section[section.section_id],
                "years": years_text(years[section.section_id], source),
            }
            for section in headed[:MOST_SECTIONS]
        ],
        "left_out": tuple(_left_out(preview, words)),
        "notices": tuple(_notices(preview, words)),
        "text": _text(preview, language),
        "is_cut": len(preview.text) > MOST_CHARS,
        "tables": [laid_out(table) for table in preview.tables],
        "tables_cut": preview.n_tables > len(preview.tables) or any(map(_is_cut, preview.tables)),
    }


def _is_heads(section: Section) -> bool:
    """Return whether a section is named by nothing but the heads of a table, whose rows stand in the one around it."""
    return " | " in section.path[-1]


def _is_cut(table: ReadTable) -> bool:
    return len(table.rows) >= MOST_ROWS or any(len(row) >= MOST_COLUMNS for row in table.rows)


def _left_out(preview: Preview, words: DocumentWords) -> Iterator[Mapping[str, object]]:
    """Yield each reason with how often it applied and the beginnings of what it left out."""
    found: dict[str, list[str]] = {}
    for drop in preview.dropped:
        found.setdefault(drop.reason, []).append(preview.text[drop.span.start : drop.span.end])
    for left in preview.left_out:
        found.setdefault(left.reason, []).append(left.text)
    for reason, texts in found.items():
        named = [" ".join(text.split())[:_SHOWN_CHARS] for text in texts]
        yield {
            "reason": _reason(reason, words),
            "n": len(texts),
            "texts": list(filter(None, dict.fromkeys(named)))[:MOST_DROPPED],
        }


def _reason(reason: str, words: DocumentWords) -> str:
    kind = reason.removeprefix(_HIDDEN)
    if kind != reason and kind in set(HiddenKind):
        return words.hidden_kinds[HiddenKind(kind)]
    return words.reasons.get(reason, reason)


def _notices(preview: Preview, words: DocumentWords) -> Iterator[str]:
    if preview.encoding != "UTF-8":
        yield words.converted.format(encoding=preview.encoding)
    for notice in preview.notices:
        sentence = words.noticed.get(notice.kind)
        yield sentence.format(**notice.named) if sentence else notice.said


def _text(preview: Preview, language: LanguageWords) -> Markup:
    """Return the text as the page of a document shows it, with what no unit has told apart."""
    document = preview.document.model_copy(update={"text": preview.text[:MOST_CHARS]})
    corpus = Corpus.of([ChunkedDocument(document, preview.sections, preview.units, (), preview.dropped)])
    return Markup(full_text(corpus, document, language.page.source))  # noqa: S704 - full_text escapes
