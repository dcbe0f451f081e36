"""Source text → blocks: paragraphs, list lines and footnotes, whole again where a page break or footnote cut them."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from index.read.furniture import furniture_reasons
from index.read.mapped import FOOTNOTE_MARKS, LINE_END, MappedText, footnote_marks
from index.records import Span
from index.words.hidden import hidden_runs, without_hidden
from index.words.numerals import HEADED, ORDINALS


class BlockKind(StrEnum):
    """What a block is, as far as its own line tells."""

    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    HEADING = "heading"  # said so by Markdown: # in front, or ** around the whole line
    FOOTNOTE = "footnote"
    ROW = "row"  # of a table: cells between | or tabs


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
# So does a bracket that its own line has opened; one opened on an earlier line may go on behind.
_CLOSED = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）$|\([^()]*\)$|【[^【】]*】$|\[[^\[\]]*\]$")
_LIST_MARK = re.compile(r"(?:-{2,}|—{2,}(?=\s)|[-•·●▪◆*](?=\s|$))\s*")
_FOOTNOTE_MARK = re.compile(f"[{FOOTNOTE_MARKS}]+")
_ROW = re.compile(r"\|.*\|.*\||[^\t|]+(?:\t+[^\t|]+){2,}")
_ROW_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?")
_OUTER_BARS = re.compile(r"^\|\s*|\s*\|$")
_BOLD = re.compile(r"\*\*")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_CLOSING_HASHES = re.compile(r"\s+#+$")
# A line of bold that states nothing: no sentence, no list opening, no figure but a year.
_BOLD_HEADING = re.compile(r"\*\*(?:[^*。！？!?；;:：\d]|(?:19|20)\d{2}年?(?!\d)){2,60}\*\*")
_SUBSCRIPT = re.compile(r"_\{([^{}]*)\}|\^\{([^{}]*)\}")
_NUMERAL_START = re.compile(rf"([{HEADED}]+、|[(（][{ORDINALS}]*[)）]|第[{HEADED}]+[章节篇部])")
# What begins anew though it is no heading: an article, a numbered paragraph, an item.
_ITEM_START = re.compile(
    rf"第[{HEADED}零〇\d]+条(?=[\s【（(]|[^\s第款项至和、，。的规所]{{2}})|[①-⑳㉑-㉟㊱-㊿]|\d{{1,3}}[.、．](?!\d)|[(（](?:\d{{1,2}}|[ivx]{{1,5}})[)）]|\d{{1,2}}[)）]"
)
_SUBTITLE = re.compile(r"——(?!.*上$)")  # ——2023年1月10日在……会议上, often set on two lines
_DOCUMENT_NAME = re.compile(r".*(通知|报告|方案|计划|规划|意见|办法|决定|公告|通告|函|纪要)$")
_METADATA = re.compile(r"(来源|发布时间|发文|文号|索引号|发布机构)\s*[::：]|\S{1,8}〔\d{4}〕\d+号$")
_LONE_TIME = re.compile(r"\d{4}\s*年(\d{1,2}月)?")
_INNER_PUNCTUATION = re.compile(r"[，,。；;、]")
LONGEST_HEADING = 40  # characters; the longest unnumbered heading met in the reports read so far has 26
# Of a text whose lines were broken at a width, as a PDF's: characters and shares of the lines.
LONGEST_WRAPPED_HEADING = 0.75  # of the width, without a numeral
FEWEST_WRAPPED, WIDEST_WRAPPED, WRAPPED_SLACK, WRAPPED_RANK, LEAST_FULL = 30, 60, 4, 0.75, 0.3
_BYTE_ORDER_MARK = "\ufeff"  # what Windows editors put in front of UTF-8
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def clean(source: str) -> Cleaned:
    """Return the blocks of `source` and what was left out of them, with exact offsets."""
    dropped: list[tuple[Span, str]] = []
    blocks: list[Block] = []
    footnotes: list[Block] = []
    lines, starts = _lines(source)
    # Rules read what a reader sees: hidden characters inside a phrase hide it from none.
    reasons = furniture_reasons([without_hidden(line) for line in lines])
    for line, start, reason in zip(lines, starts, reasons, strict=True):
        if not line.strip():
            continue
        if reason:
            left = start + len(line) - len(line.lstrip())
            dropped.append((Span(start=left, end=left + len(line.strip())), reason))
            continue
        block = _block(_seen(MappedText.of(source, start, start + len(line)), dropped), dropped)
        if not len(block.text):  # a rule (---) or a mark that stands alone
            continue
        if block.kind is BlockKind.FOOTNOTE:
            footnotes.append(block)
        else:
            blocks.append(block)
    return Cleaned(_joined(blocks), tuple(footnotes), tuple(dropped))


def _lines(source: str) -> tuple[list[str], list[int]]:
    lines, starts, at = [], [], 0
    for end in LINE_END.finditer(source):
        lines.append(source[at : end.start()])
        starts.append(at)
        at = end.end()
    lines.append(source[at:])
    starts.append(at)
    if source.startswith(_BYTE_ORDER_MARK):
        lines[0], starts[0] = lines[0][1:], 1
    return lines, starts


def _seen(line: MappedText, dropped: list[tuple[Span, str]]) -> MappedText:
    """Return a line less its hidden characters."""
    runs = hidden_runs(line.text)
    for start, end, kind in runs:
        _drop(line.cut(start, end), f"hidden: {kind}", dropped)
    return line.without((start, end) for start, end, _ in runs) if runs else line


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
    if _ROW_RULE.fullmatch(text.text) or _ROW.fullmatch(text.text):
        return _row(text, dropped)
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


def _row(text: MappedText, dropped: list[tuple[Span, str]]) -> Block:
    """Return a row of a table without the bars around it; the rule below its head is empty."""
    is_rule = _ROW_RULE.fullmatch(text.text)
    ranges = [(0, len(text))] if is_rule else [found.span() for found in _OUTER_BARS.finditer(text.text)]
    for start, end in ranges:
        _drop(text.cut(start, end), "markup", dropped)
    return Block(BlockKind.ROW, text.without(ranges).strip(), indented=False, notes=(), number=0)


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
    dropped += ((span, reason) for span in part.strip().runs())


def is_heading_line(text: str) -> bool:
    """Return whether a line is a heading without a numeral: short, with no punctuation inside or at its end."""
    return len(text) <= LONGEST_HEADING and not _INNER_PUNCTUATION.search(text) and not _ENDED.search(text)


def _is_open(block: Block) -> bool:
    """Return whether the block stops in the middle of a sentence, as a page break leaves it."""
    text = block.text.text
    if block.kind is not BlockKind.HEADING and text.count("《") > text.count("》"):  # a link within a name
        return True
    if (
        block.kind in (BlockKind.HEADING, BlockKind.ROW)
        or _ENDED.search(text)
        or _CLOSED.search(text)
        or _NUMERAL_START.match(text)
        or _DOCUMENT_NAME.match(text)
        or _METADATA.match(text)
    ):
        return False
    return bool(_LONE_TIME.fullmatch(text) or _SUBTITLE.match(text)) or not is_heading_line(text)


def _continues(block: Block) -> bool:
    """Return whether the block can be the rest of a sentence that an earlier one began."""
    text = block.text.text
    starts_anew = block.indented or _NUMERAL_START.match(text) or _ITEM_START.match(text) or _METADATA.match(text)
    return block.kind is BlockKind.PARAGRAPH and not starts_anew


def _wrapped_width(blocks: list[Block]) -> int:
    """Return the width at which the lines of a document were broken, 0 where paragraphs have a line each.

    Broken lines are nearly alike in length, and none of those that fill it is much longer.
    """
    lengths = sorted(len(block.text) for block in blocks)
    if len(lengths) < FEWEST_WRAPPED:
        return 0
    width = lengths[int(WRAPPED_RANK * len(lengths))]
    full = sum(width - WRAPPED_SLACK <= length <= width + WRAPPED_SLACK for length in lengths)
    return width - WRAPPED_SLACK if width <= WIDEST_WRAPPED and full >= LEAST_FULL * len(lengths) else 0


def _breaks_off(block: Block, length: int, width: int) -> bool:
    """Return whether a block of a text broken at a width goes on: its last line is full, or too long for a heading."""
    text = block.text.text
    if block.kind is BlockKind.ROW or _ENDED.search(text) or _METADATA.match(text):
        return False
    return length >= width or (length >= LONGEST_WRAPPED_HEADING * width and not _NUMERAL_START.match(text))


def _joined(blocks: list[Block]) -> tuple[Block, ...]:
    whole: list[Block] = []
    width = _wrapped_width(blocks)
    last = 0  # the length of the line before
    for block in blocks:
        breaks_off = width and whole and _breaks_off(whole[-1], last, width)
        last = len(block.text)
        if whole and (breaks_off or _is_open(whole[-1])) and _continues(block):
            first = whole[-1]
            shifted = tuple((at + len(first.text), number) for at, number in block.notes)
            whole[-1] = replace(first, text=first.text + block.text, notes=first.notes + shifted)
        else:
            whole.append(block)
    return tuple(whole)
