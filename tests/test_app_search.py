"""Search: filters by document, section and page, which an address and another language keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import two_editions
from app_pages import SOLAR, drawn, page
from fakes import FakeEmbedder
from real_files_pdf import single_column

from app import address
from app.search import page_range
from kb import KnowledgeBase

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with an index of a PDF of three pages and of a text without pages."""
    folder = tmp_path_factory.mktemp("search")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "pages.pdf").write_bytes(single_column().data)
    (folder / "corpus" / "solar.md").write_text(SOLAR, encoding="utf-8")
    KnowledgeBase.build([folder / "corpus"], folder / "index", embedder=FakeEmbedder(64)).close()
    return folder


@pytest.fixture(autouse=True)
def base(monkeypatch: pytest.MonkeyPatch, folder: Path) -> KnowledgeBase:
    monkeypatch.chdir(folder)
    monkeypatch.setattr("kb.knowledge_base.load_embedder", lambda _: FakeEmbedder(64))
    return KnowledgeBase.open(folder / "index")


def numbers(base: KnowledgeBase, pages: tuple[int, int] | None) -> list[set[int]]:
    """The pages that each passage found on ``pages`` stands on."""
    passages = base.search("光伏组件", 30, None, pages, documents=["pages.pdf"])
    found = (base.document(one.document_id).located(one.start, one.end) for one in passages)
    return [{locator.page for locator in locators if locator.page} for locators in found]


@pytest.mark.parametrize("pages", [(1, 1), (2, 2), (3, 9), (2, 3)])
def test_passages_are_found_on_the_pages_asked_for(
    base: KnowledgeBase, pages: tuple[int, int]
) -> None:
    found = numbers(base, pages)
    wanted = {page for page in (1, 2, 3) if pages[0] <= page <= pages[1]}
    assert all(on & wanted for on in found)
    assert set().union(*found) >= wanted
    assert len(found) < len(numbers(base, None))


def test_pages_that_are_not_there_hold_nothing(base: KnowledgeBase) -> None:
    assert numbers(base, (4, 9)) == []


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("3", (3, 3)),
        (" 3 - 8 ", (3, 8)),
        ("8至3", (3, 8)),
        ("", None),
        ("三", None),
        ("3-", None),
        ("1-2-3", None),
    ],
)
def test_pages_are_a_number_or_a_range(typed: str, pages: tuple[int, int] | None) -> None:
    assert page_range(typed) == pages


def test_the_pages_of_an_address_narrow_the_search(base: KnowledgeBase) -> None:
    app = page("search", q="光伏组件", pages="3")
    assert app.text_input(key="search_pages").value == "3"
    (shown,) = drawn(app, "passages")
    wanted = base.search("光伏组件", 10, None, (3, 3))
    assert len(shown["passages"]) == len(wanted) > 0
    app.text_input(key="search_pages").set_value("9").run()
    assert app.query_params["pages"] == "9-9"
    assert drawn(app, "passages") == []
    assert "没有找到相关段落" in app.info[0].value


def test_what_is_no_page_is_said_and_searches_all(base: KnowledgeBase) -> None:
    app = page("search", q="光伏组件", pages="三")
    assert "页码写作 3 或 3-8。" in [one.value for one in app.caption]
    assert "pages" not in app.query_params


def test_documents_without_pages_have_no_filter_by_pages(base: KnowledgeBase) -> None:
    solar = next(one.id for one in base.documents() if one.name == "solar.md")
    app = page("search", q="组件库存", **{"in": solar})
    assert "search_pages" not in {one.key for one in app.text_input}


def test_another_language_keeps_query_and_filters(base: KnowledgeBase) -> None:
    document = next(one for one in base.documents() if one.name == "solar.md")
    app = page("search", q="组件库存", section="装机规模")
    app.multiselect(key="search_documents").set_value([document.id]).run()
    app.segmented_control(key="language_choice").set_value("en").run()
    assert app.text_input(key="search_query").label == "Query"
    assert app.text_input(key="search_query").value == "组件库存"
    assert app.multiselect(key="search_documents").value == [document.id]
    assert app.selectbox(key="search_section").value == "装机规模"
    assert app.query_params["q"] == "组件库存"


def test_documents_of_one_title_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    documents = two_editions.built(tmp_path, "older.md", "newer.md").documents()
    # With the same words, the first would be taken for it.
    older = next(one for one in documents if one.name == "older.md")
    app = page("search", q="岸电")
    choice = app.multiselect(key="search_documents")
    assert choice.options == ["海岸能源产业观察 · 2023-2024", "海岸能源产业观察 · 2022-2023"]
    choice.set_value([older.id]).run()
    assert app.query_params["in"] == older.id
    (shown,) = drawn(app, "passages")
    assert "120.0亿元" in str(shown)
    assert "102.0亿元" not in str(shown)


def test_options_of_the_same_words_differ() -> None:
    named = address._named(["a", "b", "c"], {"a": "x", "b": "y", "c": "x"}.__getitem__)
    assert [named(option) for option in "abc"] == ["x", "y", "x (2)"]
