"""What a question asks: its language, the years it names, plan or result, and which kind of answer it wants."""

import re
from dataclasses import dataclass
from enum import StrEnum

from index.records import Status
from index.words.measures import ASKED
from index.words.script import simplify
from index.words.sounds import Sounds
from index.words.terms import fold
from rag.question.answer_form import Expected, expected
from rag.question.courtesy import only_courtesy, without_courtesy
from rag.question.own_matter import Vocabulary, follows, leaves_out_matter
from rag.question.place import Place, Places
from rag.question.wording import is_cantonese, written
from rag.question.year_span import Through, through, without_asking
from rag.records import Language, Question


class Wants(StrEnum):
    """The kind of thing that answers a question."""

    FIGURE = "figure"
    RESPONSIBLE = "responsible"
    DEFINITION = "definition"
    LIST = "list"
    DATE = "date"
    OTHER = "other"


@dataclass(frozen=True)
class Understood:
    """A question as the search sees it.

    `asked` is the question, politeness round it aside, folded to Simplified and to written Chinese (English and pinyin
    stay as they are). What a follow-up leaves out stands in `topic`, taken from the questions before it; empty for a
    question that names its matter. `leans` tells that something is taken from them, if only years or what is asked.
    `expected` is the form the answer must have. `both_sides` is true where a plan is asked about together with its
    outcome; `through` tells the years where a figure is asked of a row of them. `places` are the districts it names,
    where the corpus holds several; `elsewhere` is the place it is about when no document is, or empty.
    """

    language: Language
    is_pinyin: bool
    asked: str
    topic: str
    years: tuple[int, ...]
    status: Status
    wants: Wants
    expected: Expected
    both_sides: bool
    places: tuple[Place, ...]
    elsewhere: str
    through: Through | None = None
    leans: bool = False

    @property
    def text(self) -> str:
        """The question with its topic: what stands alone."""
        return f"{self.asked} {self.topic}" if self.topic else self.asked


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(1\d|2\d)年")
_DATED = re.compile(r"(?<!\d)(?:(?:19|20)\d{2}年?|[12]\d年)度?")
_RELATIVE_YEARS = (
    (0, re.compile(r"今年|本年度?|\bthis year\b")),
    (-1, re.compile(r"去年|上一?年度?|旧年|\blast year\b")),
    (-2, re.compile(r"(?<![大以])前年|\bthe year before last\b")),
    (1, re.compile(r"明年|来年|出年|\bnext year\b")),
)
_FIGURE = re.compile(
    rf"多少|几多|(?<!哪)几(?=[{ASKED}万亿年公天成分层]|$)|第几|多大|多长|多高|多久|多快|多远|几成|数量|"
    r"人数|总额|占比|比例|百分之|增速|增幅|率(是|有|多|达|定|目标)|\b(how (many|much|long|fast|far|large|big|high)|"
    r"what (number|share|percentage|rate|amount|total)|percentage|rate|figure|duoshao|ji ge)\b"
)
_RESPONSIBLE = re.compile(
    r"责任单位|谁负责|归谁|谁管|谁来|由谁|派给谁|交给谁|谁在(管|做|弄|搞)|哪.{0,2}(部门|单位|机构)|哪(个|些)?局|(部门|单位)(来)?负责|"
    r"负责部门|谁牵头|归哪|哪(个|位|啲|些)(来)?负责|边个负责|边啲部门|"
    r"\b(who (is|are) (responsible|in charge)|in charge of|responsible for|"
    r"which .{0,16}(offices?|departments?|bureaus?|units?|agenc(y|ies))|(office|department|bureau) handles|accountable|"
    r"answers? for|who (handles|runs|looks after))\b"
)
_DEFINITION = re.compile(
    r"是什么意思|什么意思|指的?是?(什么|哪|啥)|各?指什么|怎么理解|是什么$|是什么[?？]|是啥|解释|含义|定义|何谓|什么叫|是指|"
    r"究竟是|是哪[两三四五六七八九十]|^(什么|啥)(是|叫)|"
    r"\b(what (is|are|does) .{0,40}(mean|meant|stand for)|meant by|meaning of|definition|explain|stand for)\b"
)
_LIST = re.compile(
    r"哪些|哪几|有哪|都有(什么|啥)|分别是|列出|哪[两三四五六七八九十]|边啲|"
    r"\b(which (two|three|four|five|six|seven|ones)|list|what are the|what were the)\b"
)
_DATE = re.compile(r"什么时候|哪[一]?(年|天|月|日)|何时|几时|几月|日期|\b(when|what date|which year)\b")
_PLAN = re.compile(
    r"目标|计划|打算|准备|规划|预期|要(建|办|新增|增加|引进|完成|改造|做)|力争|争取|定的|订的|定在|将要|未来|想(做|达|要|把|建|打造|引|整)|"
    r"\b(plan|plans|planned|planning|target|aim|aiming|goal|will|going to|hope|hoping|supposed to|promised)\b"
)
_RESULT = re.compile(
    r"实际|完成了|做到了|到底(做|办|建)|已经|真正|结果|实现了|达到了|落实了|最后|"
    r"\b(actual|actually|achieved|result|delivered|did|was|were|reached|completed|measured)\b"
)
_NEXT_YEAR = re.compile(
    r"第二年|次年|翌年|下一年|后一年|[跟接]着的?那?一?年|the (next|following) year|(the )?year after"
)
_LAST_YEAR = re.compile(r"上一年|前一年|上年|去年同期|the (previous|preceding) year|(the )?year before")
# 比上年增长多少 asks for one figure of one year.
_THAN_LAST_YEAR = re.compile(
    r"[比较](上|前)一?年度?(同期)?(增|下|涨|升|降|跌|提高|减少|扩大|多|少|[,，。?？]|$)|同比|去年同期|"
    r"\b(than|compared (to|with)|on|over|from) the (previous year|year before)"
)
NOT_PLANNED = re.compile(r"(不是|别给|不要|不想要).{0,6}(计划|目标)数?|\bnot (the|a) (plan|target)\b")
# A plan is asked about together with what came of it, or it is asked which of the two something is.
_BOTH_SIDES = re.compile(
    r"后来|(目标|计划|定的数|定下|订的|原定|原先|说要|说好).{0,16}(实际|完成|做到|达到|兑现|动工|落实)|(实际|做完).{0,16}(目标|计划)|"
    r"还是.{0,4}(只|还|仅|停).{0,8}|(算不算|是不是|有没有|算).{0,4}已经|真.{0,12}(还是|只是)|"
    r"\b(target|plan|promis\w+|aim\w*|want)\b.{0,60}\b(actual\w*|achiev\w*|deliver\w*|happen\w*|got to|reached)\b|"
    r"\balready\b.{0,60}\bor\b|\bor (is|was|are|were) (that|it|they) (just|only|still)\b"
)


def understand(question: Question, vocabulary: Vocabulary, this_year: int, places: Places) -> Understood:
    """Return what a question asks.

    Args:
        question: as it was typed, with its history.
        vocabulary: of the corpus; tells pinyin from English, and whether a question names a matter.
        this_year: the year that 今年 means: the last one the documents plan.
        places: those the documents are about.
    """
    typed = without_courtesy(question.text)
    language = detect_language(typed)
    pinyin = language is Language.ENGLISH and _is_pinyin(typed, vocabulary.sounds)
    asked = _dated(_lower(typed), this_year)
    history = tuple(without_courtesy(earlier) for earlier in question.history if not only_courtesy(earlier))
    before = _before(tuple(_dated(_lower(earlier), this_year) for earlier in history), vocabulary)
    leaves_out = bool(history) and leaves_out_matter(asked, language, vocabulary, is_pinyin=pinyin)
    is_continued = bool(history) and (leaves_out or follows(asked))
    topic = before.topic if leaves_out else ""
    named = places.named(asked, before.topic if is_continued else "")
    years = years_in(asked)
    if not years and (is_continued or _counts_years(asked)):
        years = tuple(year + _step(asked) for year in before.years)
    leans = leaves_out or years != years_in(asked) or named != places.named(asked)
    wants, form = _wants(asked), expected(asked)
    if is_continued and wants is Wants.OTHER and not form.forms:  # what about …? asks the same of something else
        wants, form, leans = _wants(before.topic), expected(before.topic), True
    row = through(asked, years_in(asked), this_year)
    if row:
        asked, topic, years = without_asking(asked), without_asking(_DATED.sub("", topic)), row.years
        form = form if row.is_listed else form.or_growth()
    return Understood(
        language=Language.SIMPLIFIED if pinyin else language,
        is_pinyin=pinyin,
        asked=asked,
        topic=topic,
        years=years,
        status=_status(asked),
        wants=wants,
        expected=form,
        both_sides=bool(_BOTH_SIDES.search(NOT_PLANNED.sub("", asked))),
        places=named,
        elsewhere=places.elsewhere(asked),
        through=row,
        leans=leans,
    )


def detect_language(text: str) -> Language:
    """Return the language and script a question is written in."""
    latin = sum(character.isascii() and character.isalpha() for character in text)
    chinese = sum("\u3400" <= character <= "\u9fff" for character in text)
    # A Chinese word takes about two characters, an English one five.
    if latin > 2 * chinese and latin > 3:
        return Language.ENGLISH
    if is_cantonese(fold(text)):
        return Language.CANTONESE
    return Language.TRADITIONAL if simplify(text) != text else Language.SIMPLIFIED


def _lower(text: str) -> str:
    return " ".join(written(text).split())


def _is_pinyin(text: str, sounds: Sounds) -> bool:
    words = re.findall(r"[a-z]+", text.lower())
    spelled = sum(bool(sounds.syllables(word)) for word in words)
    return len(words) >= 2 and spelled >= 0.9 * len(words)


def _dated(text: str, this_year: int) -> str:
    """Return a text with the year said in figures where it says 今年 or last year, and names no year itself."""
    if _YEAR.search(text) or _SHORT_YEAR.search(text):
        return text
    for offset, rule in _RELATIVE_YEARS:
        text = rule.sub(f"{this_year + offset}年", text)
    return text


def years_in(text: str) -> tuple[int, ...]:
    """Return the years a text names, in order of value; 前一年 beside a year names the one before it, too."""
    years = {int(year) for year in _YEAR.findall(text)}
    years |= {2000 + int(year) for year in _SHORT_YEAR.findall(text)}
    step = 0 if _THAN_LAST_YEAR.search(text) else _step(text)
    return tuple(sorted(years | {year + step for year in years}))


@dataclass(frozen=True)
class _Before:
    """What the questions before one were about: from the last that names its matter on."""

    topic: str = ""
    years: tuple[int, ...] = ()


def _before(history: tuple[str, ...], vocabulary: Vocabulary) -> _Before:
    """Return the matter and the years of the questions before, dated and folded, oldest first."""
    matter = ""
    years: tuple[int, ...] = ()
    for asked in history:
        language = detect_language(asked)
        is_pinyin = language is Language.ENGLISH and _is_pinyin(asked, vocabulary.sounds)
        leaves_out = bool(matter) and leaves_out_matter(asked, language, vocabulary, is_pinyin=is_pinyin)
        if not (leaves_out or follows(asked) or _counts_years(asked)):
            years = ()
        years = years_in(asked) or tuple(year + _step(asked) for year in years)
        matter = matter if leaves_out else asked
    topic = _DATED.sub(" ", " ".join(dict.fromkeys((matter, *history[-1:]))))
    return _Before(" ".join(topic.split()), years)


def _counts_years(text: str) -> bool:
    """Return whether a text counts a year from one named before: 第二年, the year after."""
    return bool(_step(text)) and not _THAN_LAST_YEAR.search(text)


def _step(text: str) -> int:
    return 1 if _NEXT_YEAR.search(text) else -1 if _LAST_YEAR.search(text) else 0


def _status(text: str) -> Status:
    plan, result = bool(_PLAN.search(text)), bool(_RESULT.search(text))
    if plan == result:
        return Status.OTHER
    return Status.PLAN if plan else Status.RESULT


def _wants(text: str) -> Wants:
    for wants, rule in (
        (Wants.RESPONSIBLE, _RESPONSIBLE),
        (Wants.FIGURE, _FIGURE),
        (Wants.DATE, _DATE),
        (Wants.LIST, _LIST),
        (Wants.DEFINITION, _DEFINITION),
    ):
        if rule.search(text):
            return wants
    return Wants.OTHER
