"""How much of what the processor can multiply embedding reaches."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np

from bench.workload import Workload
from kb.indexing.bundled_file import BundledFile, Sizes
from kb.indexing.bundled_model import bundled_path
from kb.indexing.bundled_tokens import BundledTokenizer
from kb.indexing.generation import open_generation

SIDE = 2048
ROUNDS = 5
CHUNKS = 256


def run(workload: Workload) -> Iterator[str]:
    """The best of some products of 32-bit matrices, and the products of embedding the chunks.

    Both are timed in turns, so that other work on the machine slows both.
    """
    base, embedder = workload.base, workload.embedder
    with open_generation(base.index_folder, embedder.name) as generation:
        store = generation.store
        chunks = store.chunks(store.ordinals()[:CHUNKS])
    texts = [chunk.embedded_text for chunk in chunks]
    file = BundledFile(bundled_path())
    prompted = [f"passage: {text}" for text in texts]
    lengths = [len(ids) for ids in BundledTokenizer(file).encode(prompted)]
    work = operations(file.sizes, lengths)
    matrix = np.random.default_rng(1).standard_normal((SIDE, SIDE), np.float32)
    multiplied, embedded = 0.0, 0.0
    for _ in range(ROUNDS):
        began = time.perf_counter()
        matrix @ matrix
        multiplied = max(multiplied, 2 * SIDE**3 / (time.perf_counter() - began))
        began = time.perf_counter()
        embedder.embed_documents(texts)
        embedded = max(embedded, work / (time.perf_counter() - began))
    yield f"{len(texts)} chunks, {sum(lengths)} tokens, {embedder.backend}; best of {ROUNDS} rounds"
    yield f"numpy, {SIDE} x {SIDE} in 32 bits: {multiplied / 1e9:.0f} GFLOP/s"
    yield f"embedding: {embedded / 1e9:.0f} GFLOP/s, {embedded / multiplied:.0%} of it"


def operations(sizes: Sizes, lengths: Sequence[int]) -> int:
    """Multiplications and additions of the network's matrices for texts of so many tokens."""
    # Query, key, value and what is attended; then widening and narrowing.
    weights = 4 * sizes.hidden**2 + 2 * sizes.hidden * sizes.feed_forward
    # Scores of each token with each, and the mean of the contents by them.
    return sum(2 * sizes.layers * (n * weights + 2 * n * n * sizes.hidden) for n in lengths)
