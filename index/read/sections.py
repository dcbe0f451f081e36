"""Blocks → the heading tree: pieces of text in source order, each with the section it stands in."""

import re
from dataclasses import dataclass

from index.read.clean import Block, BlockKind, Cleaned
from index.read.headings import (
    BRACKETED_ARABIC,
    LEAD_IN,
    TOP,
    Heading,
    lead_in,
    lead_in_without_stop,
    run_in_heading,
    whole_line_heading,
)
from index.read.items import CIRCLED, split_items
from index.read.mapped import MappedText
from index.records import Role, Section, Span
from index.words.numerals import HEADED, ORDINALS

FRONT_PATH: tuple[str, ...] = ()
_LONG_PARAGRAPH = 40  # characters; a paragraph this long with sentence punctuation ends the front matter
_DATE_LINE = re.compile(r"(\d{4}|[二〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日")
_BYLINE = re.compile(
    r"(责任编辑|责编|编辑|审读|校对|审核|\S{0,6}记者|\S{0,4}通讯员)\s*[::：]?\s*\S{2,4}([\s、]+(\S{1,4}[::：]\s*)?\S{1,4}){0,12}"
)
_ITEM_START = re.compile(rf"[{CIRCLED}]|【[^】]*单位")
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
        self._uses_lead_ins = self._count_lead_ins()
        self._depths = self._markdown_depths()

    def build(self) -> Outline:
        blocks = self._cleaned.blocks
        n_front = self._front_length()
        for i, block in enumerate(blocks):
            following = blocks[i + 1].text.text if i + 1 < len(blocks) else ""
            if i < n_front or _is_signature(block.text.text, following) or _BYLINE.fullmatch(block.text.text):
                self._add(Role.FRONT, block.text)
            else:
                self._place(block)
        marked = {number: piece.section for piece in self._pieces for _, number in piece.notes}
        for block in self._cleaned.footnotes:
            section = marked.get(block.number, 0)
            self._pieces.append(Piece(Role.FOOTNOTE, block.text, section, ((0, block.number),)))
        return Outline(self._sections(), tuple(self._pieces))

    def _front_length(self) -> int:
        """Return how many blocks stand before the first heading that is no title, or the first long paragraph.

        A heading is whole or run-in and has a numeral, or Markdown says so; where there is neither it nor a long
        paragraph, the first sentence ends the front matter.
        """
        for i, block in enumerate(self._cleaned.blocks):
            text = block.text.text
            heading = whole_line_heading(text)
            if heading and re.match(rf"[第{ORDINALS}(（]", text):
                return i
            if block.depth in self._depths or run_in_heading(text) or _ITEM_START.match(text):
                return i
            if len(text) >= _LONG_PARAGRAPH and re.search(r"[。！？]$", text):
                return i
            if len(text) >= _LONG_PARAGRAPH // 2 and re.search(r"[,，].*[。！？?]$", text):
                return i
        sentences = (i for i, block in enumerate(self._cleaned.blocks) if block.text.text.endswith("。"))
        return next(sentences, len(self._cleaned.blocks))

    def _markdown_depths(self) -> tuple[int, ...]:
        """Return the numbers of # that headings have, outermost first, without that of the document's title."""
        blocks = self._cleaned.blocks
        depths = [block.depth for block in blocks if block.depth]
        is_title = (
            bool(blocks) and blocks[0].depth == 1 and depths.count(1) == 1 and _has_no_numeral(blocks[0].text.text)
        )
        return tuple(sorted({depth for depth in depths if not (is_title and depth == 1)}))

    def _heading(self, block: Block) -> Heading | None:
        """Return the heading that a block is as a whole: by its numeral, else by Markdown, else by its shortness."""
        if block.kind is BlockKind.LIST_ITEM:
            return None
        text = block.text.text
        found = whole_line_heading(text.rstrip("。"))
        if block.kind is BlockKind.HEADING and (not found or _has_no_numeral(text)):
            level = 1 + self._depths.index(block.depth) if block.depth in self._depths else BRACKETED_ARABIC
            return Heading(len(text), min(level, BRACKETED_ARABIC))
        return (
            Heading(len(text), found.level) if found and block.kind is BlockKind.HEADING else whole_line_heading(text)
        )

    def _count_lead_ins(self) -> bool:
        """Return whether this document opens its paragraphs with lead-ins: most of its long paragraphs do."""
        long = [b.text.text for b in self._cleaned.blocks if b.text.text.count("。") > 2]
        return bool(long) and 2 * sum(lead_in(text) is not None for text in long) >= len(long)

    def _place(self, block: Block) -> None:
        text = block.text.text
        heading = self._heading(block)
        if heading and not self._in_glossary(text):
            self._open(block.text, heading, block.notes)
            return
        self._merging = False
        if block.kind is BlockKind.LIST_ITEM:
            self._add(Role.ITEM, block.text, notes=block.notes)
        elif self._in_glossary(text):
            self._add(Role.GLOSSARY, block.text)
        else:
            self._place_paragraph(block)

    def _place_paragraph(self, block: Block) -> None:
        rest, notes = block.text, block.notes
        self._close(LEAD_IN)
        heading = run_in_heading(rest.text) or self._lead_in(rest.text)
        if heading:
            own = tuple((at, number) for at, number in notes if at <= heading.length)
            self._open(rest.cut(0, heading.length).strip(), heading, own)
            self._merging = False
            rest = rest.cut(heading.length)
            notes = tuple((at - heading.length, number) for at, number in notes if at > heading.length)
        self._place_rest(rest, notes)

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
        title = text.text.strip().rstrip("。，,")
        if self._merging and heading.level == TOP and _has_no_numeral(title):
            _, first = self._stack[-1]
            self._stack[-1] = (TOP, first + " " + title)
            self._paths[-1] = (*self._paths[-1][:-1], first + " " + title)
            self._pieces.append(Piece(Role.HEADING, text, len(self._paths) - 1, notes))
            return
        self._close(heading.level)
        self._stack.append((heading.level, title))
        self._paths.append(tuple(name for _, name in self._stack))
        self._pieces.append(Piece(Role.HEADING, text, len(self._paths) - 1, notes))
        self._merging = _has_no_numeral(title)

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


def _has_no_numeral(title: str) -> bool:
    return not re.match(rf"([{HEADED}]+、|第|[(（]|\d|\S{{2,4}}[{ORDINALS}]+[::：])", title)


def _is_signature(text: str, following: str) -> bool:
    """Return whether a line is a date standing alone, or the name of the office above one."""
    return bool(_DATE_LINE.fullmatch(text) or (_DATE_LINE.fullmatch(following) and len(text) <= _LONG_PARAGRAPH))
