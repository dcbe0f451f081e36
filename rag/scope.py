"""What the documents are not about, whatever they hold: orders to the program, idle talk, other places and levels."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from index.records import Unit
from index.terms import fold
from rag.understand import Understood

_OFF_TOPIC = Path(__file__).parent / "data" / "off_topic.tsv"

# Orders to the program instead of questions to the documents.
_INJECTION = re.compile(
    r"(忽略|无视|忘记|不要理会).{0,12}(规定|规则|指令|提示|要求|设定)|系统提示词|你现在是|扮演|越狱|"
    r"\b(ignore|disregard|forget) .{0,20}(instruction|rule|prompt|polic)|system prompt|"
    r"^\s*(system|assistant)\s*:|\byou (no longer|are now)\b|jailbreak"
)


# The city's own figures; 全市首个 and the like praise a thing of the district.
_INDICATORS = r"(人均|gdp|生产总值|财政|常住人口|进出口|固定资产|社会消费|pm2\.5|学位|保障房|失业率)"
_WHOLE_CITY = re.compile(
    rf"深圳(全市|整体|整个市)|整个深圳|全深圳|(?<!罗湖)全市(的|范围|一共|总共|有多少|打算|计划|{_INDICATORS})|"
    rf"^[^罗]*深圳市?(\d{{4}}年?)?的?{_INDICATORS}|"
    r"\b(citywide|city-wide|(whole|entire) city|shenzhen as a whole|across (all of )?shenzhen|all of shenzhen|"
    r"shenzhen's (gdp|total|overall))\b"
)


def is_order(question: Understood) -> bool:
    """Return whether a text is an order to the program (a prompt injection) instead of a question."""
    return bool(_INJECTION.search(question.asked))


def is_out_of_scope(question: Understood, chosen: Sequence[Unit]) -> bool:
    """Return whether a question is idle talk, about a place no document is about, or about the whole city."""
    if _off_topic().search(question.asked) or _WHOLE_CITY.search(question.asked):
        return True
    place = question.elsewhere
    return bool(place) and not any(place in fold(unit.text) for unit in chosen)


@lru_cache(maxsize=1)
def _off_topic() -> re.Pattern[str]:
    rows = _OFF_TOPIC.read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{row})" for row in rows if row and not row.startswith("#")))
