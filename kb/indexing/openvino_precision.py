"""The precision that the default model's documents, and perhaps its questions, are embedded in.

Questions are embedded in 32-bit floats unless 8 bits are asked for: the first of a process is done
in numpy, and each must get the same answer when it is asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import ModelUnavailable
from kb.indexing.openvino_network import OpenVinoNetwork, capabilities, multiplies_in_8_bits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from kb.indexing.bundled_file import BundledFile
    from kb.indexing.network_embedder import Network, Tokenizer

    Ids = NDArray[np.int64]
    Load = Callable[[], Network]

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


def load_fastest(file: BundledFile, tokenizer: Tokenizer, reference: Load) -> OpenVinoNetwork:
    """The network in the fastest precision that the processor has and that agrees with 32 bits.

    Args:
        file: the opened model file.
        tokenizer: gives the ids of the probes.
        reference: gives a network in 32-bit floats.

    Raises:
        ModelUnavailable: OpenVINO is not installed or does not run here.
    """
    precision = "bf16" if "BF16" in capabilities() else "int8" if multiplies_in_8_bits() else ""
    network = _compiled(file, precision) if precision else None
    if network and agreement(network, reference(), tokenizer.encode(PROBES)) >= AGREEMENT:
        return network
    return OpenVinoNetwork(file)


def load_eight_bits(
    file: BundledFile, tokenizer: Tokenizer, reference: Load, cores: int = 0
) -> OpenVinoNetwork | None:
    """The network in 8 bits; None where the processor has none, or they do not agree.

    Args: see ``load_fastest`` and ``OpenVinoNetwork``.
    """
    try:
        if not multiplies_in_8_bits():
            return None
        precision = "int8 bf16" if "BF16" in capabilities() else "int8"
    except ModelUnavailable:
        return None
    network = _compiled(file, precision, cores)
    if network and agreement(network, reference(), tokenizer.encode(PROBES)) >= ASKED_AGREEMENT:
        return network
    return None


def agreement(network: Network, reference: Network, texts: Sequence[Ids]) -> float:
    """The least cosine between the two networks' vectors of a text, each computed alone."""
    pairs = ((network.encode([ids])[0], reference.encode([ids])[0]) for ids in texts)
    return min(float(ours @ theirs) for ours, theirs in pairs)


def _compiled(file: BundledFile, precision: str, cores: int = 0) -> OpenVinoNetwork | None:
    try:
        return OpenVinoNetwork(file, precision, cores=cores)
    except ModelUnavailable:
        return None
