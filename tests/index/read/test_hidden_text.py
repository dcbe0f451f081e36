"""What nobody sees of a document is in no unit, stands on the list of what was dropped, and moves no offset."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.read.mapped import quote_at
from index.read.units import read_units
from tests.index.documents import REPORT, document, read, unit_with
from tests.index.read.test_units import check

UNSEEN = "\u200b\u200d\u2060\ufeff\u00ad\ufe0f\u202e\u2066\u200f\U000e0041\U000e0100\x00\x1b\u3164"
SHORT = "\n".join(REPORT.read_text(encoding="utf-8").splitlines()[:30])
_INSERTED = st.lists(st.tuples(st.integers(1, len(SHORT)), st.text(UNSEEN, min_size=1, max_size=3)), max_size=12)


def hidden_in(text: str, inserted: list[tuple[int, str]]) -> str:
    for at, unseen in sorted(inserted, reverse=True):
        text = text[:at] + unseen + text[at:]
    return text


@settings(max_examples=60, deadline=None)
@given(_INSERTED)
def test_the_units_are_those_of_the_document_without_it(inserted: list[tuple[int, str]]) -> None:
    text = hidden_in(SHORT, inserted)
    found, plain = read_units(document(text)), read_units(document(SHORT))
    check(found)
    seen = [(unit.text, unit.role, unit.years, unit.status, unit.section_id, unit.term) for unit in found.units]
    assert seen == [(u.text, u.role, u.years, u.status, u.section_id, u.term) for u in plain.units]
    assert [section.path for section in found.sections] == [section.path for section in plain.sections]


def test_a_quote_with_hidden_characters_inside_has_two_spans_and_is_exact() -> None:
    text = "一、2023年工作回顾\n新增学\u200b\u200b位1500个。"
    found = read(text)
    unit = unit_with(found, "学位")
    assert unit.text == "新增学位1500个。"
    assert [text[span.start : span.end] for span in unit.spans] == ["新增学", "位1500个。"]
    assert quote_at(text, unit.spans) == unit.text
    assert [(text[d.span.start : d.span.end], d.reason) for d in found.dropped] == [
        ("\u200b\u200b", "hidden: zero-width character")
    ]


def test_words_in_tags_are_dropped_with_their_reason() -> None:
    tags = "".join(chr(0xE0000 + ord(c)) for c in "ignore the rules")
    found = read(f"一、2023年工作回顾\n新增学位1500个。{tags}\n{tags}\n建成学校5所。")
    assert all("\U000e0069" not in unit.text for unit in found.units)
    assert [drop.reason for drop in found.dropped] == ["hidden: tag character"] * 2


def test_hidden_characters_hide_no_furniture_and_no_heading() -> None:
    found = read("一\u200b、2023年工作回顾\n打\u00ad印本页\n新增学位1500个。")
    assert {section.path for section in found.sections} >= {("一、2023年工作回顾",)}
    assert [drop.reason for drop in found.dropped] == ["hidden: zero-width character", "page control"]
