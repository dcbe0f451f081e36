"""What a document says of itself: title, issuer, number, kind, date, periods, place, for an entry nobody filled in."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from pydantic import ValidationError

from index.catalog.front import Front, front_of, is_office
from index.places.gazetteer import COUNTRY, Region, gazetteer
from index.read.furniture import SITE_NAME
from index.read.mapped import quote_at
from index.read.period import heading_status, section_period
from index.read.units import ReadDocument, read_units
from index.records import Coverage, Document, Status
from index.words.hidden import without_hidden
from index.words.numerals import ORDINALS, number
from index.words.terms import fold

# A place that no gazetteer has: 某某区 in 某某区人民政府 and in 2023年某某区政府工作报告, with the name apart.
ADMINISTRATIVE = re.compile(
    r"(?:^|(?<=[省市州年代表])|(?<=[^\u4e00-\u9fff]))(?P<name>(?![年省市州在])[\u4e00-\u9fff]{2,3}?)(?:新?区|县|旗|市)"
    rf"(?=人民政府|政府|人大|人民代表|第[{ORDINALS}]+届|国民经济|\s*\d{{4}}\s*年|[^区县旗市，。\s]{{0,8}}(?:局|委员会|办公室))"
)
_WORK_REPORT, _BY_GOVERNMENT = "政府工作报告", ("政府工作报告", "计划报告", "施政报告")
_STATE_COUNCIL = "国务院"
_SPECIAL = "特别行政区"  # whose governments are not called the people's
_OF_COUNTRY = re.compile(r"国务院|全国人民代表大会")
_GIVEN = re.compile(r"代表(?P<who>国务院|[\u4e00-\u9fff]{0,14}?政府)[，,]?\s*向大会[^。]{0,8}?工作")
_SENT_BY = re.compile(r"^(?P<who>[^《]{2,40}?)关于")
_JOINED = re.compile(r"\s+|(?<=[局厅])(?=[\u4e00-\u9fff]{2,12}[市省区县州])|(?<=委员会)(?=[\u4e00-\u9fff])")
_SEAT = re.compile(r"[省市区县旗州]$")
_SEGMENT = re.compile(r"关于|支持|[《》、，]")  # behind these a title may name other places
_YEARS = re.compile(r"((?:19|20)\d{2})\s*(?:[-—–~至]+\s*((?:19|20)\d{2}))?\s*年")
_PLANS, _REPORTS = re.compile(r"方案|要点|通知|行动|预算|意见|措施|举措|施政"), re.compile(r"公报|决算|统计")
_PAST_YEARS = re.compile(r"过去([一二三四五])年|([一二三四五])年来")


@dataclass(frozen=True)
class Guess:
    """What could be read off a document; empty where it does not tell."""

    title: str
    issuer: str
    number: str
    kind: str
    issued: str  # ISO date
    covers: tuple[str, ...]  # as `--covers` takes them
    place: str


def guess(text: str) -> Guess:
    """Return what a document says of itself.

    Raises:
        ReadError: the document cannot be taken apart.
    """
    read, front = read_units(_unknown(text)), front_of(text)
    given = _GIVEN.search(without_hidden(text))
    kind = front.kind or (_WORK_REPORT if given else "")
    issuer = _issuer(read, front)
    region = _region(front, issuer, given["who"] if given else "")
    place = _written(region, front, issuer) if region else _unlisted(front, without_hidden(text))
    named = region.name if region else place
    if not issuer and kind in _BY_GOVERNMENT and named:
        of_people = "" if named.endswith(_SPECIAL) else "人民"
        issuer = _STATE_COUNCIL if region and region.is_country else f"{named}{of_people}政府"
    return Guess(
        title=_whole_title(front, kind, _STATE_COUNCIL if issuer == _STATE_COUNCIL else named),
        issuer=issuer,
        number=front.number,
        kind=kind,
        issued=front.issued,
        covers=_covers(read, front.title, kind, front.issued[:4]),
        place=place,
    )


def _unknown(text: str) -> Document:
    return Document(
        doc_id="new", title="", issuer="", kind="", issued=None, covers=(), source="", sha256="", note="", text=text
    )


def _whole_title(front: Front, kind: str, place: str) -> str:
    title = front.title or (kind if kind == _WORK_REPORT else "")
    if not title:
        return ""
    if kind == _WORK_REPORT:
        if not _YEARS.search(title) and front.issued:
            title = f"{front.issued[:4]}年{title}"
        if place and place not in title:
            title = f"{place}{title}"
    return f"{title}（{front.number}）" if front.number else title


def _issuer(read: ReadDocument, front: Front) -> str:
    """Return who signed the document, else who sends it, else whose site it stands on; several one behind the other."""
    if front.signed:
        return "、".join(one for line in front.signed for one in _JOINED.split(line))
    sent_by = _SENT_BY.match(front.title)
    if sent_by and (is_office(sent_by["who"]) or _is_place(sent_by["who"])):
        return "、".join(_JOINED.split(sent_by["who"]))
    sites = [quote_at(read.document.text, (drop.span,)) for drop in read.dropped if drop.reason == SITE_NAME]
    return sites[0] if sites and front.kind not in _BY_GOVERNMENT else ""


def _is_place(words: str) -> bool:
    """Return whether words name a place and nothing else, a zone of it that no gazetteer has perhaps."""
    named = gazetteer().named_in(fold(words))
    return bool(named) and not named[0].start and (named[-1].end == len(words) or bool(_SEAT.search(words)))


def _region(front: Front, issuer: str, spoken_for: str) -> Region | None:
    """Return the place that the title, who signed, who it is spoken for or the meeting name first, by the gazetteer."""
    near = _regions_in(f"{front.title} {issuer}")
    around = _regions_in(" ".join((issuer, *front.lines)))
    is_unlisted = any(map(ADMINISTRATIVE.search, (front.title, issuer)))  # lines below name parts of it, and others
    for said in (front.title, issuer, spoken_for, *(() if is_unlisted else front.lines)):
        found = _first_named(said, near, around)
        if found:
            return found
        if _OF_COUNTRY.search(said):
            return gazetteer().regions[COUNTRY]
    return None


def _regions_in(text: str) -> tuple[Region, ...]:
    return tuple(region for named in gazetteer().named_in(fold(text)) for region in named.regions)


def _first_named(said: str, near: tuple[Region, ...], around: tuple[Region, ...]) -> Region | None:
    """Return the first place that a text names, or the smallest part of it that stands behind it before other words."""
    places = gazetteer()
    for segment in _SEGMENT.split(said):
        found: Region | None = None
        for named in places.named_in(fold(segment), near):
            regions = [region for region in named.regions if not region.is_foreign]
            if found:
                regions = [region for region in regions if places.is_within(region, found)]
            found = _likeliest(regions, around) if regions else found
        if found:
            return found
    return None


def _likeliest(regions: list[Region], near: tuple[Region, ...]) -> Region:
    """Return which of the places of a name the document is about: one whose whole it names, too."""
    places = gazetteer()
    return max(regions, key=lambda region: sum(places.is_within(region, other) for other in near))


def _written(region: Region, front: Front, issuer: str) -> str:
    """Return a place in full, with the city that tells it from others of its name where the document names one."""
    wholes = [whole for whole in gazetteer().wholes(region) if not whole.is_country]
    alike = [other for other in gazetteer().regions.values() if other.name == region.name]
    if len(alike) > 1:
        named = _regions_in(" ".join((front.title, issuer, *front.lines)))
        if not any(whole in named for whole in wholes):
            return region.name
    return f"{wholes[0].name}{region.name}" if wholes and region.is_county else region.name


def _unlisted(front: Front, text: str) -> str:
    """Return a place that no gazetteer has, as a title, a signature or a meeting names it."""
    spoken_for = re.search(r"代表([\u4e00-\u9fff]{2,3}(?:新?区|县|市))人民政府", text)
    named = (found.group() for line in front.lines for found in ADMINISTRATIVE.finditer(line))
    return next(named, "") or (spoken_for[1] if spoken_for else "")


def _covers(read: ReadDocument, title: str, kind: str, year: str) -> tuple[str, ...]:
    """Return the periods that the main headings name, else those of the title, else the year of a plan."""
    found: dict[str, None] = {}
    is_report = kind == _WORK_REPORT
    for section in read.sections:
        if len(section.path) == 1:
            period = section_period(section.path, read.document)
            if period.years and period.status is not Status.OTHER:
                found[_cover(period.years[0], period.years[-1], period.status)] = None
            elif is_report and year and not period.years:
                found |= dict.fromkeys(_relative_cover(section.path[0], int(year)))
    if is_report and year:  # such a report tells of the year before and plans its own, whatever its headings are called
        found |= dict.fromkeys(_of_report(found, int(year)))
    told = {cover.partition(":")[0] for cover in found}
    found |= dict.fromkeys(cover for cover in _title_covers(title) if cover.partition(":")[0] not in told)
    if not found and year and _PLANS.search(title):
        found = {_cover(int(year), int(year), Status.PLAN): None}
    return tuple(sorted(filter(None, found), key=lambda cover: (cover.partition(":")[2] != Status.RESULT, cover)))


def _of_report(found: dict[str, None], year: int) -> Iterator[str]:
    for at, status in ((year - 1, Status.RESULT), (year, Status.PLAN)):
        if not any(cover.endswith(f":{status.value}") for cover in found):
            yield _cover(at, at, status)


def _relative_cover(heading: str, year: int) -> tuple[str, ...]:
    """Return the period of 过去五年工作回顾 or 今年工作安排 in a report of `year`."""
    status = heading_status(heading)
    if status is Status.PLAN and not re.search(r"今后|未来|[三五]年", heading):
        return (_cover(year, year, status),)
    if status is Status.RESULT:
        past = _PAST_YEARS.search(heading)
        n_years = (number(past.group(1) or past.group(2)) or 1) if past else 1
        return (_cover(year - n_years, year - 1, status),)
    return ()


def _title_covers(title: str) -> list[str]:
    found = list(_YEARS.finditer(title))
    covers = []
    for match, following in zip(found, [*found, None][1:], strict=True):
        words = title[match.end() : following.start() if following else None]
        status = heading_status(words)
        if status is Status.OTHER:
            status = Status.RESULT if _REPORTS.search(words) else Status.PLAN if _PLANS.search(words) else Status.OTHER
        if status is not Status.OTHER:
            covers.append(_cover(int(match.group(1)), int(match.group(2) or match.group(1)), status))
    return covers


def _cover(first: int, last: int, status: Status) -> str:
    """Return a period as `--covers` takes it; empty where it is none, as 2025-2021年 in a title."""
    with suppress(ValidationError):
        Coverage(first_year=first, last_year=last, status=status)
        years = f"{first}-{last}" if last > first else f"{first}"
        return f"{years}:{status.value}"
    return ""
