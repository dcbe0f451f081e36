"""A cross-encoder that sentence-transformers loads from a folder: its scores, and what is refused as none."""

import time
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from rag.by_model import RerankNote
from rag.config import RerankSettings
from rag.errors import RerankError
from rag.rerank.cross_encoder import CrossEncoderScorer, load_cross_encoder
from rag.rerank.records import Pairs
from rag.rerank.reranker import make_reranker
from tests.rag.rerank.tiny import save_tiny

TEXTS = ("新增学位1个", "道路5公里", "医院床位3张", "计划建成道路1公里" * 30, "学位")


def test_scores_are_the_library_s_logits_in_the_order_of_the_texts(tiny: Path) -> None:
    import torch

    found = CrossEncoderScorer(RerankSettings(model=str(tiny), batch_size=2)).score(Pairs("新增学位", TEXTS))
    wanted = load_cross_encoder(str(tiny)).predict(
        [("新增学位", text) for text in TEXTS], activation_fn=torch.nn.Identity(), show_progress_bar=False
    )
    assert np.allclose(found, wanted, atol=1e-5)
    assert len({round(score, 4) for score in found}) > 2


def test_a_model_here_is_bounded_in_time_and_stops_between_batches(tiny: Path) -> None:
    scorer = CrossEncoderScorer(RerankSettings(model=str(tiny), batch_size=1, seconds=0.001))
    asked: list[int] = []
    predict = scorer._model.predict

    def slowly(pairs: list[tuple[str, str]], **more: object) -> object:
        asked.append(len(pairs))
        time.sleep(0.01)
        return predict(pairs, **more)  # type: ignore[call-overload]

    scorer._model.predict = slowly  # type: ignore[method-assign, assignment]
    with pytest.raises(RerankError) as late:
        scorer.score(Pairs("新增学位", TEXTS))
    assert (late.value.note, asked) == (RerankNote.SLOW, [1])


def test_a_model_that_fails_and_one_that_gives_no_numbers_are_told_apart(tiny: Path) -> None:
    import torch

    scorer = CrossEncoderScorer(RerankSettings(model=str(tiny)))
    with torch.no_grad():
        next(scorer._model.parameters()).fill_(float("nan"))
    with pytest.raises(RerankError) as no_numbers:
        scorer.score(Pairs("新增学位", TEXTS))
    scorer._model[0].model = torch.nn.Identity()
    with pytest.raises(RerankError) as fails:
        scorer.score(Pairs("新增学位", TEXTS))
    assert (no_numbers.value.note, fails.value.note) == (RerankNote.MALFORMED, RerankNote.DOWN)


@pytest.mark.parametrize("model", ["./none", "/nowhere/at/all", "~/none", "a/b/c"])
def test_a_folder_that_is_not_there_is_told_and_no_hub_is_asked(model: str) -> None:
    with pytest.raises(ModelError, match="there is no folder"):
        make_reranker(RerankSettings(model=model))


def test_a_model_that_scores_no_pairs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="gives 2 scores a pair"):
        load_cross_encoder(str(save_tiny(tmp_path / "two", labels=2)))
    with pytest.raises(ModelError, match="encodes texts and scores no pairs"):
        load_cross_encoder(str(save_tiny(tmp_path / "encoder", is_encoder=True)))
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match="cannot load the reranker"):
        load_cross_encoder(str(tmp_path / "empty"))
