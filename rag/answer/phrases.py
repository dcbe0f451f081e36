"""The words of the assistant's own: labels before quotes, replies, examples; by language and script."""

import re
from calendar import month_name
from datetime import date

from index.records import Status
from rag.records import Language

_STATUS = {
    Language.SIMPLIFIED: {Status.RESULT: "{years}年情况", Status.PLAN: "{years}年计划", Status.OTHER: "{years}年"},
    Language.TRADITIONAL: {Status.RESULT: "{years}年情況", Status.PLAN: "{years}年計劃", Status.OTHER: "{years}年"},
    Language.ENGLISH: {Status.RESULT: "{years}, reported", Status.PLAN: "{years}, planned", Status.OTHER: "{years}"},
}

_NO_YEAR = {
    Language.SIMPLIFIED: "年份未注明",
    Language.TRADITIONAL: "年份未註明",
    Language.ENGLISH: "No year stated",
}

_COLON = {Language.SIMPLIFIED: "：", Language.TRADITIONAL: "：", Language.ENGLISH: ": "}
COMMA = {Language.SIMPLIFIED: "、", Language.TRADITIONAL: "、", Language.ENGLISH: ", "}

_NEWEST = {
    Language.SIMPLIFIED: "现有文件没有{asked}年的内容，最新到{newest}年：",
    Language.TRADITIONAL: "現有文件沒有{asked}年的內容，最新到{newest}年：",
    Language.ENGLISH: "The documents hold nothing of {asked}; the newest they hold is of {newest}:",
}
_NOT_OF_YEARS = {
    Language.SIMPLIFIED: "现有文件没有{years}年的这项内容，只有：",
    Language.TRADITIONAL: "現有文件沒有{years}年的這項內容，只有：",
    Language.ENGLISH: "The documents say nothing of this for {years}, only:",
}
_WHOLE_YEAR = {
    Language.SIMPLIFIED: "现有文件没有{part}的数据，只有全年的：",
    Language.TRADITIONAL: "現有文件沒有{part}的數據，只有全年的：",
    Language.ENGLISH: "The documents hold nothing of that part of the year ({part}), only of the whole year:",
}
_TOLD_BY_ANOTHER = {
    Language.SIMPLIFIED: "现有文件中没有“{name}”。《{title}》讲到这一年：",
    Language.TRADITIONAL: "現有文件中沒有“{name}”。《{title}》講到這一年：",
    Language.ENGLISH: "“{name}” is not among the documents held here. What 《{title}》 tells of that year:",
}
_NEWEST_HELD = {
    Language.SIMPLIFIED: "现有文件中最新的是{newest}年：",
    Language.TRADITIONAL: "現有文件中最新的是{newest}年：",
    Language.ENGLISH: "The newest that the documents hold is of {newest}:",
}
_ONLY_PLANNED = {
    Language.SIMPLIFIED: "现有文件只有计划，没有记载完成情况：",
    Language.TRADITIONAL: "現有文件只有計劃，沒有記載完成情況：",
    Language.ENGLISH: "The documents hold only the plan; they do not say what came of it:",
}
_DISAGREE = {
    Language.SIMPLIFIED: "各文件的说法不一：",
    Language.TRADITIONAL: "各文件的說法不一：",
    Language.ENGLISH: "The documents give different figures:",
}
_SOURCE = {
    Language.SIMPLIFIED: "《{title}》（{issued}）",
    Language.TRADITIONAL: "《{title}》（{issued}）",
    Language.ENGLISH: "《{title}》 ({issued})",
}
_UNDATED = {Language.SIMPLIFIED: "未注明日期", Language.TRADITIONAL: "未註明日期", Language.ENGLISH: "undated"}
_DATED = {
    Language.SIMPLIFIED: "《{title}》的日期是{day}。{markers}",
    Language.TRADITIONAL: "《{title}》的日期是{day}。{markers}",
    Language.ENGLISH: "《{title}》 is dated {day}.{markers}",
}
_BETWEEN_KEYS = {Language.SIMPLIFIED: "；", Language.TRADITIONAL: "；", Language.ENGLISH: "; "}
# A title goes on, behind its name, with what it is called as well: （罗府办〔2025〕1号）, ：2025年产业转型升级….
_SHORT_TITLE = re.compile(r"^([^：:]{4,}?)(?:[：:].*|（[^）]*）)$")


def written(language: Language) -> Language:
    """Return the language an answer is written in: Cantonese questions get standard Chinese in Traditional script."""
    return Language.TRADITIONAL if language is Language.CANTONESE else language


def newest(language: Language, asked: int, years: tuple[int, ...]) -> str:
    """Return the line above an answer of the newest years that are held, where a later one was asked about."""
    return _NEWEST[written(language)].format(asked=asked, newest=year_range(language, years))


def newest_held(language: Language, years: tuple[int, ...]) -> str:
    """Return the line above an answer of the newest years that are held, where it was asked how it is now."""
    return _NEWEST_HELD[written(language)].format(newest=year_range(language, years))


def not_of_years(language: Language, years: tuple[int, ...]) -> str:
    """Return the line above an answer that tells of some of the asked years alone, with the others."""
    language = written(language)
    return _NOT_OF_YEARS[language].format(years=COMMA[language].join(map(str, years)))


def only_planned(language: Language) -> str:
    """Return the line above a plan that answers what is asked as if it were done."""
    return _ONLY_PLANNED[written(language)]


def told_by_another(language: Language, name: str, title: str) -> str:
    """Return the line above what a document tells of the year of another, which was asked for and is not held."""
    return _TOLD_BY_ANOTHER[written(language)].format(name=name, title=title)


def whole_year(language: Language, part: str) -> str:
    """Return the line above an answer of whole years, where a part of one was asked about."""
    return _WHOLE_YEAR[written(language)].format(part=part)


def disagreement(language: Language) -> str:
    """Return the sentence above figures that documents do not agree on."""
    return _DISAGREE[written(language)]


def source(language: Language, title: str, issued: date | None) -> str:
    """Return a document's short title with its date, without a colon; its title stays as it is written."""
    in_language = written(language)
    return _SOURCE[in_language].format(title=short_title(title), issued=_day(in_language, issued))


def short_title(title: str) -> str:
    """Return a title without what it is called as well."""
    short = _SHORT_TITLE.match(title)
    return short[1] if short else title


def said(key: str, restated: str) -> str:
    """Return a key with what it is in English behind it, where that is known."""
    return f"{key} ({restated})" if restated else key


def colon(language: Language) -> str:
    """Return the colon of a language, with its blank."""
    return _COLON[written(language)]


def between_keys(language: Language) -> str:
    """Return what stands between two keys on one line."""
    return _BETWEEN_KEYS[written(language)]


def _day(written: Language, issued: date | None) -> str:
    if issued is None:
        return _UNDATED[written]
    if written is Language.ENGLISH:
        return f"{issued.day} {month_name[issued.month]} {issued.year}"
    return f"{issued.year}年{issued.month}月{issued.day}日"


def period(language: Language, years: tuple[int, ...], status: Status) -> str:
    """Return a period and whether it is reported or planned; empty without a year."""
    return _STATUS[written(language)][status].format(years=year_range(language, years)) if years else ""


def label(language: Language, years: tuple[int, ...], status: Status) -> str:
    """Return what stands before a quote: its period with a colon; empty without a year."""
    return period(language, years, status) + colon(language) if years else ""


def undated(language: Language) -> str:
    """Return what stands before a quote that tells no year and would seem to stand under the label above it."""
    return _NO_YEAR[written(language)] + colon(language)


def year_range(language: Language, years: tuple[int, ...]) -> str:
    """Return years as `2025` or `2021–2025`, or listed as the language does when they have gaps."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    listed = [str(year) for year in years]
    if language is Language.ENGLISH and len(listed) > 1:
        listed[-2:] = [f"{listed[-2]} and {listed[-1]}"]
    return COMMA[written(language)].join(listed)


def joined(language: Language, *sentences: str) -> str:
    """Return sentences one behind the other, as the language parts them."""
    return (" " if language is Language.ENGLISH else "").join(sentences)


def dated(language: Language, title: str, day: date | None, markers: str) -> str:
    """Return that a document is of a day, with the markers of what says so."""
    return _DATED[written(language)].format(title=title, day=_day(written(language), day), markers=markers)
