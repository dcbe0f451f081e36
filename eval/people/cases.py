"""Cases of the suite `people`: what a neighbour types, and what any good answer to it has."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Self, TypeAlias

from pydantic import Field, model_validator

from eval.cases import Asked, Case, read_lines

PEOPLE = "people"  # the suite, and the folder of its cases


class PeopleKind(StrEnum):
    """What a person wants; eval/people/README.md describes each."""

    GREETING = "greeting"
    META = "meta"
    COMPLAINT = "complaint"
    LATEST = "latest"
    SEVERAL = "several"
    COMPUTING = "computing"
    SUMMARY = "summary"
    VAGUE = "vague"
    PROCEDURE = "procedure"
    FALSE_PREMISE = "false_premise"
    CONVERSATION = "conversation"
    YES_NO = "yes_no"
    PLACE = "place"
    TYPING_ERRORS = "typing_errors"
    CANTONESE_HONGKONG = "cantonese_hongkong"
    FIGURE = "figure"
    RESPONSIBLE = "responsible"
    PERSONAL = "personal"
    IDLE = "idle"
    ORDER = "order"
    WHEN = "when"
    UNKNOWN = "unknown"


class Act(StrEnum):
    """What is said, taken for what it is."""

    QUESTION = "question"
    HOW_TO = "how_to"
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    ABOUT = "about"
    COMPLAINT = "complaint"
    OPINION = "opinion"
    PERSONAL = "personal"
    ORDER = "order"
    IDLE = "idle"


class Outcome(StrEnum):
    """What comes back."""

    ANSWERED = "answered"
    NEAREST = "nearest"
    REFUSED = "refused"
    REPLY = "reply"


class PeopleCase(Asked):
    """A case as it stands in its file; of each group of `must` and `first` any alternative suffices."""

    kind: PeopleKind
    acts: tuple[Act, ...] = Field(min_length=1, description="what it may be taken for; held against those of replies")
    outcomes: tuple[Outcome, ...] = Field(min_length=1, description="which are right")
    must: tuple[tuple[str, ...], ...] = Field(description="what the answer says, all of it")
    first: tuple[tuple[str, ...], ...] = Field(description="what stands in front, all of it: the direct answer")
    must_not: tuple[str, ...] = Field(description="what may stand nowhere in the answer")
    not_first: tuple[str, ...] = Field(description="what may not stand in front")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if Outcome.ANSWERED in self.outcomes and not (self.must or self.first):
            raise ValueError("where answered is right, must or first says what the answer has")
        if Outcome.REPLY in self.outcomes and set(self.acts) == {Act.QUESTION}:
            raise ValueError("where reply is right, acts names one that is no question")
        if self.kind is PeopleKind.CONVERSATION and not self.history:
            raise ValueError("a conversation needs the earlier questions in history")
        if not all(group and all(text.strip() for text in group) for group in (*self.must, *self.first)):
            raise ValueError("a group of must or first needs at least one alternative, and none may be empty")
        if not all(text.strip() for text in (*self.must_not, *self.not_first)):
            raise ValueError("nothing of must_not and not_first may be empty")
        return self

    def written(self) -> Self:
        """Return it as it stands in a file: there is no more to it."""
        return self


AnyCase: TypeAlias = Case | PeopleCase


def load_people(paths: Sequence[Path]) -> tuple[PeopleCase, ...]:
    """Return the cases of all files, in file and line order.

    Raises:
        CaseError: a file cannot be read, a line is no case, an id comes twice. The message names file, line and id.
    """
    return tuple(case for _, case in read_lines(paths, PeopleCase))
