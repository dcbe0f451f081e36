"""A BERT-like encoder → an ONNX graph: token ids of one text in, its vector of length 1 out.

A text is encoded alone. So there is no padding and no mask, and a text's vector never depends on what it is encoded
with: an 8-bit graph scales activations by the largest of the whole input.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from index.encode.encoder import Array, Encoder

INPUT, OUTPUT = "ids", "vector"
TABLE = "table.bin"  # of the token vectors: beside the graph, so that it is memory-mapped and only used rows are read
_TABLE_BYTES = 1 << 20  # a larger initializer goes there
_FUSED = "com.microsoft"  # operators of ONNX Runtime
_OPSET, _IR_VERSION = 18, 9
# 7 bits: AVX2 adds two products of 8-bit numbers in 16 bits and cuts off what is beyond; other processors do not. With
# 63 nothing is beyond, and they agree. XQuAD en→zh recall@5 0.927 with 7 bits and with 8, 0.925 in float32.
WEIGHT_LEVELS = 63
_TABLE_LEVELS = 127

Smoothing = Mapping[str, Array]


def products(layer: int) -> tuple[str, ...]:
    """Return the names of a layer's matrix products whose inputs have outlying channels, as `Smoothing` has them."""
    return tuple(f"layer{layer}.{name}" for name in ("qkv", "up", "down"))


def write_graph(encoder: Encoder, file: Path, *, smoothing: Smoothing | None = None, shown: Sequence[str] = ()) -> None:
    """Write the graph of an encoder, and its table beside it.

    Args:
        encoder: what it computes.
        file: the graph's.
        smoothing: for each of `products`, what its input channels are divided by and its weights multiplied with; the
            graph then computes in 8 bits. Without it, it computes in float32.
        shown: products whose inputs are outputs as well, under `product.in`.
    """
    graph = _Graph(encoder, smoothing)
    graph.write(file, shown)


class _Graph:
    """The nodes and constants as they come."""

    def __init__(self, encoder: Encoder, smoothing: Smoothing | None) -> None:
        self._encoder, self._smoothing = encoder, smoothing
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._weights = encoder.weights()

    def write(self, file: Path, shown: Sequence[str]) -> None:
        hidden = self._embedded()
        for layer in range(self._encoder.layers):
            hidden = self._layer(layer, hidden)
        self._pooled(hidden)
        outputs = [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, self._encoder.hidden])]
        outputs += [helper.make_tensor_value_info(f"{name}.in", TensorProto.FLOAT, None) for name in shown]
        inputs = [helper.make_tensor_value_info(INPUT, TensorProto.INT64, [1, "tokens"])]
        graph = helper.make_graph(self._nodes, "encoder", inputs, outputs, self._constants)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION)
        onnx.save_model(
            model,
            file,
            save_as_external_data=True,
            location=TABLE,
            size_threshold=_TABLE_BYTES,
            convert_attribute=False,
        )

    def _embedded(self) -> str:
        """Add the sum of token, position and type vectors, normalised."""
        weights, start = self._weights, self._encoder.first_position
        table = weights["embeddings.word_embeddings.weight"]
        positions = weights["embeddings.position_embeddings.weight"][start : start + self._encoder.max_tokens]
        if self._smoothing is None:
            token = self._node("Gather", [self._constant("table", table), INPUT], "token")
        else:
            levels, scale = _quantised(table, _TABLE_LEVELS, axis=1)
            coarse = self._node("Gather", [self._constant("table", levels), INPUT], "token.levels")
            coarse = self._node("Cast", [coarse], "token.float", to=TensorProto.FLOAT)
            scales = self._node("Gather", [self._constant("table.scale", scale), INPUT], "token.scale")
            token = self._node("Mul", [coarse, scales], "token")
        self._constant("positions", positions + weights["embeddings.token_type_embeddings.weight"][0])
        for name, value in (("zero", 0), ("one", 1), ("two", 2)):
            self._constant(name, np.array([value], np.int64))
        self._node("Shape", [INPUT], "shape")
        self._node("Slice", ["shape", "one", "two"], "n_tokens")
        self._node("Slice", ["positions", "zero", "n_tokens", "zero"], "position")
        return self._normalised("embedded", [token, "position"], "embeddings.LayerNorm")

    def _layer(self, number: int, hidden: str) -> str:
        name, source = f"layer{number}", f"encoder.layer.{number}"
        parts = [f"{source}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self._weights[f"{part}.weight"] for part in parts])
        bias = np.concatenate([self._weights[f"{part}.bias"] for part in parts])
        qkv = self._product(f"{name}.qkv", hidden, weight, bias)
        split = [f"{name}.query", f"{name}.key", f"{name}.value"]
        self._nodes.append(helper.make_node("Split", [qkv], split, axis=-1, num_outputs=3))
        attended = self._node(
            "MultiHeadAttention", split, f"{name}.attended", domain=_FUSED, num_heads=self._encoder.heads
        )
        mixed = self._linear(f"{name}.mixed", attended, f"{source}.attention.output.dense")
        hidden = self._normalised(f"{name}.middle", [mixed, hidden], f"{source}.attention.output.LayerNorm")
        up = self._product(f"{name}.up", hidden, self._weights[f"{source}.intermediate.dense.weight"], None)
        bias_name = self._constant(f"{name}.up.bias", self._weights[f"{source}.intermediate.dense.bias"])
        active = self._node("BiasGelu", [up, bias_name], f"{name}.active", domain=_FUSED)
        down = self._linear(f"{name}.down", active, f"{source}.output.dense")
        return self._normalised(f"{name}.out", [down, hidden], f"{source}.output.LayerNorm")

    def _pooled(self, hidden: str) -> None:
        """Add the mean over the tokens, or the first token's vector, brought to length 1."""
        if self._encoder.pooling == "mean":
            pooled = self._node("ReduceMean", [hidden, "one"], "pooled", keepdims=0)
        else:
            pooled = self._node("Gather", [hidden, self._constant("first", np.array(0, np.int64))], "pooled", axis=1)
        self._node("LpNormalization", [pooled], OUTPUT, axis=-1, p=2)

    def _linear(self, name: str, given: str, source: str) -> str:
        return self._product(name, given, self._weights[f"{source}.weight"], self._weights[f"{source}.bias"])

    def _product(self, name: str, given: str, weight: Array, bias: Array | None) -> str:
        """Add `given` times the transposed weight, plus the bias."""
        given = self._node("Identity", [given], f"{name}.in")
        if self._smoothing is None:
            product = self._node("MatMul", [given, self._constant(f"{name}.weight", weight.T)], f"{name}.product")
            return product if bias is None else self._node("Add", [product, self._constant(f"{name}.bias", bias)], name)
        if name in self._smoothing:
            divisor = self._smoothing[name]
            given = self._node("Mul", [given, self._constant(f"{name}.smooth", 1 / divisor)], f"{name}.smoothed")
            weight = weight * divisor
        levels, scale = _quantised(weight.T, WEIGHT_LEVELS, axis=0)
        inputs = [given, self._constant(f"{name}.weight", levels), self._constant(f"{name}.scale", scale[0]), ""]
        if bias is not None:
            inputs.append(self._constant(f"{name}.bias", bias))
        return self._node("DynamicQuantizeMatMul", inputs, name, domain=_FUSED)

    def _normalised(self, name: str, terms: Sequence[str], source: str) -> str:
        total = self._node("Add", terms, f"{name}.sum")
        scale = self._constant(f"{name}.scale", self._weights[f"{source}.weight"])
        shift = self._constant(f"{name}.shift", self._weights[f"{source}.bias"])
        return self._node("LayerNormalization", [total, scale, shift], name, axis=-1, epsilon=self._encoder.epsilon)

    def _constant(self, name: str, value: NDArray[np.generic]) -> str:
        value = value.astype(np.float32) if value.dtype.kind == "f" else value
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _node(
        self, operator: str, inputs: Sequence[str], output: str, *, domain: str = "", **attributes: int | float
    ) -> str:
        node = helper.make_node(operator, inputs, [output], output, domain=domain)
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self._nodes.append(node)
        return output


def _quantised(values: Array, levels: int, *, axis: int) -> tuple[NDArray[np.int8], Array]:
    """Return whole numbers from -levels to levels, and the scale of each line along `axis`, that dimension kept."""
    scale = np.maximum(np.abs(values).max(axis=axis, keepdims=True), np.finfo(np.float32).tiny) / levels
    return np.round(values / scale).astype(np.int8), scale.astype(np.float32)
