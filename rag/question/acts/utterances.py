"""What people say, with what they do by it: the lines of lang/<language>/utterances/<act or act.kind>.txt."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rag.errors import WordListError
from rag.question.acts.act import Act
from rag.question.courtesy import without_courtesy
from rag.question.said import LANGUAGES, languages
from rag.question.wording import written


@dataclass(frozen=True)
class Utterance:
    """An example: its text as it is compared, what it is one of (an act, or an act and its kind)."""

    text: str
    kind: str


def as_compared(text: str) -> str:
    """Return a text as it is compared with examples: politeness off, folded, in written Chinese."""
    return " ".join(written(without_courtesy(text)).split())


def act_of(kind: str) -> Act:
    """Return the act of a kind: about.fresh is about."""
    return Act(kind.partition(".")[0])


@lru_cache(maxsize=4)
def utterances(folder: Path = LANGUAGES) -> tuple[Utterance, ...]:
    """Return the examples of all languages, each text once, in the order of their files.

    Raises:
        WordListError: a file is named like no act, or cannot be read.
    """
    found: dict[str, Utterance] = {}
    for path in (path for code in languages(folder) for path in sorted((folder / code / "utterances").glob("*.txt"))):
        try:
            act_of(path.stem)
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise WordListError(f"cannot read the utterances in {path}: {error}") from error
        for text in filter(None, map(as_compared, lines)):
            found.setdefault(text, Utterance(text, path.stem))
    return tuple(found.values())
