"""Reads a file of strangers in a process of its own: bounded in time and memory, without network, writing nothing.

What breaks a reader breaks that process, and is one sentence here. Pages that are pictures are read in
another one, which may take longer.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path, PurePath

from pydantic import ValidationError

from index.errors import Fault, ReadError
from index.load import office
from index.load.confine import confine, run_apart
from index.load.kind import ENDINGS, conversion_of, format_of
from index.load.limits import Limits
from index.load.once import KeptReads
from index.load.read import Notice, Notices, Read
from index.load.reading import read_content, reader_versions
from index.load.scan import Recogniser, is_installed

_READ, _ERROR = "read", "error"
_BEHIND = 10  # of a process that reads pictures for minutes: questions are answered first


def read_apart(path: Path, limits: Limits, *, name: str = "") -> Read:
    """Return what is kept of a file.

    Args:
        path: the file.
        limits: of this file.
        name: it is called in messages and by its ending; by default that of `path`.

    Raises:
        ReadError: it cannot be read, took too long, too much memory, or its reader crashed.
    """
    name = name or path.name
    try:
        limits.check_size(path.stat().st_size, name)
    except OSError as error:
        raise ReadError(f"cannot read {path}: {error.strerror}") from error
    if not limits.kept_dir:
        return _read_anew(path, name, limits)
    kept, content = KeptReads(Path(limits.kept_dir), _versions(name, limits)), path.read_bytes()
    held = kept.of(content)
    if held:
        return held
    read = _read_anew(path, name, limits)
    if read.original_sha256 == hashlib.sha256(content).hexdigest():
        kept.keep(content, read)
    return read


def _versions(name: str, limits: Limits) -> str:
    """Return what a reading depends on beside the file: what reads here, and the ending."""
    pictures, old = Recogniser().version if is_installed() else "", "office" if office.is_there() else ""
    return " ".join([*sorted(reader_versions(limits)), pictures, old, PurePath(name).suffix.lower()])


def _read_anew(path: Path, name: str, limits: Limits) -> Read:
    try:
        found = _read(path, name, limits)
    except ReadError as error:
        if error.fault is Fault.OLD_OFFICE and office.is_there():
            return _by_office(path, name, limits)
        if error.fault is not Fault.SCAN or not is_installed():
            raise
        return _read(path, name, limits.of_pictures)
    return _read(path, name, limits.of_pictures) if found.unread and is_installed() else found


def _by_office(path: Path, name: str, limits: Limits) -> Read:
    """Return what is kept of a file that LibreOffice turns into one that can be read."""
    content = path.read_bytes()
    found = format_of(content, name)
    with office.converted(path, name, conversion_of(content, found), limits) as (made, program):
        read = _read(made, f"{name}{made.suffix}", limits)
    notices = read.notices
    if PurePath(name).suffix.lower() not in ENDINGS[found]:
        notices += (Notice(kind=Notices.OTHER_NAME, named={"format": found.value.upper()}),)
    return read.model_copy(
        update={
            "format": found,
            "reader": f"{read.reader}, {program}",
            "original_sha256": hashlib.sha256(content).hexdigest(),
            "notices": notices,
        }
    )


def _read(path: Path, name: str, limits: Limits) -> Read:
    try:
        ran = run_apart("index.load.apart", str(path.absolute()), name, limits=limits)
    except subprocess.TimeoutExpired as error:
        raise _too_slow(name, limits) from error
    return _answered(ran, name, limits)


def _answered(ran: subprocess.CompletedProcess[bytes], name: str, limits: Limits) -> Read:
    with suppress(json.JSONDecodeError, UnicodeDecodeError, ValidationError, TypeError, KeyError):
        answer = json.loads(ran.stdout)
        if _ERROR in answer:
            raise ReadError(answer[_ERROR], Fault(answer["fault"]), **answer["named"])
        return Read.model_validate(answer[_READ])
    if ran.returncode == -signal.SIGXCPU:
        raise _too_slow(name, limits)
    if b"MemoryError" in ran.stderr or b"bad_alloc" in ran.stderr or ran.returncode == -signal.SIGKILL:
        raise _too_much_memory(name, limits)
    how = signal.Signals(-ran.returncode).name if ran.returncode < 0 else f"exit {ran.returncode}"
    raise ReadError(
        f"{name} could not be read: its reader stopped ({how}); it is damaged, save it anew and add that", Fault.CRASHED
    )


def _too_slow(name: str, limits: Limits) -> ReadError:
    return ReadError(
        f"{name} took longer than {limits.seconds} s to read; split it, or raise "
        f"{'index.ocr_seconds' if limits.recognises else 'index.read_seconds'}",
        Fault.TOO_SLOW,
    )


def _too_much_memory(name: str, limits: Limits) -> ReadError:
    return ReadError(
        f"{name} takes more than {limits.memory_mb:,} MB of memory to read; split it, or raise index.read_memory_mb",
        Fault.TOO_MUCH_MEMORY,
    )


def _failed(error: ReadError) -> str:
    return json.dumps({_ERROR: str(error), "fault": error.fault, "named": error.named})


def _main(path: str, name: str, bounds: str) -> int:
    limits = Limits(**json.loads(bounds))
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    if limits.recognises and hasattr(os, "nice"):
        os.nice(_BEHIND)
    confine(limits)
    try:
        read = read_content(Path(path).read_bytes(), name, limits)
        answer = f'{{"{_READ}": {read.model_dump_json()}}}'
    except ReadError as error:
        answer = _failed(error)
    except MemoryError:
        answer = _failed(_too_much_memory(name, limits))
    out.write(answer)
    out.close()
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
