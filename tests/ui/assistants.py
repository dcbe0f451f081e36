"""A small real assistant over the real documents: cites the sentences that share most character pairs."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.corpus import Corpus
from index.read.units import read_units
from index.records import Chunk, Document, Dropped, Role, Section, Status, Unit
from index.segment.records import ChunkedDocument
from rag.considered import Considered, Explained
from rag.evidence.picked import Picked
from rag.question.answer_form import Expected
from rag.question.understand import Understood, Wants
from rag.records import Answer, Answered, Citation, Language, Passage, Question, Reason, Refused, Replied, Seconds
from rag.refusal.gate import Decision, Rule, Verdict
from rag.search.retrieve import Retrieved
from rag.search.searching import Searched

_SECONDS = Seconds(total=0.0, embed=0.0)
_ANSWERING = (Role.SENTENCE, Role.ITEM)


def seed_corpus() -> Corpus:
    reads = [read_units(document) for document in load_documents(IndexSettings().seeds_dir)]
    return Corpus.of([ChunkedDocument(read.document, read.sections, read.units, (), read.dropped) for read in reads])


def corpus_of(
    document: Document, sections: Iterable[Section] = (), units: Iterable[Unit] = (), dropped: Iterable[Dropped] = ()
) -> Corpus:
    """A corpus of one document of a test's own, in which nothing is searched."""
    return Corpus.of([ChunkedDocument(document, tuple(sections), tuple(units), (), tuple(dropped))])


class PairsAssistant:
    """Answers with the two best sentences; refuses below four shared pairs; greets back; breaks on the word 出错."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.fingerprint = "pairs"
        self.max_question_chars = 500
        self.asked: list[Question] = []
        self._units = [(unit, _pairs(unit.text)) for unit in corpus.units() if unit.role in _ANSWERING]

    def home(self, language: Language) -> str:
        return "Pairs" if language is Language.ENGLISH else "东区"

    def examples(self, language: Language) -> tuple[str, ...]:
        return (
            "2024年罗湖区新增了多少家持牌金融机构？",
            "2025年离境退税商店要达到多少家？",
            "2023年计划新增多少个公办学位？",
            "什么是“六个一”？",
        )

    def explain(self, question: Question) -> Explained:
        answer = self.answer(question)
        if isinstance(answer, Replied):
            return Explained(answer, None)
        return Explained(answer, steps(self.corpus, answer, asked=question.text))

    def follow_ups(self, question: Question, told: Answered | Refused) -> tuple[str, ...]:
        return ("什么是“六个一”？",) if not question.history else ()

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        if "出错" in question.text:
            raise RuntimeError("asked to break")
        if question.text == "你好":
            examples = self.examples(Language.SIMPLIFIED)[:2]
            return Replied(
                question=question,
                language=Language.SIMPLIFIED,
                text="您好！",
                seconds=_SECONDS,
                act="greeting",
                examples=examples,
            )
        ranked = sorted(((_shared(question.text, pairs), unit) for unit, pairs in self._units), key=lambda r: -r[0])
        best = [unit for _, unit in ranked[:3]]
        passages = tuple(self._passage(unit, score) for score, unit in ranked[:10])
        common = {
            "question": question,
            "language": Language.SIMPLIFIED,
            "mode": "extractive",
            "seconds": _SECONDS,
            "confidence": 0.9,
        }
        if ranked[0][0] < 4:
            text = "现有文件里没有找到与这个问题对应的内容。"
            return Refused(**common, text=text, passages=passages, reason=Reason.NO_EVIDENCE)
        citations = tuple(self._citation(unit, number) for number, unit in enumerate(best, 1))
        text = "\n".join(f"{unit.text}[{number}]" for number, unit in enumerate(best, 1))
        return Answered(**common, text=text, passages=passages, citations=citations)

    def _citation(self, unit: Unit, number: int) -> Citation:
        document = self.corpus.documents[unit.doc_id]
        return Citation(
            number=number,
            doc_id=unit.doc_id,
            title=document.title,
            issued=document.issued,
            section=self.corpus.section(unit.section_id).path,
            spans=unit.spans,
            quote=unit.text,
            sha256=document.sha256,
        )

    def _passage(self, unit: Unit, score: float) -> Passage:
        return Passage(
            doc_id=unit.doc_id,
            chunk_id=unit.unit_id,
            section=self.corpus.section(unit.section_id).path,
            spans=unit.spans,
            text=unit.text,
            score=score,
        )


def steps(
    corpus: Corpus,
    answer: Answered | Refused,
    *,
    asked: str,
    topic: str = "",
    ruled: bool = False,
    terms: tuple[tuple[str, float], ...] = (),
) -> Considered:
    """Return steps that found the answer's passages, the second best of them with the highest cosine."""
    given = ((0.5, 2, None), (0.9, 1, 4), (0.0, None, None), *((0.1, rank, None) for rank in range(3, 10)))
    found = tuple(
        Retrieved(
            Chunk(
                chunk_id=passage.chunk_id,
                doc_id=passage.doc_id,
                section_id="s",
                unit_ids=("u",),
                spans=passage.spans,
                text=passage.text,
                context="",
            ),
            passage.score,
            *ranks,
        )
        for passage, ranks in zip(answer.passages, given, strict=False)
    )
    understood = Understood(
        Language.SIMPLIFIED,
        False,
        asked,
        topic,
        (2022,),
        Status.OTHER,
        Wants.FIGURE,
        Expected(()),
        both_sides=False,
        places=(),
        elsewhere="",
    )
    searched = Searched(
        understood, terms=terms, weights={}, vector=np.zeros(1, np.float32), found=found, embed_seconds=0.01
    )
    picked = Picked("likely", tuple(corpus.units())[:1])
    features = () if ruled else (0.7, 1.0, 1.0, 1.0, 0.4, 0.6, 0.2, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    verdict = Verdict(0.8, None, Decision(Rule.DEFINED_TERM, "六个一"), features=features)
    return Considered(searched, (), picked, verdict)


def _pairs(text: str) -> Counter[str]:
    return Counter(map("".join, pairwise(text)))


def _shared(question: str, pairs: Counter[str]) -> float:
    return float((_pairs(question) & pairs).total())
