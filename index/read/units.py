"""Pieces → units: the citable statements of a document with their spans, periods and links, and what was dropped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.errors import ReadError
from index.read.clean import clean
from index.read.mapped import FOOTNOTE_MARKS, LINE_END, quote_at
from index.read.period import announced_period, is_long_review, opens_review, paragraph_periods, section_period
from index.read.running import Running
from index.read.sections import Outline, Piece, outline
from index.records import Document, Dropped, Link, LinkKind, Period, Role, Section, Span, Status, Unit
from index.words.quotes import bare

_TERM_END = re.compile(r"[:：]")
_TERM_NUMBER = re.compile(r"^(?:\d{1,3}[.、．]|[\[［【〔]\d{1,3}[\]］】〕])\s*")
SHORTEST_TERM = 2
DASH = "——"  # in front of each of several paragraphs that one above announces


@dataclass(frozen=True)
class ReadDocument:
    """A document taken apart: every character that is not white space is in one unit or in `dropped`."""

    document: Document
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    dropped: tuple[Dropped, ...]


def read_units(document: Document) -> ReadDocument:
    """Return the sections, units and dropped characters of a document.

    Raises:
        ReadError: a character would be lost or be in two units (a defect of the reader, never of the document).
    """
    cleaned = clean(document.text)
    tree = outline(cleaned, document.text, document.doc_id)
    units = _linked(_units(tree, document), tree)
    dropped = tuple(Dropped(doc_id=document.doc_id, span=span, reason=reason) for span, reason in cleaned.dropped)
    ordered = tuple(sorted(dropped, key=lambda drop: drop.span.start))
    _check_coverage(document, units, ordered)
    return ReadDocument(document, tree.sections, units, ordered)


def _units(tree: Outline, document: Document) -> list[Unit]:
    units: list[Unit] = []
    announced: Period | None = None  # 到2026年底： dates the list lines behind it
    running = Running(document)
    review: Period | None = None  # 五年来，…: what its lines behind a dash are of
    is_opened = False  # 这是…的五年。: so is the paragraph behind it
    for paragraph in _paragraphs(tree.pieces, document.text):
        section = tree.sections[paragraph[0].section]
        texts = [piece.text.text for piece in paragraph]
        announced = announced if paragraph[0].role is Role.ITEM else None
        is_dashed = any(line.startswith(DASH) for line in (texts[0], *section.path))
        period = running.of(section.path, texts) or section_period(section.path, document)
        if (is_dashed or is_opened) and review and is_long_review(review, period):
            period = review
        periods = paragraph_periods(texts, announced or period, document)
        review, is_opened = review if is_dashed else periods[-1], opens_review(texts)
        announced = announced or announced_period(texts[-1], periods[-1], document)
        for piece, period in zip(paragraph, periods, strict=True):
            units.append(_unit(len(units), piece, tree.sections[piece.section], period, document))
    return units


def _paragraphs(pieces: Iterable[Piece], source: str) -> list[list[Piece]]:
    """Return the pieces grouped: those of one section and one line of the source stand together."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        previous = groups[-1][-1] if groups else None
        start = piece.text.offsets[0]
        if (
            previous
            and previous.section == piece.section
            and previous.text.offsets[-1] < start
            and not LINE_END.search(source, previous.text.offsets[-1], start)
        ):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _unit(number: int, piece: Piece, section: Section, period: Period, document: Document) -> Unit:
    spans = piece.text.spans(document.text)
    defines = piece.role in (Role.FOOTNOTE, Role.GLOSSARY)
    return Unit(
        unit_id=f"{document.doc_id}#{number}",
        doc_id=document.doc_id,
        section_id=section.section_id,
        role=piece.role,
        text=quote_at(document.text, spans),
        spans=spans,
        years=() if defines else period.years,
        status=Status.OTHER if defines else period.status,
        term=_term(piece.text.text) if defines else "",
        links=(),
    )


def _term(text: str) -> str:
    return _TERM_NUMBER.sub("", _TERM_END.split(text, maxsplit=1)[0]).strip()


def _linked(units: list[Unit], tree: Outline) -> tuple[Unit, ...]:
    """Return the units with links to the unit list that closes their item and to the terms they use."""
    by_note = {
        piece.notes[0][1]: unit.unit_id
        for unit, piece in zip(units, tree.pieces, strict=True)
        if piece.role is Role.FOOTNOTE
    }
    glossary = [
        (bare(unit.term), unit.unit_id)
        for unit in units
        if unit.role is Role.GLOSSARY and len(unit.term) >= SHORTEST_TERM
    ]
    responsible = _responsible(units, tree)
    linked = []
    for unit, piece in zip(units, tree.pieces, strict=True):
        links = [Link(kind=LinkKind.RESPONSIBLE, unit_id=other) for other in responsible.get(unit.unit_id, ())]
        if piece.role not in (Role.FOOTNOTE, Role.GLOSSARY):
            text = bare(unit.text)
            found = [by_note[note] for _, note in piece.notes if note in by_note]
            found += [unit_id for term, unit_id in glossary if term in text]
            links += [Link(kind=LinkKind.DEFINITION, unit_id=other) for other in dict.fromkeys(found)]
        linked.append(unit.model_copy(update={"links": tuple(links)}))
    return tuple(linked)


def _responsible(units: list[Unit], tree: Outline) -> dict[str, tuple[str, ...]]:
    """Return, for each unit, the lists of responsible units that belong to it; the innermost where they nest."""
    found: dict[str, tuple[int, ...]] = {}
    for number, scope in tree.responsible.items():
        for other in scope:
            before = found.get(units[other].unit_id, ())
            is_beside = before and tree.responsible[before[0]] == scope
            found[units[other].unit_id] = (*before, number) if is_beside else (number,)
    return {unit_id: tuple(units[number].unit_id for number in numbers) for unit_id, numbers in found.items()}


def _check_coverage(document: Document, units: Iterable[Unit], dropped: Iterable[Dropped]) -> None:
    owner = bytearray(len(document.text))
    spans: list[Span] = [span for unit in units for span in unit.spans]
    for span in [*spans, *(drop.span for drop in dropped)]:
        for i in range(span.start, span.end):
            # A footnote mark inside a sentence is within the sentence's span and on the list of what was dropped.
            if owner[i] and not document.text[i].isspace() and document.text[i] not in FOOTNOTE_MARKS:
                raise ReadError(f"{document.doc_id}: character {i} ({document.text[i]!r}) belongs to two units")
            owner[i] = 1
    for i, owned in enumerate(owner):
        if not owned and not document.text[i].isspace() and document.text[i] != "\ufeff":
            line = document.text.count("\n", 0, i) + 1
            raise ReadError(f"{document.doc_id} line {line}: {document.text[i : i + 20]!r} belongs to no unit")
