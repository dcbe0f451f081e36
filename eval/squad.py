"""Any set in SQuAD format as a retrieval benchmark: find the paragraph that a question was asked of."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from tqdm import tqdm

from eval.errors import RunError
from eval.metrics.mrr import reciprocal_rank
from eval.metrics.recall_at_k import recall_at_k
from index.errors import first_problem
from index.records import Frozen
from index.search.searcher import Searcher, SearchQuery

K = 10


class _Part(BaseModel):
    """A part of the file; SQuAD sets differ in the fields they add, which are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class _Asked(_Part):
    id: str
    question: str


class _Paragraph(_Part):
    context: str
    qas: tuple[_Asked, ...]


class _Article(_Part):
    paragraphs: tuple[_Paragraph, ...]


class _File(_Part):
    data: tuple[_Article, ...]


class SquadQuestion(Frozen):
    """A question, and the row of the paragraph it was asked of."""

    id: str
    text: str
    row: int = Field(ge=0)


class SquadSet(Frozen):
    """Distinct paragraphs in file order, and the questions about them."""

    paragraphs: tuple[str, ...] = Field(min_length=1)
    questions: tuple[SquadQuestion, ...] = Field(min_length=1)


class SquadScores(Frozen):
    """What a benchmark gave."""

    n_questions: int
    n_paragraphs: int
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    mrr_at_10: float


def load_squad(path: Path, questions_path: Path | None = None) -> SquadSet:
    """Return the paragraphs of a file and its questions, or those of the same ids in another file.

    With `questions_path` a parallel set in another language tests cross-lingual retrieval. Paragraphs that occur twice
    are one.

    Raises:
        RunError: a file is not in SQuAD format, holds no question, or a question's id is not in the other file.
    """
    rows: dict[str, int] = {}
    row_of: dict[str, int] = {}
    asked: list[_Asked] = []
    for paragraph in _paragraphs(path):
        row = rows.setdefault(paragraph.context, len(rows))
        asked += paragraph.qas
        row_of.update({question.id: row for question in paragraph.qas})
    if questions_path:
        asked = [question for paragraph in _paragraphs(questions_path) for question in paragraph.qas]
    unknown = [question.id for question in asked if question.id not in row_of]
    if unknown:
        raise RunError(f"{questions_path}: {len(unknown)} question ids are not in {path}, the first is {unknown[0]!r}")
    if not asked:
        raise RunError(f"{questions_path or path} holds no question")
    return SquadSet(
        paragraphs=tuple(rows),
        questions=tuple(SquadQuestion(id=q.id, text=q.question, row=row_of[q.id]) for q in asked),
    )


def score_squad(
    squad: SquadSet, searchers: Mapping[str, Searcher], query: Callable[[str], SearchQuery]
) -> dict[str, SquadScores]:
    """Return recall at 1, 5, 10 and MRR at 10 of each searcher over the set's paragraphs (row i is paragraph i).

    Args:
        squad: paragraphs and questions.
        searchers: by name, all asked the same.
        query: what a question's text asks of them; called once a question.
    """
    found: dict[str, list[list[frozenset[int]]]] = {name: [] for name in searchers}
    for question in tqdm(squad.questions, unit="question"):
        asked = query(question.text)
        for name, searcher in searchers.items():
            hits = searcher.search(asked, k=K)
            found[name].append([frozenset({0} if hit.row == question.row else ()) for hit in hits])
    return {name: _scores(squad, rankings) for name, rankings in found.items()}


def _scores(squad: SquadSet, found: Sequence[Sequence[frozenset[int]]]) -> SquadScores:
    return SquadScores(
        n_questions=len(squad.questions),
        n_paragraphs=len(squad.paragraphs),
        recall_at_1=_mean_recall(found, k=1),
        recall_at_5=_mean_recall(found, k=5),
        recall_at_10=_mean_recall(found, k=10),
        mrr_at_10=sum(reciprocal_rank(ranking, n_groups=1, k=10) for ranking in found) / len(found),
    )


def _mean_recall(found: Sequence[Sequence[frozenset[int]]], *, k: int) -> float:
    return sum(recall_at_k(ranking, n_groups=1, k=k) for ranking in found) / len(found)


def _paragraphs(path: Path) -> list[_Paragraph]:
    try:
        content = _File.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        wrong = first_problem(error.errors())
        raise RunError(f"{path} is not in SQuAD format: field {wrong.where}: {wrong.message}") from error
    except (OSError, ValueError) as error:
        raise RunError(f"cannot read {path}: {error}") from error
    return [paragraph for article in content.data for paragraph in article.paragraphs]
