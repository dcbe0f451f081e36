"""Whether a drafted sentence may be shown: every check holds it against what it cites."""

from collections.abc import Callable, Sequence

from rag.writing.checks.denial import check_denial
from rag.writing.checks.figures import check_figures
from rag.writing.checks.periods import check_periods
from rag.writing.checks.places import check_places
from rag.writing.checks.quotes import check_quotes
from rag.writing.checks.status import check_status
from rag.writing.checks.words import Words
from rag.writing.records import Checked, Evidence, Fault, Finding
from rag.writing.stretches import Source, Stretch, numbers_in, stretches, without_numbers

Check = Callable[[Stretch], Finding | None]


class Checker:
    """Holds sentences against their evidence. It keeps nothing of them, and may be shared by threads.

    Args:
        words: looks for what a sentence says beyond what it cites.
    """

    def __init__(self, words: Words) -> None:
        self._checks: tuple[Check, ...] = (
            check_periods,
            check_figures,
            check_status,
            check_denial,
            check_places,
            check_quotes,
            words.check,
        )

    def check(self, sentence: str, evidence: Sequence[Evidence]) -> Checked:
        """Return a sentence with the first fault that is found in it.

        Args:
            sentence: as it was drafted, with the numbers of what it cites in brackets.
            evidence: what can be cited.
        """
        held = {one.number: Source(one) for one in evidence}
        numbers = numbers_in(sentence)
        if not numbers or any(number not in held for number in numbers) or not without_numbers(sentence).strip():
            unknown = next((f"[{number}]" for number in numbers if number not in held), "")
            finding: Finding | None = Finding(fault=Fault.UNCITED, words=unknown or sentence)
        else:
            finding = next(
                (
                    found
                    for stretch in stretches(sentence, held)
                    for check in self._checks
                    if (found := check(stretch)) is not None
                ),
                None,
            )
        return Checked(sentence=sentence, numbers=tuple(n for n in numbers if n > 0), finding=finding)
