"""What a sentence-transformers folder holds, where it is a BERT-like encoder: its shape, its weights, how it pools."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

TOKENIZER = "tokenizer.json"
_POSITIONS_BEFORE = {"bert": 0, "roberta": 1, "xlm-roberta": 1}  # position rows behind the padding's that are not used
_DEFAULT_EPSILON = 1e-12

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Encoder:
    """A transformer encoder that one ONNX graph can stand for.

    `first_position` is the row of the position table that the first token gets.
    """

    folder: Path
    hidden: int
    layers: int
    heads: int
    epsilon: float
    first_position: int
    max_tokens: int
    pooling: Literal["mean", "cls"]

    def weights(self) -> Mapping[str, Array]:
        """Return the float32 weights by their names in `BertModel`, a matrix as (output, input).

        Raises:
            ModelError: the file cannot be read.
        """
        from safetensors.numpy import load_file

        file = self.folder / "model.safetensors"
        try:
            tensors = load_file(file)
        except (OSError, ValueError, TypeError) as error:  # TypeError: numpy has no bfloat16
            raise ModelError(f"cannot read the weights {file}: {error}") from error
        inner = next((name for name in tensors if name.endswith("embeddings.word_embeddings.weight")), "")
        prefix = inner.removesuffix("embeddings.word_embeddings.weight")
        return {name.removeprefix(prefix): tensor.astype(np.float32) for name, tensor in tensors.items()}


def read_encoder(folder: Path) -> Encoder | None:
    """Return the encoder in a sentence-transformers folder, or None where it is of a kind that has no graph here.

    Raises:
        ModelError: the folder is no sentence-transformers folder.
    """
    try:
        config = _json(folder / "config.json")
        modules = [str(module["type"]).rpartition(".")[2] for module in _json(folder / "modules.json")]
        first = _json(folder / "sentence_bert_config.json")
        pooling = _pooling(_json(folder / "1_Pooling" / "config.json")) if "Pooling" in modules else None
        before = _POSITIONS_BEFORE.get(config["model_type"])
        is_plain = config.get("hidden_act") == "gelu" and not first.get("do_lower_case")
        known = modules in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
        has_files = (folder / TOKENIZER).is_file() and (folder / "model.safetensors").is_file()
        if before is None or pooling is None or not (is_plain and known and has_files):
            return None
        start = before * (config.get("pad_token_id", 0) + 1)
        return Encoder(
            folder=folder,
            hidden=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            epsilon=config.get("layer_norm_eps", _DEFAULT_EPSILON),
            first_position=start,
            max_tokens=first.get("max_seq_length") or config["max_position_embeddings"] - start,
            pooling=pooling,
        )
    except OSError as error:
        raise ModelError(f"cannot load the model {folder}: {error.filename}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"cannot load the model {folder}: a configuration file is damaged ({error})") from error


def _pooling(config: Mapping[str, object]) -> Literal["mean", "cls"] | None:
    """Return how token vectors become one, or None where it is neither the mean nor the first one's."""
    modes = {name.removeprefix("pooling_mode_") for name, value in config.items() if value is True}
    modes -= {"include_prompt", "cls_token", "mean_tokens"}
    named = config.get("pooling_mode")
    if named in ("mean", "cls"):
        return "mean" if named == "mean" else "cls"
    is_mean, is_cls = config.get("pooling_mode_mean_tokens"), config.get("pooling_mode_cls_token")
    if named is not None or modes or bool(is_mean) == bool(is_cls):
        return None
    return "mean" if is_mean else "cls"


def _json(file: Path) -> dict:  # type: ignore[type-arg]  # the libraries' own files, any shape
    return json.loads(file.read_text("utf-8"))  # type: ignore[no-any-return]
