"""What an answer begins with as HTML: the figure that answers, periods side by side, documents that disagree. Pure."""

from collections.abc import Callable, Sequence
from html import escape

from index.records import Status
from rag.answer.phrases import between_keys, colon, disagreement, period, source
from rag.answer.points import series
from rag.records import Answered, Key, Language
from ui.chart.points import Point, column_chart
from ui.text.page_words import PageWords

Buttons = Callable[[Sequence[int]], str]
_QUOTED = "zh-CN"  # keys are the documents' own words


def lead(answer: Answered, words: PageWords, buttons: Buttons) -> str:
    """Return what stands before the quotes; empty when the answer marks nothing.

    Args:
        answer: with its keys, table and disagreement.
        words: of the page; what belongs to the answer comes in its own language.
        buttons: from citation numbers to the buttons that show them.
    """
    blocks = [_table(answer, words, buttons), _chart(answer, words)] if answer.table else []
    blocks += [_disagreement(answer, buttons)] if answer.disagreement else []
    for numbers in dict.fromkeys(key.numbers for key in answer.keys) if not blocks else ():
        of_quote = [key for key in answer.keys if key.numbers == numbers]
        blocks.append(f'<p class="lead">{_keys(of_quote, answer.language, buttons)}</p>')
    return "".join(blocks)


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
        Point(point.label, float(point.value), f"{point.value:f}", is_open=point.status is Status.PLAN)
        for point in found.points
    ]
    said = words.separator.join(f"{point.label} {point.shown}" for point in points)
    unit = words.chart_unit.format(unit=found.unit) if found.unit else ""
    drawn = column_chart(points, title=words.chart, unit=unit, summary=words.chart_summary.format(points=said))
    return f'<div class="charted">{drawn}</div>'


def _disagreement(answer: Answered, buttons: Buttons) -> str:
    cited = {citation.number: citation for citation in answer.citations}
    items = "".join(
        f"<li>{escape(source(answer.language, cited[number].title, cited[number].issued) + colon(answer.language))}"
        f"{_keys([key for key in answer.keys if number in key.numbers], answer.language, buttons)}</li>"
        for number in answer.disagreement
    )
    return f'<div class="differs" role="note"><p>{escape(disagreement(answer.language))}</p><ul>{items}</ul></div>'


def _keys(keys: Sequence[Key], language: Language, buttons: Buttons) -> str:
    """Return keys of the same citations with their buttons."""
    shown = escape(between_keys(language)).join(_key(key) for key in keys)
    return f'{shown}<span class="keep">{buttons(keys[0].numbers)}</span>' if keys else ""


def _key(key: Key) -> str:
    restated = f' <span class="restated">({escape(key.restated)})</span>' if key.restated else ""
    return f'<strong class="key" lang="{_QUOTED}">{escape(key.text)}</strong>{restated}'
