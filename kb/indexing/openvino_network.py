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
from kb.indexing.bundled_file import BLOCK_VALUES, Packed
from kb.indexing.openvino_graph import build_graph, build_product

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from kb.indexing.bundled_file import BundledFile
    from kb.indexing.bundled_layers import Layers

    Ids = NDArray[np.int64]
    Floats = NDArray[np.float32]

STEP = 4
"""Texts are filled up to a multiple: for each length that it meets, an engine keeps a megabyte and more."""
_FIRST_USE = threading.Lock()
_SIDE = 2 * BLOCK_VALUES
_SEEN = 1e-3
"""In 8 bits a third is 42 / 127, which is 0.0026 less."""


class OpenVinoNetwork:
    """Ids to vectors of unit length; several threads may use it at once.

    Each core works at a text of its own: that wastes no time on waiting for one another, and four
    threads that ask get the answers of all cores.
    """

    def __init__(
        self, file: BundledFile, precision: str = "f32", packed: bool = False, cores: int = 0
    ) -> None:
        """Build and compile the graph, which takes less than a second.

        Args:
            file: the opened model file.
            precision: ``f32``, ``bf16``, ``int8`` or ``int8 bf16``. The last two multiply with the
                weights in 8 bits where the processor can, and the last computes the attention
                in bf16.
            packed: the weights in 4 bits, as they are for ``int8`` in any case, take half the
                memory, and some 5% longer for many texts.
            cores: how many work at one text, which is then the only one at a time; 0 for a text
                a core. The vectors are the same to the bit.

        Raises:
            ModelUnavailable: OpenVINO is not installed or does not run here.
        """
        self._file = file
        self._compiled = compiled_network(file, precision, packed, cores)
        self.precision = precision
        self.backend = f"openvino {precision}"
        self.streams = int(self._compiled.get_property("NUM_STREAMS"))
        self._requests: queue.LifoQueue[Any] = queue.LifoQueue()
        for _ in range(self.streams):
            self._requests.put(request_of(self._compiled))

    def encode(self, texts: Sequence[Ids]) -> Floats:
        """Vectors of texts given by their ids, shape (len(texts), hidden), rows of unit length.

        All are filled up to the longest of them, or a little further, so they had better be of like length.
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
        longest = max(map(len, texts), default=0)
        if not longest:
            return [np.zeros((1, self._file.sizes.hidden), np.float32) for _ in texts]
        places = longest + -longest % STEP
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


def request_of(made: Any) -> Any:
    """A request of what ``compiled`` made, whose data any thread may ask for."""
    request = made.create_infer_request()
    with _FIRST_USE:
        # The bindings set themselves up when data is first asked for. Two threads that do so
        # at once wait for one another for ever, holding the interpreter's lock.
        request.get_input_tensor(0).data  # noqa: B018
    return request


def capabilities() -> Sequence[str]:
    """What the engine says that the processor can.

    Raises:
        ModelUnavailable: OpenVINO is not installed.
    """
    told: Sequence[str] = _core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return told


def multiplies_in_8_bits() -> bool:
    """Whether the engine does so here if it is told to: by a product in which it would show.

    Raises:
        ModelUnavailable: OpenVINO is not installed or does not run here.
    """
    ones = Packed(np.full(_SIDE * _SIDE // 2, 0x99, np.uint8), np.ones((_SIDE, 2, 1), np.float32))
    row = np.zeros((1, _SIDE), np.float32)
    row[0, :2] = 1, 1 / 3
    product = compiled(lambda: build_product(ones), "int8")
    try:
        computed = float(product([row])[0][0, 0])
    except RuntimeError:  # some engine takes the order and cannot carry it out
        return False
    return abs(computed - 4 / 3) > _SEEN


def _core() -> Any:
    try:
        import openvino as ov
    except (ImportError, OSError) as error:
        raise ModelUnavailable(
            f"OpenVINO cannot be loaded: {error}; run: pip install openvino"
        ) from error
    return ov.Core()


def compiled_network(
    file: BundledFile,
    precision: str,
    packed: bool = False,
    cores: int = 0,
    layers: Layers | None = None,
) -> Any:
    """The network made ready: see ``OpenVinoNetwork``, and ``build_graph`` for ``layers``.

    Raises:
        ModelUnavailable: OpenVINO is not installed or does not run here.
    """
    attention = "bf16" if precision == "int8 bf16" else "f32"
    packed = packed or precision.startswith("int8")
    return compiled(lambda: build_graph(file, packed, attention, layers), precision, cores)


def compiled(build: Callable[[], Any], precision: str, cores: int = 0) -> Any:
    """The graph made ready; see ``OpenVinoNetwork`` for precision and cores.

    Raises:
        ModelUnavailable: OpenVINO is not installed or does not run here.
    """
    core = _core()
    settings: dict[str, Any] = {
        "INFERENCE_PRECISION_HINT": "bf16" if precision == "bf16" else "f32",
        "DYNAMIC_QUANTIZATION_GROUP_SIZE": BLOCK_VALUES if precision.startswith("int8") else 0,
        "PERFORMANCE_HINT": "THROUGHPUT",
        # On a shared machine a core that a thread is bound to may be the busy one.
        "ENABLE_CPU_PINNING": False,
    }
    if cores:
        settings |= {"NUM_STREAMS": 1, "INFERENCE_NUM_THREADS": cores}
    try:
        return core.compile_model(build(), "CPU", settings)
    except RuntimeError as error:
        raise ModelUnavailable(f"OpenVINO does not run the model here: {error}") from error
