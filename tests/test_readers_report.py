"""The real report, which is not part of the project: KB_REPORT names it."""

import os
from pathlib import Path

import pytest

from kb.readers import read
from kb.types import Document

pytestmark = pytest.mark.skipif("KB_REPORT" not in os.environ, reason="KB_REPORT is not set")


@pytest.fixture(scope="module")
def report() -> Document:
    return read(Path(os.environ["KB_REPORT"]))


def test_numbered_sections_once_each_and_in_order(report: Document) -> None:
    numbers = [section.number for section in report.sections if section.number]
    assert numbers == [
        *("第一章", "1.1", "1.2", "第二章", *(f"2.{number}" for number in range(1, 9))),
        *("第三章", "3.1", "3.2", "第四章", "4.1", "4.2"),
    ]
    levels = {section.number: section.level for section in report.sections if section.number}
    assert {number: 1 if number.endswith("章") else 2 for number in numbers} == levels


def test_names_under_the_rankings(report: Document) -> None:
    def under(number: str) -> list[str]:
        parent = next(section for section in report.sections if section.number == number)
        children = (each for each in report.sections if each.path[:-1] == parent.path)
        return [section.title for section in children]

    assert under("3.1") == ["互联网", "电信", "政府", "金融", "制造"]
    assert len(under("3.2")) == 10
    assert all(len(name) == 2 for name in under("3.2"))


def test_unnumbered_top_sections(report: Document) -> None:
    top = [section.title for section in report.sections if section.level == 1]
    assert len(top) == 7
    assert [title[:2] for title in top[4:]] == ["关于", "关于", "版权"]


def test_exhibits_once_each_with_their_sources(report: Document) -> None:
    labels = [exhibit.label for exhibit in report.exhibits]
    charts = [f"图{number}" for number in range(1, 23) if number != 4]  # 图4 is not in the text
    assert sorted(labels) == sorted([*charts, "表1"])
    without = [exhibit.label for exhibit in report.exhibits if not exhibit.source]
    assert without == ["图1", "图3", "图11", "图13", "图14", "图18"]
    assert all(exhibit.heading_path for exhibit in report.exhibits)


def test_tables(report: Document) -> None:
    shapes = {
        exhibit.label: (len(exhibit.table.rows), {len(row) for row in exhibit.table.rows})
        for exhibit in report.exhibits
        if exhibit.table
    }
    assert shapes == {"表1": (3, {12}), "图19": (9, {7}), "图21": (11, {7})}


def test_offsets(report: Document) -> None:
    for exhibit in report.exhibits:
        assert report.text[exhibit.start] in "图表"
        for row in exhibit.table.rows if exhibit.table else ():
            for cell in row:
                assert report.text[cell.start : cell.end] == cell.text
    for section in report.sections:
        assert report.text[section.start] not in " \n-"
        assert 0 <= section.start < section.end <= len(report.text)


def test_metadata(report: Document) -> None:
    assert report.title.startswith("2023-2024年中国") and report.title.endswith("评估报告")
    assert (report.publisher, report.date) == ("IDC", "2023")
    assert (report.edition, report.language) == ("2023-2024", "zh")


def test_boilerplate_is_small_and_holds_no_exhibit(report: Document) -> None:
    assert sum(end - start for start, end in report.boilerplate) < 0.04 * len(report.text)
    for start, end in report.boilerplate:
        assert not any(start < exhibit.end and exhibit.start < end for exhibit in report.exhibits)
