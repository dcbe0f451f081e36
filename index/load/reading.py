"""A file as it came → what is kept of it: the one way in, a reader a format behind it."""

import hashlib
from contextlib import suppress
from pathlib import PurePath
from typing import Protocol

from index.errors import Fault, ReadError
from index.load.encoding import decoded
from index.load.kind import ENDINGS, SAVE_AS, format_of
from index.load.limits import Limits
from index.load.markdown import MarkdownReader
from index.load.pdf import PdfReader
from index.load.read import Format, Notices, Read, Told
from index.load.separated import SeparatedReader
from index.load.web import WebReader
from index.load.word import WordReader
from index.load.workbook import WorkbookReader
from index.load.written import Writer


class FormatReader(Protocol):
    """Reads the files of one format."""

    @property
    def version(self) -> str:
        """Its name and number; another number says that it may give another text."""
        ...

    def read(self, content: bytes, name: str, writer: Writer) -> Told:
        """Write the text; `name` is for messages. Raises ReadError with one clear sentence."""
        ...


def read_content(content: bytes, name: str, limits: Limits) -> Read:
    """Return what is kept of a file, read in this process; `index.load.apart` reads files of strangers.

    Raises:
        ReadError: it cannot be read; one sentence says why and what to do.
    """
    limits.check_size(len(content), name)
    found = format_of(content, name)
    sha256 = hashlib.sha256(content).hexdigest()
    if found is Format.TEXT:
        text, encoding = decoded(content, name)
        return Read(format=found, reader="text 1", encoding=encoding, original_sha256=sha256, text=text)
    reader, writer = _make_reader(found, name, limits), Writer()
    told = reader.read(content, name, writer)
    writer.end_line()
    if not writer.text.strip():
        raise ReadError(f"{name} has no text", Fault.NO_TEXT)
    if PurePath(name).suffix.lower() not in ENDINGS[found]:
        writer.notice(Notices.OTHER_NAME, format=found.value.upper())
    return Read(
        format=found,
        reader=reader.version,
        encoding=writer.encoding,
        original_sha256=sha256,
        text=writer.text,
        parts=writer.parts,
        tables=tuple(writer.tables),
        pages=tuple(writer.pages),
        left_out=tuple(writer.left_out),
        notices=tuple(writer.notices),
        told=told,
        unread=tuple(writer.unread),
    )


def reader_versions(limits: Limits) -> frozenset[str]:
    """Return the readers of today, each with its number; a file that another read may give another text by now."""
    found = set()
    for each in Format:
        with suppress(ReadError):  # of text, which needs none
            found.add(_make_reader(each, "", limits).version.partition(",")[0])
    return frozenset(found)


def _make_reader(found: Format, name: str, limits: Limits) -> FormatReader:
    match found:
        case Format.WORD:
            return WordReader(limits)
        case Format.WORKBOOK:
            return WorkbookReader(limits)
        case Format.SEPARATED:
            return SeparatedReader()
        case Format.MARKDOWN:
            return MarkdownReader()
        case Format.PDF:
            return PdfReader(limits)
        case Format.WEB:
            return WebReader()
        case Format.OLD_WORD | Format.OLD_WORKBOOK:
            raise ReadError(
                f"{name} is an office file of the old kind (DOC, XLS, WPS or RTF), which LibreOffice reads; "
                f"install it, or {SAVE_AS}",
                Fault.OLD_OFFICE,
            )
        case other:
            raise ReadError(f"there is no reader of {other.name.lower()} files", Fault.NO_READER)
