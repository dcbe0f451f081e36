"""Whether a refusal says why: the reason that fits what makes the question unanswerable, in the asker's language."""

import re

from eval.cases import Case, NearMiss
from rag.contract import AnswerRecord
from rag.question.courtesy import only_courtesy
from rag.records import REPLY, Reason

FITTING = {
    NearMiss.WRONG_YEAR: frozenset({Reason.WRONG_PERIOD, Reason.NO_EVIDENCE}),
    NearMiss.WRONG_DISTRICT: frozenset({Reason.OUT_OF_SCOPE}),
    NearMiss.WRONG_LEVEL: frozenset({Reason.OUT_OF_SCOPE}),
    NearMiss.NOT_STATED: frozenset({Reason.NO_EVIDENCE, Reason.WRONG_PERIOD}),
    NearMiss.FEED: frozenset({Reason.NO_EVIDENCE, Reason.OUT_OF_SCOPE}),
    NearMiss.OFF_TOPIC: frozenset({Reason.OUT_OF_SCOPE, Reason.BLOCKED, Reason.BAD_QUESTION}),
}
IDLE_ACTS = frozenset({"idle", "about", "complaint", "opinion", "order", "personal"})
_NAMING = frozenset({Reason.WRONG_PERIOD, Reason.NO_EVIDENCE})  # say which years are held
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def refuses_right(case: Case, record: AnswerRecord) -> bool:
    """Return whether an unanswerable case is refused for a fitting reason, in its language, naming what is held.

    Where nothing is asked but a courtesy is said, the right refusal is a reply; idle talk, abuse, a task for the
    program and what is about the assistant or the person may get one as well.
    """
    if case.near_miss is None or record.answered or record.language is not case.language:
        return False
    if record.mode == REPLY or record.reason is None:
        is_idle = case.near_miss is NearMiss.OFF_TOPIC and record.act in IDLE_ACTS
        return only_courtesy(case.question) is not None or is_idle
    if only_courtesy(case.question) is not None or record.reason not in FITTING[case.near_miss]:
        return False
    return record.reason not in _NAMING or bool(_YEAR.search(record.answer))
