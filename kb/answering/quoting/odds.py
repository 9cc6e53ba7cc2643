"""The log odds that sentences answer a question, each read once; exactly only where that matters."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kb.indexing.pair_reader import ERROR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kb.indexing.pair_reader import Sentence, SentenceReader

    Read = tuple[tuple[str, object], Sentence]
    """What tells one reading of a question from another, and what is read."""
    _Known = dict[tuple[str, tuple[str, object]], float]
    _ReadBy = Callable[[str, Sequence[Sentence]], list[float]]

REMEMBERED = 256
"""Readings that are kept, for a question that is asked again."""


class Odds:
    """What a reader says, remembered; any thread may ask."""

    def __init__(self, reader: SentenceReader) -> None:
        """Take a finished reader."""
        self._reader = reader
        self._exact: _Known = {}
        self._estimated: _Known = {}

    def of(
        self, said: str, reads: Sequence[Read], low: float = -math.inf, high: float = math.inf
    ) -> list[float]:
        """The log odds of each, exact from ``low`` to ``high``; others are on the right side of both."""
        if not self._reader.estimates_quickly(said):
            self._exact, logits = self._read(said, reads, self._exact, self._reader.logits)
            return logits
        self._estimated, found = self._read(said, reads, self._estimated, self._reader.estimates)
        close = [n for n, value in enumerate(found) if low - ERROR <= value <= high + ERROR]
        near = [reads[n] for n in close]
        self._exact, exact = self._read(said, near, self._exact, self._reader.logits)
        for n, value in zip(close, exact, strict=True):
            found[n] = value
        return found

    def _read(
        self, said: str, reads: Sequence[Read], known: _Known, read_by: _ReadBy
    ) -> tuple[_Known, list[float]]:
        """What is known from then on, in a dictionary of its own where it changes, and the log odds."""
        keys = [(said, key) for key, _ in reads]
        new = {key: one for key, (_, one) in zip(keys, reads, strict=True) if key not in known}
        if new:
            logits = dict(zip(new, read_by(said, list(new.values())), strict=True))
            kept = {key: known[key] for key in keys if key in known}
            known = logits | (kept if len(known) >= REMEMBERED else known)
        return known, [known[key] for key in keys]
