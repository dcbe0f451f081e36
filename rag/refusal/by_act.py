"""What was said against what was found: a text that no evidence answers is taken for what it is nearest to."""

from dataclasses import replace

from rag.question.acts.act import VAGUE, Act, Taken
from rag.question.theme import asks_overview, is_keyword
from rag.question.understand import Understood, Wants
from rag.records import Reason
from rag.refusal.gate import Decision, Rule, Verdict

# Rules that tell of no other place, year, document.
_WEAK = frozenset({Rule.GATE, Rule.UNTOLD, Rule.OTHER_THING, Rule.NOTHING_FOUND, Rule.OFF_TOPIC})


def asks_nothing(taken: Taken, question: Understood, verdict: Verdict) -> bool:
    """Return whether a text that no evidence clearly answers is something else than a question, and gets a reply.

    What is left to an earlier question says too little by itself, and pinyin has no examples; what is asked of a
    year or of one of several places is asked of the documents.
    """
    is_of_place = bool(question.places) and asks_overview(question) and not is_keyword(question)
    is_of_documents = is_of_place or (bool(question.years or question.places) and _wants_something(question))
    leans = question.leans and taken.kind != VAGUE  # that is vague only where nothing was asked before
    if not taken.gets_reply or leans or question.is_pinyin or is_of_documents:
        return False
    return _outweighs(taken, verdict)


def _outweighs(taken: Taken, verdict: Verdict) -> bool:
    """Return whether what a text is taken for counts more than its evidence: where that is refused, or not as clear."""
    if verdict.reason is not None:
        return verdict.decided.rule in _WEAK
    return verdict.decided.rule is Rule.GATE and taken.outweighs(verdict.confidence)


def _wants_something(question: Understood) -> bool:
    return question.wants is not Wants.OTHER or (bool(question.places) and bool(question.expected.forms))


def judged_by_act(verdict: Verdict, taken: Taken, question: Understood) -> Verdict:
    """Return the verdict on a text that is off topic, or an order, where its evidence is weak; else as it was.

    What is asked of a year is on the topic of reports, whatever it is nearest to.
    """
    if not _outweighs(taken, verdict):
        return verdict
    match taken.act:
        case Act.OFF_TOPIC if not (question.years and _wants_something(question)):
            return replace(
                verdict, reason=Reason.OUT_OF_SCOPE, decided=Decision(Rule.OFF_TOPIC, taken.kind), nearest=()
            )
        case Act.ORDER:
            return replace(verdict, reason=Reason.BLOCKED, decided=Decision(Rule.ORDER, taken.kind), nearest=())
        case _:
            return verdict
