"""Which stage of an ask takes how long, by the clock: each stage's functions are watched.

A profiler would slow Python, but not what it calls, and so make the network look small.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from kb.answering import asker, askers
from kb.answering.records import edition_look_up
from kb.answering.retrieval.retriever import Retriever
from kb.indexing.embedder import Embedder

STAGES = ("embed", "search", "look-up", "verify", "compose and the rest")


class Stopwatch:
    """Seconds by stage; what a stage calls of another stage counts there alone."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: Counter[str] = Counter()
        self._clock = clock
        self._inner: list[float] = []
        """What the stages that are running have spent in others."""

    def watched(self, stage: str, run: Callable[..., Any]) -> Callable[..., Any]:
        """``run``, its time counted."""

        def timed(*values: Any, **named: Any) -> Any:
            began = self._clock()
            self._inner.append(0.0)
            try:
                return run(*values, **named)
            finally:
                spent = self._clock() - began
                self.seconds[stage] += spent - self._inner.pop()
                if self._inner:
                    self._inner[-1] += spent

        return timed

    def shares(self) -> dict[str, float]:
        """By stage, its share of the whole; they add up to 1."""
        whole = self.seconds.total()
        return {stage: self.seconds[stage] / whole for stage in STAGES}


@contextmanager
def watching(embedder: Embedder) -> Iterator[Stopwatch]:
    """Time the stages of every ask meanwhile, of one thread; see ``STAGES`` but the last."""
    stopwatch = Stopwatch()
    places: tuple[tuple[str, Any, str], ...] = (
        ("embed", embedder, "embed_queries"),
        ("search", Retriever, "search"),
        ("look-up", edition_look_up, "look_up"),
        ("verify", asker, "verify"),
        ("verify", askers, "verify"),
    )
    with ExitStack() as patches:
        for stage, owner, name in places:
            run = stopwatch.watched(stage, getattr(owner, name))
            patches.enter_context(mock.patch.object(owner, name, run))
        yield stopwatch
