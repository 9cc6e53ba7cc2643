"""How long ``KnowledgeBase.ask`` takes, warm, and where the time goes."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import kb
from bench.workload import QUESTIONS, Workload, ratios, summary

Function = tuple[str, int, str]
"""File, line and name, as the profiler has them."""

STAGES = {
    "retrieval": ("answering/retriever.py",),
    "look-up": ("figures/lookup.py",),
    "audit": ("figures/arithmetic.py",),
    "verify": ("answering/verifier.py",),
}
"""Files of kb by stage; composing is what is left over."""
PACKAGE = Path(kb.__file__).parent
EMBEDDING = ("indexing/embedder.py",)


def run(workload: Workload) -> Iterator[str]:
    """Time ``ask`` against dense search alone, then by intent, then by stage."""
    base, dense = workload.base, workload.baseline
    own, baseline = workload.time(base.ask, dense.search)
    yield f"{len(QUESTIONS)} questions, {workload.rounds} rounds"
    yield from ratios("ask", own, baseline, dense.name)
    by_intent: dict[str, list[float]] = {}
    for number, milliseconds in enumerate(own):
        by_intent.setdefault(QUESTIONS[number % len(QUESTIONS)][0], []).append(milliseconds)
    for intent, times in by_intent.items():
        yield summary(f"  {intent}", times)
    yield "shares of the time under cProfile, which slows Python but not what it calls:"
    for stage, share in _shares(workload).items():
        yield f"  {stage}: {share:.1%}"


def _shares(workload: Workload) -> dict[str, float]:
    """By stage, the share of the time of all questions; they add up to 1 without the embedding."""
    profile = cProfile.Profile()
    for _, question in QUESTIONS:
        profile.runcall(workload.base.ask, question)
    report: Any = pstats.Stats(profile)
    stats, whole = report.stats, report.total_tt
    seconds = {stage: _entered(stats, files) for stage, files in STAGES.items()}
    rest = whole - sum(seconds.values())
    embedding = _entered(stats, EMBEDDING)
    listed = {**seconds, "compose and the rest": rest, "(embedding, within retrieval)": embedding}
    return {stage: spent / whole for stage, spent in listed.items()}


def _is_in(function: Function, files: tuple[str, ...]) -> bool:
    return any(Path(function[0]) == PACKAGE / file for file in files)


def _entered(stats: Mapping[Function, Any], files: tuple[str, ...]) -> float:
    """Seconds spent in functions of ``files`` and below, counted where other files of kb call."""
    return sum(
        timing[3]
        for function, entry in stats.items()
        if _is_in(function, files)
        for caller, timing in entry[4].items()
        # What the files themselves call, directly or through a built-in, is counted already.
        if Path(caller[0]).is_relative_to(PACKAGE) and not _is_in(caller, files)
    )
