"""An answer's text taken apart: what the assistant says itself, and what it quotes."""

import re
from collections.abc import Sequence

from eval.normal import FOOTNOTE_MARKS
from index.records import Frozen, Period, Status
from rag.contract import AnswerRecord, CitationRecord

_MARK = re.compile(r"\[(\d{1,3})\]")
_NO_YEAR = re.compile(r"^(?:年份未[注註]明：|No year stated: )")  # says that the label above does not hold
_NOT_LISTED = re.compile(r"^(?:另有[这這]些部分[没沒]有列出：|Not listed here: ).*")  # names sections, states nothing
_PLACE = re.compile(r"^[^\d·\n]{1,30} · ")
_YEARS = r"(?P<years>\d{4}(?:(?:[–—-]|、|, | and )\d{4})*)"
_STATUSES = {"情况": Status.RESULT, "情況": Status.RESULT, "计划": Status.PLAN, "計劃": Status.PLAN}
_STATUSES |= {"reported": Status.RESULT, "planned": Status.PLAN}
_LABELS = (
    re.compile(rf"^{_YEARS}年(?:工作)?(?P<status>情况|情況|计划|計劃)?[：:]\s*"),
    re.compile(rf"^{_YEARS}(?:, (?P<status>reported|planned))?: ?"),
)
_SOURCE = re.compile(r"^《(?P<title>[^》]+)》 ?[（(](?P<issued>[^）)]+)[）)][：:]\s*")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")  # an introduction may say of which years the answer is
_INTRODUCTION = re.compile(r"[：:]\s*$")


class Line(Frozen):
    """A line of an answer: its label and source, the assistant's own words, and what it quotes."""

    own: str
    label: Period | None
    title: str
    issued: str
    marks: tuple[int, ...]
    quoted: tuple[int, ...]
    is_introduction: bool

    @property
    def speaks(self) -> bool:
        """Whether the assistant says something itself there, apart from label, source and introduction."""
        return not self.is_introduction and any(character.isalnum() for character in self.own)


def lines_of(record: AnswerRecord) -> tuple[Line, ...]:
    """Return the lines of an answer; none of a refusal."""
    return tuple(_line(text, record.citations) for text in record.answer.split("\n")) if record.answered else ()


def lead_of(record: AnswerRecord) -> str:
    """Return what the assistant says itself, with its labels: all of an answer but its quotes."""
    return "\n".join(_without_quotes(text, record.citations)[0] for text in record.answer.split("\n"))


def _line(text: str, citations: Sequence[CitationRecord]) -> Line:
    marks = tuple(int(mark) for mark in _MARK.findall(text))
    rest, quoted = _without_quotes(_MARK.sub("", text), citations)
    rest = _NOT_LISTED.sub("", _NO_YEAR.sub("", _PLACE.sub("", rest)))
    label, rest = _label(rest)
    source = _SOURCE.match(rest)
    if source:
        rest = rest[source.end() :]
    return Line(
        own=rest.strip(),
        label=label,
        title=source["title"] if source else "",
        issued=source["issued"] if source else "",
        marks=marks,
        quoted=quoted,
        is_introduction=bool(_INTRODUCTION.search(rest)) and not re.search(r"\d", _YEAR.sub("", rest)),
    )


def _label(text: str) -> tuple[Period | None, str]:
    for pattern in _LABELS:
        found = pattern.match(text)
        if found:
            years = [int(year) for year in re.findall(r"\d{4}", found["years"])]
            if re.search("[–—-]", found["years"]):
                years = list(range(years[0], years[-1] + 1))
            return Period(tuple(years), _STATUSES.get(found["status"] or "", Status.OTHER)), text[found.end() :]
    return None, text


def _without_quotes(text: str, citations: Sequence[CitationRecord]) -> tuple[str, tuple[int, ...]]:
    """Return a line without the quotes that stand in it whole, white space and footnote marks aside."""
    whole, letters_of_whole, quoted = text, _letters(text), []
    for citation in sorted(citations, key=lambda one: -len(one.quote)):
        letters = _letters(citation.quote)
        if citation.quote in whole:
            text = text.replace(citation.quote, "")
        elif letters and letters in letters_of_whole:
            text = re.sub(r"\s*".join(map(re.escape, letters)), "", FOOTNOTE_MARKS.sub("", text))
        else:
            continue
        quoted.append(citation.number)
    return text, tuple(quoted)


def _letters(text: str) -> str:
    return re.sub(r"\s", "", FOOTNOTE_MARKS.sub("", text))
