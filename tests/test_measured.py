"""What a figure measures: people by whatever they are called, and not things."""

import pytest

from kb.figures.lookup.lookup import parse_question
from kb.figures.lookup.measured import is_for_all, is_for_one, is_other_sort
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import DataPoint


def measured(metric: str, unit: str, dimension: str) -> DataPoint:
    """260 of a measure."""
    return DataPoint(
        metric=metric,
        value=260.0,
        unit=unit,
        kind="count" if dimension != "mass" else "level",
        start=0,
        end=3,
        quote="260",
        sentence_start=0,
        sentence_end=3,
        normalised=260.0,
        normalised_unit=unit,
        dimension=dimension,
    )


@pytest.mark.parametrize(
    ("question", "metric", "unit", "other"),
    [
        ("云笺的月活有多少人", "月活跃用户数", "", False),
        ("云笺去年有多少人", "员工", "人", False),
        ("旱冰场一年来多少人", "游客", "", False),
        ("how many people use it", "monthly active users", "", False),
        ("云笺开了多少人的店", "门店", "家", True),
        ("how many people use it", "servers", "台", True),
    ],
)
def test_people_are_counted_by_what_they_are_called(
    question: str, metric: str, unit: str, other: bool
) -> None:
    point = measured(metric, unit, "count" if unit else "number")
    assert is_other_sort(point, question) is other


def test_the_mean_of_one_of_many_is_no_sum_and_that_of_a_month_may_be() -> None:
    total = measured("融资额", "亿元", "money")
    assert is_other_sort(total, "平均每起融资额多少")
    assert is_other_sort(total, "平均每一家融资额多少")
    assert not is_other_sort(total, "平均每个月融资额多少")
    assert not is_other_sort(measured("单店平均融资额", "亿元", "money"), "平均每家店融资额多少")


def test_shops_are_no_people_and_machines_no_shops() -> None:
    question = "一个加盟商平均开几家"
    assert is_other_sort(measured("加盟商数量", "人", "count"), question, "家")
    assert is_other_sort(measured("咖啡机", "台", "count"), question, "家")
    assert not is_other_sort(measured("门店", "家", "count"), question, "家")
    assert not is_other_sort(measured("网点", "个", "count"), question, "家")
    assert is_other_sort(measured("员工", "人", "count"), "环锂有几个厂", "个")
    assert not is_other_sort(measured("员工", "人", "count"), "环锂有几个员工", "个")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("2023年水泵卖了多少钱", {"水泵", "销售额"}),
        ("2023年水泵卖了多少台", {"水泵", "销量"}),
        ("一台水泵卖多少钱", {"水泵"}),
    ],
)
def test_what_was_sold_for_money_is_what_was_taken(question: str, words: set[str]) -> None:
    asked = parse_question(question, Vocabulary.load())
    assert {word.text for word in asked.words} == words


@pytest.mark.parametrize(
    ("question", "metric", "for_one"),
    [
        ("去年甜柚的产量是多少", "亩均甜柚产量", True),
        ("去年甜柚每亩产量是多少", "亩均甜柚产量", False),
        ("去年甜柚亩均产量是多少", "亩均甜柚产量", False),
        ("去年甜柚的产量是多少", "甜柚产量", False),
        ("去年甜柚的价格是多少", "单店日均价格", False),
    ],
)
def test_what_one_of_many_has_is_not_what_all_have(
    question: str, metric: str, for_one: bool
) -> None:
    point = measured(metric, "kg", "mass")
    words = {word.text for word in parse_question(question, Vocabulary.load()).words}
    assert is_for_one(point, words, question) is for_one


@pytest.mark.parametrize(
    ("question", "unit", "for_all"),
    [
        ("How much does the average Dane spend on kites?", "billion EUR", True),
        ("What is spent on kites per head?", "million EUR", True),
        ("人均花在风筝上的钱是多少", "亿元", True),
        ("How much does the average Dane spend on kites?", "EUR", False),
        ("How much is spent on kites?", "billion EUR", False),
        ("What does the average price come to?", "million EUR", False),
    ],
)
def test_no_one_has_millions_of_what_all_have(question: str, unit: str, for_all: bool) -> None:
    assert is_for_all(measured("spending", unit, "money"), question) is for_all


@pytest.mark.parametrize(
    ("question", "metric", "other"),
    [
        ("绿茶一年卖多少", "绿茶与红茶只差", True),
        ("绿茶销售额是多少", "绿茶销售额与红茶的差距", True),
        ("how much green tea is sold", "green tea gap", True),
        ("绿茶与红茶相差多少", "绿茶与红茶只差", False),
        ("绿茶比红茶高出多少", "绿茶与红茶的差额", False),
        ("how big is the gap between green tea and black tea", "green tea gap", False),
        ("绿茶一年卖多少", "绿茶销售额", False),
    ],
)
def test_how_far_two_things_are_apart_is_no_amount_of_one(
    question: str, metric: str, other: bool
) -> None:
    assert is_other_sort(measured(metric, "亿元", "money"), question) is other
