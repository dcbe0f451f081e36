"""What is counted of the drafts that a model is asked for, and kept: over a scripted endpoint, through the desk."""

import pytest
from prometheus_client import REGISTRY

from index.config import IndexSettings
from index.corpus import Corpus
from index.words.bilingual import Bilingual, Lexicon
from rag.considered import Explained
from rag.records import Question
from rag.writing.checker import Checker
from rag.writing.checks.words import Words
from rag.writing.kinds import Kinds
from rag.writing.writer import make_writer
from rag.writing.writing import AnswerWriting
from tests.rag.writing.endpoint import ChatEndpoint, Source, as_json, faithful, serving
from tests.ui.assistants import PairsAssistant
from tests.ui.journal.test_writer import soon
from ui.answering import Answering
from ui.config import UiSettings
from ui.desk import Desk
from ui.errors import BusyError
from ui.journal.database import Database
from ui.journal.entries import find_entry
from ui.journal.records import NO_DRAFT, Draft

BEDS = "2022年新增了多少养老床位"
ALL = Kinds(strategies=("likely",), parts=False, verdict=False, table=False, fewest=1)


class Written(PairsAssistant):
    """Has an endpoint word each answer."""

    def __init__(self, corpus: Corpus, endpoint: ChatEndpoint, **changes: object) -> None:
        super().__init__(corpus)
        writer = make_writer(endpoint.settings(**changes))
        assert writer is not None
        lexicon = Lexicon.open(IndexSettings.load().cache_dir)
        checker = Checker(Words(Bilingual(lexicon, lambda _: True)))
        self.writing = AnswerWriting(writer, checker, corpus, ALL)

    def explain(self, question: Question) -> Explained:
        return self.writing.written(super().explain(question))


def count(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"luohu_{name}", labels) or 0.0


def counts() -> dict[str, float]:
    return {
        "written": count("drafts_total", outcome="written"),
        "malformed": count("drafts_total", outcome="malformed"),
        "resting": count("drafts_total", outcome="resting"),
        "kept": count("draft_sentences_total", outcome="kept", reason=""),
        "place": count("draft_sentences_total", outcome="dropped", reason="place"),
        "prompt": count("draft_tokens_total", kind="prompt"),
        "completion": count("draft_tokens_total", kind="completion"),
        "timed": count("draft_seconds_count"),
    }


def added(before: dict[str, float]) -> dict[str, float]:
    return {name: value - before[name] for name, value in counts().items() if value != before[name]}


def kept(journal: Database, entry_id: str) -> Draft:
    return find_entry(journal, entry_id).draft


def with_a_lie(sources: list[Source]) -> str:
    told = [(text.rstrip("；;。"), number) for number, text in sources]
    return as_json([*told, (f"福田区{told[0][0]}", told[0][1])])


def test_sentences_tokens_and_seconds_are_counted_and_kept(corpus: Corpus, database: Database) -> None:
    before = counts()
    with serving(with_a_lie) as endpoint:
        given = Desk(Written(corpus, endpoint), database).ask(BEDS, (), conversation_id="c")
    assert added(before) == {"written": 1, "kept": 3, "place": 1, "prompt": 700, "completion": 120, "timed": 1}
    draft = kept(database, given.entry_id)
    assert (draft.model, draft.note, draft.prompt_tokens, draft.completion_tokens) == ("scripted", "written", 700, 120)
    assert [(one.became, one.fault) for one in draft.sentences] == [*[("kept", "")] * 3, ("dropped", "place")]
    assert draft.sentences[3].text.startswith("福田区")
    assert draft.seconds == pytest.approx(find_entry(database, given.entry_id).seconds, abs=1e-4)


def test_a_draft_that_cannot_be_used_is_counted_with_its_cost_and_one_that_is_not_asked_for_with_none(
    corpus: Corpus, database: Database
) -> None:
    with serving(lambda _: "{") as endpoint:
        desk = Desk(Written(corpus, endpoint, failures=1), database)
        before = counts()
        given = desk.ask(BEDS, (), conversation_id="c")
        assert added(before) == {"malformed": 1, "prompt": 700, "completion": 120, "timed": 1}
        assert kept(database, given.entry_id).note == "malformed"
        endpoint.raw, before = "[]", counts()
        desk.ask(BEDS, (), conversation_id="c")
        given = desk.ask(BEDS, (), conversation_id="c")
        assert added(before) == {"malformed": 1, "resting": 1, "timed": 1}
        assert kept(database, given.entry_id).note == "resting"


def test_what_nobody_waits_for_any_more_is_counted(corpus: Corpus, database: Database) -> None:
    before = counts()
    with serving(faithful) as endpoint:
        endpoint.seconds = 0.3
        hurried = Answering(UiSettings().model_copy(update={"answer_seconds": 0.05}))
        with pytest.raises(BusyError):
            Desk(Written(corpus, endpoint), database, hurried).ask(BEDS, (), conversation_id="c")
        assert soon(lambda: added(before).get("prompt") == 700)


def test_an_answer_that_no_model_was_asked_for_is_not_counted(assistant: PairsAssistant, database: Database) -> None:
    before = counts()
    given = Desk(assistant, database).ask(BEDS, (), conversation_id="c")
    assert added(before) == {}
    assert kept(database, given.entry_id) == NO_DRAFT
