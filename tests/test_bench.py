"""The benchmarks count right; how long anything takes is never asserted."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeEmbedder
from small_index import built

from bench import browser as timed_browser
from bench import cells, robustness
from bench.__main__ import main
from bench.stages import STAGES, Stopwatch, watching
from bench.workload import QUESTIONS, WARM_UP, DenseSearch, Workload, ratios
from kb.indexing.generation import open_generation
from kb.knowledge_base import KnowledgeBase


def test_a_stage_counts_what_it_calls_of_no_other_stage() -> None:
    ticks = iter(range(100))
    stopwatch = Stopwatch(lambda: float(next(ticks)))
    embed = stopwatch.watched("embed", lambda: next(ticks))
    search = stopwatch.watched("search", lambda: (next(ticks), embed(), embed()))
    stopwatch.watched(STAGES[-1], lambda: (search(), next(ticks)))()
    assert stopwatch.seconds == {"embed": 4.0, "search": 4.0, STAGES[-1]: 3.0}
    assert sum(stopwatch.shares().values()) == 1.0


def test_the_stages_of_an_ask_are_watched_and_let_go(tmp_path: Path) -> None:
    built(tmp_path)
    with closing(KnowledgeBase.open(tmp_path, embedder=FakeEmbedder(64))) as base:
        with watching(base.embedder) as stopwatch:
            stopwatch.watched(STAGES[-1], base.ask)("2023年液冷服务器的规模是多少？")
        assert set(stopwatch.seconds) == set(STAGES)
        before = dict(stopwatch.seconds)
        base.ask("2023年液冷服务器的规模是多少？")
        assert stopwatch.seconds == before


def test_no_question_is_asked_twice() -> None:
    asked = [question for _, question in QUESTIONS] + list(WARM_UP)
    assert len(set(asked)) == len(asked)


def test_the_baseline_ranks_by_cosine(tmp_path: Path) -> None:
    built(tmp_path)
    with open_generation(tmp_path, "fake") as generation:
        chunk = generation.store.chunks([3])[0]
        count = len(generation.vectors)
    found = DenseSearch(tmp_path, FakeEmbedder(64)).search(chunk.embedded_text)
    assert found[0] == 3
    assert len(found) == len(set(found)) == min(10, count)


def test_runs_take_turns_after_a_warm_up(tmp_path: Path) -> None:
    calls: list[tuple[str, str]] = []
    with Workload(tmp_path, None, rounds=2) as workload:
        times = workload.time(
            lambda question: calls.append(("a", question)),
            lambda question: calls.append(("b", question)),
        )
    assert [len(own) for own in times] == [2 * len(QUESTIONS)] * 2
    warm = [(run, question) for run in "ab" for question in WARM_UP]
    asked = [(run, question) for _, question in QUESTIONS for run in "ab"]
    assert calls == warm + asked + asked


def test_a_ratio_names_its_baseline() -> None:
    assert ratios("ask", [2.0, 4.0], [1.0, 2.0], "dense") == [
        "ask: p50 2.0 ms, p95 4.0 ms",
        "baseline, dense: p50 1.0 ms, p95 2.0 ms",
        "ratio to the baseline: p50 2.00, p95 2.00",
    ]


def test_without_a_browser_the_benchmark_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import browsing

    monkeypatch.setattr(browsing, "CHROMIUM", tmp_path / "none")
    with Workload(tmp_path, None, rounds=1) as workload:
        (line,) = timed_browser.run(workload)
    assert line == f"skipped: no {tmp_path / 'none'}; apt-get install chromium fonts-noto-cjk"


@pytest.mark.parametrize("arguments", [["nothing"], ["ask", "--rounds", "0"]])
def test_a_wrong_command_line_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        main(arguments)
    assert raised.value.code == 2


def test_an_index_that_is_missing_ends_with_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workload, "embedder", FakeEmbedder(64))
    assert main(["search", "--index", str(tmp_path / "none")]) == 3
    assert "kb build" in capsys.readouterr().err


def test_the_same_seed_makes_the_same_texts_of_every_kind() -> None:
    def texts(seed: int) -> list[str]:
        source = random.Random(seed)
        return [robustness.made(source, ["2023年销量为12万台。"], number) for number in range(9)]

    assert texts(1) == texts(1) != texts(2)
    assert len(texts(1)[0]) == robustness.REPEATED


def test_what_a_text_raises_is_noted_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(text: str, date: str) -> list[object]:
        raise ValueError(date)

    tally = robustness.Tally()
    robustness.check("2023年销量为12万台。", tally)
    assert (tally.texts, tally.points, tally.errors) == (1, 1, [])
    monkeypatch.setattr(robustness, "extract", raising)
    robustness.check("甲", tally)
    assert len(tally.errors) == 1
    assert "ValueError: 2024-05" in tally.errors[0]
    assert tally.errors[0].endswith("on '甲'")


def test_the_cells_of_tables_are_asked_for_plainly(tmp_path: Path) -> None:
    path = tmp_path / "cranes.md"
    path.write_text(
        "# Cranes 2024\n\n| Region | 2023 (units) | 2024 (units) |\n|---|---|---|\n| Europe | 93 | 178 |\n"
        "| Latin America | 9 | 22 |\n\nTable 2. Makers, 2024\n\n| Company | Revenue ($ million) |\n|---|---|\n"
        "| Dorvik | 27.5 |\n| Orlan | 11.0 |\n",
        encoding="utf-8",
    )
    with Workload(path, None, 1) as workload:
        workload.__dict__["embedder"] = FakeEmbedder()
        told = list(cells.run(workload))
    assert told == ["6 cells of 2 tables, 6 answered with their figure, 100.0%"]
