from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.question.acts.kept import nearest_acts
from tests.fakes import BigramEmbedder


class Counting(BigramEmbedder):
    n_encoded = 0

    def embed_query(self, text: str) -> NDArray[np.float32]:
        self.n_encoded += 1
        return super().embed_query(text)


def test_examples_are_encoded_once_and_kept(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    encoded = nearest_acts(first, tmp_path / "cache")
    kept = nearest_acts(second, tmp_path / "cache")
    assert first.n_encoded > 0
    assert second.n_encoded == 0
    assert (kept.likely, kept.sure) == (encoded.likely, encoded.sure)


def test_what_cannot_be_read_is_made_again(tmp_path: Path) -> None:
    nearest_acts(BigramEmbedder(), tmp_path)
    (file,) = tmp_path.glob("utterances-*.npy")
    file.write_bytes(file.read_bytes()[:99])
    again = Counting()
    nearest_acts(again, tmp_path)
    assert again.n_encoded > 0
    np.load(file)


def test_a_disk_that_takes_nothing_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert nearest_acts(BigramEmbedder(), tmp_path / "taken").sure > 0
