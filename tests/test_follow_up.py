"""A question read with the one before it: what is taken over, what is not, and what the answer says."""

from __future__ import annotations

import dataclasses

import pytest
from small_report import ask, lines, storage
from test_asker import ANSWERED, PARTIAL, REFUSED, REFUSED_IN_ENGLISH

from kb.answering.understanding.follow_up import readings
from kb.answering.verifying.verifier import unsupported
from kb.figures.vocabulary.vocabulary import Vocabulary

MARKET = "2023年中国新型储能市场规模多大？"
ENGLISH = "How large was China's coffee machine market in 2022?"
RANKING = "2023年城市充电桩排名第一的是哪个城市？"
SIZE = "What is the market size of coffee machines in China in 2022?"
HOTELS = "What was the occupancy rate of budget hotels in Germany in 2023?"
FIRST = "Which city ranks first in chargers in 2023?"
LARGEST = "Which chain was the largest in Germany in 2023?"
ROOMS = "How many rooms does Accor have?"
INDUSTRY = "What is the penetration of AI in the finance industry?"


@pytest.mark.parametrize(
    ("text", "before", "reading"),
    [
        ("28年呢？", MARKET, "2028年中国新型储能市场规模多大？"),
        ("What about 2028?", MARKET, "2028年中国新型储能市场规模多大？"),
        ("2028?", MARKET, "2028年中国新型储能市场规模多大？"),
        ("那一年的增速", "2027年储能规模多大？", "2027年储能规模那一年的增速是多少？"),
        ("2024年上半年呢", MARKET, "2024年上半年中国新型储能市场规模多大？"),
        ("25和26年呢", MARKET, "25和26年中国新型储能市场规模多大？"),
        ("那美国呢", MARKET, "2023年美国新型储能市场规模多大？"),
        ("in the US?", MARKET, "2023年美国新型储能市场规模多大？"),
        ("那28年美国呢", MARKET, "2028年美国新型储能市场规模多大？"),
        ("请问28年呢？谢谢", MARKET, "2028年中国新型储能市场规模多大？"),
        ("增速是多少？", MARKET, "2023年中国新型储能市场规模增速是多少？"),
        ("增速呢", MARKET, "2023年中国新型储能市场规模增速是多少？"),
        ("它的增速是多少", MARKET, "2023年中国新型储能市场规模增速是多少？"),
        ("出货量呢", MARKET, "2023年中国新型储能出货量是多少？"),
        ("风冷呢", "2023年中国液冷设备销量多少？", "2023年中国风冷设备销量多少？"),
        ("那华锐呢", "2023年蓝湾的出货量多少？", "2023年华锐的出货量多少？"),
        ("该省2023年产量多少", "福建的茶企有几家？", "福建2023年产量多少？"),
        ("23年呢", "甲国产量从2020年到2022年如何变化？", "甲国产量2023年如何变化？"),
        ("第二呢", RANKING, "2023年城市充电桩排名第二的是哪个城市？"),
        ("22年呢", RANKING, "2022年城市充电桩排名第一的是哪个城市？"),
        ("上海呢", RANKING, "2023年城市充电桩排名上海排第几？"),
        ("What about 2027?", ENGLISH, "How large was China's coffee machine market in 2027?"),
        ("What was it in 2027?", ENGLISH, "How large was China's coffee machine market in 2027?"),
        ("27年呢", ENGLISH, "How large was China's coffee machine market in 2027?"),
        ("and globally?", ENGLISH, "How large was the global coffee machine market in 2022?"),
        ("and the US?", ENGLISH, "How large was the US coffee machine market in 2022?"),
        ("What is its CAGR?", ENGLISH, "What is the CAGR of China's coffee machine market in 2022?"),
        ("How fast will it grow?", ENGLISH, "How fast will China's coffee machine market in 2022 grow?"),
        ("上一年呢", MARKET, "2022年中国新型储能市场规模多大？"),
        ("次年呢", RANKING, "2024年城市充电桩排名第一的是哪个城市？"),
        ("and the year before?", ENGLISH, "How large was China's coffee machine market in 2021?"),
        ("and the following year?", MARKET, "2024年中国新型储能市场规模多大？"),
        ("And the growth rate?", ENGLISH, "What is the growth rate of China's coffee machine market in 2022?"),
        ("And the margin?", SIZE, "What is the margin of coffee machines in China in 2022?"),
        ("And the lifetime?", SIZE, "What is the lifetime of coffee machines in China in 2022?"),
        ("and the occupancy?", "How large was the hotel market in Germany in 2023?", "What is the occupancy of the hotel market in Germany in 2023?"),
        ("how about globally", SIZE, "What is the market size of coffee machines worldwide in 2022?"),
        ("and the global one?", SIZE, "What is the market size of coffee machines worldwide in 2022?"),
        ("and globally?", "How large is the German hotel market?", "How large is the global hotel market?"),
        ("and worldwide?", "How large is the hotel market in 2023?", "How large is the hotel market in 2023 worldwide?"),
        ("and France?", "How large is the German hotel market?", "How large is the France hotel market?"),
        ("and France's?", "What is the CAGR of the German hotel market?", "What is the CAGR of the France hotel market?"),
        ("why?", SIZE, "What is the market size of coffee machines in China in 2022, and why?"),
        ("Why is that?", FIRST, "Which city ranks first in chargers in 2023, and why?"),
        ("and in France?", f"{HOTELS[:-1]}, and why?", "What was the occupancy rate of budget hotels in France in 2023, and why?"),
        ("what drives that?", SIZE, "What drives the market size of coffee machines in China in 2022?"),
        ("who leads?", SIZE, "Who leads in coffee machines in China in 2022?"),
        ("who leads?", "How large was the hotel market in Germany in 2023?", "Who leads in the hotel market in Germany in 2023?"),
        ("compared with 2021?", SIZE, "What is the market size of coffee machines in China in 2022 compared with 2021?"),
        ("And luxury hotels?", HOTELS, "What was the occupancy rate of luxury hotels in Germany in 2023?"),
        ("and luxury?", HOTELS, "What was the occupancy rate of luxury hotels in Germany in 2023?"),
        ("and Lindau?", HOTELS, "What was the occupancy rate of budget hotels in Lindau in 2023?"),
        ("their revenue?", HOTELS, "What is the revenue of budget hotels in Germany in 2023?"),
        ("and Hilton?", ROOMS, "How many rooms does Hilton have?"),
        ("how about Motel One", ROOMS, "How many rooms does Motel One have?"),
        ("and Hilton?", "how many rooms?", "How many rooms for Hilton?"),
        ("and in manufacturing?", INDUSTRY, "What is the penetration of AI in the manufacturing industry?"),
        ("and Beijing?", FIRST, "Where does Beijing rank in chargers in 2023?"),
        ("and Hilton?", FIRST, "Where does Hilton rank in chargers in 2023?"),
        ("and second?", LARGEST, "Which chain was the second largest in Germany in 2023?"),
        ("and Beijing?", "Which cities lead in chargers in 2023?", "Where does Beijing rank in chargers in 2023?"),
        ("and the size?", "How fast did the hotel market in France grow in 2023?", "What is the size of the hotel market in France in 2023?"),
        ("so what is the growth rate?", "How much steel did China have in 2022?", "What is the growth rate of steel in China in 2022?"),
        ("and Japan and Korea?", SIZE, "What is the market size of coffee machines in Japan and Korea in 2022?"),
        ("and the risks?", SIZE, "What are the risks of coffee machines in China in 2022?"),
        ("And the durability?", SIZE, "What is the durability of coffee machines in China in 2022?"),
        ("and NPU?", "What share do GPU servers have?", "What share do NPU servers have?"),
        ("why did it fall?", "How many hotels were there in Germany in 2023?", "Why did hotels in Germany in 2023 fall?"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_taken_from_the_question_before(
    text: str, before: str, reading: str
) -> None:
    assert readings(text, before, Vocabulary.load())[0] == reading


def test_a_rate_is_asked_of_the_measure_then_of_the_thing_then_of_all_years() -> None:
    assert readings("增速呢", MARKET, Vocabulary.load()) == [
        "2023年中国新型储能市场规模增速是多少？",
        "2023年中国新型储能增速是多少？",
        "中国新型储能市场规模增速是多少？",
    ]


def test_in_english_only_what_is_most_alike_gives_way() -> None:
    said = readings("and in manufacturing?", INDUSTRY, Vocabulary.load())
    assert said == [
        "What is the penetration of AI in the manufacturing industry?",
        "What is the penetration of AI in the manufacturing?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        *(*ANSWERED, *PARTIAL, *REFUSED, *REFUSED_IN_ENGLISH),
        *("谢谢", "tell me more", "that", "新型储能", "呢？", "", "第二呢"),
        "2028年中国光伏组件市场规模呢？",
    ],
)
def test_what_is_complete_in_itself_has_no_other_reading(text: str) -> None:
    assert readings(text, MARKET, Vocabulary.load()) == []


@pytest.mark.parametrize("before", ["", "？", "今天", "28年呢"])
def test_a_question_that_names_nothing_gives_nothing(before: str) -> None:
    assert readings("27年呢", before, Vocabulary.load()) == []


def test_a_follow_up_is_answered_as_the_question_it_stands_for() -> None:
    full = ask("2028年中国新型储能市场规模多大？")
    answer = storage().ask("28年呢？", before=MARKET)

    assert (full.status, full.read_as, full.full_question) == ("answered", "", full.question)
    assert lines(answer)[:2] == [
        "按上文理解为：2028年中国新型储能市场规模多大？",
        "2028年中国新型储能市场规模：1938亿元（预测，蓝湾咨询）[1]。",
    ]
    assert answer == dataclasses.replace(
        full,
        question="28年呢？",
        text=f"按上文理解为：{full.question}\n{full.text}",
        read_as=full.question,
    )
    assert unsupported(answer) == []


def test_the_answer_is_in_the_language_of_the_follow_up() -> None:
    answer = storage().ask("What about 2028?", before=MARKET)

    assert (answer.status, answer.language) == ("answered", "en")
    assert lines(answer)[:2] == [
        "Read as: 2028年中国新型储能市场规模多大？",
        "中国新型储能市场规模, 2028: 1938亿元 (193.8 billion yuan) (forecast, 蓝湾咨询) [1].",
    ]
    assert unsupported(answer) == []


def test_of_several_readings_the_first_that_is_answered_is_taken() -> None:
    answer = storage().ask("复合增长率呢", before=MARKET)

    assert answer.status == "answered"
    assert lines(answer)[:2] == [
        "按上文理解为：中国新型储能市场规模复合增长率是多少？",
        "2023-2028年中国新型储能市场规模年复合增长率：25.6%（预测，蓝湾咨询）[1]。",
    ]


def test_what_the_documents_do_not_tell_is_said_of_the_question_as_it_was_read() -> None:
    answer = storage().ask("那美国呢", before=MARKET)

    assert (answer.status, lines(answer)) == (
        "partial",
        [
            "按上文理解为：2023年美国新型储能市场规模多大？",
            "文档没有给出美国的相应数值；给出的是：2023年中国新型储能市场规模：620亿元（预测，蓝湾咨询）[1]。",
        ],
    )
    refused = storage().ask("and coffee?", before=MARKET)
    assert (refused.status, refused.citations) == ("refused", ())
    assert lines(refused)[0].startswith("Read as: ")
    assert lines(refused)[1:] == ["The documents hold nothing that answers this question."]


@pytest.mark.parametrize("question", [*ANSWERED[::7], PARTIAL[0], REFUSED[0]])
def test_a_complete_question_is_answered_as_without_one_before(question: str) -> None:
    assert storage().ask(question, before="2022年中国储能温控市场规模？") == ask(question)


def test_a_chain_goes_on_from_the_question_in_full() -> None:
    first = storage().ask("28年呢？", before=MARKET)
    second = storage().ask("年复合增长率呢", before=first.full_question)

    assert second.read_as == "2028年中国新型储能市场规模年复合增长率是多少？"
    assert lines(second)[1].startswith("2023-2028年中国新型储能市场规模年复合增长率：25.6%")
