"""Passages: scores and merging with stand-in indexes, filters and words with real ones."""

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEmbedder

from kb.answering.retrieval.retriever import MERGED_CHUNKS, Hit, Retriever
from kb.config import Config
from kb.errors import QueryError
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.indexing.builder import build
from kb.indexing.chunker import split
from kb.indexing.generation import Generation, open_generation
from kb.indexing.store import Store
from kb.readers import read_text
from kb.types import Chunk, Document, Locator, Passage

CENTRES = "# 甲报告\n\n## 1. 液冷\n\n液冷服务器的市场规模很大。\n\n## 2. 智算\n\n智能算力的规模持续增长。\n"
CLOUDS = "# 乙报告\n\n## 1. 云服务\n\n云服务的用户很多。\n\n## 2. 芯片\n\n芯片的种类很多。\n"


class Line:
    """An embedder and a dense index of one dimension: a chunk's cosine is what it was given."""

    name, dimension = "line", 1

    def __init__(self, cosines: list[float], found: int) -> None:
        self.rows = np.array(cosines, np.float32).reshape(-1, 1)
        self.found = found

    def __len__(self):
        return len(self.rows)

    def embed_queries(self, texts):
        return np.ones((len(texts), 1), np.float32)

    def search(self, vectors, top_k, allowed=None):
        best = np.argsort(-self.rows[:, 0], kind="stable")[: self.found]
        rest = top_k - len(best)
        scores = np.concatenate([self.rows[best, 0], np.full(rest, -np.inf, np.float32)])
        return scores[np.newaxis], np.concatenate([best, np.full(rest, -1)])[np.newaxis]

    def reconstruct(self, ordinals):
        return self.rows[list(ordinals)]


class Words:
    """A lexical index with given scores."""

    def __init__(self, scores: dict[int, float]) -> None:
        self.scores = scores

    def search(self, query, top_k, allowed=None):
        return sorted(self.scores.items(), key=lambda item: (-item[1], item[0]))[:top_k]


def given(
    folder: Path,
    cosines: list[float],
    lexical: dict[int, float],
    chunks: list[tuple[str, tuple[str, ...], bool]] | None = None,
    found: int = 100,
    **settings: float,
) -> Retriever:
    """A retriever over chunks (quote, heading path, boilerplate) with these scores."""
    listed = chunks or [(f"第{n}段。", (f"第{n}节",), False) for n in range(len(cosines))]
    text = "\n".join(quote for quote, _, _ in listed)
    stored, position = [], 0
    for ordinal, (quote, path, boilerplate) in enumerate(listed):
        end = position + len(quote)
        stored.append(
            Chunk(f"{ordinal:024x}", "d", ordinal, position, end, quote, path, boilerplate)
        )
        position = end + 1
    store = Store.create(folder / "store.sqlite")
    store.write(Document("d", "a.md", text, "题目", pages=(0, 5)), stored, [])
    store.finish()
    line = Line(cosines, found)
    config = Config(**settings)
    return Retriever(Store.open(folder / "store.sqlite"), line, Words(lexical), line, None, config)


OPEN: list[Generation] = []
"""Generations in use: one that nobody holds is closed."""


def real(folder: Path, texts: dict[str, str], **settings: float) -> Retriever:
    """A retriever over these Markdown texts by name, with a fake embedder."""
    config, embedder = Config(**settings), FakeEmbedder(512)
    documents = [read_text(text, name=name) for name, text in texts.items()]
    build(folder, [(d, split(d, config), []) for d in documents], embedder, config)
    opened = open_generation(folder, "fake")
    OPEN.append(opened)
    parts = (opened.store, opened.vectors, opened.lexical, embedder)
    return Retriever(*parts, Vocabulary.load(), config)


def quotes(passages: list[Passage]) -> list[str]:
    return [passage.quote for passage in passages]


def test_scores_are_scaled_each_to_one_and_summed_by_weight(tmp_path):
    retriever = given(tmp_path, [0.5, 0.25, 0.0], {1: 8.0, 2: 4.0}, dense_weight=0.25)
    assert retriever.hits("问") == [
        Hit(1, 0.875, 0.25, 8.0),
        Hit(0, 0.25, 0.5, 0.0),
        Hit(2, 0.0, 0.0, 4.0),
    ]


@pytest.mark.parametrize(("weight", "order"), [(1.0, [0, 1, 2]), (0.0, [2, 1, 0])])
def test_the_weight_decides_between_meaning_and_words(tmp_path, weight, order):
    retriever = given(tmp_path, [0.5, 0.25, 0.0], {0: 1.0, 1: 2.0, 2: 3.0}, dense_weight=weight)
    assert [hit.ordinal for hit in retriever.hits("问")] == order


def test_a_chunk_found_by_words_alone_has_its_cosine_but_no_dense_share(tmp_path):
    retriever = given(tmp_path, [0.5, 0.25, 0.125], {2: 4.0, 1: 2.0}, found=2, dense_weight=0.5)
    assert retriever.hits("问") == [
        Hit(0, 0.5, 0.5, 0.0),
        Hit(2, 0.5, 0.125, 4.0),
        Hit(1, 0.0, 0.25, 2.0),
    ]


def test_equal_scores_stand_in_order_of_the_text_and_count_fully(tmp_path):
    retriever = given(tmp_path, [0.5, 0.5], {0: 3.0, 1: 3.0})
    assert retriever.hits("问") == [Hit(0, 1.0, 0.5, 3.0), Hit(1, 1.0, 0.5, 3.0)]


def test_a_passage_bears_its_scores_its_place_and_its_document(tmp_path):
    retriever = given(tmp_path, [0.5, 0.25], {1: 8.0}, dense_weight=0.25)
    assert retriever.search("问", 1) == [
        Passage(
            "d", "a.md", "题目", 5, 9, "第1段。", ("第1节",), 0.75,
            {"dense": 0.25, "lexical": 8.0, "fused": 0.75}, 2, Locator(5, 9, page=2),
        )
    ]  # fmt: skip


def alike(count: int, path: tuple[str, ...] = ("市场",)) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(f"第{n}段。", path, False) for n in range(count)]


def test_neighbours_in_a_section_become_one_passage_with_the_best_score(tmp_path):
    chunks = [*alike(2), ("别的。", ("政策",), False)]
    [first, second] = given(tmp_path, [0.25, 0.5, 0.0], {}, chunks, dense_weight=1).search("问")
    assert (first.quote, first.score, first.start) == ("第0段。\n第1段。", 1.0, 0)
    assert first.score_parts == {"dense": 0.5, "lexical": 0.0, "fused": 1.0}
    assert (second.quote, second.score) == ("别的。", 0.0)


def test_at_most_three_neighbours_are_merged(tmp_path):
    found = given(tmp_path, [0.7, 0.6, 0.5, 0.4, 0.3], {}, alike(5)).search("问")
    assert MERGED_CHUNKS == 3
    assert quotes(found) == ["第0段。\n第1段。\n第2段。", "第3段。\n第4段。"]


def test_chunks_apart_are_not_merged_over_what_lies_between(tmp_path):
    found = given(tmp_path, [0.5, 0.0, 0.4], {}, alike(3), found=2).search("问")
    assert quotes(found) == ["第0段。", "第2段。"]


def test_sections_are_not_merged(tmp_path):
    chunks = [*alike(1, ("市场",)), *alike(1, ("市场", "规模")), *alike(1, ("政策",))]
    assert len(given(tmp_path, [0.5, 0.4, 0.3], {}, chunks).search("问")) == 3


def test_the_last_passage_wanted_still_takes_in_its_neighbour_that_comes_next(tmp_path):
    found = given(tmp_path, [0.5, 0.4, 0.3], {}, alike(3)).search("问", 1)
    assert quotes(found) == ["第0段。\n第1段。\n第2段。"]


def test_boilerplate_is_never_above_content_nor_merged_with_it(tmp_path):
    chunks = [("目录。", (), True), ("内容。", (), False), ("正文。", ("甲",), False)]
    found = given(tmp_path, [0.9, 0.3, 0.1], {0: 9.0}, chunks).search("问")
    assert quotes(found) == ["内容。", "正文。", "目录。"]
    assert [passage.score for passage in found] == [0.1, 0.0, 1.0]


def test_boilerplate_does_not_take_the_only_place(tmp_path):
    chunks = [("目录。", (), True), ("内容。", (), False)]
    assert quotes(given(tmp_path, [0.9, 0.3], {0: 9.0}, chunks).search("问", 1)) == ["内容。"]


@pytest.mark.parametrize("question", ["引用要经过许可吗", "may I quote this?", "先办什么手续"])
def test_boilerplate_keeps_its_place_where_the_terms_of_use_are_asked_for(tmp_path, question):
    chunks = [("未经许可不得转载。", (), True), ("内容。", (), False)]
    found = given(tmp_path, [0.9, 0.3], {0: 9.0}, chunks).search(question, 1)
    assert quotes(found) == ["未经许可不得转载。"]


@pytest.mark.parametrize("top_k", [1, 2, 3])
def test_at_most_top_k_passages_come_back(tmp_path, top_k):
    retriever = given(tmp_path, [0.5, 0.4, 0.3, 0.2], {}, top_k=2)
    assert quotes(retriever.search("问", top_k)) == [f"第{n}段。" for n in range(top_k)]
    assert len(retriever.search("问")) == 2
    assert retriever.search("问", 0) == []


@pytest.mark.parametrize("query", ["", "  \n", "\u3000"])
def test_an_empty_query_finds_nothing(tmp_path, query):
    assert given(tmp_path, [0.5], {0: 1.0}).search(query) == []


def test_an_empty_index_finds_nothing(tmp_path):
    build(tmp_path, [], FakeEmbedder(8), Config())
    opened = open_generation(tmp_path, "fake")
    parts = (opened.store, opened.vectors, opened.lexical, FakeEmbedder(8))
    assert Retriever(*parts).search("液冷服务器") == []


def test_an_index_of_one_chunk_finds_it_whatever_is_asked(tmp_path):
    retriever = real(tmp_path, {"a.md": "只有一句话。\n"})
    [passage] = retriever.search("无关的问题")
    assert (passage.quote, passage.start, passage.end) == ("只有一句话。", 0, 6)
    assert passage.score_parts["lexical"] == 0.0


def test_what_is_asked_for_comes_first(tmp_path):
    retriever = real(tmp_path, {"a.md": CENTRES, "b.md": CLOUDS})
    [first, *_] = retriever.search("液冷服务器的市场规模")
    assert (first.document_name, first.heading_path) == ("a.md", ("甲报告", "液冷"))
    assert (first.quote, first.score) == ("液冷服务器的市场规模很大。", 1.0)
    assert retriever.search("有哪些芯片")[0].quote == "芯片的种类很多。"


def test_traditional_full_width_and_english_words_find_the_same(tmp_path):
    retriever = real(tmp_path, {"a.md": CENTRES, "b.md": CLOUDS})
    for query in ("液冷伺服器規模", "Liquid cooling", "liquid-cooled servers"):
        assert retriever.search(query)[0].quote == "液冷服务器的市场规模很大。"
    assert retriever.search("intelligent computing power")[0].heading_path == ("甲报告", "智算")


def test_without_a_vocabulary_an_english_word_finds_no_chinese_by_words(tmp_path):
    bare = real(tmp_path, {"a.md": CENTRES, "b.md": CLOUDS})
    with_words = {hit.lexical > 0 for hit in bare.hits("liquid cooling")}
    without = Retriever(bare.store, bare.vectors, bare.lexical, bare.embedder, None, bare.config)
    assert with_words == {True, False}
    assert {hit.lexical for hit in without.hits("liquid cooling")} == {0.0}


def test_documents_are_chosen_by_id_or_name(tmp_path):
    retriever = real(tmp_path, {"a.md": CENTRES, "b.md": CLOUDS})
    identity = read_text(CLOUDS, name="b.md").id
    by_name = retriever.search("规模", documents=["b.md"])
    assert by_name == retriever.search("规模", documents=[identity])
    assert {passage.document_name for passage in by_name} == {"b.md"}
    both = retriever.search("规模", documents=["a.md", identity])
    assert {passage.document_name for passage in both} == {"a.md", "b.md"}
    assert retriever.search("规模", documents=[]) == []


def test_an_unknown_document_is_named_with_the_next_command(tmp_path):
    retriever = real(tmp_path, {"a.md": CENTRES})
    with pytest.raises(QueryError, match=r"no document 'c\.md' in the index"):
        retriever.search("规模", documents=["a.md", "c.md"])


@pytest.mark.parametrize("section", ["液冷", "1", "液 冷", "甲报告"])
def test_sections_are_chosen_by_title_or_number(tmp_path, section):
    retriever = real(tmp_path, {"a.md": CENTRES, "b.md": CLOUDS})
    found = retriever.search("规模", documents=["a.md"], section=section)
    expected = ["液冷服务器的市场规模很大。", "智能算力的规模持续增长。"]
    assert sorted(quotes(found)) == sorted(expected if section == "甲报告" else expected[:1])


def test_document_and_section_narrow_each_other(tmp_path):
    retriever = real(tmp_path, {"a.md": CENTRES, "b.md": CLOUDS})
    assert quotes(retriever.search("规模", section="芯片")) == ["芯片的种类很多。"]
    assert retriever.search("规模", documents=["a.md"], section="芯片") == []


def test_a_filter_changes_no_cosine_and_no_word_score(tmp_path):
    retriever = real(tmp_path, {"a.md": CENTRES, "b.md": CLOUDS})
    everywhere = {
        p.start: p.score_parts for p in retriever.search("规模") if p.document_name == "a.md"
    }
    for passage in retriever.search("规模", documents=["a.md"]):
        parts, wide = passage.score_parts, everywhere[passage.start]
        assert (parts["dense"], parts["lexical"]) == (wide["dense"], wide["lexical"])


def test_the_same_question_gives_the_same_passages_in_any_build(tmp_path):
    texts = {"a.md": CENTRES, "b.md": CLOUDS}
    one = real(tmp_path / "one", texts)
    two = real(tmp_path / "two", dict(reversed(texts.items())))
    for query in ("规模", "液冷服务器", "云服务 芯片", "growth"):
        assert one.search(query) == one.search(query) == two.search(query)


def test_a_vector_handed_in_stands_for_the_question(tmp_path):
    retriever = real(tmp_path, {"a.md": CENTRES, "b.md": CLOUDS})
    vector = retriever.embedder.embed_queries(["芯片"])
    assert retriever.hits("芯片", vector=vector) == retriever.hits("芯片")


def test_an_english_question_goes_more_by_meaning(tmp_path):
    retriever = given(tmp_path, [0.5, 0.25, 0.0], {1: 8.0, 2: 4.0}, dense_weight=0.25)
    assert [(hit.ordinal, hit.score) for hit in retriever.hits("sales")] == [
        (1, 0.75),  # half of the cosine's share, all of the words'
        (0, 0.5),
        (2, 0.0),
    ]
