"""What a statement tells by its own words, clause by clause: what was, or is, against what is to be."""

import re
from enum import StrEnum

from index.words.clauses import CLAUSE_END, clauses

# 已 before what is only meant to be (已预留, 已计划) tells of a plan. 了 behind a verb: not 为了, 除了, 了解.
_MEANT = "计划|规划|预留|拟|订|定|承诺|建议|准备|打算|提出|要求|邀请|指示"
# A time in front of what only describes a noun tells nothing itself: 去年推行的计划.
_TIMES = "|".join(
    (
        "去年|上年(?!度)|早前|日前|先前",
        "过去[^，,。；;]{0,4}[年月周]",
        "[上前](?:个?月|周|星期)(?!起)",
        "近[几数两]?[年月日]来?|近[几数]个月",
    )
)
# What has come about, and is so now; and what was, which leads up to a plan as well (考虑了…，会…; 与去年一样，会…).
_DONE = re.compile(
    rf"已经?(?!{_MEANT}|[故知])|(?<![不何])曾(?!孙)|截至|至今|迄今|录得|同比|按[年季月](?!度|期|发|计|收|缴)"
)
_WAS = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![为除罢])了(?![解结然])|(?:{_TIMES})(?![^，,。；;已了将把]{{0,8}}的)|以来|"
    r"刚(?=[于在刚才]|[\u4e00-\u9fff]{1,2}了)"
)
_NOW = re.compile(rf"已经?(?!{_MEANT}|[故知])|至今|迄今|上(?:个?月|周|星期)|日前|近日")
_PRESENT = re.compile(r"^(?:\d+[.、]\s*)?(?:(?![由从自将会拟])[\u4e00-\u9fff]){0,4}(?:目前|现时)(?!的)")
# 会 is will behind a subject, an adverb or a time, and elsewhere the end of a body's name (立法会, 委员会).
_BEFORE_WILL = "们我府局处署司院团校室者人厅亦也并将还就再都均仍便后才更不续内月日季，,、"
# 将 before a noun only moves the object forward, as it does behind what has been done (已将…纳入).
_TO_COME = re.compile(
    "|".join(
        (
            "将|(?<![模虚])拟(?!定)",
            rf"(?:^|(?<=[{_BEFORE_WILL}])|(?<=[今明]年))会(?![议计员展社])",
            "建议(?!的)|目标|争取|力争|可望|有望|预[计期测]|预留(?!的)",
            "(?<!已)(?<!已经)决定(?!了)",
            "计划(?=[在于到由向将与开推把提就为扩])",
            "(?<![资材原饮燃物养])料(?!理)",
            "未来|今后|稍后|即将|明年|来年|下一?(?:步|个?年度|个?财政年度)",
            rf"已经?(?:{_MEANT})",
            "不少于|不低于",
        )
    )
)


class Told(StrEnum):
    """What a statement tells by its words."""

    PAST = "past"  # what was done, or is
    TO_COME = "to come"
    BOTH = "both"
    NOTHING = "nothing"


def told(text: str) -> Told:
    """Return what a statement in Simplified characters tells; in a clause the word that comes first decides.

    Example:
        >>> told("已建成三座桥，明年再建两座。"), told("过去两年建桥三座。"), told("我们会建桥。"), told("桥长三里。")
        (<Told.BOTH: 'both'>, <Told.PAST: 'past'>, <Told.TO_COME: 'to come'>, <Told.NOTHING: 'nothing'>)
    """
    found = {kind for clause in clauses(text, CLAUSE_END) if (kind := _of_clause(clause))}
    if _TO_COME in found:
        return Told.BOTH if found & {_DONE, _PRESENT} else Told.TO_COME
    return Told.PAST if found else Told.NOTHING


def is_of_now(clause: str) -> bool:
    """Return whether a clause tells what has come about by now: 去年成立，已批出三十笔."""
    return bool(_NOW.search(clause) or _PRESENT.search(clause))


def _of_clause(clause: str) -> re.Pattern[str] | None:
    """Return which of the words a clause has first; None where it has none."""
    found = [(match.start(), kind) for kind in (_DONE, _PRESENT, _WAS, _TO_COME) if (match := kind.search(clause))]
    return min(found, key=lambda one: one[0])[1] if found else None
