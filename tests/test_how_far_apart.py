"""How far two things are apart, and what so many have of something: names and numbers are invented."""

from __future__ import annotations

import pytest
from asked_texts import ask

from kb.answering.understanding.plain_wording import plainly
from kb.figures.lookup.lookup import parse_question
from kb.figures.vocabulary.vocabulary import Vocabulary

SPRINGS = """# 2024年温泉行业报告

## 一、温泉馆

表1 主要温泉馆

| 温泉馆 | 2022年入馆人次（万） | 2024年入馆人次（万） | 池区面积（公顷） | 双人套票（元） |
|---|---|---|---|---|
| 松鹤 | 31 | 44 | 1.2 | 398 |
| 泉麓 | 52 | 40 | 2.6 | 560 |
| 白渚谷 | 27 | 29 | 0.8 | 276 |

## 二、密度

2024年浙江温泉泳池密度为58个/万人，江西温泉泳池密度为41个/万人，云南温泉泳池密度为66个/万人。2024年浙江新建温泉泳池620个，江西新建温泉泳池310个，云南新建温泉泳池480个。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("泉麓的套票比松鹤贵多少？", "多162元（560元 − 398元 = 162元）"),
        ("白渚谷的套票比泉麓便宜多少钱", "多284元（560元 − 276元 = 284元）"),
        ("泉麓的池区面积比白渚谷大多少", "多1.8公顷"),
    ],
)
def test_the_name_of_the_other_is_no_part_of_how_far_it_is_apart(question: str, told: str) -> None:
    assert told in ask(SPRINGS, question).text


def test_what_is_set_against_another_at_no_time_is_of_the_latest() -> None:
    answer = ask(SPRINGS, "松鹤的入馆人次比泉麓多多少")

    assert [point.period.key for point in answer.data_points] == ["2024", "2024"]
    assert "多4万" in answer.text


def test_a_density_is_no_number_of_things() -> None:
    answer = ask(SPRINGS, "浙江的温泉泳池密度比江西高多少")

    assert sorted(point.quote for point in answer.data_points) == ["41个/万人", "58个/万人"]


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("浙江每万人有多少个温泉泳池", "个/万人"),
        ("每万名居民拥有多少台机床", "台/万人"),
        ("每百户家庭有几辆车", "辆/百户"),
        ("每家店多少人", "人"),
        ("多少台机床", "台"),
        ("有多少人工智能企业", ""),
    ],
)
def test_so_much_for_so_many_is_a_unit(question: str, unit: str) -> None:
    assert parse_question(question, Vocabulary.load()).unit == unit


def test_what_so_many_have_is_not_what_there_is_in_all() -> None:
    answer = ask(SPRINGS, "云南每万人有多少个温泉泳池？")

    assert [point.quote for point in answer.data_points] == ["66个/万人"]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("甲岭的票比乙川贵多少", "甲岭的票比 乙川 高多少钱"),
        ("甲岭的票比乙川便宜了多少元", "甲岭的票比 乙川 便宜了多少元"),
        ("哪个省的充电桩最密", "哪个省的充电桩密度最高"),
        ("哪种轴承最耐用？", "哪种轴承寿命最长？"),
        ("占比例多少", "占比例多少"),
    ],
)
def test_plain_words_for_dear_and_dense(said: str, plain: str) -> None:
    assert plainly(said) == plain
