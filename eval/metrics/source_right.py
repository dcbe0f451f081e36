"""Source right: title, date and section beside a quote are its document's."""

from eval.metrics.metric import Metric, answered, every_case


def source_right(*, right: bool) -> float:
    """Return for one answer 1 when every document it names is named right, else 0.

    Title and date are held against the catalogue, the section against the headings over the quote. Nothing relevant
    makes no difference; a refusal, for which nothing may have been retrieved, is left out.

    Example:
        >>> source_right(right=False)
        0.0
    """
    return float(right)


SOURCE_RIGHT = Metric(
    name="source_right",
    title="Sources named right",
    title_zh="出处标注无误",
    meaning="share of answers whose citations have their document's title and date and the section they stand in",
    value=lambda judged: source_right(right=judged.sources_right),
    asks_case=every_case,
    asks_answer=answered,
    when_failed=None,
)
