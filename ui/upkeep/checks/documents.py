"""Documents, index and model."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

from index.catalog.catalog import load_documents
from index.config import ROOT, IndexSettings
from index.encode.cache import damage_of
from index.encode.embedder import make_embedder
from index.encode.packaged import FOLDER
from index.errors import LuohuError
from ui.upkeep.check import Check, ok, warn, wrong

_BUILD = "python -m index build"
_COMMAND = re.compile(r"((?:python -m |rm |pip )[^;]+)$")  # what a message of `index` ends in


def check_seeds(settings: IndexSettings) -> Check:
    """Return whether documents and catalogue agree."""
    try:
        documents = load_documents(settings.seeds_dir)
    except (LuohuError, OSError) as error:
        said, command = _parted(str(error))
        return wrong("documents", said, command or _BUILD)
    return ok("documents", f"{len(documents)} in {settings.seeds_dir}, as their catalogue says")


def check_model(settings: IndexSettings) -> Check:
    """Return whether the embedding model is whole and can be opened; one that would have to be fetched is not."""
    if settings.embeddings_url:
        return ok("model", f"passages and questions are encoded at {settings.embeddings_url}, which was not asked")
    if settings.model == "packaged" and not (settings.cache_dir / FOLDER).exists():
        return warn("model", f"not yet in {settings.cache_dir}; the first start converts it in some 10 s", _BUILD)
    if settings.model == "packaged":
        for folder in sorted(settings.cache_dir.glob(f"{FOLDER}*")):
            damage = damage_of(folder, verify=True)
            if damage:
                return wrong("model", f"{damage}; the next start makes it again", f"rm -r {shlex.quote(str(folder))}")
    if settings.model != "packaged" and not Path(settings.model).exists():
        return warn("model", f"{settings.model} is no folder: the first start looks for it on a hub")
    try:
        embedder = make_embedder(settings)
    except LuohuError as error:
        said, command = _parted(str(error))
        return wrong("model", said, command or _BUILD)
    return ok("model", embedder.name)


def check_index(settings: IndexSettings, seeds: Check, model: Check) -> Check:
    """Return whether the index is whole and fits documents and settings; in a process of its own, as it may crash."""
    if seeds.command or model.command:
        return warn("index", "not compared with documents and model: mend these first")
    done = subprocess.run(
        [sys.executable, "-m", "index", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return ok("index", done.stdout.strip().removeprefix("the index is "))
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    said = lines[-1].removeprefix("index: ") if lines else f"the check ended with status {done.returncode}"
    text, command = _parted(said)
    return wrong("index", f"{settings.artifacts_dir}: {text}", command or _BUILD)


def _parted(said: str) -> tuple[str, str]:
    """Return what a message says, and the command that it ends in; empty where it ends in none."""
    found = _COMMAND.search(said)
    if not found:
        return said, ""
    return re.sub(r"[;,:]?( then)?( run| with)?:?\s*$", "", said[: found.start()]), found[1]
