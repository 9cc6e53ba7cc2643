"""How long ``KnowledgeBase.build`` takes, from nothing and again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from bench.workload import Workload
from kb.indexing.generation import open_generation
from kb.knowledge_base import KnowledgeBase


def run(workload: Workload) -> Iterator[str]:
    """Time a first build, and one where nothing changed, against embedding the chunks alone."""
    folder, embedder = workload.folder("ingest"), workload.embedder

    def build() -> None:
        KnowledgeBase.build([workload.report], folder, workload.config, embedder).close()

    first, first_busy = _seconds(build)
    again, again_busy = _seconds(build)
    with open_generation(folder, embedder.name) as generation:
        store = generation.store
        chunks = store.chunks(store.ordinals())
        characters = sum(len(document.text) for document in store.documents())
    texts = list({chunk.id: chunk.embedded_text for chunk in chunks}.values())
    baseline, busy = _seconds(lambda: embedder.embed_documents(texts))
    yield f"{characters} characters, {len(chunks)} chunks, embedder {embedder.name}"
    yield f"build from nothing: {first:.2f} s, {characters / first:.0f} characters/s"
    yield f"build again, nothing changed: {again:.2f} s"
    yield f"baseline, embedding the same chunks alone: {baseline:.2f} s"
    yield f"ratio to the baseline: {first / baseline:.2f} at first, {again / baseline:.2f} again"
    yield f"ratio in processor time: {first_busy / busy:.2f} at first, {again_busy / busy:.2f} again"


def _seconds(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of processor time, which a busy machine blurs less."""
    clock, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - clock, time.process_time() - processor
