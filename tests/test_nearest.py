"""The figure nearest in meaning: found in other words, and not where another thing is asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from fakes import PartsEmbedder
from small_report import built

from kb.answering.lookup.figure_ranker import Ranked, confidence
from kb.answering.lookup.stated import Stated
from kb.answering.understanding.question import understand
from kb.config import DEFAULT_EMBEDDER, Config
from kb.knowledge_base import KnowledgeBase
from kb.types import DataPoint, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

REPORT = """# 纸浆行业报告

## 生产

2023年，全国纸浆厂产能利用率为81%，较上年下降。2022年，全国纸浆厂产能利用率为84%。

## 贸易

2023年，纸浆进口量为3667万吨，进口均价为684美元/吨。

造纸机器以国产为主。

针叶浆进口来源中，加拿大占28%，芬兰占17%。
"""
SAID = {"动起来的有几成": "产能利用率"}
"""What the embedder knows to mean the same."""


class Meaning(PartsEmbedder):
    """Embeds what is meant, and calls itself the default."""

    name = DEFAULT_EMBEDDER

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        meant = list(texts)
        for said, means in SAID.items():
            meant = [text.replace(said, means) for text in meant]
        return super()._embed(meant)


@cache
def mill() -> KnowledgeBase:
    folder = TemporaryDirectory()
    path = Path(folder.name) / "pulp.md"
    path.write_text(REPORT, encoding="utf-8")
    base = KnowledgeBase.build([path], path.parent / "index", Config.load(), Meaning(256))
    base.__dict__["folder"] = folder
    return base


def figures(question: str) -> list[str]:
    answer = mill().ask(question)
    return [point.quote for point in answer.data_points] if answer.status == "answered" else []


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("2023年纸浆厂的机器动起来的有几成？", ["81%"]),
        ("2022年纸浆厂的机器动起来的有几成？", ["84%"]),
        # Of another year, of another thing, of a name that no document holds, of no such subject.
        ("2019年纸浆厂的机器动起来的有几成？", []),
        ("2023年水泥厂的机器动起来的有几成？", []),
        ("2023年GX-7型纸浆厂的机器动起来的有几成？", []),
        ("2023年机器动起来的有几成？", []),
        ("2023年萱侬律纸浆厂的机器动起来的有几成？", []),
    ],
)
def test_a_figure_is_found_by_what_is_meant(question: str, quotes: list[str]) -> None:
    assert mill().look_up(question) == []
    assert figures(question) == quotes


@pytest.mark.parametrize(
    ("chosen", "meant"), [("28%", ["81%"]), ("81%", []), ("684美元/吨", ["81%"])]
)
def test_another_figure_takes_the_place_of_one_that_is_far_behind(
    chosen: str, meant: list[str]
) -> None:
    base, text = mill(), "2023年纸浆厂的机器动起来的有几成？"
    nearest = base._askers.of()._answerer._nearest
    question = understand(text, base.vocabulary, "zh", text)
    picked = [point for point in base.data_points() if point.quote == chosen]
    found = nearest.clearly_meant(question, base.search(text), text, picked)
    assert [point.quote for point in found] == meant
    assert nearest.clearly_meant(question, base.search(text), "", picked) == []


def test_a_longer_series_is_not_given_up_for_a_shorter_one() -> None:
    base, text = mill(), "2020年到2023年纸浆厂的机器动起来的每年有几成？"
    nearest = base._askers.of()._answerer._nearest
    question = understand(text, base.vocabulary, "zh", text)
    (other,) = [point for point in base.data_points() if point.quote == "28%"]
    longer = [replace(other, period=Period(year, year)) for year in (2020, 2021, 2022)]
    for picked, meant in (([other], ["84%", "81%"]), (longer, [])):
        found = nearest.clearly_meant(question, base.search(text), text, picked)
        assert [point.quote for point in found] == meant


def ranked(*scores: tuple[float, str, float]) -> list[Ranked]:
    points = [
        DataPoint(label, value, "吨", "level", 0, 1, "1", 0, 1, normalised=value)
        for _, label, value in scores
    ]
    return [
        Ranked(p, p.metric, score, 1.0, True)
        for p, (score, _, _) in zip(points, scores, strict=True)
    ]


def test_confidence_grows_with_the_score_and_with_the_distance_to_the_next() -> None:
    assert confidence(ranked((10, "产量", 1))) == pytest.approx(0.34 * 10 + 0.35 * 5 - 3.2)
    assert confidence(ranked((10, "产量", 1), (8, "销量", 2))) == pytest.approx(
        0.34 * 10 + 0.35 * 2 - 3.2
    )


def test_the_same_figure_said_again_is_no_other_that_it_has_to_beat() -> None:
    again = ranked((10, "产量", 1), (9.9, "产量", 3), (9.8, "总产量", 1), (7, "销量", 2))
    assert confidence(again) == pytest.approx(0.34 * 10 + 0.35 * 3 - 3.2)


def test_a_series_in_other_words_is_not_that_of_another_figure() -> None:
    answer = mill().ask("从2022年到2023年，纸浆厂的机器动起来的有几成，怎么变的？")

    assert [point.quote for point in answer.data_points] == ["84%", "81%"]


def test_a_figure_under_its_heading_does_not_stand_for_one_known_at_other_times(
    tmp_path: Path,
) -> None:
    path = tmp_path / "brick.md"
    path.write_text(
        "# 砖瓦行业报告\n\n## 粉煤灰砖\n\n2023年，粉煤灰砖产量规模为12亿块。2027年，粉煤灰砖产量规模预计为20亿块。\n\n"
        "## 粉煤灰砖的机械\n\n2026年，全国制砖设备产量规模预计为5亿块。\n",
        encoding="utf-8",
    )
    base = KnowledgeBase.build([path], tmp_path / "index", Config.load(), Meaning(256))
    answer = base.ask("2026年粉煤灰砖产量规模是多少？")
    assert answer.status == "partial"
    assert [point.quote for point in answer.data_points] == ["12亿块", "20亿块"]


@pytest.mark.parametrize(
    ("question", "dated"),
    [
        ("Primer revenue in 2023?", None),
        ("Primer revenue in 2024?", False),
        ("Trial costs in 2019?", False),
        ("Primer revenue?", True),
    ],
)
def test_what_is_told_of_no_time_is_of_the_year_of_most_figures(
    tmp_path: Path, question: str, dated: bool | None
) -> None:
    text = (
        "# Paints\n\nSales reached $9 million in 2024, up from $8 million in 2023. Profit was $2 million in 2024.\n\n"
        "Primers brought in $3 million.\n\nA trial began in 2019. It cost $4 million.\n"
    )
    knowledge_base = built(tmp_path, text)
    told = "$4 million" if "Trial" in question else "$3 million"
    point = next(p for p in knowledge_base.data_points() if p.quote == told)
    point = replace(point, period=Period())
    asker = knowledge_base._asker({})
    stated = Stated(asker._answerer._structured._judge, asker.records.store)

    assert stated.dated(point, understand(question, knowledge_base.vocabulary)) is dated
