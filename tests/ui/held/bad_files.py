"""Files as strangers send them: what breaks a reader, or would have it do what it must not."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping

import docx

from eval.bench.papers import lines, pdf

LINE = "西岸区2025年新建停车位1320个。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")  # ISO 32000-1, 7.6.3.3


def word(parts: Mapping[str, bytes] | None = None, change: Callable[[bytes], bytes] = bytes) -> bytes:
    """A DOCX with one line, with further parts, or its text changed."""
    made, document = io.BytesIO(), docx.Document()
    document.add_paragraph(LINE)
    document.save(made)
    out = io.BytesIO()
    with zipfile.ZipFile(made) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in read.namelist():
            content = read.read(name)
            written.writestr(name, change(content) if name == "word/document.xml" else content)
        for name, content in (parts or {}).items():
            written.writestr(name, content)
    return out.getvalue()


def macro() -> bytes:
    """A DOCM: Word's type for documents with macros, and a project of VBA with a module that runs when it is opened."""
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(io.BytesIO(word())) as read:
        types = read.read("[Content_Types].xml").replace(
            main, b"application/vnd.ms-word.document.macroEnabled.main+xml"
        )
        rels = read.read("word/_rels/document.xml.rels")
        others = {name: read.read(name) for name in read.namelist()}
    relation = b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
    binary = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    with_macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    others["[Content_Types].xml"] = types.replace(main, with_macros).replace(b"</Types>", binary)
    others["word/_rels/document.xml.rels"] = rels.replace(
        b"</Relationships>", relation + b'Target="vbaProject.bin"/></Relationships>'
    )
    others["word/vbaProject.bin"] = OLE + b'Attribute VB_Name\0Sub AutoOpen()\nShell "touch ran"\nEnd Sub'.ljust(4096)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in others.items():
            written.writestr(name, content)
    return out.getvalue()


def locked_pdf() -> bytes:
    """A PDF behind a password, of the standard's revision 2: only who knows it can make its key."""
    owner, document_id = hashlib.sha256(b"owner").digest(), hashlib.md5(b"id").digest()  # noqa: S324 - the standard's
    key = hashlib.md5(b"secret".ljust(32, b"\0") + owner + b"\xfc\xff\xff\xff" + document_id).digest()[:5]  # noqa: S324
    user = _rc4(key, _PADDING)
    encrypt = f"/Encrypt<</Filter/Standard/V 1/R 2/O<{owner.hex()}>/U<{user.hex()}>/P -4>>/ID[<{document_id.hex()}>"
    whole = pdf(lines([LINE]))
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R" + f"{encrypt}<{document_id.hex()}>]".encode())


def _rc4(key: bytes, content: bytes) -> bytes:
    box, at = list(range(256)), 0
    for number in range(256):
        at = (at + box[number] + key[number % len(key)]) % 256
        box[number], box[at] = box[at], box[number]
    out, first, second = bytearray(), 0, 0
    for byte in content:
        first = (first + 1) % 256
        second = (second + box[first]) % 256
        box[first], box[second] = box[second], box[first]
        out.append(byte ^ box[(box[first] + box[second]) % 256])
    return bytes(out)


def _declaring(content: bytes) -> bytes:
    return content.replace(b"<w:document ", _OUTSIDE + b"<w:document ", 1).replace(LINE.encode(), b"&e;")


def _in_16_bits(content: bytes) -> bytes:
    text = _declaring(content).decode()
    return text.replace("encoding='UTF-8'", "encoding='UTF-16'").replace('"UTF-8"', '"UTF-16"').encode("utf-16")


BAD: Mapping[str, Callable[[], bytes]] = {
    "cut.docx": lambda: word()[:-600],
    "cut.pdf": lambda: pdf(lines([LINE] * 30))[:900],
    "locked.docx": lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000,
    "locked.pdf": locked_pdf,
    "bomb.docx": lambda: word({"word/media/a.bin": b"0" * 500_000_000}),
    "entities.docx": lambda: word(change=_declaring),
    "entities16.docx": lambda: word(change=_in_16_bits),
    "pages.pdf": lambda: pdf(*[lines([f"第{number}页"]) for number in range(10_000)]),
    "large.pdf": lambda: pdf(lines([LINE])) + b"\n%" + b"0" * 100_000_000,
}
