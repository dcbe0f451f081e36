"""What a document does throughout, told by all of its blocks: how it marks headings, whether it numbers paragraphs."""

import re
from collections.abc import Sequence

from index.read.clean import Block
from index.read.headings import lead_in, run_in_heading
from index.words.numerals import HEADED, ORDINALS

NUMBERED = re.compile(r"\d{1,3}[.、．](?!\d)")
_NUMERAL = re.compile(rf"([{HEADED}]+、|第|[(（]|\d|\S{{2,4}}[{ORDINALS}]+[::：])")


def has_no_numeral(title: str) -> bool:
    """Return whether a heading begins with no number of its own."""
    return not _NUMERAL.match(title)


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
