"""Editions that say nothing of a question are passed over, and nothing is lost by it."""

from __future__ import annotations

import pytest
from test_lookup import VOCABULARY, point

from kb.answering.records import edition_look_up
from kb.answering.records.edition_look_up import EditionLookUp, worth_trying
from kb.figures.lookup.lookup import look_up, parse_question
from kb.figures.lookup.scorer import Scorer
from kb.types import DataPoint

SENTENCES = {
    "装机容量": "去年潮汐发电装机容量为52MW。",
    "码头": "港口岸电市场扩大到9座码头。",
    "渗透率": "PaLM-2的渗透率为3%。",
    "钢材价格": "每吨卖4000元。",
}
POINTS = {
    "装机容量": point("装机容量", "52MW", "2022年"),
    "码头": point("码头", "9座", "2023年", "count"),
    "钢材价格": point("钢材价格", "4000元/吨", "2023年"),
    "渗透率": point("渗透率", "3%", "2023年", "share", entity="PaLM-2"),
}
QUESTIONS = (
    "2022年装机容量是多少？",
    "潮汐发电有多大？",
    "港口岸电市场规模多大？",
    "2023年码头有几座？",
    "PaLM-2的渗透率是多少？",
    "paLM-2多少？",
    "一吨的成本是多少？",
    "鲸鱼有几头？",
    "多少？",
)


def context(one: DataPoint) -> str:
    return SENTENCES[one.metric]


def of(*metrics: str) -> EditionLookUp:
    return EditionLookUp([POINTS[metric] for metric in metrics], VOCABULARY, context)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("metric", POINTS)
def test_what_is_passed_over_would_find_nothing(question: str, metric: str) -> None:
    asked = parse_question(question, VOCABULARY)
    found = look_up(asked, [POINTS[metric]], VOCABULARY, top_k=200, context=context)
    assert of(metric)(asked) == found
    assert of(metric).may_find(asked) or found == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_of_many_figures_those_that_share_a_word_are_found_as_of_few(
    question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = parse_question(question, VOCABULARY)
    found = of(*POINTS)(asked)
    looked_at: list[object] = []
    score = Scorer.score
    monkeypatch.setattr(Scorer, "score", lambda own, one: looked_at.append(one) or score(own, one))
    monkeypatch.setattr(edition_look_up, "FEW", 0)
    assert of(*POINTS)(asked) == found
    assert len(looked_at) < len(POINTS)


def test_headings_sentences_and_names_count_as_said() -> None:
    assert of("装机容量").may_find(parse_question("潮汐发电有多大？", VOCABULARY))
    assert of("钢材价格").may_find(parse_question("成本是多少？", VOCABULARY))
    assert of("渗透率").may_find(parse_question("PaLM-2有多少？", VOCABULARY))
    assert not of("装机容量").may_find(parse_question("鲸鱼有几头？", VOCABULARY))
    assert not of("装机容量").may_find(parse_question("多少？", VOCABULARY))


def test_after_one_in_vain_only_those_that_may_find_something_are_tried() -> None:
    asked = parse_question("2022年装机容量是多少？", VOCABULARY)
    names = ["码头", "渗透率", "装机容量", "码头"]
    tried = [(one.found, len(one(asked))) for one in worth_trying(map(of, names))]
    assert tried == [(False, 0), (False, 1)]


def test_a_look_up_that_was_asked_nothing_ends_the_search_for_its_like() -> None:
    assert len(list(worth_trying(map(of, ["码头", "渗透率"])))) == 1
