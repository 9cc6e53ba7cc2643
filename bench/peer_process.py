"""One library in a process of its own: ``python -m bench.peer_process STEP STORE MODEL DATA FOLDER``.

Processor time stands beside the clock's: other work on the machine blurs it less. The steps are ``add``, ``first`` (a cold start to the first question's passages) and ``all``. What was
measured is printed as JSON on the last line. The time of the start comes from the parent in
``KB_BENCH_BEGAN``, so that starting Python and importing count.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.peer_stores import Store

BEGAN = "KB_BENCH_BEGAN"
THREADS = 4
THREADED = 200
"""Questions that the threads share."""
WARM_UP = 8
Question = tuple[str, int]


def main(arguments: list[str]) -> None:
    """Do the step, and print what was measured."""
    step, name, model, data, folder = arguments
    given = json.loads(Path(data).read_text(encoding="utf-8"))
    store = _store(name, Path(model))
    if step == "add":
        measured = added(store, given["passages"], Path(folder))
    else:
        store.load(Path(folder))
        questions = [(text, number) for text, number in given["questions"]]
        store.search(questions[0][0])
        began = float(os.environ[BEGAN])
        measured = {"cold": time.time() - began, "cold_busy": time.process_time()}
        if step == "all":
            measured |= asked(store, questions)
    print(json.dumps(measured | {"megabytes": peak_megabytes()}))


def _store(name: str, model: Path) -> Store:
    if name.startswith("kb "):
        from bench.own_stores import Asked, Searched

        return Asked(model) if name == "kb ask" else Searched(model)
    from bench.peer_stores import PEERS

    return PEERS[name](model)


def added(store: Store, passages: list[str], folder: Path) -> dict[str, float]:
    """Passages a second of the clock and of processor time, all loaded before."""
    store.warm(passages[:WARM_UP])
    began, busy = time.perf_counter(), time.process_time()
    store.add(passages, folder)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    return {"passages": len(passages) / seconds, "passages_busy": len(passages) / busy}


def asked(store: Store, questions: list[Question]) -> dict[str, float]:
    """Milliseconds of a question, questions a second of one and four threads, and R@1."""
    for text, _ in questions[:WARM_UP]:
        store.search(text)
    times, right, busy = [], 0, time.process_time()
    for text, number in questions:
        began = time.perf_counter()
        found = store.search(text)
        times.append((time.perf_counter() - began) * 1000)
        right += found[:1] == [number]
    busy = time.process_time() - busy
    texts = [text for text, _ in questions[:THREADED]]
    one = _rate(store, texts, 1)
    return {
        "p50": sorted(times)[len(times) // 2],
        "p95": sorted(times)[len(times) * 95 // 100],
        "busy": busy / len(questions) * 1000,
        "one": one,
        "four": _rate(store, texts, THREADS),
        "right": right / len(questions),
    }


def _rate(store: Store, texts: list[str], threads: int) -> float:
    with ThreadPoolExecutor(threads) as pool:
        began = time.perf_counter()
        list(pool.map(store.search, texts))
        return len(texts) / (time.perf_counter() - began)


def peak_megabytes() -> float:
    """The most that was resident of this process at once; Linux counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    main(sys.argv[1:])
