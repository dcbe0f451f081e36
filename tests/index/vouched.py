"""A saved index whose checksums fit its files whatever these hold: only what reads them can tell what is wrong."""

import hashlib
import json
from pathlib import Path

from index.store.pointer import pointer_line, read_pointer


def vouch(artifacts: Path) -> None:
    """Write the checksums of all files as they lie, from the segments' up to CURRENT's."""
    manifest = artifacts / read_pointer(artifacts).name
    content = json.loads(manifest.read_text(encoding="utf-8"))
    for part in content["segments"]:
        part["sha256"] = _vouch_segment(artifacts / "segments" / part["folder"])
    manifest.write_text(json.dumps(content), encoding="utf-8")
    (artifacts / "CURRENT").write_text(pointer_line(manifest.name, manifest.read_bytes()), encoding="utf-8")


def _vouch_segment(folder: Path) -> str:
    path = folder / "segment.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    for file in content["files"]:
        lying = (folder / file["name"]).read_bytes()
        file |= {"n_bytes": len(lying), "sha256": hashlib.sha256(lying).hexdigest()}
    path.write_text(json.dumps(content), encoding="utf-8")
    return hashlib.sha256(path.read_bytes()).hexdigest()
