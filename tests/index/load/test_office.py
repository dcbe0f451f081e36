"""Files of the old kind are read by the program `soffice` of the machine; here a script stands where it would be."""

import json
import sys
import time
from pathlib import Path

import pytest

from index.catalog.add import add_document
from index.catalog.originals import Originals
from index.errors import Fault, ReadError
from index.load.apart import read_apart
from index.load.kind import Conversion, conversion_of, format_of
from index.load.limits import Limits
from index.load.read import Format, Notices
from index.load.word import WordReader
from tests.index.documents import write_seeds
from tests.index.load.office import docx, p

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DOC, XLS, WORKS = (OLE + f"{name}\0".encode("utf-16-le") for name in ("WordDocument", "Workbook", "MatOST"))
RTF = b"{\\rtf1\\ansi ports}"
# What it is told, may use and finds in its profile it writes beside itself; `does` is what it does then.
SCRIPT = """#!{python}
import json, pathlib, resource, subprocess, sys, time
if "--version" in sys.argv:
    print("LibreOffice 24.2.1.1 abc")
    sys.exit()
here = pathlib.Path(__file__).parent
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
profile = pathlib.Path([each for each in sys.argv if each.startswith("-env:")][0].partition("file://")[2])
found = (profile / "user" / "registrymodifications.xcu").read_text()
limits = [resource.getrlimit(each)[0] for each in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)]
(here / "told.json").write_text(json.dumps([sys.argv, found, limits]))
{does}
"""
MAKES = "out.mkdir(); (out / 'document.docx').write_bytes((here / 'made.docx').read_bytes())"
HANGS = (
    "(here / 'child').write_text(str(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(120)']).pid)); "
    "time.sleep(120)"
)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "made.docx").write_bytes(docx(p("渔港情况通报") + p("全年新建码头三座。")))
    monkeypatch.setenv("PATH", str(folder))
    written(folder, MAKES)
    return folder


def written(folder: Path, does: str) -> None:
    (folder / "soffice").write_text(SCRIPT.format(python=sys.executable, does=does), encoding="utf-8")
    (folder / "soffice").chmod(0o755)


def kept(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def told(folder: Path) -> tuple[list[str], str, list[int]]:
    arguments, profile, limits = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return arguments, profile, limits


def test_a_file_of_the_old_kind_is_read_by_libreoffice(program: Path, tmp_path: Path) -> None:
    read = read_apart(kept(tmp_path, "渔港.wps", DOC), Limits())
    assert read.text == "渔港情况通报\n全年新建码头三座。\n"
    assert (read.format, read.reader, read.notices) == (
        Format.OLD_WORD,
        f"{WordReader.version}, LibreOffice 24.2.1.1",
        (),
    )
    assert len(read.parts) == 2


def test_the_file_as_it_came_is_what_is_kept(program: Path, tmp_path: Path) -> None:
    seeds = write_seeds(tmp_path / "seeds")
    entry = add_document(kept(tmp_path, "ports.doc", DOC), seeds).entry
    original = Originals(seeds).of("ports", entry.sha256)
    assert original is not None
    assert (original.file.name, original.format) == ("ports.doc", Format.OLD_WORD)
    assert original.file.read_bytes() == DOC


def test_another_name_than_the_content_is_told(program: Path, tmp_path: Path) -> None:
    (notice,) = read_apart(kept(tmp_path, "ports.pdf", DOC), Limits()).notices
    assert (notice.kind, notice.named) == (Notices.OTHER_NAME, {"format": "DOC"})


def test_it_runs_no_macro_fetches_nothing_and_is_bounded(program: Path, tmp_path: Path) -> None:
    read_apart(kept(tmp_path, "x --macro.doc", DOC), Limits(seconds=30, unpacked_mb=5))
    arguments, profile, (memory, seconds, n_bytes) = told(program)
    for name, value in (
        ("DisableMacrosExecution", "true"),
        ("MacroSecurityLevel", "3"),
        ("BlockUntrustedRefererLinks", "true"),
        ("ooInetHTTPProxyPort", "9"),
    ):
        assert f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value>' in profile
    assert (memory, seconds, n_bytes) == (4_096_000_000, 30, 5_000_000)
    assert not [argument for argument in arguments if "x --macro" in argument]
    assert not Path(arguments[-1]).exists()  # the folder it worked in is gone


def test_one_that_hangs_is_stopped_with_all_it_started(program: Path, tmp_path: Path) -> None:
    written(program, HANGS)
    begun = time.monotonic()
    with pytest.raises(ReadError, match=r"^a.doc took longer than 5 s to read") as raised:
        read_apart(kept(tmp_path, "a.doc", DOC), Limits(seconds=5))
    assert raised.value.fault is Fault.TOO_SLOW
    assert time.monotonic() - begun < 60  # nobody waits for what it started, which would go on for two minutes
    child = int((program / "child").read_text())
    state = Path(f"/proc/{child}/stat")
    assert not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z"


def test_what_it_cannot_open_is_one_sentence(program: Path, tmp_path: Path) -> None:
    written(program, "sys.exit(1)")
    with pytest.raises(ReadError, match=r"^a.doc could not be opened by LibreOffice.*save it as DOCX") as raised:
        read_apart(kept(tmp_path, "a.doc", DOC), Limits())
    assert raised.value.fault is Fault.DAMAGED


def test_where_it_is_not_there_one_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadError, match=r"^a.doc is an office file of the old kind.*LibreOffice reads") as raised:
        read_apart(kept(tmp_path, "a.doc", DOC), Limits())
    assert raised.value.fault is Fault.OLD_OFFICE


@pytest.mark.parametrize(
    ("content", "found", "conversion"),
    [
        (DOC, Format.OLD_WORD, (".doc", ".docx")),
        (XLS, Format.OLD_WORKBOOK, (".xls", ".xlsx")),
        (WORKS, Format.OLD_WORD, (".wps", ".docx")),
        (RTF, Format.OLD_WORD, (".rtf", ".docx")),
    ],
)
def test_what_a_file_is_its_content_tells(content: bytes, found: Format, conversion: tuple[str, str]) -> None:
    assert format_of(content, "a.bin") is found
    assert conversion_of(content, found) == Conversion(*conversion)


def test_a_presentation_is_none_of_them() -> None:
    with pytest.raises(ReadError) as raised:
        format_of(OLE + "PowerPoint Document\0".encode("utf-16-le"), "a.ppt")
    assert raised.value.fault is Fault.OTHER_OFFICE
