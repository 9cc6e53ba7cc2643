"""Ask: a conversation, its sources and figures, and what is drawn where there is no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import streamlit as st
from app_pages import SOLAR, drawn, html, page, solar
from fakes import FakeEmbedder

from app import feedback, knowledge, suggestions
from kb import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

LEVEL = "2030年甲国光伏装机规模预计是多少？"
SERIES = "甲国光伏装机规模从2022年到2030年如何变化？"
PARTIAL = "2025年甲国光伏装机规模"
UNKNOWN = "2031年乙国咖啡进口额是多少？"
RANKING = "2023年省份光伏排行"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The index that all tests ask, and none changes."""
    return solar(tmp_path_factory.mktemp("ask"))


@pytest.fixture(autouse=True)
def base(monkeypatch: pytest.MonkeyPatch, indexed: KnowledgeBase) -> KnowledgeBase:
    monkeypatch.chdir(indexed.index_folder.parent)
    monkeypatch.setattr("kb.knowledge_base.load_embedder", lambda _: FakeEmbedder(64))
    return indexed


def ask(app: AppTest, question: str) -> AppTest:
    app.chat_input(key="question_typed").set_value(question).run()
    assert not app.exception
    return app


def rows(app: AppTest) -> list[list[str]]:
    found: list[list[str]] = drawn(app, "figures")[0]["rows"]
    return found


def marked(app: AppTest, kind: str = "mark") -> str:
    """What is marked in the open source, tables included."""

    def texts(pieces: list[list[object]]) -> Iterator[str]:
        for found, content in pieces:
            if isinstance(content, list):
                yield from (text for row in content for cell in row for text in texts(cell))
            elif found == kind:
                yield str(content)

    return "".join(texts(drawn(app, "source")[0]["pieces"]))


def test_before_the_first_question_there_are_questions_that_have_answers(
    base: KnowledgeBase,
) -> None:
    app = page()
    texts = drawn(app, "choices")[0]["texts"]
    assert texts[0] == SERIES
    assert {base.ask(text).status for text in texts} == {"answered"}
    assert "1份文档，9条数据" in html(app)
    assert "1 document, 9 figures." in html(page(lang="en"))
    assert "answer" not in {e.proto.component_name for e in app.get("bidi_component")}


def test_suggestions_are_one_a_metric_and_in_the_language_of_the_page(base: KnowledgeBase) -> None:
    assert suggestions.candidates(base, "zh") == [
        SERIES,
        "2023年省份光伏排行前三名",
        "表1讲的是什么？",
    ]
    assert suggestions.candidates(base, "en") == [
        "How does 甲国光伏装机规模 change from 2022 to 2030?",
        "What are the top three of 省份光伏排行 in 2023?",
        "What does 表1 show?",
    ]


def test_suggestions_are_found_once_a_generation(
    base: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = knowledge.Shelf(base.index_folder)
    first = shelf.suggestions(base, "zh")
    monkeypatch.setattr(suggestions, "suggested", lambda *_: pytest.fail("asked again"))
    assert shelf.suggestions(base, "zh") is first


def test_a_typed_question_is_answered_and_kept_in_the_address() -> None:
    app = ask(page(), f"  {LEVEL} ")
    assert app.query_params["q"] == LEVEL
    assert f'<h2 class="kb-question">{LEVEL}</h2>' in html(app)
    (answer,) = drawn(app, "answer")
    assert answer["status"] == {"kind": "answered", "label": "已回答"}
    assert answer["blocks"] == [
        {
            "kind": "text",
            "runs": [
                ["text", "2030年甲国光伏装机规模："],
                ["value", "120吉瓦"],
                ["forecast", "（预测，研究机构甲所）"],
                ["cite", "1", "[1] 光伏<b>观察</b> › 装机规模"],
                ["text", "。"],
            ],
        },
        {
            "kind": "quote",
            "runs": [
                ["text", "原文：“研究机构甲所预计，2030年甲国光伏装机规模将达到120吉瓦。”"],
                ["cite", "1", "[1] 光伏<b>观察</b> › 装机规模"],
            ],
        },
    ]


def test_a_question_in_the_address_is_answered_once_and_only_once() -> None:
    app = page(q=LEVEL)
    assert len(drawn(app, "answer")) == 1
    app.run()
    assert len(drawn(app, "answer")) == 1


def test_questions_and_answers_of_the_session_stay() -> None:
    app = ask(ask(page(), LEVEL), RANKING)
    assert [answer["status"]["kind"] for answer in drawn(app, "answer")] == ["answered"] * 2
    assert html(app).index(LEVEL) < html(app).index(RANKING)
    # Beside stands what belongs to the last one, until another is asked for.
    assert [row[1] for row in rows(app)] == ["西省", "东省", "北省"]
    app.button(key="show-0").click().run()
    assert rows(app) == [["甲国光伏装机规模", "2030年", "120", "吉瓦", "预测", "[1]"]]
    assert app.query_params["q"] == LEVEL
    app.button(key="new-conversation").click().run()
    assert drawn(app, "answer") == []
    assert "q" not in app.query_params


def test_a_follow_up_is_asked_with_the_question_before_it_in_full() -> None:
    app = ask(ask(ask(page(), LEVEL), "22年呢？"), "24年呢")
    readings = [answer["blocks"][0] for answer in drawn(app, "answer")]
    assert readings[0]["kind"] == "text"
    assert readings[1:] == [
        {
            "kind": "reading",
            "runs": [["text", f"按上文理解为：{year}年甲国光伏装机规模预计是多少？"]],
        }
        for year in (2022, 2024)
    ]
    assert [row[1:3] for row in rows(app)] == [["2024年", "60"]]
    assert app.query_params["q"] == "2024年甲国光伏装机规模预计是多少？"
    app.run()
    assert len(drawn(app, "answer")) == 3


def test_one_document_leaves_nothing_to_choose(base: KnowledgeBase) -> None:
    app = page(**{"in": base.entries()[0].id})
    assert len(app.multiselect) == 0
    assert "in" not in app.query_params


def test_a_question_is_asked_of_the_documents_in_the_address(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    base = solar(tmp_path)
    other = "# 风电\n\n2030年丙国风电装机规模将达到70吉瓦。\n"
    (tmp_path / "other.md").write_text(other, encoding="utf-8")
    base.add([tmp_path / "other.md"])
    wind = next(one.id for one in base.entries() if one.name == "other.md")
    app = page(q=LEVEL, **{"in": wind})
    assert drawn(app, "answer")[0]["status"]["kind"] == "refused"
    assert "仅限：风电" in html(app)
    assert app.multiselect[0].value == [wind]
    app.multiselect[0].set_value([]).run()
    assert "in" not in app.query_params
    ask(app, LEVEL)
    assert drawn(app, "answer")[1]["status"]["kind"] == "answered"
    assert html(app).count("仅限：") == 1


def test_figures_of_a_series_stand_beside_with_their_chart() -> None:
    app = page(q=SERIES)
    assert rows(app) == [
        ["甲国光伏装机规模", "2022年", "40", "吉瓦", "实际", "[1]"],
        ["甲国光伏装机规模", "2024年", "60", "吉瓦", "实际", "[2]"],
        ["甲国光伏装机规模", "2030年", "120", "吉瓦", "预测", "[3]"],
    ]
    assert len(app.get("vega_lite_chart")) == 1
    assert 'kb-chart-title">甲国光伏装机规模<' in html(app)
    assert "来源：研究机构甲所 · 光伏&lt;b&gt;观察&lt;/b&gt;" in html(app)


def test_one_figure_makes_no_chart() -> None:
    assert len(page(q=LEVEL).get("vega_lite_chart")) == 0


@pytest.mark.parametrize(
    ("question", "kind", "zh", "en"),
    [
        (PARTIAL, "partial", "部分回答：文档只给出其中一部分", "Answered in part: the documents give some of it"),
        (UNKNOWN, "refused", "文档中没有依据", "The documents do not say"),
    ],
)  # fmt: skip
def test_partial_and_refused_answers_say_so_and_what_there_is(
    question: str, kind: str, zh: str, en: str
) -> None:
    for language, label in (("zh", zh), ("en", en)):
        app = page(q=question, lang=language)
        assert drawn(app, "answer")[0]["status"] == {"kind": kind, "label": label}
        if kind == "partial":
            assert [row[2] for row in rows(app)] == ["60", "120"]
        else:
            assert drawn(app, "choices")[0]["texts"]
            assert drawn(app, "passages")[0]["passages"]


def test_a_citation_in_the_address_opens_its_source(base: KnowledgeBase) -> None:
    quote = "2022年甲国光伏装机规模为40吉瓦。"
    start = SOLAR.index(quote)
    document_id = base.documents()[0].id
    app = page(q=SERIES, doc=document_id, at=f"{start}-{start + len(quote)}")
    assert app.segmented_control(key="beside_view").value == "source"
    assert marked(app) == quote
    assert marked(app, "also") == (
        "研究机构甲所预计，2030年甲国光伏装机规模将达到120吉瓦。2024年甲国光伏装机规模为60吉瓦。"
    )
    assert drawn(app, "answer")[0]["active"] == "1"
    assert "光伏&lt;b&gt;观察&lt;/b&gt; › 装机规模" in html(app)


def test_a_ranking_is_cited_and_drawn_as_a_table(base: KnowledgeBase) -> None:
    app = page(q=RANKING)
    app.segmented_control(key="beside_view").set_value("source").run()
    (table,) = [content for kind, content in drawn(app, "source")[0]["pieces"] if kind == "table"]
    cells = [["".join(text for _, text in cell) for cell in row] for row in table]
    assert cells == [
        ["排名", "2022", "2023"],
        ["1", "东省", "西省"],
        ["2", "西省", "东省"],
        ["3", "南省", "北省"],
    ]
    assert "西省" in marked(app)


@pytest.mark.parametrize(
    ("document", "at", "says"),
    [
        ("f" * 16, "0-5", "这份文档已不在当前索引中。"),
        ("own", "999999-1000000", "链接指向的位置不在这份文档里。"),
    ],
)
def test_a_link_to_a_place_that_is_gone_says_so(
    base: KnowledgeBase, document: str, at: str, says: str
) -> None:
    document = base.documents()[0].id if document == "own" else document
    assert page(q=LEVEL, doc=document, at=at).info[0].value == says


@pytest.mark.parametrize("at", ["", "x", "-", "5", "9-1", "1-2-3", "٣-٤", "1" * 40])
def test_any_place_in_an_address_is_drawn(base: KnowledgeBase, at: str) -> None:
    assert not page(q=LEVEL, doc=base.documents()[0].id, at=at).exception


def test_all_of_a_long_source_can_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    base = solar(tmp_path)
    filler = "".join(f"第{number}段说的是别的事情，与问题无关。\n\n" for number in range(600))
    text = f"# 报告\n\n{filler}2030年丙国风电装机规模将达到70吉瓦。\n\n{filler}"
    (tmp_path / "long.md").write_text(text, encoding="utf-8")
    base.add([tmp_path / "long.md"])
    document_id = next(d.id for d in base.documents() if d.name == "long.md")
    start = text.index("2030年")
    app = page(q=LEVEL, doc=document_id, at=f"{start}-{start + 10}")
    (shown,) = drawn(app, "source")
    assert (shown["earlier"], shown["later"]) == ("上文", "下文")
    joined = "".join(piece for _, piece in shown["pieces"])
    assert joined == text[shown["start"] : shown["start"] + len(joined)]
    assert 6000 < len(joined) < 6300
    app.session_state["source_window"]["earlier"] = len(text)
    app.run()
    (shown,) = drawn(app, "source")
    assert (shown["start"], shown["earlier"]) == (0, "")


def test_warnings_and_formulas_are_drawn(
    monkeypatch: pytest.MonkeyPatch, base: KnowledgeBase
) -> None:
    from dataclasses import replace

    from kb.types import Derivation

    plain = base.ask(LEVEL)
    formulas = ("(120 − 100) ÷ 100", "120 ÷ 100 − 1 = 20%", "20% × 1，相符")
    derived = tuple(Derivation("20%", 20.0, formula, plain.data_points) for formula in formulas)
    answer = replace(plain, warnings=("删去了1句",), derivations=derived)
    monkeypatch.setattr(KnowledgeBase, "ask", lambda *_, **__: answer)
    (shown,) = drawn(page(q=LEVEL), "answer")
    assert shown["warnings"]["lines"] == ["删去了1句"]
    # The result is said once.
    assert shown["formulas"]["lines"] == ["20% = (120 − 100) ÷ 100", *formulas[1:]]


def test_nothing_of_a_document_stands_in_html_or_markdown() -> None:
    app = page(q=SERIES)
    written = html(app) + "".join(e.value for e in (*app.markdown, *app.caption, *app.title))
    assert "<script" not in written
    assert "<b>" not in written


def test_what_is_being_done_is_said_by_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(_: KnowledgeBase, __: str, stage: Callable[[str], None], **___: object) -> None:
        for name in ("searching", "composing"):
            stage(name)
        st.stop()

    monkeypatch.setattr(KnowledgeBase, "ask", ask)
    monkeypatch.setattr(suggestions, "suggested", lambda *_: [])
    said = html(page(q=LEVEL))
    assert '<div class="kb-stage" role="status">正在查找数据、撰写回答…</div>' in said
    assert "正在检索段落" not in said


def test_a_thumb_is_kept_beside_the_index(base: KnowledgeBase) -> None:
    app = page(q=LEVEL)
    app.feedback(key="feedback-0").set_value(1).run()
    assert not app.exception
    (kept,) = feedback.records(base.index_folder)
    (base.index_folder / feedback.FILE).unlink()
    assert (kept["question"], kept["good"]) == (LEVEL, True)
