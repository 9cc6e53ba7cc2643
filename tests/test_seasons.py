"""Seasons: figures of years that go over into the next, asked for and set against each other."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes import FakeEmbedder

from kb.answering.computing.operands import before
from kb.config import Config
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer, Period

REPORT = """# 2023/24榨季糖业年度报告

## 一、产量

2023/24榨季全国产糖996万吨，比2022/23榨季的897万吨增长11.0%。甜菜糖产量114万吨，上一榨季为108万吨，增长5.6%。

## 二、企业

| 企业 | 2022/23产糖量（万吨） | 2023/24产糖量（万吨） | 吨糖售价（元） |
|---|---|---|---|
| 沙岭糖业 | 58 | 66 | 6,240 |
| 白藤集团 | 47 | 45 | 6,080 |
| 南河制糖 | 31 | 37 | 6,150 |
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base() -> KnowledgeBase:
    """The report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-seasons-")
    _FOLDERS.append(folder)
    path = Path(folder.name) / "sugar.md"
    path.write_text(REPORT, encoding="utf-8")
    return KnowledgeBase.build([path], path.parent / "index", Config.load(), FakeEmbedder())


def ask(question: str) -> Answer:
    return base().ask(question)


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("23/24榨季甜菜糖产量多少", ["114万吨"]),
        ("2022/23榨季甜菜糖产量多少", ["108万吨"]),
        ("沙岭糖业23/24产糖量多少", ["66"]),
        ("22/23榨季沙岭糖业产糖量多少", ["58"]),
    ],
)
def test_a_season_is_asked_for_as_one_time(question: str, quotes: list[str]) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert [point.quote for point in answer.data_points] == quotes


def test_a_figure_of_a_season_is_of_neither_of_its_years() -> None:
    assert ask("沙岭糖业2021年产糖量多少").status != "answered"
    assert ask("沙岭糖业2023年产糖量多少").status != "answered"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("23/24榨季沙岭糖业产糖量比22/23多多少", "2023/24年度比2022/23年度多8万吨"),
        ("23/24榨季沙岭糖业产糖量比白藤集团多多少", "多21万吨"),
        ("甜菜糖23/24榨季产量比上一榨季多了多少", "2023/24年度比2022/23年度多6万吨"),
    ],
)
def test_seasons_are_set_against_each_other(question: str, told: str) -> None:
    assert told in ask(question).text


def test_the_season_before_one() -> None:
    assert before(Period(2023, 2024, text="23/24榨季")).key == "2022-2023"
    assert (
        Period(2023, 2024, text="23/24榨季").years,
        Period(2023, 2024, text="2023-2024年").years,
    ) == (0, 1)
