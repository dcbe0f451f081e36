"""Inside a paragraph: numbered items, run-in headings between them, the responsible units, sentences."""

import re
from dataclasses import dataclass

from index.read.headings import ARABIC, BRACKETED, BRACKETED_ARABIC, LEAD_IN, Heading
from index.read.mapped import MappedText
from index.records import Role

CIRCLED = "①-⑳㉑-㉟㊱-㊿"
_MARK = re.compile(
    rf"(?P<item>[{CIRCLED}])"
    r"|(?P<responsible>【[^】]*(?:责任|牵头|配合)单位[^】]*】)"
    r"|(?P<arabic>(?:(?<=[。；;】])|^)\d{1,2}[.、．](?!\d))"
    r"|(?P<bracketed>(?:(?<=[。；;，,】])|^)[(（]\d{1,2}[)）])"
)
_HEADING_END = re.compile(rf"[。；;]|[，,](?=[{CIRCLED}])")
# …… ends a sentence only with its paragraph: inside one it stands for what a list leaves out.
_SENTENCE_END = re.compile(r"[。！？!?]+…*[”’」』）)》]*|[；;][”’」』]?")
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
    text = paragraph.text
    marks = list(_MARK.finditer(text))
    if not any(mark.lastgroup in ("item", "responsible") for mark in marks):
        return [ParagraphPart(sentence, Role.SENTENCE, None, LEAD_IN) for sentence in split_sentences(paragraph)]
    parts = [
        ParagraphPart(s, Role.SENTENCE, None, LEAD_IN) for s in split_sentences(paragraph.cut(0, marks[0].start()))
    ]
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(text)
        parts += _part(paragraph.cut(mark.start(), end), mark.lastgroup or "", mark.end() - mark.start())
    return parts


def _part(piece: MappedText, kind: str, mark_length: int) -> list[ParagraphPart]:
    if kind == "item":
        return [ParagraphPart(piece.strip(), Role.ITEM, None, LEAD_IN)]
    if kind == "responsible":
        rest = split_sentences(piece.cut(mark_length))
        return [
            ParagraphPart(piece.cut(0, mark_length), Role.RESPONSIBLE, None, BRACKETED),
            *(ParagraphPart(sentence, Role.SENTENCE, None, LEAD_IN) for sentence in rest),
        ]
    level = ARABIC if kind == "arabic" else BRACKETED_ARABIC
    found = _HEADING_END.search(piece.text, mark_length)
    end = found.end() if found else len(piece)
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
