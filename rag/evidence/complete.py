"""What belongs to a chosen unit: the rest of its enumeration, the list it announces, another document's word on it."""

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from index.corpus import Corpus
from index.records import Role, Status, Unit
from index.words.kept import unit_fold, unit_terms
from index.words.lists import any_of
from index.words.measures import ANNOUNCING
from index.words.numerals import ORDINALS, TWO, in_english, number
from rag.evidence.rank import Ranked
from rag.question.said import said
from rag.question.understand import Understood, Wants

_FIRST, _GOES_ON = said("lists.first"), any_of(said("lists.goes_on").words)
# 高标准打造五大特色消费街区, 构建“三个一”工程: a count and what is counted.
_ANNOUNCED = re.compile(rf"([{ORDINALS}{TWO}\d]{{1,2}})[{ANNOUNCING}](?P<noun>[\u4e00-\u9fff]{{2,8}})")
_COUNTED = re.compile(rf"([{ORDINALS}{TWO}\d]{{1,2}})[{ANNOUNCING}](?P<noun>[\u4e00-\u9fff]{{2}})")
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?!号)")  # 1号 is a name
_AND = said("lists.and")
_TELLS = (Wants.OTHER, Wants.LIST)
MOST_OPENED = 3  # sentences behind a heading that tell what it announces
LONGEST_OPENING = 20  # characters of a sentence that stands for a heading
_HAS_PARTS = re.compile(r"[，,；;、\d]")
_ANNOUNCES = re.compile(r"[：:。]\s*$")
_LATER = re.compile(rf"[{ORDINALS[1:]}](?:{_GOES_ON})")
_NUMBERED = re.compile(rf"[(（](?:\d{{1,2}}|[ivx]{{1,5}}|[{ORDINALS}]{{1,3}})[)）]|\d{{1,2}}[.、．)）](?!\d)")
# 以下四个方面, 六大行动, 几项工作: how many, or only that there are several; 抓了九个方面工作: how many.
_COUNT_BEHIND = re.compile(
    rf"(?:以下|如下|下列)(?:几|(?P<count>[{ORDINALS}{TWO}\d]{{1,3}}))?[{ANNOUNCING}]?\S{{0,12}}[：:。]$"
    rf"|(?<![第{ORDINALS}\d])(?P<alone>[{ORDINALS}{TWO}\d]{{1,3}})[{ANNOUNCING}]\S{{2,6}}[：:。]$"
)
MOST_HEADINGS = 15
_ITEM_MARK = re.compile(r"^[①-⑳㉑-㉟]|^\d{1,2}[.、]")

# Chosen on the dev part: a unit of another document is about the same matter when it covers as much of the question.
SAME_COVERAGE = 0.8  # of the first unit's
SAME_SCORE = 4.0  # log-odds below the first unit
SAME_WORDS = 0.85
LEAST_COVERAGE = 0.3  # of the question by the first unit: below, it is not certain what the matter is
MOST_MEMBERS = 10


class Completer:
    """Finds the units without which a chosen one is not a whole answer."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def list_members(self, unit: Unit, asked: str) -> tuple[Unit, ...]:
        """Return the units of the list that `unit` begins or announces, in source order, without itself."""
        following = self._following(unit)
        headings = self._corpus.units_of_role(unit.doc_id, Role.HEADING)
        return (
            _enumerated(unit, following)
            or _enumerated_behind(unit, following)
            or _items_behind_colon(unit, following)
            or _numbered_behind_colon(unit, following)
            or self._headings_behind(unit)
            or _announced(unit, [u for u in following if u.role is Role.SENTENCE], asked)
            or _announced(unit, headings, asked)
        )

    def list_around(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the whole enumeration in sentences that `unit` is a later member of (二是…); empty when it is none."""
        if not _LATER.match(unit.text):
            return ()
        units = self._corpus.units_in(unit.section_id)
        position = next(i for i, other in enumerate(units) if other.unit_id == unit.unit_id)
        for i in range(position - 1, -1, -1):
            if _FIRST.found(units[i].text):
                members = (units[i], *_enumerated(units[i], units[i + 1 :]))
                return members if unit in members else ()
        return ()

    def counted_list(self, unit: Unit, asked: str, count: int) -> tuple[Unit, ...]:
        """Return a unit with the list of `count` members that it begins or announces; empty where there is none."""
        members = self.list_members(unit, asked)
        return (unit, *members) if members and len(members) + _FIRST.found(unit.text) == count else ()

    def _headings_behind(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the headings behind 突出抓好以下四个方面的工作：, where there are as many side by side as it says."""
        announced = _COUNT_BEHIND.search(unit_fold(unit.text))
        if not announced or not unit.text.rstrip().endswith(("：", ":", "。")):
            return ()
        count = number(announced.group("count") or announced.group("alone") or "") or 0
        headings = [
            (other, self._corpus.section(other.section_id).path)
            for other in self._corpus.units_of_role(unit.doc_id, Role.HEADING)
            if other.spans[0].start > unit.spans[0].start
        ]
        if not headings:
            return ()
        around = headings[0][1][:-1]
        members: list[Unit] = []
        for heading, path in headings:
            if path[: len(around)] != around:
                break
            if len(path) == len(around) + 1:
                members.append(heading)
        is_all = len(members) == count if count else len(members) >= 2
        return tuple(members) if is_all and len(members) <= MOST_HEADINGS else ()

    def outline(self, asked: str, years: tuple[int, ...], is_eligible: Callable[[Unit], bool]) -> tuple[Unit, ...]:
        """Return the sibling headings that a question counts, as 十大计划 or 五种经济; empty when none fit.

        They fit when there are as many as the question says and each names the thing that is counted; `is_eligible`
        tells which documents may answer.
        """
        for found in _COUNTED.finditer(asked):
            count, noun = number(found.group(1)) or 0, found.group("noun")
            for group in self._corpus.outlines(count, noun):
                is_of_other_years = years and group[0].years and not set(years) & set(group[0].years)
                if is_eligible(group[0]) and not is_of_other_years:
                    return group
        return ()

    def opened(self, unit: Unit, question: Understood) -> tuple[Unit, ...]:
        """Return what stands behind a heading, or a sentence as short as one, up to the next, where no form is asked.

        Alone it tells nothing of what is done: 打造造船产业集群。
        """
        if not _is_opening(unit) or question.expected.forms or question.wants not in _TELLS:
            return ()
        return tuple(takewhile(lambda other: not _is_opening(other), self._following(unit)[:MOST_OPENED]))

    def front_matter(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the date on the document whose title or number `unit` is."""
        if unit.role is not Role.FRONT:
            return ()
        front = self._corpus.units_of_role(unit.doc_id, Role.FRONT)
        return tuple(
            u for u in front if u.unit_id != unit.unit_id and re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", u.text)
        )

    def other_documents(self, ranked: Sequence[Ranked]) -> tuple[Unit, ...]:
        """Return what other documents say of the same matter and year, where they do not say the same.

        Args:
            ranked: units best first; the first is the one that was chosen.
        """
        first = ranked[0]
        if first.features.coverage < LEAST_COVERAGE or first.unit.status is Status.OTHER:
            return ()
        found: dict[str, Unit] = {}
        for item in ranked[1:]:
            if item.score < first.score - SAME_SCORE:
                break
            same_matter = item.features.coverage >= SAME_COVERAGE * first.features.coverage
            if same_matter and _same_period(first.unit, item.unit) and item.unit.doc_id not in found:
                found[item.unit.doc_id] = item.unit
        found.pop(first.unit.doc_id, None)
        return tuple(unit for unit in found.values() if not _says_the_same(first.unit, unit))

    def _following(self, unit: Unit) -> tuple[Unit, ...]:
        units = self._corpus.units_in(unit.section_id)
        position = next(i for i, other in enumerate(units) if other.unit_id == unit.unit_id)
        return units[position + 1 :]


def _is_opening(unit: Unit) -> bool:
    """Return whether a unit is a heading, or names shortly what the sentences behind it tell of."""
    is_short = len(unit.text) <= LONGEST_OPENING and not _HAS_PARTS.search(unit.text)
    return unit.role is Role.HEADING or (unit.role is Role.SENTENCE and is_short)


def names_counted(asked: str, text: str) -> bool:
    """Return whether a text has what a folded question counts with its number, behind a row of names."""
    folded = unit_fold(text)
    return any(re.search(rf"、[^，,。；;]*{re.escape(found[0])}", folded) for found in _COUNTED.finditer(asked))


def _enumerated(unit: Unit, following: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return 二是…, 三是… after a unit that holds 一是…."""
    if not _FIRST.found(unit.text):
        return ()
    members: list[Unit] = []
    for other in following:
        ordinal = ORDINALS[min(len(members) + 1, len(ORDINALS) - 1)]
        if re.match(rf"{ordinal}(?:{_GOES_ON})", other.text):
            members.append(other)
    return tuple(members)


def _enumerated_behind(unit: Unit, following: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return 一是…, 二是… directly behind a sentence that announces them."""
    if not following or not _ANNOUNCES.search(unit.text) or not _FIRST.found(following[0].text):
        return ()
    return (following[0], *_enumerated(following[0], following[1:]))


def _numbered_behind_colon(unit: Unit, following: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the numbered sentences behind one that ends with a colon: (i)…, (1)…, 1.…, none of what stands between."""
    if not unit.text.rstrip().endswith(("：", ":")) or not following or not _NUMBERED.match(following[0].text):
        return ()
    kind = _shape(following[0])
    members = [following[0]]
    for other in following[1:]:
        if _NUMBERED.match(other.text):
            if _shape(other) != kind or len(members) == MOST_MEMBERS:
                break
            members.append(other)
    return tuple(members)


def _shape(unit: Unit) -> str:
    """Return how a unit is numbered, its number aside."""
    found = _NUMBERED.match(unit.text)
    return re.sub(rf"[\divx]+|[{ORDINALS}]+", lambda n: "1" if n[0].isascii() else "一", found.group()) if found else ""


def _items_behind_colon(unit: Unit, following: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the list lines after a sentence that ends with a colon."""
    if not unit.text.rstrip().endswith(("：", ":")):
        return ()
    members: list[Unit] = []
    for other in following:
        if other.role is Role.FOOTNOTE:
            continue
        if other.role is not Role.ITEM or len(members) == MOST_MEMBERS:
            break
        members.append(other)
    return tuple(members)


def _announced(unit: Unit, following: Sequence[Unit], asked: str) -> tuple[Unit, ...]:
    """Return the sentences or headings behind 五大特色消费街区 that name one 消费街区 each, if that is asked."""
    for found in _ANNOUNCED.finditer(unit_fold(unit.text)):
        count = number(found.group(1)) or 0
        noun = found.group("noun")
        heads = [noun[: end + 1] for end in range(len(noun) - 1, 2, -1) if noun[: end + 1] in asked]
        if asked.isascii() and _counts_in_english(asked, count):  # no word of the unit can be in the question
            joined = _AND.search(noun)
            heads = [noun[: joined.start()] if joined else noun]
        if not heads or not 2 <= count <= MOST_MEMBERS:
            continue
        tail = heads[0][-2:]
        members = [other for other in following if tail in unit_fold(other.text)]
        if len(members) >= 2:
            return tuple(members[:count])
    return ()


def _counts_in_english(asked: str, count: int) -> bool:
    word = in_english(count)
    return count > 1 and bool(word) and bool(re.search(rf"\b(?:{word}|{count})\b", asked))


def _same_period(first: Unit, other: Unit) -> bool:
    return bool(set(first.years) & set(other.years)) and other.status is first.status


def _says_the_same(first: Unit, other: Unit) -> bool:
    """Return whether two units share a figure, or, where one has none, nearly all words of the shorter one."""
    one, two = _figures(first), _figures(other)
    if one and two:
        return bool(one & two)
    shorter = min(len(unit_terms(first.text)), len(unit_terms(other.text)))
    return len(unit_terms(first.text) & unit_terms(other.text)) >= SAME_WORDS * shorter


def _figures(unit: Unit) -> set[str]:
    return set(_FIGURE.findall(unit_fold(_ITEM_MARK.sub("", unit.text))))
