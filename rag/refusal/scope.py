"""What the documents are not about, whatever they hold: orders to the program, idle talk, other places and levels."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.records import Unit
from index.words import lists
from index.words.terms import fold
from rag.question.understand import Understood
from rag.question.wording import content

_OFF_TOPIC = Path(__file__).parent / "data" / "off_topic.tsv"

_PAIR, _WORD = re.compile("[\u4e00-\u9fff]{2}"), re.compile(r"[\u4e00-\u9fff]|[a-z]+")

# Orders to the program instead of questions to the documents.
_INJECTION = re.compile(
    r"(忽略|无视|忘记|不要理会).{0,12}(规定|规则|指令|提示|要求|设定)|系统提示词|你现在是|扮演|越狱|"
    r"\b(ignore|disregard|forget) .{0,20}(instruction|rule|prompt|polic)|system prompt|"
    r"^\s*(system|assistant)\s*:|\byou (are )?(no longer|now)\b.{0,40}(limit|bound|restrict|assistant|model|ai)|"
    r"\byou are now\b|jailbreak"
)


# The figures of the city, the province or the country; 全市首个 and the like praise a thing of the district.
_INDICATORS = (
    r"(人均|gdp|生产总值|经济增长|财政|(常住)?人口|进出口|外贸|出口|固定资产|社会消费|社零|工业|研发|税收|pm2\.5|空气质量|学位|学校|"
    r"医院|床位|保障房|公租房|房价|失业|就业|低保|最低工资|平均工资|地铁|公交|充电|5g|新能源|游客|旅游|专利|高新技术企业|上市公司)"
)
_ENGLISH_INDICATORS = (
    r"(gdp|economy|population|growth|budget|revenue|exports?|imports?|trade|investment|retail|unemployment|wages?|"
    r"metro|subway|hospitals?|schools?|school places|housing|pm2\.5|air quality|patents?|tourists?)"
)
_DATED = r"(在|到)?((19|20)\d{2}年?)?(全年|一共|总共|的|整体){0,2}"
_WHOLE_CITY = re.compile(
    rf"深圳(市)?(全市|整体|整个市)|整个(深圳|广东|市)|全深圳|(?<!罗湖)全市(的|范围|一共|总共|有多少|打算|计划|{_INDICATORS})|"
    rf"^[^罗]*(深圳市?|广东省?|全省|全国|我国|中国){_DATED}{_INDICATORS}|"
    r"\b(citywide|city-wide|(whole|entire) city|shenzhen as a whole|across (all of )?shenzhen|all of shenzhen|"
    r"shenzhen's (gdp|total|overall))\b|"
    rf"^(?!.*\bluohu\b).*\b(shenzhen|guangdong|china|national)('s)? (total |overall |city )?{_ENGLISH_INDICATORS}\b|"
    rf"^(?!.*\bluohu\b).*\b{_ENGLISH_INDICATORS} (of|in|for) (all of )?(shenzhen|guangdong|china)\b"
)


def order_in(question: Understood) -> str:
    """Return the words that make a text an order to the program (a prompt injection), or ""."""
    found = _INJECTION.search(question.asked)
    return found.group() if found else ""


def whole_in(question: Understood) -> str:
    """Return the words by which a question asks about the whole that the held places are parts of, or ""."""
    found = _WHOLE_CITY.search(question.asked)
    return found.group() if found else ""


def elsewhere_in(question: Understood, chosen: Sequence[Unit]) -> str:
    """Return the place a question is about when no document and none of the chosen units is, or ""."""
    place = question.elsewhere
    return "" if any(place in fold(unit.text) for unit in chosen) else place


@dataclass(frozen=True)
class Idle:
    """The idle talk in a question: its first words, and its share of the question's words, from 0 to 1."""

    words: str
    share: float


def idle_in(question: Understood, chosen: Sequence[Unit]) -> Idle:
    """Return the idle talk in a question that is none of its evidence's, words of asking aside.

    A match is its evidence's where the two characters across each of its ends stand there, one of the match and one
    beside it: 作文 in 创作文艺 where the evidence holds 创作 and 文艺. A question that leaves its matter to those
    before it has none but its idle talk.
    """
    asked = question.asked
    evidence = fold(" ".join(unit.text for unit in chosen))
    n_idle, words = 0, ""
    for found in _off_topic().finditer(asked):
        ends = (asked[max(0, at - 1) : at + 1] for at in found.span())
        across = [pair for pair in ends if _PAIR.fullmatch(pair)]
        if not (across and all(pair in evidence for pair in across)):
            n_idle += len(_WORD.findall(content(found[0]))) or 1
            words = words or found[0]
    if n_idle and question.topic:
        return Idle(words, 1.0)
    return Idle(words, min(1.0, n_idle / max(1, len(_WORD.findall(content(asked))))))


@lru_cache(maxsize=1)
def _off_topic() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row})" for (row,) in lists.rows(_OFF_TOPIC)))
