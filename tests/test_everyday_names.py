"""Everyday words for industries: put as a ranking calls them, and left alone where it ranks other things."""

from __future__ import annotations

from functools import cache

import pytest

from kb.answering.rankings.everyday_names import as_ranked
from kb.figures.vocabulary.vocabulary import Vocabulary

INDUSTRIES = ("互联网", "电信", "政府", "金融", "医疗", "教育")


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary.load()


@pytest.mark.parametrize(
    ("said", "ranked"),
    [
        ("运营商升了几位", "电信升了几位"),
        ("银行金融这类排第几", "金融这类排第几"),
        ("医院看病行业排第几", "医疗行业排第几"),
        ("what place do hospitals have", "what place do 医疗 have"),
        ("教育排第几，大学的事", "教育排第几，教育的事"),
        ("电信和银行谁在前", "电信和银行谁在前"),
        ("互联网排第几", "互联网排第几"),
    ],
)
def test_an_industry_is_called_as_the_ranking_calls_it(said: str, ranked: str) -> None:
    assert as_ranked(said, INDUSTRIES, vocabulary()) == ranked


def test_a_ranking_with_a_row_of_that_name_is_asked_for_that_row() -> None:
    names = (*INDUSTRIES, "银行")
    assert as_ranked("银行排第几", names, vocabulary()) == "银行排第几"


def test_a_ranking_of_other_things_is_asked_as_it_was() -> None:
    assert as_ranked("运营商升了几位", ("杭州", "深圳", "电信"), vocabulary()) == "运营商升了几位"
