"""What a model is asked: the question with what is personal masked, and the evidence fenced as data."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from index.records import Status
from rag.personal.mask import mask
from rag.records import Language, Question
from rag.writing.records import Evidence, Message

_PROMPTS = Path(__file__).parent / "data"
MOST_SENTENCES = 8
ANSWER_TOKENS = 900  # of a draft of so many sentences, in Chinese about one a character
_INSTRUCTION_TOKENS = 700
_WRITTEN = {Language.CANTONESE: Language.TRADITIONAL}
_FENCES = {
    Language.SIMPLIFIED: ("资料", "编号", "年份", "类别", "文件", "问题", {"plan": "计划", "result": "结果"}),
    Language.TRADITIONAL: ("資料", "編號", "年份", "類別", "文件", "問題", {"plan": "計劃", "result": "結果"}),
    Language.ENGLISH: (
        "source",
        "number",
        "years",
        "kind",
        "document",
        "Question",
        {"plan": "plan", "result": "result"},
    ),
}
_NO_FENCE = str.maketrans({"<": "＜", ">": "＞"})


def messages(
    question: Question, language: Language, evidence: Sequence[Evidence], *, context_tokens: int
) -> tuple[Message, ...]:
    """Return the messages that ask for a draft.

    Args:
        question: as it was asked; what is personal in it is masked, and so is it in the earlier questions.
        language: that is answered in.
        evidence: what may be cited, the most important first; what the context does not hold is left out.
        context_tokens: that the model takes, its answer included.
    """
    written = _WRITTEN.get(language, language)
    left = context_tokens - ANSWER_TOKENS - _INSTRUCTION_TOKENS
    blocks: list[str] = []
    for one in evidence:
        block = _fenced(one, written)
        left -= len(block)
        if blocks and left < 0:
            break
        blocks.append(block)
    asked = [mask(text).translate(_NO_FENCE) for text in (*question.history, question.text)]
    name = _FENCES[written][5]
    return (
        Message(role="system", content=_instruction(written).format(most=MOST_SENTENCES)),
        Message(role="user", content="\n".join((*blocks, *(f"{name}: {text}" for text in asked)))),
    )


def _fenced(evidence: Evidence, language: Language) -> str:
    """Return a statement as data: no character of it can close the fence."""
    tag, number, years, kind, title, _, kinds = _FENCES[language]
    is_known = evidence.status is not Status.OTHER
    told = {
        number: str(evidence.number),
        years: "、".join(map(str, evidence.years)),
        kind: kinds[evidence.status.value] if is_known else "",
        title: evidence.title,
    }
    attributes = " ".join(f'{name}="{value.translate(_NO_FENCE)}"' for name, value in told.items() if value)
    return f"<{tag} {attributes}>{evidence.text.translate(_NO_FENCE)}</{tag}>"


@lru_cache(maxsize=4)
def _instruction(language: Language) -> str:
    return (_PROMPTS / f"{language.value}.txt").read_text(encoding="utf-8")
