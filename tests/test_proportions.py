"""What shares come to and leave, what figures take in, and questions in several sentences; invented."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fakes import FakeEmbedder
from small_report import lines, quotes

from kb.config import Config
from kb.knowledge_base import KnowledgeBase
from kb.types import Answer

REPORT = """# 2024年毛巾行业观察

## 一、规模

2024年，全国毛巾市场零售额为820.0亿元，比上年增长6.5%。市场规模只计家用毛巾，不含酒店布草。

2024年，线上渠道占零售额的46.5%，商超占31.2%，其他渠道占22.3%。2021年线上渠道占比为38.0%。

2024年全年新开毛巾门店3100家，关闭门店2700家，年末门店总数为5.6万家。

2024年全国毛巾出口额为90.0亿元，占全球的30.0%。2024年末毛巾剩余库存为3.2万吨，库存占比为15.0%。

Bathrobe exports were $12.0 billion in 2024, 30% of all exports.

## 二、原料

纱线有环锭纺与气流纺两种。气流纺更适合厚毛巾。2024年环锭纺毛巾的占比为71.0%。

MX-3织机每小时用电12千瓦时，表中其他机型都更高。

## 三、建议

### 对经销商

- 先看周边客流再开店。
- 备足三个月的货款。

### 对厂家

- 少做低价贴牌。
- 统一尺寸标签。

表1 门店最多的城市
2024年排名　城市　2024年门店数（家）　2023年排名
1　高阳　940　2
2　南通　910　1
3　泉州　780　3
"""
_FOLDERS: list[TemporaryDirectory[str]] = []


@cache
def base() -> KnowledgeBase:
    """The report's knowledge base, built once a run."""
    folder = TemporaryDirectory(prefix="kb-towels-")
    _FOLDERS.append(folder)
    path = Path(folder.name) / "towels.md"
    path.write_text(REPORT, encoding="utf-8")
    return KnowledgeBase.build([path], path.parent / "index", Config.load(), FakeEmbedder())


def ask(question: str) -> Answer:
    return base().ask(question)


def test_a_share_is_turned_into_an_amount_of_its_whole() -> None:
    answer = ask("按比例折算，2024年线上渠道的零售额大概多少亿元？")

    assert answer.status == "answered"
    assert lines(answer)[:2] == [
        "按占比折算，2024年线上渠道约为381.3亿元（820.0亿元 × 46.5% ≈ 381.3亿元）[1][2]。",
        "这是折算值，文档没有直接给出；前提是占比与总额口径一致。",
    ]
    assert [point.quote for point in answer.data_points] == ["46.5%", "820.0亿元"]


def test_what_a_share_leaves_is_told_with_its_formula() -> None:
    answer = ask("2024年环锭纺毛巾占比之外，剩下的还有百分之几？")

    assert answer.status == "answered"
    assert lines(answer)[0] == "除2024年环锭纺毛巾外，其余为29%（100% − 71% = 29%）[1]。"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2024年毛巾剩余库存是多少？", "3.2万吨"),
        ("2024年其他渠道占多少？", "22.3%"),
        ("2024年毛巾市场零售额折合多少亿元", "820.0亿元"),
        ("按占比折算，2024年毛巾出口额是多少亿元", "90.0亿元"),
        ("How large were bathrobe exports in dollars in 2024?", "$12.0 billion"),
    ],
)
def test_what_is_stated_is_not_worked_out_from_a_share(question: str, told: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert [point.quote for point in answer.data_points] == [told]
    assert not answer.derivations


def test_of_two_shares_that_a_question_may_mean_the_one_that_it_writes_out_is_taken() -> None:
    answer = ask("2024年除线上渠道外其余占百分之几？")

    assert lines(answer)[0] == "除2024年线上渠道外，其余为53.5%（100% − 46.5% = 53.5%）[1]。"
    assert "其余为" not in ask("2024年渠道其余占百分之几？").text


def test_no_share_of_something_else_is_turned_into_an_amount() -> None:
    answer = ask("按比例折算，2024年出口渠道的零售额大概多少亿元？")

    assert "按占比折算" not in answer.text


@pytest.mark.parametrize("question", ["毛巾市场规模里含不含酒店布草？", "零售额包不包酒店布草"])
def test_what_a_figure_takes_in_is_told_by_the_sentence_that_says_so(question: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert quotes(answer)[0] == "市场规模只计家用毛巾，不含酒店布草。"


def test_an_amount_and_its_growth_are_each_answered_the_amount_first() -> None:
    answer = ask("2024年毛巾市场零售额有多大，比上年增长了百分之几")

    assert lines(answer)[::2] == [
        "2024年全国毛巾市场零售额：820.0亿元[1]。",
        "2024年全国毛巾市场零售额同比增长：6.5%[1]。",
    ]


@pytest.mark.parametrize(
    "question", ["毛巾市场零售额多大？我说的是2024年", "毛巾市场零售额多大？要2024全年的"]
)
def test_a_time_that_is_given_afterwards_is_that_of_the_question(question: str) -> None:
    answer = ask(question)

    assert answer.status == "answered"
    assert lines(answer)[0] == "2024年全国毛巾市场零售额：820.0亿元[1]。"


def test_what_closed_is_not_what_there_is() -> None:
    answer = ask("2024年毛巾门店一共关掉了多少家？")

    assert [point.quote for point in answer.data_points] in ([], ["2700家"])
    assert "5.6万家" not in lines(answer)[0]


def test_a_figure_of_what_stands_beside_it_is_not_taken_for_one_of_the_thing_asked() -> None:
    answer = ask("2024年气流纺占了多少比例？")

    assert answer.status != "answered"


def test_the_list_under_a_heading_for_whom_is_quoted() -> None:
    answer = ask("报告给经销商提了哪些建议？")

    assert answer.status == "answered"
    assert quotes(answer) == ["- 先看周边客流再开店。", "- 备足三个月的货款。"]


def test_ranks_of_two_years_in_one_table_are_those_of_the_names() -> None:
    ranks = [
        (point.entity, point.period.key, point.value)
        for point in base().data_points()
        if point.kind == "rank"
    ]
    assert sorted(ranks) == [
        ("南通", "2023", 1.0),
        ("南通", "2024", 2.0),
        ("泉州", "2023", 3.0),
        ("泉州", "2024", 3.0),
        ("高阳", "2023", 2.0),
        ("高阳", "2024", 1.0),
    ]


def test_several_places_one_after_the_other_are_all_told() -> None:
    answer = ask("2024年毛巾门店数第二第三的城市是谁")

    assert answer.status == "answered"
    assert lines(answer)[0] == "2024年：第2南通、第3泉州[1]。"
