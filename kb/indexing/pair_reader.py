"""Whether a sentence answers a question: the default model reading both together."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from kb.errors import ModelUnavailable
from kb.indexing.adapters import ReaderWeights
from kb.indexing.bundled_contents import QUERY_PROMPT
from kb.indexing.cleaning import clean, clean_query

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from kb.indexing.bundled_file import BundledFile
    from kb.indexing.bundled_layers import Layers
    from kb.indexing.bundled_tokens import BundledTokenizer

    Ids = NDArray[np.int64]
    Floats = NDArray[np.float32]

QUESTION, SENTENCE, AROUND = 40, 110, 40
"""The most tokens of each; of what stands around, the last count. As it was trained."""
DECIMALS = 3
"""Of log odds, which engines agree on."""
STEP = 16
"""Pairs are filled up to a multiple: for each length that it meets, an engine keeps what it needs for that."""


class Sentence(NamedTuple):
    """What may answer."""

    text: str
    around: str
    """Its heading, and what stands before it or heads its table."""


class SentenceReader(Protocol):
    """What tells whether sentences answer a question; any thread may ask."""

    def logits(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        """Log odds, for each sentence, that it answers ``question``."""

    def warm_up(self) -> None:
        """Load what later questions are read by."""


def laid_out(
    question: Sequence[int], sentence: Sequence[int], around: Sequence[int], start: int, end: int
) -> tuple[list[int], list[int]]:
    """The ids of a pair between ``start`` and ``end``, and its segments: 0, 1 for the sentence, 2 behind it."""
    asked, told, beside = question[:QUESTION], sentence[:SENTENCE], around[-AROUND:]
    behind = [*beside, end] if beside else []
    ids = [start, *asked, end, end, *told, end, *behind]
    return ids, [0] * (len(asked) + 3) + [1] * len(told) + [2] * (1 + len(behind))


class _Network(Protocol):
    def summed(self, rows: Floats, shares: Floats) -> Floats:
        """What comes out for the words' ``rows``, (places, hidden), in sums of so much of each place.

        ``shares`` are of shape (sums, places), what comes back of (sums, hidden).
        """


class PairReader:
    """Reads one pair after the other. The first question of a process is read in numpy, as it is embedded.

    Args:
        file: the opened model file.
        tokenizer: gives the ids.
        load_first: makes what computes the first question.
        load: makes what computes the others; ``load_first`` does where that is unavailable.
    """

    def __init__(
        self,
        file: BundledFile,
        tokenizer: BundledTokenizer,
        load_first: Callable[[], _Network],
        load: Callable[[], _Network],
    ) -> None:
        self._file = file
        self._tokenizer = tokenizer
        self._load_first, self._load = load_first, load
        self._network: _Network | None = None
        self._before = ""
        self._lock = threading.Lock()

    def logits(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        """See ``SentenceReader``.

        Raises:
            ModelUnavailable: the model's file is damaged.
        """
        asked = QUERY_PROMPT + clean_query(question)
        texts = [asked, *(clean(text) for sentence in sentences for text in sentence)]
        words, *others = (ids[1:-1] for ids in self._tokenizer.encode(texts))
        network = self._chosen(question)
        return [
            self._logit(network, words, others[at], others[at + 1])
            for at in range(0, len(others), 2)
        ]

    def warm_up(self) -> None:
        """Load the engine now, and let it prepare for pairs of every length."""
        self.logits("1", [Sentence("", "")])
        # The second question is the first that the engine reads.
        lengths = range(0, SENTENCE + AROUND, STEP)
        self.logits("2", [Sentence("the " * n, "the " * (n - SENTENCE)) for n in lengths])

    def _logit(self, network: _Network, question: Ids, sentence: Ids, around: Ids) -> float:
        weights, specials = ReaderWeights.load(), self._file.specials
        laid = laid_out(
            question.tolist(), sentence.tolist(), around.tolist(), specials.start, specials.end
        )
        ids, segments = (np.array(row, np.int64) for row in laid)
        of_sentence = segments == 1
        shares = np.stack([np.arange(len(ids)) == 0, of_sentence]).astype(np.float32)
        shares[1] /= max(1, of_sentence.sum())
        rows = self._file.word_rows(ids) + weights.segments[segments]
        return round(weights.head.logit(*network.summed(rows, shares)), DECIMALS)

    def _chosen(self, question: str) -> _Network:
        with self._lock:
            if self._network is None:
                self._before = question
                self._network = self._load_first()
            elif self._before and question != self._before:
                self._before = ""
                self._network = None  # 100 MB that nobody needs any more
                try:
                    self._network = self._load()
                except ModelUnavailable:
                    self._network = self._load_first()
            return self._network


class OpenVinoPairs:
    """The network of a pair in OpenVINO, both cores at one pair."""

    def __init__(self, file: BundledFile, layers: Layers, cores: int) -> None:
        """Build and compile the graph.

        Raises:
            ModelUnavailable: OpenVINO is not installed or does not run here.
        """
        from kb.indexing.openvino_network import compiled_network, request_of

        network = compiled_network(file, "f32", packed=True, cores=cores, layers=layers)
        self._request: Any = request_of(network)
        self._lock = threading.Lock()

    def summed(self, rows: Floats, shares: Floats) -> Floats:
        """See ``_Network``."""
        free = -len(rows) % STEP
        mask = np.ones(len(rows), np.float32)
        placed, there = np.pad(rows, ((0, free), (0, 0))), np.pad(mask, (0, free))
        wanted = np.pad(shares, ((0, 0), (0, free)))
        with self._lock:
            self._request.infer([placed[None], there[None], wanted[None]])
            return np.array(self._request.get_output_tensor(0).data[0])
