"""Copies, near copies and restatements: told, and counted once."""

from __future__ import annotations

from dataclasses import replace

from fakes import FakeEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.config import Config
from kb.figures import extract
from kb.indexing.duplicates import Duplicate, find_duplicates
from kb.knowledge_base import KnowledgeBase
from kb.readers import read_text
from kb.types import Document

SENTENCES = [
    f"{subject}在2022年的规模为{number}亿元，预计2027年达到{number * 3}亿元。"
    for number, subject in enumerate(
        ("港口岸电", "氢能重卡", "深海养殖", "低空物流", "智慧灌溉", "光伏回收", "城市微网"),
        start=41,
    )
]
REPORT = "2022-2023年海岸产业观察报告\n\n" + "\n".join(SENTENCES) + "\n"
RESTATED = """---
title: 摘要
restatement_of: 2022-2023年海岸产业观察报告
---

# 摘要

先看岸电：2022年有41亿元，到2027年预计是123亿元。重卡从42亿元走到126亿元。
"""


def document(text: str, name: str, **changes: object) -> Document:
    return replace(read_text(text, name=name), **changes)


def found(*documents: Document) -> list[tuple[str, str, str, float]]:
    return [(one.name, one.original, one.relation, one.share) for one in duplicates(*documents)]


def duplicates(*documents: Document) -> list[Duplicate]:
    return find_duplicates((one, extract(one)) for one in documents)


def test_unlike_documents_are_no_duplicates():
    other = "\n".join(sentence.replace("规模", "投资总额") for sentence in SENTENCES[::-1])
    assert found(document(REPORT, "a.txt"), document(other, "b.txt")) == []


def test_the_same_text_is_found_whatever_its_width_spaces_and_marks():
    wide = REPORT.replace("。", "．").replace("，", " , ").replace("2022", "２０２２")
    [one] = duplicates(document(REPORT, "b.txt"), document(wide, "a.txt"))
    assert (one.name, one.original, one.relation) == ("a.txt", "b.txt", "same text")
    assert one.spans == ((0, len(wide)),)


def test_of_two_alike_the_one_with_pages_is_the_original():
    paged = REPORT.replace(SENTENCES[3], "\f" + SENTENCES[3])
    assert found(document(REPORT, "a.txt"), document(paged, "b.txt")) == [
        ("a.txt", "b.txt", "same text", 1.0)
    ]


def test_a_part_stands_behind_the_whole_even_where_only_the_part_has_pages():
    part = "\f".join(SENTENCES[:3])
    assert found(document(part, "part.txt"), document(REPORT, "whole.txt")) == [
        ("part.txt", "whole.txt", "near copy", 1.0)
    ]


def test_of_a_near_copy_only_what_the_original_holds_is_set_aside():
    changed = REPORT.replace("45亿元", "48亿元")
    own = document(changed, "b.txt")
    [one] = duplicates(document(REPORT + "另有附录。\n", "a.txt"), own)
    assert (one.relation, one.original) == ("near copy", "a.txt")
    assert 0.7 < one.share < 0.9
    start = changed.index("智慧灌溉")
    assert not one.holds(start, start + 4)
    assert one.holds(changed.index("光伏回收"), changed.index("光伏回收") + 4)
    kept = [point.quote for point in extract(own) if not one.holds(point.start, point.end)]
    assert kept == ["48亿元", "135亿元"]


def test_a_changed_decimal_point_or_sign_is_another_number():
    for old, new in (("41亿", "4.1亿"), ("41亿", "-41亿"), ("41亿", "41%亿")):
        changed = REPORT.replace(old, new)
        [one] = duplicates(document(REPORT, "a.txt"), document(changed, "b.txt"))
        assert (one.name, one.original) == ("a.txt", "b.txt")
        start = REPORT.index("港口岸电")
        assert not one.holds(start, start + 4)


def test_editions_that_say_so_are_not_near_copies_of_each_other():
    newer = REPORT.replace("45亿元", "48亿元")
    old, new = document(REPORT, "a.txt"), document(newer, "b.txt")
    assert [one[2] for one in found(old, new)] == ["near copy"]
    assert found(replace(old, edition="2022"), replace(new, edition="2023")) == []
    assert found(replace(old, date="2022-11"), replace(new, date="2023-11")) == []
    assert [one[2] for one in found(replace(old, date="2023"), replace(new, date="2023-11"))] == [
        "near copy"
    ]


def test_a_restatement_stands_behind_the_report_that_it_restates():
    original, restated = document(REPORT, "own.txt"), document(RESTATED, "summary.md")
    assert restated.restates == "2022-2023年海岸产业观察报告"
    [one] = duplicates(restated, original)
    assert (one.name, one.original, one.relation) == ("summary.md", "own.txt", "restatement")
    assert one.spans == ((0, len(RESTATED)),)


def test_a_title_broken_and_turned_round_on_the_cover_is_found():
    cover = REPORT.replace("2022-2023年海岸产业观察报告", "海岸 产业\n观 察 报 告\n2022 - 2023 年")
    assert [one[1] for one in found(document(RESTATED, "s.md"), document(cover, "own.txt"))] == [
        "own.txt"
    ]


def test_who_only_names_the_report_is_not_taken_for_it():
    review = "读《2022-2023年海岸产业观察报告》\n\n该报告给出2022年岸电规模41亿元。\n" * 3
    assert found(document(RESTATED, "s.md"), document(review, "review.txt")) == []
    other = REPORT.replace("2022-2023年海岸产业观察报告", "2021-2022年海岸产业观察报告")
    assert found(document(RESTATED, "s.md"), document(other, "own.txt")) == []


def test_a_restatement_stands_behind_the_original_and_not_its_copy():
    paged = REPORT.replace(SENTENCES[3], "\f" + SENTENCES[3])
    documents = (document(REPORT, "a.txt"), document(paged, "b.txt"), document(RESTATED, "s.md"))
    assert [one[:3] for one in found(*documents)] == [
        ("a.txt", "b.txt", "same text"),
        ("s.md", "b.txt", "restatement"),
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=9), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
def test_originals_stay_and_lead_nowhere_else(bodies):
    documents = [
        document(f"报告{n}\n" + ("\f" if paged else "\n").join(body), f"{n}.txt")
        for n, (body, paged) in enumerate(bodies)
    ]
    told = duplicates(*documents)
    assert {one.original_id for one in told}.isdisjoint(one.document_id for one in told)
    for one in told:
        text = next(d.text for d in documents if d.id == one.document_id)
        ends = [end for span in one.spans for end in span]
        assert ends == sorted(ends)
        assert ends[0] >= 0 and ends[-1] <= len(text)


def test_in_an_index_nothing_is_found_or_counted_twice(tmp_path):
    (tmp_path / "own.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "summary.md").write_text(RESTATED, encoding="utf-8")
    alone = KnowledgeBase.build([tmp_path / "own.txt"], tmp_path / "one", Config(), FakeEmbedder())
    base = KnowledgeBase.build([tmp_path], tmp_path / "index", Config(), FakeEmbedder())
    assert [(one.name, one.relation) for one in base.result.duplicates] == [
        ("summary.md", "restatement")
    ]
    assert base.result.data_points == alone.result.data_points == 14
    own, summary = base.documents()
    assert (own.original, summary.original) == ("", own.id)
    assert base.data_points() == alone.data_points()
    assert {passage.document_name for passage in base.search("岸电")} == {"own.txt"}
    answer, same = base.ask("2027年港口岸电规模是多少？"), alone.ask("2027年港口岸电规模是多少？")
    assert (answer.text, answer.citations) == (same.text, same.citations)
    assert base.sql("SELECT count(*) FROM data_points") == alone.sql(
        "SELECT count(*) FROM data_points"
    )
    named = base.search("岸电", documents=["summary.md"])
    assert {passage.document_name for passage in named} == {"summary.md"}
    base.remove("own.txt")
    assert base.documents()[0].original == ""
    assert {passage.document_name for passage in base.search("岸电")} == {"summary.md"}
    assert (base.result.embedded, base.result.duplicates) == (0, ())
