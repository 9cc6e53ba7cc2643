"""The default model in OpenVINO: the fastest way through many texts, and warm questions."""

from __future__ import annotations

import queue
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from kb.errors import ModelUnavailable
from kb.indexing.batches import PartedIds
from kb.indexing.numpy_network import NumpyNetwork
from kb.indexing.openvino_graph import build_graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from kb.indexing.bundled_file import BundledFile
    from kb.indexing.network_embedder import Network, Tokenizer

    Ids = NDArray[np.int64]
    Floats = NDArray[np.float32]

PROBES = (
    "query: 2027年液冷服务器的市场规模预计是多少？",
    "passage: 数据中心的能耗逐年上升，冷却约占其中三成；改用液冷以后，每年省下的电费超过改造的投入。",
    "passage: Shipments of edge servers rose by 12.5% to 3,400 units in the first half of the year.",
)
"""Texts by which a precision is checked."""
AGREEMENT = 0.9999
"""The least cosine with the vector in 32-bit floats, of any probe, that a precision must reach."""
_FIRST_USE = threading.Lock()


def load_network(
    file: BundledFile, tokenizer: Tokenizer, precision: str, packed: bool
) -> OpenVinoNetwork:
    """The network in the fastest precision that the processor has and that agrees with 32 bits.

    Args:
        file: the opened model file.
        tokenizer: gives the ids of the probes.
        precision: ``auto``, or ``f32`` to look for no other.
        packed: see ``OpenVinoNetwork``.

    Raises:
        ModelUnavailable: OpenVINO is not installed or does not run here.
    """
    if precision == "auto" and "BF16" in _capabilities():
        network = OpenVinoNetwork(file, "bf16", packed)
        ids = tokenizer.encode(PROBES)
        if agreement(network, NumpyNetwork(file), ids) >= AGREEMENT:
            return network
    return OpenVinoNetwork(file, "f32", packed)


def agreement(network: Network, reference: Network, texts: Sequence[Ids]) -> float:
    """The least cosine between the two networks' vectors of a text, each computed alone."""
    pairs = ((network.encode([ids])[0], reference.encode([ids])[0]) for ids in texts)
    return min(float(ours @ theirs) for ours, theirs in pairs)


class OpenVinoNetwork:
    """Ids to vectors of unit length; several threads may use it at once.

    Each core works at a text of its own: that wastes no time on waiting for one another, and four
    threads that ask get the answers of all cores.
    """

    def __init__(self, file: BundledFile, precision: str = "f32", packed: bool = False) -> None:
        """Build and compile the graph, which takes less than a second.

        ``packed`` weights take half the memory, and some 5% longer for many texts.

        Raises:
            ModelUnavailable: OpenVINO is not installed or does not run here.
        """
        self._file = file
        self._compiled = _compile(file, precision, packed)
        self.backend = f"openvino {precision}"
        self.streams = int(self._compiled.get_property("NUM_STREAMS"))
        self._requests: queue.LifoQueue[Any] = queue.LifoQueue()
        for _ in range(self.streams):
            self._requests.put(self._compiled.create_infer_request())
        with _FIRST_USE, self._request() as request:
            # The bindings set themselves up when data is first asked for. Two threads that do so
            # at once wait for one another for ever, holding the interpreter's lock.
            request.get_input_tensor(0).data  # noqa: B018

    def encode(self, texts: Sequence[Ids]) -> Floats:
        """Vectors of texts given by their ids, shape (len(texts), hidden), rows of unit length.

        All are filled up to the longest of them, so they had better be of like length.
        """
        whole = [PartedIds(ids, np.zeros((0, 2), np.int64)) for ids in texts]
        rows = [text[0] for text in self._encode_parts(whole)]
        return np.array(rows, np.float32).reshape(-1, self._file.sizes.hidden)

    def encode_all(
        self, batches: Iterable[tuple[list[int], list[PartedIds]]]
    ) -> Iterator[tuple[list[int], list[Floats]]]:
        """Of each text its vector and those of its parts, (1 + parts, hidden), beside its number.

        Batches are asked for while earlier ones are computed, and come back in order.
        """
        with ThreadPoolExecutor(self.streams) as pool:
            running: list[tuple[list[int], Any]] = []
            try:
                for numbers, texts in batches:
                    running.append((numbers, pool.submit(self._encode_parts, texts)))
                    if len(running) > 2 * self.streams:
                        first, vectors = running.pop(0)
                        yield first, vectors.result()
                for first, vectors in running:
                    yield first, vectors.result()
            finally:
                pool.shutdown(cancel_futures=True)

    def _encode_parts(self, texts: Sequence[PartedIds]) -> list[Floats]:
        places = max(map(len, texts), default=0)
        if not places:
            return [np.zeros((1, self._file.sizes.hidden), np.float32) for _ in texts]
        filled = np.full((len(texts), places), self._file.specials.padding, np.int64)
        mask = np.zeros(filled.shape, np.float32)
        most = 1 + max(len(text.parts) for text in texts)
        parts = np.zeros((len(texts), most, places), np.float32)
        for row, text in enumerate(texts):
            filled[row, : len(text)] = text.ids
            mask[row, : len(text)] = 1
            parts[row, 0] = mask[row]
            for number, (start, end) in enumerate(text.parts, 1):
                parts[row, number, start:end] = 1
        with self._request() as request:
            request.infer([self._file.word_rows(filled), mask, parts])
            computed = np.array(request.get_output_tensor(0).data)
        return [rows[: 1 + len(text.parts)] for rows, text in zip(computed, texts, strict=True)]

    @contextmanager
    def _request(self) -> Iterator[Any]:
        request = self._requests.get()
        try:
            yield request
        finally:
            self._requests.put(request)


def _capabilities() -> Sequence[str]:
    capabilities: Sequence[str] = _core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return capabilities


def _core() -> Any:
    try:
        import openvino as ov
    except (ImportError, OSError) as error:
        raise ModelUnavailable(
            f"OpenVINO cannot be loaded: {error}; run: pip install openvino"
        ) from error
    return ov.Core()


def _compile(file: BundledFile, precision: str, packed: bool) -> Any:
    core = _core()
    settings = {
        "INFERENCE_PRECISION_HINT": precision,
        "PERFORMANCE_HINT": "THROUGHPUT",
        # On a shared machine a core that a thread is bound to may be the busy one.
        "ENABLE_CPU_PINNING": False,
    }
    try:
        return core.compile_model(build_graph(file, packed), "CPU", settings)
    except RuntimeError as error:
        raise ModelUnavailable(f"OpenVINO does not run the model here: {error}") from error
