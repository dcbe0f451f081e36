"""Which years a statement is about, and whether it tells a result or a plan: from section, wording and document."""

import re
from collections.abc import Sequence

from index.read.five_year_plan import YEARS_OF_PLAN, plans_in_heading, years_of_plans
from index.read.telling import Told, is_of_now, told
from index.records import Document, Period, Status
from index.words.clauses import CLAUSE_END, clauses
from index.words.numerals import years_in_figures
from index.words.script import simplify

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年|$|[^\d.%元亿万])")
# 2023-24年度 and 2023/24学年 are one year each, named by the one they begin in, and head the columns of a budget.
_OVER_TWO = r"(?:[-–/／]\s*\d{2}(?!\d))"
_YEAR_IN_TEXT = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}}){_OVER_TWO}?\s*(?:[-—~至]\s*((?:19|20)\d{{2}}){_OVER_TWO}?\s*)?"
    rf"(?:财政|课税|学)?年(?!版|以来|度?《)"
)
_YEAR_OF_COLUMN = re.compile(
    rf"(?<!\d)((?:19|20)\d{{2}}){_OVER_TWO}"
    r"(?=[：:]|(?:原来|核准|修订|初步)?(?:预算|预测|实际|决算|估[计算])(?:[：:]|[-−]?\d))"
)
_NAMED = re.compile(
    r"(?:[今去上]年)?《[^》]*》|[(（][^)）]*[)）]|[“「『][^”」』]*[”」』]"
)  # a year in a title or name dates the name, not the matter
_TITLED = re.compile(r"《[^》]*》|[(（][^)）]*[)）]")
# From when on it is so: of the years since, and of now. 自2011年起, 2016年推出以来.
_SINCE = re.compile(
    rf"[自从由]?\s*((?:19|20)\d{{2}}){_OVER_TWO}?\s*(?:财政|课税|学)?年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?"
    r"[^，,。；;\d]{0,12}?(?:起(?![来草步点])|以来|至今)"
)
# What a figure is compared with is not what it is about: 比去年增长, 较2019年下降, 与上年相比, 是去年同期的1.2倍.
_BASE = (
    r"(?:去年|上年|上一年|前一年|(?:19|20)\d{2}(?:[-–/／]\d{2})?\s*年(?:度(?:修订)?预算)?|"
    r"[“\"]?十[一二三四五六]五[”\"]?)(?:同期|全年|同月|期间|时期|末|底)?"
)
COMPARED = re.compile(
    rf"(?:比|较|超过|超出|高于|低于|多于|优于)\s*{_BASE}|[与同跟和]\s*{_BASE}(?:水平)?(?:相比|相较|比较|持平|基本持平)|"
    rf"(?:去年|上年)同期|(?:[是为]|相当于|恢复[到至])\s*{_BASE}(?:水平)?的(?=\s*\d)"
)
_RESULT_HEADING = re.compile(r"回顾|执行情况|完成情况|工作总结|成绩|成效|数说|取得")
_PLAN_HEADING = re.compile(r"安排|计划|目标|任务|部署|打算|对策|措施|展望|规划|下一步|思路|要求|重点工作")
_REVIEW = re.compile(r"工作(的?简要)?(回顾|总结)$|(执行|完成)情况$")
_OUTLOOK = re.compile(r"工作(的?总体)?(安排|部署|打算|计划|思路)$|(主要|重点)(任务|工作)(安排)?$")
# 将 before a noun only moves the object forward (将技术转化为…); before these it speaks of the future.
_FUTURE = (
    "将(?=继续|进一步|全面|系统|切实|加快|推进|推出|推动|实施|开展|建设|打造|建成|新增|新建|以|按照|围绕|聚焦|坚持|筑牢|"
    "健全|完善|着力|重点|努力|大力|持续|深入|力争|在|通过|不断|会|要|是|达|引进|完成|启动|投入)"
)
_PLAN_WORDING = re.compile(
    rf"{_FUTURE}|力争|计划[在于到]|拟(?!定)|争取|预期|下一步|目标[是为:：]|不少于|不低于|今年.{{0,12}}(要|确保|完成)"
)
_ANNOUNCES = re.compile(r"[：:]\s*$")
# N以上 states a bound, not a plan, unless the clause sets out to bring so many about.
_SET_OUT = re.compile(
    r"(?:^|[，,。；;：:、①-⑳])\s*(?:新增|新建|建设|建成|引进|招引|培育|打造|举办|开展|改造|完成|实现|筹集|发放|扶持|组织)[^，,。；;]*?"
    r"\d[^，,。；;\d]{0,8}以上"
)
# 突破 tells a result (产值突破100亿元) unless something aims at it (力争产值突破100亿元).
_AIMED_AT = re.compile(rf"(?:{_FUTURE}|力争|计划|拟|争取|预期|目标|确保|努力|有望|推动)[^。；;]{{0,40}}?突破")

_RESULT_WORDING = re.compile(
    r"已经?|完成了|累计(?!金额|实际|奖励|不超|最高|额度|营业|执行)|获评|荣获|同比|去年|过去的?一年|一年来|近年来|截至|突破|近日|日前|上周"
)
_THIS_YEAR, _NEXT_YEAR = re.compile(r"今年|本年|新一年"), re.compile(r"明年|来年")
_LAST_YEAR = re.compile(r"去年|上年(?!度)|上一年(?!度)|过去的?一年")  # an applicant's 上一年度 is no year
_WERE_FIVE_YEARS = r"^这是.{1,30}的五年(?=[。！]?$)"  # alone in its paragraph it is the heading of the next
_FIVE_YEARS = re.compile(
    r"(?<![\d未后])(?:过去|近|这|前)?五年(?:来|间|里|中)|(?:过去|近|这)五年|(?<!未来)(?<!今后)五年累计|"
    rf"{_WERE_FIVE_YEARS}"
)
_FIVE_ON = re.compile(r"(?:未来|今后|接下来的?)五年")
_THESE_FIVE = re.compile(r"(?:过去|近|这|前)的?五年|(?<![\d未后])五年(?:来|间|历程|奋进|奋斗)")
_YEAR_LONG = re.compile(r"一年来|这一年")
_IS = re.compile("年?[，,]?(?:既|也|正)?是")
# What plans as a whole, and tells what was as well.
_REPORTS = re.compile("报告|预算")
_LONG_REVIEW = 3  # years; what a statement of so many says goes on to those behind it that name none
# 到2026年底，…: what is to be by then.
_BY_THEN = re.compile(r"(?:[到至]|截至)\s*((?:19|20)\d{2})\s*年(?:底|末|前|年底)?\s*(?=[，,：:、]|[^\d])")


_UNKNOWN = Period((), Status.OTHER)


def document_period(document: Document) -> Period:
    """Return the period that holds for a whole document: known only when it covers one span with one status."""
    if len(document.covers) == 1:
        return document.covers[0].period
    return _UNKNOWN


def section_period(path: tuple[str, ...], document: Document) -> Period:
    """Return the period that a section's headings give; a heading nearer to the text overrules one above it.

    A heading with a year and a five-year plan (2025年和“十四五”时期工作回顾) gives the year: what is told of the five
    years says so.
    """
    period, is_of_two = document_period(document), False
    for heading in map(_plain, path):
        found = tuple(sorted({int(year) for year in _YEAR.findall(heading)}))
        if found:
            status = heading_status(heading)
            status = _covered_status(found, document) if status is Status.OTHER else status
            period, is_of_two = Period(found, period.status if status is Status.OTHER else status), False
        elif not period.years or is_of_two:
            inner = _undated_period(heading, document, is_top=heading == _plain(path[0]))
            period, is_of_two = (inner, len(inner.years) > YEARS_OF_PLAN) if inner.years else (period, is_of_two)
    # Of two plans, the one that has ended and the next, what says nothing else is of the next.
    return Period(period.years[-YEARS_OF_PLAN:], Status.PLAN) if is_of_two else period


def heading_periods(heading: str, document: Document) -> tuple[Period, ...]:
    """Return the periods that paragraphs below a heading with a five-year plan are of: those it names, in order.

    One that names the plan alone also tells of its last year, where that is the last, or of its first, where it is this
    one. What was before this year was reported, the rest is planned. Empty where a heading names no plan.
    """
    heading, this_year = _plain(heading), _this_year(document)
    plans = plans_in_heading(heading, this_year)
    if not plans or not this_year:
        return ()
    named = sorted((*plans, *((found.start(), (int(found[1]),)) for found in _YEAR.finditer(heading))))
    years = tuple(dict.fromkeys(years for _, years in named))
    if len(years) == 1:
        years += tuple((year,) for year in (this_year - 1, this_year) if year in (years[0][0], years[0][-1]))
    return tuple(_by_now(one, this_year, heading) for one in dict.fromkeys(years))


def names_period(heading: str) -> bool:
    """Return whether a heading names a year or a five-year plan."""
    return bool(_YEAR.search(_plain(heading)) or plans_in_heading(_plain(heading), 0))


def said_period(text: str, periods: Sequence[Period], document: Document) -> Period | None:
    """Return the one of some periods that the first sentence of a paragraph names: 刚刚过去的2025年; else None.

    Of two it is the one that is said to be something: 今年是“十五五”开局之年.
    """
    text, this_year = _plain(text), _this_year(document)
    named: list[tuple[int, tuple[int, ...]]] = [(found.end(), (int(found[1]),)) for found in _YEAR.finditer(text)]
    for words, first, last in (
        (_LAST_YEAR, this_year - 1, this_year),
        (_YEAR_LONG, this_year - 1, this_year),
        (_THIS_YEAR, this_year, this_year + 1),
        (_THESE_FIVE, this_year - YEARS_OF_PLAN, this_year),
        (_FIVE_ON, this_year, this_year + YEARS_OF_PLAN),
    ):
        named += [(found.end(), tuple(range(first, last))) for found in words.finditer(text)]
    subjects = {years for end, years in named if _IS.match(text, end)}
    of_text = {years for _, years in named} | {years for _, years in plans_in_heading(text, this_year)}
    for years in (of_text, subjects):
        found = [period for period in periods if period.years in years]
        if len(found) == 1:
            return found[0]
    return None


def _undated_period(heading: str, document: Document, *, is_top: bool) -> Period:
    """Return the period that a heading without a year in figures tells, by a five-year plan, else by what it opens."""
    this_year = _this_year(document)
    planned = {year for _, years in plans_in_heading(heading, this_year) for year in years}
    if planned and this_year:
        return _by_now(tuple(sorted(planned)), this_year, heading)
    status = heading_status(heading) if is_top else _undated_status(heading)
    inner = _only_cover(status, document)
    if inner.years or not (is_top or heading_status(heading) is not Status.OTHER):
        return inner
    years = _relative_years(heading, document)
    return _by_now(years, this_year, heading) if years and this_year else _UNKNOWN


def _by_now(years: tuple[int, ...], this_year: int, heading: str) -> Period:
    """Return the period of a heading: a plan from this year on, a result before it, else as the heading says."""
    if years[0] >= this_year:
        return Period(years, Status.PLAN)
    return Period(years, Status.RESULT if years[-1] < this_year else heading_status(heading))


def heading_status(heading: str) -> Status:
    """Return whether a heading opens what was done or what is planned."""
    result, plan = _RESULT_HEADING.search(heading), _PLAN_HEADING.search(heading)
    if result and plan:  # 计划执行情况 is a result, 目标任务的措施 a plan: the later word rules
        return Status.RESULT if result.end() > plan.end() else Status.PLAN
    return Status.RESULT if result else Status.PLAN if plan else Status.OTHER


def _undated_status(heading: str) -> Status:
    """Return the status of 一、过去一年工作回顾 or 二、今年工作安排, OTHER for one that may stand inside a part."""
    if _REVIEW.search(heading):
        return Status.RESULT
    return Status.PLAN if _OUTLOOK.search(heading) else Status.OTHER


def _only_cover(status: Status, document: Document) -> Period:
    """Return the period that the document reports or plans, where it does so for one period only."""
    covers = [cover for cover in document.covers if cover.status is status]
    return covers[0].period if len(covers) == 1 else _UNKNOWN


def _covered_status(years: tuple[int, ...], document: Document) -> Status:
    statuses = {cover.status for cover in document.covers for year in years if year in cover.years}
    return statuses.pop() if len(statuses) == 1 else Status.OTHER


def paragraph_periods(sentences: Sequence[str], section: Period, document: Document) -> list[Period]:
    """Return the period of each statement of one paragraph.

    A statement that tells nothing itself takes over what the one before it says; where the paragraph as a whole
    speaks of what is to come, so do those that tell nothing. "This year" is the year the document plans, else the
    year it was issued.
    """
    periods: list[Period] = []
    sentences = list(map(_plain, sentences))
    for text in sentences:
        around = (
            section if not periods else announced_period(sentences[len(periods) - 1], periods[-1], document) or section
        )
        periods.append(_unit_period(text, around, periods[-1] if periods else _UNKNOWN, document))
    statuses = {period.status for period in periods}
    if section.status is Status.OTHER and Status.PLAN in statuses and Status.RESULT not in statuses:
        this_year = (_this_year(document),) if _this_year(document) else ()
        return [Period(period.years or this_year, Status.PLAN) for period in periods]
    return periods


def announced_period(text: str, period: Period, document: Document) -> Period | None:
    """Return the period of what a statement announces, as 到2026年底： does; None when it announces nothing dated."""
    text = _plain(text)
    if not _ANNOUNCES.search(text) or not _years_in(text, document):
        return None
    until = _by_then(text, document)
    return Period((until,), Status.PLAN) if until else period


def is_long_review(period: Period, section: Period) -> bool:
    """Return whether a period is of a review of several years in a section of fewer: what follows it is of them all."""
    return period.status is section.status and len(period.years) >= _LONG_REVIEW > len(section.years)


def opens_review(sentences: Sequence[str]) -> bool:
    """Return whether a paragraph is a lone sentence that says what five years were: the next tells of them."""
    return len(sentences) == 1 and bool(re.match(_WERE_FIVE_YEARS, sentences[0].strip()))


def _unit_period(text: str, section: Period, before: Period, document: Document) -> Period:
    years = _years_in(text, document)
    if section.status is Status.PLAN and section == document_period(document):
        if (status := _told_status(text, years, document)) is Status.RESULT:
            return Period(_with_now(text, years, section, document), status)
        section = Period(section.years, status)
        if status is Status.OTHER:
            return Period(tuple(sorted({*years, *section.years})), status)
    if section.status is not Status.OTHER:
        if not years and is_long_review(Period(before.years, section.status), section):
            return before  # 五年来，…。新建学校…。
        is_beyond = section.status is Status.PLAN and years == (_by_then(text, document),) and section.years < years
        return Period(years if is_beyond else tuple(sorted({*years, *section.years})), section.status)
    status = _wording_status(text, years, document)
    if status is Status.OTHER and not years:
        return before if before.years else section
    return Period(years or section.years or before.years, status)


def _with_now(text: str, years: tuple[int, ...], section: Period, document: Document) -> tuple[int, ...]:
    """Return the years of a statement of what was, those of its section too where a clause tells what is so by now."""
    own = (clause for clause in clauses(_NAMED.sub("", text), CLAUSE_END) if is_of_now(clause))
    is_now = not years or any(not _years_in(clause, document) for clause in own)
    return tuple(sorted({*years, *section.years})) if is_now else years


def _told_status(text: str, years: tuple[int, ...], document: Document) -> Status:
    """Return what a statement of a report that is a plan as a whole tells: also what was before it, or is, or both.

    A scheme of measures has its conditions in these words (对去年成立的企业), and no results.
    """
    this_year = _this_year(document)
    if not this_year or not _REPORTS.search(simplify(document.kind)) or max(years, default=0) > this_year:
        return Status.PLAN
    own = COMPARED.sub("", _NAMED.sub("", text))
    by_words, is_planned = told(own), bool(_PLAN_WORDING.search(own) or _by_then(text, document))
    if by_words is Told.BOTH or (by_words is Told.PAST and is_planned):
        return Status.OTHER
    has_ended = bool(years) and max(years) < this_year and not re.search(rf"(?:19|20)\d{{2}}{_OVER_TWO}", own)
    is_past = by_words is Told.PAST or (has_ended and by_words is Told.NOTHING and not is_planned)
    return Status.RESULT if is_past else Status.PLAN


def _plain(text: str) -> str:
    """Return a text in Simplified characters, its years in figures."""
    return years_in_figures(simplify(text))


def _by_then(text: str, document: Document) -> int:
    """Return the year until which a statement aims at something (到2026年底), 0 when it aims at none to come."""
    found = _BY_THEN.search(text)
    this_year = _this_year(document)
    return int(found.group(1)) if found and this_year and int(found.group(1)) >= this_year else 0


def _years_in(text: str, document: Document) -> tuple[int, ...]:
    bare = COMPARED.sub("", _NAMED.sub("", text))
    this_year = _this_year(document)
    bare = _SINCE.sub(lambda found: "" if int(found[1]) < this_year else found[0], bare)
    years: set[int] = set()
    for first, last in _YEAR_IN_TEXT.findall(bare):
        years.update(range(int(first), int(last or first) + 1))
    years.update(map(int, _YEAR_OF_COLUMN.findall(bare)))
    if not years & {this_year, this_year - 1}:
        years.update(_relative_years(bare, document))
    return tuple(sorted(years)) or _plan_years(text, document)


def _relative_years(text: str, document: Document) -> tuple[int, ...]:
    """Return the years that 今年, 去年, 明年 and 五年来 mean in a document."""
    this_year = _this_year(document)
    if not this_year:
        return ()
    years = {this_year} if _THIS_YEAR.search(text) else set[int]()
    if _LAST_YEAR.search(text):
        years.add(this_year - 1)
    if _NEXT_YEAR.search(text):
        years.add(this_year + 1)
    if not years and _FIVE_YEARS.search(text):
        years.update(range(this_year - 5, this_year))
    return tuple(sorted(years))


def _plan_years(text: str, document: Document) -> tuple[int, ...]:
    return years_of_plans(COMPARED.sub("", _TITLED.sub("", text)), _this_year(document))


def _this_year(document: Document) -> int:
    planned = [cover.last_year for cover in document.covers if cover.status is Status.PLAN]
    if len(planned) == 1 and document.covers[-1].first_year == planned[0]:
        return planned[0]
    return document.issued.year if document.issued else 0


def _wording_status(text: str, years: tuple[int, ...], document: Document) -> Status:
    plan = bool(_PLAN_WORDING.search(text) or _SET_OUT.search(text) or _by_then(text, document))
    own = _AIMED_AT.sub("", COMPARED.sub("", text))
    result = bool(_RESULT_WORDING.search(own)) or (not plan and bool(COMPARED.search(text)))
    if plan != result:
        return Status.PLAN if plan else Status.RESULT
    return _covered_status(years, document) if years else Status.OTHER
