"""What the machine gives: room on its disks, a port."""

import json
import shlex
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from index.config import IndexSettings
from ui.config import UiSettings
from ui.parts import written_folders
from ui.upkeep.check import Check, ok, wrong

_MB = 1_000_000


def check_disks(index_settings: IndexSettings, settings: UiSettings) -> Iterator[Check]:
    """Yield a check for each disk that is written to."""
    seen: set[int] = set()
    for folder in written_folders(index_settings, settings):
        there = folder
        while not there.exists():
            there = there.parent
        device = there.stat().st_dev
        if device not in seen:
            seen.add(device)
            yield _disk(there, settings.least_disk_mb)


def _disk(folder: Path, least_mb: int) -> Check:
    free_mb = shutil.disk_usage(folder).free // _MB
    text = f"{free_mb:,} MB are free where {folder} is"
    if free_mb < least_mb:
        told = f"{text}, less than the {least_mb:,} of ui.least_disk_mb: make room there; this shows what is large"
        return wrong("disk", told, f"du -xh {shlex.quote(str(folder))} | sort -rh | head")
    return ok("disk", text)


def check_port(settings: UiSettings) -> Check:
    """Return whether the port can be listened on, or this program answers there already."""
    host, port = settings.host, settings.port
    if port == 0:
        return ok("port", "any free one")
    try:
        _bind(host, port).close()
    except OSError as error:
        if _is_ours(host, port):
            return ok("port", f"{port}: this program answers there")
        with closing(_bind("", 0)) as other:
            free = other.getsockname()[1]
        return wrong("port", f"cannot listen on {host} port {port}: {error.strerror}", f"export LUOHU_UI_PORT={free}")
    return ok("port", f"{port} is free")


def _bind(host: str, port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


def _is_ours(host: str, port: int) -> bool:
    """Return whether what listens there answers as this program does."""
    there = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    try:
        with closing(urlopen(f"http://{there}:{port}/healthz", timeout=5)) as response:
            found = json.load(response)
    except HTTPError as error:
        error.close()
        return error.code == 503
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and "status" in found and "index" in found
