"""The page draws what ``ask`` returns, in either language, and no document's markup."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from kb import Answer, Citation, DataPoint, Document, KnowledgeBase, Passage, Period
from kb.errors import IndexDamaged, IndexMissing, ModelUnavailable
from kb.types import Derivation, Exhibit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = Path(__file__).parents[1] / "streamlit_app.py"
TEXT = (
    "# 风电\n"
    "开头一句。<script>alert(1)</script><img src=x onerror=alert(1)>\n"
    "预计2030年甲国风电装机将达到120吉瓦。结尾一句，比上句长一些。\n"
)
QUOTE = "预计2030年甲国风电装机将达到120吉瓦"
DOCUMENT = Document(id="d" * 16, name="wind.txt", text=TEXT, title="风电<b>报告</b>")


def span(quote: str) -> tuple[int, int]:
    start = TEXT.index(quote)
    return start, start + len(quote)


def citation(quote: str = QUOTE, marker: int = 1) -> Citation:
    start, end = span(quote)
    path = ("第一章 概况", "1.1 <i>装机</i>")
    return Citation(marker, DOCUMENT.id, DOCUMENT.name, DOCUMENT.title, start, end, quote, path, 3)


def passage() -> Passage:
    return Passage(DOCUMENT.id, DOCUMENT.name, DOCUMENT.title, 0, len(TEXT), TEXT, ("风电",), 1.0)


def point(**changes: Any) -> DataPoint:
    start, end = span("120吉瓦")
    first, last = span(QUOTE)
    values: dict[str, Any] = {
        "metric": "装机",
        "value": 120.0,
        "unit": "吉瓦",
        "kind": "level",
        "start": start,
        "end": end,
        "quote": "120吉瓦",
        "sentence_start": first,
        "sentence_end": last,
        "period": Period(2030, 2030, text="2030年"),
        "entity": "甲国",
        "forecast": True,
    }
    return DataPoint(**(values | changes))


ANSWERED = Answer(
    question="2030年风电装机？",
    text="到2030年预计为120吉瓦[1]。另见[2]与 <b>粗体</b>。",
    status="answered",
    citations=(citation(),),
    data_points=(point(), point(value=1234567.5, high=2000000.0, bound="about", forecast=False)),
    passages=(passage(),),
    derivations=(Derivation("20%", 20.0, "(120 − 100) ÷ 100", (point(),)),),
    exhibits=(Exhibit("图1", "甲国风电装机", "chart", 0, 4),),
    warnings=("两处数字不一致",),
)
PARTIAL = Answer("q", "只有2030年的数据[1]。", "partial", citations=(citation(),))
REFUSED = Answer("q", "文档中没有相关内容。", "refused", passages=(passage(),))


class FakeBase:
    """Answers every question alike and remembers what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def ask(self, question: str) -> Answer:
        self.asked.append(question)
        return self.answer

    def documents(self) -> list[Document]:
        return [DOCUMENT]

    def document(self, document_id: str) -> Document:
        return {DOCUMENT.id: DOCUMENT}[document_id]


class Tags(HTMLParser):
    """The tags and the marked text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.marked: list[str] = []
        self._in_mark = False
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in_mark = tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._in_mark = False

    def handle_data(self, data: str) -> None:
        if self._in_mark:
            self.marked.append(data)


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[..., FakeBase]:
    """Let ``KnowledgeBase.open`` return fake bases, one after the other, or raise."""

    def start(*answers: Answer | Exception) -> FakeBase:
        bases = [a if isinstance(a, Exception) else FakeBase(a) for a in answers]
        waiting = iter(bases)

        def fake_open(_: object, index_folder: str) -> FakeBase:
            base = next(waiting)
            if isinstance(base, Exception):
                raise base
            return base

        monkeypatch.setattr(KnowledgeBase, "open", classmethod(fake_open))
        return bases[0]  # type: ignore[return-value]

    return start


def page(**query: str) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    """All HTML of the page but its style."""
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def badges(app: AppTest) -> list[str]:
    return [m.value for m in app.markdown if "-badge[" in m.value]


def test_without_a_question_nothing_is_asked(serve: Callable[..., FakeBase]) -> None:
    base = serve(ANSWERED)
    app = page()
    assert base.asked == []
    assert html(app) == ""
    assert app.title[0].value == "行业报告知识库"


def test_a_typed_question_is_asked_and_kept_in_the_address(
    serve: Callable[..., FakeBase],
) -> None:
    base = serve(ANSWERED)
    app = page()
    app.text_input[0].set_value(" 2030年风电装机？ ")
    app.button[0].click().run()
    assert base.asked == ["2030年风电装机？"]
    assert app.query_params["q"] in (" 2030年风电装机？ ", [" 2030年风电装机？ "])


def test_a_question_in_the_address_is_asked(serve: Callable[..., FakeBase]) -> None:
    base = serve(ANSWERED)
    app = page(q="2030年风电装机？")
    assert base.asked == ["2030年风电装机？"]
    assert app.text_input[0].value == "2030年风电装机？"


@pytest.mark.parametrize(
    ("answer", "language", "badge"),
    [
        (ANSWERED, "zh", ":green-badge[已回答]"),
        (PARTIAL, "zh", ":orange-badge[部分回答]"),
        (REFUSED, "zh", ":gray-badge[文档中没有依据]"),
        (ANSWERED, "en", ":green-badge[Answered]"),
        (PARTIAL, "en", ":orange-badge[Answered in part]"),
        (REFUSED, "en", ":gray-badge[The documents do not say]"),
    ],
)
def test_each_status_is_shown_in_its_own_way(
    serve: Callable[..., FakeBase], answer: Answer, language: str, badge: str
) -> None:
    serve(answer)
    assert badges(page(q="q", lang=language)) == [badge]


def test_the_cited_span_is_marked_in_its_surroundings(serve: Callable[..., FakeBase]) -> None:
    serve(PARTIAL)
    shown = html(page(q="q"))
    assert Tags(shown).marked == [QUOTE]
    assert f"<mark>{QUOTE}</mark>。结尾一句，比上句长一些。" in shown
    assert "第一章 概况 › 1.1 &lt;i&gt;装机&lt;/i&gt; › 第3页" in shown
    assert "[1] 风电&lt;b&gt;报告&lt;/b&gt;（wind.txt）" in shown


def test_markers_lead_to_their_sources_and_unknown_ones_nowhere(
    serve: Callable[..., FakeBase],
) -> None:
    serve(ANSWERED)
    shown = html(page(q="q"))
    assert '120吉瓦<a href="#source-1">[1]</a>。另见[2]与' in shown
    assert 'id="source-1"' in shown


def test_nothing_of_a_document_or_an_answer_is_markup(serve: Callable[..., FakeBase]) -> None:
    serve(ANSWERED)
    app = page(q="q")
    assert Tags(html(app)).tags == {"div", "a", "mark"}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html(app)
    drawn_as_markdown = [m.value for m in app.markdown] + [e.label for e in app.expander]
    assert drawn_as_markdown == [":green-badge[已回答]", "**数据**", "相关段落"]


def test_figures_stand_beside_the_answer(serve: Callable[..., FakeBase]) -> None:
    serve(ANSWERED)
    frame = page(q="q", lang="en").dataframe[0].value
    names = ["metric", "period", "value", "unit", "forecast", "entity", "kind"]
    assert list(frame.columns) == names
    assert frame.to_numpy().tolist() == [
        ["装机", "2030年", "120", "吉瓦", "✓", "甲国", "level"],
        ["装机", "2030年", "≈ 1234567.5–2000000", "吉瓦", "", "甲国", "level"],
    ]


def test_formulas_warnings_and_exhibits_are_shown(serve: Callable[..., FakeBase]) -> None:
    serve(ANSWERED)
    shown = html(page(q="q"))
    assert "20% = (120 − 100) ÷ 100" in shown
    assert "两处数字不一致" in shown
    assert "图1 甲国风电装机" in shown


def test_a_refusal_has_no_table_and_shows_what_came_nearest(
    serve: Callable[..., FakeBase],
) -> None:
    serve(REFUSED)
    app = page(q="q")
    assert len(app.dataframe) == 0
    assert app.expander[0].proto.expanded
    assert Tags(html(app)).marked == [TEXT]


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (IndexMissing("there is no index in index; run `kb build`"), "No usable index"),
        (IndexDamaged("store.sqlite differs; run `kb build`"), "No usable index"),
        (ModelUnavailable("no model x"), "The model cannot be used"),
    ],
)
def test_an_error_is_drawn_and_names_the_command(
    serve: Callable[..., FakeBase], error: Exception, heading: str
) -> None:
    serve(error)
    app = page(q="q", lang="en")
    assert app.error[0].value.startswith(heading)
    assert [text.value for text in app.text] == [str(error)]


def test_an_index_folder_without_an_index_is_drawn_as_an_error() -> None:
    app = page(q="q")
    assert app.error[0].value == "索引无法使用，请运行 kb build corpus"
    assert "kb build" in app.text[0].value


def test_a_garbled_index_is_drawn_as_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir()
    (folder / "CURRENT").write_bytes(b"\xff\x00no generation")
    app = page(q="q")
    assert app.error[0].value == "索引无法使用，请运行 kb build corpus"


def test_a_rebuilt_index_is_opened_anew_and_an_unchanged_one_is_not(
    serve: Callable[..., FakeBase], tmp_path: Path
) -> None:
    serve(PARTIAL, REFUSED)
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "CURRENT").write_text("generation-000001")
    app = page(q="q")
    assert badges(app.run()) == [":orange-badge[部分回答]"]
    (tmp_path / "index" / "CURRENT").write_text("generation-000002")
    assert badges(app.run()) == [":gray-badge[文档中没有依据]"]


def test_the_language_is_changed_in_the_sidebar_and_kept_in_the_address(
    serve: Callable[..., FakeBase],
) -> None:
    serve(ANSWERED)
    app = page(q="q")
    app.sidebar.radio[0].set_value("en").run()
    assert app.title[0].value == "Industry report knowledge base"
    assert badges(app) == [":green-badge[Answered]"]


def test_an_unknown_language_is_chinese(serve: Callable[..., FakeBase]) -> None:
    serve(ANSWERED)
    assert page(lang="fr").title[0].value == "行业报告知识库"
