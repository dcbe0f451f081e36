"""Suites: which cases are asked of which documents.

eval/cases/<part>.jsonl           the suite `luohu`, of the project's seeds
eval/cases/<suite>/<part>.jsonl   another suite, of the seeds too, or where a catalog.toml lies beside its cases
                                  of the documents that it names, which are elsewhere on this machine
                                  the suite `beside` is luohu's cases, asked of the seeds with all of those beside
var/suites/<suite>/               such a suite's documents as they are kept (seeds) and their index (artifacts)
"""

from pathlib import Path

from eval.errors import SuiteError
from eval.suite_documents import put_together, source_file
from index.catalog.catalog import read_catalog
from index.catalog.change import CATALOG
from index.config import ROOT, IndexSettings
from index.records import Frozen

CASES_DIR = ROOT / "eval" / "cases"
SUITES_DIR = ROOT / "var" / "suites"
LUOHU, OTHERS, BESIDE = "luohu", "others", "beside"
PARTS = ("dev", "test")
ALL = "all"  # every suite with cases of its own that can be asked here


class Suite(Frozen):
    """Cases by part, and what they are asked of; `beside` are folders of catalogues that lie beside the seeds."""

    name: str
    folder: Path
    beside: tuple[Path, ...] = ()

    @property
    def brings_documents(self) -> bool:
        """Whether a catalogue tells what it is asked of; without one it is asked of the project's seeds."""
        return bool(self.catalogs)

    @property
    def catalogs(self) -> tuple[Path, ...]:
        """The folders of the catalogues that name its documents, less those of the seeds."""
        return self.beside or ((self.folder,) if (self.folder / CATALOG).is_file() else ())

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that those catalogues name, in their order."""
        return tuple(source_file(entry) for folder in self.catalogs for entry in read_catalog(folder))

    def case_file(self, part: str) -> Path:
        """Return the file with the cases of a part, which need not be there."""
        return self.folder / f"{part}.jsonl"

    def part_name(self, part: str) -> str:
        """Return what run folders and baselines call a part of this suite."""
        return part if self.name == LUOHU else f"{self.name}-{part}"

    def missing(self, documents_dir: Path) -> tuple[str, ...]:
        """Return the documents that the catalogue names and the folder does not hold, in catalogue order."""
        return tuple(file for file in self.files if not (documents_dir / file).is_file())


def held_suites(cases_dir: Path = CASES_DIR) -> tuple[Suite, ...]:
    """Return `luohu`, then the suites that have a folder of cases, by name: those with cases of their own."""
    others = sorted(folder for folder in cases_dir.iterdir() if any(folder.glob("*.jsonl")))
    return (Suite(name=LUOHU, folder=cases_dir), *(Suite(name=folder.name, folder=folder) for folder in others))


def named_suites(cases_dir: Path = CASES_DIR) -> tuple[Suite, ...]:
    """Return every suite that can be named: those with cases of their own, and `beside` where some bring documents."""
    held = held_suites(cases_dir)
    folders = tuple(suite.folder for suite in held if suite.brings_documents)
    return (*held, *((Suite(name=BESIDE, folder=cases_dir, beside=folders),) if folders else ()))


def find_suite(name: str, cases_dir: Path = CASES_DIR) -> Suite:
    """Return a suite.

    Raises:
        SuiteError: there is none of this name.
    """
    suites = named_suites(cases_dir)
    for suite in suites:
        if suite.name == name:
            return suite
    raise SuiteError(f"there is no suite {name!r}; there are {', '.join(suite.name for suite in suites)}")


def why_left_out(suite: Suite, part: str, documents_dir: Path) -> str:
    """Return why a part of a suite cannot be asked on this machine; empty when it can."""
    if not suite.case_file(part).is_file():
        return f"it has no part {part}"
    missing = suite.missing(documents_dir)
    if not missing:
        return ""
    return f"{len(missing)} of its {len(suite.files)} documents are not in {documents_dir}, {missing[0]} the first"


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
    own = (settings.seeds_dir,) if suite.beside else ()
    put_together((*own, *suite.catalogs), (*own, documents_dir), home / "seeds")
    return settings.model_copy(
        update={
            "seeds_dir": home / "seeds",
            "artifacts_dir": home / "artifacts",
            "milvus_collection": f"{settings.milvus_collection}_{suite.name}",
        }
    )
