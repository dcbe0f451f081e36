"""What a document does throughout, told by all of its blocks: how it marks headings, whether it numbers paragraphs."""

import re
from collections.abc import Sequence

from index.read.clean import Block
from index.read.headings import lead_in, run_in_heading, whole_line_heading
from index.read.period import names_period
from index.words.numerals import HEADED, ORDINALS

NUMBERED = re.compile(r"\d{1,3}[.、．](?!\d)")
FIRST = re.compile("第?一[、章节篇部]")
_NUMERAL = re.compile(rf"([{HEADED}]+、|第|[(（]|\d|\S{{2,4}}[{ORDINALS}]+[::：])")


def has_no_numeral(title: str) -> bool:
    """Return whether a heading begins with no number of its own."""
    return not _NUMERAL.match(title)


def has_parts(blocks: Sequence[Block]) -> bool:
    """Return whether parts of a document have dated headings without a numeral, and numbers begin anew in one."""
    headings = [text for block in blocks if whole_line_heading(text := block.text.text)]
    parts = [has_no_numeral(heading) and names_period(heading) for heading in headings]
    is_anew = any(part and FIRST.match(behind) for part, behind in zip(parts, headings[1:], strict=False))
    return is_anew and sum(parts) > 1


def markdown_depths(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Return the numbers of # that headings have, outermost first, without that of the document's title."""
    depths = [block.depth for block in blocks if block.depth]
    is_title = bool(blocks) and blocks[0].depth == 1 and depths.count(1) == 1 and has_no_numeral(blocks[0].text.text)
    return tuple(sorted({depth for depth in depths if not (is_title and depth == 1)}))


def uses_lead_ins(blocks: Sequence[Block]) -> bool:
    """Return whether a document opens its paragraphs with lead-ins: most of its long paragraphs do."""
    long = [block.text.text for block in blocks if block.text.text.count("。") > 2]
    return bool(long) and 2 * sum(lead_in(text) is not None for text in long) >= len(long)


def numbers_paragraphs(blocks: Sequence[Block]) -> bool:
    """Return whether a document numbers its paragraphs, as a Policy Address: few of them open with a heading."""
    numbered = [block.text.text for block in blocks if NUMBERED.match(block.text.text)]
    return 2 * sum(run_in_heading(text) is not None for text in numbered) < len(numbered)
