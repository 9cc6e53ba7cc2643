"""Audit: the documents' own arithmetic, checked; every input opens at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from app import address, drawer, figures_table, knowledge, language, place, tabular
from app.language import say
from app.place import Place
from app.tabular import Row
from kb import DataPoint, Finding

VERDICTS = ("disagrees", "agrees", "cannot_be_checked")
PAGE = 20
"""Findings that are drawn at once."""
MOST_INPUTS = 8
"""Inputs of a finding that are drawn at once."""


def main() -> None:
    """Draw the page."""
    base = knowledge.opened()
    st.title(say("audit"), anchor=False)
    st.caption(say("audit_hint"))
    titles = place.titles(base.documents())
    findings = base.audit(language.current())
    if not findings:
        tabular.empty(say("no_findings"))
        return
    found = filtered(findings, titles)
    if found:
        rows = [row(finding, titles) for finding in found]
        with st.container(horizontal=True, vertical_alignment="center", key="kb-count"):
            st.caption(say("findings_of", len(found), len(findings)))
            tabular.downloads("audit", rows, found)
        for number, finding in _page(found):
            _draw(finding, titles, number)
    else:
        tabular.empty(say("no_such_findings"))
    drawer.draw(base)


def filtered(findings: Sequence[Finding], titles: Mapping[str, str]) -> list[Finding]:
    """Draw the filters; the findings that pass them."""
    counts: Counter[str] = Counter(finding.verdict for finding in findings)
    words = {"all": f"{say('all')} {len(findings)}"}
    words |= {name: f"{say(name)} {counts[name]}" for name in VERDICTS if counts[name]}
    verdict = address.segments("verdict", say("verdict"), words)
    with st.container(key="kb-filters"):
        rules = address.some_of(
            "rule",
            say("rule"),
            sorted({finding.rule for finding in findings}),
            lambda name: say(f"rule_{name}"),
            placeholder=say("all"),
        )
        documents = address.some_of(
            "document",
            say("document"),
            [id_ for id_ in titles if any(id_ in documents_of(one) for one in findings)],
            lambda id_: titles.get(id_, id_),
            placeholder=say("all"),
        )
    return [
        finding
        for finding in findings
        if verdict in ("all", finding.verdict)
        and (not rules or finding.rule in rules)
        and (not documents or not documents_of(finding).isdisjoint(documents))
    ]


def documents_of(finding: Finding) -> set[str]:
    """The ids of the documents that its inputs stand in."""
    return {point.document_id for point in finding.inputs}


def row(finding: Finding, titles: Mapping[str, str]) -> Row:
    """One line of the download."""
    sources = dict.fromkeys(titles.get(p.document_id, p.document_id) for p in finding.inputs)
    computed = (finding.computed_low, finding.computed_high)
    cells = {
        "verdict": say(finding.verdict),
        "rule": say(f"rule_{finding.rule}"),
        "summary": finding.summary,
        "formula": finding.formula,
        "stated": "" if finding.stated is None else f"{finding.stated:.12g}",
        "computed_value": "–".join(f"{value:.4g}" for value in computed if value is not None),
        "inputs": "; ".join(_input(point) for point in finding.inputs),
        "place": "; ".join(f"{p.document_id}:{p.start}-{p.end}" for p in finding.inputs),
        "document": "; ".join(sources),
    }
    return {say(name): cell for name, cell in cells.items()}


def _page(found: Sequence[Finding]) -> list[tuple[int, Finding]]:
    """The findings of the page that the address names, with their numbers."""
    pages = -(-len(found) // PAGE)
    numbers = [str(number) for number in range(1, pages + 1)]
    number = int(address.one_of("page", say("page_number"), numbers, width=110) if pages > 1 else 1)
    first = (number - 1) * PAGE
    return list(enumerate(found))[first : first + PAGE]


def _draw(finding: Finding, titles: Mapping[str, str], number: int) -> None:
    with st.container(border=True, key=f"kb-finding-{number}"):
        formula = f'<div class="kb-formula">{escape(finding.formula)}</div>'
        st.html(
            f'<div class="kb-finding kb-{finding.verdict}">'
            f'<span class="kb-verdict">{escape(say(finding.verdict))}</span> '
            f'<span class="kb-rule">{escape(say(f"rule_{finding.rule}"))}</span>'
            f'<div class="kb-summary">{escape(finding.summary)}</div>'
            f"{formula if finding.formula else ''}</div>"
        )
        shown = finding.inputs[:MOST_INPUTS]
        with st.container(gap=None, key=f"kb-inputs-{number}"):
            for position, point in enumerate(shown):
                _draw_input(point, titles, f"{number}-{position}")
        if len(finding.inputs) > len(shown):
            st.caption(say("more_inputs", len(finding.inputs) - len(shown)))


def _draw_input(point: DataPoint, titles: Mapping[str, str], key: str) -> None:
    where = place.joined(titles.get(point.document_id, ""), point.heading_path)
    nature = "forecast" if point.forecast else "actual"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        st.button(
            say("source"),
            key=f"input-{key}",
            icon=":material/find_in_page:",
            type="tertiary",
            on_click=Place(point.document_id, point.start, point.end).to_address,
        )
        st.html(
            f'<div class="kb-input"><b>{escape(_input(point))}</b> '
            f'<span class="kb-nature kb-nature-{nature}">{escape(say(nature))}</span> '
            f'<span class="kb-where">{escape(where)}</span></div>'
        )


def _input(point: DataPoint) -> str:
    """An input in one line, as plain text."""
    value = figures_table.value(point) + (f" {point.unit}" if point.unit else "")
    names = (point.entity, point.metric, point.period.key or point.period.text, value)
    return " · ".join(name for name in names if name)


if __name__ == "__main__":
    main()
