from dataclasses import replace

import pytest

from index.corpus import Corpus
from index.records import Span
from rag.records import Question
from tests.ui.assistants import PairsAssistant, corpus_of
from tests.ui.parsed import Element, parse
from ui.citizen.conversation import Conversation, Turn, Waiting, begin, finish
from ui.citizen.panel import panel, shown_key, views_of
from ui.citizen.source import View, copied_text, source_view
from ui.document.stretches import stretches
from ui.text.zh_hans.page import ZH_HANS as WORDS

SOURCE = WORDS.source
REPORT = "001_e6d6b6bfaf22de54"


def test_a_view_names_document_issuer_date_kind_and_section_path(corpus: Corpus, assistant: PairsAssistant) -> None:
    conversation = _asked(assistant, "2025年新增离境退税商店多少家")
    first = parse(panel(conversation, corpus, WORDS, shown_passages=3)).one(data_view="1-1")
    citation = conversation[0].outcome.citations[0]
    document = corpus.documents[citation.doc_id]
    assert first.one("h3").text == document.title
    assert document.issuer in first.one(cls="facts").text
    assert document.kind in first.one(cls="facts").text
    assert [step.text for step in first.one(cls="path").all("li")] == list(citation.section)


def test_what_is_copied_is_the_quote_with_title_issuer_date_and_section(
    corpus: Corpus, assistant: PairsAssistant
) -> None:
    (turn,) = _asked(assistant, "2023年新增公办学位多少个")
    view = views_of(turn, WORDS, shown_passages=3)[0]
    drawn = parse(panel((turn,), corpus, WORDS, shown_passages=3)).one(data_view="1-1")
    copied = drawn.one(
        "button", cls="plain", data_copy=copied_text(view, corpus.documents[view.doc_id], view.section, SOURCE)
    )
    lines = copied.attributes["data-copy"].split("\n")
    assert lines == [
        f"“{view.quote}”",
        f"——《2023年罗湖区政府工作报告》，罗湖区人民政府，2023年1月10日，{'，'.join(view.section)}",
    ]


def test_a_passage_is_frozen_when_its_words_stand_there_no_more(corpus: Corpus, assistant: PairsAssistant) -> None:
    (turn,) = _asked(assistant, "火星")
    view = views_of(turn, WORDS, shown_passages=1)[0]
    assert _of(view, corpus).all("mark")
    assert _of(replace(view, quote=view.quote + "另"), corpus).one("blockquote").text == view.quote + "另"
    far = Span(start=10**6, end=10**6 + 5)
    assert _of(replace(view, spans=(far,)), corpus).all("blockquote")


def test_a_conversation_from_before_a_change_is_drawn_without_error(corpus: Corpus, assistant: PairsAssistant) -> None:
    conversation = _asked(assistant, "2025年新增离境退税商店多少家", _asked(assistant, "火星"))
    doc_id = conversation[1].outcome.citations[0].doc_id
    changed = corpus.documents[doc_id].model_copy(update={"text": "短。", "sha256": "e" * 64})
    later = corpus_of(changed)
    page = parse(panel(conversation, later, WORDS, shown_passages=3))
    assert len(page.all("blockquote")) == 6
    assert SOURCE.changed in page.one(data_view="2-1").text


def test_the_last_answers_first_citation_is_shown_and_nothing_else(assistant: PairsAssistant) -> None:
    conversation = _asked(assistant, "2025年新增离境退税商店多少家")
    conversation = _asked(assistant, "2023年新增公办学位多少个", conversation)
    page = parse(panel(conversation, assistant.corpus, WORDS, shown_passages=3))
    shown = [view.attributes["data-view"] for view in page.all("article") if "hidden" not in view.attributes]
    assert shown == ["2-1"]
    keys = [view.attributes["data-view"] for view in page.all("article")]
    assert keys == ["documents", "1-1", "1-2", "1-3", "2-1", "2-2", "2-3"]


def test_the_panel_tells_when_another_source_is_drawn_and_not_while_a_question_waits(assistant: PairsAssistant) -> None:
    first = _asked(assistant, "2025年新增离境退税商店多少家")
    states = [_state(assistant, turns) for turns in ((), first, begin(first, "还有呢", kept_turns=5))]
    states += [
        _state(assistant, _asked(assistant, question, first)) for question in ("火星", "2023年新增公办学位多少个")
    ]
    assert states[1] == states[2]
    assert len(set(states)) == 4


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
    views = views_of(turn, WORDS, shown_passages=2)
    assert [view.key for view in views] == ["1-p1", "1-p2"]
    assert not any(view.is_cited for view in views)
    assert views_of(turn, WORDS, shown_passages=0) == ()


def test_what_is_cited_is_told_from_what_is_offered(assistant: PairsAssistant) -> None:
    conversation = _asked(assistant, "2023年新增公办学位多少个", _asked(assistant, "火星"))
    page = parse(panel(conversation, assistant.corpus, WORDS, shown_passages=3))
    cited = [view.attributes["data-view"] for view in page.all("article", data_cited="")]
    assert cited == ["2-1", "2-2", "2-3"]
    assert SOURCE.legend in page.one(data_view="2-1").one(cls="legend").text
    assert SOURCE.legend_passage in page.one(data_view="1-p1").one(cls="legend").text
    assert page.one(data_view="2-1").one(cls="asked").text == "所问：2023年新增公办学位多少个"


def test_a_waiting_turn_points_at_nothing() -> None:
    assert views_of(Turn(number=1, question="?", outcome=Waiting()), WORDS, shown_passages=3) == ()


def _of(view: View, corpus: Corpus) -> Element:
    return parse(source_view(view, corpus, stretches(corpus, view.doc_id), SOURCE, bar=""))


def _state(assistant: PairsAssistant, turns: Conversation) -> str:
    drawn = parse(panel(turns, assistant.corpus, WORDS, shown_passages=3))
    return drawn.one(cls="panel").attributes["data-state"]


def _asked(assistant: PairsAssistant, question: str, conversation: Conversation = ()) -> Conversation:
    answer = assistant.answer(Question(id="q", text=question))
    return finish(begin(conversation, question, kept_turns=9), answer)
