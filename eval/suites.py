"""Suites: which cases are asked of which documents.

eval/cases/<part>.jsonl           the suite `luohu`, of the project's seeds
eval/cases/<suite>/<part>.jsonl   another suite, of the seeds too, or where a catalog.toml lies beside its cases
                                  of the documents that it names, which are elsewhere on this machine
var/suites/<suite>/               such a suite's documents in UTF-8 (seeds) and their index (artifacts)
"""

import os
from pathlib import Path

from eval.errors import SuiteError
from index.catalog.catalog import CATALOG, read_catalog
from index.config import ROOT, IndexSettings
from index.records import Frozen

CASES_DIR = ROOT / "eval" / "cases"
SUITES_DIR = ROOT / "var" / "suites"
LUOHU = "luohu"
PARTS = ("dev", "test")
ALL = "all"  # every suite that can be asked here


class Suite(Frozen):
    """Cases by part, and what they are asked of."""

    name: str
    folder: Path

    @property
    def brings_documents(self) -> bool:
        """Whether it has a catalogue of its own; without one it is asked of the project's seeds."""
        return (self.folder / CATALOG).is_file()

    def case_file(self, part: str) -> Path:
        """Return the file with the cases of a part, which need not be there."""
        return self.folder / f"{part}.jsonl"

    def part_name(self, part: str) -> str:
        """Return what run folders and baselines call a part of this suite."""
        return part if self.name == LUOHU else f"{self.name}-{part}"

    def missing(self, documents_dir: Path) -> tuple[str, ...]:
        """Return the documents that the catalogue names and the folder does not hold, in catalogue order."""
        if not self.brings_documents:
            return ()
        return tuple(entry.file for entry in read_catalog(self.folder) if not (documents_dir / entry.file).is_file())


def held_suites(cases_dir: Path = CASES_DIR) -> tuple[Suite, ...]:
    """Return `luohu`, then the suites that have a folder of cases, by name."""
    others = sorted(folder for folder in cases_dir.iterdir() if any(folder.glob("*.jsonl")))
    return (Suite(name=LUOHU, folder=cases_dir), *(Suite(name=folder.name, folder=folder) for folder in others))


def find_suite(name: str, cases_dir: Path = CASES_DIR) -> Suite:
    """Return a suite.

    Raises:
        SuiteError: there is none of this name.
    """
    held = held_suites(cases_dir)
    for suite in held:
        if suite.name == name:
            return suite
    raise SuiteError(f"there is no suite {name!r}; there are {', '.join(suite.name for suite in held)}")


def why_left_out(suite: Suite, part: str, documents_dir: Path) -> str:
    """Return why a part of a suite cannot be asked on this machine; empty when it can."""
    if not suite.case_file(part).is_file():
        return f"it has no part {part}"
    missing = suite.missing(documents_dir)
    if not missing:
        return ""
    n_documents = len(read_catalog(suite.folder))
    return f"{len(missing)} of its {n_documents} documents are not in {documents_dir}, {missing[0]} the first"


def settings_of(
    suite: Suite, settings: IndexSettings, documents_dir: Path, suites_dir: Path = SUITES_DIR
) -> IndexSettings:
    """Return the index settings under which a suite is asked, its documents put together first.

    The model and how documents are cut stay as they are set; what is built lies apart from the project's own index.

    Raises:
        SuiteError: a document is not in the folder.
        LuohuError: the catalogue cannot be read.
    """
    if not suite.brings_documents:
        return settings
    if missing := suite.missing(documents_dir):
        raise SuiteError(
            f"suite {suite.name} needs {', '.join(missing)} in {documents_dir}; put them there, or name the folder "
            f"that holds them: LUOHU_EVAL_DOCUMENTS_DIR"
        )
    home = suites_dir / suite.name
    _put_together(suite, documents_dir, home / "seeds")
    return settings.model_copy(
        update={
            "seeds_dir": home / "seeds",
            "artifacts_dir": home / "artifacts",
            "milvus_collection": f"{settings.milvus_collection}_{suite.name}",
        }
    )


def _put_together(suite: Suite, documents_dir: Path, seeds_dir: Path) -> None:
    """Make a folder of seeds of the suite's catalogue and its documents; what stands there rightly is not touched."""
    wanted = {entry.file: _utf8((documents_dir / entry.file).read_bytes()) for entry in read_catalog(suite.folder)}
    wanted[CATALOG] = (suite.folder / CATALOG).read_bytes()
    seeds_dir.mkdir(parents=True, exist_ok=True)
    for path in seeds_dir.iterdir():
        if path.name not in wanted and not path.name.startswith("."):
            path.unlink()
    for name, content in wanted.items():
        path = seeds_dir / name
        if not path.is_file() or path.read_bytes() != content:
            new = seeds_dir / f".{name}.{os.getpid()}"
            new.write_bytes(content)
            new.replace(path)


def _utf8(content: bytes) -> bytes:
    """Return a text's bytes in UTF-8, from GB18030 where they are not; bytes of neither stay, and its sha256 tells."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode("gb18030").encode("utf-8")
        except UnicodeDecodeError:
            return content
    return content
