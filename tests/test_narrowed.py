"""How many do not is no number of those who do."""

from __future__ import annotations

import pytest
from asked_texts import ask

from kb.figures.lookup.narrowed import narrowed

SURVEY = (
    "# 制泵厂调查\n\n受访的制泵厂中，超过六成的制泵厂计划在2024年使用机器人，"
    "只有12%的制泵厂表示目前没有使用机器人的计划。\n"
)


@pytest.mark.parametrize(
    ("question", "sentence", "held"),
    [
        ("没打算用机器人的厂占几成", "六成的厂计划使用机器人。", False),
        ("没打算用机器人的厂占几成", "不到六成的厂计划使用机器人。", False),
        ("没打算用机器人的厂占几成", "一成的厂没有这样的计划。", True),
        ("不愿意涨价的厂有多少", "12%的厂拒绝涨价。", True),
        ("不愿意涨价的厂有多少", "12%的厂同意涨价。", False),
        ("打算用机器人的厂占几成", "六成的厂计划使用机器人。", True),
        ("不锈钢泵占几成", "不锈钢泵占两成。", True),
        ("what share of makers do not plan to use robots", "60% plan to use robots.", False),
        ("what share of makers do not plan to use robots", "12% have no such plan.", True),
        ("what share of makers have no plan to use robots", "12% will never use them.", True),
        ("how many pumps were not sold", "60 pumps were made.", False),
    ],
)
def test_what_is_denied_has_to_be_denied(question: str, sentence: str, held: bool) -> None:
    assert narrowed(question).holds(sentence) is held


@pytest.mark.parametrize(
    ("question", "sentence", "held"),
    [
        ("泵友里男的占几成", "女性占64%。", False),
        ("泵友里女的占几成", "女性占64%。", True),
        ("泵友里男的占几成", "男性占36%，女性占64%。", True),
        ("泵的进口额", "泵的出口额为9亿元。", False),
        ("线上卖了多少泵", "线下渠道卖了9万台。", False),
        ("线上卖了多少泵", "电商渠道卖了9万台，门店卖了3万台。", True),
        ("how many women use pumps", "12% of the men do.", False),
        ("how many women use pumps", "12% of the women do.", True),
        ("urban sales of pumps", "rural sales were 9 million.", False),
    ],
)
def test_of_two_opposites_the_other_does_not_tell(question: str, sentence: str, held: bool) -> None:
    assert narrowed(question).holds(sentence) is held


@pytest.mark.parametrize(
    ("question", "sentence", "held"),
    [
        ("甲市下一期能得多少分", "甲市得93.8分。", False),
        ("甲市下一期能得多少分", "甲市预计得95分。", True),
        ("甲市上一轮得多少分", "甲市得93.8分。", False),
        ("甲市上一轮得多少分", "甲市上期得93.8分。", True),
        ("甲市上一轮得多少分", "甲市由93.8分升至95分。", True),
        ("甲市这一轮得多少分", "甲市得93.8分。", True),
        ("the score of Harle in the previous edition", "Harle scores 93.", False),
        ("the score of Harle in the previous edition", "Harle scores 93, up from 91.", True),
        ("the score of Harle in the next round", "Harle scores 93.", False),
    ],
)
def test_another_round_is_not_told_by_this_one(question: str, sentence: str, held: bool) -> None:
    assert narrowed(question).holds(sentence) is held


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("压根没打算碰机器人的制泵厂占几成？", ["12%"]),
        ("不打算使用机器人的制泵厂占多大比例？", ["12%"]),
    ],
)
def test_of_two_numbers_of_a_sentence_the_denied_one_is_told(
    question: str, values: list[str]
) -> None:
    assert [point.quote for point in ask(SURVEY, question).data_points] == values
