"""The noun that a question counts: behind 多少 or 几 and a measure word."""

import re
from typing import NamedTuple

from index.words.lists import any_of
from index.words.measures import COUNTING, HEADS
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import Language

LONGEST_NOUN = 6  # characters behind a measure word; beyond, a clause stands there and no noun
_SHORTEST_NOUN = 2

_ASKS = any_of(said("asks.how_many").words)
_NO_MEASURE = "集[装团群]"  # begins a noun
_MEASURE = f"(?!{_NO_MEASURE})(?:{any_of(COUNTING | HEADS | {*said('forms.any_measure').words})})"
# With the measure word behind it, where that does not begin a noun: 几人口.
_SCALED = rf"(?:万亿|[万亿])(?:元|(?={_MEASURE}|[^\u4e00-\u9fff]|$))"  # 多少亿, 多少万人
HOW_MANY = re.compile(rf"(?:{_ASKS})(?:{_SCALED})?(?:(?:{_MEASURE})(?![口数员力才]))?")
_COUNTED = re.compile(rf"(?:{_ASKS})(?P<measure>{_MEASURE})的?(?P<noun>[\u4e00-\u9fff]*)[?？]*")
_MEASURES = any_of(("平方公里", "平方米", "公里", "千米", "米", "公顷", "亩", "吨", "公斤"))
_SCALE, _NOUN = "[百千万亿]*", rf"[\u4e00-\u9fff]{{1,{LONGEST_NOUN}}}"
_MEASURED = re.compile(rf"(?:{_ASKS}){_SCALE}(?:{_MEASURES})的?(?P<noun>{_NOUN})[?？]*$")
_BARE = re.compile(
    rf"多少(?!{_SCALE}(?:{_MEASURE}|{_MEASURES}))(?P<noun>[\u4e00-\u9fff]{{{_SHORTEST_NOUN},{LONGEST_NOUN}}})[?？]*$"
)


class Counted(NamedTuple):
    """A measure word that a question asks with, and the noun behind it."""

    measure: str
    noun: str


def counted(question: Understood) -> Counted | None:
    """Return what a question counts, where it counts one thing and names it; None in English, and with a topic.

    Example: of 新增了多少个车位 it is 个 and 车位.
    """
    found = list(_COUNTED.finditer(question.asked))
    if question.language is Language.ENGLISH or len(found) != 1 or question.topic:
        return None
    one = Counted(found[0]["measure"], found[0]["noun"])
    return one if _SHORTEST_NOUN <= len(one.noun) <= LONGEST_NOUN else None


def behind_how_many(question: Understood) -> str:
    """Return what stands behind the measure word that a question counts with; empty where it counts twice, or nothing.

    Example: of 给多少个部门编了清单 it is 部门编了清单.
    """
    found = list(_COUNTED.finditer(question.asked))
    return found[0]["noun"] if len(found) == 1 and question.language is not Language.ENGLISH else ""


def counted_noun(question: Understood) -> str:
    """Return the noun that a question counts, with a measure word before it or none: 多少车位; empty elsewhere."""
    if one := counted(question):
        return one.noun
    found = _BARE.search(question.asked)
    return found["noun"] if found and not question.topic and question.language is not Language.ENGLISH else ""


def measured(question: Understood) -> str:
    """Return the noun that a question asks the length, the area or the weight of, behind the measure; empty elsewhere.

    Example: of 修了多少公里的路 it is 路.
    """
    found = _MEASURED.search(question.asked)
    return found["noun"] if found and not question.topic and question.language is not Language.ENGLISH else ""
