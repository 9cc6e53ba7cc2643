"""The frame of the pages: language, the shared index, and what is drawn where there is none."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from app_pages import PAGES, SCRIPT, html, page, solar
from fakes import FakeEmbedder
from small_index import built, corpus
from streamlit.testing.v1 import AppTest

from app.knowledge import Shelf
from app.texts import ALL
from kb import KnowledgeBase
from kb.errors import IndexDamaged, IndexMissing, ModelUnavailable

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kb.knowledge_base.load_embedder", lambda _: FakeEmbedder(64))


def fields(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def test_every_text_is_there_in_both_languages_with_the_same_blanks() -> None:
    wrong = [
        name
        for name, (chinese, english) in ALL.items()
        if not chinese.strip() or not english.strip() or fields(chinese) != fields(english)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", PAGES)
def test_without_an_index_every_page_names_the_command(name: str) -> None:
    app = page(name, lang="en")
    assert "There is no index yet" in app.info[0].value
    assert [code.value for code in app.code] == ["kb build corpus"]
    links = [element.proto.page for element in app.get("page_link")]
    assert links == ([] if name == "reports" else ["reports"])


@pytest.mark.parametrize("name", PAGES)
def test_an_index_without_documents_leads_to_where_they_are_added(
    tmp_path: Path, name: str
) -> None:
    solar(tmp_path).remove("solar.md")
    app = page(name)
    assert "索引里没有文档" in html(app)
    links = [element.proto.page for element in app.get("page_link")]
    assert links == ([] if name == "reports" else ["reports"])


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (IndexDamaged("store.sqlite <b>differs</b>; run `kb build`"), "索引无法使用"),
        (ModelUnavailable("no model x"), "模型无法使用"),
    ],
)
def test_an_error_is_drawn_as_text_and_names_what_it_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: Exception, heading: str
) -> None:
    built(tmp_path / "index")

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(KnowledgeBase, "open", fail)
    app = page()
    assert app.error[0].value == heading
    assert [text.value for text in app.text] == [str(error)]


def test_a_garbled_index_is_drawn_as_an_error(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "CURRENT").write_bytes(b"\xff\x00no generation")
    app = page()
    assert app.error[0].value == "索引无法使用"
    assert "kb build" in app.text[0].value


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_drawn_from_an_index(tmp_path: Path, name: str) -> None:
    built(tmp_path / "index")
    app = page(name)
    assert not app.error
    assert not app.info


def test_the_language_is_switched_in_the_page_and_kept_in_address_and_session(
    tmp_path: Path,
) -> None:
    built(tmp_path / "index")
    app = page("reports")
    assert app.title[0].value == "报告库"
    app.segmented_control(key="language_choice").set_value("en").run()
    assert app.title[0].value == "Reports"
    assert app.query_params["lang"] == "en"
    del app.query_params["lang"]
    app.run()
    assert app.title[0].value == "Reports"
    assert app.query_params["lang"] == "en"


def test_where_sign_on_is_set_up_nothing_is_drawn_before_it(tmp_path: Path) -> None:
    built(tmp_path / "index")
    app = AppTest.from_file(str(SCRIPT), default_timeout=30)
    app.query_params["lang"] = "zh"
    app.secrets["auth"] = {"client_id": "x"}
    app.run()
    assert not app.exception
    assert [button.label for button in app.button] == ["登录"]
    assert len(app.chat_input) == 0
    assert "份文档" not in html(app)


def test_who_signed_in_is_named_and_no_markup(tmp_path: Path) -> None:
    built(tmp_path / "index")
    app = AppTest.from_file(str(SCRIPT), default_timeout=30)
    app.query_params["lang"] = "zh"
    app.secrets["auth"] = {"client_id": "x"}
    app.user = {"is_logged_in": True, "name": "![a](//b)"}
    app.run()
    assert app.button(key="sign-out").label == r"退出 \!\[a\]\(//b\)"
    assert len(app.chat_input) == 1


def test_an_unknown_language_is_not_taken(tmp_path: Path) -> None:
    built(tmp_path / "index")
    app = page("reports", lang="<b>")
    assert app.title[0].value == "报告库"
    assert app.query_params["lang"] == "zh"


def test_sessions_share_one_open_index_until_it_is_rebuilt(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    built(folder, 1)
    shelf = Shelf(folder)
    first = shelf.base()
    assert shelf.base() is first
    built(folder, 2)
    second = shelf.base()
    assert second is not first
    assert second.embedder is first.embedder
    assert second.generation == "generation-000002"
    # A session that is still drawing keeps its own.
    assert first.document(corpus(1)[0][0].id).text == corpus(1)[0][0].text


def test_a_generation_that_no_session_holds_is_let_go(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    built(folder, 1)
    shelf = Shelf(folder)
    held = shelf.base()
    names = lambda: sorted(path.name for path in (folder / "generations").iterdir())  # noqa: E731
    built(folder, 2, keep_generations=1)
    shelf.base()
    assert names() == ["generation-000001", "generation-000002"]
    del held
    built(folder, 3, keep_generations=1)
    assert names() == ["generation-000002", "generation-000003"]


def test_a_folder_without_an_index_is_said_by_its_own_error(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="run `kb build`"):
        Shelf(tmp_path / "index").base()
