"""Whether a figure counts what is asked: its record is held against the question's noun, measure and year."""

import re
from collections.abc import Mapping
from functools import lru_cache

from index.figures.read import records_of
from index.figures.record import Direction, FigureRecord, Mean
from index.figures.stated import Figure
from index.records import Unit
from index.words.amounts import in_digits
from index.words.clauses import CLAUSE_END, SENTENCE_END
from index.words.figures import WORDS
from index.words.lists import any_of
from index.words.measures import COUNTING, MONEY
from index.words.terms import fold
from rag.figures.compute.operands import names_of
from rag.figures.decide import is_other_of
from rag.figures.matter import acts_in
from rag.figures.noun import counted, counted_noun, measured
from rag.figures.thing import without_tail
from rag.question.answer_form import FIGURE, Form
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import Language

_HOW_MANY = said("asks.how_many")
_ASKS_SHARE_OF = said("asks.share_of")
_AMOUNT_OF, _RATE, _CHANGE = said("asks.amount_of"), said("asks.rate"), said("asks.change")
_ASKS_FIGURE, _COUNTS_THINGS, _ONLY_COUNTS = said("asks.figure"), said("asks.things"), said("asks.only_things")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ASKS_ADDED = said("asks.added")
_STOCK, _IN_ALL, _HELD = said("asks.stock"), said("figures.in_all"), said("figures.held")
_YEARLY = re.compile(any_of(WORDS["yearly"]))
_YEARLY_FIGURE = re.compile(rf"(?:{any_of(WORDS['yearly'])})\s*$")
_OVER = re.compile("[一二两三五十]年|累计|连续")  # what years brought together
_SHARE, _GRADES = "%", ("级", "强")  # 10亿级项目, 500强企业: the figure is part of a name
_HEAD = 2  # characters of the head of a name
_SHARES = (_SHARE, "‰", "个百分点")
_LASTING = ("年", "个月", "月", "个星期", "星期", "周", "天", "日", "小时", "分钟", "岁", "周岁")
_ASKS_LASTING = re.compile(rf"(?:{any_of(_HOW_MANY.words)})(?:{any_of(_LASTING)})")


@lru_cache(maxsize=2_000)
def records_by_start(unit: Unit) -> Mapping[int, FigureRecord]:
    """Return the figures that a unit states, by where they begin."""
    return {record.start: record for record in records_of([unit])}


def counts_another(unit: Unit, clause: str, figure: Figure, form: Form, question: Understood) -> bool:
    """Return whether a figure is surely none of what is asked.

    It is in a name; of several years where one is asked; of what was added where the question is how many there are;
    counted in another measure and no noun of the question's; or of another amount of the thing.

    Args:
        unit: that states it.
        clause: it stands in, folded.
        figure: that would answer.
        form: that is asked.
        question: what is asked.
    """
    if figure.is_date or figure.measure in _GRADES:
        return not figure.is_date
    is_sum = form.name == FIGURE and figure.measure in MONEY
    if is_sum and question.language is Language.ENGLISH and _ONLY_COUNTS.found(question.asked):
        return True  # how many firms asks no sum
    record = records_by_start(unit).get(figure.start)
    if record and (_is_of_more_years(unit, record, clause, question) or is_other_of(record.key, question)):
        return True
    if _is_all_there_is(clause, question):
        return True
    if _is_added(clause, fold(figure.text), question) or _is_other_thing(unit, figure, form, question):
        return True
    return not names_amount(_sentence(unit, figure.start, figure.end), question)


def is_no_amount(figure: Figure, form: Form, question: Understood) -> bool:
    """Return whether a figure is a time, an age or a share, where no measure is asked, nor these.

    By how much a thing grew is none where its share of something is asked.
    """
    if figure.is_change and _ASKS_SHARE_OF.found(question.asked) and not _CHANGE.found(question.asked):
        return True  # 占全国几成 asks not by how much it grew
    if form.name != FIGURE or figure.is_date:
        return False
    if question.language is Language.ENGLISH and figure.measure in _SHARES and _COUNTS_THINGS.found(question.asked):
        return True  # how many ports asks no percentage
    if figure.measure == _SHARE and not figure.is_change and question.language is not Language.ENGLISH:
        return not (question.is_pinyin or _RATE.found(question.text) or _CHANGE.found(question.text))
    return not question.is_pinyin and figure.measure in _LASTING and not _ASKS_LASTING.search(question.asked)


def is_asked_with(figure: Figure, question: Understood) -> bool:
    """Return whether a figure is one that the question says itself where it asks how many: 商圈2.0改造赔多少."""
    asks_figure = _ASKS_FIGURE.found(question.asked) or question.language is Language.ENGLISH
    if figure.is_date or not asks_figure:
        return False
    core = fold(figure.core)
    number = _NUMBER.match(core)
    if number is None:
        return False
    is_told_alike = re.search(rf"(?<![\d.]){re.escape(core)}", in_digits(question.asked)) is not None  # 那十个项目
    return is_told_alike or number[0] in _NUMBER.findall(question.asked)


def _is_of_more_years(unit: Unit, record: FigureRecord, clause: str, question: Understood) -> bool:
    """Return whether a figure is of several years where one of them is asked; a level is that of the last.

    年均 before it says so, or in a unit of several years; 年均浓度 of one year is that year's.
    """
    if len(question.years) != 1 or _YEARLY.search(question.text):
        return False
    if len(record.years) == 1 < len(unit.years) and record.years[0] != question.years[0]:
        return True  # its clause names another year
    if len(record.years) < 2:
        return bool(_YEARLY_FIGURE.search(unit.text[: record.start]))
    if f"{question.years[0]}年" in _sentence(unit, record.start, record.start):
        return False
    is_mean = record.mean is Mean.YEARS
    is_brought = "add" in acts_in(clause) or bool(_OVER.search(clause))
    return is_mean or is_brought or question.years[0] != max(record.years)


def stands_at_end(unit: Unit, question: Understood) -> bool:
    """Return whether a unit of several years tells how much there is in the last of them, which is the asked one.

    到2030年，…城镇化率达到78% is of 2030; what the years brought together, or each of them, is of none.
    """
    if not unit.years or question.years != unit.years[-1:]:
        return False
    fitting = [
        record
        for record in records_by_start(unit).values()
        if any(form.search(fold(record.text)) for form in question.expected.forms)
    ]
    return any(
        record.direction is Direction.LEVEL
        and record.mean is Mean.NONE
        and not acts_in(clause := _clause(unit, record.start))
        and not _IN_ALL.found(clause)
        and not _OVER.search(clause)
        for record in fitting
    )


def _clause(unit: Unit, at: int) -> str:
    """Return the clause of a unit around a place in it, up to there, folded."""
    return fold(unit.text[max((0, *(found.end() for found in CLAUSE_END.finditer(unit.text, 0, at)))) : at])


def asks_stock(question: Understood) -> bool:
    """Return whether it is asked how many there are of a thing, and not what was done to it: 有多少家医院."""
    return not question.topic and _STOCK.found(question.asked) and not acts_in(question.asked)


def tells_added(clause: str, front: str) -> bool:
    """Return whether a folded clause tells what was done to things, and not how many there are.

    Args:
        clause: the whole.
        front: it up to the figure: 新增2家达到标准的 are no held ones.
    """
    return bool(acts_in(clause)) and not (_IN_ALL.found(clause) or _HELD.found(front))


def _is_added(clause: str, figure: str, question: Understood) -> bool:
    return asks_stock(question) and tells_added(clause, clause[: clause.find(figure) + len(figure)])


def _is_all_there_is(clause: str, question: Understood) -> bool:
    """Return whether a clause tells of all there is, where it is asked what was added: nobody opened a total length."""
    asks_added = "add" in acts_in(question.asked) or _ASKS_ADDED.found(question.asked)
    return asks_added and _IN_ALL.found(clause) and not acts_in(clause)


def _is_other_thing(unit: Unit, figure: Figure, form: Form, question: Understood) -> bool:
    """Return whether a figure has another measure than the asked noun, which its sentence does not name either."""
    asked, noun = counted(question), measured(question)
    if noun and not any(name[-2:] in _sentence(unit, figure.start, figure.end) for name in names_of(noun)):
        return True
    if asked is None and form.name == FIGURE and (bare := counted_noun(question)):  # 多少学校 without a measure word
        sentence = _sentence(unit, figure.start, figure.end)
        is_named = any(part in sentence for name in names_of(bare) for part in (name[:2], name[-2:]))
        return not is_named or _only_narrows(bare, unit, figure)
    if asked is None or asked.measure != form.name or figure.measure.startswith(asked.measure):
        return False
    sentence = _sentence(unit, figure.start, figure.end)
    return not any(name[-2:] in sentence for name in names_of(asked.noun))


def _only_narrows(noun: str, unit: Unit, figure: Figure) -> bool:
    """Return whether a noun stands in the name of what a figure counts in front of another: 学校 of 学校食堂120个."""
    record = records_by_start(unit).get(figure.start) if figure.measure in COUNTING else None
    key = record.key if record else ""
    behind = key.rpartition(noun)[2] if noun in key else ""
    return len(without_tail(behind)) >= _HEAD


def names_amount(sentence: str, question: Understood) -> bool:
    """Return whether a folded sentence names of what a question asks the amount: 产量 is told by no sale."""
    if question.topic or question.language is Language.ENGLISH:
        return True
    for asked in _AMOUNT_OF.finditer(question.asked):
        name = asked[0]
        before = question.asked[max(0, asked.start() - 1) : asked.end() - 1]  # 投资 of 投资额
        if not any(one in sentence for one in (*names_of(name), before)):
            return False
    return True


def _sentence(unit: Unit, start: int, end: int) -> str:
    """Return the sentence around a stretch of a unit's text, folded; up to it where the stretch is empty."""
    first = max((0, *(found.end() for found in SENTENCE_END.finditer(unit.text, 0, start))))
    behind = SENTENCE_END.search(unit.text, end)
    last = start if start == end else behind.start() if behind else len(unit.text)
    return fold(unit.text[first:last])
