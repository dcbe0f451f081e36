"""Whether an answer states a fact."""

import re
from collections.abc import Sequence

from eval.normal import bare, normalise
from eval.quantity import Quantity, quantities
from eval.wording import reworded
from index.records import Frozen
from index.words.numerals import ORDINALS, TWO

# what may stand between a word and its figure, or behind it, without changing what is said
_BEFORE = re.compile(
    "(?:超过|超|约|大约|近|将近|接近|逾|达到|达|突破|不少于|不低于|至少|为|了|共|"
    "同比|环比|比上年|较上年|实际|"
    "增长|增加|上升|提高|提升|上涨|增幅|增速|负增长|下降|减少|降低|下跌|降幅|[增涨升降减跌])+$"
)
_BEHIND = re.compile("^(?:及以上|以上|以下|以内|左右|上下|余|多)+")
_COUNTING = f"〇零{ORDINALS}{TWO}"
_NUMERALS = f"{_COUNTING}百千万亿"


class AnswerText(Frozen):
    """An answer's text, normalised, with its figures read once: as it stands, and with figures in words as digits."""

    normal: str
    figures: tuple[Quantity, ...]
    reworded: str
    reworded_figures: tuple[Quantity, ...]

    @classmethod
    def of(cls, text: str) -> "AnswerText":
        """Return the text made ready for `states`."""
        normal = normalise(text)
        in_digits = reworded(normal)
        return cls(
            normal=normal,
            figures=quantities(normal),
            reworded=in_digits,
            reworded_figures=quantities(in_digits),
        )


def facts_found(text: str, facts: Sequence[Sequence[str]]) -> tuple[bool, ...]:
    """Return for each fact whether the text states one of its alternatives; facts in their order.

    Example:
        >>> facts_found("支出 163 亿元，佔財政支出近八成[1]。", [["163亿元"], ["近八成"], ["增长3.4%"]])
        (True, True, False)
    """
    answer = AnswerText.of(text)
    return tuple(any(states(answer, alternative) for alternative in fact) for fact in facts)


def states(answer: AnswerText, fact: str) -> bool:
    """Return whether the answer states the fact.

    A fact with figures is stated by figures that follow each other in the answer with the same value, unit and
    direction and with the fact's other words in the same places. A fact without figures is stated when its letters
    stand in the answer, punctuation and white space aside, not as a part of a longer number or Latin word. Both are
    looked for once more with all figures in digits, so that 一百六十三亿元 and 16.3 billion yuan state 163亿元.
    """
    normal = normalise(fact)
    if _states(answer.normal, answer.figures, normal):
        return True
    return _states(answer.reworded, answer.reworded_figures, reworded(normal))


def _states(answer: str, figures: Sequence[Quantity], fact: str) -> bool:
    wanted = quantities(fact)
    if not wanted:
        return _stands_in(answer, fact)
    n = len(wanted)
    return any(
        _same_words(fact, wanted, answer, figures[i : i + n])
        for i in range(len(figures) - n + 1)
        if all(fact_figure.fits(figure) for fact_figure, figure in zip(wanted, figures[i:], strict=False))
    )


def _same_words(fact: str, wanted: Sequence[Quantity], answer: str, found: Sequence[Quantity]) -> bool:
    """Return whether the fact's words before, between and behind its figures stand there in the answer too."""
    if not _words_before(answer[: found[0].start]).endswith(_words_before(fact[: wanted[0].start])):
        return False
    for i in range(len(wanted) - 1):
        between = (_gap(fact, wanted[i], wanted[i + 1]), _gap(answer, found[i], found[i + 1]))
        if between[0] != between[1]:
            return False
    return _words_behind(answer[found[-1].end :]).startswith(_words_behind(fact[wanted[-1].end :]))


def _gap(text: str, left: Quantity, right: Quantity) -> str:
    return _BEHIND.sub("", _words_before(text[left.end : right.start]))


def _words_before(text: str) -> str:
    return _BEFORE.sub("", bare(text))


def _words_behind(text: str) -> str:
    return _BEHIND.sub("", bare(text))


def _stands_in(answer: str, fact: str) -> bool:
    """Return whether the fact's letters stand in the answer, punctuation between them aside."""
    letters = [match.group() for match in re.finditer(r"\d+(?:[.\-]\d+)*|[^\W\d_]|[+%/]", fact)]
    if not letters:
        return False
    pattern = r"[^\w+%]{0,3}".join(re.escape(letter) for letter in letters)
    return re.search(_left_bound(letters[0][0]) + pattern + _right_bound(letters[-1][-1]), answer) is not None


def _left_bound(first: str) -> str:
    if first.isascii():
        return r"(?<![0-9a-z+])(?<!\d\.)"
    return f"(?<![{_NUMERALS}0-9])" if first in _COUNTING else ""


def _right_bound(last: str) -> str:
    if last.isascii() and last.isalnum():
        return r"(?![0-9a-z]|\.\d|\+[0-9a-z])"
    return f"(?![{_NUMERALS}])" if last in _COUNTING else ""
