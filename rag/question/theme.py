"""Whether an overview is asked, by its words or by a lone noun (养老, 房子呢), and what it is asked of."""

import re

from index.words.bilingual import function_words
from index.words.terms import terms
from rag.question.named_place import without
from rag.question.said import Said, said
from rag.question.understand import Understood, Wants
from rag.question.wording import content, written
from rag.records import Language

LONGEST_KEYWORD = 8  # characters of a text that asks nothing
LONGEST_ENGLISH, ENGLISH_WORDS = 24, 3  # the same in English, and fewer words than these

_ASKED, _IN_GENERAL, _FILLING = said("asks.overview"), said("asks.in_general"), said("asks.filling")
_DATED, _AROUND = said("times.dated"), said("asks.around")
_YES_NO, _WHY, _NAMES_WHAT = said("verdicts.yes_no"), said("verdicts.why"), said("verdicts.names_what")
_OWN_WISH = said("asks.own_wish")
_MARKS = re.compile(r"[^\w\s.+-]")
_PARTICLE, _STOPS = re.compile(r"[呢呀啊嘛吧]?[?？!！。.\s]*$"), " ?？!！。."


def asks_overview(question: Understood) -> bool:
    """Return whether an overview is asked."""
    if _ASKED.found(question.asked):
        return not question.expected.forms or question.wants is not Wants.FIGURE
    return is_keyword(question) or _is_in_general(question)


def _is_in_general(question: Understood) -> bool:
    """Return whether a few words or points are asked for, and no single thing: who, when, how much, whether or why."""
    is_of_one = question.wants not in (Wants.OTHER, Wants.LIST) or question.expected.forms
    return question.in_general and not (is_of_one or _YES_NO.found(question.asked) or _WHY.found(question.asked))


def is_keyword(question: Understood) -> bool:
    """Return whether a text is a noun and asks nothing: 养老."""
    asked = keyword(question)
    asks = question.wants is not Wants.OTHER or question.expected.forms or question.years or question.leans
    is_latin = question.language is Language.ENGLISH
    longest = LONGEST_ENGLISH if is_latin else LONGEST_KEYWORD
    is_one = len(asked) <= longest and not re.search(r"\d" if is_latin else r"[\W\d]", asked)
    says = any(words.found(question.asked) for words in (_YES_NO, _WHY, _NAMES_WHAT, _OWN_WISH))
    return is_one and asked.count(" ") < ENGLISH_WORDS and not asks and not says and not question.is_pinyin


def keyword(question: Understood) -> str:
    """Return what a text names, without the places and what stands around it: 房子呢, 关于房子, 房子这块的情况."""
    named = _PARTICLE.sub("", written(without(question.asked, question.own)).strip())
    bare = " ".join(_AROUND.sub(" ", named).split())
    return bare.strip(_STOPS + ",，的") or named.strip(_STOPS)


def theme(question: Understood) -> str:
    """Return the words of what an overview is asked of, a blank between; none of one that is asked in general."""
    return _words(question, _IN_GENERAL)


def searched_theme(question: Understood) -> str:
    """Return the same with the words that say in general what is asked for (目标, 成绩): reports use them, too."""
    return _words(question, _FILLING)


def theme_terms(question: Understood) -> set[str]:
    """Return the terms of a theme, lone characters aside."""
    return {term for term in terms(theme(question)) if len(term) > 1}


def _words(question: Understood, general: Said) -> str:
    asked = _DATED.sub(" ", without(question.asked, question.own))
    for words in (_ASKED, general):
        asked = words.sub(" ", asked)
    words_left = _MARKS.sub(" ", _AROUND.sub(" ", _AROUND.sub(" ", content(asked)))).split()
    return " ".join(word for word in words_left if len(word) > 1 and word not in function_words())
