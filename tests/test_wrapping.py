"""Lines broken at a fixed width are made whole; any other text stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.readers import read
from kb.readers.wrapping import unwrap

PARAGRAPHS = (
    "一、概况",
    "2024年全国温室大棚面积为312万亩，同比增长4.6%，其中连栋温室占比由2020年的8%升至13%，主要分布在山东、河北和江苏三省。",
    "从能耗看，每平方米年均用电量为18.4千瓦时，比2022年减少2.1千瓦时；采用地源热泵的温室仅占6%，预计2027年达到15%，其余仍以燃煤和燃气供暖为主。",
    "表1 温室面积（万亩）",
    "年份\t面积",
    "2023\t298",
    "2024\t312",
    "（一）设备",
    "补光设备市场规模为46亿元，进口品牌占四成，国产品牌的平均售价低三分之一，质保期从两年延长到五年，用户满意度由此明显提高。",
)


def wrapped(text: str, width: int) -> list[str]:
    if "\t" in text:
        return [text]
    return [text[at : at + width] for at in range(0, len(text), width)]


def page(width: int = 24) -> str:
    return "\n".join(line for text in PARAGRAPHS for line in wrapped(text, width)) + "\n"


def test_sentences_are_whole_and_headings_and_tables_stay() -> None:
    assert unwrap(page()) == "\n".join(PARAGRAPHS) + "\n"


def test_latin_words_get_a_space() -> None:
    text = (
        "Output of greenhouse tomatoes rose to 1.9 million tonnes in 2024 while prices at the farm\n"
        "gate fell by eleven per cent, which growers put down to a mild winter and to new long-\n"
        "term contracts with retailers that fix the volume in autumn and leave the price to the\n"
        "market in spring. Energy took a fifth of the costs, and wages took another third of them\n"
    ) * 3
    first, *_ = unwrap(text).split("\n")
    assert "at the farm gate fell" in first and "new long-term contracts" in first


def test_a_sentence_goes_on_over_the_foot_and_head_of_a_page() -> None:
    lines = page().split("\n")
    cut = lines.index(PARAGRAPHS[2][:24]) + 1
    furniture = ["", "温室年报", "— 1 —", ""]
    text = "\n".join([*lines[:cut], *furniture, *lines[cut:], *furniture, *furniture])
    whole = unwrap(text)
    assert PARAGRAPHS[2] in whole.split("\n")
    assert whole.count("温室年报") == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "短句。\n" * 30,
        "\n".join(PARAGRAPHS),
        "2024\t1\t2\n" * 40,
        "\n".join(f"第{n}条 一个不到行末的标题" for n in range(30)),
    ],
)
def test_what_is_not_wrapped_stays(text: str) -> None:
    assert unwrap(text) == text


@given(st.text(alphabet="甲乙a b，。\n\r\t|-—1", max_size=400))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    assert sorted("".join(unwrap(text).split())) == sorted("".join(text.split()))


def test_a_file_is_read_unwrapped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(page(), encoding="utf-8")
    assert PARAGRAPHS[2] in read(path).text
