"""Whether a question can be asked at all."""

from rag.errors import QuestionError
from rag.records import Question

MOST_EARLIER = 100  # earlier questions of a conversation: twice as many as the pages can be set to pass on


def check_question(question: Question, max_chars: int) -> None:
    """Raise QuestionError, in one clear sentence, unless the question can be asked."""
    if not question.text.strip():
        raise QuestionError("the question is empty")
    if len(question.history) > MOST_EARLIER:
        raise QuestionError(f"{len(question.history)} earlier questions are given, at most {MOST_EARLIER} can be")
    longest = max(len(text) for text in (question.text, *question.history))
    if longest > max_chars:
        what = "the question" if longest == len(question.text) else "an earlier question"
        raise QuestionError(f"{what} has {longest} characters, at most {max_chars} can be asked")
    try:
        "".join((question.text, *question.history)).encode("utf-8")
    except UnicodeEncodeError as error:
        raise QuestionError("the question holds characters that are not valid text") from error
