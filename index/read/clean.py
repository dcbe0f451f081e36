"""Source text → blocks: paragraphs, list lines and footnotes, whole again where a page break or footnote cut them."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.read.furniture import furniture_reasons
from index.read.mapped import FOOTNOTE_MARKS, MappedText, footnote_marks
from index.records import Span
from index.words.numerals import HEADED, ORDINALS


class BlockKind(StrEnum):
    """What a block is, as far as its own line tells."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    HEADING = "heading"  # said so by Markdown: # in front, or ** around the whole line
    FOOTNOTE = "footnote"


@dataclass(frozen=True)
class Block:
    """One paragraph, list line or footnote; `notes` are the numbers of the footnotes it refers to."""

    kind: BlockKind
    text: MappedText
    indented: bool
    notes: tuple[tuple[int, int], ...]  # (position in text, footnote number)
    number: int  # of a footnote, 0 otherwise
    depth: int = 0  # of a Markdown heading: how many # it has; 0 for one in bold


@dataclass(frozen=True)
class Cleaned:
    """The blocks of a document in order, footnotes in their own list, and what was left out with the reason."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Block, ...]
    dropped: tuple[tuple[Span, str], ...]


# Ends a paragraph: sentence punctuation, perhaps followed by a closing quote or bracket.
_ENDED = re.compile(r"[。！？!?；;：:…][”’」』）)》〉】]*$")
_LIST_MARK = re.compile(r"(?:-{2,}|—{2,}(?=\s)|[-•·●▪◆*](?=\s|$))\s*")
_FOOTNOTE_MARK = re.compile(f"[{FOOTNOTE_MARKS}]+")
_BOLD = re.compile(r"\*\*")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_CLOSING_HASHES = re.compile(r"\s+#+$")
# A line of bold that states nothing: no sentence, no list opening, no figure but a year.
_BOLD_HEADING = re.compile(r"\*\*(?:[^*。！？!?；;:：\d]|(?:19|20)\d{2}年?(?!\d)){2,60}\*\*")
_SUBSCRIPT = re.compile(r"_\{([^{}]*)\}|\^\{([^{}]*)\}")
_NUMERAL_START = re.compile(rf"([{HEADED}]+、|[(（][{ORDINALS}]*[)）]|第[{HEADED}]+[章节篇部])")
_SUBTITLE = re.compile(r"——(?!.*上$)")  # ——2023年1月10日在……会议上, often set on two lines
_DOCUMENT_NAME = re.compile(r".*(通知|报告|方案|计划|规划|意见|办法|决定|公告|通告|函|纪要)$")
_METADATA = re.compile(r"(来源|发布时间|发文|文号|索引号|发布机构)\s*[::：]|\S{1,8}〔\d{4}〕\d+号$")
_LONE_TIME = re.compile(r"\d{4}\s*年(\d{1,2}月)?")
_INNER_PUNCTUATION = re.compile(r"[，,。；;、]")
LONGEST_HEADING = 40  # characters; the longest unnumbered heading met in the reports read so far has 26
_BYTE_ORDER_MARK = "\ufeff"  # what Windows editors put in front of UTF-8
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def clean(source: str) -> Cleaned:
    """Return the blocks of `source` and what was left out of them, with exact offsets."""
    dropped: list[tuple[Span, str]] = []
    blocks: list[Block] = []
    footnotes: list[Block] = []
    lines, starts = _lines(source)
    for line, start, reason in zip(lines, starts, furniture_reasons(lines), strict=True):
        if not line.strip():
            continue
        if reason:
            left = start + len(line) - len(line.lstrip())
            dropped.append((Span(start=left, end=left + len(line.strip())), reason))
            continue
        block = _block(MappedText.of(source, start, start + len(line)), dropped)
        if not len(block.text):  # a rule (---) or a mark that stands alone
            continue
        if block.kind is BlockKind.FOOTNOTE:
            footnotes.append(block)
        else:
            blocks.append(block)
    return Cleaned(_joined(blocks), tuple(footnotes), tuple(dropped))


def _lines(source: str) -> tuple[list[str], list[int]]:
    lines = source.split("\n")
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    if source.startswith(_BYTE_ORDER_MARK):
        lines[0], starts[0] = lines[0][1:], 1
    return lines, starts


def _block(line: MappedText, dropped: list[tuple[Span, str]]) -> Block:
    indented = line.text[:1].isspace()
    text = line.strip()
    marked = _MARKDOWN_HEADING.match(text.text)
    is_heading = bool(marked or _BOLD_HEADING.fullmatch(text.text))
    if marked:
        closing = _CLOSING_HASHES.search(text.text)
        end = closing.start() if closing else len(text)
        _drop(text.cut(0, marked.end()), "markup", dropped)
        _drop(text.cut(end), "markup", dropped)
        text = text.cut(marked.end(), end)
    text = _without_markup(text, dropped)
    mark = _FOOTNOTE_MARK.match(text.text)
    if mark:
        _drop(text.cut(0, mark.end()), "footnote marker", dropped)
        return Block(BlockKind.FOOTNOTE, text.cut(mark.end()).strip(), indented, (), _number(mark.group()))
    mark = _LIST_MARK.match(text.text)
    kind = BlockKind.LIST_ITEM if mark else BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
    if mark:
        _drop(text.cut(0, mark.end()), "list marker", dropped)
        text = text.cut(mark.end()).strip()
    notes: list[tuple[int, int]] = []
    ranges: list[tuple[int, int]] = []
    for start, end in footnote_marks(text.text):
        notes.append((start - sum(last - first for first, last in ranges), _number(text.text[start:end])))
        ranges.append((start, end))
        _drop(text.cut(start, end), "footnote marker", dropped)
    depth = len(marked.group(1)) if marked else 0
    return Block(kind, text.without(ranges), indented, tuple(notes), 0, depth)


def _number(marks: str) -> int:
    return int(marks.translate(_DIGITS))


def _without_markup(text: MappedText, dropped: list[tuple[Span, str]]) -> MappedText:
    ranges = [found.span() for found in _BOLD.finditer(text.text)]
    for found in _SUBSCRIPT.finditer(text.text):
        ranges += [(found.start(), found.start() + 2), (found.end() - 1, found.end())]
    for start, end in ranges:
        _drop(text.cut(start, end), "markup", dropped)
    return text.without(ranges).strip()


def _drop(part: MappedText, reason: str, dropped: list[tuple[Span, str]]) -> None:
    inner = part.strip()
    if inner.offsets:
        dropped.append((Span(start=inner.offsets[0], end=inner.offsets[-1] + 1), reason))


def is_heading_line(text: str) -> bool:
    """Return whether a line is a heading without a numeral: short, with no punctuation inside or at its end."""
    return len(text) <= LONGEST_HEADING and not _INNER_PUNCTUATION.search(text) and not _ENDED.search(text)


def _is_open(block: Block) -> bool:
    """Return whether the block stops in the middle of a sentence, as a page break leaves it."""
    text = block.text.text
    if (
        block.kind is BlockKind.HEADING
        or _ENDED.search(text)
        or _NUMERAL_START.match(text)
        or _DOCUMENT_NAME.match(text)
        or _METADATA.match(text)
    ):
        return False
    return bool(_LONE_TIME.fullmatch(text) or _SUBTITLE.match(text)) or not is_heading_line(text)


def _continues(block: Block) -> bool:
    """Return whether the block can be the rest of a sentence that an earlier one began."""
    text = block.text.text
    starts_anew = block.indented or _NUMERAL_START.match(text) or _METADATA.match(text)
    return block.kind is BlockKind.PARAGRAPH and not starts_anew


def _joined(blocks: list[Block]) -> tuple[Block, ...]:
    whole: list[Block] = []
    for block in blocks:
        if whole and _is_open(whole[-1]) and _continues(block):
            first = whole[-1]
            shifted = tuple((at + len(first.text), number) for at, number in block.notes)
            whole[-1] = replace(first, text=first.text + block.text, notes=first.notes + shifted)
        else:
            whole.append(block)
    return tuple(whole)
