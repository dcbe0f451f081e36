"""An extractive answer → the same in sentences of a model, of which only those are shown that every check bears out."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.corpus import Corpus
from index.read.list_marks import without_marks
from index.words.script import simplify, traditional
from rag.answer.verify import MARKER, check_keys, check_markers
from rag.by_model import Became, Tokens, Writing, WritingNote, WrittenSentence
from rag.considered import Explained
from rag.errors import WriterError
from rag.listening import Listener
from rag.records import WRITTEN, Answered, Citation, Language
from rag.writing.checker import Checker
from rag.writing.draft import sentences_of, sentences_so_far
from rag.writing.evidence import evidence_of
from rag.writing.kinds import Kinds
from rag.writing.numbering import renumbered
from rag.writing.plain import is_english
from rag.writing.prompt import messages
from rag.writing.records import Checked, Evidence, Fault, Finding, Output
from rag.writing.stretches import MARKS, numbers_in
from rag.writing.writer import Writer

_log = logging.getLogger(__name__)
LEAST_KEPT = 0.5  # of the sentences of a draft: with fewer the model did not keep to the documents


@dataclass(frozen=True)
class _Shown:
    """A line of a written answer."""

    text: str
    sentence: WrittenSentence


class AnswerWriting:
    """Has a model word answers. It keeps nothing of a question, and may be shared by threads.

    Args:
        writer: the model.
        checker: holds its sentences against the documents.
        corpus: that answers cite.
        kinds: which answers are written.
    """

    def __init__(self, writer: Writer, checker: Checker, corpus: Corpus, kinds: Kinds) -> None:
        self._writer, self._checker, self._corpus, self._kinds = writer, checker, corpus, kinds

    def written(self, explained: Explained, listener: Listener | None = None) -> Explained:
        """Return an answer in sentences of the model where it is of a kind that is written; else as it is.

        Whatever the model does, the extractive answer is what is left, with a note of what came of writing.
        """
        return self.worded(explained, listener) if self._kinds.wants(explained) else explained

    def worded(self, explained: Explained, listener: Listener | None = None) -> Explained:
        """Return an answer in sentences of the model, of whatever kind it is; what is no answer as it is.

        Args:
            explained: the answer in the documents' own words.
            listener: is told each sentence that is borne out while the model writes.
        """
        answer = explained.answer
        if not isinstance(answer, Answered):
            return explained
        started = time.perf_counter()
        tokens = Tokens()
        try:
            evidence = self._evidence(answer.citations)
            asked = messages(answer.question, answer.language, evidence, context_tokens=self._writer.context_tokens)
            told = self._telling(answer, evidence, listener) if listener and listener.begins(explained) else None
            output = self._writer.write(asked, told)
            tokens = output.tokens
            made = self._made(answer, evidence, output)
        except WriterError as error:
            _log.warning("no written answer: %s", error)
            prompt, completion = error.spent
            tokens = Tokens(prompt=tokens.prompt + prompt, completion=tokens.completion + completion)
            made = self._left(answer, WritingNote(error.note))
        took = time.perf_counter() - started
        seconds = made.seconds.model_copy(update={"total": made.seconds.total + took})
        writing = made.writing.model_copy(update={"seconds": round(took, 4), "tokens": tokens})
        return replace(explained, answer=made.model_copy(update={"seconds": seconds, "writing": writing}))

    def _telling(self, answer: Answered, evidence: Sequence[Evidence], listener: Listener) -> Callable[[str], bool]:
        """Return what is told all that is written so far, and tells the listener what is new and borne out of it."""
        seen: set[str] = set()

        def told(text: str) -> bool:
            for sentence in sentences_so_far(text):
                if sentence in seen or not listener.goes_on():
                    continue
                seen.add(sentence)
                checked = self._checked(_in_script(sentence, answer.language), evidence, answer.language)
                if checked.is_kept:
                    listener.hears(_with_marks(checked))
            return listener.goes_on()

        return told

    def _left(self, answer: Answered, note: WritingNote, sentences: tuple[WrittenSentence, ...] = ()) -> Answered:
        """Return the extractive answer with what came of writing it."""
        writing = Writing(model=self._writer.model, note=note, sentences=sentences)
        return answer.model_copy(update={"writing": writing})

    def _made(self, answer: Answered, evidence: Sequence[Evidence], output: Output) -> Answered:
        drafted = [_in_script(one, answer.language) for one in sentences_of(output.text, is_cut=output.is_cut)]
        checked = [self._checked(one, evidence, answer.language) for one in drafted]
        shown = _shown(checked, answer.citations)
        sentences = tuple(one.sentence for one in shown)
        n_kept = sum(one.is_kept for one in checked)
        if n_kept == 0 or n_kept < LEAST_KEPT * len(checked):
            is_other = all(one.finding and one.finding.fault is Fault.LANGUAGE for one in checked)
            note = WritingNote.OTHER_LANGUAGE if is_other else WritingNote.TOO_LITTLE
            return self._left(answer, note, sentences)
        return self._put_together(answer, [one.text for one in shown if one.text], sentences)

    def _put_together(self, answer: Answered, told: Sequence[str], sentences: tuple[WrittenSentence, ...]) -> Answered:
        """Return the answer with the model's sentences in the place of the quotes, below the lines that lead."""
        lines = answer.text.split("\n")
        left_out = [line for line in lines[answer.n_lead_lines :] if not MARKER.search(line)]
        leading = "\n".join(lines[: answer.n_lead_lines])
        missing = _rested_on(answer) - set(_numbers(leading)) - {n for line in told for n in _numbers(line)}
        quoted = [line for line in lines[answer.n_lead_lines :] if missing & set(_numbers(line))]
        text = "\n".join(filter(None, (leading, *told, *quoted, *left_out)))
        if _rested_on(answer) - set(_numbers(text)):
            return self._left(answer, WritingNote.TOO_LITTLE, sentences)  # what the answer rests on is not cited
        writing = Writing(model=self._writer.model, note=WritingNote.WRITTEN, sentences=sentences)
        made = renumbered(answer, text).model_copy(update={"mode": WRITTEN, "writing": writing})
        check_markers(made.text, made.citations)
        check_keys(made.keys, made.citations)
        return made

    def _evidence(self, citations: Sequence[Citation]) -> list[Evidence]:
        found: list[Evidence] = []
        for citation in citations:
            unit = self._corpus.unit_at(citation.doc_id, citation.spans)
            if unit is not None:
                document = self._corpus.documents[citation.doc_id]
                found.append(evidence_of(unit, document, citation.section, citation.number))
        return found

    def _checked(self, sentence: str, evidence: Sequence[Evidence], language: Language) -> Checked:
        if is_english(sentence) is not (language is Language.ENGLISH):
            finding = Finding(fault=Fault.LANGUAGE, words=sentence)
            return Checked(sentence=sentence, numbers=(), finding=finding)
        return self._checker.check(sentence, evidence)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(found[1]) for found in MARKER.finditer(text))


def _rested_on(answer: Answered) -> set[int]:
    """Return the numbers of the citations that figures in front, tables and computed figures rest on."""
    keys = (*answer.keys, *(key for row in answer.table for key in row.keys))
    operands = {operand.number for one in answer.computed for operand in one.operands}
    return {number for key in keys for number in key.numbers} | operands | set(answer.disagreement)


def _shown(checked: Sequence[Checked], citations: Sequence[Citation]) -> list[_Shown]:
    """Return the lines of what was drafted: what fails gives way to its quote, or to nothing where that is told."""
    by_number = {citation.number: citation for citation in citations}
    told = {number for one in checked if one.is_kept for number in one.numbers}
    lines: list[_Shown] = []
    for one in checked:
        finding = one.finding
        if finding is None:
            lines.append(_Shown(_with_marks(one), WrittenSentence(text=one.sentence, became=Became.KEPT)))
            continue
        twin = next((number for number in one.numbers if number in by_number and number not in told), 0)
        became = Became.REPLACED if twin else Became.DROPPED
        sentence = WrittenSentence(text=one.sentence, became=became, fault=finding.fault.value, words=finding.words)
        lines.append(_Shown(f"{without_marks(by_number[twin].quote)}[{twin}]" if twin else "", sentence))
        told.add(twin)
    return lines


def _with_marks(checked: Checked) -> str:
    """Return a sentence with each number in brackets of its own, as the markers of all answers are."""
    text = checked.sentence
    for mark in reversed(list(MARKS.finditer(text))):
        numbers = "".join(f"[{number}]" for number in numbers_in(mark[0]))
        text = f"{text[: mark.start()]}{numbers}{text[mark.end() :]}"
    return text


def _in_script(sentence: str, language: Language) -> str:
    match language:
        case Language.ENGLISH:
            return sentence
        case Language.SIMPLIFIED:
            return simplify(sentence)
        case _:
            return traditional(sentence)
