"""Whose figures a portrait of a company gives, and what is asked of a company by name; all invented."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes import FakeEmbedder
from small_report import lines

from kb.config import Config
from kb.figures import extract
from kb.figures.profiles import profiles
from kb.knowledge_base import KnowledgeBase
from kb.readers import read_text
from kb.types import Answer

REPORT = """# 2024年露营装备行业年报

## 一、市场

2024年露营装备市场规模为210.0亿元，同比增长12.0%。

**智慧营地：** 2024年智慧营地共有320个，公司化运营的占41.0%。

## 二、企业案例

### 2.1 岚迹户外：从帐篷到整套装备

岚迹户外总部位于宁波。2024年营收18.5亿元，毛利率为36.0%。

### 2.2 渠道格局

线上渠道占比为47.0%。

**栖野科技**：总部位于厦门，2024年营收6.2亿元，研发人员占员工总数的31.0%。

**垚川帐篷。** 位于赣州的代工企业，2024年亏损0.4亿元。

## Three makers

**Tarnhill.** The Leeds-based maker earned $40 million in 2024.

**Rising demand.** Sales of tents grew by 9% in 2024.
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base() -> KnowledgeBase:
    """The report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-camping-")
    _FOLDERS.append(folder)
    path = Path(folder.name) / "camping.md"
    path.write_text(REPORT, encoding="utf-8")
    return KnowledgeBase.build([path], path.parent / "index", Config.load(), FakeEmbedder())


def ask(question: str) -> Answer:
    return base().ask(question)


def test_headings_and_the_starts_of_paragraphs_portray_companies_but_no_fields() -> None:
    document = read_text(REPORT, name="camping.md")

    found = profiles(document)

    assert [one.name for one in found] == ["岚迹户外", "栖野科技", "垚川帐篷", "Tarnhill"]
    assert all(one.name in document.text[one.start : one.start + 40] for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_the_figures_of_a_portrait_are_those_of_its_company_and_no_others() -> None:
    document = read_text(REPORT, name="camping.md")
    found = [(p.entity, p.metric, p.quote) for p in extract(document)]

    assert ("岚迹户外", "营收", "18.5亿元") in found
    assert ("栖野科技", "营收", "6.2亿元") in found
    assert {entity for entity, _, quote in found if quote == "$40 million"} == {"Tarnhill"}
    assert {e for e, _, quote in found if quote in ("210.0亿元", "320个", "47.0%", "9%")} == {""}


@pytest.mark.parametrize(
    ("sentence", "entity"),
    [
        ("2024年营收18.5亿元。", "岚迹户外"),
        ("2024年消费级市场份额为31.0%。", "岚迹户外"),
        ("2023年行业平均毛利率为15.0%。", ""),
        ("2024年中国露营市场规模为816亿元。", ""),
        ("竞争对手栖野科技2024年营收6.2亿元。", ""),
    ],
)
def test_what_a_portrait_says_of_others_is_not_its_companys(sentence: str, entity: str) -> None:
    text = f"# 露营行业年报\n\n## 企业案例\n\n### 岚迹户外：整套装备\n\n岚迹户外总部位于宁波。{sentence}"

    assert [p.entity for p in extract(read_text(text, name="camping.md"))] == [entity]


def test_one_company_is_never_answered_with_the_figure_of_another() -> None:
    answer = ask("栖野去年营收多少？")
    other = ask("垚川帐篷2024年营收多少？")

    assert [point.quote for point in answer.data_points] == ["6.2亿元"]
    assert lines(answer)[0] == "2024年栖野科技 营收：6.2亿元[1]。"
    assert other.status != "answered"
    assert "18.5" not in other.text and "6.2" not in other.text


@pytest.mark.parametrize(
    "question",
    [
        "岚迹户外的创始人是谁？",
        "岚迹户外老板叫什么",
        "栖野科技在哪个交易所上市",
        "Who founded Tarnhill as its founder?",
    ],
)
def test_what_is_asked_of_a_company_by_name_has_to_be_said(question: str) -> None:
    assert ask(question).status == "refused"


def test_where_it_has_its_seat_is_said() -> None:
    answer = ask("栖野科技总部在哪里？")

    assert answer.status == "answered"
    assert "厦门" in answer.text


def test_how_many_there_are_is_no_share_and_no_money() -> None:
    answer = ask("栖野科技一共有多少员工？")

    assert answer.status != "answered"
    assert not answer.data_points


RANKED = """# 新茶饮行业

表1 品牌门店数排行，2023-2024

| 排名 | 2023年 | 2024年 |
| --- | --- | --- |
| 1 | 禾语茶坊 | 禾语茶坊 |
| 2 | 青雾里 | 果然 |

青雾里走直营路线，2024年营业收入为67亿元，亏损3.1亿元。禾语茶坊走加盟路线，净利润为8.2亿元。

果然，2024年门店总数为43万家。
"""


def test_a_paragraph_that_begins_with_a_ranked_name_is_about_it_up_to_the_next() -> None:
    whose = [(point.entity, point.quote) for point in extract(read_text(RANKED, name="a.md"))]
    assert whose[4:] == [
        ("青雾里", "67亿元"),
        ("青雾里", "3.1亿元"),
        ("", "8.2亿元"),
        ("", "43万家"),
    ]


MAKERS = """# 电池回收

## 1 竞争格局

竞争格局由分散走向集中，2024年前五家占31%。

## 2 重点企业

环锂科技是国内最大的第三方回收商，2024年营收38.4亿元。

碳循新材由一家材料企业孵化，2024年处理量为4.9万吨，仅次于环锂科技。公司与12家车企签约。

锐控科技以控制系统起家，在化工行业系统市场占有率排第一，达到31%。

头部企业是扩产主力，2024年产能为90万吨。
"""


def test_a_paragraph_under_a_heading_of_companies_is_about_the_coined_name_it_begins_with() -> None:
    whose = [(point.entity, point.quote) for point in extract(read_text(MAKERS, name="a.md"))]
    assert whose == [
        ("", "31%"),
        ("环锂科技", "38.4亿元"),
        ("碳循新材", "4.9万吨"),
        ("碳循新材", "12家"),
        ("", "第一"),
        ("锐控科技", "31%"),
        ("", "90万吨"),
    ]
