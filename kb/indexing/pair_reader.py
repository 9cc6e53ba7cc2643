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
ERROR = 0.25
"""The most by which an estimate is off: in 16 bits 0.16 was seen, of 480 pairs, and 0.02 at the mean."""
TOGETHER = 4
"""Pairs that are estimated at once, those of like length."""
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

    def estimates_quickly(self, question: str) -> bool:
        """Whether estimates are clearly quicker than the log odds themselves."""

    def estimates(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        """The same, off by ``ERROR`` at the most."""

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


class Pair(NamedTuple):
    """What a network is given."""

    rows: Floats
    shares: Floats


class _Network(Protocol):
    def summed(self, rows: Floats, shares: Floats) -> Floats:
        """What comes out for the words' ``rows``, (places, hidden), in sums of so much of each place.

        ``shares`` are of shape (sums, places), what comes back of (sums, hidden).
        """


class _Several(Protocol):
    def summed_all(self, pairs: Sequence[Pair]) -> list[Floats]:
        """What ``summed`` of a network gives for each of the pairs, nearly."""


class PairReader:
    """Reads one pair after the other. The first question of a process is read in numpy, as it is embedded.

    Args:
        file: the opened model file.
        tokenizer: gives the ids.
        load_first: makes what computes the first question.
        load: makes what computes the others; ``load_first`` does where that is unavailable.
        load_quick: makes what estimates them, or nothing where that is no quicker.
    """

    def __init__(
        self,
        file: BundledFile,
        tokenizer: BundledTokenizer,
        load_first: Callable[[], _Network],
        load: Callable[[], _Network],
        load_quick: Callable[[], _Several | None] = lambda: None,
    ) -> None:
        self._file = file
        self._tokenizer = tokenizer
        self._load_first, self._load, self._load_quick = load_first, load, load_quick
        self._network: _Network | None = None
        self._quick: _Several | None = None
        self._before = ""
        self._lock = threading.Lock()

    def logits(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        """See ``SentenceReader``.

        Raises:
            ModelUnavailable: the model's file is damaged.
        """
        network, _ = self._chosen(question)
        return [self._verdict(network.summed(*pair)) for pair in self._pairs(question, sentences)]

    def estimates_quickly(self, question: str) -> bool:
        """See ``SentenceReader``."""
        return self._chosen(question)[1] is not None

    def estimates(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        """See ``SentenceReader``.

        Raises:
            ModelUnavailable: the model's file is damaged.
        """
        _, quick = self._chosen(question)
        if quick is None:
            return self.logits(question, sentences)
        pairs = self._pairs(question, sentences)
        order = sorted(range(len(pairs)), key=lambda at: len(pairs[at].rows))
        found: dict[int, float] = {}
        for first in range(0, len(order), TOGETHER):
            some = order[first : first + TOGETHER]
            summed = quick.summed_all([pairs[at] for at in some])
            found |= zip(some, map(self._verdict, summed), strict=True)
        return [found[at] for at in range(len(pairs))]

    def warm_up(self) -> None:
        """Load the engine now, and let it prepare for pairs of every length."""
        self.logits("1", [Sentence("", "")])
        # The second question is the first that the engine reads.
        lengths = range(0, SENTENCE + AROUND, STEP)
        self.logits("2", [Sentence("the " * n, "the " * (n - SENTENCE)) for n in lengths])

    def _pairs(self, question: str, sentences: Sequence[Sentence]) -> list[Pair]:
        asked = QUERY_PROMPT + clean_query(question)
        texts = [asked, *(clean(text) for sentence in sentences for text in sentence)]
        words, *others = (ids[1:-1].tolist() for ids in self._tokenizer.encode(texts))
        return [self._pair(words, *each) for each in zip(others[::2], others[1::2], strict=True)]

    def _pair(self, question: list[int], sentence: list[int], around: list[int]) -> Pair:
        specials = self._file.specials
        laid = laid_out(question, sentence, around, specials.start, specials.end)
        ids, segments = (np.array(row, np.int64) for row in laid)
        of_sentence = segments == 1
        shares = np.stack([np.arange(len(ids)) == 0, of_sentence]).astype(np.float32)
        shares[1] /= max(1, of_sentence.sum())
        return Pair(self._file.word_rows(ids) + ReaderWeights.load().segments[segments], shares)

    def _verdict(self, summed: Floats) -> float:
        return round(ReaderWeights.load().head.logit(*summed), DECIMALS)

    def _chosen(self, question: str) -> tuple[_Network, _Several | None]:
        with self._lock:
            if self._network is None:
                self._before = question
                self._network = self._load_first()
            elif self._before and question != self._before:
                self._before = ""
                self._network = None  # 100 MB that nobody needs any more
                try:
                    self._network = self._load()
                    self._quick = self._load_quick()
                except ModelUnavailable:
                    self._network = self._network or self._load_first()
            return self._network, self._quick


class OpenVinoPairs:
    """The network of a pair in OpenVINO, both cores at the same."""

    def __init__(
        self, file: BundledFile, layers: Layers, cores: int, precision: str = "f32"
    ) -> None:
        """Build and compile the graph; ``precision``: see ``OpenVinoNetwork``.

        Raises:
            ModelUnavailable: OpenVINO is not installed or does not run here.
        """
        from kb.indexing.openvino_network import compiled_network, request_of

        network = compiled_network(file, precision, packed=True, cores=cores, layers=layers)
        self._request: Any = request_of(network)
        self._lock = threading.Lock()

    def summed(self, rows: Floats, shares: Floats) -> Floats:
        """See ``_Network``."""
        return self.summed_all([Pair(rows, shares)])[0]

    def summed_all(self, pairs: Sequence[Pair]) -> list[Floats]:
        """``summed`` of each of the pairs, which are filled up to the longest."""
        places = max(len(pair.rows) for pair in pairs)
        places += -places % STEP
        rows = np.stack([_filled(pair.rows, 0, places) for pair in pairs])
        shares = np.stack([_filled(pair.shares, 1, places) for pair in pairs])
        there = np.stack([np.arange(places) < len(pair.rows) for pair in pairs])
        with self._lock:
            self._request.infer([rows, there.astype(np.float32), shares])
            return list(np.array(self._request.get_output_tensor(0).data))


def _filled(values: Floats, axis: int, places: int) -> Floats:
    free = [(0, places - values.shape[axis] if at == axis else 0) for at in range(2)]
    return np.pad(values, free)
