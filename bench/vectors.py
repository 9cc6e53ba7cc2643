"""How the dense index grows: what ``VectorIndex`` chooses beside the other kinds, from 1,000 rows on.

The rows are the corpus's own vectors, each strewn with noise so that as many as wanted are made of
them; queries are made the same way. What counts as found is what comparing all rows finds.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.workload import Workload
from kb.evaluation.questions import percentile
from kb.indexing.vectors import FLAT_LIMIT, VectorIndex

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Search = Callable[[Floats], Sequence[int]]
    Prepare = Callable[[Floats, Path], Search]

SIZES = (1_000, 10_000, 100_000, 1_000_000)
NOISE = 0.35
"""Length of the noise beside a row's own of 1; the row keeps a cosine of 0.94 to what it was."""
QUERIES = 100
FOUND = 10
PART = 50_000
KINDS = ("exact", "inverted file")
Row = Mapping[str, float]


def run(workload: Workload) -> Iterator[str]:
    """A table of build time, size, latency and recall, then exponents of growth."""
    seeds = workload.baseline.rows
    sizes = [size for size in SIZES if size <= workload.rows]
    yield f"{len(seeds)} vectors of {seeds.shape[1]} components, noise {NOISE}"
    yield f"* is what kb chooses: exact up to {FLAT_LIMIT:,} rows, an inverted file beyond"
    yield "| rows | index | build, s | MB | p50, ms | p95, ms | recall@10 |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    grown: dict[str, list[Row]] = {name: [] for name in KINDS}
    for size in sizes:
        rows, queries = made(seeds, size, 1), made(seeds, QUERIES, 2)
        wanted = nearest(rows, queries)
        for name, prepare in zip(KINDS, (_exact, _inverted), strict=True):
            row = measured(prepare, rows, queries, wanted, workload.folder("vectors"))
            grown[name].append(row)
            star = "*" if name == KINDS[size > FLAT_LIMIT] else ""
            yield (
                f"| {size:,} | {name}{star} | {row['build']:.2f} | {row['megabytes']:.1f} "
                f"| {row['p50']:.2f} | {row['p95']:.2f} | {row['recall']:.3f} |"
            )
    if len(sizes) > 1:
        yield from growth(sizes, grown)


def growth(sizes: Sequence[int], grown: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    """One line a kind: the exponents of its build time, size and median."""
    for name, rows in grown.items():
        parts = (f"{key} {exponent(sizes, [r[key] for r in rows]):.2f}" for key in _GROWING)
        yield f"{name}: rows to the power of {', '.join(parts)}"


_GROWING = ("build", "megabytes", "p50")


def made(seeds: Floats, count: int, seed: int) -> Floats:
    """``count`` unit rows, each a row of ``seeds`` plus noise; the same seed makes the same."""
    source = np.random.default_rng(seed)
    rows = np.empty((count, seeds.shape[1]), np.float32)
    for start in range(0, count, PART):
        part = rows[start : start + PART]
        noise = source.standard_normal(part.shape, np.float32)
        noise *= NOISE / math.sqrt(seeds.shape[1])
        part[:] = seeds[source.integers(len(seeds), size=len(part))] + noise
        part /= np.linalg.norm(part, axis=1, keepdims=True)
    return rows


def nearest(rows: Floats, queries: Floats) -> list[set[int]]:
    """The ten nearest rows of each query, by comparing all."""
    scores = (rows @ query for query in queries)
    return [set(np.argpartition(-own, FOUND)[:FOUND].tolist()) for own in scores]


def measured(
    prepare: Prepare, rows: Floats, queries: Floats, wanted: Sequence[set[int]], path: Path
) -> Row:
    """Build and save an index, open it as kb opens one, and ask it one query at a time."""
    began = time.perf_counter()
    search = prepare(rows, path)
    build = time.perf_counter() - began
    search(queries[:1])
    times, right = [], 0
    for number, own in enumerate(wanted):
        began = time.perf_counter()
        found = search(queries[number : number + 1])
        times.append((time.perf_counter() - began) * 1000)
        right += len(own & set(found))
    megabytes = path.stat().st_size / 1e6
    path.unlink()
    return {
        "build": build,
        "megabytes": megabytes,
        "p50": percentile(times, 50),
        "p95": percentile(times, 95),
        "recall": right / (FOUND * len(wanted)),
    }


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """The slope of ``values`` over ``sizes``, both as logarithms: 1 where one grows as the other."""
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])


def _exact(rows: Floats, path: Path) -> Search:
    return _own(VectorIndex.build(rows, flat_limit=len(rows)), path)


def _own(index: VectorIndex, path: Path) -> Search:
    index.save(path)
    opened = VectorIndex.load(path)
    return lambda query: opened.search(query, FOUND)[1][0].tolist()


def _inverted(rows: Floats, path: Path) -> Search:
    return _own(VectorIndex.build(rows, flat_limit=0), path)
