"""Which of several rankings a question means, and none where it means another; names and numbers are invented."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes import FakeEmbedder
from small_report import built, lines

from kb.answering.asker import Asker
from kb.answering.rankings.asked_names import read_names
from kb.answering.understanding.question import understand
from kb.config import Config
from kb.figures import extract
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.indexing.pair_reader import Sentence
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

REPORT = """# 2024年灌溉行业研究报告

## 一、规模

截至2024年底，累计安装面积居前三位的省份依次为：

1. 内蒙古，10.3万亩
2. 新疆，8.6万亩
3. 山东，7.2万亩

## 二、收益

2024年分省看，甘肃、山东、内蒙古泵站收入位列前三。

## 三、产业链

### 3.1 水泵：集成门槛降低

水泵环节，晟岭机电、科洺电气、维棠股份位列2024年国内出货前三。

### 3.2 系统集成

在国内系统集成市场，2024年远汀水务以14.2万套的出货量居首，科洺电气凭借12.6万套紧随其后，华泊数控以9.8万套滑落至第三。

## 四、应用

2024年农户不愿使用滴灌的理由依次为：地块零碎（36%）、担心堵塞（29%）、服务偏贵（18%）。
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base() -> KnowledgeBase:
    """The report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-irrigation-")
    _FOLDERS.append(folder)
    path = Path(folder.name) / "irrigation.md"
    path.write_text(REPORT, encoding="utf-8")
    return KnowledgeBase.build([path], path.parent / "index", Config.load(), FakeEmbedder())


def ask(question: str) -> Answer:
    return base().ask(question)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("国内系统集成商谁居首？", "2024年：第1远汀水务[1]。"),
        ("灌溉泵站收入前三的省份是哪几个", "2024年：第1甘肃、第2山东、第3内蒙古[1]。"),
        ("农户不愿使用滴灌的理由排第二的是什么", "2024年：第2担心堵塞[1]。"),
    ],
)
def test_the_ranking_that_is_meant_answers(question: str, first: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert lines(answer)[0] == first


def test_a_ranking_of_places_tells_of_no_scenes() -> None:
    assert "内蒙古" not in ask("累计安装面积最高的是哪个场景").text


def test_a_ranking_of_places_tells_of_no_companies() -> None:
    assert lines(ask("谁家的系统集成出货量最多"))[0] == "2024年：第1远汀水务[1]。"
    assert ask("哪个省累计安装面积最大").status == "answered"
    assert "内蒙古" not in ask("谁家的累计安装面积最大").text


def test_a_ranking_that_shares_only_common_words_answers_no_other_question() -> None:
    assert "地块零碎" not in ask("行业级市场份额前三的领域").text


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "甘肃、山东、内蒙古泵站收入位列前三。",
            [("甘肃", "泵站收入排名"), ("山东", "泵站收入排名"), ("内蒙古", "泵站收入排名")],
        ),
        (
            "甲岭、乙川、丙原的出货量位列前三。",
            [("甲岭", "出货量排名"), ("乙川", "出货量排名"), ("丙原", "出货量排名")],
        ),
        ("北京科岭、上海云数位列前二。", [("北京科岭", "排名"), ("上海云数", "排名")]),
    ],
)
def test_the_measure_that_the_last_name_carries_is_that_of_all(
    sentence: str, found: list[tuple[str, str]]
) -> None:
    assert [(p.entity, p.metric) for p in extract(sentence) if p.kind == "rank"] == found


def test_a_short_year_in_a_question_bears_out_the_year_in_the_answer() -> None:
    answer = ask("25年远汀水务的出货量")

    assert answer.status == "partial"
    assert lines(answer)[0].startswith("文档没有给出2025年的远汀水务")
    assert answer.warnings == ()


@pytest.mark.parametrize(
    ("question", "sorts"),
    [
        ("各流通渠道的占比，从大到小", {"渠道"}),
        ("各环节的占比", {"环节"}),
        ("哪个场景占比最高", {"场景"}),
        ("各城市的渠道", set()),
    ],
)
def test_what_is_asked_for_one_by_one_is_what_the_list_is_of(
    question: str, sorts: set[str]
) -> None:
    vocabulary = Vocabulary.load()

    assert read_names(understand(question, vocabulary), vocabulary).sorts == sorts


LATER = """# Pumps

## Markets

**Table 1: Pump sales by country (thousand), ranked by 2024**

| Rank 2024 | Country | 2023 | 2024 |
| --- | --- | --- | --- |
| 1 | Peru | 60 | 50 |
| 2 | Chile | 40 | 45 |
| 3 | Kenya | 20 | 25 |

## Outlook

In 2030 the order of the largest markets is Kenya, Peru and Chile. Pumps get quieter.
"""


class _Reader:
    """Takes the sentence on 2030 for an answer, and no other."""

    def logits(self, question: str, sentences: Sequence[Sentence]) -> list[float]:
        return [9.0 if one.text.startswith("In 2030") else -9.0 for one in sentences]

    def warm_up(self) -> None:
        """Nothing to load."""


@pytest.mark.parametrize(
    ("question", "status", "begins"),
    [
        ("Which country will be largest in 2030?", "answered", "In 2030 the order"),
        ("Which country was largest in 2024?", "answered", "2024: No. 1 Peru"),
        ("Which country was largest in 2015?", "partial", "The ranking covers"),
    ],
)
def test_of_a_time_that_a_ranking_does_not_cover_the_text_tells_where_it_does(
    tmp_path: Path, question: str, status: str, begins: str
) -> None:
    base = built(tmp_path, LATER)
    asker = Asker(base._generation.store, base._retriever, base.vocabulary, reader=_Reader())
    answer = asker.ask(question)

    assert (answer.status, answer.text.startswith(begins)) == (status, True)
