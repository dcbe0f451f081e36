"""The table of docs/personal-data.md."""

from collections.abc import Iterator

from tests.personal.measured import Score, scores, together

_PARTS = ("dev", "held")


def table() -> str:
    """Return how much of each kind is found in both parts of the strings."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "| kind | dev: strings | recall | precision | held: strings | recall | precision |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    found = [scores(part) for part in _PARTS]
    for kind in found[0]:
        yield _line(f"`{kind}`", [of[kind] for of in found])
    yield _line("all", [together(of) for of in found])


def _line(kind: str, of: list[Score]) -> str:
    cells = (f"{score.held} | {score.recall:.2f} | {score.precision:.2f}" for score in of)
    return f"| {kind} | {' | '.join(cells)} |"
