"""A Chinese question with a character typed for one that sounds alike → the question as it was meant."""

import re

from index.places.gazetteer import gazetteer
from index.words.lists import any_of
from index.words.measures import MEASURES
from index.words.numerals import ONES, TWO
from index.words.script import simplify
from index.words.terms import fold
from rag.question.own_matter import Vocabulary
from rag.question.said import said
from rag.question.wording import content, is_cantonese

_ALONE, _ASPECT = said("wording.alone"), said("wording.aspect")
_ROUGHLY = re.compile(
    rf"[{ONES}{TWO}十百千万亿]+[来多余几](?={any_of(MEASURES)})"
)  # 十来条: no error in 有十, nor in 十来
_RUN = re.compile("[\u4e00-\u9fff]{2,}")


def as_sounded(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with what is mistyped replaced by the one word that the documents hold and that sounds alike.

    Mistyped are two characters that are no word, nor part of one, nor both words by themselves, and that no document
    has side by side; one of them stays. Where there are several such words, or two overlap, nothing is replaced: nobody
    can say which is meant. Simplified text alone is looked through: what other scripts write is cut less surely.
    """
    folded = fold(text)
    if simplify(text) != text or is_cantonese(folded) or len(folded) != len(text):
        return text
    meant = list(text)
    for run in _RUN.finditer(folded):
        found = dict(_mistyped(run[0], vocabulary))
        for at, word in found.items():
            if not {at - 1, at + 1} & found.keys():
                meant[run.start() + at : run.start() + at + 2] = word
    return "".join(meant)


def _mistyped(run: str, vocabulary: Vocabulary) -> list[tuple[int, str]]:
    """Return where in a run of Chinese characters two are mistyped, with the word that is meant."""
    lexicon, found, at = vocabulary.bilingual.lexicon, [], 0
    alone = set()
    for word in lexicon.cut(run):
        alone |= {at} if len(word) == 1 else set()
        at += len(word)
    said = {at for amount in _ROUGHLY.finditer(run) for at in range(*amount.span())}
    said |= {
        at for place in gazetteer().named_in(run) for at in range(place.start, place.end)
    }  # no words of a dictionary
    for start in range(len(run) - 1):
        pair = run[start : start + 2]
        is_no_word = {start, start + 1} <= alone and not vocabulary.is_known(pair) and content(pair) == pair
        is_done = _ASPECT.match(run[start + 2 :])  # 人留了: the second is a verb
        if not is_no_word or is_done or all(map(_stands_alone, pair)) or start in said or start + 1 in said:
            continue
        meant = [
            word
            for word in vocabulary.sounds.like(pair)
            if (word[0] == pair[0]) != (word[1] == pair[1]) and lexicon.cut(word) == (word,)
        ]
        if len(meant) == 1:
            found.append((start, meant[0]))
    return found


def _stands_alone(character: str) -> bool:
    return character in MEASURES or character in ONES or _ALONE.found(character)
