from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from rag.question.acts import kept
from rag.question.acts.act import Act
from rag.question.acts.fit import _folds
from rag.question.acts.kept import acts_known
from rag.question.acts.utterances import Utterance
from tests.fakes import BigramEmbedder

TEXTS = {
    "question": ("新增泊位多少个", "新增学位多少个", "新增公园多少座", "新增床位多少张"),
    "idle": ("今天心情真好呀", "今天天气真好呀", "今天饭菜真香呀"),
    "about.fresh": ("你的资料到哪年", "你的资料新不新", "你的资料有多新"),
}
EXAMPLES = tuple(Utterance(text, kind) for kind, texts in TEXTS.items() for text in texts)


class Counting(BigramEmbedder):
    n_encoded = 0

    def embed_query(self, text: str) -> NDArray[np.float32]:
        self.n_encoded += 1
        return super().embed_query(text)


@pytest.fixture(autouse=True)
def _of_a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_LEARNT", {})


def learnt(folder: Path | None) -> tuple[int, Act]:
    """Return how many texts were encoded for what is known, and what it takes one for."""
    embedder = Counting()
    known = acts_known(embedder, folder, EXAMPLES)
    n_encoded = embedder.n_encoded
    text = "今天真好呀"
    return n_encoded, known.take(text, embedder.embed_query(text)).act


def test_it_is_learnt_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert learnt(None) == (len(EXAMPLES), Act.IDLE)
    assert learnt(None) == (0, Act.IDLE)
    monkeypatch.setattr(kept, "_LEARNT", {})
    assert learnt(None) == (len(EXAMPLES), Act.IDLE)


def test_it_is_kept_for_the_next_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    learnt(tmp_path / "cache")
    monkeypatch.setattr(kept, "_LEARNT", {})
    assert learnt(tmp_path / "cache") == (0, Act.IDLE)


def _cut(content: bytes) -> bytes:
    return content[:99]


def _emptied(_: bytes) -> bytes:
    return b""


def _flipped(at: int) -> Callable[[bytes], bytes]:
    def damaged(content: bytes) -> bytes:
        changed = bytearray(content)
        changed[at] ^= 8
        return bytes(changed)

    return damaged


@pytest.mark.parametrize("damage", [_cut, _emptied, *map(_flipped, (0, 38, 40, 500, -60, -1))])
def test_what_is_damaged_is_learnt_again(
    damage: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt(tmp_path)
    (file,) = tmp_path.glob("acts-*")
    file.write_bytes(damage(file.read_bytes()))
    monkeypatch.setattr(kept, "_LEARNT", {})
    assert learnt(tmp_path) == (len(EXAMPLES), Act.IDLE)
    monkeypatch.setattr(kept, "_LEARNT", {})
    assert learnt(tmp_path) == (0, Act.IDLE)


def test_a_disk_that_takes_nothing_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert learnt(tmp_path / "taken") == (len(EXAMPLES), Act.IDLE)


def test_another_example_moves_no_fold() -> None:
    before, behind = _folds(EXAMPLES), _folds((Utterance("明天见", "idle"), *EXAMPLES))
    assert list(behind[1:]) == list(before)
    assert set(_folds([Utterance(str(n), "idle") for n in range(99)])) == {0, 1, 2}
