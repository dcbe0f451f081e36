from datetime import date

import pytest

from index.corpus import Corpus
from index.mapped import quote_at
from index.records import Document, Section, Span
from rag.records import Question
from tests.ui.assistants import PairsAssistant
from tests.ui.parsed import parse
from ui.conversation import Conversation, Turn, Waiting, begin, finish
from ui.highlight import hull, joined
from ui.panel import View, covers, date_of, documents_view, facts, panel, shown_key, source_view, views_of, years_text
from ui.text.zh_hans import ZH_HANS as WORDS

HOSTILE = Document(
    doc_id="x",
    title='<script>alert("t")</script>',
    issuer="<i>发文</i>",
    kind="<u>通知</u>",
    issued=None,
    covers=(),
    source="",
    sha256="0" * 64,
    note="<img src=x onerror=alert(1)>",
    text='<h1>一</h1>正文<img src=x onerror="alert(2)">。',
)


def test_every_unit_of_the_corpus_is_marked_exactly_among_all_units_of_its_section(corpus: Corpus) -> None:
    for unit in corpus.units.values():
        view = View(key="1-1", heading="", doc_id=unit.doc_id, spans=unit.spans)
        extract = parse(source_view(view, corpus, WORDS, is_shown=True)).one(cls="extract")
        source = corpus.documents[unit.doc_id].text
        section = corpus.section_at(unit.doc_id, hull(unit.spans))
        assert extract.text in source
        for neighbour in corpus.units_in(section.section_id):
            assert quote_at(source, neighbour.spans[:1]) in quote_at(extract.text, (_all(extract.text),)), unit.unit_id
        expected = [source[span.start : span.end] for span in joined(unit.spans)]
        assert [mark.text for mark in extract.all("mark")] == expected, unit.unit_id


def test_nothing_in_a_document_or_its_entry_becomes_markup() -> None:
    section = Section(section_id="x/1", doc_id="x", path=("<b>一</b>",), span=Span(start=0, end=len(HOSTILE.text)))
    hostile = Corpus([HOSTILE], [section], [], [], [])
    view = View(key="1-1", heading="<h9>", doc_id="x", spans=(Span(start=10, end=12),))
    drawn = source_view(view, hostile, WORDS, is_shown=True)
    drawn += documents_view(hostile.documents, WORDS, is_shown=True, is_asked=True)
    page = parse(drawn)
    assert not [tag for tag in ("script", "img", "i", "u", "h1", "h9") if page.all(tag)]
    assert [mark.text for mark in page.one(cls="extract").all("mark")] == ["正文"]


def test_a_view_names_document_issuer_date_kind_and_section_path(corpus: Corpus, assistant: PairsAssistant) -> None:
    conversation = _asked(assistant, "2025年新增离境退税商店多少家")
    first = parse(panel(conversation, corpus, WORDS, shown_passages=3)).one(data_view="1-1")
    citation = conversation[0].outcome.citations[0]
    document = corpus.documents[citation.doc_id]
    assert first.one("h3").text == document.title
    assert document.issuer in first.one(cls="facts").text
    assert document.kind in first.one(cls="facts").text
    assert [step.text for step in first.one(cls="path").all("li")] == list(citation.section)


def test_the_last_answers_first_citation_is_shown_and_nothing_else(assistant: PairsAssistant) -> None:
    conversation = _asked(assistant, "2025年新增离境退税商店多少家")
    conversation = _asked(assistant, "2023年新增公办学位多少个", conversation)
    page = parse(panel(conversation, assistant.corpus, WORDS, shown_passages=3))
    shown = [view.attributes["data-view"] for view in page.all("article") if "hidden" not in view.attributes]
    assert shown == ["2-1"]
    keys = [view.attributes["data-view"] for view in page.all("article")]
    assert keys == ["documents", "1-1", "1-2", "1-3", "2-1", "2-2", "2-3"]


def test_the_last_source_stays_while_a_question_waits(assistant: PairsAssistant) -> None:
    conversation = begin(_asked(assistant, "2023年新增公办学位多少个"), "还有呢", kept_turns=5)
    assert shown_key(conversation, WORDS, shown_passages=3) == "1-1"


@pytest.mark.parametrize("question", ["", "火星"])
def test_the_documents_are_shown_when_nothing_is_cited(assistant: PairsAssistant, question: str) -> None:
    conversation = _asked(assistant, question) if question else ()
    page = parse(panel(conversation, assistant.corpus, WORDS, shown_passages=3))
    shown = page.one("article", data_view="documents")
    assert "hidden" not in shown.attributes
    assert len(shown.one(cls="documents").all("li")) == len(assistant.corpus.documents)


def test_a_refusal_offers_as_many_passages_as_the_setting_says(assistant: PairsAssistant) -> None:
    (turn,) = _asked(assistant, "火星")
    assert [view.key for view in views_of(turn, WORDS, shown_passages=2)] == ["1-p1", "1-p2"]
    assert views_of(turn, WORDS, shown_passages=0) == ()


def test_a_waiting_turn_points_at_nothing() -> None:
    assert views_of(Turn(number=1, question="?", outcome=Waiting()), WORDS, shown_passages=3) == ()


def test_a_document_without_a_date_says_so(corpus: Corpus) -> None:
    assert date_of(date(2025, 2, 21), WORDS) == "2025年2月21日"
    assert date_of(None, WORDS) == "未注明日期"
    drawn = parse(facts(HOSTILE, WORDS))
    assert drawn.text == "<i>发文</i> · 未注明日期 · <u>通知</u>"
    assert not drawn.all("i")


def test_a_document_tells_results_from_plans(corpus: Corpus) -> None:
    assert covers(corpus.documents["001_e6d6b6bfaf22de54"], WORDS) == "2022 年完成情况 · 2023 年计划"


@pytest.mark.parametrize(
    ("years", "expected"),
    [((2019, 2020, 2022), "2019—2020、2022"), ((2025,), "2025"), ((), ""), ((2020, 2019, 2019), "2019—2020")],
)
def test_consecutive_years_are_a_range(years: tuple[int, ...], expected: str) -> None:
    assert years_text(years, WORDS) == expected


def test_of_a_section_with_sub_sections_what_stands_before_them_is_shown(corpus: Corpus) -> None:
    section = next(s for s in corpus.sections.values() if s.path == ("二、2023年工作安排",))
    unit = corpus.units_in(section.section_id)[1]
    view = View(key="1-1", heading="", doc_id=unit.doc_id, spans=unit.spans)
    extract = parse(source_view(view, corpus, WORDS, is_shown=True)).one(cls="extract")
    assert extract.text.startswith("二、2023年工作安排")
    assert "(一)坚持" not in extract.text


def _all(text: str) -> Span:
    return Span(start=0, end=len(text))


def _asked(assistant: PairsAssistant, question: str, conversation: Conversation = ()) -> Conversation:
    answer = assistant.answer(Question(id="q", text=question))
    return finish(begin(conversation, question, kept_turns=9), answer)
