"""Blocks → the heading tree: pieces of text in source order, each with the section it stands in."""

import re
from dataclasses import dataclass, replace
from itertools import takewhile

from index.read.clean import Block, BlockKind, Cleaned
from index.read.closing import (
    MOST_ISSUERS,
    is_byline,
    is_of_the_whole,
    is_signature,
    label_length,
    tells_how_long_it_holds,
)
from index.read.habits import (
    FIRST,
    NUMBERED,
    has_no_numeral,
    has_parts,
    markdown_depths,
    numbers_paragraphs,
    uses_lead_ins,
)
from index.read.headings import (
    ARABIC,
    BRACKETED_ARABIC,
    GOES_ON,
    LEAD_IN,
    PART,
    TOP,
    Heading,
    lead_in,
    lead_in_without_stop,
    run_in_heading,
    whole_line_heading,
)
from index.read.items import CIRCLED, split_items
from index.read.mapped import MappedText
from index.read.period import names_period
from index.read.responsible import scopes
from index.records import Role, Section, Span
from index.words.numerals import HEADED, ORDINALS

FRONT_PATH: tuple[str, ...] = ()
_LONG_PARAGRAPH = 40  # characters; a paragraph this long with sentence punctuation ends the front matter
_ITEM_START = re.compile(rf"[{CIRCLED}]|[【（(\[][^】）)\]]*(?:单位|部门)[:：]")
_GLOSSARY_HEADING = re.compile(r"名词解释|名词注释|术语|注释$|有关名词")


@dataclass(frozen=True)
class Piece:
    """A stretch of text of one role, in the section numbered `section`."""

    role: Role
    text: MappedText
    section: int
    notes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Outline:
    """The sections of a document (the first is the front matter) and its pieces in source order."""

    sections: tuple[Section, ...]
    pieces: tuple[Piece, ...]
    responsible: dict[int, tuple[int, ...]]  # the number of each list → those of the pieces it belongs to


def outline(cleaned: Cleaned, source: str, doc_id: str) -> Outline:
    """Return the section tree of a cleaned document."""
    return _Builder(cleaned, source, doc_id).build()


class _Builder:
    def __init__(self, cleaned: Cleaned, source: str, doc_id: str) -> None:
        self._cleaned, self._source, self._doc_id = cleaned, source, doc_id
        self._stack: list[tuple[int, str]] = []  # (level, heading) from the top to where we are
        self._paths: list[tuple[str, ...]] = [FRONT_PATH]
        self._pieces: list[Piece] = []
        self._merging = False  # the piece before was a heading without a numeral: a second line belongs to it
        self._in_table = False
        self._uses_lead_ins = uses_lead_ins(cleaned.blocks)
        self._numbers_paragraphs = numbers_paragraphs(cleaned.blocks)
        self._depths = markdown_depths(cleaned.blocks)
        self._has_parts = has_parts(cleaned.blocks)

    def build(self) -> Outline:
        blocks = self._cleaned.blocks
        n_front = self._front_length()
        for i, block in enumerate(blocks):
            following = [other.text.text for other in blocks[i + 1 : i + 1 + MOST_ISSUERS]]
            if i < n_front or is_signature(block.text.text, following) or is_byline(block.text.text):
                self._add(Role.FRONT, block.text)
            else:
                self._place(block)
        marked = {number: piece.section for piece in self._pieces for _, number in piece.notes}
        for block in self._cleaned.footnotes:
            section = marked.get(block.number, 0)
            self._pieces.append(Piece(Role.FOOTNOTE, block.text, section, ((0, block.number),)))
        scope_of = scopes(self._pieces, self._paths, self._source)
        for number, scope in scope_of.items():
            self._pieces[number] = replace(self._pieces[number], section=self._section_around(scope, number))
        return Outline(self._sections(), tuple(self._pieces), scope_of)

    def _section_around(self, scope: tuple[int, ...], number: int) -> int:
        """Return the innermost section that holds all of what a list belongs to."""
        told = [i for i in scope if self._pieces[i].role is not Role.HEADING] or list(scope)
        paths = [self._paths[self._pieces[i].section] for i in told]
        if not paths:
            return self._pieces[number].section
        same = takewhile(lambda names: len(set(names)) == 1, zip(*paths, strict=False))
        path = tuple(names[0] for names in same)
        return next(
            n
            for n in range(len(self._paths) - 1, -1, -1)
            if self._paths[n] == path and n <= max(self._pieces[i].section for i in told)
        )

    def _front_length(self) -> int:
        """Return how many blocks stand before the first heading that is no title, table, or long paragraph.

        A heading is whole or run-in and has a numeral, or Markdown says so; where there is neither it nor a long
        paragraph, the first sentence ends the front matter.
        """
        for i, block in enumerate(self._cleaned.blocks):
            text = block.text.text
            if block.kind is BlockKind.ROW:
                return i
            heading = whole_line_heading(text)
            if heading and re.match(rf"第[{HEADED}]|[{HEADED}]+、|[(（]|\S{{2,4}}[{ORDINALS}]+[::：]", text):
                return i
            if block.depth in self._depths or run_in_heading(text) or _ITEM_START.match(text):
                return i
            if len(text) >= _LONG_PARAGRAPH and re.search(r"[。！？]$", text):
                return i
            if len(text) >= _LONG_PARAGRAPH // 2 and re.search(r"[,，].*[。！？?]$", text):
                return i
        sentences = (i for i, block in enumerate(self._cleaned.blocks) if block.text.text.endswith("。"))
        return next(sentences, len(self._cleaned.blocks))

    def _heading(self, block: Block) -> Heading | None:
        """Return the heading that a block is as a whole: by its numeral, else by Markdown, else by its shortness."""
        if block.kind is BlockKind.LIST_ITEM:
            return None
        text = block.text.text
        found = whole_line_heading(text.rstrip("。"))
        if block.kind is BlockKind.HEADING and (not found or has_no_numeral(text)):
            level = 1 + self._depths.index(block.depth) if block.depth in self._depths else BRACKETED_ARABIC
            return Heading(len(text), min(level, BRACKETED_ARABIC))
        return (
            Heading(len(text), found.level) if found and block.kind is BlockKind.HEADING else whole_line_heading(text)
        )

    def _place(self, block: Block) -> None:
        text = block.text.text
        if block.kind is BlockKind.ROW:
            self._place_row(block)
            return
        if self._in_table:
            self._close(LEAD_IN)
            self._in_table = False
        if tells_how_long_it_holds(text):
            block = self._place_closing(block)
        heading = self._heading(block)
        if heading and not self._in_glossary(text):
            self._open(block.text, heading, block.notes)
            return
        self._merging = False
        if block.kind is BlockKind.LIST_ITEM:
            self._add(Role.ITEM, block.text, notes=block.notes)
        elif self._in_glossary(text):
            self._add(Role.GLOSSARY, block.text)
        elif self._explains_term():
            term = self._pieces[-1]
            self._pieces[-1] = replace(term, text=term.text + block.text)
        else:
            self._place_paragraph(block)

    def _place_closing(self, block: Block) -> Block:
        """Leave the sections with numerals for what is of the whole document; return it less the name in front of it.

        Under a heading of its own it stays.
        """
        is_first = bool(self._pieces) and self._pieces[-1].role is Role.HEADING
        if not self._stack or is_first or any(is_of_the_whole(name) for _, name in self._stack[-1:]):
            return block
        while self._stack and not has_no_numeral(self._stack[-1][1]):
            self._stack.pop()
        length = label_length(block.text.text)
        if not length:
            return block
        self._open(block.text.cut(0, length), Heading(length, ARABIC), ())
        self._merging = False
        notes = tuple((at - length, number) for at, number in block.notes)
        return replace(block, text=block.text.cut(length).strip(), notes=notes)

    def _explains_term(self) -> bool:
        """Return whether the line before is a term alone, with a colon, which this one explains."""
        before = self._pieces[-1] if self._pieces else None
        return bool(before and before.role is Role.GLOSSARY and before.text.text.endswith(("：", ":")))

    def _place_row(self, block: Block) -> None:
        """Place a row of a table: its first is the heading of the others, so that each stands under its columns."""
        if self._in_table:
            self._add(Role.ITEM, block.text, notes=block.notes)
        else:
            self._merging = False
            self._open(block.text, Heading(len(block.text), LEAD_IN), block.notes)
        self._merging, self._in_table = False, True

    def _place_paragraph(self, block: Block) -> None:
        rest, notes = block.text, block.notes
        self._close(LEAD_IN)
        heading = run_in_heading(rest.text) or self._lead_in(rest.text)
        if NUMBERED.match(rest.text) and (not heading or self._numbers_paragraphs):
            self._close(ARABIC)
            heading = None
        if heading and self._is_member(rest.text[: heading.length]):
            heading = None
        if heading:
            own = tuple((at, number) for at, number in notes if at <= heading.length)
            self._open(rest.cut(0, heading.length).strip(), heading, own)
            self._merging = False
            rest = rest.cut(heading.length)
            notes = tuple((at - heading.length, number) for at, number in notes if at > heading.length)
        self._place_rest(rest, notes)

    def _is_member(self, opening: str) -> bool:
        """Return whether what might be a heading opens a member of a list that the line before announces or goes on."""
        before = self._pieces[-1].text.text.rstrip() if self._pieces else ""
        return bool(GOES_ON.search(before)) or (before.endswith(("：", ":")) and opening.endswith(("，", ",")))

    def _place_rest(self, rest: MappedText, notes: tuple[tuple[int, int], ...]) -> None:
        """Place what follows a heading: headings of lower levels may run on inside the same paragraph."""
        for part in split_items(rest):
            start = rest.offsets.index(part.text.offsets[0]) if len(part.text) else 0
            here = tuple((at - start, n) for at, n in notes if start < at <= start + len(part.text))
            if part.heading:
                self._open(part.text, part.heading, here)
                self._merging = False
            else:
                self._add(part.role, part.text, notes=here, at_level=part.level)

    def _lead_in(self, text: str) -> Heading | None:
        if not self._uses_lead_ins or not self._stack or text.count("。") < 2:
            return None
        return lead_in(text) or lead_in_without_stop(text)

    def _in_glossary(self, text: str) -> bool:
        inside = bool(self._stack) and bool(_GLOSSARY_HEADING.search(self._stack[0][1]))
        return (inside and bool(re.match(r"\d{1,3}[.、．]\s*\S", text))) or (inside and "：" in text.replace(":", "："))

    def _open(self, text: MappedText, heading: Heading, notes: tuple[tuple[int, int], ...]) -> None:
        title = text.text.strip().rstrip("。，,：:")
        if self._merging and heading.level == TOP and has_no_numeral(title):
            _, first = self._stack[-1]
            self._stack[-1] = (self._stack[-1][0], first + " " + title)
            self._paths[-1] = (*self._paths[-1][:-1], first + " " + title)
            self._pieces.append(Piece(Role.HEADING, text, len(self._paths) - 1, notes))
            return
        level = self._level(title, heading.level)
        self._close(level)
        self._stack.append((level, title))
        self._paths.append(tuple(name for _, name in self._stack))
        self._pieces.append(Piece(Role.HEADING, text, len(self._paths) - 1, notes))
        self._merging = has_no_numeral(title)

    def _level(self, title: str, level: int) -> int:
        """Return on which level a heading stands: in a document of dated parts, those numbered anew are within one."""
        if level != TOP or not self._has_parts:
            return level
        if has_no_numeral(title):
            self._close(PART)
            return PART if names_period(title) else TOP
        if not FIRST.match(title) and all(other != TOP for other, _ in self._stack):  # it goes on with what was before
            self._close(PART)
        return TOP

    def _close(self, level: int) -> None:
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()

    def _add(
        self,
        role: Role,
        text: MappedText,
        *,
        notes: tuple[tuple[int, int], ...] = (),
        at_level: int = LEAD_IN,
    ) -> None:
        path = tuple(name for level, name in self._stack if level <= at_level)
        if role is Role.FRONT:
            path = FRONT_PATH
        if path not in self._paths:
            self._paths.append(path)
        section = len(self._paths) - 1 - self._paths[::-1].index(path)
        self._pieces.append(Piece(role, text.strip(), section, notes))

    def _sections(self) -> tuple[Section, ...]:
        extents: dict[int, list[int]] = {}
        for piece in self._pieces:
            if piece.role is Role.FOOTNOTE or not piece.text.offsets:
                continue
            for number in self._ancestors(piece.section):
                extent = extents.setdefault(number, [piece.text.offsets[0], piece.text.offsets[-1] + 1])
                extent[0] = min(extent[0], piece.text.offsets[0])
                extent[1] = max(extent[1], piece.text.offsets[-1] + 1)
        return tuple(
            Section(
                section_id=f"{self._doc_id}/{number}",
                doc_id=self._doc_id,
                path=path,
                span=Span(start=extents[number][0], end=extents[number][1])
                if number in extents
                else Span(start=0, end=max(1, len(self._source))),
            )
            for number, path in enumerate(self._paths)
        )

    def _ancestors(self, number: int) -> list[int]:
        """Return the section and those around it: the latest earlier section for each shorter path."""
        found, path = [number], self._paths[number]
        for shorter in range(len(path) - 1, 0, -1):
            for earlier in range(number, -1, -1):
                if self._paths[earlier] == path[:shorter]:
                    found.append(earlier)
                    break
        return found
