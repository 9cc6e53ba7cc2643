"""The default model's tokenizer without the wait: a vocabulary cut to what a text can use.

Making the ``tokenizers`` object of all 250,000 pieces takes more than a second and 300 MB. Here the
pieces are found that occur in the texts at all, by hashes of all their substrings at once; the
library's tokenizer over those few gives the same ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kb.indexing.batches import PartedIds
from kb.indexing.bundled_contents import build_normaliser, build_tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from tokenizers import Encoding

    from kb.indexing.bundled_file import BundledFile

    Ids = NDArray[np.int64]
    PartedText = tuple[str, Sequence[tuple[int, int]]]
    """A text, and the spans of its parts in ascending order."""
    Hashes = NDArray[np.uint64]

_TEXTS = 64
"""Texts that share one small vocabulary."""
_BEGINNING_BITS = 22
_SPACE = "\u2581"


class BundledTokenizer:
    """Texts to ids; equal to ``build_tokenizer`` over the whole vocabulary, cut at ``limit``.

    Several threads may use it at once.
    """

    def __init__(
        self, file: BundledFile, limit: int | None = None, table: PieceTable | None = None
    ) -> None:
        """``limit`` is the model's own if None; without ``table``, every piece is hashed now."""
        self._file = file
        self._limit = file.sizes.positions if limit is None else limit
        self._specials = [text for text, _ in file.some_pieces(file.specials.ids)]
        # An unknown character costs as much as the rarest piece and ten more.
        self._always = np.array([*file.specials.ids, file.scores.argmin()], np.int64)
        self._normaliser = build_normaliser()
        self._table = PieceTable.of(file) if table is None else table

    def encode(self, texts: Sequence[str]) -> list[Ids]:
        """The ids of each text, start and end included."""
        return [kept[encoding.ids] for kept, encoding in self._encode(texts)]

    def encode_parts(self, texts: Sequence[PartedText]) -> list[PartedIds]:
        """The ids of each text, and among them the first of each part and the first after it.

        A part that the limit cuts off, or that holds no piece, is empty.
        """
        encodings = self._encode([text for text, _ in texts])
        return [
            PartedIds(kept[encoding.ids], _places(encoding.offsets, parts))
            for (kept, encoding), (_, parts) in zip(encodings, texts, strict=True)
        ]

    def _encode(self, texts: Sequence[str]) -> Iterator[tuple[Ids, Encoding]]:
        for first in range(0, len(texts), _TEXTS):
            window = texts[first : first + _TEXTS]
            kept = _distinct(
                np.concatenate([self._table.occurring(self._seen(window)), self._always])
            )
            tokenizer = build_tokenizer(self._file, kept.tolist())
            tokenizer.enable_truncation(self._limit)
            for text in window:
                # One thread of the library's own: a pool costs more than so few texts take.
                yield kept, tokenizer.encode(text)

    def _seen(self, texts: Sequence[str]) -> str:
        """Everything that pieces are looked for in, one word a line."""
        text = "\n".join(texts)
        for special in self._specials:
            text = text.replace(special, "\n")
        lines = (self._normaliser.normalize_str(line) for line in text.split("\n"))
        return "\n".join(_SPACE + line.replace(" ", _SPACE) for line in lines)


def _places(offsets: list[tuple[int, int]], parts: Sequence[tuple[int, int]]) -> Ids:
    """First piece and first piece after it of each part, shape (len(parts), 2).

    ``offsets`` are the characters that each piece stands for; both ascend.
    """
    wanted = np.array(parts, np.int64).reshape(-1, 2)
    # The first piece and the last begin and end the text, and stand for no character.
    starts, ends = np.array(offsets[1:-1], np.int64).reshape(-1, 2).T
    first = np.searchsorted(ends, wanted[:, 0], side="right")
    after = np.searchsorted(starts, wanted[:, 1], side="left")
    return np.stack([first, np.maximum(first, after)], axis=1) + 1


class PieceTable(NamedTuple):
    """Hashes of all pieces, sorted, to find those that occur in a text."""

    hashes: Hashes
    """Ascending."""
    ids: Ids
    """Of the piece of each hash."""
    factors: Hashes
    """What the character in each place of a piece is multiplied with."""
    beginnings: NDArray[np.bool_]
    """One byte for each beginning of a hash, set where a piece has it: most substrings end here."""

    @classmethod
    def of(cls, file: BundledFile) -> PieceTable:
        """Hash every piece of ``file``, which takes a tenth of a second."""
        characters = np.frombuffer(file.blob.decode().encode("utf-32-le"), np.uint32)
        starts = _character_offsets(file)
        lengths = np.diff(starts)
        longest = int(lengths.max(initial=1))
        # A sum of characters times odd numbers, one for each place: cheap for all substrings.
        source = np.random.default_rng(0)
        factors = source.integers(1 << 32, 1 << 63, longest, dtype=np.uint64) | np.uint64(1)
        places = np.arange(len(characters)) - np.repeat(starts[:-1], lengths)
        filled = np.flatnonzero(lengths)
        hashes = np.add.reduceat(characters * factors[places], starts[:-1][filled])
        order = np.argsort(hashes)
        beginnings = np.zeros(1 << _BEGINNING_BITS, np.bool_)
        beginnings[_beginning(hashes)] = True
        return cls(hashes[order], filled[order], factors, beginnings)

    def occurring(self, text: str) -> Ids:
        """Ids of the pieces that are substrings of ``text``, and perhaps a few more, ascending."""
        characters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        longest = len(self.factors)
        padded = np.concatenate([characters, np.zeros(longest, np.uint32)])
        windows = np.lib.stride_tricks.sliding_window_view(padded, longest)[:-1]
        hashes: Hashes = np.cumsum(windows * self.factors, axis=1, dtype=np.uint64)
        hashes = _distinct(hashes[self.beginnings[_beginning(hashes)]])
        places = np.searchsorted(self.hashes, hashes)
        places[places == len(self.hashes)] = 0
        return np.sort(self.ids[places[self.hashes[places] == hashes]])


def _distinct(values: NDArray[Any]) -> NDArray[Any]:
    """Ascending, each once; ``np.unique`` would import a part of numpy that nothing else needs."""
    values = np.sort(values)
    return values[np.concatenate([[True], values[1:] != values[:-1]])] if len(values) else values


def _beginning(hashes: Hashes) -> Hashes:
    return hashes >> np.uint64(64 - _BEGINNING_BITS)


def _character_offsets(file: BundledFile) -> Ids:
    """Where each piece begins among the characters of all, and the end of the last."""
    first_bytes = np.frombuffer(file.blob, np.int8) >= -64  # the others are 10xxxxxx
    before = np.concatenate([[0], np.cumsum(first_bytes, dtype=np.int32)])
    return before[file.offsets].astype(np.int64)
