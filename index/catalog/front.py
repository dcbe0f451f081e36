"""What stands at the head of a document: title, number, dates, who signed; line by line, whatever stands around it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from index.read.furniture import furniture_reasons
from index.words.hidden import without_hidden
from index.words.numerals import HEADED, number
from index.words.script import simplify

HEAD_LINES = (
    60  # a site's controls, title, number, recipients and signature stand among the first lines that are filled
)
TAIL_LINES = 12  # a signature at the end
LONGEST_DATED = 80  # characters of a line that says when; a longer one tells of something
LONGEST_TITLE = 100  # characters
_TITLE_LINES = 4  # that a title may be set on
_SHORTEST_START = 4  # characters of its first line; what is shorter is a button of the page
_HEADING_MARK = re.compile(r"^#{1,6}\s+(?=\S)")  # of Markdown
_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \t\u3000\u00a0]+(?=[\u4e00-\u9fff](?:[ \t\u3000\u00a0]|$))")
_FIELD = re.compile(r"^(?:title|标题|题目|文件名称|名称)\s*[:：]\s*", re.IGNORECASE)
# The words that name a kind of document, longest first where one ends in another.
KINDS = (
    r"政府工作报告|施政报告|财政预算案|(?:预算|决算|工作|调研|审计|评估|发展)?报告|统计公报|公报|公告|通告"
    r"|(?:行动|实施|工作|建设|管理)?方案|(?:行动|工作|重点)计划|计划|规划纲要|总体规划|专项规划|规划|纲要|工作要点|要点|若干(?:政策)?(?:措施|举措|规定|意见)"
    r"|(?:政策)?措施|举措|实施(?:意见|办法|细则)|指导意见|意见|(?:管理|暂行)?办法|条例|规定|规则|细则|规程|指引|指南|章程"
    r"|决定|决议|命令|通知|通报|批复|复函|函|纪要|总结|预算|决算|白皮书|清单|目录|(?:情况|一览|统计|明细|汇总|收支|分解|进度|公示|公开|安排)表"
)
_NAME_END = re.compile(rf"(?P<kind>{KINDS})(?P<mark>[》”\"]?(?:\s*[（(][^（）()]{{1,20}}[）)])*)(?:的?解读)?$")
_PLAN_REPORT = re.compile(r"国民经济和社会发展.{0,4}[计规]划")
_BUDGET_REPORT = re.compile(r"预算执行情况|预算草案|预算")
_PLACE_OF_MEETING = re.compile(r"[（(]在[^）)]*[）)]$")
NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[［【(（]\d{4}[〕\]］】)）]\s*(?:第\s*)?\d+\s*号?")
OFFICE = re.compile(
    r"[\u4e00-\u9fff（）()]{2,40}(?:人民政府|国务院|办公[室厅]|委员会|[^布大结格]局|[^大]厅|中心|办事处|管委会|调查队|部)|国务院"
)
POSTED = re.compile(
    r"(?:发布|成文|更新|公布)?(?:时间|日期)\s*[:：]|发布(?:时间|日期)|来源|\d{1,2}\s*(?:时|[:：])\s*\d{2}"
)
_DATE = re.compile(r"(\d{4})(?:\s*年\s*|[-/.])(\d{1,2})(?:\s*月\s*|[-/.])(\d{1,2})(?!\d)\s*日?")
_IN_NUMERALS = re.compile(rf"([〇○零一二三四五六七八九]{{4}})年([{HEADED}]{{1,3}})月([{HEADED}]{{1,3}})日")
_LAST_YEAR = 2100  # 4736年1月2日 is a slip
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_MEETING = re.compile(r"会议上|大会上|全会上")
_NO_TITLE = re.compile(r"[。；;]|[：:]$|^[—\-–]|^各|^[（(].*[）)]$|^[a-z_]+\s*:")
_DRAFT = re.compile(r"[（(][^（）()\d]{0,8}(?:稿|草案|试行|暂行|修订)[）)]")
_JOINED = re.compile(r"[\s、]+")
_BODY = re.compile(rf"^(?:[{HEADED}]+、|第[{HEADED}]+[章条])")


@dataclass(frozen=True)
class Front:
    """The head of a document, its lines without blanks inside spaced words. Empty where it does not tell."""

    lines: tuple[str, ...]
    title: str
    kind: str
    number: str
    issued: str  # ISO date
    signed: tuple[str, ...]


def front_of(text: str) -> Front:
    """Return what stands at the head of a text, and below it where it is signed."""
    lines = without_hidden(text).splitlines()
    filled = [
        line
        for raw, reason in zip(lines, furniture_reasons(lines), strict=True)
        if not reason and (line := _plain(raw))
    ]
    head = tuple(filled[:HEAD_LINES])
    above = list(takewhile(lambda line: not _BODY.match(line), head))
    title, kind = _title(above, {_plain(line): depth for line in lines if (depth := _depth(line))})
    signed, signed_on = _signature(above) or _signature(filled[-TAIL_LINES:]) or ((), "")
    return Front(
        lines=head,
        title=title,
        kind=kind,
        number=next((found.group() for line in above if (found := NUMBER.fullmatch(line))), ""),
        issued=signed_on or _issued(above),
        signed=signed or tuple(line for line in above if title and is_office(line) and line not in title),
    )


def date_in(line: str) -> str:
    """Return the first day that a line names, in figures or numerals, as an ISO date; empty when there is none."""
    found = _DATE.search(line)
    if found:
        year, month, day = (int(part) for part in found.groups())
    elif found := _IN_NUMERALS.search(line):
        year, month, day = int(found[1].translate(_DIGITS)), number(found[2]) or 0, number(found[3]) or 0
    else:
        return ""
    try:
        return date(year, month, day).isoformat() if year <= _LAST_YEAR else ""
    except ValueError:  # 31 June: a slip, and no day
        return ""


def _plain(line: str) -> str:
    """Return a line without a heading's mark or its field's name, words set apart whole: 政 府 工 作 报 告."""
    return _FIELD.sub("", _SPACED.sub("", _HEADING_MARK.sub("", line.strip())))


def _depth(line: str) -> int:
    """Return how many # stand in front of a heading in Markdown; 0 for any other line."""
    found = _HEADING_MARK.match(line.strip())
    return found[0].count("#") if found else 0


def _title(lines: Sequence[str], depths: Mapping[str, int]) -> tuple[str, str]:
    """Return the first run of lines that ends as a title does, and its kind; both empty when there is none.

    Args:
        lines: at the head of the document.
        depths: of headings in Markdown, by the line; one of another depth does not go on with a title.
    """
    for at in range(len(lines)):
        if not _may_begin(lines, at):
            continue
        whole = ""
        for line in lines[at : at + _TITLE_LINES]:
            if whole and (not _may_stand(line) or depths.get(line, 0) != depths.get(lines[at], 0)):
                break
            whole += _PLACE_OF_MEETING.sub("", line)
            found = _NAME_END.search(_simplified(whole))
            if found and len(whole) <= LONGEST_TITLE and not _goes_on(lines, at, whole):
                behind = "".join(lines[at : at + _TITLE_LINES]).removeprefix(whole)
                draft = _DRAFT.match(behind)
                return whole + (draft[0] if draft else ""), _kind(whole, found["kind"])
    return "", ""


def _kind(title: str, named: str) -> str:
    if named != "报告":
        return named
    return "计划报告" if _PLAN_REPORT.search(title) else "预算报告" if _BUDGET_REPORT.search(title) else named


def _simplified(text: str) -> str:
    """Return a text in Simplified script, where that takes as many characters."""
    simplified = simplify(text)
    return simplified if len(simplified) == len(text) else text


def is_office(line: str) -> bool:
    """Return whether a line names an office, or several set apart, and nothing else."""
    return all(map(OFFICE.fullmatch, _JOINED.split(line)))


def _may_begin(lines: Sequence[str], at: int) -> bool:
    line = lines[at]
    if len(line) < _SHORTEST_START or not _may_stand(line):
        return False
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return not is_office(line) or following.startswith("关于")  # a site's name, or who sends it


def _may_stand(line: str) -> bool:
    return not (NUMBER.fullmatch(line) or POSTED.search(line) or _NO_TITLE.search(line) or date_in(line))


def _goes_on(lines: Sequence[str], at: int, whole: str) -> bool:
    """Return whether a title that could end goes on in the next line: 关于印发…方案 | 的通知."""
    behind = "".join(lines[at : at + _TITLE_LINES]).removeprefix(whole)
    return behind.startswith("的") and bool(re.match(rf"的(?:{KINDS})", behind))


def _signature(lines: Sequence[str]) -> tuple[tuple[str, ...], str] | None:
    """Return who signed, in order, and the day; None when no office stands above a line with a date."""
    for at, line in enumerate(lines):
        day = date_in(line)
        if not day or len(line) > len("二〇二四年十二月三十一日"):
            continue
        offices = list(takewhile(is_office, reversed(lines[:at])))
        if offices:
            return tuple(reversed(offices)), day
    return None


def _issued(lines: Sequence[str]) -> str:
    """Return the day of the meeting that a report was given at, else the first day that is not that of posting."""
    dated = [(line, day) for line in lines if len(line) <= LONGEST_DATED and (day := date_in(line))]
    at_meeting = (day for line, day in dated if _MEETING.search(line) or re.match(r"^[—\-–]", line))
    given = next(at_meeting, "")
    return given or next((day for line, day in dated if not POSTED.search(line)), "")
