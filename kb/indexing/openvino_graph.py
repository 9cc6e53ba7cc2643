"""The default model's network as an OpenVINO graph, made straight from the weights.

Made here, it needs neither torch nor an exporter, and no copy of the weights on the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kb.indexing.bundled_layers import Layers

if TYPE_CHECKING:
    from kb.indexing.bundled_file import BundledFile, Packed
    from kb.indexing.bundled_layers import Layer, Linear, Norm

    Node = Any

_FILLED_UP = np.float32(-1e4)
"""Added to the attention for a place that only fills the batch up."""


def build_graph(file: BundledFile, packed: bool) -> Any:
    """The network as an ``openvino.Model``.

    Inputs: the rows of the words, float32 (texts, places, hidden); a mask, float32
    (texts, places), 1 where there is a word; and the parts whose means are wanted, float32
    (texts, parts, places), 1 where a word is of the part. Output: float32
    (texts, parts, hidden), of unit length; zeros for a part without words.

    Args:
        file: the opened model file.
        packed: leave the weights in 4 bits, for the engine to expand as it goes: it computes the
            same in half the memory, but takes some 5% longer for many texts.

    Raises:
        ModelUnavailable: a tensor is missing.
    """
    return _Graph(file, packed).model()


class _Graph:
    def __init__(self, file: BundledFile, packed: bool) -> None:
        import openvino
        from openvino import opset13

        self._openvino, self._ops = openvino, opset13
        self._packed = packed
        self._sizes = file.sizes
        self._layers = Layers.read(file)

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
        pooled = ops.normalize_l2(ops.matmul(parts, values, False, False), _whole(2), 1e-12, "max")
        inputs = [rows, mask, parts]
        return self._openvino.Model([ops.result(pooled)], inputs, "multilingual-e5-small")

    def _positions(self, rows: Node) -> Node:
        ops = self._ops
        places = ops.gather(ops.shape_of(rows, "i64"), _whole(1), np.int64(0))
        return ops.slice(self._layers.positions, _whole(0), places, _whole(1), _whole(0))

    def _through(self, values: Node, hidden: Node, layer: Layer) -> Node:
        ops = self._ops
        attended = self._attention(self._linear(values, layer.query_key_value), hidden)
        attended = ops.add(self._linear(attended, layer.attended), values)
        values = self._norm(attended, layer.attention_norm)
        widened = ops.gelu(self._linear(values, layer.widen), "erf")
        narrowed = ops.add(self._linear(widened, layer.narrow), values)
        return self._norm(narrowed, layer.output_norm)

    def _attention(self, projected: Node, hidden: Node) -> Node:
        ops, heads = self._ops, self._sizes.heads
        shape = _whole(0, 0, 3 * heads, self._sizes.hidden // heads)
        by_head = ops.transpose(ops.reshape(projected, shape, True), _whole(0, 2, 1, 3))
        queries, keys, contents = ops.split(by_head, np.int64(1), 3).outputs()
        attended = ops.scaled_dot_product_attention(queries, keys, contents, hidden)
        attended = ops.transpose(attended, _whole(0, 2, 1, 3))
        return ops.reshape(attended, _whole(0, 0, self._sizes.hidden), True)

    def _linear(self, values: Node, linear: Linear) -> Node:
        weight = self._expanded(linear.packed) if self._packed else linear.weight
        return self._ops.add(self._ops.matmul(values, weight, False, True), linear.bias)

    def _expanded(self, packed: Packed) -> Node:
        """The pattern that the engine takes for weights in 4 bits; it keeps them so."""
        ops, ov = self._ops, self._openvino
        outputs, blocks, _ = packed.scales.shape
        values = ov.Tensor(ov.Type.u4, ov.Shape([outputs, blocks, packed.block]))
        values.data[:] = packed.values
        wide = ops.convert(ov.op.Constant(values, shared_memory=False), "f32")
        weight = ops.multiply(ops.subtract(wide, np.float32(packed.offset)), packed.scales)
        return ops.reshape(weight, _whole(outputs, blocks * packed.block), False)

    def _norm(self, values: Node, norm: Norm) -> Node:
        ops = self._ops
        normed = ops.mvn(values, _whole(-1), True, self._sizes.epsilon, "inside_sqrt")
        return ops.add(ops.multiply(normed, norm.scale), norm.shift)


def _whole(*numbers: int) -> Any:
    return np.array(numbers, np.int64)
