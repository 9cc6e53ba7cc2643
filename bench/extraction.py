"""How long the figures of a report take, and whether the time grows with the text alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from bench.workload import Workload
from kb.figures import extract

COPIES = 100
ROUNDS = 3
WARM = "2023年市场规模为12亿元，同比增长3%。Output rose 3% in 2023."


def run(workload: Workload) -> Iterator[str]:
    """Processor time of ``extract`` on each document, and on a hundred copies of all of them."""
    documents = workload.documents()
    extract(WARM)
    once = [_seconds(lambda document=document: extract(document)) for document in documents]
    for document, seconds in zip(documents, once, strict=True):
        yield f"{document.name}: {len(document.text)} characters, {seconds:.2f} s"
    text = "\n\n".join(document.text for document in documents)
    single = min(_seconds(lambda: extract(text)) for _ in range(ROUNDS))
    copies = _seconds(lambda: extract("\n\n".join([text] * COPIES)))
    yield f"reading and extracting the text, best of {ROUNDS}: {single:.2f} s"
    yield f"{COPIES} copies of it: {copies:.1f} s, {copies / single:.1f} times as long"


def _seconds(work: Callable[[], object]) -> float:
    """Processor time, which a busy machine blurs less than the clock's."""
    began = time.process_time()
    work()
    return time.process_time() - began
