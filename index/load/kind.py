"""What a file is: told by its content, since names lie."""

import io
import re
import zipfile
from pathlib import PurePath
from typing import NamedTuple

from index.errors import Fault, ReadError
from index.load.read import Format

HEAD = 4096  # bytes that tell a file's kind
ENDINGS = {
    Format.TEXT: (".txt", ".md"),
    Format.MARKDOWN: (".md", ".txt", ".markdown"),
    Format.PDF: (".pdf",),
    Format.WORD: (".docx", ".docm", ".dotx", ".dotm"),
    Format.WORKBOOK: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    Format.OLD_WORD: (".doc", ".wps", ".dot", ".wpt", ".rtf"),
    Format.OLD_WORKBOOK: (".xls", ".et", ".xlt", ".ett"),
    Format.SEPARATED: (".csv", ".tsv"),
    Format.WEB: (".html", ".htm", ".xhtml", ".shtml"),
}
_ZIP, _OLE, _PDF, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf"
_PDF_WITHIN = 1024  # bytes before the mark that viewers put up with
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|table|h[1-6])[\s>]", re.IGNORECASE)
_FRONT_MATTER = re.compile(rb"---\r?\n.*?\n---\r?\n", re.DOTALL)
_TABLE_RULE = re.compile(rb"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*")
_OTHERS = (
    (b"\x89PNG", "a picture (PNG)", Fault.PICTURE),
    (b"\xff\xd8\xff", "a picture (JPEG)", Fault.PICTURE),
    (b"II*\x00", "a picture (TIFF)", Fault.PICTURE),
    (b"MM\x00*", "a picture (TIFF)", Fault.PICTURE),
    (b"GIF8", "a picture (GIF)", Fault.PICTURE),
    (b"\x7fELF", "a program", Fault.PROGRAM),
    (b"MZ", "a program", Fault.PROGRAM),
    (b"Rar!", "an archive (RAR)", Fault.ARCHIVE),
    (b"7z\xbc\xaf", "an archive (7z)", Fault.ARCHIVE),
    (b"\x1f\x8b", "an archive (gzip)", Fault.ARCHIVE),
)
SAVE_AS = "save it as DOCX, XLSX, PDF, HTML or text and add that"


def format_of(content: bytes, name: str) -> Format:
    """Return what a file is.

    Raises:
        ReadError: it is empty, or nothing that can be read; the message says what it is and what to do.
    """
    head = content[:HEAD]
    if not content.strip(b"\0 \t\r\n"):
        raise ReadError(f"{name} is empty", Fault.EMPTY)
    if _PDF in head[:_PDF_WITHIN]:
        return Format.PDF
    if head.startswith(_ZIP):
        return _of_archive(content, name)
    if head.startswith((_OLE, _RTF)):
        return Format.OLD_WORD if head.startswith(_RTF) else _of_compound(content, name)
    for mark, what, fault in _OTHERS:
        if head.startswith(mark):
            raise ReadError(f"{name} is {what}, no document with text; {SAVE_AS}", fault)
    if _is_web(head):
        return Format.WEB
    is_text = Format.MARKDOWN if _has_table(content) else Format.TEXT
    return Format.SEPARATED if _is_separated(name) else is_text


def is_plain(content: bytes, name: str) -> bool:
    """Return whether a file is plain text: it needs no reader but that of its encoding."""
    head = content[:HEAD]
    marks = (_ZIP, _OLE, _RTF, *(mark for mark, *_ in _OTHERS))
    return not (_PDF in head[:_PDF_WITHIN] or head.startswith(marks) or _is_web(head)) and not (
        _is_separated(name) or _has_table(content)
    )


def _has_table(content: bytes) -> bool:
    """Return whether a line is the rule below the head of a table, in any encoding that has ASCII as it is."""
    return any(b"|" in line and b"--" in line and _TABLE_RULE.fullmatch(line) for line in content.splitlines())


def _is_web(head: bytes) -> bool:
    body = _FRONT_MATTER.sub(b"", head.lstrip(b"\xef\xbb\xbf \t\r\n"), count=1).lstrip()
    return body.startswith((b"<?xml", b"<")) and bool(_HTML.search(body))


def _is_separated(name: str) -> bool:
    return PurePath(name).suffix.lower() in {".csv", ".tsv"}


def _of_archive(content: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,  # zipfile's own, of an archive of a newer version than it can read
        OSError,
    ) as error:
        raise ReadError(
            f"{name} is cut off or damaged: its archive has no readable end; copy it again", Fault.DAMAGED
        ) from error
    if any(each.startswith("word/") for each in names):
        return Format.WORD
    if any(each.startswith("xl/") for each in names):
        return Format.WORKBOOK
    if "mimetype" in names or any(each.startswith("ppt/") for each in names):
        raise ReadError(f"{name} is an office file of another kind (ODF or PowerPoint); {SAVE_AS}", Fault.OTHER_OFFICE)
    raise ReadError(f"{name} is an archive (ZIP), no document; unpack it and add the documents in it", Fault.ARCHIVE)


def _of_compound(content: bytes, name: str) -> Format:
    """Return what an OLE file is: a document or a workbook of the time before 2007, or of WPS.

    Raises:
        ReadError: it is behind a password, or a presentation.
    """
    if _stream(content, "EncryptedPackage"):
        raise ReadError(
            f"{name} is encrypted; open it with its password, save it without one and add that", Fault.ENCRYPTED
        )
    if _stream(content, "PowerPoint Document"):
        raise ReadError(f"{name} is an office file of another kind (a presentation); {SAVE_AS}", Fault.OTHER_OFFICE)
    is_document = _stream(content, "WordDocument")
    is_workbook = _stream(content, "Workbook") or _stream(content, "Book\0")
    return Format.OLD_WORKBOOK if is_workbook and not is_document else Format.OLD_WORD


def _stream(content: bytes, name: str) -> bool:
    """Return whether an OLE file has a stream of a name, perhaps."""
    return name.encode("utf-16-le") in content


class Conversion(NamedTuple):
    """The ending of a file that another program opens, and of what it makes of it."""

    source: str
    target: str


def conversion_of(content: bytes, found: Format) -> Conversion:
    """Return how a file of the old kind is read: as what it is by its content, whatever its name says."""
    if found is Format.OLD_WORKBOOK:
        return Conversion(".xls", ".xlsx")
    if content.startswith(_RTF):
        return Conversion(".rtf", ".docx")
    return Conversion(".doc" if _stream(content, "WordDocument") else ".wps", ".docx")
