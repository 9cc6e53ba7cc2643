import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.config import Config
from kb.errors import ConfigError
from kb.indexing.chunker import LEAD_IN, split
from kb.readers import read_text
from kb.text import sentences
from kb.types import Document, Section

SENTENCE = "某地区的智能算力规模在这一年达到两百亿次。"


def cut(text: str, size: int = 100, overlap: int = 0, name: str = "a.md") -> list[str]:
    config = Config(chunk_size=size, chunk_overlap=overlap)
    return [chunk.quote for chunk in split(read_text(text, name=name), config)]


def table(rows: int, wide: int = 1) -> str:
    listed = (f"| 企业{n} | {n * 100}亿元 | {'稳' * wide} |" for n in range(1, rows + 1))
    return "| 企业 | 规模 | 评价 |\n|---|---|---|\n" + "\n".join(listed)


def test_a_short_section_is_one_chunk_with_its_headings_apart():
    text = "# 报告\n\n## 1. 市场\n\n第一段话。\n\n第二段话。\n\n## 2. 政策\n\n第三段话。\n"
    document = read_text(text, name="a.md")
    chunks = split(document, Config())
    assert [(c.quote, c.heading_path) for c in chunks] == [
        ("第一段话。\n\n第二段话。", ("报告", "市场")),
        ("第三段话。", ("报告", "政策")),
    ]
    assert [c.ordinal for c in chunks] == [0, 1]
    assert {c.document_id for c in chunks} == {document.id}
    assert chunks[0].embedded_text == "报告\n市场\n第一段话。\n\n第二段话。"


def test_sentences_are_packed_whole_up_to_the_size():
    assert len(SENTENCE) == 21
    assert cut(SENTENCE * 10, 90) == [SENTENCE * 4, SENTENCE * 4, SENTENCE * 2]


def test_a_sentence_keeps_its_closing_quotation_mark():
    said = "他说：“市场会继续增长，" + "规" * 30 + "。”"
    assert cut(said * 3, 60) == [said, said, said]


@pytest.mark.parametrize("end", ["!", "?", ";", "；", "…", "！", "？"])
def test_a_sentence_is_whole_whatever_ends_it(end):
    said = "甲，乙、丙，" + "规" * 30 + end
    assert cut(said * 3, 60) == [said, said, said]


def test_list_items_stay_whole_though_they_hold_clauses():
    items = [f"- 第{n}项，" + "内容，" * 12 for n in range(1, 5)]
    assert cut("\n".join(items), 60) == items


def test_english_is_cut_between_sentences_and_not_within_a_decimal():
    one = "The market grew 3.5 percent in 2023 across all regions."
    assert cut(" ".join([one] * 3), 60, name="a.txt") == [one, one, one]


def test_a_sentence_too_long_is_cut_at_clauses_and_then_anywhere():
    assert cut("规" * 40 + "，" + "模" * 40 + "。", 50) == ["规" * 40 + "，", "模" * 40 + "。"]
    assert cut("规" * 120, 50) == ["规" * 50, "规" * 50, "规" * 20]


def test_a_heading_broken_over_lines_leaves_no_chunk_of_its_rest():
    text = "第一章 算力\n及应用\n\n正文在这里。\n"
    section = Section("算力及应用", 1, 0, len(text), ("算力及应用",), "第一章")
    [chunk] = split(Document("0" * 16, "a.txt", text, sections=(section,)), Config())
    assert (chunk.start, chunk.quote) == (12, "正文在这里。")


def test_a_title_that_is_not_printed_so_takes_its_first_line_only():
    text = "**算**力\n正文在这里。\n"
    section = Section("算力", 1, 0, len(text), ("算力",))
    [chunk] = split(Document("0" * 16, "a.md", text, sections=(section,)), Config())
    assert chunk.quote == "正文在这里。"


def test_underlines_and_rules_are_no_chunks():
    assert cut(
        "报告名称\n========\n\n概述\n----\n\n正文在这里。\n\n---\n\n## 后记\n\n另一段。\n"
    ) == [
        "正文在这里。\n\n---",
        "另一段。",
    ]
    assert cut("## 甲\n\n***\n\n## 乙\n\n正文在这里。\n") == ["正文在这里。"]


def test_white_space_alone_makes_no_chunk():
    assert split(Document("0" * 16, "a.txt", " \n\n\t\u3000\n"), Config()) == []
    assert split(Document("0" * 16, "a.txt", ""), Config()) == []


def test_a_table_that_fits_is_one_chunk_with_lead_in_caption_and_source():
    exhibit = f"规模见下表。\n\n表1 企业规模\n\n{table(3)}\n\n来源：某机构，2023"
    text = f"## 市场\n\n前面的话。\n\n{exhibit}\n\n其后的话。\n"
    assert cut(text, 150) == ["前面的话。", exhibit, "其后的话。"]


def test_a_table_too_long_is_cut_between_rows_and_each_part_is_found_by_the_caption():
    lead = "规模见下表。\n\n表1 企业规模\n\n| 企业 | 规模 | 评价 |\n|---|---|---|\n"
    text = f"## 市场\n\n规模见下表。\n\n表1 企业规模\n\n{table(8)}\n\n来源：某机构，2023\n"
    chunks = split(read_text(text, name="a.md"), Config(chunk_size=80))
    rows = [f"| 企业{n} | {n * 100}亿元 | 稳 |" for n in range(1, 9)]
    assert [chunk.quote for chunk in chunks] == [
        lead + rows[0],
        "\n".join(rows[1:5]),
        "\n".join(rows[5:]) + "\n\n来源：某机构，2023",
    ]
    assert [chunk.heading_path for chunk in chunks] == [
        ("市场",),
        ("市场", "表1 企业规模"),
        ("市场", "表1 企业规模"),
    ]


def test_a_table_without_a_caption_adds_no_empty_heading():
    chunks = split(read_text(f"## 市场\n\n{table(8)}\n", name="a.md"), Config(chunk_size=80))
    assert [chunk.heading_path for chunk in chunks] == [("市场",)] * 3


def test_a_row_longer_than_the_size_stays_whole():
    text = f"表1 企业规模\n\n{table(2, wide=90)}\n"
    quotes = cut(text, 60)
    assert quotes == [
        "表1 企业规模\n\n| 企业 | 规模 | 评价 |\n|---|---|---|",
        f"| 企业1 | 100亿元 | {'稳' * 90} |",
        f"| 企业2 | 200亿元 | {'稳' * 90} |",
    ]


def test_a_long_lead_in_and_a_long_source_keep_to_the_size():
    lead, source = "说明，" * 30 + "见下表。", "来源：" + "某机构，" * 25
    quotes = cut(f"## 甲\n\n{lead}\n\n表1 规模\n\n{table(2)}\n\n{source}\n", 60)
    assert len(lead) <= LEAD_IN
    assert max(map(len, quotes)) <= 60
    assert "".join("".join(quotes).split()) == "".join(f"{lead}表1规模{table(2)}{source}".split())


def test_a_long_line_before_a_table_is_no_lead_in():
    prose = "规" * LEAD_IN + "。"
    assert cut(f"## 甲\n\n{prose}\n\n{table(1)}\n", 400) == [prose, table(1)]


def test_a_page_number_before_a_table_does_not_make_it_boilerplate():
    text = f"## 甲\n\n前面的话。\n\n12\n\n{table(2)}\n"
    chunks = split(read_text(text, name="a.md"), Config())
    assert [(chunk.quote, chunk.boilerplate) for chunk in chunks] == [
        ("前面的话。", False),
        ("12", True),
        (table(2), False),
    ]


def test_a_heading_is_no_lead_in_and_a_caption_printed_as_one_is_no_chunk_of_its_own():
    text = f"# 报告\n\n## 市场\n\n### 表2 企业规模\n\n{table(1)}\n"
    assert cut(text, 150) == [f"### 表2 企业规模\n\n{table(1)}"]


def test_boilerplate_is_cut_apart_and_flagged():
    text = "正文在这里。\n版权所有，不得转载。\n正文又来了。\n"
    spans = ((7, 17),)
    chunks = split(Document("0" * 16, "a.txt", text, boilerplate=spans), Config())
    assert [(chunk.quote, chunk.boilerplate) for chunk in chunks] == [
        ("正文在这里。", False),
        ("版权所有，不得转载。", True),
        ("正文又来了。", False),
    ]


def test_the_id_follows_heading_and_text_and_nothing_else():
    section = Section("市场", 1, 0, 12, ("市场",))
    document = Document("0" * 16, "a.txt", "市场\n规模很大。\n", sections=(section,))
    [first] = split(document, Config())
    later = "前言在此。\n" + document.text
    moved = replace(section, start=6, end=len(later))
    other = replace(document, id="1" * 16, name="b.txt", text=later, sections=(moved,))
    assert [c.id for c in split(other, Config(chunk_size=100))][1] == first.id
    renamed = replace(document, sections=(replace(section, path=("概况",)),))
    assert split(renamed, Config())[0].id != first.id
    edited = replace(document, text="市场\n规模不大。\n")
    assert split(edited, Config())[0].id != first.id
    assert re.fullmatch("[0-9a-f]{24}", first.id)


def test_an_overlap_shares_whole_sentences_and_keeps_to_the_size():
    said = [f"第{n}句话说的是市场的规模。" for n in range(8)]
    assert {len(one) for one in said} == {13}
    assert cut("".join(said), 60, overlap=20) == [
        "".join(said[0:3]),
        "".join(said[2:6]),
        "".join(said[5:8]),
    ]


def test_an_overlap_in_text_that_repeats_itself_loses_nothing():
    text = "规模很大。" * 60
    chunks = split(Document("0" * 16, "a.txt", text), Config(chunk_size=50, chunk_overlap=20))
    assert (chunks[0].start, chunks[-1].end) == (0, len(text))
    assert all(b.start == a.end - 20 for a, b in itertools.pairwise(chunks))
    assert {len(chunk.quote) for chunk in chunks[1:]} == {50}


def test_no_overlap_where_the_last_sentence_is_too_long():
    assert cut(SENTENCE * 4, 60, overlap=20) == [SENTENCE] * 4


def test_an_overlap_not_below_the_size_is_refused_by_name():
    with pytest.raises(ConfigError, match=r"KB_CHUNK_OVERLAP\): 100 is not below chunk_size 100;"):
        Config.load(chunk_size=100, chunk_overlap=100)
    assert Config.load(chunk_size=100, chunk_overlap=99).chunk_overlap == 99


WORDS = st.text("市场规模增长算力，、“”（）ab 3.5%", min_size=1, max_size=40)
LINES = st.one_of(
    st.builds(
        lambda words, end: words + end, WORDS, st.sampled_from(["。", "！", "；", ".", "。”", ""])
    ),
    st.builds(lambda words: f"- {words}", WORDS),
    st.builds(lambda level, words: f"{'#' * level} {words}", st.integers(1, 3), WORDS),
    st.builds(lambda rows: f"\n表1 规模\n\n{table(rows)}\n来源：某机构\n", st.integers(1, 6)),
    st.sampled_from(["", "", "12", "---", "目录", "第一章 算力", "1.1 全球：", "版权所有 ©2023"]),
)
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.sampled_from(["a.md", "a.txt"]), st.sampled_from([50, 90, 250]))
def test_chunks_cover_everything_but_headings_and_keep_to_the_size(text, name, size):
    document = read_text(text, name=name)
    chunks = split(document, Config(chunk_size=size))
    assert [chunk.ordinal for chunk in chunks] == list(range(len(chunks)))
    position = 0
    for chunk in chunks:
        assert document.text[chunk.start : chunk.end] == chunk.quote == chunk.quote.strip()
        assert chunk.start >= position
        assert not any(c.isalnum() for c in _without_headings(document, position, chunk.start))
        assert len(chunk.quote) <= size
        position = chunk.end
    assert not any(c.isalnum() for c in _without_headings(document, position, len(text)))


def _without_headings(document: Document, start: int, end: int) -> str:
    """What lies between chunks, less the lines of the headings that stand there."""
    skipped = document.text[start:end]
    for section in document.sections:
        if start <= section.start < end:
            for part in (section.number, section.title):
                skipped = _without(part, skipped)
    return skipped


def _without(title: str, text: str) -> str:
    """Less the title, or its beginning where its last line is boilerplate and in a chunk."""
    letters = "".join(title.split())
    for size in range(len(letters), 0, -1):
        pattern = r"\s*".join(map(re.escape, letters[:size]))
        if re.search(pattern, text):
            return re.sub(pattern, "", text, count=1)
    return text


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS.map(lambda words: words + "。"), max_size=30), st.sampled_from([50, 90]))
def test_every_sentence_that_fits_is_whole_in_one_chunk(said, size):
    text = "".join(said)
    chunks = split(Document("0" * 16, "a.txt", text), Config(chunk_size=size))
    for start, end in sentences(text):
        whole = any(chunk.start <= start and end <= chunk.end for chunk in chunks)
        assert whole or end - start >= size or not any(c.isalnum() for c in text[start:end])


@settings(max_examples=20, deadline=None)
@given(TEXTS, st.integers(1, 49))
def test_with_any_overlap_every_chunk_is_a_quote_within_the_size(text, overlap):
    document = read_text(text, name="a.md")
    alone = split(document, Config(chunk_size=100 - overlap))
    chunks = split(document, Config(chunk_size=100, chunk_overlap=overlap))
    assert chunks[-1].end == alone[-1].end if chunks else not alone
    for before, chunk in zip([None, *chunks], chunks, strict=False):
        assert document.text[chunk.start : chunk.end] == chunk.quote
        assert len(chunk.quote) <= 100
        assert before is None or (
            before.start < chunk.start and before.end - chunk.start <= overlap
        )
