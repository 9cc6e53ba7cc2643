"""The restated report: its numbers against the report's, and the front matter of its files."""

import os
from pathlib import Path

import pytest
import yaml
from restatement import compare_files, compare_texts, main, read_numbers

CORPUS = Path(__file__).parent.parent / "corpus"
FRONT_MATTER_KEYS = {"title", "publishers", "date", "edition", "restatement_of", "note"}
RESTATED = sorted(path for path in CORPUS.glob("*.md") if path.name[:2].isdigit())


def numbers(text: str) -> list[str]:
    return [number.form for number in read_numbers(text, "text")[0]]


def ignored(text: str) -> list[tuple[str, str]]:
    return [(entry.text, entry.reason) for entry in read_numbers(text, "text")[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("销量为12.5亿美元，同比增长8%。", ["12.5亿美元", "8%"]),
        ("出货 1,200 台", ["1200"]),
        ("产量增长3%-5%", ["3%-5%"]),
        ("２０２０ - ２０２４ 年", ["2020-2024"]),
        ("2021年3月", ["2021", "3月"]),
        ("每台7kW或9KW", ["7KW", "9KW"]),
        ("共70多个城市", ["70个"]),
        ("3人工作, 4人 工厂", ["3", "4人"]),
        ("用FP8和X-3训练", ["FP8", "X-3"]),
        ("规模5.5每秒百亿亿次浮点运算（EFLOPS）", ["5.5EFLOPS"]),
        ("规模5.5 EFLOPS（每秒百亿亿次浮点运算）", ["5.5EFLOPS"]),
        ("超过六成，约三分之一，两倍", ["六成", "三分之一", "两倍"]),
        ("一成为二", []),
        ("图3 某市场，2020", ["图3", "2020"]),
        ("图 3 某市场", ["图3"]),
        ("| 1 | 甲 | 2020 |", ["1", "2020"]),
    ],
)
def test_numbers_are_read_with_their_units(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. 第一条", [("1", "number of a list item")]),
        ("- 5 第五条", [("5", "number of a list item")]),
        ("7", [("7", "number of a list item")]),
        ("1.2 某节\t08", [("08", "page in the table of contents")]),
        ("某路9号 邮编：100000", [("某路9号 邮编:100000", "address, postcode or telephone")]),
        ("见 https://example.com/2020", [("https://example.com/2020", "web or mail address")]),
        ("如图3所示", [("图3", "chart or table named in a sentence")]),
    ],
)
def test_ignored_numbers_carry_their_reason(text: str, expected: list[tuple[str, str]]) -> None:
    assert ignored(text) == expected


def test_a_rank_at_the_end_of_a_table_row_is_no_page_number() -> None:
    assert numbers("甲\t乙\t2") == ["2"]


def test_front_matter_is_not_compared_and_lines_keep_their_numbers() -> None:
    found, _ = read_numbers("---\ndate: 2020\n---\n有9家\n", "a.md")
    assert [(number.form, number.place) for number in found] == [("9家", "a.md:4")]


def test_missing_and_new_are_found_both_ways() -> None:
    result = compare_texts(
        "甲有3家，乙有4家。", {"a.md": "甲有3家。", "b.md": "\n乙有5家，丙有5家。"}
    )
    assert [(number.form, number.place) for number in result.missing] == [("4家", "report:1")]
    assert [(number.form, number.place) for number in result.new] == [("5家", "b.md:2")]
    assert not result.agrees


def test_a_changed_unit_is_a_changed_number() -> None:
    result = compare_texts("共3亿元", {"a.md": "共3万元"})
    assert [number.form for number in result.missing] == ["3亿元"]
    assert [number.form for number in result.new] == ["3万元"]


def test_the_script_prints_and_returns_its_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, corpus = tmp_path / "report.txt", tmp_path / "corpus"
    corpus.mkdir()
    report.write_text("1. 共3家\n", encoding="utf-8")
    (corpus / "a.md").write_text("一共3家\n", encoding="utf-8")
    assert main([str(report), str(corpus)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "ignored: 1 (number of a list item) at report:1",
        "0 missing, 0 new, 1 ignored",
    ]
    (corpus / "a.md").write_text("一共4家\n", encoding="utf-8")
    assert main([str(report), str(corpus)]) == 1
    assert "missing: 3家 at report:1\nnew: 4家 at a.md:1\n" in capsys.readouterr().out
    assert main([str(report)]) == 2
    assert main([str(tmp_path / "none.txt"), str(corpus)]) == 2


def test_the_corpus_has_the_numbers_of_the_report() -> None:
    report = Path(os.environ.get("KB_REPORT", ""))
    if not report.is_file():
        pytest.skip("KB_REPORT is not set to the report's text file")
    result = compare_files(report, CORPUS)
    assert result.missing == ()
    assert result.new == ()


def test_the_restatement_is_there() -> None:
    assert [path.name[:2] for path in RESTATED] == ["00", "01", "02", "03", "04", "05", "06"]


@pytest.mark.parametrize("path", RESTATED, ids=lambda path: path.name)
def test_front_matter_says_that_it_is_a_restatement(path: Path) -> None:
    _, front_matter, _ = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(front_matter)
    assert set(fields) == FRONT_MATTER_KEYS
    assert fields["publishers"] == ["IDC", "浪潮信息"]
    assert fields["date"] == "2023"
    assert fields["edition"] == "2023-2024"
    assert "不是报告原文" in fields["note"]
