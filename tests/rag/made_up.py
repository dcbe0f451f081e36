"""A made-up district and county, their documents read as real ones are, and what a ranking of them is made of.

青岭区 and 白水县 do not exist; every figure is invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.corpus import Corpus
from index.read.chunk import chunk_document
from index.read.units import read_units
from index.records import Coverage, Document, Status, Unit
from index.search.dense import DenseSearcher
from index.search.lexical import LexicalSearcher
from index.search.unit_vectors import StoredVectors, UnitVectors
from index.segment.records import ChunkedDocument
from index.segment.vectors import Vectors
from rag.evidence.complete import Completer
from rag.evidence.picked import Held, Picked, Ranking
from rag.evidence.rank import Ranked
from rag.evidence.weights import Features, RankerThresholds, packaged_ranker_weights
from rag.question.place import Places
from rag.question.understand import Understood
from rag.refusal.features import Reader
from rag.refusal.untold import Named
from rag.refusal.weights import GateFeatures, GateThresholds, packaged_gate_weights
from rag.search.searching import Searched
from tests.fakes import BigramEmbedder

REPORT, NOTICE, COUNTY = "qingling_report", "qingling_notice", "baishui_report"
TEXTS = {
    REPORT: """青岭区2024年政府工作报告

青岭区人民政府

2024年1月12日

一、2023年工作回顾

全年新增公办学位3200个，新建学校4所。空气优良天数比例达到95.1%。

坚持绿色发展，构建“两山一湖”生态格局。

新建社区公园6个，改造老旧小区12个。

开展三项整治，成效明显：

- 整治黑臭水体5条；

- 整治违法建设2万平方米；

- 整治占道经营300处。

重点抓好三件事。一是修好乡村道路40公里。二是办好农村集市8场。三是管好山塘水库9座。

二、2024年工作安排

计划新增公办学位4100个，新建社区公园9个。

打造两大特色消费街区，提升商圈品质。云溪消费街区引进首店10家。松坪消费街区举办夜市20场。

名词解释

1.两山一湖：青山、岭山和云溪湖。

2.TOD：以公共交通为导向的开发模式。
""",
    NOTICE: """青岭区人民政府办公室关于印发《青岭区2024年民生实事行动方案》的通知

青府办〔2024〕7号

2024年2月20日

一、实施教育提质行动

①新增公办学位4500个。②引进名师30名。【责任单位：区教育局】

二、实施健康守护行动

③建成社康中心3家。【责任单位：区卫生健康局】

三、实施安居暖心行动

④筹集保障性住房1500套。
""",
    COUNTY: """白水县2023年政府工作报告

白水县人民政府

2023年1月10日

一、2022年工作回顾

全年新增公办学位900个，新建学校1所。

二、2023年工作安排

计划新增公办学位1100个。

三、大事记

2012年建成老桥1座。

到2030年再建水库2座。
""",
}
TITLES = {
    REPORT: "青岭区2024年政府工作报告",
    NOTICE: "青岭区2024年民生实事行动方案",
    COUNTY: "白水县2023年政府工作报告",
}
ISSUED = {NOTICE: date(2024, 2, 20)}
ISSUERS = {REPORT: "青岭区人民政府", NOTICE: "青岭区人民政府办公室", COUNTY: "白水县人民政府"}


def _years(first: int, status: Status) -> Coverage:
    return Coverage(first_year=first, last_year=first, status=status)


COVERS = {
    REPORT: (_years(2023, Status.RESULT), _years(2024, Status.PLAN)),
    NOTICE: (_years(2024, Status.PLAN),),
    COUNTY: (_years(2022, Status.RESULT), _years(2023, Status.PLAN)),
}


# Weights that stay when others are fitted.
RANKER = packaged_ranker_weights().model_copy(
    update={
        "weights": Features(
            coverage=0.5,
            context_coverage=8.0,
            chunk_score=0.2,
            chunk_rank=2.0,
            similarity=1.0,
            year=2.5,
            status=1.25,
            recency=0.5,
            form=4.0,
        ),
        "thresholds": RankerThresholds(median_best=14.0),
    }
)
GATE = packaged_gate_weights().model_copy(
    update={
        "bias": -9.0,
        "weights": GateFeatures(
            best=4.5,
            form=2.0,
            form_nearby=2.0,
            period=0.8,
            coverage=-1.6,
            closeness=2.0,
            similarity=0.0,
            leads=0.0,
            by_kind=0.0,
            names_thing=0.0,
            untold=-9.0,
            of_another=0.0,
            is_english=1.5,
            is_follow_up=2.0,
        ),
        "thresholds": GateThresholds(answer=0.35, nearest=0.1, defined=0.95, unsure=0.2, idle=0.75, all_idle=0.25),
    }
)


@dataclass(frozen=True)
class _Names:
    untold: str

    def of(self, searched: Searched, picked: Picked) -> Named:
        return Named(bool(self.untold), self.untold)


@dataclass(frozen=True)
class _Near:
    closeness: float

    def of(self, vector: NDArray[np.float32], texts: Sequence[str]) -> float:
        return self.closeness


def reader(closeness: float = 0.6, untold: str = "") -> Reader:
    """What looks at evidence that is as near as is said, and lacks a word of the name of what is asked."""
    return Reader(_Names(untold), _Near(closeness))


@dataclass(frozen=True)
class World:
    """The documents with what is looked up and searched in them."""

    corpus: Corpus
    places: Places
    dense: DenseSearcher
    lexical: LexicalSearcher
    vectors: UnitVectors

    @property
    def held(self) -> Held:
        return Held(self.corpus, Completer(self.corpus), self.places)

    def unit(self, words: str) -> Unit:
        """The only unit that holds the words."""
        (found,) = [unit for unit in self.corpus.units() if words in unit.text]
        return found


@lru_cache(maxsize=4)
def world(*doc_ids: str) -> World:
    """The world of some of the documents, of all where none is named."""
    return _world([_read(doc_id, TEXTS[doc_id]) for doc_id in doc_ids or TEXTS])


def world_of(text: str) -> World:
    """The world of one report of the district with another text."""
    return _world([_read(REPORT, text)])


def _world(read: Sequence[ChunkedDocument]) -> World:
    corpus = Corpus.of(read)
    pairs = [(row, unit.text) for row, chunk in enumerate(corpus.chunks()) for unit in corpus.units_of(chunk)]
    vectors = BigramEmbedder().embed_passages([text for _, text in pairs])
    rows = [row for row, _ in pairs]
    return World(
        corpus=corpus,
        places=Places(corpus.entries),
        dense=DenseSearcher.of(vectors, rows),
        lexical=LexicalSearcher.of([chunk.searched_text for chunk in corpus.chunks()]),
        vectors=StoredVectors(corpus, [Vectors.of(vectors, rows)]),
    )


def _read(doc_id: str, text: str) -> ChunkedDocument:
    document = Document(
        doc_id=doc_id,
        title=TITLES[doc_id],
        issuer=ISSUERS[doc_id],
        kind="报告",
        issued=ISSUED.get(doc_id),
        covers=COVERS[doc_id],
        source="",
        sha256="0" * 64,
        note="",
        text=text,
    )
    read = read_units(document)
    return ChunkedDocument(document, read.sections, read.units, chunk_document(read, chunk_chars=40), read.dropped)


def ranked(
    unit: Unit,
    score: float = 0.0,
    *,
    coverage: float = 0.5,
    similarity: float = 0.0,
    form: float = 1.0,
    year: float = 0.0,
    matter: float | None = None,
    closeness: float = 0.5,
) -> Ranked:
    """A unit ranked by hand; its matter score is its score unless another is given."""
    features = Features(
        coverage=coverage,
        context_coverage=coverage,
        chunk_score=0.0,
        chunk_rank=1.0,
        similarity=similarity,
        year=year,
        status=0.0,
        recency=0.0,
        form=form,
    )
    return Ranked(unit, features, score, score if matter is None else matter, closeness)


def ranking(
    question: Understood,
    items: Sequence[Ranked],
    weights: Mapping[str, float] | None = None,
    of_period: Sequence[Ranked] | None = None,
) -> Ranking:
    """A ranking by hand; all of it is of the asked years unless another part is given."""
    return Ranking(question, weights or {}, items, items if of_period is None else of_period)


def searched(question: Understood, weights: Mapping[str, float]) -> Searched:
    """A question that has found nothing, with the weights of its terms."""
    return Searched(question, tuple(weights.items()), weights, np.zeros(64, np.float32), (), 0.0)
