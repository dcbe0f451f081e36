"""A run of people's questions as one self-contained HTML page: every question with its answer, to be read."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.people.cases import PeopleCase
from eval.people.score import Worth, judge_people
from eval.predictions import Failure, Outcome, by_id
from eval.runs import RunManifest
from eval.score import Aggregate
from index.records import Frozen

CSS = Path(__file__).parents[1] / "report.css"


class Asking(Frozen):
    """A case, what came back, and what it is worth."""

    case: PeopleCase
    answer: str
    worth: Worth


def render_people(
    manifest: RunManifest, means: Aggregate, *, cases: Sequence[PeopleCase], outcomes: Sequence[Outcome]
) -> str:
    """Return the page: means by slice, then every case, the worst first. It loads nothing from elsewhere."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    given = by_id(outcomes)
    return environment.get_template("report.html").render(
        css=Markup(CSS.read_text(encoding="utf-8")),  # noqa: S704 - our own file
        manifest=manifest,
        slices=means.slices,
        askings=sorted((_asking(case, given[case.id]) for case in cases), key=_order),
    )


def _asking(case: PeopleCase, outcome: Outcome) -> Asking:
    if isinstance(outcome, Failure):
        return Asking(case=case, answer="", worth=Worth(helpful=0, dangerous=False, faults=(outcome.error,)))
    return Asking(case=case, answer=outcome.answer, worth=judge_people(case, outcome))


def _order(asking: Asking) -> tuple[bool, float, str, str]:
    return not asking.worth.dangerous, asking.worth.helpful, asking.case.kind, asking.case.id
