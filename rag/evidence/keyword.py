"""What is told of a lone noun (养老, 房子呢)."""

from collections.abc import Sequence

from index.figures.stated import figures
from index.records import Status
from index.words.kept import unit_fold
from rag.evidence.rank import Ranked
from rag.question.theme import keyword
from rag.question.understand import Understood
from rag.question.wording import official_words

LAST_WORD = 2  # characters of a keyword that name its kind


def naming(question: Understood, items: Sequence[Ranked]) -> list[Ranked]:
    """Return the items that have the keyword, or where it is not held an official word for it.

    Where they tell no result, or no plan, the newest that has its last word beside a figure stands for it.
    """
    asked = keyword(question)
    words = [asked, *official_words(asked)]
    word = next((one for one in words if any(one in unit_fold(item.unit.text) for item in items)), asked)
    named = [item for item in items if word in unit_fold(item.unit.text)]
    last = word[-LAST_WORD:] if len(word) > LAST_WORD else ""
    for status in (Status.RESULT, Status.PLAN):
        if last and not any(item.unit.status is status for item in named):
            rest = [item for item in items if item.unit.status is status and item.unit.years]
            rest = [item for item in rest if last in unit_fold(item.unit.text) and figures(item.unit.text)]
            named += sorted(rest, key=lambda item: (-item.unit.years[-1], -item.score))[:1]
    return named
