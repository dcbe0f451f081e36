"""Which of the figures that might answer is the one: by what is asked, its measure, and the words next to it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from index.figures.stated import Figure, figures, moves_on
from index.words.clauses import SENTENCE_END
from index.words.lists import any_of
from index.words.measures import PER
from index.words.terms import fold, terms
from rag.figures.candidate import NAMED_BEHIND, Candidate, phrase_of
from rag.figures.given import of_most, without_conditions
from rag.figures.in_turn import TAIL, is_its_turn, weight_of
from rag.figures.matter import acts_in
from rag.figures.noun import behind_how_many, counted_noun
from rag.question.answer_form import ANY_MEASURE, Form
from rag.question.denied import without_denied_words
from rag.question.said import said, tables
from rag.question.understand import Understood
from rag.question.wording import content
from rag.records import ChosenBy, Language

# Chosen on the dev part: of 159 answers with keys 145 had the right one, 2 a wrong one beside the right figure, and the
# others quoted a unit that does not answer. CLEARLY of 0.06 gives six more keys, half of them wrong; LEAST of 0.2 takes
# away one right key in six for one wrong one in four.
LEAST = 0.1  # of the question's term weight: below, the figure is of something else
CLEARLY = 0.12  # of the question's term weight, by which the best clause must be ahead

ASKS_CHANGE, _EACH, _BEFORE = said("asks.change"), said("asks.each"), said("asks.before")
_ASKS_FIGURE, _ASKED_CLAUSE_END = said("asks.figure"), re.compile("[，,。；;?？!！]")
_PER = said("acts.per")
_ASKS_ALL, _IN_ALL = said("asks.in_all"), said("figures.in_all")
_MORE_OF_A_ROW = re.compile(r"(?:\s*[、和与及]\s*\d[\d.,]*[^、，,。；;\d和与及]{0,6})*\s*")  # 771家、481家增加到
_NO_MATTER = tuple(
    said(name) for name in ("plans.plan", "plans.result", "asks.figure", "times.year_after", "times.year_before")
)
_BARE = re.compile(r"[\d-]+")
_BEHIND = re.compile("\\s*的?(?P<noun>[\u4e00-\u9fff]{3,8})(?=[、，,。；;(（]|$)")
_VALUE_OF = re.compile(r"(?:[：:，,、；;=|为是达到至约有共]|^)\s*$")
HEAD = 2  # characters that a noun begins with: they tell it from another that stands beside
_ROW, _NAME = "、", re.compile("[\u4e00-\u9fff]{2}$")

Spans = dict[tuple[int, int], ChosenBy]  # [start, end) of a unit's text


def decided(
    text: str, fitting: Sequence[Candidate], form: Form, question: Understood, weights: Mapping[str, float]
) -> Spans:
    """Return the figure of an asked form that answers; the clauses of several where each is asked; empty if unsure.

    Args:
        text: of the unit that is quoted.
        fitting: its figures of the form, in order.
        form: that is asked.
        question: what is asked.
        weights: the question's terms, each with its weight.
    """
    n_fitting = len(fitting)
    own = [item for item in fitting if not _is_of_another(text, item, question)]
    told = of_most(text, _called(text, without_conditions(text, own, question), weights), question)
    total = sum(weights.values()) or 1.0
    fitting = _of_kind(
        _amounts(text, [item for item in told if is_its_turn(text, item.figure, weights)]), question, total
    )
    fitting = _in_all(text, _of_the_noun(text, fitting, question), question)
    best = max((item.agreement for item in fitting), default=0.0)
    if best < LEAST * total:
        return {}
    close: Sequence[Candidate] = [item for item in fitting if item.agreement > best - CLEARLY * total]
    close = _of_the_follow_up(text, close, fitting, question, weights)
    if len(_values(close)) > 1:
        is_one = len(question.years) < 2 and len(question.places) < 2  # else it is each year's, or each place's
        if is_one and _EACH.found(question.text) and len({item.figure.measure for item in close}) == 1:
            return {(min(item.clause[0] for item in close), max(item.clause[1] for item in close)): ChosenBy.TOGETHER}
        close = _nearest(text, _measured_alike(close, form), fitting, weights, total)
    if len(_values(close)) != 1:
        return {}
    chosen_by = ChosenBy.ALONE if len(close) == n_fitting else ChosenBy.CLAUSE
    return {(close[0].figure.start, close[0].figure.end): chosen_by}


def _measured_alike(close: Sequence[Candidate], form: Form) -> Sequence[Candidate]:
    """Return the figures in the very measure that is asked with, where there are such.

    个 is said for any measure: it tells nothing where a figure in another agrees as well with the question.
    """
    alike = [item for item in close if item.figure.measure == form.name]
    others = [item.agreement for item in close if item not in alike]
    if form.name == ANY_MEASURE and alike and max(others, default=0.0) >= max(item.agreement for item in alike):
        return close
    return alike or close


def _of_the_noun(text: str, fitting: Sequence[Candidate], question: Understood) -> Sequence[Candidate]:
    """Return the figures in whose clause the noun stands that a question counts, where there are such.

    First those behind which stands what the question says behind its measure word, then those behind which a noun
    stands that it says anywhere, letter by letter: 3座石桥、4座石亭修缮.
    """
    asked = behind_how_many(question)[:HEAD]
    counted = [
        item for item in fitting if len(asked) == HEAD and fold(text[item.figure.end :]).lstrip(" 的").startswith(asked)
    ]
    if counted:
        return counted
    noun = counted_noun(question)
    said_so = [item for item in fitting if _is_said(_BEHIND.match(fold(text[item.figure.end :])), noun, question)]
    if said_so:
        return said_so
    named = [item for item in fitting if noun and noun[-TAIL:] in fold(text[slice(*item.clause)])]
    return named or fitting


def _is_said(behind: re.Match[str] | None, noun: str, question: Understood) -> bool:
    return behind is not None and behind["noun"] in question.asked and noun[-TAIL:] in behind["noun"]


def _in_all(text: str, fitting: Sequence[Candidate], question: Understood) -> Sequence[Candidate]:
    """Return the figures that are said to be of all there is, where that is asked and any is: 新建5座、累计40座."""
    if not _ASKS_ALL.found(question.text):
        return fitting
    total = [
        item
        for item in fitting
        if _IN_ALL.found(fold(text[slice(phrase_of(text, item, fitting)[0], item.figure.start)]))
    ]
    return total or fitting


def _of_the_follow_up(
    text: str,
    close: Sequence[Candidate],
    fitting: Sequence[Candidate],
    question: Understood,
    weights: Mapping[str, float],
) -> Sequence[Candidate]:
    """Return what the words of a follow-up are next to: those of the question before it tell of the other figures.

    All where it has no words of its own, and none where no figure is next to them.
    """
    own = _own_terms(question)
    is_translated = question.language is Language.ENGLISH  # then its words are not those of the documents
    if not question.topic or not own or len(_values(fitting)) < 2 or (is_translated and not own & weights.keys()):
        return close
    asked = {term: weight for term, weight in weights.items() if term in own}
    told = [weight_of(text[slice(*phrase_of(text, item, fitting))], asked) for item in fitting]
    best = max(told)
    return [item for item, weight in zip(fitting, told, strict=True) if weight == best > 0]


def _own_terms(question: Understood) -> set[str]:
    asked = content(question.asked)
    for words in _NO_MATTER:
        asked = words.sub(" ", asked)
    named = {term for term in terms(re.sub(r"\d", " ", asked)) if len(term) > 1}
    return named - set(terms(question.topic))


def _values(items: Sequence[Candidate]) -> set[str]:
    return {fold(item.figure.text) for item in items}


def _amounts(text: str, fitting: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return the figures that are no bare number, as far as there are any: that is mostly a name, as 04-01地块.

    Else those in the place of a value, as 学校：12: one that something ends with is a page or a part.
    """
    measured = [item for item in fitting if item.figure.is_date or not _BARE.fullmatch(item.figure.text)]
    return measured or [item for item in fitting if _VALUE_OF.search(fold(text[: item.figure.start]))]


def _of_kind(fitting: Sequence[Candidate], question: Understood, total: float) -> Sequence[Candidate]:
    """Return the changes where a change is asked and the levels where not, as far as there are any.

    What was added is asked of what grew, too. Levels that agree clearly less than a change are of other things: of
    what the question names only the change is told.
    """
    asks_change = ASKS_CHANGE.found(question.text)
    kind = [item for item in fitting if item.figure.is_change == asks_change]
    if not kind or asks_change:
        return kind or fitting
    best, best_of_kind = (max(item.agreement for item in items) for items in (fitting, kind))
    if best_of_kind > best - CLEARLY * total:
        return kind
    return [item for item in fitting if item.figure.is_change] if "add" in acts_in(question.asked) else []


def _nearest(
    text: str, close: Sequence[Candidate], around: Sequence[Candidate], weights: Mapping[str, float], total: float
) -> Sequence[Candidate]:
    """Return those of close figures whose own words, up to the figures next to them, agree most, else all."""
    if len(_values(close)) == 1:
        return close
    own = [weight_of(text[slice(*phrase_of(text, item, around))], weights) for item in close]
    best = max(own)
    nearest = [item for item, weight in zip(close, own, strict=True) if weight > best - CLEARLY * total]
    return nearest if len(_values(nearest)) == 1 and best >= LEAST * total else close


def _asks_before(asked: str) -> bool:
    """Return whether a folded question asks for the state before a change, where it asks for a figure at all."""
    parts = _ASKED_CLAUSE_END.split(asked)
    asking = [part for part in parts if _ASKS_FIGURE.found(part)] or parts
    return any(_BEFORE.found(part) for part in asking)


def _is_of_another(text: str, item: Candidate, question: Understood) -> bool:
    """Return whether a figure is surely not of what is asked: the state before, a head's share, the other of a pair."""
    row_end = _row_end(text, item.figure)
    if not _asks_before(question.text) and moves_on(text, item.figure.start, row_end):
        return True
    clause = fold(text[slice(*item.clause)])
    sentence = fold(SENTENCE_END.split(text[: item.clause[0]])[-1]) + clause
    asks_per = _PER.found(question.text)
    before = [figure.end for figure in figures(text) if item.clause[0] <= figure.start < item.figure.start]
    words = fold(text[max(before, default=item.clause[0]) : item.clause[1]])
    if item.figure.measure.partition("/")[2] in PER:  # 微克每立方米 is how it is measured
        words = words.replace(fold(item.figure.text), "")
    if (_PER.found(words) and not asks_per and not question.leans) or (asks_per and not _PER.found(sentence)):
        return True
    return _is_of_another_act(clause, question) or is_other_of(clause, question)


def _called(text: str, fitting: Sequence[Candidate], weights: Mapping[str, float]) -> Sequence[Candidate]:
    """Return the figures without those of a row that another is called of: 按本科1万元、硕士3万元发放 asked for 本科.

    What stands behind the last figure is of all of them then; where nothing does, each is of what it is called.
    """
    rows: list[list[Candidate]] = []
    for item in fitting:
        if rows and text[rows[-1][-1].clause[1] : item.clause[0]] == _ROW:
            rows[-1].append(item)
        else:
            rows.append([item])
    return [item for row in rows for item in _called_in(text, row, weights)]


def _called_in(text: str, row: Sequence[Candidate], weights: Mapping[str, float]) -> Sequence[Candidate]:
    names = [text[item.clause[0] : item.figure.start] for item in row]
    of_all = NAMED_BEHIND.match(text[row[-1].figure.end : row[-1].clause[1]])
    if not (of_all and all(map(_NAME.search, names))) or len({item.figure.measure for item in row}) > 1:
        return row
    told = [weight_of(name, weights) for name in names]
    best = max(told)
    return [row[told.index(best)]] if told.count(best) == 1 else row


def _row_end(text: str, figure: Figure) -> int:
    row = _MORE_OF_A_ROW.match(text, figure.end)
    return row.end() if row else figure.end


def _is_of_another_act(clause: str, question: Understood) -> bool:
    """Return whether a clause tells of what is done to things otherwise than what is asked: 筹集 is not 供应."""
    if question.language is Language.ENGLISH:  # holding a certificate is no event that is held
        return False
    asked, told = acts_in(without_denied_words(question.asked)), acts_in(clause)
    return bool(asked and told and not asked & told)


@cache
def _apart() -> tuple[re.Pattern[str], ...]:
    """Return what finds the words of each group of which one is not the other, the longest first."""
    groups = ({key, *words} for table in tables("apart") for key, words in table.items())
    return tuple(re.compile(any_of(group)) for group in groups)


def is_other_of(clause: str, question: Understood) -> bool:
    """Return whether a folded clause names others of a group of words than the question does: 进出口 is not 出口."""
    asked = question.asked if _own_terms(question) else question.text
    for words in _apart():
        wanted, named = set(words.findall(asked)), set(words.findall(clause))
        if wanted and named and not wanted & named:
            return True
    return False
