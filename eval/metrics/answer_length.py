"""Answer length: how much a citizen has to read."""

from eval.metrics.metric import Better, Measure, Metric, answered, every_case


def answer_length(text: str) -> int:
    """Return the characters of an answer, white space aside; citation marks count, since they are read past.

    An empty text: 0. Refusals are left out.

    Example:
        >>> answer_length("新增 240 张[1]")
        9
    """
    return len("".join(text.split()))


ANSWER_LENGTH = Metric(
    name="answer_length",
    title="Length of an answer",
    title_zh="答案长度",
    meaning="characters of the answer, white space aside",
    value=lambda judged: float(answer_length(judged.prediction.answer)),
    asks_case=every_case,
    asks_answer=answered,
    when_failed=None,
    better=Better.LOWER,
    measure=Measure.CHARACTERS,
)
