"""Ways in which an assistant can go wrong, each done to the records of an unbroken run."""

import re
from collections.abc import Callable, Mapping

from eval.own_words import lines_of
from index.records import Document, Span
from rag.contract import AnswerRecord, CitationRecord
from rag.question.courtesy import without_courtesy
from rag.records import REPLY, Certainty, Language, Reason

Breaking = Callable[[AnswerRecord, Mapping[str, Document]], AnswerRecord]


def changed(record: AnswerRecord, **fields: object) -> AnswerRecord:
    return record.model_copy(update=fields)


def recited(record: AnswerRecord, change: Callable[[CitationRecord], dict[str, object]]) -> AnswerRecord:
    return changed(record, citations=tuple(one.model_copy(update=change(one)) for one in record.citations))


def refused(record: AnswerRecord, reason: Reason = Reason.NO_EVIDENCE) -> AnswerRecord:
    return changed(
        record,
        answered=False,
        certainty=Certainty.REFUSED,
        reason=reason,
        mode="extractive",
        citations=(),
        keys=(),
        table=(),
    )


def every_lead_figure_wrong(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    lines = record.answer.split("\n")
    for i, line in enumerate(lines_of(record)):
        if line.quoted:
            break
        lines[i] = lines[i].replace(line.own, re.sub(r"\d+", lambda found: str(int(found[0]) + 1), line.own))
    return changed(record, answer="\n".join(lines))


def another_figure_in_front(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    return changed(record, answer=f"37.5%[1]\n{record.answer}") if record.answered else record


def three_passages_appended(record: AnswerRecord, documents: Mapping[str, Document]) -> AnswerRecord:
    if not record.answered:
        return record
    added, lines = list(record.citations), [record.answer]
    for passage in record.passages[-3:]:
        document = documents[passage.doc_id]
        quote = "".join(document.text[span.start : span.end] for span in passage.spans)
        added.append(
            CitationRecord(
                number=len(added) + 1,
                doc_id=passage.doc_id,
                title=document.title,
                issued=document.issued.isoformat() if document.issued else None,
                section=passage.section,
                spans=passage.spans,
                quote=quote,
            )
        )
        lines.append(f"{quote}[{len(added)}]")
    return changed(record, citations=tuple(added), answer="\n".join(lines))


def whole_documents_cited(record: AnswerRecord, documents: Mapping[str, Document]) -> AnswerRecord:
    def whole(one: CitationRecord) -> dict[str, object]:
        text = documents[one.doc_id].text
        return {"spans": (Span(start=0, end=len(text)),), "quote": text}

    return recited(record, whole)


def one_character_cited(record: AnswerRecord, documents: Mapping[str, Document]) -> AnswerRecord:
    def first(one: CitationRecord) -> dict[str, object]:
        start = one.spans[0].start
        return {
            "spans": (Span(start=start, end=start + 1),),
            "quote": documents[one.doc_id].text[start : start + 1],
        }

    return recited(record, first)


def plans_said_to_be_done(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    answer = record.answer
    for planned, done in (("年计划：", "年情况："), ("年計劃：", "年情況："), (", planned:", ", reported:")):
        answer = answer.replace(planned, done)
    return changed(record, answer=answer)


def yes_in_front(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    yes = "Yes." if record.language is Language.ENGLISH else "是的。"
    return changed(record, answer=f"{yes}\n{record.answer}") if record.answered else record


def refused_with_one_reason(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    return changed(record, reason=Reason.NO_EVIDENCE) if record.reason else record


def refused_in_english(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    return changed(record, language=Language.ENGLISH) if record.reason else record


def marks_dropped(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    return changed(record, answer=re.sub(r"\[\d+\]", "", record.answer))


def marks_all_the_first(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    return changed(record, answer=re.sub(r"\[\d+\]", "[1]", record.answer))


def titles_wrong(record: AnswerRecord, documents: Mapping[str, Document]) -> AnswerRecord:
    titles = [document.title for document in documents.values()]
    return recited(record, lambda one: {"title": titles[titles.index(one.title) - 1]})


def dates_wrong(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    return recited(record, lambda one: {"issued": "2001-01-01"})


def sections_wrong(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    return recited(record, lambda one: {"section": ("another", *one.section)})


def labels_of_another_year(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    later = re.sub(r"(?m)^(\d{4})(?=年|,)", lambda found: str(int(found[1]) + 1), record.answer)
    return changed(record, answer=later) if record.answered else record


def greetings_refused(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    is_polite = record.mode == REPLY or without_courtesy(record.question) != record.question
    return refused(record, Reason.OUT_OF_SCOPE) if is_polite else record


def english_refused(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    return refused(record) if record.answered and record.language is Language.ENGLISH else record


def padded(record: AnswerRecord, _: Mapping[str, Document]) -> AnswerRecord:
    """Say nothing wrong, but ask the reader to read every quote twice."""
    if not record.answered:
        return record
    quoted = [text for text, line in zip(record.answer.split("\n"), lines_of(record), strict=True) if line.quoted]
    return changed(record, answer="\n".join((record.answer, *quoted)))


WAYS: tuple[Breaking, ...] = (
    every_lead_figure_wrong,
    another_figure_in_front,
    three_passages_appended,
    whole_documents_cited,
    one_character_cited,
    plans_said_to_be_done,
    yes_in_front,
    refused_with_one_reason,
    refused_in_english,
    marks_dropped,
    marks_all_the_first,
    titles_wrong,
    dates_wrong,
    sections_wrong,
    labels_of_another_year,
    greetings_refused,
    english_refused,
    padded,
)
