"""What a report says of itself: title, issuer, kind, date and periods, for a catalog entry that nobody filled in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.read.furniture import SITE_NAME
from index.read.mapped import quote_at
from index.read.period import heading_status, section_period
from index.read.units import ReadDocument, read_units
from index.records import Coverage, Document, Role, Status
from index.words.numerals import ORDINALS, number

# 盐田区 in 深圳市盐田区人民政府 and in 2023年盐田区政府工作报告, with the name apart.
ADMINISTRATIVE = re.compile(
    r"(?:^|(?<=[省市州年代表])|(?<=[^\u4e00-\u9fff]))(?P<name>(?![年省市州在])[\u4e00-\u9fff]{2,3}?)(?:新?区|县|旗|市)"
    rf"(?=人民政府|政府|人大|人民代表|第[{ORDINALS}]+届|国民经济|\s*\d{{4}}\s*年|[^区县旗市，。\s]{{0,8}}(?:局|委员会|办公室))"
)
_NAME_END = re.compile(
    r"(政府工作报告|预算报告|报告|通知|方案|计划|规划|意见|办法|公报|公告|通告|总结|要点|纲要|细则|决定|预算|决算)"
    r"(?:[（(][^）)]*[）)])?$"
)
_PLAN_REPORT = re.compile(r"国民经济和社会发展.{0,4}[计规]划")
_PLACE_OF_MEETING = re.compile(r"[（(]在[^）)]*[）)]$")
_NUMBER = re.compile(r"\S{1,8}〔\d{4}〕\d+号")
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民政府|办公室|委员会|局|厅|中心|办事处)")
_SENT_BY = re.compile(r"^([\u4e00-\u9fff]{2,20}?(?:人民政府|办公室|委员会|局))关于")
_SPOKEN_FOR = re.compile(r"代表(?:[\u4e00-\u9fff]{2,3}市)?([\u4e00-\u9fff]{2,3}(?:新?区|县|市))人民政府")
_POSTED = re.compile(r"发布(时间|日期)|来源")
_DATE = re.compile(r"(\d{4})(?:\s*年\s*|[-/.])(\d{1,2})(?:\s*月\s*|[-/.])(\d{1,2})\s*日?")
_YEARS = re.compile(r"((?:19|20)\d{2})\s*(?:[-—~至]+\s*((?:19|20)\d{2}))?\s*年")
_PLANS, _REPORTS = re.compile(r"方案|要点|通知|行动|预算|意见"), re.compile(r"公报|决算|统计")
_PAST_YEARS = re.compile(r"过去([一二三四五])年|([一二三四五])年来")
FRONT_LINES = 6  # a title stands among the first lines
LONGEST_TITLE = 80  # characters


@dataclass(frozen=True)
class Guess:
    """What could be read off a document; empty where it does not tell."""

    title: str
    issuer: str
    kind: str
    issued: str  # ISO date
    covers: tuple[str, ...]  # as `--covers` takes them


def guess(text: str) -> Guess:
    """Return what a document says of itself.

    Raises:
        ReadError: the document cannot be taken apart.
    """
    read = read_units(_unknown(text))
    front = [unit.text.strip() for unit in read.units if unit.role is Role.FRONT]
    issued = _issued(front)
    places = [found.group() for line in front for found in ADMINISTRATIVE.finditer(line)]
    spoken_for = _SPOKEN_FOR.search(text)
    place = places[0] if places else spoken_for.group(1) if spoken_for else ""
    bare_title, kind = _title(front)
    return Guess(
        title=_whole_title(bare_title, kind, place, issued[:4], front),
        issuer=_issuer(read, front, bare_title, place, kind),
        kind=kind,
        issued=issued,
        covers=_covers(read, bare_title, kind, issued[:4]),
    )


def _unknown(text: str) -> Document:
    return Document(
        doc_id="new", title="", issuer="", kind="", issued=None, covers=(), source="", sha256="", note="", text=text
    )


def _title(front: Sequence[str]) -> tuple[str, str]:
    """Return the title, which may stand on several lines, and its kind; both empty when no line looks like one."""
    lines: list[str] = []
    for line in front[:FRONT_LINES]:
        if _POSTED.search(line) or _NUMBER.fullmatch(line):
            lines = []
            continue
        lines.append(_PLACE_OF_MEETING.sub("", line))
        whole = "".join(lines)
        found = _NAME_END.search(whole)
        if found and len(whole) <= LONGEST_TITLE:
            is_plan_report = bool(_PLAN_REPORT.search(whole)) and found.group(1) == "报告"
            return whole, "计划报告" if is_plan_report else found.group(1)
    return "", ""


def _whole_title(title: str, kind: str, place: str, year: str, front: Sequence[str]) -> str:
    if not title:
        return ""
    number = next((line for line in front if _NUMBER.fullmatch(line)), "")
    if kind == "政府工作报告" and not _YEARS.search(title) and year:
        title = f"{year}年{title}"
    if place and place not in title:
        title = f"{place}{title}"
    return f"{title}（{number}）" if number else title


def _issued(front: Sequence[str]) -> str:
    for line in front:
        found = _DATE.search(line)
        if found and not _POSTED.search(line):
            year, month, day = (int(part) for part in found.groups())
            return f"{year:04}-{month:02}-{day:02}"
    return ""


def _issuer(read: ReadDocument, front: Sequence[str], title: str, place: str, kind: str) -> str:
    """Return who signed the document, else who sends it, else whose report or site it is."""
    for line, following in pairwise(front):
        if _DATE.fullmatch(following) and _OFFICE.fullmatch(line):
            return line
    sent_by = _SENT_BY.match(title)
    if sent_by:
        return sent_by.group(1)
    if kind in ("政府工作报告", "计划报告") and place:
        return f"{place}人民政府"
    sites = [quote_at(read.document.text, (drop.span,)) for drop in read.dropped if drop.reason == SITE_NAME]
    return sites[0] if sites else ""


def _covers(read: ReadDocument, title: str, kind: str, year: str) -> tuple[str, ...]:
    """Return the periods that the main headings name, else those of the title, else the year of a plan."""
    found: dict[str, None] = {}
    for section in read.sections:
        if len(section.path) == 1:
            period = section_period(section.path, read.document)
            if period.years and period.status is not Status.OTHER:
                found[_cover(period.years[0], period.years[-1], period.status)] = None
            elif kind == "政府工作报告" and year and not period.years:
                found |= dict.fromkeys(_relative_cover(section.path[0], int(year)))
    if not found:
        found = dict.fromkeys(_title_covers(title))
    if not found and year and _PLANS.search(title):
        found = {_cover(int(year), int(year), Status.PLAN): None}
    return tuple(found)


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
    cover = Coverage(first_year=first, last_year=last, status=status)
    years = f"{cover.first_year}-{cover.last_year}" if last > first else f"{first}"
    return f"{years}:{status.value}"
