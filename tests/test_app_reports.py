"""Reports: files taken in, described and removed, each change in a thread of its own."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit as st
from data_pages import downloads, html, opened, saved, table
from fakes import FakeEmbedder

from app import changes, jobs, knowledge, shelving
from app.shelving import Upload
from kb import KnowledgeBase
from kb.indexing.disk import writing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from streamlit.testing.v1 import AppTest

WIND = "风电观察\n\n2022年甲国风电装机规模为40吉瓦。\n".encode()
SOLAR = "光伏观察\n\n2023年乙国光伏装机规模为75吉瓦，同比增长20%。\n".encode()
CORPUS = Path("corpus")
INDEX = Path("index")


@pytest.fixture(autouse=True)
def base(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[KnowledgeBase]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kb.knowledge_base.load_embedder", lambda _: FakeEmbedder())
    st.cache_resource.clear()
    CORPUS.mkdir()
    (CORPUS / "wind.txt").write_bytes(WIND)
    yield KnowledgeBase.build([CORPUS], INDEX, embedder=FakeEmbedder())
    st.cache_resource.clear()


def the_desk() -> jobs.Desk:
    return jobs.desk(str(knowledge.INDEX_FOLDER.resolve()))


def done(app: AppTest) -> AppTest:
    """The page when the change under way has ended."""
    job = the_desk().job
    assert job is not None
    assert job.finished.wait(60)
    app.run()
    assert not app.exception
    return app


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.file_uploader[0].set_value([(name, data, "text/plain") for name, data in files]).run()
    assert not app.exception
    return app


def names() -> list[str]:
    return [one.name for one in KnowledgeBase.open(INDEX, embedder=FakeEmbedder()).documents()]


def in_corpus() -> list[str]:
    return sorted(path.name for path in CORPUS.iterdir() if path.is_file())


def test_the_documents_are_listed_with_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    files = downloads(monkeypatch)
    app = opened("reports")
    (row,) = table(app, "documents-")
    assert (row["文件"], row["大小"], row["段落"], row["数据"]) == (
        "wind.txt", f"{len(WIND)} B", "1", "1",
    )  # fmt: skip
    assert saved(files["csv-reports"]()) == [row]


def test_dropped_files_are_indexed_and_kept_in_the_corpus() -> None:
    app = drop(opened("reports"), ("solar.txt", SOLAR))
    app.button(key="add").click().run()
    drawn = html(done(app))
    assert "已加入 1 份：solar.txt" in drawn
    assert names() == ["solar.txt", "wind.txt"]
    assert (CORPUS / "solar.txt").read_bytes() == SOLAR
    assert len(table(app, "documents-")) == 2


def test_a_file_that_cannot_be_read_is_named_and_leaves_no_trace() -> None:
    app = drop(opened("reports"), ("solar.txt", SOLAR), ("blank<i>.txt", b" \n"))
    app.button(key="add").click().run()
    drawn = html(done(app))
    assert "1 份无法读取" in drawn
    assert "<b>blank_i_.txt</b> 文件里没有文字" in drawn
    assert names() == ["solar.txt", "wind.txt"]
    assert in_corpus() == ["solar.txt", "wind.txt"]


def test_nothing_is_added_where_no_file_can_be_read() -> None:
    app = drop(opened("reports"), ("blank.txt", b" \n"))
    app.button(key="add").click().run()
    assert "<b>blank.txt</b>" in html(done(app))
    assert names() == in_corpus() == ["wind.txt"]


def test_a_file_of_the_same_name_is_not_overwritten_unasked() -> None:
    app = drop(opened("reports"), ("wind.txt", SOLAR))
    assert "文件夹里已有同名文件" in html(app)
    app.button(key="add").click().run()
    done(app)
    assert names() == in_corpus() == ["wind-2.txt", "wind.txt"]
    assert (CORPUS / "wind.txt").read_bytes() == WIND


def test_what_a_file_replaces_is_put_aside() -> None:
    app = drop(opened("reports"), ("wind.txt", SOLAR))
    choice = next(one for one in app.segmented_control if (one.key or "").startswith("choice-"))
    choice.set_value("replace").run()
    app.button(key="add").click().run()
    done(app)
    assert names() == in_corpus() == ["wind.txt"]
    assert (CORPUS / "wind.txt").read_bytes() == SOLAR
    assert (CORPUS / ".removed" / "wind.txt").read_bytes() == WIND


def test_a_file_that_is_there_already_is_not_added() -> None:
    app = drop(opened("reports"), ("other.txt", WIND))
    assert "已在报告库中：wind.txt" in html(app)
    assert app.button(key="add").disabled


def test_removing_takes_the_document_out_and_puts_its_file_aside() -> None:
    model = FakeEmbedder()
    document_id = shelving.identity_of(WIND)
    work = changes.removing({document_id: "wind.txt"}, CORPUS, INDEX, model)
    assert the_desk().start("remove", ["wind.txt"], work)
    assert "已移除" in html(done(opened("reports")))
    assert names() == in_corpus() == []
    assert (CORPUS / ".removed" / "wind.txt").read_bytes() == WIND


def test_an_edit_is_shown_in_the_list() -> None:
    work = changes.editing(
        shelving.identity_of(WIND), {"title": "<b>风</b>", "date": "2023-05"}, INDEX, FakeEmbedder()
    )
    the_desk().start("edit", ["wind.txt"], work)
    (row,) = table(done(opened("reports")), "documents-")
    assert (row["标题"], row["日期"]) == ("<b>风</b>", "2023-05")


def test_a_change_that_fails_says_why_and_can_be_tried_again() -> None:
    app = drop(opened("reports"), ("solar.txt", SOLAR))
    with writing(INDEX):
        app.button(key="add").click().run()
        drawn = html(done(app))
    assert "没有完成，索引保持原样" in drawn
    assert "另一个程序正在更新索引" in drawn
    assert names() == in_corpus() == ["wind.txt"]
    app.button(key="again").click().run()
    assert "已加入 1 份" in html(done(app))
    assert names() == in_corpus() == ["solar.txt", "wind.txt"]


def test_asking_goes_on_while_a_change_is_under_way() -> None:
    hold = threading.Event()

    def work(report: jobs.Report) -> jobs.Outcome:
        report("reading", 1, 3)
        hold.wait(60)
        return jobs.Outcome()

    try:
        assert the_desk().start("build", ["corpus"], work)
        assert not the_desk().start("build", ["corpus"], work)
        app = opened("reports")
        assert "正在重建索引" in html(app)
        assert app.file_uploader[0].disabled
        assert len(table(opened("figures"), "figures-data")) == 1
    finally:
        hold.set()
    assert "索引已重建" in html(done(app))
    app.button(key="put-away").click().run()
    assert the_desk().job is None


def test_files_that_are_read_are_named_each_with_how_far_it_is() -> None:
    reached, hold = threading.Event(), threading.Event()

    def work(report: jobs.Report) -> jobs.Outcome:
        report("reading", 1, 3)
        reached.set()
        hold.wait(60)
        return jobs.Outcome()

    try:
        assert the_desk().start("add", ["a.txt", "b<i>.txt", "c.txt"], work)
        assert reached.wait(60)
        said = html(opened("reports"))
        assert '<li class="kb-step-now">读取文件 1/3</li>' in said
        assert '<li class="kb-file-read"><span>a.txt</span> <span>已读取</span></li>' in said
        assert "<span>b&lt;i&gt;.txt</span> <span>读取中…</span>" in said
        assert "<span>c.txt</span> <span>等待</span>" in said
    finally:
        hold.set()


@pytest.mark.parametrize("way", ["sync", "build"])
def test_the_folder_is_read_again(way: str) -> None:
    (CORPUS / "solar.txt").write_bytes(SOLAR)
    app = opened("reports")
    app.button(key=way).click().run()
    done(app)
    assert names() == ["solar.txt", "wind.txt"]


def test_the_first_reports_make_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path / "new")
    app = drop(opened("reports"), ("solar.txt", SOLAR))
    app.button(key="add").click().run()
    assert "已加入 1 份" in html(done(app))
    assert names() == in_corpus() == ["solar.txt"]


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("报告 2023.pdf", "报告 2023.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\a\\x.docx", "x.docx"),
        ("<img src=x onerror=alert(1)>.txt", "_img src=x onerror=alert(1)_.txt"),
        (".hidden.md", "hidden.md"),
        ("-rf.txt", "rf.txt"),
        ("a\u202etxt.\nmd", "atxt.md"),
        ("con.txt", "_con.txt"),
        ("", "report"),
        ("..", "report"),
    ],
)
def test_a_name_is_made_safe(given: str, safe: str) -> None:
    assert shelving.safe_name(given) == safe


def test_a_long_name_is_cut_before_its_suffix() -> None:
    name = shelving.safe_name("报" * 300 + ".pdf")
    assert name.endswith("报.pdf")
    assert len(name.encode()) <= shelving.MOST_BYTES_OF_A_NAME


def test_files_are_looked_at_before_they_are_added() -> None:
    files = [("a.exe", b"x"), ("b.txt", b""), ("c.txt", b"x" * 9), ("d.txt", b"y"), ("e.txt", b"y")]
    found = shelving.checked([*files, ("d.txt", b"z")], CORPUS, {}, 8)
    assert [(one.name, one.state) for one in found] == [
        ("a.exe", "unsupported"),
        ("b.txt", "empty"),
        ("c.txt", "too_large"),
        ("d.txt", "ready"),
        ("e.txt", "twice"),
        ("d-2.txt", "ready"),
    ]


def test_a_file_outside_the_corpus_is_never_moved() -> None:
    Path("secret.txt").write_bytes(SOLAR)
    assert shelving.file_of(shelving.identity_of(SOLAR), "../secret.txt", CORPUS) is None
    assert shelving.file_of(shelving.identity_of(SOLAR), "wind.txt", CORPUS) is None


def test_placing_a_file_can_be_undone() -> None:
    placed = shelving.place(Upload("wind.txt", SOLAR), CORPUS, "replace")
    shelving.take_back(placed)
    assert (CORPUS / "wind.txt").read_bytes() == WIND
    assert list((CORPUS / ".removed").iterdir()) == []
