"""Office files of the time before 2007, and WPS's → DOCX or XLSX, by LibreOffice where it is there.

It runs what a stranger wrote: in a process group of its own, bounded in time, memory and what it may write, with a
profile that is made for it and thrown away, in which no macro runs and nothing is fetched.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from xml.sax.saxutils import escape

from index.errors import Fault, ReadError
from index.load.confine import bound, environment
from index.load.kind import Conversion
from index.load.limits import Limits

_PROGRAM = "soffice"
_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
_MEMORY_MB = 4_096  # of addresses: it maps 1.6 GB before it has opened a file
_VERSION_SECONDS = 20
_VERSION = re.compile(r"LibreOffice \d+(?:\.\d+)*")
_SCRIPTING, _PROXY = "/org.openoffice.Office.Common/Security/Scripting", "/org.openoffice.Inet/Settings"
_NOWHERE = "127.0.0.1", "9"  # a port that discards, and where nobody listens
_PROFILE = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "DisableOLEAutomation", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    (_PROXY, "ooInetProxyType", "2"),
    *((_PROXY, f"ooInet{kind}ProxyName", _NOWHERE[0]) for kind in ("HTTP", "HTTPS", "FTP")),
    *((_PROXY, f"ooInet{kind}ProxyPort", _NOWHERE[1]) for kind in ("HTTP", "HTTPS", "FTP")),
)


def is_there() -> bool:
    """Return whether such files can be read here."""
    return shutil.which(_PROGRAM) is not None


@contextmanager
def converted(path: Path, name: str, conversion: Conversion, limits: Limits) -> Iterator[tuple[Path, str]]:
    """Yield a file as DOCX or XLSX, in a folder that is thrown away, and the name of the program with its version.

    Args:
        path: the file.
        name: for messages.
        conversion: what it is, and what is made of it.
        limits: of the file.

    Raises:
        ReadError: it took too long, or nothing came of it.
    """
    with tempfile.TemporaryDirectory(prefix="luohu-qa-office-") as made:
        folder = Path(made)
        _write_profile(folder / "profile")
        source = folder / f"document{conversion.source}"
        shutil.copyfile(path, source)
        version = _VERSION.search(_run(folder, ["--version"], limits, name, seconds=_VERSION_SECONDS))
        target = ["--convert-to", _FILTERS[conversion.target], "--outdir", str(folder / "out"), str(source)]
        _run(folder, target, limits, name, seconds=limits.seconds)
        out = folder / "out" / f"document{conversion.target}"
        if not out.is_file():
            raise ReadError(
                f"{name} could not be opened by LibreOffice: it is damaged or has a password; open it, save it as "
                f"{conversion.target[1:].upper()} and add that",
                Fault.DAMAGED,
            )
        yield out, version[0] if version else "LibreOffice"


def _run(folder: Path, arguments: list[str], limits: Limits, name: str, *, seconds: int) -> str:
    """Return what LibreOffice says; its processes end with it, however it ends."""
    options = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo"]
    process = subprocess.Popen(
        [sys.executable, "-B", "-m", "index.load.office", json.dumps(asdict(limits)), *options, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        cwd=folder,
        env=environment() | {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            f"{name} took longer than {seconds} s to read; split it, or raise index.read_seconds", Fault.TOO_SLOW
        ) from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    return said.decode(errors="replace")


def _write_profile(folder: Path) -> None:
    """Write the settings under which nothing of a document runs, and nothing that it names is fetched."""
    (folder / "user").mkdir(parents=True)
    items = "".join(
        f'<item oor:path="{escape(path)}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _PROFILE
    )
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )


def _main(bounds: str, *arguments: str) -> None:
    limits = Limits(**json.loads(bounds))
    bound(limits.seconds, max(limits.memory_mb, _MEMORY_MB), limits.unpacked_mb)
    program = shutil.which(_PROGRAM) or _PROGRAM
    os.execv(program, [program, *arguments])  # noqa: S606 - no shell, and the file's name is ours


if __name__ == "__main__":
    _main(*sys.argv[1:])
