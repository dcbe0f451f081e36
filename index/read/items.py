"""Inside a paragraph: numbered items, run-in headings between them, the responsible units, sentences."""

import re
from dataclasses import dataclass

from index.read.headings import ARABIC, BRACKETED_ARABIC, LEAD_IN, Heading
from index.read.mapped import MappedText
from index.read.responsible import responsible_lists
from index.records import Role

CIRCLED = "①-⑳㉑-㉟㊱-㊿"
_MARK = re.compile(
    rf"(?P<item>[{CIRCLED}])"
    r"|(?P<arabic>(?:(?<=[。；;】）)\]])|^)\d{1,2}[.、．](?!\d))"
    r"|(?P<bracketed>(?:(?<=[。；;：:，,】）)\]])|^)[(（]\d{1,2}[)）])"
)
_HEADING_END = re.compile(rf"[。；;]|[，,](?=[{CIRCLED}])")
# …… ends a sentence only with its paragraph: inside one it stands for what a list leaves out.
_SENTENCE_END = re.compile(r"[。！？!?]+…*[”’」』）)》]*|[；;][”’」』]?")
LONGEST_ITEM_HEADING = 44  # characters, the numeral and the full stop among them
FEWEST_COUNTED = 2
SHORTEST_CLAUSE = 8  # characters; a shorter clause before a semicolon stays with the next


@dataclass(frozen=True)
class ParagraphPart:
    """A heading that runs on in the paragraph (`heading` set), or a unit of text on the given heading level."""

    text: MappedText
    role: Role
    heading: Heading | None
    level: int


def split_items(paragraph: MappedText) -> list[ParagraphPart]:
    """Return the parts of a paragraph in order: its items and responsible units if it has any, else its sentences."""
    marks = _marks(paragraph.text)
    if not marks:
        return [ParagraphPart(sentence, Role.SENTENCE, None, LEAD_IN) for sentence in split_sentences(paragraph)]
    parts = [ParagraphPart(s, Role.SENTENCE, None, LEAD_IN) for s in split_sentences(paragraph.cut(0, marks[0].start))]
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start if following else len(paragraph)
        opens = following is not None and following.kind in _BELOW.get(mark.kind, ())
        parts += _part(paragraph.cut(mark.start, end), mark, opens=opens)
    return parts


# What may stand directly behind a heading with such a number.
_BELOW = {"arabic": ("item", "bracketed"), "bracketed": ("item",)}


@dataclass(frozen=True)
class _Mark:
    kind: str
    start: int
    end: int


def _marks(text: str) -> list[_Mark]:
    """Return what opens an item or a heading and the responsible lists, in order; none where the text has no items.

    Numbers in brackets are items where several count on; a single one may refer to something.
    """
    lists = [_Mark("responsible", start, end) for start, end in responsible_lists(text)]
    inside = [range(mark.start, mark.end) for mark in lists]
    found = [_Mark(mark.lastgroup or "", *mark.span()) for mark in _MARK.finditer(text)]
    found = [mark for mark in found if not any(mark.start in each for each in inside)]
    if not lists and not any(mark.kind == "item" for mark in found):
        numbers = [int(re.sub(r"\D", "", text[m.start : m.end])) for m in found if m.kind == "bracketed"]
        if len(numbers) < FEWEST_COUNTED or numbers != list(range(1, len(numbers) + 1)):
            return []
        found = [mark for mark in found if mark.kind == "bracketed"]
    return sorted((*found, *lists), key=lambda mark: mark.start)


def _part(piece: MappedText, mark: _Mark, *, opens: bool) -> list[ParagraphPart]:
    length = mark.end - mark.start
    if mark.kind == "item":
        return [ParagraphPart(piece.strip(), Role.ITEM, None, LEAD_IN)]
    if mark.kind == "responsible":
        rest = split_sentences(piece.cut(length))
        return [
            ParagraphPart(piece.cut(0, length), Role.RESPONSIBLE, None, LEAD_IN),
            *(ParagraphPart(sentence, Role.SENTENCE, None, LEAD_IN) for sentence in rest),
        ]
    level = ARABIC if mark.kind == "arabic" else BRACKETED_ARABIC
    found = _HEADING_END.search(piece.text, length)
    end = found.end() if found else len(piece)
    if not opens and (end > LONGEST_ITEM_HEADING or not piece.text[end:].strip()):
        return [ParagraphPart(piece.strip(), Role.ITEM, None, LEAD_IN)]
    heading = piece.cut(0, end).strip()
    rest = split_sentences(piece.cut(end))
    return [
        ParagraphPart(heading, Role.HEADING, Heading(len(heading), level), level),
        *(ParagraphPart(sentence, Role.SENTENCE, None, LEAD_IN) for sentence in rest),
    ]


def split_sentences(text: MappedText) -> list[MappedText]:
    """Return the sentences of a text; a semicolon ends one too where both sides can stand alone.

    Punctuation inside 《》, （） or quotation marks ends nothing unless it closes with them.
    """
    sentences: list[MappedText] = []
    start = 0
    for found in _SENTENCE_END.finditer(text.text):
        end = found.end()
        if found.group()[0] in "；;" and (end - start < SHORTEST_CLAUSE or len(text) - end < SHORTEST_CLAUSE):
            continue
        if _is_inside_brackets(text.text[start:end]):
            continue
        sentences.append(text.cut(start, end).strip())
        start = end
    sentences.append(text.cut(start).strip())
    return [sentence for sentence in sentences if len(sentence)]


def _is_inside_brackets(text: str) -> bool:
    return any(text.count(opening) > text.count(closing) for opening, closing in ("《》", "（）", "()", "“”", "【】"))
