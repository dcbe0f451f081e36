"""Whether a question names what it asks about, or leaves its matter to the questions before it: decided here, once."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.words.bilingual import Bilingual
from index.words.sounds import Sounds
from index.words.terms import terms
from rag.question.wording import content, official_words
from rag.records import Language

# Chosen on dev's follow-ups: a question that points at another one (那…呢, 这件事) must name its matter at greater
# length to stand alone; two words make three terms in Chinese.
OWN_TERMS = 3
OWN_WORDS = 2  # the same in English
REFERRING_TERMS = 5
REFERRING_WORDS = 3
ANTECEDENT_TERMS = 2  # before a pronoun: it stands for these
ANTECEDENT_WORDS = 3

_FOLLOWS = re.compile(
    r"^(那(?!个[^呢,，?？])|咁|噉|然后|还有|再问|顺便|另外|同一年|同年|当年|第二年|次年|翌年|上一年|前一年|再下一年|其中|加上|除了|比起|相比)|"
    r"呢[?？]?$|呢[，,]|^(and|but|also|so|then)\b|\b(what about|how about|the same year)\b"
)
_CLAUSE_END = re.compile(r"[，,。；;：:?？!！]|\.\s")
_THING = "项目|工程|计划|目标|政策|活动|数|事|地方|会"
_REFERS = re.compile(
    rf"^那?[这该]|(?<![们像])这[件项些种次部]|那[件项]|那[些种次部](?=[要又都是有的呢,，?？]|$)|[这那]个({_THING})|"
    r"(?<![其吉])它|他们|佢|上述|该项|其中|"
    r"^.{0,2}[完成好]了?[之以]?后|"
    r"\b(its?(?! (?:true|right|correct))|this|these|those|they|them|(?<!is )(?<!are )there)\b|"
    r"(?:^|\b(?:of|than|for|by|about|after|before|to|on|with|from|is|was|does|did|do|and) )that\b"
)
# Words that tell what is asked of a matter, not which: how much, planned or done, when, by whom.
_OF_ASKING = re.compile(
    r"目标|计划|规划|实际|完成|增加|新增|增长|减少|下降|提高|达到|做到|数量|数字|情况|变化|比较|相比|去年|今年|明年|"
    r"第[一二三四五]年?|年度|最后|真正|已经|预计|供应|部门|单位|机构|负责|责任|牵头|主管|电话|地址|办公室|项目|两个|几个"
)
_OF_ASKING_ENGLISH = re.compile(
    r"(goal|target|plan|year|following|next|after|before|number|figur|total|compar|charg|responsib|department|office?|"
    r"actual|achiev|added|add|change|come|go|going|get|got|one|two|much|many|really|right|tru|real|up|out|do|make|give|"
    r"luohu|shenzhen|district)\w*"
)


@dataclass(frozen=True)
class Vocabulary:
    """The words of a corpus: which terms it holds, what English words are in it, which terms sound alike."""

    bilingual: Bilingual
    sounds: Sounds
    is_known: Callable[[str], bool]


def leaves_out_matter(asked: str, language: Language, vocabulary: Vocabulary, *, is_pinyin: bool) -> bool:
    """Return whether a folded question with others before it asks about their matter, for want of one of its own."""

    def own(text: str) -> int:
        return len(_own(text, language, vocabulary, is_pinyin=is_pinyin))

    is_latin = is_pinyin or language is Language.ENGLISH
    pronoun = _REFERS.search(asked)
    if pronoun and not _has_antecedent(before := asked[: pronoun.start()], own(before), is_latin=is_latin):
        return own(asked) < (REFERRING_WORDS if is_latin else REFERRING_TERMS)
    if follows(asked):
        return own(asked) < (OWN_WORDS if is_latin else OWN_TERMS)
    return not own(asked) and not _meant(asked, language, vocabulary)


def follows(asked: str) -> bool:
    """Return whether a folded question is put as one that follows another: 那…呢, and what about it."""
    return bool(_FOLLOWS.search(asked))


def _has_antecedent(before: str, n_own: int, *, is_latin: bool) -> bool:
    """Return whether a pronoun stands for what its own question has before it: its matter, or a clause."""
    clause = _CLAUSE_END.search(before.strip())
    return n_own >= (ANTECEDENT_WORDS if is_latin else ANTECEDENT_TERMS) or bool(clause and n_own)


def _own(asked: str, language: Language, vocabulary: Vocabulary, *, is_pinyin: bool) -> set[str]:
    """Return the words of a question that name a matter, as they are written."""
    if is_pinyin:
        syllables = (
            syllable for word in re.findall(r"[a-z]+", asked) for syllable in vocabulary.sounds.syllables(word)
        )
        return {alike[0] for alike in vocabulary.sounds.read(tuple(syllables)) if alike}
    held = {term for term in _terms(asked) if vocabulary.is_known(term)}
    if language is not Language.ENGLISH:
        return held
    phrases = (phrase for phrase, words in vocabulary.bilingual.translate(asked) if words)
    words = {word for phrase in phrases for word in phrase.split() if not _OF_ASKING_ENGLISH.fullmatch(word)}
    return words | {term for term in held if not term.isascii()}


def _meant(asked: str, language: Language, vocabulary: Vocabulary) -> bool:
    """Return whether everyday or misspelled words stand for some that the corpus holds."""
    if language is Language.ENGLISH:
        return any(vocabulary.sounds.syllables(word) for word in _terms(asked))
    official = _terms(" ".join(official_words(asked)))
    return any(map(vocabulary.is_known, official)) or any(map(vocabulary.sounds.like, _terms(asked)))


def _terms(asked: str) -> list[str]:
    text = _OF_ASKING.sub(" ", content(asked))
    return [term for term in terms(text) if len(term) > 1 and not term[0].isdigit()]
