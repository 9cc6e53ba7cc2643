"""A question's words, put as the documents say them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.answering.understanding import near_words
from kb.answering.understanding.near_words import as_documents_say
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.text import fold

COUNTS = {
    "销量": 9,
    "产能利用率": 6,
    "中小企业": 6,
    "国外": 4,
    "海外": 9,
    "人员": 6,
    "标注": 6,
    "出口": 5,
    "staff": 4,
    "truck": 9,
    "insolvent": 2,
    "target": 3,
}
LINES = [
    line
    for line in Path(near_words.__file__).with_name(near_words.FILE).read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("水泵出货量是多少", "水泵销量是多少"),
        ("水泵厂的开工率有多高", "水泵厂的产能利用率有多高"),
        ("小厂买几台水泵", "中小企业买几台水泵"),
        ("水泵厂有多少人员", "水泵厂有多少人员"),
        ("卖到国外的水泵有多少", "出口的水泵有多少"),
        ("国外卖了几台水泵", "国外卖了几台水泵"),
        ("给水泵打标签要多久", "给水泵标注要多久"),
        ("How many Employees went bust?", "How many Employees went bust?"),
        ("How many employees went bust?", "How many staff went bust?"),
        ("Which lorries are going bust?", "Which truck are insolvent?"),
        ("How does Goal Systems do?", "How does Goal Systems do?"),
    ],
)
def test_a_word_of_no_document_is_put_as_the_near_one_that_they_use(asked: str, said: str) -> None:
    counted = as_documents_say(asked, lambda word: COUNTS.get(word, 0), Vocabulary.load())
    assert counted == said


def test_a_word_is_not_found_across_others() -> None:
    counts = {"拓展": 9}
    asked = "做大规模筛选要多久"  # 做大 is no word of it
    assert as_documents_say(asked, lambda word: counts.get(word, 0), Vocabulary.load()) == asked


def test_a_ring_holds_words_of_one_script_each_once() -> None:
    for ring in LINES:
        words = ring.split("、" if "、" in ring else ", ")
        assert len(words) == len(set(words)) >= 2, ring
        assert len({word.isascii() for word in words}) == 1, ring
        assert words == [fold(word).strip() for word in words], ring
