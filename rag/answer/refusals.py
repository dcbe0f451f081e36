"""What a refusal says: why, the nearest thing that is held, where to turn; by language and script."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from index.records import Period
from rag.answer.contacts import contacts
from rag.answer.phrases import COMMA, joined, period, short_title, written, year_range
from rag.records import Language, Reason

_WHERE = {
    Language.SIMPLIFIED: "可拨打{hotline}咨询，或{disclosure}。",
    Language.TRADITIONAL: "可致電{hotline}查詢，或{disclosure}。",
    Language.ENGLISH: "You can call the {hotline}, or {disclosure}.",
}

_REFUSALS = {
    Language.SIMPLIFIED: {
        Reason.NO_EVIDENCE: "现有文件中没有找到这个问题的答案。",
        Reason.WRONG_PERIOD: "现有文件中没有{asked}年的这项内容，相关内容见于{held}年。",
        Reason.OUT_OF_SCOPE: "这个问题不在现有的{area}文件范围之内。",
        Reason.BLOCKED: "无法处理这个请求。",
        Reason.BAD_QUESTION: "问题为空或过长，请写成一句完整的提问。",
    },
    Language.TRADITIONAL: {
        Reason.NO_EVIDENCE: "現有文件中沒有找到這條問題的答案。",
        Reason.WRONG_PERIOD: "現有文件中沒有{asked}年的這項內容，相關內容見於{held}年。",
        Reason.OUT_OF_SCOPE: "這條問題不在現有的{area}文件範圍之內。",
        Reason.BLOCKED: "無法處理這個請求。",
        Reason.BAD_QUESTION: "問題為空或過長，請寫成一句完整的提問。",
    },
    Language.ENGLISH: {
        Reason.NO_EVIDENCE: "The documents held here do not answer this question.",
        Reason.WRONG_PERIOD: "The documents hold nothing on this for {asked}; what they hold is about {held}.",
        Reason.OUT_OF_SCOPE: "This is outside the {area}documents held here.",
        Reason.BLOCKED: "This request cannot be handled.",
        Reason.BAD_QUESTION: "The question is empty or too long; please put it in one sentence.",
    },
}

_NOT_HELD = {
    Language.SIMPLIFIED: "现有文件中没有“{name}”。",
    Language.TRADITIONAL: "現有文件中沒有“{name}”。",
    Language.ENGLISH: "“{name}” is not among the documents held here.",
}
_NEAREST = {
    Language.SIMPLIFIED: "最接近的是：{titles}。",
    Language.TRADITIONAL: "最接近的是：{titles}。",
    Language.ENGLISH: "Nearest to it: {titles}.",
}

# Above the nearest statements, where the documents do not say it; behind a sentence that tells of another period.
_NOT_SAID = {
    Language.SIMPLIFIED: "现有文件没有直接说明，最接近的是：",
    Language.TRADITIONAL: "現有文件沒有直接說明，最接近的是：",
    Language.CANTONESE: "現有文件冇直接講，最接近嘅係：",
    Language.ENGLISH: "The documents do not say this directly; nearest to it:",
}
_NEAREST_IS = {
    Language.SIMPLIFIED: "最接近的是：",
    Language.TRADITIONAL: "最接近的是：",
    Language.CANTONESE: "最接近嘅係：",
    Language.ENGLISH: "Nearest to it:",
}

_ONLY_PLANNED = {
    Language.SIMPLIFIED: "现有文件只有{held}年的计划，没有这项内容的实际完成情况。",
    Language.TRADITIONAL: "現有文件只有{held}年的計劃，沒有這項內容的實際完成情況。",
    Language.ENGLISH: "The documents hold only the plan for {held}, not what came of it.",
}

_OF_SPAN = {
    Language.SIMPLIFIED: "现有文件没有{asked}年单独的这项内容，只有{held}年合起来的。",
    Language.TRADITIONAL: "現有文件沒有{asked}年單獨的這項內容，只有{held}年合起來的。",
    Language.ENGLISH: "The documents do not tell this for {asked} alone, only for {held} together.",
}

# A place that no document is about, by its name, with what is held.
_ELSEWHERE = {
    Language.SIMPLIFIED: "现有文件没有{place}的这项内容；现有的是{area}的文件。",
    Language.TRADITIONAL: "現有文件沒有{place}的這項內容；現有的是{area}的文件。",
    Language.ENGLISH: "The documents hold nothing on this for {place}; they are about {area}.",
}
# What stands next to a question that nothing answers; the period has the form of a label.
_CLOSEST = {
    Language.SIMPLIFIED: "最接近的内容见《{title}》“{heading}”部分（{period}）。",
    Language.TRADITIONAL: "最接近的內容見《{title}》“{heading}”部分（{period}）。",
    Language.ENGLISH: "Nearest to it is “{heading}” in 《{title}》 ({period}).",
}
_ITS = {Language.SIMPLIFIED: "当地", Language.TRADITIONAL: "當地", Language.ENGLISH: "local "}
_COVERED = {
    Language.SIMPLIFIED: "现有文件涵盖：{periods}。",
    Language.TRADITIONAL: "現有文件涵蓋：{periods}。",
    Language.ENGLISH: "The documents cover: {periods}.",
}


@dataclass(frozen=True)
class Closest:
    """Where what is nearest to a question stands: a title, the innermost heading, whose period."""

    title: str
    heading: str
    period: Period


def refusal(
    language: Language,
    reason: Reason,
    *,
    asked: tuple[int, ...] = (),
    held: tuple[int, ...] = (),
    is_of_span: bool = False,
    not_held: str = "",
    nearest: tuple[str, ...] = (),
    closest: Closest | None = None,
    covered: Sequence[Period] = (),
    area: str = "",
    elsewhere: str = "",
    statements: str = "",
    turns_to: str = "",
) -> str:
    """Return a refusal: why, what is held, where to turn.

    Args:
        language: of the asker.
        reason: why there is no answer.
        asked: the years asked about, for WRONG_PERIOD.
        held: the years the matter is held for, for WRONG_PERIOD.
        is_of_span: whether it is held for those years together only.
        not_held: the name of the document that is asked for and not held, else empty.
        nearest: the titles of those that are next to it.
        closest: what stands next to the question, for NO_EVIDENCE.
        covered: the periods of all documents: their years are named where nothing is closest.
        area: the districts the documents are about, as the asker writes them; empty when none is known.
        elsewhere: the place that no document is about, for OUT_OF_SCOPE, as the asker writes it.
        statements: the lines of those nearest to the question, shown between why and where to turn; or empty.
        turns_to: the code of the place whose lines are named (`rag.answer.contacts`).
    """
    written_in = written(language)
    where = _WHERE[written_in].format(**contacts(language, turns_to))
    if elsewhere and area:
        told = _ELSEWHERE[written_in].format(place=elsewhere, area=area)
        where = where.format(area=_ITS[written_in])
        if statements:
            return "\n".join((joined(written_in, told, _NEAREST_IS[language]), statements, where))
        return joined(written_in, told, where)
    sentence = _REFUSALS[written_in][reason]
    if reason is Reason.WRONG_PERIOD and set(held) & set(asked):
        sentence = (_OF_SPAN if is_of_span else _ONLY_PLANNED)[written_in]
    area = f"{area} " if area and written_in is Language.ENGLISH else area
    text = sentence.format(asked=year_range(language, asked), held=year_range(language, held), area=area)
    if statements:
        is_other_period = reason is Reason.WRONG_PERIOD
        above = joined(written_in, text, _NEAREST_IS[language]) if is_other_period else _NOT_SAID[language]
        return "\n".join((above, statements, where.format(area=area)))
    if not_held:
        titles = COMMA[written_in].join(f"《{title}》" for title in nearest)
        text = joined(
            written_in, _NOT_HELD[written_in].format(name=not_held), _NEAREST[written_in].format(titles=titles)
        )
    elif closest and reason is Reason.NO_EVIDENCE:
        text = joined(written_in, text, _closest(language, closest))
    elif reason is not Reason.WRONG_PERIOD and covered:
        text = joined(written_in, text, _COVERED[written_in].format(periods=_years(language, covered)))
    return joined(written_in, text, where.format(area=area))


def saying_what_lacks(language: Language, text: str, sentence: str) -> str:
    """Return a refusal for want of evidence that says in a sentence of its own what the documents do not say."""
    return sentence + text.removeprefix(_REFUSALS[written(language)][Reason.NO_EVIDENCE])


def _closest(language: Language, closest: Closest) -> str:
    return _CLOSEST[written(language)].format(
        title=short_title(closest.title),
        heading=closest.heading,
        period=period(language, *closest.period),
    )


def _years(language: Language, covered: Sequence[Period]) -> str:
    """Return the years of some periods, as the runs that they make."""
    years = sorted({year for period in covered for year in period.years})
    runs = groupby(enumerate(years), key=lambda numbered: numbered[1] - numbered[0])
    sign = "" if language is Language.ENGLISH else "年"
    return COMMA[written(language)].join(
        f"{year_range(language, tuple(year for _, year in run))}{sign}" for _, run in runs
    )
