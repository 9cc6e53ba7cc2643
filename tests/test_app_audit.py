"""Audit: findings with verdict, formula and inputs that open at their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import small_report
from data_pages import downloads, html, opened, saved
from fakes import FakeEmbedder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kb import KnowledgeBase

    Files = dict[str, Callable[[], bytes]]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    return downloads(monkeypatch)


@pytest.fixture(autouse=True)
def base(monkeypatch: pytest.MonkeyPatch) -> KnowledgeBase:
    base = small_report.storage()
    monkeypatch.chdir(base.index_folder.parent)
    monkeypatch.setattr("kb.knowledge_base.load_embedder", lambda _: FakeEmbedder())
    return base


def test_a_disagreement_comes_first_with_formula_and_inputs(base: KnowledgeBase) -> None:
    app = opened("audit", verdict="disagrees")
    wanted = [one for one in base.audit() if one.verdict == "disagrees"]
    assert len(wanted) == 1
    drawn = html(app)
    assert wanted[0].formula in drawn
    assert "60.0%" in wanted[0].formula
    for point in wanted[0].inputs:
        assert f"{point.value:.12g} {point.unit}" in drawn


def test_an_input_opens_its_source(base: KnowledgeBase) -> None:
    app = opened("audit", verdict="disagrees")
    point = next(one for one in base.audit() if one.verdict == "disagrees").inputs[0]
    app.button(key="input-0-0").click().run()
    assert app.query_params["doc"] == point.document_id
    assert app.query_params["at"] == f"{point.start}-{point.end}"


def test_the_verdicts_are_counted_and_the_download_holds_what_is_shown(
    base: KnowledgeBase, files: Files
) -> None:
    app = opened("audit", verdict="agrees")
    agreeing = [one for one in base.audit() if one.verdict == "agrees"]
    words = app.segmented_control(key="verdict").options
    assert f"相符 {len(agreeing)}" in [getattr(word, "content", word) for word in words]
    rows = saved(files["csv-audit"]())
    assert [(row["结论"], row["算式"]) for row in rows] == [
        ("相符", one.formula) for one in agreeing
    ]


def test_rules_are_filtered_by_the_address(base: KnowledgeBase, files: Files) -> None:
    opened("audit", rule="growth")
    rows = saved(files["csv-audit"]())
    assert len(rows) == sum(one.rule == "growth" for one in base.audit()) > 0


def test_an_index_without_checks_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    small_report.built(tmp_path, "没有数字的报告\n\n这里只有文字。\n")
    app = opened("audit")
    assert "没有可以核对的数据" in html(app)
