"""Which matters the documents count: the words that stand right before or behind their figures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from eval.normal import normalise
from eval.quantity import quantities
from eval.sources import plain
from index.records import Document

_LINKING = re.compile(
    "(?:为|是|共|约|达到|达|超过|超|近|了|至|到|有|的|已|完成|实现|预计|计划|目标|增长|增加|增|下降|减少|降|升|提高|"
    "同比|占比|比重|占|分别|各|总额|合计|一共|总共|至少|不少于|突破|不低于|左右|实际|年)+$"
)
_WHOLE_TERM = 4  # 固定资产投资; a shorter word may be another name of the matter: 经济 for GDP
_NOUN = re.compile("[\u4e00-\u9fff]{2,}$")
_COUNTED = re.compile("^[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True)
class Heads:
    """The pairs of characters right before and right behind the figures of the documents, and all their letters."""

    before: frozenset[str]
    behind: frozenset[str]
    letters: str

    @classmethod
    def of(cls, documents: Mapping[str, Document]) -> "Heads":
        """Return those of some documents."""
        return _joined(tuple(document.text for document in documents.values()))

    def are_of_another(self, before: str, behind: str, known: str) -> bool:
        """Return whether a figure is given to a matter that the documents count and that is not the case's.

        Args:
            before: the text before the figure, normalised.
            behind: the text behind it.
            known: the letters of question, facts and evidence; a word that stands there is the case's.
        """
        subject, counted = _subject(before), _counted(behind)[:2]
        head = subject[-2:]
        pairs = {subject[i : i + 2] for i in range(len(subject) - 1)}
        if len(subject) >= _WHOLE_TERM and subject in self.letters and not any(pair in known for pair in pairs):
            return True
        return (head in self.before and head not in known) or (counted in self.behind and counted not in known)


@lru_cache(maxsize=8)
def _joined(texts: tuple[str, ...]) -> Heads:
    each = [_read(text) for text in texts]
    return Heads(
        before=frozenset[str]().union(*(one.before for one in each)),
        behind=frozenset[str]().union(*(one.behind for one in each)),
        letters="\n".join(one.letters for one in each),
    )


def _read(text: str) -> Heads:
    normal = normalise(text)
    before, behind = set(), set()
    for figure in quantities(normal):
        before.add(_subject(normal[max(0, figure.start - 12) : figure.start])[-2:])
        counted = re.sub("[和及与、]?$", "", _counted(normal[figure.end : figure.end + 10]))
        behind |= {counted[:2], counted[-2:]}
    return Heads(frozenset(before - {""}), frozenset(behind - {""}), plain(text))


def _subject(text: str) -> str:
    noun = _NOUN.search(_LINKING.sub("", text))
    return plain(noun.group()) if noun else ""


def _counted(text: str) -> str:
    counted = _COUNTED.match(text)
    return plain(counted.group()) if counted else ""
