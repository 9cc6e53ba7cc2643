"""The command line of the benchmarks: ``python -m bench [NAME…]``, all unless named."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import ask, browser, cells, extraction, ingest, peak, peers, robustness, search, vectors
from bench.workload import Workload
from kb.errors import KnowledgeBaseError

CORPUS = Path(__file__).parents[1] / "corpus"
BENCHMARKS = {
    "ingest": ingest.run,
    "search": search.run,
    "ask": ask.run,
    "cells": cells.run,
    "extraction": extraction.run,
    "robustness": robustness.run,
    "browser": browser.run,
    "peers": peers.run,
    "peak": peak.run,
    "vectors": vectors.run,
}


def parser() -> argparse.ArgumentParser:
    """What the command line takes."""
    made = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    made.add_argument(
        "benchmark", nargs="*", metavar="|".join(BENCHMARKS), help="which to run; all by default"
    )
    made.add_argument(
        "--report", type=Path, default=CORPUS, help="file or folder to index (default: corpus/)"
    )
    made.add_argument(
        "--index", type=Path, help="ask and search this index instead of a temporary one"
    )
    made.add_argument("--rounds", type=int, default=3, help="how often each question is asked")
    made.add_argument(
        "--texts", type=int, default=2_000, help="how many texts robustness makes (default: 2000)"
    )
    made.add_argument(
        "--passages", type=Path, help="SQuAD-style file that peers index and are asked about"
    )
    made.add_argument(
        "--peer",
        action="append",
        default=[],
        help=f"one of {', '.join(peers.PACKAGES)}; all by default",
    )
    made.add_argument(
        "--rows", type=int, default=100_000, help="the most that vectors makes (default: 100000)"
    )
    made.add_argument("--seed", type=int, default=1, help="of the texts that robustness makes")
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks that are named, and return the exit code."""
    options = parser().parse_args(arguments)
    names = options.benchmark or list(BENCHMARKS)
    for name in names:
        if name not in BENCHMARKS:
            parser().error(f"no benchmark {name}; there are {', '.join(BENCHMARKS)}")
    if options.rounds < 1:
        parser().error("--rounds must be at least 1")
    try:
        peers.chosen(options.peer)
    except ValueError as error:
        parser().error(str(error))
    try:
        with Workload(
            options.report, options.index, options.rounds, options.texts, options.seed
        ) as workload:
            workload.passages, workload.peers = options.passages, options.peer
            workload.rows = options.rows
            for name in names:
                print(f"== {name}")
                for line in BENCHMARKS[name](workload):
                    print(line, flush=True)
    except KnowledgeBaseError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
