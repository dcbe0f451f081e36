"""What a question wants computed, and of which things."""

import re
from dataclasses import dataclass
from enum import StrEnum

from index.words.lists import any_of
from index.words.measures import COUNTING, HEADS, MEASURES
from rag.question.named_place import without
from rag.question.part_of_whole import whole_and_part
from rag.question.said import Said, said
from rag.question.understand import Understood
from rag.question.wording import content
from rag.records import Language, Operation


class Per(StrEnum):
    """What a mean is taken of: things or years, the days of a year, its months."""

    NONE = ""
    DAY = "day"
    MONTH = "month"


_OPERATIONS: tuple[tuple[Operation, Said], ...] = (
    (Operation.RANK, said("computes.rank")),
    (Operation.MOST, said("computes.most")),
    (Operation.LEAST, said("computes.least")),
    (Operation.RATIO, said("computes.ratio")),
    (Operation.PER_ITEM, said("computes.per_item")),
    (Operation.AVERAGE, said("computes.daily")),
    (Operation.AVERAGE, said("computes.monthly")),
    (Operation.AVERAGE, said("computes.average")),
    (Operation.CHANGE, said("computes.change")),
    (Operation.SHARE, said("computes.share")),
    (Operation.SUM, said("computes.sum")),
    (Operation.DIFFERENCE, said("computes.difference")),
)
_DIFFERENCE, _AGAINST, _TARGET = said("computes.difference"), said("computes.against"), said("computes.target")
_TIMES_OF, _SUM = said("computes.times_of"), said("computes.sum")
_POINTS, _GROWTH = said("computes.points"), said("computes.growth")
_PER = ((Per.DAY, said("computes.daily")), (Per.MONTH, said("computes.monthly")))
_VERB, _PER_ITEM = said("acts.verb"), said("computes.per_item")
_YEAR_BEFORE, _JOINED = said("computes.year_before"), said("computes.joined")
_MORE_BY, _REMOVED, _EDGES = said("computes.more_by"), said("computes.removed"), said("computes.edges")
_YEAR = re.compile(r"(?:19|20)\d{2}\s*年?(?:度|底|末)?|(?<!\d)\d{2}年|[今去前]年")
_SHARE_OF, _CLAUSE_END, AMOUNTS = said("computes.share_of"), re.compile("[，,。;；?？!！]"), said("asks.amounts")
_LONG = tuple(measure for measure in MEASURES if len(measure) > 1)
_HOW_MANY = re.compile(
    rf"(?:{any_of(said('asks.how_many').words)})(?:个?[千百十]?[万亿]+(?:{any_of(MEASURES)})?|"
    rf"{any_of((*_LONG, *COUNTING, *HEADS, '元'))})"
)
_BEFORE_THAN = re.compile(r"[，,]\s*(?=比)")
_PAUSE = re.compile(r"[，,]\s*")
_WITHIN_PAUSE = re.compile(r"(?<=[里面头边中])[，,]\s*(?=.*占)")  # behind the whole of which a share is asked
_DIGITS = re.compile(r"(?<![a-z.\d])[\d.]+|[^\w.]+")  # pm2.5 keeps its own
_TWO = 2
_ALONE = (Operation.MOST, Operation.LEAST, Operation.RANK)
_OF_TWO = (Operation.SUM, Operation.SHARE, Operation.AVERAGE)
_OF_MOVES = (Operation.DIFFERENCE, Operation.CHANGE)
_OF_RATES = (Operation.DIFFERENCE, *_ALONE)  # rates of growth are set beside each other, and never added


@dataclass(frozen=True)
class Asked:
    """An operation and the names of the things it is asked of, one or two, as far as the question's words tell.

    `per` is what a mean is taken of. `with_plan` sets the result beside its plan; `with_year_before` a year beside the
    one before it. `is_joined` tells that it names several things. `in_points` asks of
    shares how many percentage points they are apart; `of_growth` of rates of growth and not of what grew. `from_before`
    asks by how much one thing moved: computed only where its state before is told beside it. `each` is the measure
    word of the things among which an amount is shared.
    """

    operation: Operation
    matters: tuple[str, ...]
    per: Per = Per.NONE
    with_plan: bool = False
    with_year_before: bool = False
    is_joined: bool = False
    in_points: bool = False
    of_growth: bool = False
    from_before: bool = False
    each: str = ""


def asked_to_compute(question: Understood) -> Asked | None:
    """Return what is to be computed; None where a question asks for what documents state themselves.

    What grew in one year, and the share or the mean of one thing, are asked of the documents: only beside another year,
    thing or plan are they computed, or beside the state before that is told with them.
    """
    text = without(question.text, question.own)
    with_plan, n_years = _TARGET.found(text), len(question.years)
    operation = _operation(text, n_years, with_plan=with_plan)
    if operation is None:
        return None
    per = next((per for per, words in _PER if words.found(text)), Per.NONE)
    with_year_before = n_years == 1 and _YEAR_BEFORE.found(text)
    matters = _matters(question, operation, n_years)
    is_beside = n_years >= _TWO or with_plan or len(matters) == _TWO or len(question.places) == _TWO
    asks_against = _AGAINST.found(text) or with_plan
    if operation is Operation.DIFFERENCE:
        may_be = asks_against and (is_beside or with_year_before)
    elif operation is Operation.PER_ITEM:
        may_be = n_years <= 1
    elif operation is Operation.AVERAGE:
        may_be = n_years <= 1 if per else is_beside
    else:
        needs_beside = operation in (Operation.RATIO, Operation.SHARE, Operation.CHANGE)
        is_beside |= operation is Operation.SHARE and question.language is Language.ENGLISH  # its two are one phrase
        may_be = (is_beside or not needs_beside) and (asks_against or operation is not Operation.CHANGE)
    from_before = not may_be and operation in _OF_MOVES and len(matters) == 1 and not n_years > 1
    if not may_be and not from_before:
        return None
    of_growth = operation in _OF_RATES and _GROWTH.found(text)
    return Asked(
        operation,
        matters,
        per,
        with_plan,
        with_year_before,
        is_joined=_JOINED.found(without_years(text)),
        in_points=_POINTS.found(text),
        of_growth=of_growth and not from_before,
        from_before=from_before,
        each=_each(text) if operation is Operation.PER_ITEM else "",
    )


def _each(text: str) -> str:
    found = _PER_ITEM.search(text)
    return next(filter(None, found.groups()), "") if found else ""


def _operation(text: str, n_years: int, *, with_plan: bool) -> Operation | None:
    """Return what is asked to be done with figures: a sum that is set beside another figure is a difference.

    A mean that is set beside another, and the sum of some years beside a third, are computed of no stated figures.
    """
    operation = next((operation for operation, words in _OPERATIONS if words.found(text)), None)
    is_apart = _DIFFERENCE.found(text) and (_AGAINST.found(text) or with_plan)
    if operation is Operation.CHANGE and (_POINTS.found(text) or (is_apart and _GROWTH.found(text)) or with_plan):
        return Operation.DIFFERENCE
    if operation in _OF_TWO and is_apart and n_years >= _TWO:
        return Operation.DIFFERENCE if operation is not Operation.AVERAGE and n_years == _TWO else None
    return Operation.DIFFERENCE if operation is None and with_plan else operation


def _matters(question: Understood, operation: Operation, n_years: int) -> tuple[str, ...]:
    """Return the things that are asked of: two where the question joins two of one year, else one."""
    text = question.text
    bare = _WITHIN_PAUSE.sub("", _BEFORE_THAN.sub("", without_years(without(text, question.own))))
    bare = _without_pause_before_sum(bare)
    if question.language is Language.ENGLISH:
        return (bare,)
    if operation is Operation.SHARE and (of := _SHARE_OF.search(bare)):
        first, second = bare[: of.start()], bare[of.end() :]
        whole, part = whole_and_part(first) if len(matter(second)) < _TWO else ("", "")
        part = matter(part) + (matter(whole)[-_TWO:] if _VERB.fullmatch(matter(part)) else "")
        parts: tuple[str, ...] = (part, matter(whole)) if whole else (matter(first), matter(second))
    elif operation is Operation.RATIO and (between := _TIMES_OF.search(bare)):
        first, second = matter(bare[: between.start()]), matter(bare[between.end() :])
        parts = (first, _with_head(second, first))
    else:
        parts = tuple(map(matter, _JOINED.sub("\n", bare).split("\n")))
    parts = tuple(part for part in parts if len(part) >= _TWO)
    asks_each = AMOUNTS.count(text) >= _TWO or _CLAUSE_END.search(bare.strip(" ?？。"))
    is_one = asks_each or n_years >= _TWO or len(question.places) >= _TWO or _TARGET.found(text)
    if len(parts) == _TWO and not is_one and operation not in _ALONE:
        return parts
    return ("".join(dict.fromkeys(parts)) or matter(bare),)


def _without_pause_before_sum(bare: str) -> str:
    """Return a question in which what asks for a sum stands right behind the things: 学校和医院，一共多少."""
    pauses = [found for found in _PAUSE.finditer(bare) if _SUM.match(bare[found.end() :])]
    for found in reversed(pauses):
        bare = bare[: found.start()] + bare[found.end() :]
    return bare


def _with_head(name: str, of: str) -> str:
    """Return a name with the head of another that it leaves out: 城镇居民收入是农村居民的几倍 has 农村居民收入."""
    head = of[-_TWO:]
    is_short = any(name[at : at + _TWO] in of[:-_TWO] for at in range(len(name) - 1))
    return f"{name}{head}" if is_short and not name.endswith(head) else name


def without_years(text: str) -> str:
    """Return a question with blanks for its years and what sets one year or a plan beside another."""
    return _YEAR.sub(" ", _YEAR_BEFORE.sub(" ", _TARGET.sub(" ", text)))


def matter(words: str) -> str:
    """Return the name of a thing in a part of a question.

    Example:
        >>> matter("一共新增学位多少个"), matter("哪一年进出口总额最高")
        ('新增学位', '进出口总额')
    """
    words = _DIGITS.sub("", content(_REMOVED.sub(" ", _HOW_MANY.sub(" ", _MORE_BY.sub(" ", words)))))
    before = ""
    while before != words:
        before = words
        for pattern in _EDGES.patterns:
            words = re.sub(rf"^(?:{pattern.pattern})|(?:{pattern.pattern})$", "", words)
    return words
