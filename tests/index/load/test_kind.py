"""What a file is, its content tells."""

import io
import zipfile

import pytest

from index.errors import ReadError
from index.load.kind import format_of, is_plain
from index.load.read import Format
from tests.index.load.reading import read, said


def archive(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"%PDF-1.7\n", "a.txt", Format.PDF),
        (b"\n\n%PDF-1.4\n", "a.pdf", Format.PDF),
        (archive("word/document.xml"), "a.pdf", Format.WORD),
        (archive("xl/workbook.xml"), "a.docx", Format.WORKBOOK),
        (b"<!DOCTYPE html><p>x</p>", "a.doc", Format.WEB),
        (b"---\ntitle: x\n---\n<article><p>x</p></article>", "a", Format.WEB),
        ("港口<p>".encode(), "a.html", Format.TEXT),
        ("# 港口\n".encode(), "a.md", Format.TEXT),
        ("项目,数量\n".encode(), "a.csv", Format.SEPARATED),
        ("项目|数量\n---|---\n渔船|80\n".encode("gb18030"), "a.txt", Format.MARKDOWN),
        ("港口\n---\n".encode(), "a.md", Format.TEXT),
    ],
    ids=range(11),  # an archive's bytes have the time in them
)
def test_the_content_tells_and_not_the_name(content: bytes, name: str, found: Format) -> None:
    assert format_of(content, name) is found
    assert is_plain(content, name) is (found is Format.TEXT)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b" \n\0", "a.pdf is empty"),
        (archive("word/document.xml")[:40], "a.pdf is cut off or damaged"),
        (archive("photos/one.jpg"), r"a.pdf is an archive \(ZIP\)"),
        (archive("ppt/slide1.xml"), "an office file of another kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.pdf is encrypted"),
        (b"\x89PNG\r\n", r"a.pdf is a picture \(PNG\)"),
        (b"MZ\x90", "a.pdf is a program"),
    ],
    ids=range(7),
)
def test_what_cannot_be_read_is_called_what_it_is(content: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        format_of(content, "a.pdf")


def test_who_adds_a_file_is_told_where_its_name_says_another_kind() -> None:
    notice = "by its content it is CSV, whatever its name says; it was read as that"
    assert notice not in said(read("项目,数量\n渔船,80\n".encode(), "a.csv"))
    assert said(read(b"<html><body><p>x, y.</p></body></html>", "a.pdf")) == (notice.replace("CSV", "HTML"),)
