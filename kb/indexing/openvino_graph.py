"""The default model's network as an OpenVINO graph, made straight from the weights.

Made here, it needs neither torch nor an exporter, and no copy of the weights on the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kb.indexing.bundled_layers import Layers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kb.indexing.bundled_file import BundledFile, Packed
    from kb.indexing.bundled_layers import Layer, Linear, Norm

    Node = Any

_FILLED_UP = np.float32(-1e4)
"""Added to the attention for a place that only fills the batch up."""


def build_graph(
    file: BundledFile, packed: bool, attention: str = "f32", layers: Layers | None = None
) -> Any:
    """The network as an ``openvino.Model``.

    Inputs: the rows of the words, float32 (texts, places, hidden); a mask, float32
    (texts, places), 1 where there is a word; and the parts whose means are wanted, float32
    (texts, parts, places), 1 where a word is of the part. Output: float32
    (texts, parts, hidden), of unit length unless ``layers`` are given; zeros for a part without words.

    Args:
        file: the opened model file.
        packed: leave the weights in 4 bits, for the engine to expand as it goes: it computes the
            same in half the memory, but takes some 5% longer for many texts. Only such weights are
            multiplied in 8 bits, where the engine is told to.
        attention: the type that it is computed in, ``f32`` or ``bf16``.
        layers: in place of the file's own; a part then comes out as the sum of its words, each
            times what ``parts`` says of it.

    Raises:
        ModelUnavailable: a tensor is missing.
    """
    return _Graph(file, packed, attention, layers).model()


def build_product(packed: Packed) -> Any:
    """Nothing but a product with weights in 4 bits, as an ``openvino.Model``.

    Input: float32 (rows, inputs). Output: float32 (rows, outputs).
    """
    import openvino
    from openvino import opset13 as ops

    blocks = packed.scales.shape[1]
    rows = ops.parameter([-1, blocks * packed.block], np.float32)
    product = ops.matmul(rows, _expanded(packed), False, True)
    return openvino.Model([ops.result(product)], [rows], "product")


class _Graph:
    def __init__(
        self, file: BundledFile, packed: bool, attention: str, layers: Layers | None
    ) -> None:
        import openvino
        from openvino import opset13

        self._openvino, self._ops = openvino, opset13
        self._packed = packed
        self._attention_type = attention
        self._sizes = file.sizes
        self._of_unit_length = layers is None
        self._layers = layers or Layers.read(file)

    def model(self) -> Any:
        ops, layers = self._ops, self._layers
        rows = ops.parameter([-1, -1, self._sizes.hidden], np.float32)
        mask = ops.parameter([-1, -1], np.float32)
        parts = ops.parameter([-1, -1, -1], np.float32)
        values = self._norm(ops.add(rows, self._positions(rows)), layers.embedding_norm)
        filled_up = ops.subtract(np.float32(1), ops.unsqueeze(mask, _whole(1, 2)))
        hidden = ops.multiply(filled_up, _FILLED_UP)
        for layer in layers.layers:
            values = self._through(values, hidden, layer)
        pooled = ops.matmul(parts, values, False, False)
        if self._of_unit_length:
            pooled = ops.normalize_l2(pooled, _whole(2), 1e-12, "max")
        inputs = [rows, mask, parts]
        return self._openvino.Model([ops.result(pooled)], inputs, "multilingual-e5-small")

    def _positions(self, rows: Node) -> Node:
        ops = self._ops
        places = ops.gather(ops.shape_of(rows, "i64"), _whole(1), np.int64(0))
        return ops.slice(self._layers.positions, _whole(0), places, _whole(1), _whole(0))

    def _through(self, values: Node, hidden: Node, layer: Layer) -> Node:
        ops = self._ops
        attended = self._attention(self._linear(values, layer.query_key_value), hidden)
        attended = ops.convert(attended, "f32")
        attended = ops.add(self._linear(attended, layer.attended), values)
        values = self._norm(attended, layer.attention_norm)
        widened = ops.gelu(self._linear(values, layer.widen), "erf")
        narrowed = ops.add(self._linear(widened, layer.narrow), values)
        return self._norm(narrowed, layer.output_norm)

    def _attention(self, projected: Node, hidden: Node) -> Node:
        ops, heads = self._ops, self._sizes.heads
        projected = ops.convert(projected, self._attention_type)
        hidden = ops.convert(hidden, self._attention_type)
        shape = _whole(0, 0, 3 * heads, self._sizes.hidden // heads)
        by_head = ops.transpose(ops.reshape(projected, shape, True), _whole(0, 2, 1, 3))
        queries, keys, contents = ops.split(by_head, np.int64(1), 3).outputs()
        attended = ops.scaled_dot_product_attention(queries, keys, contents, hidden)
        attended = ops.transpose(attended, _whole(0, 2, 1, 3))
        return ops.reshape(attended, _whole(0, 0, self._sizes.hidden), True)

    def _linear(self, values: Node, linear: Linear) -> Node:
        ops = self._ops
        weight = _expanded(linear.packed) if self._packed else linear.weight
        computed = ops.add(ops.matmul(values, weight, False, True), linear.bias)
        if linear.adapter is None:
            return computed
        lowered = ops.matmul(values, linear.adapter.down, False, True)
        return ops.add(computed, ops.matmul(lowered, linear.adapter.up, False, True))

    def _norm(self, values: Node, norm: Norm) -> Node:
        ops = self._ops
        normed = ops.mvn(values, _whole(-1), True, self._sizes.epsilon, "inside_sqrt")
        return ops.add(ops.multiply(normed, norm.scale), norm.shift)


def _expanded(packed: Packed) -> Node:
    """The pattern that the engine takes for weights in 4 bits; it keeps them so."""
    import openvino as ov
    from openvino import opset13 as ops

    outputs, blocks, _ = packed.scales.shape
    # The offset is of the values' own type: of another, the engine would not multiply in 8 bits.
    offset = np.full(outputs * blocks // 2, packed.offset | packed.offset << 4, np.uint8)
    values, offsets = (
        ops.convert(_nibbles(ov, each, [outputs, blocks, width]), "f32")
        for each, width in ((packed.values, packed.block), (offset, 1))
    )
    weight = ops.multiply(ops.subtract(values, offsets), packed.scales)
    return ops.reshape(weight, _whole(outputs, blocks * packed.block), False)


def _nibbles(ov: Any, values: NDArray[np.uint8], shape: Sequence[int]) -> Node:
    """A constant of 4-bit values, two a byte."""
    tensor = ov.Tensor(ov.Type.u4, ov.Shape(shape))
    tensor.data[:] = values
    return ov.op.Constant(tensor, shared_memory=False)


def _whole(*numbers: int) -> Any:
    return np.array(numbers, np.int64)
