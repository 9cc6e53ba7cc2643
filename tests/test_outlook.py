"""Answers on an English outlook in other words than its own: scenarios, scopes, lists and measures."""

from __future__ import annotations

from pathlib import Path

import pytest
from outlook_report import ask, outlook
from small_report import built, lines

from kb.answering.quoting.prose import tells_no_place
from kb.answering.understanding.advice import wants_advice
from kb.answering.understanding.plain_english import in_plain_english
from kb.answering.understanding.question import understand
from kb.figures.lookup.scenarios import (
    is_of_another,
    scenarios_of,
    several_scenarios,
    without_scenarios,
)
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import Citation


def first(question: str) -> str:
    return lines(ask(question))[0]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "In the base case, how much revenue does the industry make in 2028?",
            "revenue in base case, 2028: $5.6 billion (forecast) [1].",
        ),
        ("悲观情形下2028年织机行业收入多少？", "2028年downside case：$4.2 billion（预测）[1]。"),
        (
            "How many times larger is the rosy 2028 scenario than the gloomy one?",
            "2028 (forecast): upside case is about 1.5 times downside case ($6.3 billion ÷ $4.2 billion ≈ 1.5) [1][2].",
        ),
        (
            "What did the whole loom business turn over worldwide in 2023?",
            "Worldwide industry revenue, 2023: $4.1 billion [1].",
        ),
        (
            "How many more looms does the report expect in service at the end of 2024 than twelve months earlier?",
            "in-service stock: 2024 (forecast) exceeds 2023 by 1600 looms (14,000 looms − 12,400 looms = 1600 looms) [1].",
        ),
        (
            "What will a hand loom cost per square-metre in 2028?",
            "Hand loom Full cost, 2028: 8.60 USD per square-metre (forecast) [1].",
        ),
    ],
)
def test_a_figure_is_of_the_scenario_and_the_whole_that_is_asked_for(
    question: str, answer: str
) -> None:
    assert first(question) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "Put the three makers in order of punctuality, best first.",
            "No. 1 Corvid (97.8%), No. 2 Veldt (96.4%), No. 3 Marrow (92.6%) [1].",
        ),
        (
            "Of the top three companies, whose sales shot up the most in percentage terms?",
            "Revenue growth, 2023: the highest is Marrow Works, with 66.4% (company accounts) [1].",
        ),
        (
            "Who came in second by sales in 2023?",
            "Revenue, 2023: No. 2 is Marrow Works, with 356 million USD (company accounts) [1].",
        ),
        (
            "各地区按增速从高到低怎么排？",
            "按文中的数值，第1 Africa（31.5%）、第2 Europe（14.4%）、第3 Asia（8.8%）、第4 Oceania（2.8%）[1]。",
        ),
        (
            "What's the spread in operating margin between the best and the worst of the makers, in points?",
            "Operating margin, 2023: Veldt Foundry exceeds Marrow Works by 12.5 percentage points (9.4% − -3.1% = 12.5 percentage points) [1].",
        ),
        (
            "2028年Power loom的成本相当于2023年的百分之几？",
            "Power loom Full cost：2028年（预测）相当于2023年的51.9%（2.70 USD per square-metre ÷ 5.20 USD per square-metre ≈ 51.9%）[1]。",
        ),
        (
            "What share of revenue does each use bring?",
            "carpets share of revenue, 2023: 45% [1]; towels share of revenue, 2023: 30% [1]; sails share of revenue, 2023: 15% [1]; flags share of revenue, 2023: 10% [1].",
        ),
    ],
)
def test_lists_are_ranked_measured_from_end_to_end_and_told_in_full(
    question: str, answer: str
) -> None:
    assert first(question) == answer


def test_measures_behind_a_colon_are_answered_one_by_one() -> None:
    answer = ask("Two things on Veldt, all 2023: sales, R&D outlay.")

    assert answer.status == "answered"
    assert lines(answer)[:2] == [
        "Veldt Foundry Revenue, 2023: 521 million USD (company accounts) [1].",
        "Veldt Research spending: $18 million [2].",
    ]


def test_the_time_of_several_that_is_not_told_is_said() -> None:
    answer = ask("Japan's revenue in 2023 and 2028?")

    assert answer.status == "partial"
    assert lines(answer)[:2] == [
        "Japan, 2023: $0.3 billion [1].",
        "The documents give no value for 2028.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Is Veldt's stock a buy, and what is the price target?",
        "What share of revenue do pullovers bring?",
    ],
)
def test_advice_and_parts_that_are_not_told_are_refused(question: str) -> None:
    assert ask(question).status == "refused"


def test_advice_that_is_asked_for_beside_refuses_nothing_else() -> None:
    answer = ask("Should I buy Veldt shares? What was Veldt revenue in 2023?")

    assert answer.status == "partial"
    assert "521 million USD" in answer.text


def test_advice_is_given_where_a_report_rates_the_share() -> None:
    assert wants_advice("蓝桥股份今天股价多少", ["公司收入增长。"])
    assert wants_advice("Is the Lanbridge share a buy?", ["Sales grew."])
    assert not wants_advice("What share does each of them hold?", ["Sales grew."])
    assert not wants_advice("Which share of output do they sell abroad?", ["Sales grew."])
    assert wants_advice("蓝桥股份现在能上车吗，给个目标价", ["公司收入增长。"])
    assert not wants_advice("蓝桥股份的目标价是多少", ["我们给予买入评级，目标价12元。"])
    assert not wants_advice("What is the target for 2030?", [])


def test_an_english_date_on_the_cover_is_that_of_the_report() -> None:
    assert [document.date for document in outlook().documents()] == ["2024-03-12"]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        (
            "What did the mill turn over in 2023?",
            "how much revenue did the mill make in 2023?",
        ),
        ("Why did the mill end up in the red?", "Why did the mill end up in loss?"),
        ("the jump in tonnage", "the growth in tonnage"),
        ("Rank the two by output, highest first", "Rank the two by output"),
        ("He turned the page", "He turned the page"),
    ],
)
def test_words_of_speech_are_put_in_the_words_of_reports(said: str, plain: str) -> None:
    assert in_plain_english(said) == plain


def test_a_scenario_is_named_in_many_ways_and_none_is_the_expected_one() -> None:
    assert scenarios_of("the rosy 2028 scenario and the bear case") == (
        "high",
        "low",
    )
    assert scenarios_of("在基准情景下为3，谨慎情景下为2") == (
        "base",
        "low",
    )
    assert without_scenarios("sales in the base case").split() == ["sales", "in", "the"]
    assert is_of_another("", "low")
    assert not is_of_another("", "base")


@pytest.mark.parametrize(
    ("text", "scenarios"),
    [
        ("the base, optimistic and pessimistic output scenarios", ("base", "high", "low")),
        ("2027年乐观、悲观情景的产量", ("high", "low")),
        ("基准、乐观和悲观三种情景下的产量", ("base", "high", "low")),
        ("revenue in each scenario", ("base", "high", "low")),
        ("the worst and the best case", ("high", "low")),
        ("how high is output in the base case", ()),
        ("best and worst regions", ()),
        ("In which cases do looms fail?", ()),
    ],
)
def test_several_scenarios_may_be_asked_for_at_once(text: str, scenarios: tuple[str, ...]) -> None:
    named, rest = several_scenarios(text)
    assert named == scenarios
    assert bool(scenarios) == (rest != text)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "What revenue do the base, upside and downside cases give for 2028?",
            [
                "Base case: revenue in base case, 2028: $5.6 billion (forecast) [1].",
                "Upside case: upside case, 2028: $6.3 billion (forecast) [2].",
                "Downside case: downside case, 2028: $4.2 billion (forecast) [3].",
            ],
        ),
        (
            "2028年乐观和悲观情景下织机行业收入分别是多少？",
            [
                "乐观情景：2028年upside case：$6.3 billion（预测）[1]。",
                "悲观情景：2028年downside case：$4.2 billion（预测）[2]。",
            ],
        ),
    ],
)
def test_each_scenario_that_is_asked_for_is_told(question: str, told: list[str]) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert lines(answer)[: len(told)] == told


def test_a_scenario_told_in_short_is_told_by_what_stands_beside_the_other(tmp_path: Path) -> None:
    text = (
        "# 羊毛\n\n基准情景下2027年羊毛产量为31万吨。若干旱缓解，乐观情景下2027年羊毛产量可达35万吨；"
        "反之，悲观情景仅为26万吨。\n"
    )
    base = built(tmp_path, text)
    assert lines(base.ask("2027年三种情景下羊毛产量各是多少？"))[2] == (
        "悲观情景：2027年悲观情景：26万吨[3]。"
    )
    assert "悲观" not in base.ask("2027年羊毛产量是多少？").text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "How big will the loom market be in 2027?",
            "The documents do not give revenue in base case for 2027. They give: revenue in base case, 2028: $5.6 billion (forecast) [1].",
        ),
        (
            "How much cheaper will a power loom be in 2028 than in 2023?",
            "Power loom Full cost: 2028 (forecast) is below 2023 by 2.5 USD per square-metre (5.20 USD per square-metre − 2.70 USD per square-metre = 2.5 USD per square-metre) [1].",
        ),
        ("Which use brings the least revenue?", "2023: the lowest is flags, with 10% [1]."),
        ("Which region grew slowest?", "the lowest is Oceania, with 2.8% [1]."),
    ],
)
def test_the_size_of_a_market_is_what_its_industry_earns_and_a_list_is_of_the_sort_asked_for(
    question: str, answer: str
) -> None:
    assert first(question) == answer


def test_how_places_differ_is_not_told_where_the_best_sentence_is_of_all_of_them() -> None:
    vocabulary = Vocabulary.load()
    asked = understand("How do makers in Europe and in Brazil differ in punctuality?", vocabulary)

    def cited(quote: str) -> list[Citation]:
        return [Citation(1, "a", "a.md", "Outlook", 0, len(quote), quote)]

    assert tells_no_place(asked, cited("Corvid came first with 97.8%."), vocabulary)
    assert not tells_no_place(asked, cited("In Brazil Corvid came first."), vocabulary)
    assert not tells_no_place(asked, [], vocabulary)
