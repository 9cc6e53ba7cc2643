import hashlib
import os
from pathlib import Path

import pytest

from kb.indexing.lexical import LexicalIndex

TEXTS = [
    "液冷服务器市场快速增长",
    "液冷服務器採用率提升",
    "智能算力规模达到五百",
    "Edge servers ship in volume; GPT-4 needs accelerators",
    "",
    "算力算力算力",
]


def state(folder: Path) -> dict[str, tuple[str, int]]:
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("lexical") / "lexical"
    LexicalIndex.build(folder, TEXTS)
    return folder


@pytest.fixture
def index(folder) -> LexicalIndex:
    return LexicalIndex.load(folder)


def test_texts_are_found_by_words_in_either_script(index):
    assert [ordinal for ordinal, _ in index.search("液冷服务器", 5)] == [1, 0]
    assert [ordinal for ordinal, _ in index.search("液冷伺服器採用率", 5)] == [1, 0]
    assert [ordinal for ordinal, _ in index.search("gpt-4 ACCELERATORS", 5)] == [3]


def test_a_score_is_bm25_rounded(index):
    [(first, high), (second, low)] = index.search("算力", 5)
    assert (first, second) == (5, 2)
    assert high > low > 0
    assert high == round(high, 4)


def test_query_syntax_is_only_text(index):
    for query in ('"', "text:算力 AND (", "ordinal:[0 TO 9]", "+-~*?\\/^", "[", "算力^9 OR 液冷"):
        index.search(query, 5)
    assert index.search("*", 5) == []
    assert index.search("", 5) == []
    assert index.search("算力", 0) == []


def test_a_filter_limits_the_texts_and_leaves_their_scores(index):
    scores = dict(index.search("液冷 算力 市场", 9))
    assert index.search("液冷 算力 市场", 9, allowed=[2, 4, 77]) == [(2, scores[2])]
    assert index.search("液冷", 9, allowed=[]) == []


def test_equal_scores_come_in_order_of_ordinals_even_at_the_cut(tmp_path: Path):
    index = LexicalIndex.build(tmp_path / "lexical", ["算力 市场"] * 300 + ["算力", "市场"])
    assert [ordinal for ordinal, _ in index.search("算力市场", 7)] == [0, 1, 2, 3, 4, 5, 6]
    hits = index.search("算力市场", 3, allowed=range(90, 302))
    assert [ordinal for ordinal, _ in hits] == [90, 91, 92]


def test_two_builds_give_the_same_scores(tmp_path: Path):
    texts = [f"{text} 第{n}部分 {'算力' * (n % 5)}" for n, text in enumerate(TEXTS * 50)]
    one = LexicalIndex.build(tmp_path / "one", texts)
    two = LexicalIndex.build(tmp_path / "two", texts)
    for query in ("液冷服务器市场", "算力", "第7部分", "servers"):
        assert one.search(query, 40) == two.search(query, 40)
        assert one.search(query, 400)[:40] == two.search(query, 40)


def test_reading_leaves_the_folder_as_it_was(folder):
    before = state(folder)
    assert LexicalIndex.load(folder).search("算力", 3)
    assert state(folder) == before
    assert not [name for name in before if name.endswith(".lock")]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_a_read_only_folder_can_be_read(tmp_path: Path):
    folder = tmp_path / "lexical"
    LexicalIndex.build(folder, TEXTS)
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    try:
        # Even where permissions do not bind (root), nothing may be created.
        before = state(folder)
        assert len(LexicalIndex.load(folder)) == len(TEXTS)
        assert state(folder) == before
    finally:
        folder.chmod(0o755)


def test_an_index_stays_readable_when_its_folder_is_gone(tmp_path: Path):
    index = LexicalIndex.build(tmp_path / "lexical", TEXTS)
    expected = index.search("液冷", 5)
    (tmp_path / "lexical").rename(tmp_path / "moved")
    assert index.search("液冷", 5) == expected


def test_an_empty_index_finds_nothing(tmp_path: Path):
    LexicalIndex.build(tmp_path / "lexical", [])
    index = LexicalIndex.load(tmp_path / "lexical")
    assert len(index) == 0
    assert index.search("算力", 5) == []
