"""A graph is only kept when it gives the vectors that sentence-transformers gives from the same folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.encode.transformer import load_model
from index.errors import ModelError

# Least cosine of a vector to the library's in float32. The packaged model's are 1.0000 and at least 0.998.
LEAST_COSINE = {"float32": 0.9995, "int8": 0.98}
# Both scripts, figures, signs, one character, and one text beyond the longest input.
TEXTS = (
    "今天下午三点在二楼会议室开会，请提前十分钟到场。",
    "價格上漲了12.5%，平均每公斤3,400元。",
    "How many people live here, and since when?",
    "query: 图书馆几点关门？",
    "水",
    "请按时到场，不要迟到。" * 200,
)


def check_graph(
    embed: Callable[[Sequence[str]], NDArray[np.float32]], folder: Path, precision: Literal["float32", "int8"]
) -> None:
    """Compare what a graph gives with what `SentenceTransformer(folder)` gives: tokens, layers, pooling, length.

    Args:
        embed: the graph's vectors of texts, `(n, dimension)`, of length 1.
        folder: of the sentence-transformers model that the graph was written from.
        precision: that the graph computes in.

    Raises:
        ModelError: they do not agree.
    """
    wanted = np.asarray(load_model(str(folder), "float32", local=True).encode(list(TEXTS)), np.float32)
    cosines = (embed(TEXTS) * wanted).sum(axis=1) / np.linalg.norm(wanted, axis=1)
    if not cosines.min() >= LEAST_COSINE[precision]:
        instead = "set index.engine to torch" if precision == "float32" else "set index.precision to float32"
        raise ModelError(
            f"the graph of {folder} in {precision} does not give sentence-transformers' vectors (cosine "
            f"{cosines.min():.4f}, at least {LEAST_COSINE[precision]} expected); {instead}"
        )
