"""Questions in the words of speech, on a report that writes in others; its names and numbers are invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from small_report import built

from kb.answering.understanding.short_names import ShortNames
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

REPORT = """# 2024年面粉行业观察

## 一、企业

表1 面粉企业收入排名

| 企业 | 2021年 | 2022年 | 2023年 |
| --- | --- | --- | --- |
| 麦浪集团 | 2 | 1 | 1 |
| 穗禾食品 | 1 | 2 | 2 |
| 磐磨科技 | 3 | 3 | 3 |

麦浪集团排名第一，得益于自建粮库带来的成本优势。

表2 面粉企业经营指标

| 企业 | 2023年收入（亿元） | 2023年毛利率 |
| --- | --- | --- |
| 麦浪集团 | 30.5 | 12.5% |
| 穗禾食品 | 21.0 | 14.0% |
| 磐磨科技 | 18.4 | 9.5% |

表3 面粉企业市场份额（%）

| 企业 | 2022 | 2023 |
| --- | --- | --- |
| 麦浪集团 | 14.2 | 15.0 |
| 穗禾食品 | 11.8 | 10.3 |
| 磐磨科技 | 8.0 | 9.1 |

2023年面条销售额为44亿元，馒头销售额为30亿元。与2022年相比，面条由40亿元增长10.0%，馒头由25亿元增长20.0%。

2023年末，前三名企业在手订单合计47亿元。全国面粉平均产能利用率为63%。

磐磨科技陷入停滞。受访者提到大客户流失、设备老化和外省销售缓慢。

## 二、行情

面粉价格连续两年下跌，行业普遍感到压力。价格下跌有四方面原因：一是新建产能集中投产，供给过剩；二是小麦进口增加；三是餐饮需求恢复不及预期；四是小厂低价清库存。业内预计价格在2025年企稳。
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base() -> KnowledgeBase:
    """The report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-flour-")
    _FOLDERS.append(folder)
    return built(Path(folder.name), REPORT)


def ask(question: str) -> Answer:
    return base().ask(question)


@pytest.mark.parametrize(
    "question", ["麦浪和穗禾，23年谁毛利更高？", "穗禾食品和麦浪集团谁的毛利率更高"]
)
def test_a_measure_that_is_named_is_compared_and_not_the_ranks(question: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "comparison")
    assert "穗禾食品更高：14.0%，麦浪集团为12.5%" in answer.text


def test_who_is_ahead_is_still_answered_by_the_ranks() -> None:
    assert ask("23年磐磨还压着穗禾一头吗？").text.startswith("不是")


def test_what_held_in_most_years_is_corrected_and_explained() -> None:
    answer = ask("麦浪集团凭什么每年都排名第一？")

    assert answer.text.startswith("问题的前提与榜单不符：2021年麦浪集团第2")
    assert "麦浪集团排名第一，得益于自建粮库带来的成本优势。" in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [("头部三家手里的订单有多少？", "47亿元"), ("全国面粉现在开工跑到几成？", "63%")],
)
def test_speech_finds_the_figure(question: str, value: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert value in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "跟上一年比，穗禾2023年的份额掉了几个点？",
            "穗禾食品 面粉企业市场份额：2023年比2022年低1.5个百分点（11.8% − 10.3% = 1.5个百分点）",
        ),
        (
            "2023年面条较上一年增加了多少亿元？",
            "2023年面条销售额比2022年面条多4亿元（44亿元 − 40亿元 = 4亿元）",
        ),
    ],
)
def test_a_change_is_computed_from_one_things_two_years(question: str, first: str) -> None:
    answer = ask(question)

    assert (answer.status, answer.intent) == ("answered", "difference")
    assert answer.text.startswith(first)


def test_what_is_said_of_the_first_few_is_no_figure_of_one_of_them() -> None:
    assert "47" not in ask("穗禾手里还有多少订单？").text


def test_what_a_paragraph_numbers_is_quoted_whole_with_its_lead() -> None:
    answer = ask("面粉价格为什么下跌？要点都列出来")

    assert answer.status == "answered"
    assert [citation.quote for citation in answer.citations] == [
        "价格下跌有四方面原因：一是新建产能集中投产，供给过剩；",
        "二是小麦进口增加；",
        "三是餐饮需求恢复不及预期；",
        "四是小厂低价清库存。",
    ]


def test_a_reason_may_stand_in_the_sentence_after_the_one_that_is_asked_about() -> None:
    answer = ask("磐磨科技为什么陷入停滞？")

    assert [citation.quote for citation in answer.citations] == [
        "磐磨科技陷入停滞。",
        "受访者提到大客户流失、设备老化和外省销售缓慢。",
    ]


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("牧歌的份额", "牧歌集团的份额"),
        ("牧歌集团的份额", "牧歌集团的份额"),
        ("中国的份额", "中国的份额"),
        ("上海的份额", "上海的份额"),
        ("天山的份额", "天山的份额"),
        ("Arctic in 2023", "Arctic Straits Logistics in 2023"),
        ("Arctics in 2023", "Arctics in 2023"),
    ],
)
def test_the_beginning_of_a_name_stands_for_it_where_it_means_nothing_else(
    question: str, full: str
) -> None:
    counts = {
        "牧歌": 9,
        "牧歌集团": 8,
        "中国": 30,
        "中国麦业": 2,
        "上海": 2,
        "上海麦业": 2,
        "天山": 4,
    }
    counts |= {"天山麦业": 2, "天山粮油": 2, "Arctic": 3, "Arctic Straits Logistics": 3}
    names = ["牧歌集团", "中国麦业", "上海麦业", "天山麦业", "天山粮油", "Arctic Straits Logistics"]

    expanded = ShortNames(names).expand(question, counts.__getitem__, lambda word: word == "上海")

    assert expanded == full
