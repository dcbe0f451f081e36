"""The verdict on whether something was done, has begun, reached its aim, or is there at all."""

import re
from collections.abc import Mapping, Sequence

from index.records import Status, Unit
from index.words.clauses import CLAUSE_END, clauses
from index.words.kept import unit_fold, unit_terms
from index.words.lists import any_of
from rag.answer.finding import Finding, Verdict
from rag.answer.named import SHORTEST, names, names_of, phrase_in, pieces_in, rest_of, words_of
from rag.question.said import Said, said
from rag.question.understand import Understood
from rag.records import Language

_YES_NO, _OF_NOW = said("verdicts.yes_no"), said("verdicts.of_now")
_ASKS_DONE, _ASKS_BEGUN, _REACHED = said("verdicts.asks_done"), said("verdicts.asks_begun"), said("verdicts.reached")
_DONE, _BEGUN, _IN_PART = said("verdicts.told_done"), said("verdicts.told_begun"), said("verdicts.told_in_part")
_BEHIND, _TOLD_REACHED = said("verdicts.told_behind"), said("verdicts.told_reached")
_IS_THERE, _NONE, _NOT_SO = said("verdicts.is_there"), said("verdicts.there_is_none"), said("verdicts.not_so")
_EXISTS, _BEHIND_A_THING, _MAKES = said("verdicts.exists"), said("verdicts.behind_a_thing"), said("verdicts.makes")

_ASKS_TIME, _PLAN = said("asks.date"), said("plans.plan")
_HOW, _NO_PART = said("verdicts.how_told"), said("verdicts.no_part")
_LINKS = re.compile("[的之]")  # between the words of a thing's name
_MEMBER_END = re.compile("[、等和与及]")
_JOINED = re.compile("[、和与及]")
_EXISTS_WORD = said("verdicts.exists_word")

SAME_MATTER = 0.5  # of the question's term weight in a unit: then it is about the very matter
IN_ENGLISH = 0.25  # where one word brings several Chinese ones
CLEARLY_IN_ENGLISH = 0.4  # in one clause with what was done
RARE = 1.5  # weight of a term that one chunk in five holds: a commoner one names no matter
_MOST_BETWEEN = 12  # characters between a verb and the thing it makes

Words = tuple[str, ...]


def on_aim(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return whether an aim was reached, is planned as far as is told, or that nothing decides it; None if unsure."""
    about = about_of(question, units, weights)
    told = [unit for unit in units if _TOLD_REACHED.found(unit_fold(unit.text))]
    if told:
        is_about = told[0] in about or _is_first_of_year(told[0], question, units, weights)
        is_sure = is_about and told[0].status is Status.RESULT
        return Verdict(Finding.REACHED, told[0].unit_id) if is_sure else None
    return Verdict(Finding.PLANNED, about[0].unit_id) if _are_plans(about, units) else Verdict(Finding.UNSAID)


def on_progress(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return whether something is done or has begun; None where the quotes do not tell."""
    asks_begun = _ASKS_BEGUN.found(question.asked)
    named = _named(question, units)
    about = [unit for unit in units if names(named, unit_fold(unit.text))] if named else []
    about = about or about_of(question, units, weights)
    for told, finding in ((_DONE, Finding.DONE), *(((_BEGUN, Finding.BEGUN),) if asks_begun else ())):
        for unit in about:
            word = _told(unit, told, named, weights, question) if unit.status is Status.RESULT else ""
            if word:
                return Verdict(finding, unit.unit_id, told=word)
    if _are_plans(about, units):
        return Verdict(Finding.PLANNED, about[0].unit_id)
    if asks_begun or not about or not all(_is_a_step(unit, named) for unit in about):
        return None
    return Verdict(Finding.UNFINISHED, about[0].unit_id)


def on_existence(question: Understood, units: Sequence[Unit]) -> Verdict | None:
    """Return whether there is a thing: what a result names, or what a plan is to make and no result names."""
    if not asks_existence(question) or question.language is Language.ENGLISH or question.is_pinyin:
        return None
    thing = tuple(words_of(question, (_YES_NO, _OF_NOW, _EXISTS_WORD)))
    planned: Verdict | None = None
    for unit in units:
        if is_none(question, unit):
            return Verdict(Finding.NONE, unit.unit_id)
        for clause in clauses(unit_fold(unit.text), CLAUSE_END):
            found = next(filter(None, (phrase_in(words, clause) for words in names_of(thing))), None)
            if not found:
                continue
            rest = f"{clause[: found.start()]} {clause[found.end() :]}"
            behind = clause[found.end() :]
            if _NOT_SO.found(rest) or (behind.strip() and not _BEHIND_A_THING.match(behind)):
                continue
            if unit.status is Status.RESULT and not _IN_PART.found(rest):
                return Verdict(Finding.THERE_IS, unit.unit_id)
            is_made = unit.status is Status.PLAN and _MAKES.found(
                clause[max(0, found.start() - _MOST_BETWEEN) : found.start()]
            )
            planned = planned or (Verdict(Finding.PLANNED, unit.unit_id) if is_made else None)
    return planned if planned and all(unit.status is Status.PLAN for unit in units) else None


def _is_first_of_year(unit: Unit, question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> bool:
    """Return whether an English question of a year has a unit of it as its first quote, which names its matter."""
    is_of_year = question.language is Language.ENGLISH and unit == units[0] and set(question.years) & set(unit.years)
    held = (weight for term, weight in weights.items() if term in unit_terms(unit.text))
    return bool(is_of_year) and max(held, default=0.0) >= RARE


def telling(question: Understood, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units that tell it, as done or to be done, of the very thing that a Chinese question names.

    What is planned is told as such in the word it is asked with as well, and whatever pushes it on: 推动大桥通车.
    """
    told = _DONE if _ASKS_DONE.found(question.asked) else _BEGUN if _ASKS_BEGUN.found(question.asked) else None
    named = _named(question, units, _PLAN)
    if told is None or not named:
        return ()
    asked = (_ASKS_DONE if told is _DONE else _ASKS_BEGUN).search(question.asked)
    word = asked[0] if asked else ""
    return tuple(unit for unit in units if _tells_in(unit, told, named, word))


def _tells_in(unit: Unit, told: Said, named: Words, word: str) -> bool:
    is_plan = unit.status is Status.PLAN
    parted = clauses(unit_fold(unit.text), CLAUSE_END)
    return any(_tells(one, told, named, word=word if is_plan else "", is_plan=is_plan) for one in parted)


def asks_existence(question: Understood) -> bool:
    """Return whether a question asks if there is a thing."""
    return _EXISTS.found(question.asked)


def is_none(question: Understood, unit: Unit) -> bool:
    """Return whether a unit says that there is none of what a question asks whether there is."""
    asked = _IS_THERE.search(question.asked)
    if asked is None:
        return False
    text = unit_fold(unit.text)
    if re.search(rf"(?:{any_of(_NONE.words)}){re.escape(asked['thing'])}", text):
        return True
    thing = _LINKS.split(asked["thing"])
    return any(
        _stands_first(thing, clause[none.end() :])
        for clause in clauses(text, CLAUSE_END)
        for none in re.finditer(any_of(_NONE.words), clause)
    )


def _stands_first(thing: Sequence[str], text: str) -> bool:
    """Return whether a text begins with a thing in its words, with no more than a link between: 重度及以上拥堵."""
    words = [word for word in thing if len(word) >= SHORTEST]
    pieces = [re.escape(piece) for word in words for piece in pieces_in(word, text)]
    return names(words, text) and bool(re.match("[及和与的以上]{0,4}".join(pieces), text))


def is_all_done(unit_id: str, units: Sequence[Unit]) -> bool:
    """Return whether a unit of some tells a result, and of nothing that has only begun or is a step."""
    unit = next(unit for unit in units if unit.unit_id == unit_id)
    text = unit_fold(unit.text)
    return unit.status is Status.RESULT and not (_BEGUN.found(text) or _IN_PART.found(text))


def about_of(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> list[Unit]:
    """Return the units that are about the matter of a question, by the weight of its terms."""
    least = IN_ENGLISH if question.language is Language.ENGLISH else SAME_MATTER
    return [unit for unit in units if share_of(unit.text, weights) >= least]


def share_of(text: str, weights: Mapping[str, float]) -> float:
    """Return the share of the weight of a question's terms that a text has."""
    held = unit_terms(text)
    return sum(weight for term, weight in weights.items() if term in held) / (sum(weights.values()) or 1.0)


def _named(question: Understood, units: Sequence[Unit], *more: Said) -> Words:
    """Return the words of what is asked to be done or begun: as any unit names them, else as they are asked."""
    if question.language is Language.ENGLISH or question.is_pinyin:
        return ()
    words = words_of(question, (*more, _ASKS_TIME, _ASKS_DONE, _ASKS_BEGUN, _YES_NO, _OF_NOW))
    of_any = (one for one in names_of(words) if any(names(one, unit_fold(unit.text)) for unit in units))
    return next(of_any, words)


def _told(unit: Unit, told: Said, named: Words, weights: Mapping[str, float], question: Understood) -> str:
    """Return the word by which one clause of a unit tells it of all that is asked about, and not of a step; or ""."""
    if question.years and not set(question.years) & set(unit.years):
        return ""
    parted = clauses(unit_fold(unit.text), CLAUSE_END)
    if named:
        return next(filter(None, (_tells(clause, told, named) for clause in parted)), "")
    rarest = max(weights, key=lambda term: weights[term], default="")
    for clause in parted if question.language is Language.ENGLISH else ():
        verb = told.search(clause)
        is_about = rarest in unit_terms(clause) and share_of(clause, weights) >= CLEARLY_IN_ENGLISH
        if verb and is_about and not _IN_PART.found(clause):
            return verb[0]
    return ""


def _tells(clause: str, told: Said, named: Words, *, word: str = "", is_plan: bool = False) -> str:
    """Return the word by which a folded clause tells it of what is named: of its subject, or of the verb's object.

    Args:
        clause: folded.
        told: the words that tell it.
        named: what it is told of.
        word: one more that tells it.
        is_plan: whether a step towards it tells it too, as a plan does.
    """
    is_a_part = (lambda _: False) if is_plan else _IN_PART.found
    more = re.finditer(re.escape(word), clause) if word else ()
    for verb in sorted((*told.finditer(clause), *more), key=lambda one: one.start()):
        before, behind = clause[: verb.start()], clause[verb.end() :]
        others = [other.end() for words in (_DONE, _BEGUN) for other in words.finditer(before)]
        before = before[max(others, default=0) :]
        if not _BEHIND.sub("", behind).strip(" 、了的"):
            is_pushed_on = not is_plan and _IN_PART.match(before.strip()) is not None
            if _is_subject(named, before) and not (is_pushed_on or is_a_part(_own_part(named, before))):
                return f"{_how(before)}{clause[verb.start() :].strip(' 、了的')}"
            continue
        ends = (other.start() for words in (_DONE, _BEGUN) for other in words.finditer(behind))
        end = min(ends, default=len(behind))
        object_ = behind[len(_further(behind)) :] if not end else behind[:end]
        is_it = _is_subject(named, object_) and not is_a_part(_own_part(named, object_))
        if is_it and not is_a_part(before):
            return f"{_how(before)}{verb[0]}{_further(behind)}"
    return ""


def _is_subject(named: Words, row: str) -> bool:
    """Return whether a row of things has what is named, and not only a part of it: 大桥 and no 大桥收费站."""
    ends = [row.rfind(piece) + len(piece) for word in named for piece in pieces_in(word, row)]
    behind = _MEMBER_END.split(row[max(ends, default=0) :])[0]
    return names(named, row) and not _NO_PART.sub("", behind).strip()


def _further(behind: str) -> str:
    """Return the words that tell more of the same right behind a verb: 启用 of 建成启用."""
    found = _DONE.match(behind)
    return found[0] if found else ""


def _how(before: str) -> str:
    """Return the word that belongs to the verb behind a text: 顺利 of 大桥顺利."""
    return next((found[0] for found in _HOW.finditer(before) if found.end() == len(before)), "")


def _own_part(named: Words, row: str) -> str:
    """Return what a row of things says of the named one: its own member, and what the last says of all."""
    members = _JOINED.split(row)
    last = members[-1].rpartition("等")[2] if "等" in members[-1] else members[-1]
    own = [member for member in members if names(named, member)] or members
    return _NO_PART.sub("", f"{rest_of(named, ' '.join(own))} {rest_of(named, last)}")


def _is_a_step(unit: Unit, named: Words) -> bool:
    """Return whether a unit plans, or tells of what has begun or is under way, in the clauses that name it."""
    if unit.status is Status.PLAN:
        return True
    parted = clauses(unit_fold(unit.text), CLAUSE_END)
    texts = [clause for clause in parted if names(named, clause)] or [unit_fold(unit.text)]
    return all((_BEGUN.found(text) or _IN_PART.found(text)) and not _DONE.found(text) for text in texts)


def _are_plans(about: Sequence[Unit], units: Sequence[Unit]) -> bool:
    """Return whether all that is told of the matter is planned."""
    return bool(about) and all(unit.status is Status.PLAN for unit in (*about, *units[:1]))
