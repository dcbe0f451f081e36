"""What an answer begins with as HTML: the figure that answers or is computed, periods, what disagrees. Pure."""

from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby

from index.read.list_marks import closed_up
from index.records import Status
from rag.answer.phrases import between_keys, colon, disagreement, period, source
from rag.answer.points import series
from rag.answer.verify import MARKER
from rag.records import Answered, Computed, Key, Language, Operation
from ui.chart.figure import filled_or_hollow
from ui.chart.points import Point, column_chart
from ui.citizen.quoted import QUOTED
from ui.text.page_words import PageWords

Buttons = Callable[[Sequence[int]], str]
_ORDERS = (Operation.MOST, Operation.LEAST, Operation.RANK)


def lead(answer: Answered, words: PageWords, buttons: Buttons) -> str:
    """Return what stands before the quotes; empty when the answer marks nothing.

    Args:
        answer: with its keys, table, disagreement and what is computed.
        words: of the page; what belongs to the answer comes in its own language.
        buttons: from citation numbers to the buttons that show them.
    """
    blocks = [_computed(one, answer, words, buttons) for one in answer.computed]
    blocks += [_table(answer, words, buttons), _chart(answer, words)] if answer.table else []
    blocks += [_disagreement(answer, buttons)] if answer.disagreement else []
    has_more = bool(answer.table or answer.disagreement)
    for numbers in dict.fromkeys(key.numbers for key in answer.keys) if not has_more else ():
        of_quote = [key for key in answer.keys if key.numbers == numbers]
        blocks.append(f'<p class="lead">{_keys(of_quote, answer.language, buttons)}</p>')
    return "".join(blocks)


def _computed(computed: Computed, answer: Answered, words: PageWords, buttons: Buttons) -> str:
    """Return the line that shows how a figure came about: as it stands in the text, each operand with its source."""
    leading = answer.text.split("\n")[: answer.n_lead_lines]
    numbers = sorted({operand.number for operand in computed.operands})
    alone = computed.text + "".join(f"[{number}]" for number in numbers)
    line = next((line for line in leading if MARKER.sub("", line).endswith(computed.text)), alone)
    shown, at = "", 0
    for found in MARKER.finditer(line):
        if int(found[1]) in numbers:
            shown += f'{escape(line[at : found.start()])}<span class="keep">{buttons([int(found[1])])}</span>'
            at = found.end()
    how = words.ordered if computed.operation in _ORDERS else words.computed
    return (
        f'<div class="computed"><p class="lead"><strong>{shown}{escape(line[at:])}</strong></p>'
        f'<p class="how">{escape(how)}</p></div>'
    )


def _table(answer: Answered, words: PageWords, buttons: Buttons) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(period(answer.language, row.years, row.status))}</th>'
        f"<td>{_keys(row.keys, answer.language, buttons)}</td></tr>"
        for row in answer.table
    )
    return (
        f'<table class="compared"><caption class="unseen">{escape(words.compared)}</caption>'
        f"<tbody>{rows}</tbody></table>"
    )


def _chart(answer: Answered, words: PageWords) -> str:
    """Return the figures of the table as columns, where they are one indicator in three periods or more."""
    found = series(answer)
    if found is None:
        return ""
    points = [
        Point(
            point.label,
            float(point.value),
            f"{point.before}{point.value:f}{point.after}",
            is_open=point.status is Status.PLAN,
        )
        for point in found.points
    ]
    said = words.separator.join(f"{point.label} {point.shown}" for point in points)
    unit = words.chart_unit.format(unit=found.unit) if found.unit else ""
    summary = words.chart_summary.format(points=said)
    drawn = column_chart(points, title=words.chart, unit=unit, summary=summary, has_numbers=False)  # the table has them
    names = {Status.RESULT: words.chart_reported, Status.PLAN: words.chart_planned}
    kinds = [
        (name, status is Status.PLAN)
        for status, name in names.items()
        if status in {point.status for point in found.points}
    ]
    return f'<div class="charted">{drawn}{filled_or_hollow(kinds)}</div>'


def _disagreement(answer: Answered, buttons: Buttons) -> str:
    cited = {citation.number: citation for citation in answer.citations}
    items = "".join(
        f"<li>{escape(source(answer.language, cited[number].title, cited[number].issued) + colon(answer.language))}"
        f"{_keys([key for key in answer.keys if number in key.numbers], answer.language, buttons)}</li>"
        for number in answer.disagreement
    )
    return f'<div class="differs" role="note"><p>{escape(disagreement(answer.language))}</p><ul>{items}</ul></div>'


def _keys(keys: Sequence[Key], language: Language, buttons: Buttons) -> str:
    """Return keys, behind those of the same citations their buttons, as the text of the answer has its markers."""
    between = escape(between_keys(language))
    cited = [(numbers, list(alike)) for numbers, alike in groupby(keys, lambda key: key.numbers)]
    return between.join(
        f'{between.join(map(_key, alike))}<span class="keep">{buttons(numbers)}</span>' for numbers, alike in cited
    )


def _key(key: Key) -> str:
    restated = f' <span class="restated">({escape(key.restated)})</span>' if key.restated else ""
    return f'<strong class="key" lang="{QUOTED}">{escape(closed_up(key.text))}</strong>{restated}'
