"""kb beside what a user would pick instead: one model, the same passages, a process for each.

The peers are installed into an environment of their own in the cache folder, beside the packages
that kb runs with, so that all compute with the same torch and none of them changes kb's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from bench.peer_process import BEGAN
from bench.workload import Workload
from kb.evaluation.retrieval import read_questions
from kb.indexing.bundled_model import ensure_model

ROOT = Path(__file__).parents[1]
PACKAGES = {
    "kb search": "",
    "kb ask": "",
    "LangChain": "langchain-core",
    "LlamaIndex": "llama-index-core",
    "Haystack": "haystack-ai",
    "txtai": "txtai",
    "txtai hybrid": "txtai",
    "Chroma": "chromadb",
}
"""What pip installs for each; nothing for ours."""
OURS = tuple(name for name, package in PACKAGES.items() if not package)
COLD_STARTS = 3
INSTALL_SECONDS, STEP_SECONDS = 900, 1800
COLUMNS = {
    "passages": ("ingest, passages/s", 1),
    "passages_busy": ("passages/s of processor", 1),
    "cold": ("cold start, s", 2),
    "cold_busy": ("cold start, s of processor", 2),
    "p50": ("p50, ms", 1),
    "p95": ("p95, ms", 1),
    "busy": ("a question, ms of processor", 1),
    "one": ("1 thread, /s", 0),
    "four": ("4 threads, /s", 0),
    "megabytes": ("memory, MB", 0),
    "on_disk": ("index, MB", 1),
    "right": ("R@1", 4),
}
"""Heading and decimals of what is measured."""
MORE_IS_BETTER = ("passages", "passages_busy", "one", "four", "right")
Row = Mapping[str, float]


class NotMeasured(Exception):
    """Why a library is missing from the table."""


def run(workload: Workload) -> Iterator[str]:
    """One table of all that install, and what ours reaches against the best of the others."""
    if workload.passages is None:
        yield "skipped: name a SQuAD-style file by --passages"
        return
    given = read_questions(workload.passages)
    folder = workload.folder("peers")
    folder.mkdir()
    data = folder / "data.json"
    data.write_text(json.dumps({"passages": given.contexts, "questions": given.questions}))
    cache = workload.config.cache_folder
    model = ensure_model(cache)
    yield f"{len(given.contexts)} passages, {len(given.questions)} questions, model {model.name}"
    rows: dict[str, Row] = {}
    yield from table_head()
    for name in chosen(workload.peers):
        try:
            python = interpreter(name, cache / "bench" / "peers")
            rows[name] = measured(name, python, model, data, folder)
        except NotMeasured as error:
            yield f"| {name} | {error} |"
        else:
            yield table_row(name, rows[name])
    yield from against_the_best(rows)


def chosen(names: Sequence[str]) -> list[str]:
    """The libraries to measure: those named, in any case, else all.

    Raises:
        ValueError: a name is none of theirs.
    """
    by_name = {name.lower(): name for name in PACKAGES}
    unknown = [name for name in names if name.lower() not in by_name]
    if unknown:
        raise ValueError(f"no peer {unknown[0]}; there are {', '.join(PACKAGES)}")
    return [by_name[name.lower()] for name in names] or list(PACKAGES)


def interpreter(name: str, folder: Path) -> Path:
    """The Python that has the library, installed now if it is not there.

    Raises:
        NotMeasured: it does not install under ``constraints.txt``.
    """
    package = PACKAGES[name]
    if not package:
        return Path(sys.executable)
    python = folder / "bin" / "python"
    if not python.exists():
        _run([sys.executable, "-m", "venv", str(folder)], INSTALL_SECONDS)
        beside = subprocess.check_output(
            [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        )
        # pip sees what is there, installs what is missing, and removes nothing outside its folder.
        (Path(beside.strip()) / "beside.pth").write_text(sysconfig.get_path("purelib") + "\n")
    wanted = ["--quiet", "--only-binary", ":all:", "--constraint", str(ROOT / "constraints.txt")]
    _run([str(python), "-m", "pip", "install", *wanted, package], INSTALL_SECONDS)
    return python


def measured(name: str, python: Path, model: Path, data: Path, folder: Path) -> Row:
    """Ingest, then cold starts, then all questions, each in a process of its own.

    Raises:
        NotMeasured: a process failed.
    """
    store = folder / name.replace(" ", "-")
    store.mkdir()

    def step(which: str) -> dict[str, float]:
        parts = [which, name, str(model), str(data), str(store)]
        printed = _run([str(python), "-m", "bench.peer_process", *parts], STEP_SECONDS)
        result: dict[str, float] = json.loads(printed.splitlines()[-1])
        return result

    row = step("add") | {"on_disk": _megabytes(store)}
    cold = [step("first") for _ in range(COLD_STARTS)]
    first = {key: median(one[key] for one in cold) for key in ("cold", "cold_busy")}
    return row | step("all") | first


def _run(command: list[str], seconds: float) -> str:
    """What the command prints; no hub is asked for anything."""
    offline = {"HF_HUB_OFFLINE": "1", "ANONYMIZED_TELEMETRY": "False", "TQDM_DISABLE": "1"}
    environment = os.environ | offline | {BEGAN: str(time.time())}
    # Installed packages are compiled; where this is set, kb's own modules would be each time anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        return subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            timeout=seconds,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except subprocess.TimeoutExpired as error:
        raise NotMeasured(f"stopped after {seconds:.0f} s") from error
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no message"])[-1]
        raise NotMeasured(f"failed: {last[:200]}") from error


def _megabytes(folder: Path) -> float:
    files = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "files"]
    return sum(path.stat().st_size for path in files) / 1e6


def table_head() -> list[str]:
    """The first two lines of the table, in Markdown."""
    return [
        f"| | {' | '.join(heading for heading, _ in COLUMNS.values())} |",
        f"| --- |{' --- |' * len(COLUMNS)}",
    ]


def table_row(name: str, row: Row) -> str:
    """One line of the table."""
    cells = (f"{row[key]:.{decimals}f}" for key, (_, decimals) in COLUMNS.items())
    return f"| {name} | {' | '.join(cells)} |"


def against_the_best(rows: Mapping[str, Row]) -> Iterator[str]:
    """For each of ours, how many times as good as the best peer in each column."""
    peers = {name: row for name, row in rows.items() if name not in OURS}
    for name in OURS:
        if name not in rows or not peers:
            continue
        shares = []
        for key, (heading, _) in COLUMNS.items():
            values = {peer: row[key] for peer, row in peers.items()}
            best = (max if key in MORE_IS_BETTER else min)(values, key=values.__getitem__)
            ours, theirs = rows[name][key], values[best]
            ratio = ours / theirs if key in MORE_IS_BETTER else theirs / ours
            shares.append(f"{heading} {ratio:.2f}x {best}")
        yield f"{name} against the best peer: {'; '.join(shares)}"
