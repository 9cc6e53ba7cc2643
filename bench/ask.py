"""How long ``KnowledgeBase.ask`` takes, warm, and where the time goes."""

from __future__ import annotations

from collections.abc import Iterator

from bench.stages import STAGES, watching
from bench.workload import QUESTIONS, Workload, ratios, summary


def run(workload: Workload) -> Iterator[str]:
    """Time ``ask`` against dense search alone, then by intent, then by stage."""
    base, dense = workload.base, workload.baseline
    own, baseline = workload.time(base.ask, dense.search)
    yield f"{len(QUESTIONS)} questions, {workload.rounds} rounds"
    yield from ratios("ask", own, baseline, dense.name)
    yield summary("  each question for the first time", own[: len(QUESTIONS)])
    by_intent: dict[str, list[float]] = {}
    for number, milliseconds in enumerate(own):
        by_intent.setdefault(QUESTIONS[number % len(QUESTIONS)][0], []).append(milliseconds)
    for intent, times in by_intent.items():
        yield summary(f"  {intent}", times)
    yield "shares of the time of all questions:"
    with watching(workload.embedder) as stopwatch:
        ask = stopwatch.watched(STAGES[-1], base.ask)
        for _, question in QUESTIONS:
            ask(question)
    for stage, share in stopwatch.shares().items():
        yield f"  {stage}: {share:.1%}"
