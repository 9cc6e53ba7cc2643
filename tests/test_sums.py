"""What several figures come to together, or that no sum is told; on an invented report."""

from __future__ import annotations

import pytest
from asked_texts import ask
from small_report import lines

REPORT = """# 2024年灯塔用品观察

## 一、销量

2024年，全国航标灯销量为1.2万盏。2023年，全国航标灯销量为0.9万盏。2024年，全国雾笛销量为3500只。

2024年，反光镜市场规模为12.5亿元，透镜市场规模为7.7亿元。预计2030年，反光镜市场规模将达到20.1亿元，透镜市场规模将达到9.4亿元。

2024年，海运客户采购额占34.0%，渔业客户采购额占21.5%。

2024年，石英和云母两种原料合计用去5.6万吨。2024年，石英用量为4.1万吨。

## 二、厂家

表1 2024年各厂家营收（亿元）

| 厂家 | 营收 |
| --- | --- |
| 东礁 | 6.4 |
| 白浪 | 5.1 |
| 长屿 | 3.05 |
| 合计 | 20.2 |
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "2024年反光镜和透镜的市场规模加起来多少",
            "2024年：反光镜市场规模、透镜市场规模合计20.2亿元（12.5亿元 + 7.7亿元 = 20.2亿元）[1]。",
        ),
        (
            "2024年反光镜加上透镜市场规模是多少",
            "2024年：反光镜市场规模、透镜市场规模合计20.2亿元（12.5亿元 + 7.7亿元 = 20.2亿元）[1]。",
        ),
        (
            "2030年反光镜与透镜市场规模之和是多少",
            "2030年（预测）：反光镜市场规模、透镜市场规模合计29.5亿元（20.1亿元 + 9.4亿元 = 29.5亿元）[1]。",
        ),
        (
            "2023年和2024年航标灯销量一共多少",
            "全国航标灯销量：2023年、2024年合计2.1万盏（0.9万盏 + 1.2万盏 = 2.1万盏）[1][2]。",
        ),
        (
            "东礁和白浪2024年营收合计多少",
            "2024年：东礁营收、白浪营收合计11.5亿元（6.4亿元 + 5.1亿元 = 11.5亿元）[1]。",
        ),
        (
            "东礁、白浪和长屿2024年营收加在一起有多少",
            "2024年：东礁营收、白浪营收、长屿营收合计14.55亿元（6.4亿元 + 5.1亿元 + 3.05亿元 = 14.55亿元）[1]。",
        ),
        (
            "2024年海运客户和渔业客户的采购额占比相加是多少",
            "2024年：海运客户采购额占比、渔业客户采购额占比合计55.5%（34.0% + 21.5% = 55.5%）[1]。",
        ),
    ],
)
def test_a_sum_is_computed_of_what_is_named(question: str, first: str) -> None:
    answer = ask(REPORT, question)
    assert (answer.status, lines(answer)[0]) == ("answered", first)
    assert not answer.warnings


def test_a_sum_that_the_text_tells_is_not_computed() -> None:
    answer = ask(REPORT, "2024年石英和云母合计用了多少吨")
    assert answer.status == "answered"
    assert "5.6万吨" in lines(answer)[0]
    assert not answer.derivations


def test_what_is_of_another_unit_is_not_added() -> None:
    answer = ask(REPORT, "2024年航标灯和雾笛的销量加起来多少")
    assert answer.status == "partial"
    assert "文档没有直接给出合计，这里也没有算出。" in lines(answer)
    assert not answer.derivations


def test_of_two_of_which_one_is_unknown_no_sum_is_told() -> None:
    answer = ask(REPORT, "2024年反光镜和浮标的市场规模加起来多少")
    assert answer.status != "answered"
    assert not answer.derivations


def test_a_sum_of_a_forecast_is_told_in_english_as_one() -> None:
    answer = ask(REPORT, "How much do the market sizes of 反光镜 and 透镜 add up to in 2030?")
    assert lines(answer)[0] == (
        "2030 (forecast): 反光镜市场规模, 透镜市场规模 come to 29.5亿元 (2.95 billion yuan) together "
        "(20.1亿元 + 9.4亿元 = 29.5亿元) [1]."
    )


def test_of_one_thing_a_total_is_no_sum() -> None:
    text = "# 灯塔观察\n\n截至2024年末，长屿已有236座灯塔改为无人值守。\n"
    answer = ask(text, "谈到航运和渔业时想提及长屿，请问长屿一共有多少座灯塔改为无人值守？")
    assert "236座" in answer.text
    assert "合计" not in answer.text


def test_a_franchise_adds_nothing() -> None:
    text = "# 灯塔观察\n\n截至2024年末，东礁拥有1,120家加盟店，白浪拥有86家直营店。\n"
    answer = ask(text, "东礁有多少家加盟店")
    assert answer.status == "answered"
    assert "合计" not in answer.text


def test_a_sum_of_others_in_the_same_sentence_is_none_of_those_asked_for() -> None:
    text = "# 软件\n\n东港占全国收入的42%，南港占19%，其余地区合计39%。\n"
    assert lines(ask(text, "东港和南港一共占多少？"))[0].endswith("合计61%（42% + 19% = 61%）[1]。")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("流到小作坊的占几成？", "其余（流向小作坊）：72%（100% − 28% = 72%）[1]。"),
        ("规范回收的比例是多少？", "规范回收占比：28%[1]。"),
        ("女性受访者占多少？", "女性受访者占比：58%[1]。"),
    ],
)
def test_what_the_rest_is_follows_from_the_part(question: str, first: str) -> None:
    text = (
        "# 回收\n\n规范回收的比例只有28%，其余流向小作坊。\n\n女性受访者占58%，其余为男性2180人。\n"
    )
    assert lines(ask(text, question))[0] == first
