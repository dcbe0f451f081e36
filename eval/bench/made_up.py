"""A corpus of any size that looks like reports: the documents' own units, put together anew with other figures.

Each document takes the outline of one of the seeds. A unit is the outline's own or, one time in three, another one of
its kind; years, figures, the district and the names of places are others. Nothing in it is true. The same seed gives
the same corpus, and a larger one begins with the smaller.
"""

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.read.units import ReadDocument, read_units
from index.records import Document, Role, Status, Unit
from index.words.numerals import ORDINALS

CATALOG_ENTRY = """
[[document]]
file = "{doc_id}.txt"
title = "{title}"
issuer = "{district}区人民政府"
kind = "{kind}"
issued = {year}-01-10
covers = [
    {{ first_year = {before}, last_year = {before}, status = "result" }},
    {{ first_year = {year}, last_year = {year}, status = "plan" }},
]
sha256 = "{sha256}"
"""
KINDS = ("政府工作报告", "国民经济和社会发展计划报告", "重点工作计划", "高质量发展行动方案", "民生实事工作情况")
YEARS = range(2006, 2026)
_BORROWED = 1 / 3  # of the units
_OUR_PLACE = "罗湖"
# Characters that names of places are made of; `skeleton` leaves them out, so that it is the same for all variants.
NAME_CHARACTERS = "岭溪坪涌沙塘湾坑岗洲浦滘梧桐翠茂莲笋蔡围黄贝岩田寮葵麓鹭霖沥璟瑶澜渝皖"
_NAMED = re.compile(r"[\u4e00-\u9fff]{2}(?=街道|社区|公园|广场|大厦|小学|中学|医院|水库|大道)")
_YEAR = re.compile(r"(?<!\d)20[012]\d(?=年)")
_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]*年)")
_SKELETON = re.compile(rf"[\d.%％\s{NAME_CHARACTERS}]")


@dataclass(frozen=True)
class MadeUp:
    """A document with its entry in the catalog."""

    doc_id: str
    text: str
    entry: str
    n_chars: int


def made_up_documents(seeds: Sequence[Document], *, seed: int = 1) -> Iterator[MadeUp]:
    """Yield made-up documents without end."""
    reads = [read_units(document) for document in seeds]
    stock = {
        role: [unit.text for read in reads for unit in read.units if unit.role is role]
        for role in (Role.SENTENCE, Role.ITEM, Role.RESPONSIBLE)
    }
    number = 0
    while True:
        yield _document(number, reads[number % len(reads)], stock, random.Random(f"{seed} {number}"))  # noqa: S311
        number += 1


def write_corpus(folder: Path, seeds: Sequence[Document], *, n_chars: int, seed: int = 1) -> int:
    """Write made-up documents of at least so many characters with their catalog; return how many documents."""
    folder.mkdir(parents=True, exist_ok=True)
    written, total = 0, 0
    with (folder / "catalog.toml").open("w", encoding="utf-8") as catalog:
        for document in made_up_documents(seeds, seed=seed):
            (folder / f"{document.doc_id}.txt").write_text(document.text, encoding="utf-8")
            catalog.write(document.entry)
            written, total = written + 1, total + document.n_chars
            if total >= n_chars:
                return written
    return written


def skeleton(text: str) -> str:
    """Return what all variants of a unit have in common: its text less figures, names of places and the district."""
    return _SKELETON.sub("", text)


def _document(number: int, read: ReadDocument, stock: dict[Role, list[str]], draw: random.Random) -> MadeUp:
    district = _name(draw)
    year, kind = draw.choice(YEARS), draw.choice(KINDS)
    shift = year - max((cover.last_year for cover in read.document.covers if cover.status is Status.PLAN), default=2025)
    title = f"{year}年{district}区{kind}（第{number}号）"
    body = "\n".join(_lines(read, stock, draw))
    body = _varied(body.replace(_OUR_PLACE, district), shift, draw)
    text = f"{title}\n\n{body}\n"
    doc_id = f"made_up_{number:06}"
    entry = CATALOG_ENTRY.format(
        doc_id=doc_id,
        title=title,
        district=district,
        kind=kind,
        year=year,
        before=year - 1,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    return MadeUp(doc_id, text, entry, len(text))


def _lines(read: ReadDocument, stock: dict[Role, list[str]], draw: random.Random) -> Iterator[str]:
    """Yield the lines of a document: numbered headings of two levels, a paragraph or its items for each section."""
    by_section: dict[str, list[Unit]] = {}
    for unit in read.units:
        by_section.setdefault(unit.section_id, []).append(unit)
    n_top = n_second = 0
    for section in read.sections:
        units = [unit for unit in by_section.get(section.section_id, ()) if unit.role in stock]
        if section.path and len(section.path) == 1:
            n_top, n_second = n_top + 1, 0
            yield f"{ORDINALS[(n_top - 1) % 10]}、{_bare_heading(section.path[-1])}"
        elif section.path:
            n_second += 1
            yield f"（{ORDINALS[(n_second - 1) % 10]}）{_bare_heading(section.path[-1])}"
        texts = [_drawn(unit, stock, draw) for unit in units]
        if texts:
            yield "".join(texts)


def _drawn(unit: Unit, stock: dict[Role, list[str]], draw: random.Random) -> str:
    return draw.choice(stock[unit.role]) if draw.random() < _BORROWED else unit.text


def _bare_heading(heading: str) -> str:
    return re.sub(rf"^([{ORDINALS}]+、|[（(][^）)]*[)）]|\d+[.、．])\s*", "", heading)


def _varied(text: str, shift: int, draw: random.Random) -> str:
    text = _NAMED.sub(lambda _: _name(draw), text)
    text = _YEAR.sub(lambda found: str(int(found[0]) + shift), text)
    return _FIGURE.sub(lambda found: _figure(found[0], draw), text)


def _figure(text: str, draw: random.Random) -> str:
    """Return another figure of as many digits."""
    whole, point, rest = text.partition(".")
    digits = [draw.choice("123456789"), *draw.choices("0123456789", k=len(whole) - 1)]
    return "".join([*digits, point, *draw.choices("0123456789", k=len(rest))])


def _name(draw: random.Random) -> str:
    return "".join(draw.sample(NAME_CHARACTERS, 2))
