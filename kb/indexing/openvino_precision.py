"""The precision that the default model's documents, and perhaps its questions, are embedded in.

Questions are embedded in 32-bit floats unless 8 bits are asked for: the first of a process is done
in numpy, and each must get the same answer when it is asked again.
"""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import numpy as np

from kb.errors import ModelUnavailable
from kb.indexing.bundled_layers import Layers
from kb.indexing.openvino_network import (
    OpenVinoNetwork,
    capabilities,
    compiled_network,
    multiplies_in_8_bits,
    request_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
CLEARLY = 1.4
"""How many times as fast another precision must be than one that comes before it. A closer race
has another winner every time, and a rebuilt index other vectors."""
TIMED_TEXTS, TIMED_PLACES, ROUNDS = 4, 256, 4
"""What a precision is timed on, the best of so many rounds."""


def load_fastest(file: BundledFile, tokenizer: Tokenizer, reference: Load) -> OpenVinoNetwork:
    """The network in a precision that is fast on this processor and agrees with 32 bits.

    Args:
        file: the opened model file.
        tokenizer: gives the ids of the probes.
        reference: gives a network in 32-bit floats.

    Raises:
        ModelUnavailable: OpenVINO is not installed or does not run here.
    """
    had = {"bf16": "BF16" in capabilities(), "int8": multiplies_in_8_bits()}
    precisions = [name for name, there in had.items() if there]
    for precision in by_speed(file, precisions):
        if network := _agreeing(file, precision, tokenizer, reference):
            return network
    return OpenVinoNetwork(file)


def by_speed(file: BundledFile, precisions: Sequence[str]) -> list[str]:
    """Those of ``precisions`` to be tried before 32 bits, the one to be preferred first.

    A processor may have instructions for a type and be slower in it: 16 bits without tiles for
    matrices took half as long again as 32 on a Xeon, where 8 took two thirds of the time.
    """
    if not precisions:
        return []
    took = {precision: seconds(file, precision) for precision in (*precisions, "f32")}
    return [name for name in precisions if took[name] <= CLEARLY * min(took.values())]


def seconds(file: BundledFile, precision: str) -> float:
    """The time that one of the network's layers takes for some texts; infinite where it does not run."""
    layers = Layers.read(file).first()
    try:
        layer = request_of(compiled_network(file, precision, layers=layers))
    except ModelUnavailable:
        return math.inf
    shape = (TIMED_TEXTS, min(TIMED_PLACES, len(layers.positions)))
    rows = np.random.default_rng(1).standard_normal((*shape, file.sizes.hidden), np.float32)
    inputs = [rows, np.ones(shape, np.float32), np.ones((TIMED_TEXTS, 1, shape[1]), np.float32)]
    best = math.inf
    for _ in range(ROUNDS):
        began = time.perf_counter()
        layer.infer(inputs)
        best = min(best, time.perf_counter() - began)
    return best


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
    return _agreeing(file, precision, tokenizer, reference, ASKED_AGREEMENT, cores)


def load_sixteen_bits(
    file: BundledFile, tokenizer: Tokenizer, reference: Load, eight_bits: str
) -> OpenVinoNetwork | None:
    """The network in 16 bits for documents; None where it is not clearly faster than in ``eight_bits``, or does not agree.

    With tiles for matrices 16 bits took half the time of 8 on a Xeon, and elsewhere as long.
    """
    if "BF16" not in capabilities():
        return None
    if by_speed(file, (eight_bits, "bf16"))[:1] != ["bf16"]:
        return None
    return _agreeing(file, "bf16", tokenizer, reference)


def agreement(network: Network, reference: Network, texts: Sequence[Ids]) -> float:
    """The least cosine between the two networks' vectors of a text, each computed alone."""
    pairs = ((network.encode([ids])[0], reference.encode([ids])[0]) for ids in texts)
    return min(float(ours @ theirs) for ours, theirs in pairs)


def _agreeing(
    file: BundledFile,
    precision: str,
    tokenizer: Tokenizer,
    reference: Load,
    least: float = AGREEMENT,
    cores: int = 0,
) -> OpenVinoNetwork | None:
    """The network in ``precision``; None where it does not run, or does not agree with 32 bits to ``least``."""
    try:
        network = OpenVinoNetwork(file, precision, cores=cores)
    except ModelUnavailable:
        return None
    agrees = agreement(network, reference(), tokenizer.encode(PROBES)) >= least
    return network if agrees else None
