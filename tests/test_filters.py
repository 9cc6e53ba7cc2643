"""Documents chosen by name, publisher and edition; and what a person says of them."""

from __future__ import annotations

import json

import pytest
from fakes import FakeEmbedder

from kb.config import Config
from kb.errors import IndexDamaged, QueryError
from kb.indexing.catalogue import Entry, select
from kb.indexing.freshness import is_current
from kb.knowledge_base import KnowledgeBase

REPORTS = {
    "a.md": """---
title: 海岸产业报告
publisher: 蓝湾咨询
edition: 2021-2022
---
# 岸电

今年港口岸电规模为31亿元，2021年为27亿元，同比增长14.8%。

表1 港口

| 港口 | 2021年 |
|---|---|
| 甲港 | 3亿元 |
""",
    "b.md": """---
title: 海岸产业报告
publishers: [蓝湾咨询, 北塔研究]
edition: 2022-2023
date: 2022-11
---
# 岸电

2022年港口岸电规模为30亿元，预计2027年达到90亿元。
""",
    "c.md": "# 云服务\n\n某机构称，2022年云服务规模为7亿元。\n",
}
ENTRIES = [
    Entry("1", "a.md", "甲", "蓝湾咨询", "2022-05", "2021-2022"),
    Entry("2", "b.md", "甲", "蓝湾咨询、北塔研究", "2022-11", "2022-2023"),
    Entry("3", "c.md", "乙", "IDC and Inspur", "2023", ""),
    Entry("4", "d.md"),
]


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def base(corpus, tmp_path):
    return KnowledgeBase.build([corpus], tmp_path / "index", Config(), FakeEmbedder())


def names(base, found):
    titles = {entry.id: entry.name for entry in base.entries()}
    return [titles[one.document_id] for one in found]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, None),
        ({"documents": None, "publisher": None, "edition": None}, None),
        ({"documents": ["2", "a.md"]}, ["1", "2"]),
        ({"publisher": "蓝湾咨询"}, ["1", "2"]),
        ({"publisher": "蓝湾"}, ["1", "2"]),
        ({"publisher": "北塔研究"}, ["2"]),
        ({"publisher": "inspur"}, ["3"]),
        ({"edition": "2021-2022"}, ["1"]),
        ({"edition": "2022年"}, ["1", "2"]),
        ({"edition": "2022-11"}, ["2"]),
        ({"edition": "2021"}, ["1"]),
        ({"edition": "2023"}, ["3"]),
        ({"publisher": "北塔研究", "edition": "2022-2023"}, ["2"]),
        ({"documents": []}, []),
    ],
)
def test_filters_choose_documents(filters, ids):
    assert select(ENTRIES, filters) == ids


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"documents": ["e.md"]}, "no document 'e.md' in the index; `kb list`"),
        ({"publisher": "无名"}, "publisher '无名' in the index; there are .*蓝湾咨询、北塔研究"),
        ({"edition": "2019"}, "edition '2019' in the index; there are 2021-2022; 2022-2023; 2023;"),
        ({"documents": ["a.md"], "publisher": "IDC"}, "publisher 'IDC'"),
        ({"edition": "版"}, "edition '版'"),
    ],
)
def test_what_no_document_has_is_named_with_what_there_is(filters, message):
    with pytest.raises(QueryError, match=message):
        select(ENTRIES, filters)


def test_every_way_in_takes_the_same_filters(base):
    assert set(names(base, base.search("岸电规模", publisher="北塔研究"))) == {"b.md"}
    assert set(names(base, base.search("岸电规模", edition="2021-2022"))) == {"a.md"}
    assert [p.quote for p in base.look_up("2022年港口岸电规模", edition="2022-2023")] == ["30亿元"]
    assert set(names(base, base.data_points(publisher="蓝湾咨询"))) == {"a.md", "b.md"}
    assert [name for name, _ in base.exhibits(documents=["a.md"])] == [base.entries()[0].id]
    assert base.exhibits(documents=["b.md"]) == []
    assert {p.document_id for f in base.audit(edition="2021-2022") for p in f.inputs} == {
        base.entries()[0].id
    }
    assert base.audit(documents=["c.md"]) == []
    answer = base.ask("2022年港口岸电规模是多少？", edition="2022-2023")
    assert "30亿元" in answer.text
    assert {citation.document_name for citation in answer.citations} == {"b.md"}
    assert base.ask("2022年港口岸电规模是多少？", documents=["c.md"]).status == "refused"


def test_an_edit_shows_in_lists_and_citations_and_nothing_is_embedded(base):
    base.edit("a.md", title="海岸产业报告（旧版）", publisher="东岸研究")
    assert (base.result.embedded, base.result.documents) == (0, 3)
    [entry, *others] = base.entries()
    assert (entry.title, entry.publisher, entry.edition) == (
        "海岸产业报告（旧版）", "东岸研究", "2021-2022",
    )  # fmt: skip
    assert [other.publisher for other in others] == ["蓝湾咨询、北塔研究", ""]
    citation = base.ask("2021年港口岸电规模是多少？").citations[0]
    assert citation.document_title == "海岸产业报告（旧版）"
    assert base.search("岸电", publisher="东岸研究")[0].document_title == "海岸产业报告（旧版）"


def test_a_date_that_is_edited_moves_what_counts_from_it(base):
    def periods():
        return [p.period.key for p in base.data_points(documents=["a.md"]) if p.quote == "31亿元"]

    base.edit("a.md", date="2022-06")
    assert periods() == ["2022"]
    base.edit(base.entries()[0].id, date="2024")
    assert periods() == ["2024"]


def test_edits_outlive_a_build_from_nothing_a_sync_and_a_new_name(base, corpus, tmp_path):
    base.edit("c.md", publisher="南山统计", date="2022")
    base.edit("c.md", edition="2022")
    expected = ("南山统计", "2022", "2022")

    def said(name="c.md"):
        [entry] = [entry for entry in base.entries() if entry.name == name]
        return entry.publisher, entry.date, entry.edition

    assert said() == expected
    metadata = tmp_path / "index" / "metadata.json"
    assert list(json.loads(metadata.read_text(encoding="utf-8"))) == ["c.md"]
    (tmp_path / "fresh").mkdir()
    (tmp_path / "fresh" / "metadata.json").write_bytes(metadata.read_bytes())
    base = KnowledgeBase.build([corpus], tmp_path / "fresh", Config(), FakeEmbedder())
    assert said() == expected
    (corpus / "c.md").rename(corpus / "d.md")
    base.sync(corpus)
    assert said("d.md") == expected
    base.edit("d.md", edition="")
    assert said("d.md") == ("南山统计", "2022", "")


def test_an_edit_by_hand_is_a_change(base, corpus, tmp_path, monkeypatch):
    monkeypatch.setenv("KB_EMBEDDER", "fake")
    index = tmp_path / "index"
    assert is_current([corpus], index)
    (index / "metadata.json").write_text('{"c.md": {"title": "云"}}', encoding="utf-8")
    assert not is_current([corpus], index)
    base.sync(corpus)
    assert [entry.title for entry in base.entries()][-1] == "云"
    assert is_current([corpus], index)


@pytest.mark.parametrize("date", ["gestern", "2023-13", "2023-1", "2023-11-00", "23"])
def test_a_date_that_is_none_changes_nothing(base, date):
    with pytest.raises(QueryError, match=r"is no date; write 2023, 2023-11 or 2023-11-05"):
        base.edit("a.md", date=date)
    with pytest.raises(QueryError, match="nothing to change"):
        base.edit("a.md")
    with pytest.raises(QueryError, match="no document 'x'"):
        base.edit("x", title="y")
    assert base.generation == "generation-000001"


@pytest.mark.parametrize("text", ["[]", "{", '{"a.md": 1}', '{"a.md": {"pages": "9"}}'])
def test_damaged_edits_are_named_and_never_dropped(base, corpus, tmp_path, text):
    (tmp_path / "index" / "metadata.json").write_text(text, encoding="utf-8")
    with pytest.raises(IndexDamaged, match=r"metadata\.json is damaged; mend it, or remove it"):
        base.add([corpus / "a.md"])
