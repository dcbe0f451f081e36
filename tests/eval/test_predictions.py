from pathlib import Path

import pytest

from eval.cases import Case
from eval.errors import RunError
from eval.jsonl import read_jsonl, to_line, write_jsonl
from eval.predict import predict
from eval.predictions import Failure, Outcome, by_id, load_predictions, read_outcome
from index.records import Document, Span
from rag.contract import AnswerRecord
from tests.eval.world import SentenceAssistant


def outcomes(cases: tuple[Case, ...], documents: dict[str, Document], *broken: str) -> list[Outcome]:
    return [outcome for _, outcome in predict(SentenceAssistant(documents, frozenset(broken)), cases)]


def test_asks_every_case_in_order_and_reads_the_record_form(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    found = outcomes(cases, documents)
    assert [outcome.id for outcome in found] == ["t001", "t002", "t003", "t004", "t005"]
    first, last = found[0], found[-1]
    assert isinstance(first, AnswerRecord)
    assert first.citations[0].spans == (Span(start=24, end=35),)
    assert first.citations[0].quote == "新增学位10155个。"
    assert first.seconds.total == 0.5
    assert isinstance(last, AnswerRecord)
    assert not last.answered
    assert last.reason == "no_evidence"


def test_history_reaches_the_assistant(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    asked = []

    class Listening(SentenceAssistant):
        def answer(self, question):  # type: ignore[no-untyped-def]
            asked.append(question)
            return super().answer(question)

    case = cases[0].model_copy(update={"history": ("2022年?",)})
    list(predict(Listening(documents), [case]))
    assert (asked[0].id, asked[0].text, asked[0].history) == (case.id, case.question, ("2022年?",))


def test_an_exception_is_a_failure_of_its_case_alone(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    found = outcomes(cases, documents, "t002")
    assert found[1] == Failure(id="t002", question=cases[1].question, error="RuntimeError: the engine is gone")
    assert all(isinstance(outcome, AnswerRecord) for outcome in (found[0], *found[2:]))


def test_predictions_come_back_from_their_file(
    cases: tuple[Case, ...], documents: dict[str, Document], tmp_path: Path
) -> None:
    path = tmp_path / "predictions.jsonl"
    pairs = list(predict(SentenceAssistant(documents, frozenset({"t003"})), cases))
    write_jsonl(path, (record for record, _ in pairs))
    assert load_predictions(path) == tuple(outcome for _, outcome in pairs)


def test_further_fields_are_passed_over_and_confidence_is_read(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    ((record, _),) = predict(SentenceAssistant(documents), cases[:1])
    outcome = read_outcome(record | {"confidence": 0.7, "trace": [1]}, "here")
    assert isinstance(outcome, AnswerRecord)
    assert outcome.confidence == 0.7


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"seconds": {"total": -1}}, "seconds.total"),
        ({"passages": [{"doc_id": "d", "section": [], "spans": [[3, 1]], "score": 1}]}, "passages.0.spans.0"),
        ({"passages": [{"doc_id": "d", "section": [], "spans": "1-3", "score": 1}]}, "passages.0.spans"),
        ({"reason": "no_evidence"}, "reason is for a refusal"),
        ({"citations": []}, "an answer has at least one citation"),
    ],
)
def test_a_record_that_breaks_the_contract_is_named(
    cases: tuple[Case, ...], documents: dict[str, Document], changes: dict[str, object], field: str
) -> None:
    ((record, _),) = predict(SentenceAssistant(documents), cases[:1])
    with pytest.raises(RunError) as caught:
        read_outcome(record | changes, "p.jsonl line 1")
    assert "p.jsonl line 1" in str(caught.value)
    assert field in str(caught.value)


def test_two_predictions_of_one_case_are_refused() -> None:
    failure = Failure(id="t1", question="q", error="e")
    with pytest.raises(RunError, match="two predictions have the id t1"):
        by_id([failure, failure])


def test_lines_say_where_they_stand_and_what_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text('{"a": "罗湖"}\n\n{\n', encoding="utf-8")
    lines = read_jsonl(path)
    assert next(lines) == (f"{path} line 1", {"a": "罗湖"})
    with pytest.raises(RunError, match="line 3: expected JSON"):
        next(lines)
    with pytest.raises(RunError, match="cannot read"):
        list(read_jsonl(tmp_path / "none.jsonl"))


def test_nan_never_enters_a_file() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_line({"score": float("nan")})


def test_a_reply_is_a_prediction_that_is_not_answered(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    record = next(record for record, _ in predict(SentenceAssistant(documents), cases[:1]))
    reply = record | {"answered": False, "reason": None, "mode": "reply", "citations": [], "passages": []}
    read = read_outcome(reply, "here")
    assert isinstance(read, AnswerRecord)
    assert not read.answered
    for broken in ({"answered": True}, {"reason": "no_evidence"}, {"citations": record["citations"]}):
        with pytest.raises(RunError):
            read_outcome(reply | broken, "here")
    with pytest.raises(RunError):  # in any other mode nothing answered is a refusal, with its reason
        read_outcome(reply | {"mode": "extractive"}, "here")
