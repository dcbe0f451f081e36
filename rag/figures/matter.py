"""Whether a clause of a report is about the very matter that a question names, though it may put it in other words."""

import re
from collections.abc import Mapping, Sequence

from index.words.kept import unit_terms
from index.words.lists import any_of
from index.words.measures import COUNTING, HEADS
from index.words.terms import terms
from rag.question.understand import Understood
from rag.question.wording import content
from rag.records import Language

# What is done to a thing: what is added is not what is renewed, handed out, or held.
_ACTS = {
    "add": r"新增|增加|增设|引进|引入|招引|引育|新建|建成|建设|修建|新设|设立|成立|开设|筹集|培育|落地|"
    r"\b(?:add|build|built|open|attract|recruit|introduc|found|creat|rais)\w*",
    "renew": r"改造|更新|更换|整治|升级|改扩建|翻新|修缮|\b(?:renew|renovat|replac|upgrad|refurbish|rebuil)\w*",
    "fit": r"加装|安装|\binstall\w*",
    "supply": r"供应|配租|分配|发放|\b(?:suppl|allot|allocat)\w*",
    "hold": r"举办|举行|承办|开展|\b(?:hold|held|host)\w*",
}
_ACT = {name: re.compile(rule) for name, rule in _ACTS.items()}
_VERB = re.compile(rf"(?:{'|'.join(rule.partition(chr(92))[0].rstrip('|') for rule in _ACTS.values())})+")
_HOW_MANY = re.compile(rf"(?:多少|几多|几)(?:{any_of(COUNTING | HEADS)})?")
# 人均地区生产总值 and 万元GDP电耗 are other figures than what they are measured by.
_PER = re.compile(
    r"人均|户均|每(?!年)[^，,。；;\d]{1,6}|[万亿]元\s*(?:gdp|地区生产总值|生产总值)|\bper (?:capita|person)\b"
)
_BETWEEN = 12  # characters between a verb and its noun: 引进6家持牌金融机构
RARE = 3.0  # weight of a term that one chunk in twenty holds; a commoner noun (企业, 项目) does not tell the matter


class Matter:
    """The matter of one question.

    `is_wide` takes a thing in general for one that the question narrows, where nothing else narrows it: 新增学位 for
    新增公办学位.
    """

    def __init__(self, question: Understood, weights: Mapping[str, float], *, is_wide: bool = False) -> None:
        self._asked, self._weights, self._is_wide = question.text, weights, is_wide
        self._acts = _acts(question.text)
        self._total = sum(weights.values())
        is_chinese = question.language is not Language.ENGLISH and not question.is_pinyin
        words = content(_HOW_MANY.sub(" ", question.text)).split() if is_chinese else []
        matter = re.sub(r"[\W\d]", "", "".join(words)).lstrip("从自到至各")
        verb = _VERB.match(matter)
        self._noun = matter[verb.end() :] if verb else ""
        self._is_rare = any(weights.get(term, 0.0) >= RARE for term in terms(self._noun))

    def agreement(self, clause: str, weighed: float) -> float:
        """Return how much of the question's term weight a folded clause stands for, 0 when it is of another matter.

        Args:
            clause: with a figure.
            weighed: the weight of the terms it shares with the question.
        """
        acts = _acts(clause)
        is_other = bool(self._acts and acts and not self._acts & acts)
        if is_other or (_PER.search(clause) and not _PER.search(self._asked)) or self._is_denied(clause):
            return 0.0
        return self._total if acts and self._is_rare and self._names(clause) else weighed

    def alike(self, clauses: Sequence[str]) -> frozenset[str]:
        """Return those of the folded clauses, which all agree with the question, that name one and the same thing.

        In Chinese they have the head of the question's noun (学位 of 公办学位), if any has it; in English, where one
        word has several Chinese ones, most of the words in the first clause that are no verbs.
        """
        if self._noun:
            return frozenset(clause for clause in clauses if self._noun[-2:] in clause) or frozenset(clauses)
        told = {term: self._weights[term] for term in self._things(clauses[0])}
        least = 0.5 * sum(told.values())
        return frozenset(
            clause for clause in clauses if sum(told[term] for term in self._things(clause) & told.keys()) >= least
        )

    def _things(self, clause: str) -> set[str]:
        return {term for term in unit_terms(clause) if term in self._weights and not _VERB.fullmatch(term)}

    def _names(self, clause: str) -> bool:
        """Return whether a verb has the question's noun behind it, whatever narrows it: 新增公办学位 is of 学位."""
        found = _VERB.search(clause)
        if not found:
            return False
        behind = clause[found.end() :]
        at = behind.find(self._noun)
        is_general = self._is_wide and re.match(rf"[\d.\s]*\S?{re.escape(self._noun[-2:])}", behind)
        return 0 <= at <= _BETWEEN or bool(is_general)

    def _is_denied(self, clause: str) -> bool:
        """Return whether a clause is of what is not so: 非持牌金融机构."""
        return any(word in self._asked and f"非{word}" not in self._asked for word in re.findall("非(..)", clause))


def _acts(text: str) -> set[str]:
    return {name for name, rule in _ACT.items() if rule.search(text)}
