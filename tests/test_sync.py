"""Whatever was done to it, an index is what a build from nothing would make of the same files."""

from __future__ import annotations

import random

import pytest
from fakes import FakeEmbedder

from kb.config import Config
from kb.errors import CorpusError, DocumentEmpty, DocumentUndecodable
from kb.knowledge_base import KnowledgeBase

TITLES = ("甲报告", "乙报告", "丙报告")
SUBJECTS = ("液冷服务器", "智能算力", "数据中心", "港口岸电", "氢能重卡")
QUERIES = (*SUBJECTS, "2023年智能算力规模是多少", "同比增长", "没有的东西")
BROKEN = b"\xff\xfe\x00"


class CountingEmbedder(FakeEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def embed_documents(self, texts, progress=None):
        self.texts += texts
        return super().embed_documents(texts, progress)


def report(chance: random.Random) -> str:
    """A small report; some are parts of others, some restate one."""
    title = chance.choice(TITLES)
    front = f"---\nrestatement_of: {chance.choice(TITLES)}\n---\n" if chance.random() < 0.2 else ""
    sections = "".join(
        f"\n## {subject}\n\n{chance.choice((2021, 2022, 2023))}年{subject}规模为"
        f"{chance.randint(1, 3)}亿元，预计今年同比增长{chance.randint(1, 3)}0%。\n"
        for subject in chance.sample(SUBJECTS, chance.randint(1, 4))
    )
    return f"{front}# {title}\n{sections}"


def contents(base: KnowledgeBase) -> list[object]:
    """All that an index holds and finds."""
    store = base._generation.store
    return [
        base.documents(),
        [store.chunks(store.ordinals([one.id])) for one in base.documents()],
        [store.data_points([one.id]) for one in base.documents()],
        base.data_points(),
        base.exhibits(),
        [base.search(query, 5) for query in QUERIES],
        base.audit(),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_any_history_ends_in_what_a_build_from_nothing_makes(tmp_path, seed):
    chance = random.Random(seed)
    folder, expected, index = tmp_path / "folder", tmp_path / "expected", tmp_path / "index"
    folder.mkdir()
    expected.mkdir()
    files = [f"{name}.{suffix}" for name in "abcd" for suffix in ("md", "txt")]

    def write(name: str) -> None:
        (folder / name).write_text(report(chance), encoding="utf-8")

    def copied(base: KnowledgeBase) -> None:
        """In ``expected``, the bytes of every document of the index, under its name."""
        for path in expected.iterdir():
            path.unlink()
        for document in base.documents():
            (expected / document.name).write_bytes(document.text.encode())

    for name in files[:3]:
        write(name)
    base = KnowledgeBase.build([folder], index, Config(), FakeEmbedder())
    for _ in range(12):
        action = chance.choice(
            ("write", "write", "copy", "break", "delete", "edit", "add", "remove")
        )
        present = sorted(path.name for path in folder.iterdir())
        if action == "write":
            write(chance.choice(files))
        elif action == "copy":
            source = (folder / chance.choice(present)).read_bytes()
            (folder / chance.choice(files)).write_bytes(source)
        elif action == "break":
            (folder / chance.choice(present)).write_bytes(BROKEN)
        elif action == "delete" and len(present) > 1:
            (folder / chance.choice(present)).unlink()
        elif action == "edit":
            name = chance.choice(base.documents()).name
            base.edit(name, date=chance.choice(("2021", "2022-06")), publisher="某机构")
        elif action == "add":
            chosen = folder / chance.choice(present)
            if chosen.read_bytes() != BROKEN:
                base.add([chosen])
        elif action == "remove" and len(base.documents()) > 1:
            base.remove(chance.choice(base.documents()).name)
        if chance.random() < 0.4:
            held = {document.name for document in base.documents()}
            base.sync(folder)
            names = {document.name for document in base.documents()}
            broken = {p.name for p in folder.iterdir() if p.read_bytes() == BROKEN}
            assert {failure.name for failure in base.failures} == broken
            assert names - broken <= {path.name for path in folder.iterdir()}
            for name in broken & held:  # what it had before stays
                others = {p.read_bytes() for p in folder.iterdir()}
                assert name in names or (expected / name).read_bytes() in others
        copied(base)
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    if (index / "metadata.json").exists():
        (fresh / "metadata.json").write_bytes((index / "metadata.json").read_bytes())
    rebuilt = KnowledgeBase.build([expected], fresh, Config(), FakeEmbedder())
    assert contents(base) == contents(rebuilt)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, subject in (("a.md", "液冷"), ("b.md", "岸电"), ("c.md", "重卡")):
        text = f"# {subject}报告\n\n2023年{subject}规模为3亿元。\n"
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def base(folder, tmp_path):
    return KnowledgeBase.build([folder], tmp_path / "index", Config(), CountingEmbedder())


def test_only_what_changed_is_read_and_embedded(base, folder):
    base.embedder.texts.clear()
    (folder / "a.md").write_text("# 液冷报告\n\n2024年液冷规模为4亿元。\n", encoding="utf-8")
    (folder / "b.md").unlink()
    (folder / "d.md").write_text("# 灌溉报告\n\n2023年灌溉规模为5亿元。\n", encoding="utf-8")
    told = []
    changes = base.sync(folder, lambda *args: told.append(args))
    assert (changes.added, changes.updated, changes.removed, changes.kept) == (
        ("d.md",), ("a.md",), ("b.md",), ("c.md",),
    )  # fmt: skip
    assert [step for step in told if step[0] == "reading"] == [
        ("reading", 1, 2), ("reading", 2, 2),
    ]  # fmt: skip
    assert base.embedder.texts == [
        "液冷报告\n2024年液冷规模为4亿元。",
        "灌溉报告\n2023年灌溉规模为5亿元。",
    ]


def test_where_nothing_changed_nothing_is_written(base, folder):
    changes = base.sync([folder])
    assert (changes.added, changes.updated, changes.removed) == ((), (), ())
    assert changes.kept == ("a.md", "b.md", "c.md")
    assert base.generation == base.result.generation == "generation-000001"
    assert (base.result.documents, base.result.embedded, base.result.data_points) == (3, 0, 3)


def test_a_bad_file_keeps_what_it_had_and_stops_nothing(base, folder):
    (folder / "a.md").write_bytes("2023年".encode() * 9 + b"\xff\xfe")
    (folder / "b.md").write_bytes(b"")
    (folder / "bad.md").write_bytes(b"")
    (folder / "c.md").write_text("# 重卡报告\n\n2024年重卡规模为9亿元。\n", encoding="utf-8")
    changes = base.sync(folder)
    assert [(f.name, type(f.error)) for f in base.failures] == [
        ("a.md", DocumentUndecodable), ("b.md", DocumentEmpty), ("bad.md", DocumentEmpty),
    ]  # fmt: skip
    assert (changes.added, changes.updated, changes.removed) == ((), ("c.md",), ())
    assert changes.kept == ("a.md", "b.md")
    assert [point.quote for point in base.data_points()] == ["3亿元", "3亿元", "9亿元"]


def test_an_empty_or_missing_folder_removes_nothing(base, folder):
    for path in folder.iterdir():
        path.unlink()
    with pytest.raises(CorpusError, match="nothing to read"):
        base.sync(folder)
    folder.rmdir()
    with pytest.raises(CorpusError, match="no such file or folder"):
        base.sync(folder)
    assert len(base.documents()) == 3


def test_another_chunk_size_or_version_reads_everything_again(base, folder, tmp_path, monkeypatch):
    other = KnowledgeBase.open(tmp_path / "index", Config(chunk_size=60), FakeEmbedder())
    changes = other.sync(folder)
    assert changes.kept == ("a.md", "b.md", "c.md")
    assert other.generation == "generation-000002"
    monkeypatch.setattr("kb.indexing.manifest.__version__", "9")
    (folder / "a.md").write_bytes(b"")
    other.sync(folder)
    assert other.generation == "generation-000003"
    assert [document.name for document in other.documents()] == ["a.md", "b.md", "c.md"]
    fresh = KnowledgeBase.open(tmp_path / "index", Config(chunk_size=60), FakeEmbedder())
    assert contents(fresh) == contents(other)


def test_copies_are_told(base, folder):
    (folder / "aa.md").write_bytes((folder / "c.md").read_bytes())
    changes = base.sync(folder)
    assert (changes.added, changes.removed) == (("aa.md",), ("c.md",))
    assert [(one.name, one.relation, one.original) for one in base.result.duplicates] == [
        ("c.md", "same file", "aa.md")
    ]
