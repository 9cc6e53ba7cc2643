from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEmbedder
from small_index import built, corpus, prepared

from kb.config import Config
from kb.errors import IndexDamaged, IndexMismatch, IndexMissing, ModelUnavailable
from kb.indexing import manifest as manifests
from kb.indexing.builder import BuildResult, build, stored, update
from kb.indexing.generation import open_generation
from kb.indexing.pointer import Pointer

QUERIES = ("液冷服务器", "智能算力的规模", "report-2中数据中心", "没有")


class CountingEmbedder(FakeEmbedder):
    def __init__(self, dimension: int = 64, name: str = "fake") -> None:
        super().__init__(dimension)
        self.name = name
        self.texts: list[str] = []

    def embed_documents(self, texts, progress=None):
        self.texts += texts
        return super().embed_documents(texts, progress)


def searched(index: Path) -> list[object]:
    with open_generation(index, "fake") as opened:
        vectors = FakeEmbedder(64).embed_queries(QUERIES)
        dense = [part.tolist() for part in opened.vectors.search(vectors, 8)]
        lexical = [opened.lexical.search(query, 8) for query in QUERIES]
        return [dense, lexical, opened.store.chunks(opened.store.ordinals())]


def names(index: Path) -> list[str]:
    with open_generation(index) as opened:
        return [document.name for document in opened.store.documents()]


def test_a_build_says_what_it_did(tmp_path):
    assert built(tmp_path / "index") == BuildResult("generation-000001", 4, 12, 12, 0, 12)


def test_documents_stand_in_order_of_their_names_and_chunks_are_counted_through(tmp_path):
    build(tmp_path, corpus()[::-1], FakeEmbedder(64), Config())
    assert names(tmp_path) == [f"report-{number}.md" for number in range(4)]
    with open_generation(tmp_path) as opened:
        chunks = opened.store.chunks(opened.store.ordinals())
        assert [chunk.ordinal for chunk in chunks] == list(range(12))
        texts = {document.id: document.text for document in opened.store.documents()}
        assert all(texts[c.document_id][c.start : c.end] == c.quote for c in chunks)
        [(ordinal, _)] = opened.lexical.search("report-2.md中", 1)
        assert opened.store.chunks([ordinal])[0].document_id == prepared("report-2.md")[0].id


def test_two_builds_give_the_same_results_and_scores(tmp_path):
    built(tmp_path / "one")
    build(tmp_path / "two", corpus()[::-1], FakeEmbedder(64), Config())
    assert searched(tmp_path / "one") == searched(tmp_path / "two")
    before = searched(tmp_path / "one")
    built(tmp_path / "one")
    assert searched(tmp_path / "one") == before


def test_only_changed_chunks_are_embedded(tmp_path):
    built(tmp_path)
    embedder = CountingEmbedder()
    changed = [*corpus()[:3], prepared("report-3.md", version=2)]
    result = build(tmp_path, changed, embedder, Config())
    assert embedder.texts == [prepared("report-3.md", version=2)[1][0].embedded_text]
    assert (result.embedded, result.reused) == (1, 11)
    build(tmp_path / "fresh", changed, FakeEmbedder(64), Config())
    assert searched(tmp_path) == searched(tmp_path / "fresh")


def test_nothing_is_embedded_where_nothing_changed(tmp_path):
    built(tmp_path)
    embedder = CountingEmbedder()
    result = build(tmp_path, corpus(), embedder, Config())
    assert embedder.texts == []
    assert (result.embedded, result.reused) == (0, 12)


def test_the_same_text_twice_is_embedded_once(tmp_path):
    document, chunks, points = prepared("a.md", sections=1)
    embedder = CountingEmbedder()
    result = build(tmp_path, [(document, chunks * 3, points)], embedder, Config())
    assert (result.chunks, result.embedded, result.reused) == (3, 1, 2)
    with open_generation(tmp_path) as opened:
        rows = opened.vectors.reconstruct([0, 1, 2])
    assert np.array_equal(rows[0], rows[1]) and np.array_equal(rows[0], rows[2])


@pytest.mark.parametrize(
    ("embedder", "settings"),
    [
        (CountingEmbedder(name="other"), {}),
        (CountingEmbedder(dimension=32), {}),
        (CountingEmbedder(), {"document_prompt": "passage: "}),
    ],
    ids=["name", "dimension", "prompt"],
)
def test_vectors_made_otherwise_are_not_reused(tmp_path, embedder, settings):
    built(tmp_path)
    assert build(tmp_path, corpus(), embedder, Config.load(**settings)).embedded == 12


def test_vectors_of_a_damaged_index_are_not_reused(tmp_path):
    built(tmp_path)
    vectors = tmp_path / "generations" / Pointer.read(tmp_path).name / "vectors.faiss"
    data = bytearray(vectors.read_bytes())
    data[-1] ^= 1
    vectors.write_bytes(data)
    assert built(tmp_path).embedded == 12
    assert built(tmp_path).embedded == 0


def test_another_tokeniser_costs_no_embedding(tmp_path, monkeypatch):
    built(tmp_path)
    newer = {**manifests.current_versions(), "rjieba": "99"}
    monkeypatch.setattr(manifests, "current_versions", lambda: newer)
    monkeypatch.setattr("kb.indexing.generation.current_versions", lambda: newer)
    assert built(tmp_path).embedded == 0
    open_generation(tmp_path, "fake").close()


def test_of_two_documents_with_one_id_the_first_by_name_stays(tmp_path):
    document, chunks, points = prepared("b.md")
    twin = (replace(document, name="a.md"), chunks, points)
    result = build(tmp_path, [(document, chunks, points), twin], FakeEmbedder(64), Config())
    assert (result.documents, names(tmp_path)) == (1, ["a.md"])


def test_no_documents_make_an_index_that_finds_nothing(tmp_path):
    result = build(tmp_path, [], FakeEmbedder(64), Config())
    assert result == BuildResult("generation-000001", 0, 0, 0, 0, 0)
    with open_generation(tmp_path, "fake") as opened:
        _, ordinals = opened.vectors.search(FakeEmbedder(64).embed_queries(["算力"]), 2)
        assert ordinals.tolist() == [[-1, -1]]
        assert opened.lexical.search("算力", 2) == []
        assert opened.store.documents() == [] and opened.store.ordinals() == []
    assert update(tmp_path, corpus(), [], FakeEmbedder(64), Config()).documents == 4


def test_what_is_stored_can_be_built_again(tmp_path):
    built(tmp_path)
    with open_generation(tmp_path) as opened:
        again = stored(opened.store)
    assert [document for document, _, _ in again] == [document for document, _, _ in corpus()]
    assert [points for _, _, points in again] == [points for _, _, points in corpus()]
    before = searched(tmp_path)
    assert build(tmp_path, again, FakeEmbedder(64), Config()).embedded == 0
    assert searched(tmp_path) == before


def test_an_update_adds_removes_and_replaces(tmp_path):
    built(tmp_path)
    edited, new = prepared("report-1.md", version=2), prepared("new.md")
    removed = prepared("report-2.md")[0].id
    embedder = CountingEmbedder()
    result = update(tmp_path, [edited, new], [removed], embedder, Config())
    assert names(tmp_path) == ["new.md", "report-0.md", "report-1.md", "report-3.md"]
    assert (result.documents, result.embedded) == (4, 4)
    with open_generation(tmp_path) as opened:
        assert opened.store.document(edited[0].id) == edited[0]
        assert opened.store.data_points([edited[0].id]) == edited[2]
    build(tmp_path / "fresh", [new, corpus()[0], edited, corpus()[3]], embedder, Config())
    assert searched(tmp_path) == searched(tmp_path / "fresh")


def test_an_update_needs_a_sound_index(tmp_path):
    with pytest.raises(IndexMissing):
        update(tmp_path / "none", corpus(), [], FakeEmbedder(64), Config())
    built(tmp_path)
    (tmp_path / "CURRENT").write_bytes(b"?")
    with pytest.raises(IndexDamaged):
        update(tmp_path, corpus(), [], FakeEmbedder(64), Config())


def test_progress_tells_stages(tmp_path):
    told: list[tuple[str, int, int]] = []
    build(tmp_path, corpus(), FakeEmbedder(64), Config(), lambda *call: told.append(call))
    assert told == [("embedding", 12, 12), *(("writing", n, 4) for n in range(1, 5))]


def test_an_embedder_that_breaks_its_word_is_refused(tmp_path):
    embedder = FakeEmbedder(64)
    embedder.embed_documents = lambda texts, progress=None: np.zeros((1, 3), np.float32)
    with pytest.raises(ModelUnavailable, match=r"fake returned vectors of shape \(1, 3\)"):
        build(tmp_path, corpus(), embedder, Config())
    with pytest.raises(IndexMissing):
        open_generation(tmp_path)


def test_an_index_cut_to_another_size_is_not_added_to(tmp_path):
    built(tmp_path, chunk_size=100)
    with pytest.raises(IndexMismatch, match=r"100 and 0, not 250 and 0; run `kb build`"):
        update(tmp_path, corpus(2), [], FakeEmbedder(64), Config())
    assert Pointer.read(tmp_path).name == "generation-000001"
