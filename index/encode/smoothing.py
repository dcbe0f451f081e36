"""How far each input channel of a matrix product is divided, so that 8 bits hold it: SmoothQuant.

A few channels of every layer are 10 to 60 times as large as the others, whatever the text. With one scale for all, the
others would be left with a handful of levels. What a channel is divided by, its weights are multiplied with.

Source: Xiao et al. (2023), "SmoothQuant", section 4.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from index.encode.encoder import TOKENIZER, Array, Encoder
from index.encode.graph import INPUT, Smoothing, products, write_graph
from index.encode.reports import turn_off_reports

# Cosine to float32 of 190 texts: 0.9974 without, 0.9992 with 0.6, 0.9993 with 0.7, 0.9992 with 0.75, 0.9989 with 0.85.
MIGRATION = 0.7  # the paper's alpha: how much of the difficulty goes from the activations to the weights
# The outlying channels do not depend on the text: random tokens find them (0.9993) nearly as well as the documents'
# own text (0.9996), and need no text to be chosen.
N_SEQUENCES, N_TOKENS, SEED = 32, 60, 0
_LEAST = 1e-4


def smoothing_of(encoder: Encoder, scratch: Path) -> Smoothing:
    """Return a divisor for each input channel of each of the encoder's `products`, 1 in the median.

    `scratch` is a folder that a graph in float32 can be written to meanwhile.
    """
    names = [name for layer in range(encoder.layers) for name in products(layer)]
    largest = _largest_inputs(encoder, names, scratch)
    weights = encoder.weights()
    smoothing = {}
    for layer in range(encoder.layers):
        source = f"encoder.layer.{layer}"
        of_weights = (
            [weights[f"{source}.attention.self.{part}.weight"] for part in ("query", "key", "value")],
            [weights[f"{source}.intermediate.dense.weight"]],
            [weights[f"{source}.output.dense.weight"]],
        )
        for name, matrices in zip(products(layer), of_weights, strict=True):
            weight = np.maximum(np.abs(np.concatenate(matrices)).max(axis=0), _LEAST)
            divisor = np.maximum(largest[name], _LEAST) ** MIGRATION / weight ** (1 - MIGRATION)
            smoothing[name] = (divisor / np.median(divisor)).astype(np.float32)
    return smoothing


def _largest_inputs(encoder: Encoder, names: list[str], scratch: Path) -> dict[str, Array]:
    """Return the largest magnitude of each input channel of the named products over random texts."""
    turn_off_reports()
    from onnxruntime import InferenceSession

    with TemporaryDirectory(dir=scratch) as folder:
        write_graph(encoder, Path(folder) / "float32.onnx", shown=names)
        session = InferenceSession(Path(folder) / "float32.onnx", providers=["CPUExecutionProvider"])
        largest: dict[str, Array] = {}
        for ids in _random_ids(encoder):
            for name, value in zip(names, session.run([f"{name}.in" for name in names], {INPUT: ids}), strict=True):
                found = np.abs(value[0]).max(axis=0)
                largest[name] = np.maximum(largest.get(name, found), found)
    return largest


def _random_ids(encoder: Encoder) -> list[NDArray[np.int64]]:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(encoder.folder / TOKENIZER))
    ends = tokenizer.encode("").ids
    draw = np.random.default_rng(SEED)
    longest = min(N_TOKENS, encoder.max_tokens - len(ends))
    bodies = draw.integers(0, tokenizer.get_vocab_size(), (N_SEQUENCES, longest))
    return [np.array([[*ends[:1], *body, *ends[1:]]], np.int64) for body in bodies]
