"""How long ``KnowledgeBase.search`` takes, warm."""

from __future__ import annotations

from collections.abc import Iterator

from bench.workload import Workload, ratios


def run(workload: Workload) -> Iterator[str]:
    """Time hybrid search against dense search alone."""
    base, dense = workload.base, workload.baseline
    own, baseline = workload.time(base.search, dense.search)
    yield from ratios("search", own, baseline, dense.name)
