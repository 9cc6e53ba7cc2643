"""The report itself, with the real model: the right sentence first, and no quote out of place.

Needs the report's path in KB_REPORT and is skipped without it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb import Answer, KnowledgeBase
from kb.answering.verifying.verifier import unsupported
from kb.config import Config

REPORT = os.environ.get("KB_REPORT", "")
QUESTIONS = [
    json.loads(line)
    for name in ("questions_tuning.jsonl", "questions_held_out.jsonl")
    for line in (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
]
NUMBERS = [
    ("2027年中国智能算力规模预计达到多少？", "1117.4"),
    ("2022年通用算力规模是多少EFLOPS？", "54.5"),
    ("2023年中国AI服务器市场有多大？", "91亿美元"),
    ("2023年上半年中国人工智能服务器市场规模", "30亿美元"),
    ("中国液冷服务器市场2027年的规模", "89亿美元"),
    ("2022-2027年中国液冷服务器市场的复合增速", "54.7%"),
    ("2023年中国人工智能芯片出货量同比增长多少？", "22.5%"),
    ("PaLM-2的参数量是多少？", "3400亿"),
    ("How large will China's AI server market be in 2027?", "134亿美元"),
    ("到2027年推理占工作负载的比例", "72.6%"),
    ("截至2023年8月有多少城市在建智算中心？", "超过30个"),
]

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not REPORT, reason="KB_REPORT is not set: the report does not ship"),
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    opened = KnowledgeBase.build([REPORT], tmp_path_factory.mktemp("report") / "index", Config())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def answers(base: KnowledgeBase) -> list[Answer]:
    return [base.ask(question["question"]) for question in QUESTIONS]


@pytest.mark.parametrize(("question", "printed"), NUMBERS)
def test_the_right_sentence_is_the_first_citation(
    base: KnowledgeBase, question: str, printed: str
) -> None:
    answer = base.ask(question)
    assert answer.status == "answered"
    assert printed in answer.citations[0].quote
    assert printed in answer.text.splitlines()[0]


def test_every_quote_is_the_text_at_its_offsets(base: KnowledgeBase, answers: list[Answer]) -> None:
    for answer in answers:
        for cited in (*answer.citations, *answer.passages, *answer.data_points):
            text = base.document(cited.document_id).text
            assert text[cited.start : cited.end] == cited.quote


def test_no_number_is_without_support(answers: list[Answer]) -> None:
    assert [unsupported(answer) for answer in answers] == [[] for _ in answers]


def test_the_same_question_gets_the_same_answer(base: KnowledgeBase, answers: list[Answer]) -> None:
    for answer in answers[::10]:
        assert base.ask(answer.question) == answer


def test_the_growth_rate_that_does_not_follow_is_found(base: KnowledgeBase) -> None:
    rates = [f for f in base.audit() if f.rule == "cagr" and f.verdict == "disagrees"]
    assert [(f.stated, round(f.computed_low or 0, 1)) for f in rates] == [(17.3, 15.4)]


def test_ranking_tables_are_whole(base: KnowledgeBase) -> None:
    columns, rows, cut = base.sql(
        "SELECT exhibit, count(*) FROM data_points WHERE kind = 'rank' AND exhibit <> '' "
        "GROUP BY exhibit ORDER BY exhibit"
    )
    assert columns == ["exhibit", "count(*)"]
    assert rows == [("图19", 48), ("图21", 60)]
    assert not cut
