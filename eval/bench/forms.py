"""A text in other forms, as offices keep it: DOCX, HTML, XLSX, and a PDF broken at a width, with heads and numbers."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from html import escape

from openpyxl import Workbook

from eval.bench.papers import Put, Rule, pdf

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WIDTH, _LINES, _SIZE, _STEP = 36, 30, 12.0, 22.0  # characters a line, lines a page, points
_LEFT, _TOP = 80.0, 760.0


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def docx(text: str) -> bytes:
    """Return a document of Word with a paragraph a line."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in _paragraphs(text)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def html(text: str) -> bytes:
    """Return a page of a site with the text as its article."""
    body = "".join(f"<p>{escape(line)}</p>" for line in _paragraphs(text))
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>政务公开</title></head><body>"
        "<div class='nav'><a href='/'>首页</a><a href='/a'>政务公开</a></div>"
        f"<div class='main'><div class='article'>{body}</div></div>"
        "<div class='footer'>版权所有，未经许可不得转载。</div></body></html>"
    ).encode()


def xlsx(text: str) -> bytes:
    """Return a workbook with a paragraph a row."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for line in _paragraphs(text):
        sheet.append([line])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def paged(text: str) -> bytes:
    """Return a PDF whose paragraphs are indented and broken at a width, with a running head and a page's number."""
    lines = [line for paragraph in _paragraphs(text) for line in _broken(paragraph)]
    pages: list[list[Put | Rule]] = []
    for first in range(0, len(lines), _LINES):
        number = len(pages) + 1
        page: list[Put | Rule] = [Put(250, 810, "公开文本", 9), Put(290, 40, f"- {number} -", 9)]
        for row, (indent, line) in enumerate(lines[first : first + _LINES]):
            page.append(Put(_LEFT + indent * _SIZE, _TOP - row * _STEP, line, _SIZE))
        pages.append(page)
    return pdf(*pages)


def _broken(paragraph: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a paragraph, the first two characters in; a narrow character is half as wide as others."""
    indent, line, width = 2, "", 2.0
    for character in paragraph:
        wide = 0.5 if character.isascii() else 1.0
        if width + wide > _WIDTH and not (character in "。，、；：？！）”》" and width < _WIDTH + 1):
            yield indent, line
            indent, line, width = 0, "", 0.0
        line, width = line + character, width + wide
    if line:
        yield indent, line


FORMS: Mapping[str, Callable[[str], bytes]] = {"docx": docx, "html": html, "xlsx": xlsx, "pdf": paged}
