"""The precision that the default model's documents, and perhaps its questions, are embedded in.

Questions are embedded in 32-bit floats unless 8 bits are asked for: the first of a process is done
in numpy, and each must get the same answer when it is asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import ModelUnavailable
from kb.indexing.numpy_network import NumpyNetwork
from kb.indexing.openvino_network import OpenVinoNetwork, capabilities, multiplies_in_8_bits

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from kb.indexing.bundled_file import BundledFile
    from kb.indexing.network_embedder import Network, Tokenizer

    Ids = NDArray[np.int64]

PROBES = (
    "query: 2027年液冷服务器的市场规模预计是多少？",
    "passage: 数据中心的能耗逐年上升，冷却约占其中三成；改用液冷以后，每年省下的电费超过改造的投入。",
    "passage: Shipments of edge servers rose by 12.5% to 3,400 units in the first half of the year.",
)
"""Texts by which a precision is checked."""
AGREEMENT = 0.9999
"""The least cosine with the vector in 32-bit floats, of any probe, that a precision must reach."""
ASKED_AGREEMENT = 0.999
"""The same where the precision was asked for."""


def load_fastest(file: BundledFile, tokenizer: Tokenizer) -> OpenVinoNetwork:
    """The network in the fastest precision that the processor has and that agrees with 32 bits.

    Args:
        file: the opened model file.
        tokenizer: gives the ids of the probes.

    Raises:
        ModelUnavailable: OpenVINO is not installed or does not run here.
    """
    precision = "bf16" if "BF16" in capabilities() else "int8" if multiplies_in_8_bits() else ""
    network = _agreeing(file, tokenizer, precision, AGREEMENT) if precision else None
    return network or OpenVinoNetwork(file)


def load_eight_bits(file: BundledFile, tokenizer: Tokenizer) -> OpenVinoNetwork | None:
    """The network in 8 bits; None where the processor has none, or they do not agree.

    Args: see ``load_fastest``.
    """
    try:
        if not multiplies_in_8_bits():
            return None
        precision = "int8 bf16" if "BF16" in capabilities() else "int8"
    except ModelUnavailable:
        return None
    return _agreeing(file, tokenizer, precision, ASKED_AGREEMENT)


def agreement(network: Network, reference: Network, texts: Sequence[Ids]) -> float:
    """The least cosine between the two networks' vectors of a text, each computed alone."""
    pairs = ((network.encode([ids])[0], reference.encode([ids])[0]) for ids in texts)
    return min(float(ours @ theirs) for ours, theirs in pairs)


def _agreeing(
    file: BundledFile, tokenizer: Tokenizer, precision: str, least: float
) -> OpenVinoNetwork | None:
    try:
        network = OpenVinoNetwork(file, precision)
    except ModelUnavailable:
        return None
    reached = agreement(network, NumpyNetwork(file), tokenizer.encode(PROBES))
    return network if reached >= least else None
