"""What can be said to the assistant, and what a text is taken for."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What a person does by saying something."""

    QUESTION = "question"  # to the documents
    HOW_TO = "how_to"  # how something is applied for, with what, where: asked of the documents too
    OFF_TOPIC = "off_topic"  # weather, recipes, shares, code: no document of an office answers it
    ORDER = "order"  # to the program
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    REQUEST = "request"  # asks to be asked
    ASSENT = "assent"
    ABOUT = "about"  # the assistant
    COMPLAINT = "complaint"
    OPINION = "opinion"
    PERSONAL = "personal"  # or sensitive
    IDLE = "idle"


TASK = "order.task"  # something to be written, translated, reckoned, booked: no injection, and it gets a reply
VAGUE = "about.vague"  # wants to be told something, and not what
OF_A_MATTER = frozenset({"complaint", "complaint.city", "opinion", "opinion.voiced", "idle"})  # that documents may hold
SEARCHED = frozenset({Act.QUESTION, Act.HOW_TO, Act.OFF_TOPIC, Act.ORDER})  # the others get a reply


def is_searched(kind: str) -> bool:
    """Return whether what is of a kind (or an act, where it has none) is asked of the documents; else it gets a reply.

    Example:
        >>> is_searched("order"), is_searched("order.task")
        (True, False)
    """
    return kind != TASK and Act(kind.partition(".")[0]) in SEARCHED


# How much the log-odds that a text is no question exceed those that its evidence answers it, where they decide. Chosen
# on dev of all suites: of 74 texts that are likely no question and have evidence, 68 are taken rightly by it.
_MORE = 2.5


@dataclass(frozen=True)
class Taken:
    """What a text is taken for.

    `kind` says more than the act: about.fresh, personal.record. `margin` are the log-odds of its act against a
    question. Where it `is_sure`, no evidence is looked for. `asks` tells whether it asks by its words.
    """

    act: Act
    kind: str = ""
    margin: float = 0.0
    is_sure: bool = False
    asks: bool = True

    @property
    def gets_reply(self) -> bool:
        """Whether it is asked nothing of the documents by it."""
        return not is_searched(self.kind or self.act.value)

    def outweighs(self, confidence: float) -> bool:
        """Return whether it counts more than evidence that answers with a confidence of 0 to 1."""
        return confidence < (1 - confidence) * math.exp(self.margin - _MORE)


A_QUESTION = Taken(Act.QUESTION)
