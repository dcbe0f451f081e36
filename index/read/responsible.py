"""Lists of responsible units: where one stands in a text, and which statements it belongs to."""

import re
from collections.abc import Sequence
from typing import Protocol

from index.read.mapped import LINE_END, MappedText
from index.records import Role

# What a list calls those it names: 责任单位, 牵头部门, 配合单位, 责任领导.
_TITLE = (
    r"(?:第?一?责任|牵头|配合|主管|主办|协办|承办|主责|负责|落实|实施|参与|参加|协同|归口)"
    r"(?:单位|部门|处室|科室|领导|人)?"
)
_OPENS = re.compile(rf"\s*[*＊]?\s*{_TITLE}(?:[和及、]{_TITLE})*\s*[:：]")
# 市教育局牵头，市财政局配合; 发展改革委、商务部按职责分工负责
_TELLS = re.compile(r"\s*[*＊]?[^。；;]*?\S(?:牵头|负责|配合|承办|参与|落实)\S{0,4}\s*")
_AGENCIES = re.compile(
    r"(?:[^\s，,、；;。:：]{1,18}(?:局|委|办|部|厅|署|處|处|科|院|司|中心|集团|公司|街道|镇|乡|政府|银行|总队|支队|公署|公司)"
    r"(?:[、，,；;及和]|(?=$)))+"
)
_BRACKETS = {"（": "）", "(": ")", "【": "】", "[": "]", "［": "］", "〔": "〕", "〖": "〗"}
_OPENING = re.compile("[" + re.escape("".join(_BRACKETS)) + "]")
LONGEST_LIST = 400  # characters; the longest met in the documents read so far has 150


class Placed(Protocol):
    """A stretch of text with its role and the number of the section it stands in."""

    @property
    def role(self) -> Role:
        """What it is."""

    @property
    def text(self) -> MappedText:
        """Its characters."""

    @property
    def section(self) -> int:
        """The number of its section."""


def responsible_lists(text: str) -> list[tuple[int, int]]:
    """Return the half-open ranges of a paragraph that are lists of responsible units, a full stop behind included.

    A list stands in brackets, which may hold brackets of their own, or is the whole paragraph (责任单位：…).
    """
    if _OPENS.match(text) and len(text) <= LONGEST_LIST and not re.search(r"[。；;]\s*\S{30}", text):
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    at = 0
    while opening := _OPENING.search(text, at):
        end = _closed_at(text, opening.start())
        at = opening.end()
        if end and _is_list(text[at : end - 1], is_last=not text[end:].strip("。；; ")):
            end += len(re.match(r"[。；;]?", text[end:]).group())  # type: ignore[union-attr]
            found.append((opening.start(), end))
            at = end
    return found


def _closed_at(text: str, start: int) -> int:
    """Return where the bracket that opens at `start` has closed, 0 when it does not."""
    opening, closing = text[start], _BRACKETS[text[start]]
    depth = 0
    for i in range(start, min(len(text), start + LONGEST_LIST)):
        depth += (text[i] == opening) - (text[i] == closing)
        if not depth:
            return i + 1
    return 0


def _is_list(inside: str, *, is_last: bool) -> bool:
    if _OPENS.match(inside):
        return True
    return bool(is_last and (_TELLS.fullmatch(inside) or _AGENCIES.fullmatch(inside)))


def scopes(pieces: Sequence[Placed], paths: Sequence[tuple[str, ...]], source: str) -> dict[int, tuple[int, ...]]:
    """Return, for each list by its number among the pieces, the numbers of the pieces it belongs to, in order.

    A list in a paragraph belongs to what stands before it there, back to the list before; where the paragraph does not
    begin with a heading of its own, also to those above it in its section. One on a line of its own directly behind a
    heading belongs to the heading and what follows it, else to what stands before it. Lists side by side belong to
    the same.
    """
    found: dict[int, tuple[int, ...]] = {}
    for i, piece in enumerate(pieces):
        if piece.role is not Role.RESPONSIBLE:
            continue
        if i and pieces[i - 1].role is Role.RESPONSIBLE:
            found[i] = found[i - 1]
        elif i and _is_one_line(pieces[i - 1], piece, source):
            found[i] = _before(pieces, i, source)
        elif i and pieces[i - 1].role is Role.HEADING:
            found[i] = _behind_heading(pieces, paths, i)
        else:
            found[i] = _section_before(pieces, i)
    return found


def _before(pieces: Sequence[Placed], i: int, source: str) -> tuple[int, ...]:
    first = i - 1
    while (
        first and pieces[first - 1].role is not Role.RESPONSIBLE and _is_one_line(pieces[first - 1], pieces[i], source)
    ):
        first -= 1
    own = tuple(range(first, i))
    is_alone = pieces[first].role is Role.SENTENCE and not _is_one_line(pieces[first - 1], pieces[i], source)
    return (*_section_before(pieces, first), *own) if first and is_alone else own


def _section_before(pieces: Sequence[Placed], i: int) -> tuple[int, ...]:
    """Return the sentences above a piece in the section of the last of them, with its heading, back to a list."""
    first = i
    while first and pieces[first - 1].role in (Role.SENTENCE, Role.ITEM):
        if pieces[first - 1].section != pieces[i - 1].section:
            break
        first -= 1
    if first and pieces[first - 1].role is Role.HEADING:
        first -= 1
    return tuple(range(first, i))


def _behind_heading(pieces: Sequence[Placed], paths: Sequence[tuple[str, ...]], i: int) -> tuple[int, ...]:
    path = paths[pieces[i - 1].section]
    last = i + 1
    while last < len(pieces) and pieces[last].role is Role.RESPONSIBLE:
        last += 1
    behind = last
    while behind < len(pieces) and pieces[behind].role is not Role.RESPONSIBLE:
        if paths[pieces[behind].section][: len(path)] != path:
            break
        behind += 1
    first = i - 1
    while behind == last and first and _is_bare_sibling(pieces, paths, first - 1, path):
        first -= 1
    return (*range(first, i), *range(last, behind))


def _is_bare_sibling(pieces: Sequence[Placed], paths: Sequence[tuple[str, ...]], i: int, path: tuple[str, ...]) -> bool:
    other = paths[pieces[i].section]
    return pieces[i].role is Role.HEADING and len(other) == len(path) and other[:-1] == path[:-1]


def _is_one_line(one: Placed, other: Placed, source: str) -> bool:
    if not len(one.text) or not len(other.text) or one.text.offsets[-1] >= other.text.offsets[0]:
        return False
    return not LINE_END.search(source, one.text.offsets[-1], other.text.offsets[0])
