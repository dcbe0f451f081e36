"""Command line of answering: python -m rag ask "问题", or --jsonl IN --out OUT."""

import argparse
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from pydantic import ValidationError
from tqdm import tqdm

from index.config import IndexSettings
from index.errors import LuohuError, first_problem
from index.whole import whole_file
from rag.assistant import Assistant, check_question, open_assistant
from rag.config import RagSettings
from rag.contract import QuestionRecord, to_record
from rag.errors import QuestionError
from rag.records import Answer, Answered, Question, said


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
    ask.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    ask.add_argument(
        "--jsonl", metavar="IN", help='questions, one {"id", "question", "history"} a line; - for standard input'
    )
    ask.add_argument(
        "--out", default="-", metavar="OUT", help="where the answers go, one object a line; - is standard output"
    )
    return parser


def _ask_one(options: argparse.Namespace) -> None:
    question = Question(id="q1", text=options.question, history=tuple(options.history))
    settings = RagSettings.load()
    check_question(question, settings.max_question_chars)
    answer = open_assistant(settings, IndexSettings.load()).answer(question)
    print(to_record(answer).model_dump_json() if options.json else _as_text(answer))


def _as_text(answer: Answer) -> str:
    lines = [said(answer)]
    if isinstance(answer, Answered):
        lines.append("")
        for citation in answer.citations:
            where = " › ".join(citation.section)
            issued = citation.issued.isoformat() if citation.issued else "未注明日期"
            spans = ", ".join(f"{span.start}-{span.end}" for span in citation.spans)
            lines.append(f"[{citation.number}] {citation.title}（{issued}） {where} [{citation.doc_id} {spans}]")
    return "\n".join(lines)


def _ask_file(source: str, target: str) -> None:
    questions = _read_questions(source)
    assistant = open_assistant(RagSettings.load(), IndexSettings.load())
    with _opened(target) as out:
        for question in tqdm(questions, desc="asking", unit="question", disable=not sys.stderr.isatty()):
            out.write(to_record(_answer(assistant, question)).model_dump_json() + "\n")
            out.flush()


def _answer(assistant: Assistant, question: Question) -> Answer:
    try:
        return assistant.answer(question)
    except QuestionError:  # one bad question of a file is refused; the others are answered
        return assistant.refuse_bad(question)


def _read_questions(source: str) -> tuple[Question, ...]:
    """Return the questions of a file; all are read before the first is asked, so that a broken line loses nothing."""
    name = "standard input" if source == "-" else source
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QuestionError(f"{name} is not UTF-8 (byte {error.start})") from error
    questions = []
    for number, line in enumerate(text.splitlines(), 1):
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
