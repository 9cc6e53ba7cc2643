import json
import random
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from kb.config import Config
from kb.errors import (
    CorpusError,
    DocumentEmpty,
    DocumentUnsupported,
    IndexMismatch,
    IndexMissing,
    QueryError,
)
from kb.indexing.freshness import is_current
from kb.knowledge_base import KnowledgeBase

MARKET = """# 甲报告

## 1. 市场

某机构预计，2027年中国液冷服务器市场规模将达到89亿元。2023年为15亿元，同比增长52.2%。

表1 企业规模

| 企业 | 2023年 | 2024年 |
|---|---|---|
| 甲企业 | 1亿元 | 2亿元 |
| 乙企业 | 3亿元 | 4亿元 |

来源：某机构，2023
"""
CLOUD = "# 乙报告\n\n## 1. 云服务\n\n云服务的用户很多。\n"
QUESTION = "2027年中国液冷服务器市场规模是多少？"


class CountingEmbedder(FakeEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def embed_documents(self, texts, progress=None):
        self.texts += texts
        return super().embed_documents(texts, progress)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.md").write_text(MARKET, encoding="utf-8")
    (folder / "b.md").write_text(CLOUD, encoding="utf-8")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


def build(corpus: Path, index: Path, **settings: int) -> KnowledgeBase:
    return KnowledgeBase.build([corpus], index, Config(**settings), FakeEmbedder())


def opened(index: Path, **settings: int) -> KnowledgeBase:
    return KnowledgeBase.open(index, Config(**settings), FakeEmbedder())


def names(base: KnowledgeBase) -> list[str]:
    return [document.name for document in base.documents()]


def test_what_was_built_is_what_is_opened(corpus, index):
    built = build(corpus, index)
    base = opened(index)
    assert built.generation == base.generation == "generation-000001"
    assert (built.result.documents, built.result.chunks, built.failures) == (2, 2, ())
    assert names(base) == ["a.md", "b.md"]
    assert base.documents() == built.documents()
    assert base.data_points() == built.data_points()
    assert base.search("云服务") == built.search("云服务")
    assert base.search("云服务")[0].quote == "云服务的用户很多。"
    assert (base.failures, base.result) == ((), None)


def test_figures_exhibits_audit_and_sql_come_from_the_same_index(corpus, index):
    base = build(corpus, index)
    [point] = base.look_up(QUESTION)
    assert (point.quote, point.period.key, point.forecast) == ("89亿元", "2027", True)
    assert base.look_up("火星居民的平均身高") == []
    [(document_id, exhibit)] = base.exhibits()
    assert (exhibit.label, base.document(document_id).name) == ("表1", "a.md")
    assert isinstance(base.audit(), list)
    columns, rows, cut = base.sql("SELECT count(*) AS n FROM data_points")
    assert (columns, rows, cut) == (["n"], [(len(base.data_points()),)], False)


def test_an_answer_cites_what_the_document_says(corpus, index):
    base = build(corpus, index)
    answer = base.ask(QUESTION)
    assert answer.status == "answered"
    assert "89亿元" in answer.text
    assert answer.citations
    for citation in answer.citations:
        text = base.document(citation.document_id).text
        assert text[citation.start : citation.end] == citation.quote
    assert base.ask("火星居民的平均身高是多少？").status == "refused"


def test_an_unknown_document_is_named(corpus, index):
    base = build(corpus, index)
    with pytest.raises(QueryError, match=r"ffff.*`kb list`"):
        base.document("ffff")
    with pytest.raises(QueryError, match=r"no document 'c\.md' in the index; `kb list`"):
        base.remove("c.md")
    assert base.generation == "generation-000001"


def test_an_index_that_is_not_there_says_how_to_build_it(index):
    with pytest.raises(IndexMissing, match="`kb build`"):
        opened(index)


def test_no_model_is_loaded_where_there_is_no_index(index):
    with pytest.raises(IndexMissing, match="`kb build`"):
        KnowledgeBase.open(index, Config(embedder="no-such-folder/model"))


def test_adding_makes_a_new_generation_and_embeds_only_what_is_new(corpus, index, tmp_path):
    embedder = CountingEmbedder()
    base = KnowledgeBase.build([corpus / "a.md"], index, Config(), embedder)
    embedder.texts.clear()
    before = base.search("液冷服务器")
    base.add([corpus / "b.md"])
    assert base.generation == "generation-000002"
    assert embedder.texts == ["乙报告\n云服务\n云服务的用户很多。"]
    assert (base.result.embedded, base.result.reused) == (1, 1)
    assert names(base) == names(opened(index)) == ["a.md", "b.md"]
    assert base.search("云服务")[0].quote == "云服务的用户很多。"
    assert base.search("液冷服务器")[0].quote == before[0].quote


def test_an_older_reader_still_answers_as_it_did(corpus, index):
    writer = build(corpus, index)
    reader = opened(index)
    before = reader.search("云服务"), reader.ask(QUESTION)
    for _ in range(2):
        writer.remove("a.md")
        writer.add([corpus / "a.md"])
    assert writer.generation == "generation-000005"
    assert reader.generation == "generation-000001"
    assert (reader.search("云服务"), reader.ask(QUESTION)) == before
    assert opened(index).generation == "generation-000005"


@pytest.mark.parametrize("by_name", [True, False])
def test_a_document_is_removed_by_name_or_id(corpus, index, by_name):
    base = build(corpus, index)
    first = base.documents()[0]
    base.remove(first.name if by_name else first.id)
    assert names(base) == names(opened(index)) == ["b.md"]
    assert (base.data_points(), base.exhibits(), base.look_up(QUESTION)) == ([], [], [])
    assert base.ask(QUESTION).status == "refused"
    assert {passage.document_name for passage in base.search("液冷服务器")} == {"b.md"}


def test_adding_what_was_removed_gives_the_same_index_again(corpus, index):
    base = build(corpus, index)
    before = base.documents(), base.data_points(), base.search("液冷"), base.ask(QUESTION)
    base.remove("a.md")
    base.add([corpus / "a.md"])
    assert (base.documents(), base.data_points(), base.search("液冷"), base.ask(QUESTION)) == before


def test_with_nothing_left_nothing_is_found(corpus, index):
    base = build(corpus, index)
    base.remove("a.md")
    base.remove("b.md")
    assert (base.documents(), base.search("云服务"), base.look_up(QUESTION)) == ([], [], [])
    assert base.ask(QUESTION).status == "refused"
    base.add([corpus])
    assert names(base) == ["a.md", "b.md"]


def test_a_changed_file_replaces_the_document_of_its_name(corpus, index):
    base = build(corpus, index)
    (corpus / "b.md").write_text(CLOUD.replace("很多", "不多"), encoding="utf-8")
    base.add([corpus / "b.md"])
    assert names(base) == ["a.md", "b.md"]
    assert base.search("云服务")[0].quote == "云服务的用户不多。"


def test_the_same_bytes_are_one_document_and_a_new_name_replaces_the_old(corpus, index):
    (corpus / "c.md").write_text(CLOUD, encoding="utf-8")
    base = build(corpus, index)
    assert names(base) == ["a.md", "b.md"]
    base.add([corpus / "c.md"])
    assert names(base) == ["a.md", "c.md"]


def test_a_file_that_fails_is_named_and_the_batch_goes_on(corpus, index):
    (corpus / "aa.txt").write_bytes(b"")
    (corpus / "figure.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    base = KnowledgeBase.build([corpus, corpus / "figure.png"], index, Config(), FakeEmbedder())
    assert names(base) == ["a.md", "b.md"]
    assert [(f.name, type(f.error)) for f in base.failures] == [
        ("aa.txt", DocumentEmpty),
        ("figure.png", DocumentUnsupported),
    ]
    base.add([corpus / "b.md"])
    assert base.failures == ()
    with pytest.raises(DocumentEmpty, match=r"aa\.txt"):
        base.add([corpus / "aa.txt"])
    assert names(base) == ["a.md", "b.md"]


def test_where_nothing_can_be_read_no_index_is_written(corpus, index, tmp_path):
    (corpus / "aa.txt").write_bytes(b"")
    with pytest.raises(DocumentEmpty):
        KnowledgeBase.build([corpus / "aa.txt"], index, Config(), FakeEmbedder())
    with pytest.raises(CorpusError, match=r"nowhere: no such file or folder"):
        KnowledgeBase.build([tmp_path / "nowhere"], index, Config(), FakeEmbedder())
    assert not index.exists()


def test_what_was_cut_to_another_size_is_not_mixed(corpus, index):
    build(corpus, index, chunk_size=100)
    base = opened(index)
    with pytest.raises(IndexMismatch, match=r"100 and 0, not 250 and 0; run `kb build`"):
        base.add([corpus / "b.md"])
    with pytest.raises(IndexMismatch, match="`kb build`"):
        base.remove("b.md")
    assert base.search("云服务")[0].quote == "云服务的用户很多。"
    assert build(corpus, index).generation == "generation-000002"


def test_progress_is_told_stage_by_stage(corpus, index):
    told = []
    report = lambda *args: told.append(args)  # noqa: E731
    KnowledgeBase.build([corpus], index, Config(), FakeEmbedder(), report)
    assert told[:2] == [("reading", 1, 2), ("reading", 2, 2)]
    assert told[2:] == [("embedding", 2, 2), ("writing", 1, 2), ("writing", 2, 2)]


def test_every_passage_is_a_quote_whatever_is_asked(corpus, index):
    base = build(corpus, index, chunk_size=50)
    texts = {document.id: document.text for document in base.documents()}
    letters, draw = "".join(texts.values()), random.Random(1)
    for _ in range(50):
        start = draw.randrange(len(letters))
        passages = base.search(letters[start : start + draw.randint(1, 12)], draw.randint(1, 12))
        scores = [passage.score for passage in passages]
        assert scores == sorted(scores, reverse=True)
        for passage in passages:
            assert texts[passage.document_id][passage.start : passage.end] == passage.quote
            assert base.document(passage.document_id).name == passage.document_name


def test_every_figure_is_a_quote_in_its_sentence(corpus, index):
    base = build(corpus, index)
    assert len(base.data_points()) >= 7
    for point in base.data_points():
        text = base.document(point.document_id).text
        assert text[point.start : point.end] == point.quote
        assert point.sentence_start <= point.start < point.end <= point.sentence_end


@pytest.fixture
def fake_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings name the embedder that built the index; it is not loaded to compare names."""
    monkeypatch.setenv("KB_EMBEDDER", "fake")


@pytest.mark.usefixtures("fake_by_name")
def test_an_index_is_current_until_a_file_changes(corpus, index):
    assert not is_current([corpus], index)
    build(corpus, index)
    assert is_current([corpus], index)
    assert not is_current([corpus / "a.md"], index)
    (corpus / "b.md").write_text(CLOUD + "再加一句。\n", encoding="utf-8")
    assert not is_current([corpus], index)
    build(corpus, index)
    assert is_current([corpus], index)


@pytest.mark.usefixtures("fake_by_name")
def test_a_file_more_a_file_less_or_a_new_name_is_a_change(corpus, index):
    build(corpus, index)
    (corpus / "c.md").write_text("又一份报告。\n", encoding="utf-8")
    assert not is_current([corpus], index)
    (corpus / "c.md").unlink()
    assert is_current([corpus], index)
    (corpus / "b.md").rename(corpus / "c.md")
    assert not is_current([corpus], index)
    (corpus / "c.md").unlink()
    assert not is_current([corpus], index)


@pytest.mark.usefixtures("fake_by_name")
def test_files_that_cannot_be_read_and_copies_do_not_call_for_a_build_each_time(corpus, index):
    (corpus / "aa.txt").write_bytes(b"")
    (corpus / "c.md").write_text(CLOUD, encoding="utf-8")
    build(corpus, index)
    assert is_current([corpus], index)


@pytest.mark.usefixtures("fake_by_name")
@pytest.mark.parametrize(
    ("setting", "value"),
    [("CHUNK_SIZE", "100"), ("CHUNK_OVERLAP", "20"), ("EMBEDDER", "x"), ("DOCUMENT_PROMPT", "p: ")],
)
def test_another_setting_makes_an_index_out_of_date(corpus, index, monkeypatch, setting, value):
    build(corpus, index)
    monkeypatch.setenv(f"KB_{setting}", value)
    assert not is_current([corpus], index)


@pytest.mark.usefixtures("fake_by_name")
def test_a_damaged_index_is_out_of_date(corpus, index):
    build(corpus, index)
    manifest = index / "generations" / "generation-000001" / "manifest.json"
    values = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**values, "created": "never"}), encoding="utf-8")
    assert not is_current([corpus], index)


@pytest.mark.usefixtures("fake_by_name")
def test_a_path_that_is_not_there_is_an_error_and_not_a_change(corpus, index, tmp_path):
    build(corpus, index)
    with pytest.raises(CorpusError, match="no such file or folder"):
        is_current([tmp_path / "nowhere"], index)


def test_the_live_generation_is_told_without_opening_it(corpus: Path, index: Path) -> None:
    with pytest.raises(IndexMissing):
        KnowledgeBase.live_generation(index)
    build(corpus, index)
    first = KnowledgeBase.live_generation(index)
    assert first.split()[0] == "generation-000001"
    assert KnowledgeBase.live_generation(index) == first
    build(corpus, index)
    assert KnowledgeBase.live_generation(index).split()[0] == "generation-000002"


def test_stages_of_asking_are_told_in_order(corpus: Path, index: Path) -> None:
    base = build(corpus, index)
    stages: list[str] = []
    base.ask(QUESTION, stages.append)
    assert stages == ["searching", "composing", "verifying"]


def test_counts_and_matches_are_those_of_the_index(corpus: Path, index: Path) -> None:
    base = build(corpus, index)
    counts = base.counts()
    assert (counts["documents"], counts["exhibits"]) == (2, 1)
    assert counts["data_points"] == len(base.data_points())
    assert base.matches("云服务", "用云服务") == [(1, 4)]
