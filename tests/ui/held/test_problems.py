"""What the readers say of bad files is known to the pages, in every language."""

import errno
import io
import zipfile
from pathlib import Path

import pytest

from index.errors import CatalogError, Fault, ReadError
from index.load.apart import read_apart
from index.load.limits import Limits
from index.load.read import Notice, Notices
from index.load.reading import read_content
from ui.held.problems import Problem, problem_in, problem_of
from ui.staff.documents import problem_told
from ui.text.languages import languages

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def archive(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("空.pdf", b"", Fault.EMPTY),
        ("图.docx", b"\x89PNG\r\n\x1a\n" + b"x" * 99, Fault.PICTURE),
        ("程序.txt", b"MZ" + b"x" * 99, Fault.PROGRAM),
        ("包.docx", archive(any=b"x"), Fault.ARCHIVE),
        ("旧.doc", OLE, Fault.OLD_OFFICE),
        ("锁.docx", OLE + "EncryptedPackage".encode("utf-16-le"), Fault.ENCRYPTED),
        ("幻灯.docx", archive(ppt__slide=b"x"), Fault.OTHER_OFFICE),
        ("断.docx", archive(word__document=b"x" * 5000)[:80], Fault.DAMAGED),
        ("缺.docx", archive(word__document=b"x"), Fault.DAMAGED),
        ("弹.docx", archive(word__document=b"0" * 30_000_000), Fault.BOMB),
        ("大.txt", b"x" * 2_000_000, Fault.TOO_LARGE),
    ],
    ids=lambda value: "content" if isinstance(value, bytes) else str(value),  # an archive holds the time it was made
)
def test_a_bad_file_is_told_in_the_words_of_each_language(name: str, content: bytes, fault: Fault) -> None:
    with pytest.raises(ReadError) as raised:
        read_content(content, name, Limits(max_mb=1 if fault is Fault.TOO_LARGE else 50))
    problem = problem_of(raised.value)
    assert problem.fault is fault
    for language in languages():
        told = problem_told(problem, language.documents)
        assert told == language.documents.problems[fault].format(**problem.named)
        assert "{" not in told


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (ReadError("a.pdf took too long", Fault.TOO_SLOW), Fault.TOO_SLOW),
        (CatalogError("a.txt is held", Fault.NAME_HELD), Fault.NAME_HELD),
        (CatalogError("the moon is full"), Fault.OTHER),
        (OSError(errno.ENOSPC, "No space left on device"), Fault.DISK),
        (OSError(errno.EROFS, "Read-only file system"), Fault.DISK),
        (FileNotFoundError(errno.ENOENT, "No such file"), Fault.OTHER),
        (MemoryError(), Fault.TOO_MUCH_MEMORY),
    ],
)
def test_what_else_goes_wrong_has_a_code(error: Exception, fault: Fault) -> None:
    assert problem_of(error).fault is fault


def test_the_code_comes_through_the_process_that_read(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-1.4 cut off")
    with pytest.raises(ReadError) as raised:
        read_apart(file, Limits())
    assert raised.value.fault is Fault.DAMAGED
    file.write_bytes(archive(word__document=b"0" * 30_000_000))
    with pytest.raises(ReadError) as raised:
        read_apart(file, Limits())
    assert (raised.value.fault, raised.value.named) == (Fault.BOMB, {"found": "30"})


def test_what_a_process_prints_is_its_problem_and_else_it_broke_off() -> None:
    problem = Problem(fault=Fault.BOMB, said="a.docx would unpack to 30 MB", named={"found": "30"})
    assert problem_in(problem.model_dump_json()) == problem
    assert problem_in("Segmentation fault").fault is Fault.CRASHED


def test_what_has_no_code_is_told_as_it_was_said() -> None:
    problem = problem_of(CatalogError("the moon is full"))
    for language in languages():
        assert "the moon is full" in problem_told(problem, language.documents)


@pytest.mark.parametrize("kind", sorted(set(Notices) - {Notices.OTHER}))
def test_what_readers_notice_is_told_in_the_words_of_each_language(kind: Notices) -> None:
    named = dict.fromkeys(("n", "name", "pages", "format", "how"), "7")
    said = Notice(kind=kind, named=named).said
    for language in languages():
        sentence = language.documents.noticed[kind].format(**named)
        assert "{" not in said + sentence
        assert ("7" in sentence) == ("7" in said) or kind is Notices.OTHER_NAME


def test_a_notice_that_was_kept_before_it_had_a_kind_is_said_as_it_was() -> None:
    assert Notice.model_validate("it holds macros").said == "it holds macros"


def test_every_language_has_a_word_for_each() -> None:
    for language in languages():
        assert set(language.documents.problems) == set(Fault) - {Fault.OTHER}
        assert set(language.documents.noticed) == set(Notices) - {Notices.OTHER}
