"""Each line of an answer says which place it is about, where documents of several are held."""

from collections.abc import Sequence

from index.records import DocumentEntry, Span
from rag.answer.attribute import attributed
from rag.question.place import Places
from rag.records import Citation, Language

TITLES = ("江西省2025年政府工作报告", "甘肃省2025年政府工作报告")


def cited() -> Sequence[Citation]:
    return [
        Citation(
            number=number, doc_id=f"d{number}", title=title, issued=None, section=(), spans=(Span(start=0, end=1),),
            quote="一", sha256="",
        )
        for number, title in enumerate(TITLES, 1)
    ]  # fmt: skip


def places() -> Places:
    return Places(
        DocumentEntry(
            doc_id=f"d{number}", title=title, issuer="", kind="", issued=None, covers=(), source="", sha256="", note=""
        )
        for number, title in enumerate(TITLES, 1)
    )


def test_a_line_of_two_places_names_neither_and_each_quote_below_it_names_its_own() -> None:
    text = "相差：9[1] − 4[2] = 5 个\n新增9个。[1]\n新增4个。[2]"
    assert attributed(text, cited(), places(), Language.SIMPLIFIED).split("\n") == [
        "相差：9[1] − 4[2] = 5 个",
        "江西省 · 新增9个。[1]",
        "甘肃省 · 新增4个。[2]",
    ]
