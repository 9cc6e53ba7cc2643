"""The benchmark against other libraries counts right; no library is loaded here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench import peer_process, peers
from bench.own_stores import number_of
from bench.peer_stores import PEERS
from bench.workload import Workload

ROW = dict.fromkeys(peers.COLUMNS, 1.0)


class Rehearsed:
    """Answers each question with the passages that it was made with."""

    def __init__(self, answers: dict[str, list[int]]) -> None:
        self.answers = answers
        self.calls: list[str] = []

    def warm(self, texts: list[str]) -> None:
        self.calls.append(f"warm {len(texts)}")

    def add(self, passages: list[str], folder: Path) -> None:
        self.calls.append(f"add {len(passages)} to {folder.name}")

    def load(self, folder: Path) -> None:
        raise AssertionError(folder)

    def search(self, question: str) -> list[int]:
        return self.answers[question]


def test_every_peer_can_be_installed_and_made() -> None:
    assert [*peers.OURS, *PEERS] == list(peers.PACKAGES)
    assert peers.OURS == ("kb search", "kb ask")


def test_a_question_is_right_where_its_passage_comes_first() -> None:
    store = Rehearsed({"甲": [3, 1], "乙": [1, 3], "丙": [], "丁": [0]})
    measured = peer_process.asked(store, [("甲", 3), ("乙", 3), ("丙", 0), ("丁", 0)])
    assert measured["right"] == 0.5
    assert set(measured) == {"p50", "p95", "busy", "one", "four", "right"}


def test_ingest_is_timed_once_all_is_loaded(tmp_path: Path) -> None:
    store = Rehearsed({})
    measured = peer_process.added(store, ["甲"] * 20, tmp_path / "kept")
    assert store.calls == ["warm 8", "add 20 to kept"]
    assert set(measured) == {"passages", "passages_busy"}


def test_a_file_tells_the_number_of_its_passage() -> None:
    assert number_of("00000042.txt") == 42


def test_names_are_taken_in_any_case_and_others_refused() -> None:
    assert peers.chosen([]) == list(peers.PACKAGES)
    assert peers.chosen(["TXTAI", "kb ask"]) == ["txtai", "kb ask"]
    with pytest.raises(ValueError, match="no peer nothing; there are kb search"):
        peers.chosen(["nothing"])


def test_a_ratio_is_above_one_where_ours_is_better_whichever_way_that_is() -> None:
    rows = {
        "kb search": ROW | {"passages": 6.0, "p50": 2.0, "right": 0.5},
        "LangChain": ROW | {"passages": 2.0, "p50": 8.0},
        "Chroma": ROW | {"passages": 3.0, "p50": 9.0},
    }
    (line,) = peers.against_the_best(rows)
    assert line.startswith("kb search against the best peer: ingest, passages/s 2.00x Chroma; ")
    assert "; p50, ms 4.00x LangChain; " in line
    assert line.endswith("; R@1 0.50x LangChain")


def test_nothing_is_said_of_ratios_without_ours_or_without_others() -> None:
    assert list(peers.against_the_best({"kb ask": ROW})) == []
    assert list(peers.against_the_best({"Chroma": ROW})) == []


def test_a_row_has_as_many_cells_as_the_head() -> None:
    lines = [*peers.table_head(), peers.table_row("Chroma", ROW | {"right": 0.98765})]
    assert {line.count("|") for line in lines} == {len(peers.COLUMNS) + 2}
    assert lines[-1].endswith("| 0.9877 |")


def test_a_library_that_fails_says_why() -> None:
    code = "import sys; sys.exit('first\\nno matching distribution')"
    with pytest.raises(peers.NotMeasured, match=r"^failed: no matching distribution$"):
        peers._run([sys.executable, "-S", "-c", code], 30)


def test_one_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(command: list[str], timeout: float, **options: object) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", never)
    with pytest.raises(peers.NotMeasured, match=r"^stopped after 7 s$"):
        peers._run(["anything"], 7)


def test_without_passages_the_benchmark_says_what_to_name(tmp_path: Path) -> None:
    with Workload(tmp_path, None, rounds=1) as workload:
        assert list(peers.run(workload)) == ["skipped: name a SQuAD-style file by --passages"]
