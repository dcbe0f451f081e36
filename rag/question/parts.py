"""Several questions in one text: where each begins, and what it leaves to the others said again in it.

A part that names no matter of its own (大概占了几成) or points at what stands before it (其中有几家) belongs to the one
before it: whether two parts are one question that one statement answers is seen when they are answered.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.words.lists import any_of
from rag.question.carried import PlacesIn, carried, nowhere, same_length
from rag.question.courtesy import closed_up
from rag.question.listed import HOW_MUCH, announced, in_full, numbered, year_first
from rag.question.part_matter import CLAUSE, STOPS, matter_of, names_matter
from rag.question.said import said

MOST_PARTS = 6  # of one text; what is asked behind them stays with the last

_JOINS, _ASKING, _AMOUNT, _EACH = said("parts.joins"), said("parts.asking"), said("parts.amount"), said("parts.each")
_AND, _OPENS, _DENIED, _DATED = said("parts.and"), said("parts.opens"), said("asks.denied"), said("times.dated")
_COUNTED = tuple(said(f"times.{name}") for name in ("this_year", "last_year", "year_before_last", "next_year"))
_EACH_WORD, _VERB, _YES_NO = said("asks.each"), said("acts.verb"), said("verdicts.yes_no")
_ENDS, _ALIKE, _HOW = said("parts.ends"), said("parts.alike"), said("parts.how")
_IN_CHARGE, _CONTENT = said("asks.responsible"), said("parts.content")
_DONE, _ATTRIBUTE = said("parts.done"), said("asks.attribute")
_ATTRIBUTE_END = re.compile(rf"(?:{any_of(_ATTRIBUTE.words)})$")
_TOGETHER, _IS_TOPIC = said("parts.together"), said("parts.topic")
_SENTENCE = "。；;！!？?\n."
_PAUSES = " ，,、；;"
_STANDS_APART = re.compile(r"(?<=\S)[ \t\u3000]+(?=\S)")
_PAUSE = re.compile(r"[\s，,、。；;！!？?]+")
_SEMICOLON = re.compile("[；;]")
_LONGEST_END = 8  # characters of the words that a question ends with
_SHORTEST = 2  # characters that tell what was done


def parts(text: str, places_in: PlacesIn | None = None, *, of_any_kind: bool = False) -> tuple[str, ...]:
    """Return the questions in a text in order, each with the year and place said before it; the text alone if one.

    Args:
        text: as it was typed.
        places_in: gives where a text in Simplified names places, as [start, end).
        of_any_kind: whether each clause that asks more than a yes or a no is a question: 有几家，几点关门.

    Example:
        >>> parts("2022年新增多少学位，还有公园建了几个？")
        ('2022年新增多少学位', '2022年公园建了几个？')
        >>> parts("建成多少所学校和幼儿园？")
        ('建成多少所学校和幼儿园？',)
    """
    whole = year_first(in_full(closed_up(_STANDS_APART.sub(_with_mark, text))))
    names = places_in or nowhere
    items = [*map(_as_amount, numbered(whole) or _dated_items(whole))]
    asked = items or _questions(whole, of_any_kind=of_any_kind) or _named(whole) or [whole]
    found = [piece for clause in asked for piece in _listed(clause, names)]
    stripped = [piece.rstrip(_PAUSES) for piece in found] if len(found) > 1 else found
    told = [part for part in carried(_with_things(stripped, names), names) if part]
    return tuple(told) if len(told) > 1 else (text,)


def _with_things(found: Sequence[str], places_in: PlacesIn) -> list[str]:
    """Return questions, each that asks only a measure (总投资多少) with the thing that the first asks about."""
    if len(found) < 2:
        return list(found)
    thing = _ATTRIBUTE_END.sub("", matter_of(found[0], places_in, is_dated=False))
    lacks = [_ATTRIBUTE.fullmatch(same_length(matter_of(one, places_in, is_dated=False))) for one in found]
    return [
        f"{thing}{one}" if at and lack and len(thing) > 1 else one
        for at, (one, lack) in enumerate(zip(found, lacks, strict=True))
    ]


def _with_mark(blank: re.Match[str]) -> str:
    """Return a question mark for a blank between two questions, as it is typed in its place."""
    before, behind = same_length(blank.string[: blank.start()]), same_length(blank.string[blank.end() :])
    is_between = _ENDS.found(before[-_LONGEST_END:]) and _ASKING.found(behind) and names_matter(behind)
    beside = (_PAUSE.split(before)[-1], _PAUSE.split(behind)[0])
    are_amounts = all(_AMOUNT.found(piece) and names_matter(piece) for piece in beside)
    return "？" if is_between or are_amounts else blank[0]


def _dated_items(text: str) -> list[str]:
    """Return what a text that asks nothing by its words names, each with a year, between semicolons; none of one."""
    pieces = [piece.strip(STOPS) for piece in _SEMICOLON.split(text)]
    dated = [piece for piece in pieces if _DATED.found(same_length(piece)) and names_matter(piece)]
    return dated[:MOST_PARTS] if len(dated) > 1 and not any(_asks(same_length(piece)) for piece in dated) else []


def _as_amount(item: str) -> str:
    """Return an item of a list as what it asks, where it only names what was done, or how many: 新增学位, 电梯台数."""
    folded = same_length(item)
    bare = _DATED.sub("", folded).strip(STOPS)
    is_counted = (_VERB.match(bare) and not _VERB.fullmatch(bare)) or said("times.number_of").search(bare[-_SHORTEST:])
    return f"{item}{HOW_MUCH}" if is_counted and not _asks(folded) else item


def _named(text: str) -> list[str]:
    """Return what is named in a text that asks nothing by its words, where it joins several: GDP增速，还有常住人口."""
    joints = list(_JOINS.finditer(same_length(text)))
    starts = [0, *(joint.end() for joint in joints)]
    pieces = [
        text[start:end].strip(STOPS)
        for start, end in zip(starts, [*(j.start() for j in joints), len(text)], strict=True)
    ]
    pieces = [piece for piece in pieces if piece]
    return pieces[:MOST_PARTS] if len(pieces) > 1 and all(map(names_matter, pieces)) else []


def of_each(text: str, places_in: PlacesIn) -> tuple[str, ...]:
    """Return the question once for each of the places, or else the years, that it names one beside the other.

    Empty where it names one, or asks of them together: which has more, how far they are apart.

    Example:
        >>> of_each("2019年和2022年的GDP", lambda _: ())
        ('2019年的GDP', '2022年的GDP')
    """
    whole = in_full(text)
    folded = same_length(whole)
    if _TOGETHER.found(folded):
        return ()
    years = [found.span() for found in _DATED.finditer(folded)]
    for spans in (places_in(folded), years):
        row = _beside(folded, spans)
        if len(row) > 1:
            start, end = row[0][0], row[-1][1]
            rest = whole[end:]
            each = _EACH.search(same_length(rest))
            if each:
                rest = rest[: each.start()] + _each_said(rest[each.start() :])
            return tuple(whole[:start] + whole[slice(*span)] + rest for span in row)[:MOST_PARTS]
    return ()


def _beside(folded: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the first row of stretches of a text between which nothing stands but what joins them."""
    row: list[tuple[int, int]] = []
    for span in sorted(spans):
        if row and not _AND.fullmatch(folded[row[-1][1] : span[0]].strip(" ,，")):
            if len(row) > 1:
                break
            row = []
        row.append(span)
    return row


def _questions(text: str, *, of_any_kind: bool) -> list[str]:
    """Return the clauses of a text put together to questions; what asks nothing leads up to the question behind it.

    It belongs to the one before where it ends a sentence that asks something.
    """
    found: list[str] = []
    leading, ended, is_joined = "", True, False
    for clause in _clauses(text):
        folded = same_length(clause).strip(STOPS)
        bare = _JOINS.match(folded)
        opening = bare or _OPENS.match(folded)
        was_ended, ended = ended, clause.rstrip()[-1:] in _SENTENCE
        is_joined = is_joined or bare is not None
        if bare and bare.end() == len(folded):
            continue
        if found and not leading and not was_ended and ended and not _ASKING.found(folded):
            found[-1] += clause
        elif not _ASKING.found(folded) or _IS_TOPIC.found(folded) or (found and _DENIED.match(folded)):
            leading += clause
        else:
            own = clause.lstrip(STOPS)[opening.end() :].lstrip(STOPS) if opening and not leading else clause
            is_further = found and _is_further(own, found[-1], is_joined=is_joined, of_any_kind=of_any_kind)
            if found and (not is_further or len(found) == MOST_PARTS):
                found[-1] += leading + clause
            else:
                found.append(leading + own)
            leading, is_joined = "", False
    topics = [clause for clause in filter(None, CLAUSE.findall(leading)) if clause.strip(STOPS)]
    if topics and all(_IS_TOPIC.found(same_length(one).strip(STOPS)) and names_matter(one) for one in topics):
        found += topics[: MOST_PARTS - len(found)]  # 财政收入呢，出口呢
    elif found and leading:
        bare = _JOINS.match(same_length(leading))
        if bare and names_matter(leading[bare.end() :]):
            found.append(leading[bare.end() :])
        else:
            found[-1] += leading
    return [part.strip() for part in found]


def _is_further(own: str, before: str, *, is_joined: bool, of_any_kind: bool) -> bool:
    """Return whether a question is one of its own behind another: joined as such, or both ask for an amount."""
    asked, asked_before = same_length(own), same_length(before)
    goes_on = own.isascii() and not is_joined and not _ASKING.match(asked.lstrip(STOPS))  # in how many towns
    if goes_on or _asks_other_time(asked, asked_before):
        return False
    is_on_what = _CONTENT.found(asked_before) or (is_joined and _AMOUNT.found(asked_before))
    if _IN_CHARGE.found(asked) and not _IN_CHARGE.found(asked_before) and is_on_what:
        return True
    asks_both = _AMOUNT.found(asked) and (_AMOUNT.found(asked_before) or _HOW.found(asked_before.strip(STOPS)))
    is_other = of_any_kind and not _YES_NO.found(asked) and not _YES_NO.found(asked_before)
    return (is_joined or is_other or asks_both or bool(_ALIKE.found(asked))) and names_matter(own)


def _asks_other_time(asked: str, before: str) -> bool:
    """Return whether a clause asks the same as the one before of another time: 去年有多少，今年想接待多少."""
    is_dated = _DATED.found(asked) or any(words.found(asked) for words in _COUNTED)
    own = _DONE.sub(" ", asked) if is_dated and (_AMOUNT.found(before) or _DATED.found(before)) else asked
    return own != asked and not names_matter(own)


def _clauses(text: str) -> list[str]:
    """Return the clauses of a text with what ends them; a further question behind 'and' or 还有 is a clause."""
    found: list[str] = []
    for clause in filter(None, CLAUSE.findall(text)):
        folded, start = same_length(clause), 0
        for joint in sorted((*_OPENS.finditer(folded), *_JOINS.finditer(folded)), key=lambda one: one.start()):
            asks_before = _ASKING.found(folded[start : joint.start()])
            if joint.start() > start and asks_before and _ASKING.found(folded[joint.end() :]):
                found.append(clause[start : joint.start()])
                start = joint.start()
        found.append(clause[start:])
    return found


def _listed(question: str, places_in: PlacesIn) -> list[str]:
    """Return the questions that a list of amounts is: 新增多少学位、多少床位 and 学位、床位各是多少 are two each."""
    folded = same_length(question)
    amounts = list(_AMOUNT.finditer(folded))
    if len(amounts) > 1 and any("\u3400" <= character <= "\u9fff" for character in folded):
        return _amounts(question, folded, amounts, places_in)
    each = _EACH.search(folded)
    named = folded[: each.start()].rstrip(STOPS) if each else ""
    row = announced(question[: len(named)])
    joints = [joint for joint in _AND.finditer(same_length(row.items)) if named.isascii() is False]
    if not each or not joints:
        return [question]
    ends = [0, *(at for joint in joints for at in joint.span()), len(row.items)]
    items = [row.items[start:end].strip(STOPS) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    items = [f"{row.year}{item}{row.kind}" for item in _with_what_is_of_all(items)]
    rest = _each_said(question[each.start() :]) if _asks(folded[each.start() :]) else HOW_MUCH
    if any(not names_matter(_without(item, places_in)) for item in items):
        return [question]
    return [item + rest for item in items]


def _with_what_is_of_all(items: Sequence[str]) -> list[str]:
    """Return listed things, each with what the last one says that all of them have: 城市和农村的低保."""
    _, of, had = items[-1].partition("的")
    return [item if "的" in item or not had else f"{item}{of}{had}" for item in items[:-1]] + [items[-1]]


def _asks(folded: str) -> bool:
    return _AMOUNT.found(folded) or _ASKING.found(folded)


def _without(text: str, places_in: PlacesIn) -> str:
    for start, end in sorted(places_in(same_length(text)), reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _each_said(asking: str) -> str:
    """Return what is asked of each of several things as it is asked of one."""
    each = _EACH_WORD.match(same_length(asking))
    return asking[each.end() :] if each else asking


def _amounts(question: str, folded: str, amounts: Sequence[re.Match[str]], places_in: PlacesIn) -> list[str]:
    """Return a question with several amounts cut between them, at the last joint before each noun or amount.

    It is one where a piece names no matter but its place: 某县有多少户、多少人脱贫.
    """
    cuts = [0]
    for before, amount in pairwise(amounts):
        gap = folded[before.end() : amount.start()]
        joints = [
            joint
            for joint in _AND.finditer(gap)
            if joint[0] == "、" or joint.end() == len(gap) or _VERB.fullmatch(gap[joint.end() :])
        ]
        if not joints:
            return [question]
        cuts.append(before.end() + joints[-1].start())
    pieces = [question[start:end] for start, end in zip(cuts, [*cuts[1:], len(question)], strict=True)]
    if any(_asks_other_time(same_length(piece), same_length(pieces[0])) for piece in pieces[1:]):
        return [question]
    head = question[: amounts[0].start()]
    found = [pieces[0]]
    for piece in pieces[1:]:
        joint = _AND.match(same_length(piece))
        bare = piece[joint.end() :] if joint else piece
        is_bare = _AMOUNT.match(same_length(bare)) is not None
        found.append(head + bare if is_bare else bare)
    return found if all(names_matter(_without(one, places_in)) for one in found) else [question]
