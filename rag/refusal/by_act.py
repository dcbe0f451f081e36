"""What was said against what was found: a text that no evidence answers is taken for what it is nearest to."""

from dataclasses import replace

from rag.question.acts.act import Act, Taken
from rag.question.understand import Understood, Wants
from rag.records import Reason
from rag.refusal.gate import Decision, Rule, Verdict

# What is surely off topic, or likely a complaint or the like and asks nothing by its words, is answered above the first
# confidence only, what is likely so above the second: dev answers nothing that is either, and its questions have a
# median of 0.9.
CLEAR, FAIR = 0.9, 0.5
# Rules that tell of no other place, year, document.
_WEAK = frozenset({Rule.GATE, Rule.UNTOLD, Rule.OTHER_THING, Rule.NOTHING_FOUND, Rule.OFF_TOPIC})


def asks_nothing(taken: Taken, question: Understood, verdict: Verdict) -> bool:
    """Return whether a text that no evidence clearly answers is something else than a question, and gets a reply.

    What is left to an earlier question says too little by itself, and pinyin has no examples; what is asked of a
    year or of one of several places is asked of the documents.
    """
    is_of_documents = bool(question.years or question.places) and _wants_something(question)
    if not taken.gets_reply or question.leans or question.is_pinyin or is_of_documents:
        return False
    is_unclear = verdict.decided.rule is Rule.GATE and verdict.confidence < (FAIR if taken.asks else CLEAR)
    return is_unclear or (verdict.reason is not None and verdict.decided.rule in _WEAK)


def _wants_something(question: Understood) -> bool:
    return question.wants is not Wants.OTHER or (bool(question.places) and bool(question.expected.forms))


def judged_by_act(verdict: Verdict, taken: Taken) -> Verdict:
    """Return the verdict on a text that is off topic, or an order, where its evidence is weak; else as it was."""
    is_refused = verdict.reason is not None and verdict.decided.rule in _WEAK
    is_unclear = verdict.decided.rule is Rule.GATE and verdict.confidence < (CLEAR if taken.is_sure else FAIR)
    if not (is_refused or is_unclear):
        return verdict
    match taken.act:
        case Act.OFF_TOPIC:
            return replace(
                verdict, reason=Reason.OUT_OF_SCOPE, decided=Decision(Rule.OFF_TOPIC, taken.kind), nearest=()
            )
        case Act.ORDER:
            return replace(verdict, reason=Reason.BLOCKED, decided=Decision(Rule.ORDER, taken.kind), nearest=())
        case _:
            return verdict
