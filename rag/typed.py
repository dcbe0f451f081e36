"""A question as a reader takes it, however it was typed."""

import re

from index.words.hidden import without_hidden

_BLANKS = re.compile(r"\s+")
_LINE_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+")
_LIST_MARK = re.compile(r"[（(]?\d{1,2}(?:[)）、]|[.．](?!\d)|[.．](?=(?:19|20)\d{2}))|[①-⑳·•-]")
_ALIKE = 5  # characters that lines of a list begin with: 2022年
_ASCII_WORD = re.compile(r"[!-~]")
# Figures and Latin letters as some keyboards of Chinese write them; marks are told apart by their width elsewhere.
_NARROW = {ord(wide): ord(wide) - 0xFEE0 for wide in "０１２３４５６７８９"} | {
    code: code - 0xFEE0 for first in "Ａａ" for code in range(ord(first), ord(first) + 26)
}


def as_read(typed: str) -> str:
    r"""Return a question as a reader takes it: nothing hidden, on one line, figures and letters in one width.

    A line break between words of Latin letters or figures is a blank, elsewhere nothing: Chinese sets none. In front of
    a list's marks, and of lines that begin alike, it parts what is asked.

    Example:
        >>> as_read("某\u200b县２０２４\n年新增\n多少学位？"), as_read("How many\nschool places?")
        ('某县2024年新增多少学位？', 'How many school places?')
    """
    return _BLANKS.sub(_on_one_line, _LINE_BREAK.sub("\n", _with_stops(without_hidden(typed)))).translate(_NARROW)


def _with_stops(text: str) -> str:
    """Return a text with a stop in front of the lines that are a list's: by their marks, or as they begin alike."""
    lines = _LINE_BREAK.split(text)
    marks = [bool(_LIST_MARK.match(line.strip())) for line in lines]
    starts = [line.strip()[:_ALIKE] for line in lines]
    is_item = [
        mark if sum(marks) > 1 else len(start) == _ALIKE and starts.count(start) > 1
        for mark, start in zip(marks, starts, strict=True)
    ]
    if not any(is_item) or sum(is_item) < len([line for line in lines[1:] if line.strip()]):
        return text
    return "".join(
        f"{line}{'；' if line.strip() and at + 1 < len(lines) and is_item[at + 1] else chr(10)}"
        for at, line in enumerate(lines)
    )


def _on_one_line(blanks: re.Match[str]) -> str:
    if not any(mark in blanks[0] for mark in "\n\r\v\f\x85\u2028\u2029"):
        return blanks[0]
    text, start, end = blanks.string, *blanks.span()
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return " " if _ASCII_WORD.match(before) and _ASCII_WORD.match(after) else ""
