"""The words of the assistant's own: labels before quotes, refusals, examples; by language and script."""

import re
from calendar import month_name
from datetime import date

from index.records import Period, Status
from rag.question.courtesy import Act
from rag.records import Language, Reason

_STATUS = {
    Language.SIMPLIFIED: {Status.RESULT: "{years}年情况", Status.PLAN: "{years}年计划", Status.OTHER: "{years}年"},
    Language.TRADITIONAL: {Status.RESULT: "{years}年情況", Status.PLAN: "{years}年計劃", Status.OTHER: "{years}年"},
    Language.ENGLISH: {Status.RESULT: "{years}, reported", Status.PLAN: "{years}, planned", Status.OTHER: "{years}"},
}

_WHERE = {
    Language.SIMPLIFIED: "可拨打12345政务服务热线咨询，或向{area}政府申请信息公开（依申请公开）。",
    Language.TRADITIONAL: "可致電12345政務服務熱線查詢，或向{area}政府申請資訊公開（依申請公開）。",
    Language.ENGLISH: (
        "You can call the government hotline 12345, or ask the {area}government to disclose it (依申请公开)."
    ),
}

_REFUSALS = {
    Language.SIMPLIFIED: {
        Reason.NO_EVIDENCE: "现有文件中没有找到这个问题的答案。",
        Reason.WRONG_PERIOD: "现有文件中没有{asked}年的这项内容，相关内容只见于{held}年。",
        Reason.OUT_OF_SCOPE: "这个问题不在现有的{area}文件范围之内。",
        Reason.BLOCKED: "无法处理这个请求。",
        Reason.BAD_QUESTION: "问题为空或过长，请写成一句完整的提问。",
    },
    Language.TRADITIONAL: {
        Reason.NO_EVIDENCE: "現有文件中沒有找到這條問題的答案。",
        Reason.WRONG_PERIOD: "現有文件中沒有{asked}年的這項內容，相關內容只見於{held}年。",
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

_ONLY_PLANNED = {
    Language.SIMPLIFIED: "现有文件只有{held}年的计划，没有这项内容的实际完成情况。",
    Language.TRADITIONAL: "現有文件只有{held}年的計劃，沒有這項內容的實際完成情況。",
    Language.ENGLISH: "The documents hold only the plan for {held}, not what came of it.",
}

_COVERED = {
    Language.SIMPLIFIED: "现有文件涵盖：{periods}。",
    Language.TRADITIONAL: "現有文件涵蓋：{periods}。",
    Language.ENGLISH: "The documents cover: {periods}.",
}
_PERIOD = {
    Language.SIMPLIFIED: {Status.RESULT: "{years}年工作情况", Status.PLAN: "{years}年计划", Status.OTHER: "{years}年"},
    Language.TRADITIONAL: {Status.RESULT: "{years}年工作情況", Status.PLAN: "{years}年計劃", Status.OTHER: "{years}年"},
    Language.ENGLISH: {Status.RESULT: "results of {years}", Status.PLAN: "plans for {years}", Status.OTHER: "{years}"},
}
_COLON = {Language.SIMPLIFIED: "：", Language.TRADITIONAL: "：", Language.ENGLISH: ": "}
_COMMA = {Language.SIMPLIFIED: "、", Language.TRADITIONAL: "、", Language.ENGLISH: ", "}

# What a courtesy gets back, by what it does; behind it stands what can be asked, where there are examples.
_REPLIES = {
    Language.SIMPLIFIED: {
        Act.GREETING: "您好！我根据{area}的公开文件回答问题，并注明出处。",
        Act.THANKS: "不客气。",
        Act.FAREWELL: "再见，欢迎随时再来提问。",
        Act.ASSENT: "好的。",
        Act.REQUEST: "请说。",
    },
    Language.TRADITIONAL: {
        Act.GREETING: "您好！我根據{area}的公開文件回答問題，並註明出處。",
        Act.THANKS: "不客氣。",
        Act.FAREWELL: "再見，歡迎隨時再來提問。",
        Act.ASSENT: "好的。",
        Act.REQUEST: "請說。",
    },
    Language.CANTONESE: {
        Act.GREETING: "你好！我會根據{area}嘅公開文件答你，並且註明出處。",
        Act.THANKS: "唔使客氣。",
        Act.FAREWELL: "拜拜，歡迎隨時再嚟問。",
        Act.ASSENT: "好嘅。",
        Act.REQUEST: "請講。",
    },
    Language.ENGLISH: {
        Act.GREETING: "Hello! I answer questions from the public {area}documents and show where each answer stands.",
        Act.THANKS: "You are welcome.",
        Act.FAREWELL: "Goodbye, and come back with any question.",
        Act.ASSENT: "Very well.",
        Act.REQUEST: "Please go ahead.",
    },
}
_CAN_BE_ASKED = {
    Language.SIMPLIFIED: "您可以这样问：",
    Language.TRADITIONAL: "您可以這樣問：",
    Language.CANTONESE: "你可以咁問：",
    Language.ENGLISH: "You can ask, for example:",
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
_BETWEEN_KEYS = {Language.SIMPLIFIED: "；", Language.TRADITIONAL: "；", Language.ENGLISH: "; "}
# A title goes on, behind its name, with what it is called as well: （罗府办〔2025〕1号）, ：2025年产业转型升级….
_SHORT_TITLE = re.compile(r"^([^：:]{4,}?)(?:[：:].*|（[^）]*）)$")


def _written(language: Language) -> Language:
    """Return the language an answer is written in: Cantonese questions get standard Chinese in Traditional script."""
    return Language.TRADITIONAL if language is Language.CANTONESE else language


def disagreement(language: Language) -> str:
    """Return the sentence above figures that documents do not agree on."""
    return _DISAGREE[_written(language)]


def source(language: Language, title: str, issued: date | None) -> str:
    """Return a document's short title with its date, without a colon; its title stays as it is written."""
    written = _written(language)
    short = _SHORT_TITLE.match(title)
    return _SOURCE[written].format(title=short[1] if short else title, issued=_day(written, issued))


def said(key: str, restated: str) -> str:
    """Return a key with what it is in English behind it, where that is known."""
    return f"{key} ({restated})" if restated else key


def colon(language: Language) -> str:
    """Return the colon of a language, with its blank."""
    return _COLON[_written(language)]


def between_keys(language: Language) -> str:
    """Return what stands between two keys on one line."""
    return _BETWEEN_KEYS[_written(language)]


def _day(written: Language, issued: date | None) -> str:
    if issued is None:
        return _UNDATED[written]
    if written is Language.ENGLISH:
        return f"{issued.day} {month_name[issued.month]} {issued.year}"
    return f"{issued.year}年{issued.month}月{issued.day}日"


def period(language: Language, years: tuple[int, ...], status: Status) -> str:
    """Return a period and whether it is reported or planned; empty without a year."""
    return _STATUS[_written(language)][status].format(years=year_range(language, years)) if years else ""


def label(language: Language, years: tuple[int, ...], status: Status) -> str:
    """Return what stands before a quote: its period with a colon; empty without a year."""
    return period(language, years, status) + colon(language) if years else ""


def year_range(language: Language, years: tuple[int, ...]) -> str:
    """Return years as `2025` or `2021–2025`, or listed as the language does when they have gaps."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    listed = [str(year) for year in years]
    if language is Language.ENGLISH and len(listed) > 1:
        listed[-2:] = [f"{listed[-2]} and {listed[-1]}"]
    return _COMMA[_written(language)].join(listed)


def refusal(
    language: Language,
    reason: Reason,
    *,
    asked: tuple[int, ...] = (),
    held: tuple[int, ...] = (),
    covered: tuple[Period, ...] = (),
    area: str = "",
) -> str:
    """Return a refusal: why, what is held, where to turn.

    Args:
        language: of the asker.
        reason: why there is no answer.
        asked: the years asked about, for WRONG_PERIOD.
        held: the years the matter is held for, for WRONG_PERIOD.
        covered: the periods of all documents with their status, named for the other reasons.
        area: the districts the documents are about, as the asker writes them; empty when none is known.
    """
    written = _written(language)
    sentence = _REFUSALS[written][reason]
    if reason is Reason.WRONG_PERIOD and set(held) & set(asked):
        sentence = _ONLY_PLANNED[written]
    area = f"{area} " if area and written is Language.ENGLISH else area
    text = sentence.format(asked=year_range(written, asked), held=year_range(written, held), area=area)
    if reason is not Reason.WRONG_PERIOD and covered:
        periods = _COMMA[written].join(
            _PERIOD[written][status].format(years=year_range(written, years)) for years, status in covered
        )
        text = _joined(written, text, _COVERED[written].format(periods=periods))
    return _joined(written, text, _WHERE[written].format(area=area))


def reply(language: Language, act: Act, *, area: str, has_examples: bool) -> str:
    """Return what a courtesy gets back, ending with a colon where examples follow.

    Args:
        language: of the person.
        act: what the courtesy does.
        area: the districts the documents are about, as the person writes them; empty when none is known.
        has_examples: whether questions that can be asked will stand below it.
    """
    area = f"{area} " if area and language is Language.ENGLISH else area
    text = _REPLIES[language][act].format(area=area)
    return _joined(language, text, _CAN_BE_ASKED[language]) if has_examples else text


def _joined(language: Language, *sentences: str) -> str:
    return (" " if language is Language.ENGLISH else "").join(sentences)
