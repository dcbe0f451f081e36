"""A small world whose every score can be worked out by hand: two documents, five cases, one real assistant."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from index.records import Coverage, Document, Span, Status
from rag.records import Answer, Answered, Citation, Language, Passage, Question, Reason, Refused, Seconds

REPORT_2022 = (
    "全年地区生产总值2630.2亿元、增长3.4%。新增学位10155个。安全生产事故下降50%。"
    "新增养老床位240张。TOD¹⁰开发稳步推进，供应公共住房4029套。"
)
REPORT_2019 = "社会消费品零售总额达 1380 亿元，新增养老床位51张。一般公共预算收入完成 91.2\n 亿元。"


def make_document(doc_id: str, text: str, year: int) -> Document:
    return Document(
        doc_id=doc_id,
        title=f"{year}年工作报告",
        issuer="区政府",
        kind="report",
        issued=date(year + 1, 1, 10),
        covers=(Coverage(first_year=year, last_year=year, status=Status.RESULT),),
        source="",
        sha256="0" * 64,
        note="",
        text=text,
    )


def make_line(**changes: object) -> dict[str, object]:
    """Return an answerable case as a line holds it, with the given fields changed."""
    line: dict[str, object] = {
        "id": "t001",
        "question": "2022年新增多少学位?",
        "history": [],
        "kind": "lookup",
        "language": "zh-Hans",
        "noise": "none",
        "asker": "家长",
        "facts": [["10155个"]],
        "evidence": [[{"doc_id": "r2022", "quotes": ["新增学位10155个"]}]],
        "near_miss": None,
        "note": "",
        "traits": [],
        "asked_on": None,
    }
    return line | changes


def make_unanswerable(**changes: object) -> dict[str, object]:
    return make_line(kind="unanswerable", facts=[], evidence=[]) | changes


LINES = (
    make_line(),
    make_line(
        id="t002",
        question="2022年养老床位新增多少张?",
        facts=[["240张"]],
        evidence=[[{"doc_id": "r2022", "quotes": ["新增养老床位240张"]}]],
    ),
    make_line(
        id="t003",
        question="养老床位2019年和2022年各新增多少?",
        kind="comparison",
        facts=[["51张"], ["240张"]],
        evidence=[
            [{"doc_id": "r2019", "quotes": ["新增养老床位51张"]}],
            [{"doc_id": "r2022", "quotes": ["新增养老床位240张"]}],
        ],
    ),
    make_unanswerable(id="t004", question="1998年新增学位?", near_miss="wrong_year"),
    make_unanswerable(id="t005", question="今天天气", language="en", near_miss="off_topic"),
)


def write_lines(path: Path, lines: Sequence[Mapping[str, object]]) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


class SentenceAssistant:
    """Answers with the one sentence that shares most character pairs with the question; refuses when none shares one.

    `broken` names the cases for which it raises.
    """

    def __init__(self, documents: Mapping[str, Document], broken: frozenset[str] = frozenset()) -> None:
        self._documents = documents
        self._broken = broken

    def answer(self, question: Question) -> Answer:
        if question.id in self._broken:
            raise RuntimeError("the engine is gone")
        ranked = sorted(self._sentences(), key=lambda found: -self._shared(question.text, found))
        passages = tuple(
            Passage(
                doc_id=found[0],
                chunk_id=f"{found[0]}/{found[1].start}",
                section=(),
                spans=(found[1],),
                text=self._text(found),
                score=float(self._shared(question.text, found)),
            )
            for found in ranked
        )
        common = {
            "question": question,
            "language": Language.SIMPLIFIED,
            "mode": "extractive",
            "passages": passages,
            "seconds": Seconds(total=0.5, embed=0.0),
            "confidence": 0.9,
        }
        if not passages[0].score:
            return Refused(text="没有找到。", reason=Reason.NO_EVIDENCE, **common)
        best = passages[0]
        citation = Citation(
            number=1,
            doc_id=best.doc_id,
            title=self._documents[best.doc_id].title,
            issued=self._documents[best.doc_id].issued,
            section=best.section,
            spans=best.spans,
            quote=best.text,
            sha256="0" * 64,
        )
        return Answered(text=f"{best.text}[1]", citations=(citation,), **common)

    def _sentences(self) -> list[tuple[str, Span]]:
        found = []
        for doc_id, document in self._documents.items():
            start = 0
            for sentence in document.text.split("。")[:-1]:
                found.append((doc_id, Span(start=start, end=start + len(sentence) + 1)))
                start += len(sentence) + 1
        return found

    def _text(self, found: tuple[str, Span]) -> str:
        return self._documents[found[0]].text[found[1].start : found[1].end]

    def _shared(self, question: str, found: tuple[str, Span]) -> int:
        text = self._documents[found[0]].title[:5] + self._text(found)
        return len(_pairs(question) & _pairs(text) - {"20", "年工"})


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
