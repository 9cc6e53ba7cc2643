"""Is there evidence: coverage by idf, nearness, names that no passage holds."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import pytest

from kb.answering.retrieval.evidence import (
    COVERAGE_ALONE,
    COVERAGE_WEIGHT,
    NEARNESS_WEIGHT,
    OFFSETS,
    OTHER_WORDS,
    TOPIC_WEIGHT,
    UNKNOWN,
    Judge,
    Nearness,
)
from kb.answering.retrieval.unknown_names import unknown_names
from kb.answering.understanding.question import Question, understand
from kb.config import DEFAULT_EMBEDDER
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.text import tokens
from kb.types import Passage

VOCABULARY = Vocabulary.load()
COUNT = 9


@dataclass
class Frequencies:
    """A lexical index of ``COUNT`` chunks with these document frequencies."""

    found: dict[str, int] = field(default_factory=dict)

    def document_frequency(self, token: str) -> int:
        return self.found.get(token, 0)

    def __len__(self) -> int:
        return COUNT


def asked(text: str) -> Question:
    return understand(text, VOCABULARY)


def judge(embedder: str = "fake", **found: int) -> Judge:
    return Judge(Frequencies(found), VOCABULARY, embedder)  # type: ignore[arg-type]


def passage(quote: str, dense: float = 0.5, *headings: str) -> Passage:
    parts = {"dense": dense, "lexical": 1.0, "fused": 1.0}
    return Passage("d", "a.txt", "", 0, len(quote), quote, headings, 1.0, parts)


def idf(found: int) -> float:
    return math.log(1 + (COUNT - found + 0.5) / (found + 0.5))


def test_a_tokens_weight_is_its_idf_and_a_longer_words_that_of_its_rarest_token() -> None:
    weigher = judge(储能=3)

    assert weigher.weight("储能") == pytest.approx(idf(3))
    assert weigher.weight("未见") == pytest.approx(idf(0))
    assert "储能未见" not in tokens("储能未见")
    assert weigher.weight("储能未见") == pytest.approx(idf(0))
    assert idf(0) > idf(3) > idf(9) > 0


def test_a_term_weighs_what_its_commonest_variant_does() -> None:
    assert judge(sales=7).weight("销售额") == pytest.approx(idf(7))
    assert judge(sales=7, 销售额=9).weight("销售额") == pytest.approx(idf(9))
    assert judge(sales=7).is_known("销售额")
    assert not judge(sales=7).is_known("出货量")


def test_no_passage_is_no_evidence() -> None:
    evidence = judge().weigh(asked("水泥的产量"), [])

    assert (evidence.coverage, evidence.nearness, evidence.score) == (0.0, 0.0, -1.0)


@pytest.mark.parametrize(
    ("quote", "coverage"),
    [("水泥产量连年下降。", 1.0), ("玻璃的价格上涨。", 0.0)],
)
def test_coverage_is_the_share_of_the_question_that_one_passage_holds(
    quote: str, coverage: float
) -> None:
    evidence = judge().weigh(asked("水泥产量"), [passage(quote, 0.4)])

    assert evidence.coverage == pytest.approx(coverage)
    assert evidence.nearness == 0.0
    assert evidence.score == pytest.approx(coverage - COVERAGE_ALONE)


def test_a_heading_counts_as_the_passages_own_words() -> None:
    assert (
        judge().weigh(asked("水泥产量"), [passage("连年下降。", 0.1, "水泥产量")]).coverage == 1.0
    )


def test_two_passages_do_not_add_up() -> None:
    apart = [passage("水泥很便宜。"), passage("产量下降。")]

    assert judge().weigh(asked("水泥产量"), apart).coverage < 1.0


def test_only_the_first_three_passages_are_read_but_all_give_nearness() -> None:
    others = [passage("玻璃。")] * 3
    near = Nearness({("d", 0): 0.1, ("d", 9): 0.2}, 0.8)
    evidence = judge().weigh(asked("水泥产量"), [*others, passage("水泥产量。")], near)

    assert (evidence.coverage, evidence.nearness) == (0.0, 0.2)


@pytest.mark.parametrize("cosine", [0.0, 0.1, 0.2])
@pytest.mark.parametrize("topic", [0.78, 0.82, 0.88])
def test_the_default_models_cosines_are_weighed_with_the_coverage(
    cosine: float, topic: float
) -> None:
    near = Nearness({("d", 0): cosine, ("d", 9): -0.1}, topic)
    question, found = asked("水泥的产量为何下降"), [passage("水泥的价格。")]
    evidence = judge(DEFAULT_EMBEDDER).weigh(question, found, near)

    said = COVERAGE_WEIGHT * evidence.coverage + NEARNESS_WEIGHT * cosine + TOPIC_WEIGHT * topic
    assert evidence.score == pytest.approx(said + OFFSETS["zh", "zh"])
    assert judge(DEFAULT_EMBEDDER).weigh(question, found).score == pytest.approx(
        evidence.coverage - COVERAGE_ALONE
    )
    assert UNKNOWN.cosines == {}


def test_what_is_on_the_topic_needs_less_to_be_evidence() -> None:
    weigher = judge(DEFAULT_EMBEDDER)
    narrow, wide = (Nearness({("d", 0): 0.1}, topic) for topic in (0.87, 0.81))
    question, found = asked("水泥的产量为何下降"), [passage("水泥的价格。")]

    assert weigher.weigh(question, found, narrow).score > 0
    assert weigher.weigh(question, found, wide).score < 0


def test_an_english_question_is_covered_by_what_the_vocabulary_translates() -> None:
    chinese = [passage("全球储能电池需求旺盛。")]

    assert judge().weigh(asked("Energy storage"), chinese).coverage == 1.0
    assert judge().weigh(asked("How is coffee doing?"), chinese).coverage == 0.0


def test_words_that_nobody_translates_count_for_less() -> None:
    chinese = [passage("全球储能电池需求旺盛。")]
    told = judge().weigh(asked("energy storage for zeppelins and gramophones"), chinese)
    parts = 1.0 + 2 * OTHER_WORDS

    assert told.coverage == pytest.approx(1.0 / parts)


def test_what_a_question_names_and_no_document_holds_is_missing() -> None:
    weigher = judge(产量=3, cement=2)

    assert weigher.missing(asked("水泥的产量")) == ["水泥"]
    assert weigher.missing(asked("产量")) == []
    assert weigher.missing(asked("cement output of Zorblatt in 2024")) == ["zorblatt"]


def test_a_place_alone_is_no_subject() -> None:
    chinese = [passage("全球储能电池需求旺盛。")]

    assert judge().weigh(asked("Who won the football world cup?"), chinese).coverage == 0.0
    assert (
        judge().weigh(asked("How is energy storage doing in the world?"), chinese).coverage == 1.0
    )


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("中国储能规模", []),
        ("德国储能规模", ["德国"]),
        ("Germany energy storage", ["德国"]),
        ("上海和北京的储能规模", ["北京"]),
        ("XR-500的能量密度", ["xr-500"]),
        ("LFP-3电池的能量密度", []),
        ("energy density of the XR-500", ["xr-500"]),
        ("energy density of LFP-3", []),
        ("revenue of DeepVolt", ["deepvolt"]),
        ("CapEx and PetaFLOPS of LFP-3", []),
    ],
)
def test_places_and_product_names_that_no_passage_holds(question: str, unknown: list[str]) -> None:
    passages = [passage("中国储能规模扩大，上海领先。"), passage("LFP-3电池的能量密度较高。")]

    assert unknown_names(asked(question), passages, VOCABULARY) == unknown


def test_a_word_that_a_translation_wrote_is_no_name_and_a_hyphen_parts_words() -> None:
    passages = [passage("Deep-sea cables are laid by three ships.")]

    put = understand("二手 trawler 的价格", VOCABULARY, "zh", "二手拖网船的价格")
    assert unknown_names(put, passages, VOCABULARY) == []
    assert unknown_names(asked("trawler的价格"), passages, VOCABULARY) == ["trawler"]
    assert unknown_names(asked("deep海的cables"), passages, VOCABULARY) == []


def test_neither_a_unit_behind_a_number_nor_a_part_of_a_year_is_a_name() -> None:
    passages = [passage("训练消耗3640PF-days，2023年上半年收入增长。")]

    assert unknown_names(asked("PF-days是什么意思"), passages, VOCABULARY) == []
    assert unknown_names(asked("EF-days是什么意思"), passages, VOCABULARY) == ["ef-days"]
    assert unknown_names(asked("In H1 2023, did revenue grow"), passages, VOCABULARY) == []


def test_the_heading_may_hold_the_name() -> None:
    passages = [passage("储能规模扩大。", 0.5, "德国市场")]

    assert unknown_names(asked("德国储能规模"), passages, VOCABULARY) == []


def test_a_name_that_both_languages_write_alike_is_a_subject() -> None:
    weigher = judge(zorblatt=1)
    chinese = [passage("甲公司推出自研大模型Zorblatt，支持全系产品。")]

    assert weigher.weigh(asked("What is Zorblatt?"), chinese).coverage == 1.0
    assert weigher.weigh(asked("What is zorblatt?"), chinese).coverage == 0.0
