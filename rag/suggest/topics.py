"""What units of a corpus tell in forms that a question can be asked about: counted things, lists, names, terms."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.records import LinkKind, Role, Status, Unit
from index.words import lists
from index.words.numerals import ORDINALS, TWO, number
from index.words.quotes import MARKS

_NOUNS = Path(__file__).parent / "data" / "nouns.tsv"
_HAN = "[\u4e00-\u9fff]"
_START = r"(?:^|(?<=[，,。；;、：:①-⑳㉑-㉟\s]))"
_MEASURE = r"公里|平方米|[个家所条座处张套间项场件台栋]"
# 全年新增学位10155个: verb, noun and figure are a whole clause of their own, but for words that tell no more.
_COUNTED = re.compile(
    rf"{_START}(?:全年|全区|共|累计|大力|继续|推动|计划|力争|多渠道|建设)*(?P<verb>新增|引进|引入|新建|建成|筹集|改造|更新|提供)"
    rf"(?:建设)?(?P<noun>{_HAN}{{2,6}}?)(?:约|超过?|近|不少于)?\s*(?P<figure>\d[\d.]*\s*万?)\s*(?P<measure>{_MEASURE})(?:以上|左右)?"
    r"(?=[，,。；;、]|$)"
)
_VERB_IN_NOUN = re.compile("新增|引进|建设|改造|更新|升级|完成|整治|提升|及|和|各类|其中")
# What may stand between an indicator and its level or growth; a range is neither.
_SUM = (
    r"(?:[(（][^)）]{1,8}[)）])?(?:总量|总额)?(?:同比)?(?:预计|完成|实现|达到|达|为|超过|超|约|控制在|降至|降低至|增长)*\s*"
    r"(?P<figure>\d[\d.]*)(?![\d.])(?!\s*%?\s*[-—~～])"
)
_MEMBER = "[^，,。；;、：:]{2,20}"
_LISTED = re.compile(
    rf"{_START}(?:打造|建设|推进|聚焦|实施|培育|组建|拥有|发展)?(?P<items>{_MEMBER}(?:、{_MEMBER}){{1,9}}?)"
    rf"等?(?P<n>[{ORDINALS[1:]}{TWO}])(?P<measure>大|个|项|条|类)(?P<noun>{_HAN}{{2,10}})(?=[，,。；;]|$)"
)
_NAMED = re.compile(
    rf"“(?P<name>{_HAN}{{2,8}}(?:卡|券|站|中心|平台|馆|超市|专员|基地|公园|养老圈|大厅|热线|驿站|工作室|学院|码|书房))”"
)
_TERM = re.compile(rf"{_HAN}{{2,6}}")
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{2,6}(?![A-Za-z])")


@dataclass(frozen=True)
class Noun:
    """What a counted or measured thing is called in English, and its place in the list: what concerns most is first."""

    english: str
    is_count: bool
    order: int


@dataclass(frozen=True)
class Counted:
    """A thing that a unit counts: `figure` verbatim, `verb` what was or will be done to it."""

    unit: Unit
    verb: str
    noun: str
    figure: str
    measure: str


@dataclass(frozen=True)
class Measured:
    """A noun of the list whose amount a unit tells; `is_change` when it is how much that grows."""

    unit: Unit
    noun: str
    figure: str
    is_change: bool


@dataclass(frozen=True)
class Listed:
    """A list that a unit counts, as 三 大 口岸."""

    unit: Unit
    number: str
    measure: str
    noun: str


@dataclass(frozen=True)
class Named:
    """A name or a term in a unit: what somebody is responsible for, or what is defined."""

    unit: Unit
    name: str


@lru_cache(maxsize=1)
def nouns() -> Mapping[str, Noun]:
    """Return the nouns that official reports count and measure, with their English."""
    rows = enumerate(lists.rows(_NOUNS))
    return {chinese: Noun(english, kind == "count", order) for order, (chinese, english, kind) in rows}


def counted(units: Iterable[Unit]) -> Iterator[Counted]:
    """Yield what units of one year and known status count."""
    for unit in _dated(units):
        for found in _COUNTED.finditer(unit.text):
            if not _VERB_IN_NOUN.search(found["noun"]):
                yield Counted(unit, found["verb"], found["noun"], found["figure"] + found["measure"], found["measure"])


def measured(units: Iterable[Unit]) -> Iterator[Measured]:
    """Yield the amounts of listed nouns in units of one year and known status."""
    for unit in _dated(units):
        for noun, rule in _amounts().items():
            found = rule.search(unit.text)
            if found:
                yield Measured(unit, noun, found["figure"], is_change="增长" in found[0])


def listed(units: Iterable[Unit]) -> Iterator[Listed]:
    """Yield the lists whose members stand before their number: 东港、西港、南港三大港口."""
    for unit in units:
        for found in _LISTED.finditer(unit.text):
            is_whole = len(found["items"].split("、")) == number(found["n"])  # 交通、集贸等十大整治 names two of ten
            if is_whole and not _VERB_IN_NOUN.search(found["noun"]):
                yield Listed(unit, found["n"], found["measure"], found["noun"])


def entrusted(units: Sequence[Unit]) -> Iterator[Named]:
    """Yield the things with a name of their own for which some department is responsible, each named once only."""
    texts = [unit.text for unit in units]
    for unit in units:
        if is_entrusted(unit):
            for name in _NAMED.findall(unit.text):
                if sum(name in text for text in texts) == 1:
                    yield Named(unit, name)


def is_entrusted(unit: Unit) -> bool:
    """Return whether it is told who is responsible for a unit."""
    return any(link.kind is LinkKind.RESPONSIBLE for link in unit.links)


def defined(units: Iterable[Unit], *, is_latin: bool) -> Iterator[Named]:
    """Yield the terms that are explained: short Chinese ones, or the Latin abbreviations in any."""
    for unit in units:
        if unit.role not in (Role.GLOSSARY, Role.FOOTNOTE):
            continue
        bare = unit.term.strip(MARKS)
        code = _CODE.search(bare)
        if is_latin and code:
            yield Named(unit, code[0])
        elif not is_latin and _TERM.fullmatch(bare):
            yield Named(unit, bare)


def _dated(units: Iterable[Unit]) -> Iterator[Unit]:
    return (unit for unit in units if len(unit.years) == 1 and unit.status is not Status.OTHER)


@lru_cache(maxsize=1)
def _amounts() -> Mapping[str, re.Pattern[str]]:
    return {
        noun: re.compile(rf"(?<!人均)(?<![片区])(?:{re.escape(noun)}){_SUM}")
        for noun, of in nouns().items()
        if not of.is_count
    }
