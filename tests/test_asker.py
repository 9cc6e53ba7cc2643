"""Whole answers: refused without evidence, borne out in every number, the same every time."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest
from small_report import REPORT, ask, built, storage

from kb.answering.asker import Asker
from kb.answering.verifying.verifier import unsupported

if TYPE_CHECKING:
    from pathlib import Path

    from kb.types import Answer

NOTHING = "文档里没有能回答这个问题的内容。"
NOTHING_IN_ENGLISH = "The documents hold nothing that answers this question."

ANSWERED = (
    "2023年中国新型储能市场规模预计是多少？",
    "2028年中国新型储能市场规模将达到多少？",
    "2022年中国储能温控市场规模是多少？",
    "2023年和2028年中国新型储能市场规模分别是多少？",
    "23年中国新型储能市场规模",
    "储能温控市场规模",
    "中国储能电池出货量历年变化趋势如何？",
    "2020-2022年中国储能电池出货量",
    "2023年上半年工商业储能和电网侧储能的占比分别是多少？",
    "2023年中国新型储能市场同比增长多少？",
    "2023-2028年中国新型储能市场年复合增长率是多少？",
    "全球储能电池市场规模和中国储能温控市场规模分别是多少？",
    "2022年储能电池出货量是多少？2024年呢？",
    "2022年到2027年全球储能电池市场规模增加了多少？",
    "2028年中国新型储能市场规模是2023年的几倍？",
    "2023年上半年电网侧储能的占比比工商业储能高多少个百分点？",
    "磷酸铁锂电池和钠离子电池的能量密度哪个更高？",
    "全钒液流电池的循环寿命是铅炭电池的几倍？",
    "由2023年的增长率倒推2022年中国新型储能市场规模是多少？",
    "由增长率倒推2022年中国储能变流器出货量",
    "2023年中国储能变流器出货量有没有超过2022年？",
    "2023年省份装机排行第二的是哪个省？",
    "2023年新型储能装机排名前三的省份有哪些？",
    "湖南历年的装机排名是多少？",
    "2023年与2022年相比，哪些省份新进入榜单，哪些退出？",
    "2020年到2023年排名上升最多的省份是哪个？",
    "哪些省份每年都进前三？",
    "宁夏什么时候首次进入榜单？",
    "山东和湖南2022年谁排名更靠前？",
    "为什么2023年山东排名第一？",
    "图1讲的是什么？",
    "表1的内容是什么？",
    "哪张图讲省份排行？",
    "构网型储能是指什么？",
    "为什么构网型储能的需求上升？",
    "钠离子电池推广为什么受到影响？",
    "建设储能电站有哪些建议？",
    "2023年中国储能变流器出货量45.0%的增长算得对吗？",
    "中国新型储能市场25.6%的年复合增长率前后一致吗？",
    "What is the market size of new-type energy storage in China in 2023?",
    "How much will China's new-type energy storage market reach in 2028?",
    "What is the CAGR of the global energy storage battery market from 2022 to 2027?",
    "How many times larger is the global energy storage battery market in 2027 than in 2022?",
    "Which province ranked first in 2023?",
    "Which provinces entered the ranking in 2023?",
    "What does Table 1 show?",
)
PARTIAL = (
    "为什么2023年中国新型储能市场规模能达到900亿元？",
    "为什么2022年宁夏能挤进前五？",
    "为什么2023年江苏排名第一？",
    "2025年中国新型储能市场规模是多少？",
    "2026年中国储能温控市场规模是多少？",
    "2022年和2025年中国储能电池出货量分别是多少？",
    "2019年装机排名第一的省份是哪个？",
    "2023年排名第八的省份是哪个？",
    "北京2023年装机排名第几？",
    "图1中2025年的出货量是多少？",
    "2023年美国新型储能市场规模是多少？",
    "What is the market size of new-type energy storage in Germany in 2023?",
)
REFUSED = (
    "西红柿炒鸡蛋怎么做？",
    "今天天气怎么样？",
    "中国白酒市场规模是多少？",
    "2023年日本储能温控市场规模是多少？",
    "2023年欧洲储能电池市场规模是多少？",
    "2023年宁德时代的储能电池出货量是多少？",
    "华为的储能变流器出货量是多少？",
    "XR-500电池的能量密度是多少？",
    "GPT-4的参数量是多少？",
)
REFUSED_IN_ENGLISH = (
    "Who won the football world cup?",
    "How large is the coffee market in China?",
)


@pytest.mark.parametrize(
    ("question", "status"),
    [
        *((question, "answered") for question in ANSWERED),
        *((question, "partial") for question in PARTIAL),
        *((question, "refused") for question in (*REFUSED, *REFUSED_IN_ENGLISH)),
    ],
)
def test_every_number_and_name_is_borne_out_and_nothing_had_to_go(
    question: str, status: str
) -> None:
    answer = ask(question)

    assert answer.status == status
    assert answer.warnings == ()
    assert unsupported(answer) == []
    assert bool(answer.citations) == (status != "refused")
    for citation in answer.citations:
        assert f"[{citation.marker}]" in answer.text
    assert [c.marker for c in answer.citations] == list(range(1, len(answer.citations) + 1))


@pytest.mark.parametrize("question", [*REFUSED, *REFUSED_IN_ENGLISH])
def test_a_refusal_says_so_in_the_questions_language_and_cites_nothing(question: str) -> None:
    answer = ask(question)

    assert answer.text == (NOTHING_IN_ENGLISH if question.isascii() else NOTHING)
    assert answer.language == ("en" if question.isascii() else "zh")
    assert (answer.citations, answer.data_points, answer.derivations) == ((), (), ())
    assert answer.exhibits == ()


@pytest.mark.parametrize("question", [*ANSWERED, *PARTIAL])
def test_the_frame_is_in_the_questions_language(question: str) -> None:
    answer = ask(question)

    assert answer.language == ("en" if question.isascii() else "zh")
    assert ("原文：" in answer.text) <= (answer.language == "zh")
    assert ("Source text:" in answer.text) <= (answer.language == "en")
    assert answer.question == question


def test_one_part_without_evidence_makes_the_whole_partial() -> None:
    answer = ask("2022年中国储能温控市场规模是多少？西红柿炒鸡蛋怎么做？")

    assert answer.status == "partial"
    assert answer.text.startswith("2022年中国储能温控市场规模：46亿元[1]。")


def test_parts_are_answered_in_the_order_asked() -> None:
    answer = ask("2022年中国储能温控市场规模是多少？2023年省份装机排行第二的是哪个省？")

    assert answer.status == "answered"
    assert answer.intent == "number"
    first, _, last = answer.text.split("\n")
    assert first == "2022年中国储能温控市场规模：46亿元[1]。"
    assert last == "2023年：第2内蒙古[2]。"


def plain(answer: Answer) -> bytes:
    return json.dumps(dataclasses.asdict(answer), ensure_ascii=False).encode()


SAME = (*ANSWERED[::6], PARTIAL[0], REFUSED[0])


@pytest.fixture(scope="module")
def fresh() -> Asker:
    """An asker with nothing remembered, on the same index."""
    parts = storage()._askers.of()
    return Asker(parts._store, parts._retriever, storage().vocabulary)


@pytest.mark.parametrize("question", SAME)
def test_five_runs_give_one_answer_byte_for_byte(question: str, fresh: Asker) -> None:
    first = ask(question)
    runs = [*(storage().ask(question) for _ in range(4)), fresh.ask(question)]

    assert runs == [first] * 5
    assert {plain(run) for run in runs} == {plain(first)}


def test_a_rebuild_changes_no_answer(tmp_path: Path) -> None:
    again = built(tmp_path / "elsewhere")

    for question in SAME:
        assert plain(again.ask(question)) == plain(ask(question))


def test_an_answer_follows_the_document(tmp_path: Path) -> None:
    changed = built(tmp_path / "changed", REPORT.replace("46亿元", "47亿元"))
    answer = changed.ask("2022年中国储能温控市场规模是多少？")

    assert answer.text.startswith("2022年中国储能温控市场规模：47亿元[1]。")
