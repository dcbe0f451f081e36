"""A quoted unit with its figures and citations, as the lines in front and the quotes show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.records import Status, Unit
from rag.answer.phrases import between_keys, colon, disagreement, label, said, source, undated
from rag.question.understand import Understood
from rag.records import Citation, Key, Language


@dataclass(frozen=True)
class Statement:
    """A unit that is quoted with the keys that are shown of it, and the numbers of all citations that say it."""

    unit: Unit
    keys: tuple[Key, ...]
    numbers: tuple[int, ...]

    @property
    def markers(self) -> str:
        """The numbers in brackets, as they stand behind what they cite."""
        return "".join(f"[{number}]" for number in self.numbers)


def lead_lines(
    statements: Sequence[Statement],
    periods: Sequence[Sequence[Statement]],
    differing: Sequence[Statement],
    citations: Sequence[Citation],
    question: Understood,
) -> list[str]:
    """Return the lines before the quotes; empty when there is nothing to mark.

    A figure says which plan it is of where no plan is asked about.
    """
    language = question.language
    lines = [
        label(language, of[0].unit.years, of[0].unit.status)
        + between_keys(language).join(said_of(statement, language) for statement in of)
        for of in periods
    ]
    if differing:
        lines.append(disagreement(language))
    for statement in differing:
        of = citations[statement.numbers[0] - 1]
        lines.append(source(language, of.title, of.issued) + colon(language) + said_of(statement, language))
    is_plan_asked = question.status is Status.PLAN
    return lines or [
        ("" if is_plan_asked or of.unit.status is not Status.PLAN else label(language, of.unit.years, of.unit.status))
        + said_of(of, language)
        for of in statements
        if of.keys
    ]


def said_of(statement: Statement, language: Language) -> str:
    """Return the figures that are shown of a statement, with its markers."""
    return between_keys(language).join(said(key.text, key.restated) for key in statement.keys) + statement.markers


def quote_lines(statements: Sequence[Statement], language: Language, themes: Mapping[str, str]) -> list[str]:
    """Return the quotes, each behind its period and, in an overview, the name of its section, where those change."""
    lines: list[str] = []
    before = theme_before = ""
    for statement in statements:
        heading = label(language, statement.unit.years, statement.unit.status) or (undated(language) if before else "")
        theme = themes.get(statement.unit.unit_id, "")
        named = f"{theme}{colon(language)}" if theme and (theme != theme_before or heading != before) else ""
        lines.append(f"{'' if heading == before else heading}{named}{statement.unit.text}{statement.markers}")
        before, theme_before = heading, theme
    return lines
