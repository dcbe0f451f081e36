"""What a refusal says where its asker has limited what is searched: that a question leaves it, or what it lacks."""

from rag.answer.phrases import written
from rag.records import EVERYTHING, Language, Meant, Question, Reason, Refused, Scope, Seconds

_TEXT = {
    Language.SIMPLIFIED: (
        "您限定了范围，这个问题问的是范围以外的内容，所以没有查找。请改一下范围，或者不限范围，再问一次。"
    ),
    Language.TRADITIONAL: (
        "您限定了範圍，這條問題問的是範圍以外的內容，所以沒有查找。請改一下範圍，或者不限範圍，再問一次。"
    ),
    Language.ENGLISH: (
        "You have limited what is searched, and this question is about something outside it, so nothing was looked up. "
        "Change the limits, or take them away, and ask again."
    ),
}
# Of all that is held a refusal speaks, when only a part of it was searched.
_HELD = {
    Language.SIMPLIFIED: (("现有文件", "您限定的范围"),),
    Language.TRADITIONAL: (("現有文件", "您限定的範圍"),),
    Language.ENGLISH: (
        ("The documents held here do not", "What you limited the search to does not"),
        ("The documents hold", "What you limited the search to holds"),
        ("The documents do not", "What you limited the search to does not"),
        ("what they hold", "what it holds"),
    ),
}


def of_scope(text: str, language: Language, scope: Scope) -> str:
    """Return the text of a refusal, that claims no more than was searched."""
    for said, meant in _HELD[written(language)] if scope != EVERYTHING else ():
        text = text.replace(said, meant)
    return text


def outside(question: Question, language: Language, meant: Meant, *, seconds: Seconds, mode: str) -> Refused:
    """Return the refusal of a question that leaves its own scope."""
    return Refused(
        question=question,
        language=language,
        text=_TEXT[written(language)],
        mode=mode,
        passages=(),
        seconds=seconds,
        confidence=0.0,
        reason=Reason.WRONG_PERIOD if question.scope.years else Reason.NO_EVIDENCE,
        understood=meant,
    )
