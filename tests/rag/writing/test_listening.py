"""A listener is told each sentence that is borne out while an endpoint still writes; the answer is as without."""

import json
from collections.abc import Callable
from threading import Event, current_thread

import pytest

from index.store.saved import OpenIndex
from rag.assistant import Assistant
from rag.by_model import Tokens, WritingNote
from rag.config import LlmSettings
from rag.considered import Explained
from rag.contract import to_record
from rag.errors import WriterError
from rag.records import Answered, Question
from rag.writing.draft import sentences_of, sentences_so_far
from rag.writing.records import Message, Output
from rag.writing.writer import BoundedWriter
from tests.rag.writing.endpoint import Source, as_json, faithful, serving
from tests.rag.writing.test_writing import OVERVIEW, extractive, other_digit, written_by

QUESTION = Question(id="q", text=OVERVIEW)


class Heard:
    """Keeps what it hears; listens to `most` sentences and no longer."""

    def __init__(self, most: int = 99, *, listens: bool = True) -> None:
        self.sentences: list[str] = []
        self.threads: set[str] = set()
        self._most, self._listens = most, listens

    def begins(self, explained: Explained) -> bool:
        assert isinstance(explained.answer, Answered)
        return self._listens

    def hears(self, sentence: str) -> None:
        self.threads.add(current_thread().name)
        self.sentences.append(sentence)

    def goes_on(self) -> bool:
        return len(self.sentences) < self._most


def told(assistant: Assistant, heard: Heard) -> Answered:
    answer = assistant.explain(QUESTION, heard).answer
    assert isinstance(answer, Answered)
    return answer


def test_each_sentence_is_heard_once_and_the_answer_is_as_without_a_listener(real_index: OpenIndex) -> None:
    heard = Heard()
    with serving(faithful) as endpoint:
        assistant = written_by(real_index, endpoint.settings())
        answer, silent = told(assistant, heard), assistant.answer(QUESTION)
        assert [bool(one.get("stream")) for one in endpoint.requests] == [True, False]
    assert len(heard.sentences) == 5
    assert all(sentence.split("[")[0] in answer.text for sentence in heard.sentences)
    left_out = {"seconds": True, "writing": {"seconds"}}
    assert to_record(answer).model_dump(exclude=left_out) == to_record(silent).model_dump(exclude=left_out)
    assert answer.writing.tokens == Tokens(prompt=700, completion=120)


def test_a_lie_is_not_heard(real_index: OpenIndex) -> None:
    lies: list[str] = []

    def liar(sources: list[Source]) -> str:
        number, text = next((n, text) for n, text in sources if any(map(str.isdigit, text)))
        lies.append(other_digit(text))
        return as_json([(lies[0], number), *[(true, n) for n, true in sources[:4] if n != number]])

    heard = Heard()
    with serving(liar) as endpoint:
        told(written_by(real_index, endpoint.settings()), heard)
    assert heard.sentences
    assert not any(sentence.startswith(lies[0][:20]) for sentence in heard.sentences)


def test_an_endpoint_that_dies_within_it_leaves_the_extractive_answer(
    real_index: OpenIndex, assistant: Assistant
) -> None:
    heard = Heard()
    with serving(faithful) as endpoint:
        endpoint.dies_at = 200
        answer = told(written_by(real_index, endpoint.settings()), heard)
    assert 0 < len(heard.sentences) < 5
    assert (answer.mode, answer.writing.note) == ("extractive", WritingNote.DOWN)
    assert answer.text == extractive(assistant).text


def test_one_that_hangs_within_it_is_waited_for_no_longer_than_it_may_take(
    real_index: OpenIndex, assistant: Assistant
) -> None:
    heard = Heard()
    with serving(faithful) as endpoint:
        endpoint.seconds = 0.2
        answer = told(written_by(real_index, endpoint.settings(seconds=0.7)), heard)
    assert answer.writing.note is WritingNote.SLOW
    assert answer.text == extractive(assistant).text


def test_where_nobody_listens_any_more_the_endpoint_is_let_go(real_index: OpenIndex) -> None:
    heard = Heard(most=1)
    with serving(faithful) as endpoint:
        endpoint.seconds = 0.01
        told(written_by(real_index, endpoint.settings()), heard)
        whole = len(list(endpoint.pieces(endpoint.requests[0])))
        assert endpoint.n_pieces < whole - 5
    assert len(heard.sentences) == 1


def test_a_listener_that_does_not_begin_is_told_nothing(real_index: OpenIndex) -> None:
    heard = Heard(listens=False)
    with serving(faithful) as endpoint:
        assert told(written_by(real_index, endpoint.settings()), heard).mode == "written"
        assert "stream" not in endpoint.requests[0]
    assert heard.sentences == []


def test_an_answer_that_no_model_words_tells_a_listener_nothing(assistant: Assistant) -> None:
    heard = Heard()
    assert told(assistant, heard).text == extractive(assistant).text
    assert heard.sentences == []


DRAFTS: dict[str, str] = {
    "json": json.dumps({"sentences": [{"text": '甲\\n"乙"。', "cites": [1]}, {"text": "丙[2]", "cites": []}]}),
    "fenced": '```json\n{"sentences": [{"text": "甲。", "cites": [1, 2]},\n {"text": "甲。", "cites": [1, 2]}]}\n```',
    "text": "甲为1.5亿元[1]。乙。[2]\n丙[3]",
    "other": '{"answer": "甲"}',
    "nothing": "",
}


@pytest.mark.parametrize("name", DRAFTS)
def test_what_is_whole_so_far_is_what_the_draft_begins_with(name: str) -> None:
    draft = DRAFTS[name]
    try:
        whole = sentences_of(draft, is_cut=False)
    except WriterError:  # what is no draft has no sentence so far either
        whole = ()
    so_far = [sentences_so_far(draft[:at]) for at in range(len(draft) + 1)]
    if name in ("json", "fenced", "other", "nothing"):
        assert all(found == whole[: len(found)] for found in so_far)
        assert so_far[-1] == whole
    else:
        assert set(whole[:-1]) <= set(so_far[-1])


def test_nothing_is_heard_once_the_answer_is_there() -> None:
    let_go, ended, heard = Event(), Event(), list[str]()

    def ask(_: object, told: Callable[[str], bool]) -> Output:
        let_go.wait(5)
        heard.append(f"goes on: {told('too late')}")
        ended.set()
        return Output(text="x", is_cut=False)

    writer = BoundedWriter(ask, LlmSettings(base_url="http://127.0.0.1:9/v1", seconds=0.05))
    with pytest.raises(WriterError):
        writer.write((Message(role="user", content="x"),), lambda text: not heard.append(text))
    let_go.set()
    assert ended.wait(5)
    assert heard == ["goes on: False"]
