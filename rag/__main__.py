"""Command line of answering: python -m rag ask "问题", or --jsonl IN --out OUT."""

import argparse
import codecs
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError
from tqdm import tqdm

from index.catalog.originals import Originals
from index.command_line import command
from index.config import IndexSettings
from index.errors import LuohuError, first_problem
from index.load.read import Place
from index.records import State
from index.whole import whole_file
from rag.answer.placed import placed_in
from rag.assistant import Assistant
from rag.config import LlmSettings, RagSettings, RerankSettings
from rag.contract import AnswerRecord, CellRecord, CitationRecord, PageRecord, QuestionRecord, to_record
from rag.errors import QuestionError
from rag.opening import open_assistant
from rag.question.asked import check_question
from rag.records import Answer, Answered, Citation, Question, said, today
from rag.rerank.reranker import make_reranker
from rag.writing.writer import make_writer

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@command("rag")
def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0 when every question got a record, 2 on bad input with one line on standard error."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    parser = _parser()
    options = parser.parse_args(arguments)
    if (options.question is None) == (options.jsonl is None):
        parser.error("give either a question or --jsonl FILE")
    try:
        if options.jsonl is None:
            _ask_one(options)
        else:
            _ask_file(options.jsonl, options.out)
    except (LuohuError, OSError) as error:
        print(f"rag: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m rag", description="Ask the documents.")
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("ask", help="answer a question, or a file of questions")
    ask.add_argument("question", nargs="?", help="the question")
    ask.add_argument("--history", action="append", default=[], metavar="QUESTION", help="an earlier question")
    ask.add_argument(
        "--asked-on",
        type=date.fromisoformat,
        metavar="DATE",
        default=today(),
        help="the day that 今年 counts from (today)",
    )
    ask.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    ask.add_argument(
        "--jsonl", metavar="IN", help='questions, one {"id", "question", "history"} a line; - for standard input'
    )
    ask.add_argument(
        "--out", default="-", metavar="OUT", help="where the answers go, one object a line; - is standard output"
    )
    return parser


def _ask_one(options: argparse.Namespace) -> None:
    question = Question(id="q1", text=options.question, history=tuple(options.history), asked_on=options.asked_on)
    settings = RagSettings.load()
    check_question(question, settings.max_question_chars)
    index_settings = IndexSettings.load()
    assistant = _opened_assistant(settings, index_settings)
    answer = assistant.answer(question)
    record = to_record(answer, _places(assistant, index_settings))
    print(record.model_dump_json() if options.json else _as_text(answer, record))


def _opened_assistant(settings: RagSettings, index_settings: IndexSettings) -> Assistant:
    writer, reranker = make_writer(LlmSettings.load()), make_reranker(RerankSettings.load())
    return open_assistant(settings, index_settings, writer, reranker)


def _places(assistant: Assistant, settings: IndexSettings) -> Callable[[Citation], tuple[Place, ...]]:
    return placed_in(assistant.corpus, Originals(settings.seeds_dir, removed_dir=settings.removed_dir))


def _as_text(answer: Answer, record: AnswerRecord) -> str:
    lines = [said(answer)]
    if isinstance(answer, Answered):
        lines.append("")
        for citation, placed in zip(answer.citations, record.citations, strict=True):
            where = " › ".join(citation.section)
            issued = citation.issued.isoformat() if citation.issued else "未注明日期"
            spans = ", ".join(f"{span.start}-{span.end}" for span in citation.spans)
            known = " ".join(filter(None, (where, _where(placed))))
            ended = f" {citation.life.since}起废止" if citation.life.state is State.SUPERSEDED else ""
            lines.append(f"[{citation.number}] {citation.title}（{issued}{ended}） {known} [{citation.doc_id} {spans}]")
    return "\n".join(lines)


def _where(citation: CitationRecord) -> str:
    """Return the pages of a PDF that a quote stands on, or the rows of a table; empty where it is in neither."""
    told = []
    for place in citation.place:
        if isinstance(place, PageRecord):
            told.append(f"第{place.page}页")
        elif isinstance(place, CellRecord):
            told.append(f"{place.sheet or f'表{place.table}'} 第{place.row}行")
    return "、".join(dict.fromkeys(told))


def _ask_file(source: str, target: str) -> None:
    questions = _read_questions(source)
    settings = IndexSettings.load()
    assistant = _opened_assistant(RagSettings.load(), settings)
    places = _places(assistant, settings)
    with _opened(target) as out:
        for question in tqdm(questions, desc="asking", unit="question", disable=not sys.stderr.isatty()):
            out.write(to_record(_answer(assistant, question), places).model_dump_json() + "\n")
            out.flush()


def _answer(assistant: Assistant, question: Question) -> Answer:
    try:
        return assistant.answer(question)
    except QuestionError:  # one bad question of a file is refused; the others are answered
        return assistant.refuse_bad(question)


def _read_questions(source: str) -> tuple[Question, ...]:
    """Return the questions of a file; all are read before the first is asked, so that a broken line loses nothing."""
    name = "standard input" if source == "-" else source
    text = _text(sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes(), name)
    questions = []
    for number, line in enumerate(text.split("\n"), 1):  # not splitlines: a question may hold other breaks
        if not line.strip():
            continue
        try:
            parsed = QuestionRecord.model_validate_json(line)
        except ValidationError as error:
            wrong = first_problem(error.errors())
            where = f"{wrong.where}: " if wrong.where else ""
            raise QuestionError(f"{name} line {number}: {where}{wrong.message}") from error
        questions.append(parsed.asked())
    return tuple(questions)


def _text(held: bytes, name: str) -> str:
    """Return a file's text, in UTF-8, or as the mark at its beginning says: as Windows writes it.

    Raises:
        QuestionError: it is in another encoding.
    """
    encoding = next((encoding for mark, encoding in _MARKS if held.startswith(mark)), "utf-8")
    try:
        return held.decode(encoding)
    except UnicodeDecodeError as error:
        called = "UTF-8" if encoding.startswith("utf-8") else encoding.upper()
        raise QuestionError(f"{name} is not {called} (byte {error.start})") from error


@contextmanager
def _opened(target: str) -> Iterator[TextIO]:
    """Yield where answers go; a file is there once all answers are in it."""
    if target == "-":
        yield sys.stdout
        return
    with whole_file(Path(target)) as partial, partial.open("w", encoding="utf-8") as out:
        yield out


if __name__ == "__main__":
    sys.exit(main())
