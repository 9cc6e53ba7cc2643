"""The web page: one question, its answer, and beside it the figures and the passages it rests on.

``make app`` starts it; ``/?q=…&lang=en`` opens it on a question. Nothing of a document is
rendered as markup: its text is escaped before the page's own tags are put around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from kb import Answer, Citation, DataPoint, Document, KnowledgeBase, KnowledgeBaseError, Passage

INDEX_FOLDER = Path("index")
CONTEXT = 90  # characters of the document shown on either side of a quoted span
LONGEST_QUESTION = 500
LANGUAGES = {"zh": "中文", "en": "English"}
STATUS_COLOURS: dict[str, Any] = {"answered": "green", "partial": "orange", "refused": "gray"}
BOUNDS = {"": "", "about": "≈ ", "over": "> ", "under": "< ", "at_least": "≥ ", "at_most": "≤ "}
STYLE = """<style>
.kb-text { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.7; }
.kb-answer { font-size: 1.15rem; }
.kb-answer a { text-decoration: none; font-weight: 600; }
.kb-where { opacity: 0.7; font-size: 0.85rem; }
.kb-text mark { padding: 0.1em 0.15em; border-radius: 0.2em; }
</style>"""

TEXTS = {  # Chinese, English
    "title": ("行业报告知识库", "Industry report knowledge base"),
    "question": ("问题", "Question"),
    "placeholder": (
        "例如：2027年智能算力规模预计是多少？",
        "For example: 2027年智能算力规模预计是多少？",
    ),
    "ask": ("提问", "Ask"),
    "language": ("界面语言", "Language"),
    "documents": ("文档", "Documents"),
    "answered": ("已回答", "Answered"),
    "partial": ("部分回答", "Answered in part"),
    "refused": ("文档中没有依据", "The documents do not say"),
    "sources": ("来源", "Sources"),
    "figures": ("数据", "Figures"),
    "computed": ("计算", "Computed"),
    "exhibits": ("图表", "Charts and tables"),
    "passages": ("相关段落", "Passages"),
    "warnings": ("提示", "Notes"),
    "working": ("正在查找…", "Searching…"),
    "page": ("第{}页", "page {}"),
    "forecast": ("预测", "forecast"),
    "metric": ("指标", "metric"),
    "entity": ("主体", "entity"),
    "period": ("期间", "period"),
    "value": ("数值", "value"),
    "unit": ("单位", "unit"),
    "kind": ("类型", "kind"),
    "level": ("规模", "level"),
    "growth": ("增长率", "growth"),
    "cagr": ("年复合增长率", "CAGR"),
    "share": ("占比", "share"),
    "rank": ("排名", "rank"),
    "count": ("数量", "count"),
    "error_1": ("无法完成", "That did not work"),
    "error_2": ("设置有误", "A setting is wrong"),
    "error_3": ("索引无法使用，请运行 kb build corpus", "No usable index; run kb build corpus"),
    "error_4": ("没有可读的文档", "There is no document to read"),
    "error_5": ("模型无法使用", "The model cannot be used"),
}
Texts = dict[str, str]


def main() -> None:
    """Draw the page once."""
    language = st.query_params.get("lang", "zh")
    language = language if language in LANGUAGES else "zh"
    texts = {name: pair[language == "en"] for name, pair in TEXTS.items()}
    st.set_page_config(page_title=texts["title"], page_icon="📚", layout="wide")
    st.html(STYLE)
    choose_language(language, texts)
    st.title(texts["title"])
    question = ask_for_question(texts)
    try:
        with st.spinner(texts["working"]):
            base, titles = opened(str(INDEX_FOLDER.resolve()), live_generation(INDEX_FOLDER))
            answer = base.ask(question) if question else None
        st.sidebar.text("\n".join([texts["documents"], "", *titles]))
        if answer:
            show_answer(answer, base, texts)
    except KnowledgeBaseError as error:
        st.error(texts.get(f"error_{error.exit_code}", texts["error_1"]))
        st.text(str(error))


@st.cache_resource(max_entries=1, show_spinner=False)
def opened(index_folder: str, generation: str) -> tuple[KnowledgeBase, list[str]]:
    """The knowledge base and its documents' titles, once per ``generation`` of the index."""
    base = KnowledgeBase.open(index_folder)
    return base, [document.title or document.name for document in base.documents()]


def live_generation(index_folder: Path) -> str:
    """What the index says its live generation is; empty where it says nothing."""
    try:
        return (index_folder / "CURRENT").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def choose_language(language: str, texts: Texts) -> None:
    """Let the reader change the interface's language; the address keeps it."""

    def changed() -> None:
        st.query_params["lang"] = st.session_state["language"]

    label, codes = texts["language"], list(LANGUAGES)
    now = codes.index(language)
    st.sidebar.radio(label, codes, now, LANGUAGES.__getitem__, "language", on_change=changed)


def ask_for_question(texts: Texts) -> str:
    """The question typed, or the one in the address."""
    asked = st.query_params.get("q", "")[:LONGEST_QUESTION]
    with st.form("question_form", border=False):
        hint = texts["placeholder"]
        typed = st.text_input(texts["question"], asked, LONGEST_QUESTION, placeholder=hint)
        if st.form_submit_button(texts["ask"], type="primary"):
            asked = typed
            st.query_params["q"] = typed
    return asked.strip()


def show_answer(answer: Answer, base: KnowledgeBase, texts: Texts) -> None:
    """Draw the answer, its figures beside it, and its sources and passages below."""
    left, right = st.columns(2, gap="large") if answer.data_points else (st.container(), None)
    with left:
        st.badge(texts[answer.status], color=STATUS_COLOURS[answer.status])
        st.html(f'<div class="kb-text kb-answer">{linked(answer)}</div>')
        show_lines(texts["computed"], (f"{d.text} = {d.formula}" for d in answer.derivations))
        show_lines(texts["warnings"], answer.warnings)
        show_lines(texts["exhibits"], (f"{e.label} {e.title}" for e in answer.exhibits))
    if right:
        right.markdown(f"**{texts['figures']}**")
        right.dataframe([row(point, texts) for point in answer.data_points], hide_index=True)
    if answer.citations:
        st.subheader(texts["sources"])
    for citation in answer.citations:
        show_citation(citation, base.document(citation.document_id), texts)
    if answer.passages:
        with st.expander(texts["passages"], expanded=answer.status == "refused"):
            for passage in answer.passages:
                show_passage(passage, answer, base.document(passage.document_id), texts)


def linked(answer: Answer) -> str:
    """The answer's text escaped, its markers linked to the sources below."""
    markers = {citation.marker for citation in answer.citations}

    def link(match: re.Match[str]) -> str:
        number = match.group(1)
        known = int(number) in markers
        return f'<a href="#source-{number}">[{number}]</a>' if known else match.group()

    return re.sub(r"\[(\d{1,4})\]", link, escape(answer.text))


def show_citation(citation: Citation, document: Document, texts: Texts) -> None:
    """Draw one source: where it stands, and the quoted span in its surroundings."""
    start, end = max(0, citation.start - CONTEXT), citation.end + CONTEXT
    body = marked(document.text, start, end, [(citation.start, citation.end)])
    where = f"[{citation.marker}] {place(citation, texts)}"
    draw(where, body, f'id="source-{citation.marker}"')


def show_passage(passage: Passage, answer: Answer, document: Document, texts: Texts) -> None:
    """Draw one passage, what the answer cites in it marked, or all of it."""
    cited = [
        (max(c.start, passage.start), min(c.end, passage.end))
        for c in answer.citations
        if c.document_id == passage.document_id and c.start < passage.end and passage.start < c.end
    ]
    spans = cited or [(passage.start, passage.end)]
    draw(place(passage, texts), marked(document.text, passage.start, passage.end, spans))


def draw(where: str, body: str, attributes: str = "") -> None:
    """Draw a framed text. ``where`` is plain text, ``body`` escaped text with marks."""
    with st.container(border=True):
        st.html(
            f'<div class="kb-where" {attributes}>{escape(where)}</div>'
            f'<div class="kb-text">{body}</div>'
        )


def place(source: Citation | Passage, texts: Texts) -> str:
    """Document and heading path, and the page where there are pages."""
    name = source.document_title or source.document_name
    page = (texts["page"].format(source.page),) if source.page else ()
    return " › ".join((f"{name}（{source.document_name}）", *source.heading_path, *page))


def marked(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    """``text[start:end]`` escaped, with ``<mark>`` around ``spans``, which may overlap."""
    parts = ["…" if start > 0 else ""]
    position = start
    for first, last in sorted(spans):
        parts.append(escape(text[position : max(first, position)]))
        if last > position:
            parts.append(f"<mark>{escape(text[max(first, position) : last])}</mark>")
        position = max(last, position)
    parts.append(escape(text[position:end]))
    parts.append("…" if end < len(text) else "")
    return "".join(parts)


def show_lines(heading: str, lines: Iterable[str]) -> None:
    """Draw lines of plain text under a heading, or nothing."""
    escaped = "<br>".join(map(escape, lines))
    if escaped:
        st.html(
            f'<div class="kb-where">{escape(heading)}</div><div class="kb-text">{escaped}</div>'
        )


def row(point: DataPoint, texts: Texts) -> dict[str, str]:
    """One line of the table of figures; what must not be missed comes first."""
    high = "" if point.high is None else f"–{point.high:.12g}"
    cells = {
        "metric": point.metric,
        "period": point.period.text or point.period.key,
        "value": f"{BOUNDS[point.bound]}{point.value:.12g}{high}",
        "unit": point.unit,
        "forecast": "✓" if point.forecast else "",
        "entity": point.entity or point.region,
        "kind": texts[point.kind],
    }
    return {texts[name]: cell for name, cell in cells.items()}


if __name__ == "__main__":
    main()
