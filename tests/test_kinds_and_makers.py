"""What a kind of thing is most of, in a report that ranks its makers as well, and where those are based."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes import FakeEmbedder

from kb.config import Config
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

ENGLISH = """# Bicycle Saddles 2024

## 1. Saddles

**Table 1: Saddles by type, 2024**

| Type | Units (million) | Share of units | Change on 2023 | Average price (€) |
|---|---|---|---|---|
| Gel saddle | 8.4 | 42.0% | +2.5% | 24.0 |
| Leather saddle | 3.6 | 18.0% | -6.1% | 96.0 |
| Carbon saddle | 1.2 | 6.0% | +11.4% | 140.0 |
| Foam saddle | 6.8 | 34.0% | -1.2% | 15.0 |

## 2. Makers

**Table 2: Four largest saddle makers, 2024**

| Rank | Company | Head office | Revenue (€ m) | Growth |
|---|---|---|---|---|
| 1 | Brunel Seating | Leeds, England | 212 | +4.0% |
| 2 | Castagna | Vicenza, Italy | 187 | -3.5% |
| 3 | Halvik Group | Odense, Denmark | 120 | +9.1% |
| 4 | Taki Works | Sakai, Japan | 96 | +1.7% |
"""
CHINESE = """# 2024年鞍座行业报告

## 一、品类

表1 2024年各类鞍座销售情况

| 类型 | 销量（万个） | 同比（%） | 均价（元） |
|---|---|---|---|
| 硅胶鞍座 | 840 | 2.5 | 180 |
| 真皮鞍座 | 360 | -6.1 | 720 |
| 碳纤鞍座 | 120 | 11.4 | 1050 |

## 二、企业

表2 2024年鞍座企业排名

| 排名 | 企业 | 总部所在地 | 营收（亿元） |
|---|---|---|---|
| 1 | 骑远科技 | 天津 | 16.2 |
| 2 | 稳途股份 | 昆山 | 11.8 |
| 3 | 岚行车业 | 东莞 | 9.4 |
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base(report: str) -> KnowledgeBase:
    """The knowledge base of one report, built once a run."""
    folder = TemporaryDirectory(prefix="kb-saddles-")
    _FOLDERS.append(folder)
    path = Path(folder.name) / "saddles.md"
    path.write_text(report, encoding="utf-8")
    return KnowledgeBase.build([path], path.parent / "index", Config.load(), FakeEmbedder())


def ask(question: str) -> Answer:
    return base(ENGLISH if question.isascii() else CHINESE).ask(question)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "Which saddle type sold the most units in 2024?",
            "Saddles Units, 2024: the highest is Gel saddle, with 8.4 million [1].",
        ),
        (
            "Which type of saddle is the most expensive?",
            "Saddles Average price, 2024: the highest is Carbon saddle, with 140.0 EUR [1].",
        ),
        (
            "What is the cheapest kind of saddle?",
            "Saddles Average price, 2024: the lowest is Foam saddle, with 15.0 EUR [1].",
        ),
        (
            "Which saddle has the smallest share of units?",
            "Saddles Share of units, 2024: the lowest is Carbon saddle, with 6.0% [1].",
        ),
        (
            "Which type of saddle lost the most in 2024?",
            "Saddles Change, 2024: the lowest is Leather saddle, with -6.1% [1].",
        ),
        ("Which saddle maker is the largest?", "2024: No. 1 Brunel Seating [1]."),
        ("哪种鞍座2024年销量最高？", "2024年鞍座销售销量，最高的是硅胶鞍座：840万个[1]。"),
        ("哪类鞍座最贵？", "2024年鞍座销售均价，最高的是碳纤鞍座：1050元[1]。"),
        ("2024年排名第一的鞍座企业是哪家？", "2024年：第1骑远科技[1]。"),
    ],
)
def test_a_kind_is_ranked_by_its_measure_and_never_by_its_makers(question: str, text: str) -> None:
    answer = ask(question)

    assert (answer.text, answer.status) == (text, "answered")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Where is Halvik Group based?", "Halvik Group — Head office: Odense, Denmark [1]."),
        ("Where is Castagna headquartered?", "Castagna — Head office: Vicenza, Italy [1]."),
        ("Where is the head office of Taki Works?", "Taki Works — Head office: Sakai, Japan [1]."),
        ("Which country is Castagna from?", "Castagna — Head office: Vicenza, Italy [1]."),
        (
            "Which company is second, and where is it based?",
            "2024: No. 2 Castagna [1].\nCastagna — Head office: Vicenza, Italy [1].",
        ),
        ("Where does Halvik Group rank?", "Halvik Group: 2024 No. 3 [1]."),
        ("稳途股份的总部在哪里？", "稳途股份——总部所在地：昆山[1]。"),
        ("岚行车业位于哪个城市？", "岚行车业——总部所在地：东莞[1]。"),
        ("岚行车业排第几？", "岚行车业：2024年第3位[1]。"),
    ],
)
def test_where_somebody_is_based_stands_in_a_row(question: str, text: str) -> None:
    answer = ask(question)

    assert (answer.text, answer.status) == (text, "answered")


def test_a_place_that_no_row_gives_is_not_taken_from_a_ranking() -> None:
    assert ask("Where is the leather of Castagna made?").status != "answered"
