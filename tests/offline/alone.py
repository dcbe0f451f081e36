"""`unshare --net --mount python -m tests.offline.alone LOG COMMAND…`: a command without a network, watched.

What it looks up, in Python or in native code, is asked of a name server here, which knows no name and writes each
that it is asked for down in LOG.
"""

import fcntl
import os
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Thread

_SET_FLAGS, _UP = 0x8914, 1  # Linux: SIOCSIFFLAGS, IFF_UP
_FILES = {"/etc/resolv.conf": "nameserver 127.0.0.1\n", "/etc/nsswitch.conf": "hosts: files dns\n"}


def main(log: Path, command: list[str]) -> int:
    """Run the command; return its exit status."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        fcntl.ioctl(server, _SET_FLAGS, struct.pack("16sH14x", b"lo", _UP))
        for number, (path, text) in enumerate(_FILES.items()):
            if Path(path).exists():
                own = Path(folder) / str(number)
                own.write_text(text)
                subprocess.run(["mount", "--bind", str(own), os.path.realpath(path)], check=True)
        server.bind(("127.0.0.1", 53))
        Thread(target=_serve, args=(server, log), daemon=True).start()
        try:
            return subprocess.run(command, check=False).returncode
        finally:
            for path in filter(os.path.exists, _FILES):
                subprocess.run(["umount", os.path.realpath(path)], check=True)


def _serve(server: socket.socket, log: Path) -> None:
    while True:
        query, asker = server.recvfrom(4096)
        name, end = _name_in(query)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")
        server.sendto(query[:2] + b"\x81\x83\x00\x01" + bytes(6) + query[12 : end + 4], asker)  # there is no such name


def _name_in(query: bytes) -> tuple[str, int]:
    """Return the name that is asked for, and where it ends."""
    labels, at = [], 12
    while length := query[at]:
        labels.append(query[at + 1 : at + 1 + length].decode("ascii", "replace"))
        at += 1 + length
    return ".".join(labels), at + 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
