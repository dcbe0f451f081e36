"""A record says where a quote stands in the file that its document came as."""

import pytest

from index.load.read import InCell, InParagraph, OnPage, Place
from index.records import Span
from rag.contract import AnswerRecord, to_record
from rag.records import Answered, Citation, Language, Question, Seconds


def answered() -> Answered:
    citation = Citation(
        number=1,
        doc_id="a",
        title="报告",
        issued=None,
        section=(),
        spans=(Span(start=0, end=4),),
        quote="七艘渔船",
        sha256="0" * 64,
    )
    return Answered(
        question=Question(id="q", text="多少渔船？"),
        language=Language.SIMPLIFIED,
        text="七艘渔船[1]",
        mode="extractive",
        passages=(),
        seconds=Seconds(total=0, embed=0),
        confidence=1,
        citations=(citation,),
    )


PLACES: list[tuple[Place, dict[str, object]]] = [
    (
        OnPage(page=3, left=72.04, bottom=10, right=90, top=22.5),
        {"kind": "page", "page": 3, "box": [72.0, 10.0, 90.0, 22.5], "by_machine": False},
    ),
    (InParagraph(paragraph=12), {"kind": "paragraph", "paragraph": 12}),
    (InCell(table=2, row=5, column=3), {"kind": "cell", "table": 2, "sheet": "", "row": 5, "column": 3}),
]


@pytest.mark.parametrize(("place", "written"), PLACES)
def test_each_kind_of_place_is_written(place: Place, written: dict[str, object]) -> None:
    record = to_record(answered(), lambda _: (place,))
    assert record.model_dump(mode="json")["citations"][0]["place"] == [written]
    assert AnswerRecord.model_validate_json(record.model_dump_json()) == record


def test_a_record_from_before_is_read_without_it() -> None:
    record = to_record(answered())
    held = record.model_dump(mode="json")
    assert held["citations"][0].pop("place") == []
    assert AnswerRecord.model_validate(held) == record
