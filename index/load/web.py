"""Pages of the web (HTML): the article without the site around it, tables as rows, front matter told apart."""

import re
from collections.abc import Iterator

from lxml import etree, html

from index.errors import Fault, ReadError
from index.load.encoding import decoded
from index.load.grid import Cell, unit_of_line
from index.load.read import InCell, InParagraph, Notices, Told
from index.load.table import LIST_MARK, write_table
from index.load.web_article import SITE, article_of, is_layout, text_of, without_site
from index.load.written import Writer

_FRONT_MATTER = re.compile(r"\s*---\r?\n(.*?)\n---[ \t]*\r?\n", re.DOTALL)
_FIELD = re.compile(r"^(\w+)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHARSET_WITHIN = 4096
_NATIONAL = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}
_BAD, _MOST_BAD = "\ufffd", 0.005  # what stands for a byte that is none of a set; share of a page's characters
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEADING = re.compile(r"h([1-6])")
_ISSUED = re.compile(r"((?:19|20)\d{2})[-年/.](\d{1,2})[-月/.](\d{1,2})")
_DATE_NAMES = {"pubdate", "publishdate", "date", "article:published_time", "dc.date", "dcterms.date"}
_SOURCE_NAMES = {"contentsource", "source", "dc.publisher", "og:site_name"}
_TITLE_NAMES = {"articletitle", "og:title", "dc.title"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "li", "main", "ol", "p",
    "pre", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_KEPT_LINES = re.compile(r"white-space\s*:\s*(?:pre\b|break-spaces)", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class WebReader:
    """Reads HTML and XHTML."""

    version = "web 4"

    def read(self, content: bytes, name: str, writer: Writer) -> Told:
        """Write the article; what stands around it is left out."""
        text = _decoded(content, name, writer)
        front = _FRONT_MATTER.match(text)
        fields = {key.casefold(): held for key, held in _FIELD.findall(front[1])} if front else {}
        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
        try:
            page = html.document_fromstring(_DECLARATION.sub("", text[front.end() if front else 0 :]), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise ReadError(f"{name} is no page that can be read: {error}", Fault.NOT_TEXT) from error
        told = _told(page, fields)
        for reason, said in without_site(page):
            writer.leave_out(said, reason)
        article = article_of(page)
        if fields.get("title") and not _says(article, fields["title"]):
            writer.line(f"# {fields['title']}")
        _Walk(writer).write(article)
        _leave_out_around(page, article, writer)
        return told


def _decoded(content: bytes, name: str, writer: Writer) -> str:
    """Return the text of a page: as it declares where it is in a national set and that fits, else as any text.

    A page that declares a set and has a few bytes that are none of it is read without them, as browsers do.
    """
    declared = _CHARSET.search(content[:_CHARSET_WITHIN])
    said = declared[1].decode("ascii").lower() if declared else ""
    codec = _NATIONAL.get(said, "utf-8")
    if codec != "utf-8" and not _fits(content, "utf-8") and _fits(content, codec):
        writer.encoding = codec.upper().replace("BIG5HKSCS", "Big5")
        return content.decode(codec)
    try:
        text, writer.encoding = decoded(content, name)
    except ReadError:
        text = content.decode(codec, errors="replace")
        n_bad = text.count(_BAD)
        if not said or n_bad > _MOST_BAD * len(text):
            raise
        writer.notice(Notices.BAD_CHARACTERS, n=f"{n_bad}")
        return text.replace(_BAD, "")
    return text


def _fits(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _told(page: etree._Element, fields: dict[str, str]) -> Told:
    named: dict[str, str] = {}
    for meta in page.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").casefold()
        named.setdefault(key, (meta.get("content") or "").strip())
    title = fields.get("title") or next((named[each] for each in _TITLE_NAMES if named.get(each)), "")
    if not title:
        title = " ".join(text_of(next(page.iter("title"), None)).split())
    source = fields.get("source") or next((named[each] for each in _SOURCE_NAMES if named.get(each)), "")
    said = fields.get("date") or next((named[each] for each in _DATE_NAMES if named.get(each)), "")
    issued = _ISSUED.search(said)
    return Told(title=title, source=source, issued="{}-{:0>2}-{:0>2}".format(*issued.groups()) if issued else "")


def _says(article: etree._Element, title: str) -> bool:
    return "".join(title.split()) in "".join(text_of(article).split())


def _leave_out_around(page: etree._Element, article: etree._Element, writer: Writer) -> None:
    """Say what of a page is not in its article."""
    for around in article.iterancestors():
        for beside in around:
            if beside is not article and article not in beside.iterdescendants() and beside.tag != "head":
                writer.leave_out(" ".join(text_of(beside).split()), SITE)
    del page


class _Walk:
    """One way through an article."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._n_paragraphs = self._n_tables = 0
        self._unit = ""  # that the line before named
        self._line: list[str] = []
        self._n_kept = 0  # boxes around here whose ends of lines a browser keeps
        self._mark = ""  # of a heading or a list line, to stand before what comes next

    def write(self, article: etree._Element) -> None:
        """Write an article, a line a block."""
        self._block(article)
        self._end()

    def _block(self, element: etree._Element) -> None:
        tag = str(element.tag)
        heading = _HEADING.fullmatch(tag)
        if tag == "table" and not is_layout(element):
            self._end()
            self._table(element)
        elif heading:
            self._end()
            self._mark = f"{'#' * int(heading[1])} "
            self._inner(element, is_one_line=True)
            self._end()
        elif tag == "br":
            self._end()
        elif tag == "sup":
            said = text_of(element).strip()
            self._line.append(said.translate(_SUPERSCRIPT) if said.isdigit() else text_of(element))
        elif tag == "pre" or _KEPT_LINES.search(str(element.get("style", ""))):
            self._end()
            self._n_kept += 1
            self._inner(element)
            self._end()
            self._n_kept -= 1
        elif tag in _BLOCKS:
            self._end()
            if tag == "li":
                self._mark = _mark_of(element)
            self._inner(element)
            self._end()
        else:
            self._inner(element)

    def _inner(self, element: etree._Element, *, is_one_line: bool = False) -> None:
        self._say(element.text or "")
        for child in element:
            if is_one_line:
                self._line.append(text_of(child))
            else:
                self._block(child)
            self._say(child.tail or "")

    def _say(self, text: str) -> None:
        """Go on with a text; the ends of its lines are ends of lines where a browser keeps them."""
        first, *others = text.split("\n") if self._n_kept else (text,)
        self._line.append(first)
        for line in others:
            self._end()
            self._line.append(line)

    def _end(self) -> None:
        said = " ".join("".join(self._line).replace("\u200b", "").split())
        self._line = []
        if not said:
            return
        self._n_paragraphs += 1
        self._writer.end_line()
        self._writer.put(self._mark)
        self._writer.put(said, InParagraph(paragraph=self._n_paragraphs))
        self._writer.end_line()
        self._mark, self._unit = "", unit_of_line(said)

    def _table(self, table: etree._Element) -> None:
        self._n_tables += 1
        number = self._n_tables
        caption = next(table.iter("caption"), None)
        if caption is not None:
            self._line.append(text_of(caption))
            self._end()
        self._unit = write_table(
            self._writer,
            _cells(table),
            lambda cell: InCell(table=number, row=cell.row + 1, column=cell.column + 1),
            unit=self._unit,
        )


def _mark_of(item: etree._Element) -> str:
    """Return what a browser draws before a list item."""
    around = item.getparent()
    if around is None or around.tag != "ol":
        return LIST_MARK
    before = sum(1 for each in item.itersiblings("li", preceding=True))
    start = around.get("start", "1")
    return f"{before + (int(start) if start.isdigit() else 1)}. "


def _cells(table: etree._Element) -> Iterator[Cell]:
    """Yield the cells of a table, merged ones whole."""
    taken: set[tuple[int, int]] = set()
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (number, column) in taken:
                column += 1
            n_rows, n_columns = _extent(cell, "rowspan", len(rows) - number), _extent(cell, "colspan", 100)
            taken |= {(number + i, column + j) for i in range(n_rows) for j in range(n_columns)}
            is_head = cell.tag == "th" or next(row.iterancestors("thead"), None) is not None
            yield Cell("\n".join(_lines(cell)), number, column, n_rows, n_columns, is_head)
            column += n_columns


def _extent(cell: etree._Element, name: str, most: int) -> int:
    said = cell.get(name, "1").strip()
    return max(1, min(int(said), most)) if said.isdigit() else 1


def _lines(cell: etree._Element) -> list[str]:
    writer = Writer()
    _Walk(writer).write(cell)
    return [line.removeprefix(LIST_MARK) for line in writer.text.splitlines()]
