"""Texts to batches of like length, so that little is computed for places that hold no word."""

from __future__ import annotations

import random
from collections.abc import Sized
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

Text = TypeVar("Text")
Encoded = TypeVar("Encoded", bound=Sized)

WINDOW = 1024
"""Texts among which like lengths are looked for."""
PLACES = 1024
"""Places of a batch, unless one text has more: enough to keep a core at its matrices, and small
enough to stay in its cache."""


@dataclass(frozen=True, slots=True)
class PartedIds:
    """A text's ids and where its parts stand among them; as long as there are ids."""

    ids: NDArray[np.int64]
    parts: NDArray[np.int64]
    """First id and first id after it of each part, shape (parts, 2)."""

    def __len__(self) -> int:
        return len(self.ids)


def batches(
    texts: Sequence[Text],
    encode: Callable[[Sequence[Text]], list[Encoded]],
    window: int = WINDOW,
    places: int = PLACES,
) -> Iterator[tuple[list[int], list[Encoded]]]:
    """Numbers of the texts in each batch, and what ``encode`` makes of them, the longest first.

    The next window is encoded in a thread while the batches of the last one are taken. Batches come
    in no order of length, so that the time for some tells the time for all.
    """
    starts = iter(range(0, len(texts), window))

    def encoded(start: int) -> list[tuple[int, Encoded]]:
        return list(enumerate(encode(texts[start : start + window]), start))

    with ThreadPoolExecutor(1) as ahead:
        waiting = [ahead.submit(encoded, start) for start in islice(starts, 1)]
        while waiting:
            numbered = waiting.pop().result()
            waiting = [ahead.submit(encoded, start) for start in islice(starts, 1)]
            made = list(_of_like_length(numbered, places))
            random.Random(0).shuffle(made)
            yield from made


def _of_like_length(
    numbered: Iterable[tuple[int, Encoded]], places: int
) -> Iterator[tuple[list[int], list[Encoded]]]:
    numbers: list[int] = []
    batch: list[Encoded] = []
    for number, one in sorted(numbered, key=lambda one: -len(one[1])):
        if batch and len(batch[0]) * (len(batch) + 1) > places:
            yield numbers, batch
            numbers, batch = [], []
        numbers.append(number)
        batch.append(one)
    if batch:
        yield numbers, batch
