"""What is downloaded: answers as Markdown and Word, figures as CSV, charts, judgements."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest

from app import downloads, feedback, figures_table
from app.downloads import Sheet
from kb import Answer, Citation, DataPoint, Period
from kb.errors import QueryError
from kb.evaluation.expectations import failures, read_expectations

if TYPE_CHECKING:
    from pathlib import Path

QUOTE = "预计2030年甲国*风电*装机将达到120吉瓦，<b>约</b>1,000台。"
POINT = DataPoint(
    metric="=装机|<i>",
    value=120.0,
    unit="吉瓦",
    kind="level",
    start=13,
    end=18,
    quote="120吉瓦",
    sentence_start=0,
    sentence_end=len(QUOTE),
    period=Period(2030, 2030, text="2030年"),
    forecast=True,
    document_id="d",
)
ANSWER = Answer(
    question="2030年风电装机？ /etc/passwd",
    text="2030年装机：120吉瓦（预测）[1]。\n- 又见[1]",
    status="answered",
    citations=(Citation(1, "d", "wind.txt", "风电_报告_", 0, len(QUOTE), QUOTE, ("一 <b>",), 3),),
    data_points=(POINT, replace(POINT, value=-3.5, high=7.0, bound="about", forecast=False)),
    warnings=("两处数字不一致",),
)
NAMES = ["metric", "period", "value", "unit", "actual_or_forecast", "source"]


def table() -> list[list[str]]:
    data = downloads.table(figures_table.rows(ANSWER), NAMES)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_is_what_is_seen_and_no_cell_is_a_formula() -> None:
    assert table() == [
        ["指标", "期间", "数值", "单位", "性质", "来源"],
        ["'=装机|<i>", "2030年", "120", "吉瓦", "预测", "[1]"],
        ["'=装机|<i>", "2030年", "≈ -3.5–7", "吉瓦", "实际", "[1]"],
    ]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("-3.5", "-3.5"), ("+1,200", "+1,200"), ("-1+2", "'-1+2"), ("@A1", "'@A1"), ("甲=1", "甲=1")],
)
def test_negative_numbers_stay_numbers(cell: str, kept: str) -> None:
    data = figures_table.as_csv([{"value": cell}], ["value"]).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(data.split("\r\n")[1]))) == [kept]


def test_markdown_holds_the_answer_and_its_sources_escaped() -> None:
    text = downloads.markdown([Sheet.of(ANSWER)]).decode()
    assert text.startswith("# 2030年风电装机？ /etc/passwd\n\n**已回答**\n")
    assert "2030年装机：120吉瓦（预测）\\[1\\]。" in text
    assert "- 又见\\[1\\]" in text
    assert "**\\[1\\]** 风电\\_报告\\_ › 一 \\<b\\> › 第3页" in text
    assert "> 预计2030年甲国\\*风电\\*装机将达到120吉瓦，\\<b\\>约\\</b\\>1,000台。" in text
    assert "| =装机\\|\\<i\\> | 2030年 | 120 | 吉瓦 | 预测 | \\[1\\] |" in text
    assert "- 两处数字不一致" in text


def test_word_holds_the_same() -> None:
    answer = replace(ANSWER, question="控制符\x00与半个\ud83d？")
    data = downloads.word([Sheet.of(answer)])
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:4] == [
        "控制符\ufffd与半个\ufffd？",
        "已回答",
        "2030年装机：120吉瓦（预测）[1]。",
        "又见[1]",
    ]
    assert texts[-2:] == ["[1] 风电_报告_ › 一 <b> › 第3页", QUOTE]
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[1] == ["=装机|<i>", "2030年", "120", "吉瓦", "预测", "[1]"]


FOLLOW_UP = replace(
    ANSWER,
    question="27年呢？",
    text="按上文理解为：2027年风电装机？\n没有。",
    citations=(),
    data_points=(),
)


def test_a_conversation_is_one_text_with_the_sources_of_each_answer() -> None:
    sheets = [Sheet.of(ANSWER), Sheet.of(FOLLOW_UP, "甲*、乙")]
    lines = downloads.markdown(sheets, "对话：风电").decode().splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# 对话：风电",
        "## 2030年风电装机？ /etc/passwd",
        "### 核对提示",
        "### 数据",
        "### 来源",
        "## 27年呢？",
        "### 核对提示",
    ]
    first = lines.index("## 27年呢？")
    assert lines[first + 2 :] == [
        "**已回答**",
        "",
        "仅限：甲\\*、乙",
        "",
        "按上文理解为：2027年风电装机？",
        "",
        "没有。",
        "",
        "### 核对提示",
        "",
        "- 两处数字不一致",
    ]


def test_a_conversation_in_word_holds_the_same() -> None:
    sheets = [Sheet.of(ANSWER), Sheet.of(FOLLOW_UP, "甲")]
    document = docx.Document(io.BytesIO(downloads.word(sheets, "对话：风电")))
    headed = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style and (paragraph.style.name or "").startswith("Heading")
    ]
    assert headed == [
        ("Heading 1", "对话：风电"),
        ("Heading 2", "2030年风电装机？ /etc/passwd"),
        ("Heading 3", "核对提示"),
        ("Heading 3", "数据"),
        ("Heading 3", "来源"),
        ("Heading 2", "27年呢？"),
        ("Heading 3", "核对提示"),
    ]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[-6:] == [
        "已回答",
        "仅限：甲",
        "按上文理解为：2027年风电装机？",
        "没有。",
        "核对提示",
        "两处数字不一致",
    ]
    assert document.core_properties.title == "对话：风电"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2030年风电装机？", "2030年风电装机？.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ('a<b>"c":|?*\x00\n', "a b c.md"),
        ("\ud83d...", "kb.md"),
        ("长" * 200, "长" * 60 + ".md"),
        ("word " * 11 + "another one", "word " * 10 + "word.md"),
        ("word " * 11 + "other one", "word " * 11 + "other.md"),
    ],
)
def test_a_file_is_named_for_the_question_and_nothing_else(title: str, name: str) -> None:
    assert downloads.file_name(title, "md") == name


def test_a_good_answer_becomes_a_labelled_question_that_it_passes(tmp_path: Path) -> None:
    feedback.keep(tmp_path, ANSWER, good=False)
    assert feedback.evaluation_file(tmp_path) == b""
    feedback.keep(tmp_path, ANSWER, good=True)
    feedback.keep(tmp_path, replace(ANSWER, question="另一个？"), good=False)
    exported = tmp_path / "questions.jsonl"
    exported.write_bytes(feedback.evaluation_file(tmp_path))
    (expectation,) = read_expectations(exported)
    assert expectation.question == ANSWER.question
    assert expectation.contains == expectation.evidence == (("120吉瓦",),)
    assert failures(expectation, ANSWER) == []
    other = failures(expectation, replace(ANSWER, text="2030年装机：121吉瓦[1]。"))
    assert other == ["holds 0 of 1, without 120吉瓦"]


def test_half_a_line_of_a_killed_process_is_left_out(tmp_path: Path) -> None:
    feedback.keep(tmp_path, ANSWER, good=True)
    with (tmp_path / feedback.FILE).open("a", encoding="utf-8") as file:
        file.write('{"good": tr')
    feedback_lines = feedback.evaluation_file(tmp_path).decode().splitlines()
    assert [json.loads(line)["question"] for line in feedback_lines] == [ANSWER.question]


def test_without_judgements_there_is_nothing_to_export(tmp_path: Path) -> None:
    assert feedback.evaluation_file(tmp_path) == b""
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"")
    with pytest.raises(QueryError):
        read_expectations(empty)
