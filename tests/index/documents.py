"""Documents of a test's own, and short ways to what became of them."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.read.units import ReadDocument, read_units
from index.records import Coverage, Document, Role, Status, Unit
from index.store.saved import OpenIndex, load_index
from index.words.bilingual import NO_LEXICON
from tests.fakes import BigramEmbedder

YANTIAN = Path(__file__).parent / "yantian"  # another district: layout as such reports have it, figures made up
REPORT, NOTICE = YANTIAN / "report.txt", YANTIAN / "notice.txt"
COVERS = (
    Coverage(first_year=2023, last_year=2023, status=Status.RESULT),
    Coverage(first_year=2024, last_year=2024, status=Status.PLAN),
)
CATALOG_ENTRY = """
[[document]]
file = "{name}"
title = "{title}"
issuer = "盐田区人民政府"
kind = "{kind}"
covers = [{{ first_year = 2023, last_year = 2023, status = "result" }}]
sha256 = "{sha256}"
"""


def document(text: str, *, doc_id: str = "doc", covers: tuple[Coverage, ...] = COVERS) -> Document:
    return Document(
        doc_id=doc_id,
        title="标题",
        issuer="盐田区",
        kind="报告",
        issued=None,
        covers=covers,
        source="",
        sha256="0" * 64,
        note="",
        text=text,
    )


def read(text: str, *, covers: tuple[Coverage, ...] = COVERS) -> ReadDocument:
    return read_units(document(text, covers=covers))


def unit_with(found: ReadDocument, words: str) -> Unit:
    """The only unit that holds the words."""
    (unit,) = [unit for unit in found.units if words in unit.text]
    return unit


def path_of(found: ReadDocument, unit: Unit) -> tuple[str, ...]:
    return next(section.path for section in found.sections if section.section_id == unit.section_id)


def linked(found: ReadDocument, unit: Unit) -> list[str]:
    """The texts that a unit's links lead to."""
    by_id = {other.unit_id: other.text for other in found.units}
    return [by_id[link.unit_id] for link in unit.links]


def headings(found: ReadDocument) -> list[str]:
    return [unit.text for unit in found.units if unit.role is Role.HEADING]


def entry(name: str, content: bytes, *, title: str = "标题", kind: str = "报告") -> str:
    return CATALOG_ENTRY.format(name=name, title=title, kind=kind, sha256=hashlib.sha256(content).hexdigest())


def write_seeds(folder: Path) -> Path:
    """The two Yantian documents with their catalog, in `folder`."""
    folder.mkdir(parents=True)
    catalog = "# What a person wrote stays.\n"
    for file in (REPORT, NOTICE):
        (folder / file.name).write_bytes(file.read_bytes())
        catalog += entry(file.name, file.read_bytes(), title=file.stem)
    (folder / "catalog.toml").write_text(catalog, encoding="utf-8")
    return folder


def opened(artifacts_dir: Path) -> OpenIndex:
    """The index in use, every file compared with its checksum; it knows no English."""
    return load_index(artifacts_dir, NO_LEXICON, verify=True)


class CountingEmbedder(BigramEmbedder):
    """Remembers which passages it was given."""

    def __init__(self, name: str = "bigrams") -> None:
        self.given: list[str] = []
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    def embed_passages(self, texts: Sequence[str], *, progress: bool = False) -> NDArray[np.float32]:
        self.given += texts
        return super().embed_passages(texts, progress=progress)
