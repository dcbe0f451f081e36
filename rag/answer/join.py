"""The answers to the parts of a question → one answer: each figure behind what it is of, each quote once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from index.words.kept import unit_fold
from index.words.numerals import ONES, TWO
from index.words.script import simplify
from index.words.terms import fold, terms
from rag.answer.attribute import attributed, unattributed
from rag.answer.computing import Line
from rag.answer.phrases import colon
from rag.answer.verify import MARKER, check_keys, check_markers
from rag.question.place import Places
from rag.question.wording import content, official_words
from rag.records import Answered, Citation, Computed, Key, Language, Meant, Passage, Question, Reason, Refused, Seconds

_NOT_FOUND = {
    Language.SIMPLIFIED: "“{label}”：现有文件中没有找到相关内容。",
    Language.TRADITIONAL: "“{label}”：現有文件中沒有找到相關內容。",
    Language.CANTONESE: "“{label}”：現有文件中沒有找到相關內容。",
    Language.ENGLISH: "“{label}”: the documents held here do not say.",
}
_QUOTED = {Language.ENGLISH: "“{label}”: {text}"}
_HAN = re.compile("[\u3400-\u9fff]")
_COUNT = re.compile(rf"[{ONES}{TWO}十\d]+个?[年月周天日次]?")  # 一个月收费 is no 一个个目标
SHORT = 2  # characters of a label, of which each counts: 亭子 may be told of as 凉亭
_FIRST_SENTENCE = re.compile(r"[^。\n]*?(?:。|\.(?=\s|$)|\n|$)")
_ANNOUNCES = ("：", ":")
_MARKERS = re.compile(r"(?:\[\d{1,3}\])+$")


@dataclass(frozen=True)
class Part:
    """What is asked in a part of a question, in the asker's words, and what it gets."""

    label: str
    answer: Answered | Refused


@dataclass
class _Numbers:
    """The citations of one answer, numbered in the order in which its text first names them."""

    citations: list[Citation] = field(default_factory=list)

    def of(self, citation: Citation) -> int:
        for known in self.citations:
            if (known.doc_id, known.spans) == (citation.doc_id, citation.spans):
                return known.number
        self.citations.append(citation.model_copy(update={"number": len(self.citations) + 1}))
        return len(self.citations)

    def rewritten(self, text: str, cited: Sequence[Citation]) -> str:
        """Return markers with the numbers that their citations have here."""
        by_number = {citation.number: citation for citation in cited}
        numbers = dict.fromkeys(self.of(by_number[int(found[1])]) for found in MARKER.finditer(text))
        return "".join(f"[{number}]" for number in numbers)


@dataclass(frozen=True)
class _Quote:
    """A line of an answer: what stands before the quote, the quote, and its markers."""

    heading: str
    text: str
    markers: str


def joined(
    question: Question,
    language: Language,
    parts: Sequence[Part],
    places: Places,
    *,
    quoted: Sequence[Answered] = (),
    has_led_only: bool = False,
    understood: Meant,
    seconds: Seconds,
) -> Answered:
    """Return one answer to a question of several parts, at least one of them answered.

    First what leads the answer of each part, behind its label; then the quotes, each once; then a sentence for each
    part that is not answered, and the nearest statements where it has some.

    Args:
        question: as it was asked.
        language: of the answer.
        parts: of the question, in order.
        places: that the documents are about.
        quoted: answers whose quotes are shown, where they are not the parts' own; they quote what leads.
        has_led_only: leaves out the quotes of a part that stand behind those of its figures in front.
        understood: what all of it means.
        seconds: that all of it took.

    Raises:
        CitationError: a marker or a key does not stand where it should; nothing may be shown then.
    """
    numbers = _Numbers()
    answered = [(part, part.answer) for part in parts if isinstance(part.answer, Answered)]
    lead: list[str] = []
    keys: list[Key] = []
    for part, answer in answered:
        lines = unattributed(answer.text, places, language).split("\n")[: answer.n_lead_lines]
        lead += _led(part.label, [_renumbered(line, answer, numbers) for line in lines], language)
        keys += [key.model_copy(update={"numbers": _numbers(key, answer, numbers)}) for key in answer.keys]
    of = quoted or [answer for _, answer in answered]
    quotes = list(_quoted(of, numbers, places, language, has_led_only=has_led_only))
    others = [line for part in parts if isinstance(part.answer, Refused) for line in _missing(part, numbers, language)]
    text = attributed("\n".join((*lead, *quotes)), numbers.citations, places, language)
    text = "\n".join((text, *others))
    check_markers(text, numbers.citations)
    check_keys(keys, numbers.citations)
    first = answered[0][1]
    is_one = len(answered) == 1 and [key.numbers for key in keys] == [key.numbers for key in first.keys]
    return Answered(
        question=question,
        language=language,
        mode=first.mode,
        passages=tuple(_in_turn([part.answer.passages for part in parts], len(first.passages))),
        seconds=seconds,
        confidence=min(answer.confidence for _, answer in answered),
        understood=understood,
        text=text,
        citations=tuple(numbers.citations),
        keys=tuple(keys),
        table=first.table if is_one else (),
        disagreement=first.disagreement if is_one else (),
        computed=tuple(_recited(one, answer, numbers) for _, answer in answered for one in answer.computed),
        n_lead_lines=len(lead),
        n_own_lines=0 if is_one and (first.table or first.disagreement) else len(lead),
    )


def led_by(answer: Answered, line: Line) -> Answered:
    """Return an answer with a line in front that shows what is computed of its figures, or says why it cannot be."""
    return answer.model_copy(
        update={
            "text": f"{line.text}\n{answer.text}",
            "computed": (*line.computed, *answer.computed),
            "n_lead_lines": answer.n_lead_lines + 1,
            "n_own_lines": answer.n_own_lines + 1,
        }
    )


def _led(label: str, lines: Sequence[str], language: Language) -> list[str]:
    """Return the lines that lead a part's answer behind its label, if it has one: on one line if it is one."""
    if not label:
        return list(lines)
    if len(lines) < 2:
        return [f"{label}{colon(language)}{line}" for line in lines]
    return [f"{label}{colon(language)}".rstrip(), *lines]


def _renumbered(line: str, answer: Answered, numbers: _Numbers) -> str:
    by_number = {citation.number: citation for citation in answer.citations}
    return MARKER.sub(lambda found: f"[{numbers.of(by_number[int(found[1])])}]", line)


def _numbers(key: Key, answer: Answered, numbers: _Numbers) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers.of(one) for one in answer.citations if one.number in key.numbers))


def _recited(computed: Computed, answer: Answered, numbers: _Numbers) -> Computed:
    """Return what is computed in a part, with the numbers that its citations have here."""
    by_number = {citation.number: citation for citation in answer.citations}
    operands = (one.model_copy(update={"number": numbers.of(by_number[one.number])}) for one in computed.operands)
    return computed.model_copy(update={"operands": tuple(operands)})


def _quoted(
    answers: Iterable[Answered], numbers: _Numbers, places: Places, language: Language, *, has_led_only: bool
) -> Iterator[str]:
    """Yield the quotes of all answers, each once, behind its period where that changes."""
    shown: set[str] = set()
    before = ""
    for answer in answers:
        led = {number for key in answer.keys for number in key.numbers} if has_led_only else set()
        for quote in _quotes(answer, places, language):
            cited = {int(found[1]) for found in MARKER.finditer(quote.markers)}
            if quote.text in shown or (led and not led & cited):
                continue
            shown.add(quote.text)
            markers = numbers.rewritten(quote.markers, answer.citations)
            yield f"{'' if quote.heading == before else quote.heading}{quote.text}{markers}"
            before = quote.heading


def _quotes(answer: Answered, places: Places, language: Language) -> Iterator[_Quote]:
    """Yield the lines behind those that lead, each with the heading that it stands under."""
    heading = ""
    for line in unattributed(answer.text, places, language).split("\n")[answer.n_lead_lines :]:
        found = _MARKERS.search(line)
        markers = found[0] if found else ""
        text = line.removesuffix(markers)
        marked = MARKER.search(markers)
        cited = next((one for one in answer.citations if marked and one.number == int(marked[1])), None)
        own = cited.quote if cited and text.endswith(cited.quote) else text
        heading = text.removesuffix(own) or heading
        yield _Quote(heading, own, markers)


def _missing(part: Part, numbers: _Numbers, language: Language) -> list[str]:
    """Return the sentence that says which part is not answered, with those nearest statements that no part shows."""
    refused = part.answer
    if not isinstance(refused, Refused):
        return []
    if refused.citations and not any(_is_on(part.label, one.quote) for one in refused.citations):
        return [_NOT_FOUND[language].format(label=part.label)]
    near = _nearest(refused, numbers)
    sentence = _FIRST_SENTENCE.match(refused.text)
    first = sentence[0].strip() if sentence else refused.text
    if refused.reason is Reason.NO_EVIDENCE and (not refused.citations or (not near and first.endswith(_ANNOUNCES))):
        return [_NOT_FOUND[language].format(label=part.label)]
    return [_QUOTED.get(language, "“{label}”：{text}").format(label=part.label, text=first), *near]


def _is_on(label: str, quote: str) -> bool:
    """Return whether a quote may be on what a part asks: it has a word of the label, or a character of a short one.

    What is not labelled in Chinese may be on anything.
    """
    asked, told = content(_COUNT.sub(" ", simplify(fold(label)))), unit_fold(quote)
    han = "".join(_HAN.findall(asked))
    words = {term for text in (asked, *official_words(asked)) for term in terms(text) if len(term) > 1}
    return not han or any(term in told for term in words) or (len(han) <= SHORT and any(one in told for one in han))


def _nearest(refused: Refused, numbers: _Numbers) -> list[str]:
    """Return the lines of the nearest statements that are not quoted yet, with the numbers they have here."""
    by_number = {citation.number: citation for citation in refused.citations}
    shown = {(one.doc_id, one.spans) for one in numbers.citations}
    lines: list[str] = []
    for line in refused.text.split("\n") if by_number else ():
        cited = [by_number[int(found[1])] for found in MARKER.finditer(line)]
        if cited and any((one.doc_id, one.spans) not in shown for one in cited):
            lines.append(MARKER.sub(lambda found: f"[{numbers.of(by_number[int(found[1])])}]", line))
    return lines


def _in_turn(ranked: Sequence[Sequence[Passage]], most: int) -> list[Passage]:
    """Return the best passages of each part in turn, each once."""
    found: dict[str, Passage] = {}
    for row in zip_longest(*ranked):
        for passage in filter(None, row):
            found.setdefault(passage.chunk_id, passage)
    return list(found.values())[: max(most, 1)]
