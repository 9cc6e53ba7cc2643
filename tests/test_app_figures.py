"""Figures: filtered, sorted, drawn as text, opened at their place, downloaded as shown."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING

import pytest
import small_report
import two_editions
from data_pages import downloads, html, opened, saved, table
from fakes import FakeEmbedder

from app import exhibit, figures_rankings, figures_table, tabular
from kb.types import Period

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

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


def test_all_figures_are_there_in_the_order_of_the_text(base: KnowledgeBase) -> None:
    app = opened("figures")
    rows = table(app, "figures-data")
    points = base.data_points()
    assert len(rows) == len(points) > 50
    assert [row["指标"] for row in rows] == [point.metric for point in points]
    assert rows[0]["数值"] == "620"


def test_an_address_reproduces_filters_and_order() -> None:
    app = opened("figures", kind="growth", sort="value", order="down")
    rows = table(app, "figures-data")
    assert [(row["数值"], row["类型"]) for row in rows] == [("55", "增长率"), ("45", "增长率")]
    assert app.multiselect(key="kind").value == ["growth"]


def test_a_filter_changes_the_table_and_the_address() -> None:
    app = opened("figures")
    app.multiselect(key="period").set_value(["2027"]).run()
    assert {row["期间"] for row in table(app, "figures-data")} == {"2027"}
    assert app.query_params["period"] == "2027"
    app.multiselect(key="period").set_value([]).run()
    assert "period" not in app.query_params


def test_actual_and_forecast_are_told_apart(base: KnowledgeBase) -> None:
    app = opened("figures", nature="forecast")
    rows = table(app, "figures-data")
    assert len(rows) == sum(point.forecast for point in base.data_points())
    assert {row["性质"] for row in rows} == {"预测"}


def test_words_are_looked_for_in_every_text() -> None:
    app = opened("figures", words="变流器 2023")
    rows = table(app, "figures-data")
    assert rows
    assert all("变流器" in row["指标"] for row in rows)


def test_an_address_with_unknown_values_shows_all(base: KnowledgeBase) -> None:
    app = opened("figures", kind="<b>", metric="nothing", sort="drop", order="x", view="../x")
    assert len(table(app, "figures-data")) == len(base.data_points())


def test_filters_that_nothing_passes_say_so() -> None:
    app = opened("figures", words="没有这样的词")
    assert "没有符合这些筛选条件的数据，请去掉一些条件。" in html(app)
    assert len(app.dataframe) == 0


def test_the_download_holds_the_rows_of_the_table(base: KnowledgeBase, files: Files) -> None:
    app = opened("figures", kind="cagr")
    assert saved(files["csv-figures"]()) == table(app, "figures-data")
    records = json.loads(files["json-figures"]())
    wanted = [point for point in base.data_points() if point.kind == "cagr"]
    assert [(one["value"], one["period"]["key"], one["start"]) for one in records] == [
        (point.value, point.period.key, point.start) for point in wanted
    ]


def test_a_value_is_sorted_by_its_size_whatever_its_unit() -> None:
    app = opened("figures", metric="中国储能电池出货量", sort="value")
    values = [row["数值"] for row in table(app, "figures-data")]
    assert values == ["16", "48", "130", "260"]


def test_the_words_change_with_the_language_and_the_view_does_not() -> None:
    app = opened("figures", lang="en", kind="growth")
    rows = table(app, "figures-data")
    assert [row["Kind"] for row in rows] == ["growth", "growth"]
    app.segmented_control(key="language_choice").set_value("zh").run()
    assert [row["类型"] for row in table(app, "figures-data")] == ["增长率", "增长率"]
    assert app.query_params["kind"] == "growth"


def test_an_exhibit_is_drawn_cell_by_cell(base: KnowledgeBase, files: Files) -> None:
    document_id, table1 = next(one for one in base.exhibits() if one[1].label == "表1")
    app = opened("figures", view="exhibits", exhibit=f"{document_id}:{table1.start}")
    assert "<td>磷酸铁锂电池</td>" in html(app) or "磷酸铁锂电池</th>" in html(app)
    rows = saved(files["csv-exhibit"]())
    assert rows[1] == {
        "路线": "能量密度",
        "磷酸铁锂电池": "160Wh/kg",
        "钠离子电池": "120Wh/kg",
        "全钒液流电池": "30Wh/kg",
        "铅炭电池": "45Wh/kg",
    }


def test_the_first_exhibit_that_is_opened_is_one_with_values() -> None:
    app = opened("figures", view="exhibits")
    assert "磷酸铁锂电池" in html(app)


def test_a_small_table_has_units_only_where_there_are_any(base: KnowledgeBase) -> None:
    (point, *_) = base.data_points()
    bare = dataclasses.replace(point, unit="")
    assert "unit" in figures_table.columns([point, bare])
    assert "unit" not in figures_table.columns([bare])


def test_a_chart_whose_image_is_lost_says_so_and_gives_what_the_text_says(
    base: KnowledgeBase,
) -> None:
    document_id, chart1 = next(one for one in base.exhibits() if one[1].label == "图1")
    app = opened("figures", view="exhibits", exhibit=f"{document_id}:{chart1.start}")
    list_ = table(app, "exhibits-")
    assert [(row["编号"], row["数值"]) for row in list_] == [
        ("图1", "仅标题"),
        ("表1", "有"),
        ("图2", "有"),
    ]
    assert app.info[0].value.startswith("原图已丢失")
    rows = table(app, "exhibit-points")
    assert [row["数值"] for row in rows if row["单位"] == "GWh"] == ["16", "48", "130", "260"]


def test_markup_in_a_table_is_text() -> None:
    drawn = exhibit.table([["<b>a</b>", "b"], ["<img src=x onerror=alert(1)>", "&"]], 'x" y')
    assert "<b>" not in drawn
    assert "<img" not in drawn
    assert "&lt;img src=x onerror=alert(1)&gt;" in drawn
    assert 'aria-label="x&quot; y"' in drawn


def test_a_cell_that_a_spreadsheet_would_run_is_kept_as_text() -> None:
    rows = [{"=a": "=1+1", "b": "-3.5", "c": "@x", "d": "-x"}]
    assert tabular.as_csv(rows).decode("utf-8-sig") == "'=a,b,c,d\r\n'=1+1,-3.5,'@x,'-x\r\n"


def test_a_query_is_answered_and_its_address_reproduces_it(files: Files) -> None:
    statement = "SELECT metric, value FROM data_points WHERE kind = 'cagr' ORDER BY value"
    app = opened("figures", view="sql", sql=statement)
    rows = table(app, "sql-rows")
    assert [row["value"] for row in rows] == ["20.1", "25.6"]
    assert saved(files["csv-query"]()) == rows


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM data_point", "only a SELECT"),
        ("SELECT absent FROM data_points", "no such column: absent"),
        (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT max(i) FROM n",
            "took over 2 s",
        ),
    ],
)
def test_a_query_that_cannot_be_run_says_why(statement: str, said: str) -> None:
    app = opened("figures", view="sql", sql=statement)
    assert [one.value for one in app.error] == ["查询无法运行"]
    assert any(said in one.value for one in app.text)


def test_columns_of_one_name_are_told_apart() -> None:
    app = opened("figures", view="sql", sql="SELECT 1 AS a, 2 AS a, 3 AS 'a (2)', NULL AS ''")
    assert table(app, "sql-rows") == [{"a": "1", "a (2)": "2", "a (2) (2)": "3", "?": ""}]


def titles_of_charts(app: AppTest) -> list[str]:
    return re.findall(r'kb-chart-title">(.*?)<', html(app))


def test_the_longest_series_is_drawn_first_and_its_figures_stand_below(files: Files) -> None:
    app = opened("figures", view="series")
    rows = table(app, "series-data")
    assert [(row["期间"], row["数值"], row["性质"]) for row in rows] == [
        ("2020", "16", "实际"),
        ("2021", "48", "实际"),
        ("2022", "130", "实际"),
        ("2024", "260", "预测"),
    ]
    assert titles_of_charts(app) == ["中国储能电池出货量"]
    assert saved(files["csv-series"]()) == rows
    assert files["download-png-series-0"]().startswith(b"\x89PNG")


def test_series_are_drawn_together_where_kind_unit_and_length_of_period_agree() -> None:
    chosen = [
        "工商业储能占新增装机比重||share|%",
        "电网侧储能占新增装机比重||share|%",
        "中国新型储能市场规模|中国|level|CNY",
        "中国储能温控市场规模|中国|level|CNY",
        "全球储能电池市场规模|全球|level|USD",
        "中国储能变流器出货量|中国|growth|%",
    ]
    app = opened("figures", view="series", series=chosen)
    assert app.multiselect(key="series").value == chosen
    assert titles_of_charts(app) == [
        "规模 · 亿元",
        "占比 · % · 2023年上半年",
        "全球储能电池市场规模",
    ]
    assert "分为 3 张图" in "".join(one.value for one in app.caption)


def test_a_series_is_narrowed_to_periods() -> None:
    app = opened("figures", view="series")
    app.multiselect(key="period").set_value(["2021", "2024"]).run()
    assert [row["数值"] for row in table(app, "series-data")] == ["48", "260"]
    assert app.query_params["period"] == ["2021", "2024"]


def test_a_ranking_is_a_table_of_years_and_a_chart(files: Files) -> None:
    app = opened("figures", view="rankings")
    rows = table(app, "ranking-")
    assert rows[0] == {"排名": "1", "2020": "江苏", "2021": "江苏", "2022": "山东", "2023": "山东"}
    assert [row["2023"] for row in rows] == ["山东", "内蒙古", "江苏", "湖南", "广东", "宁夏"]
    assert saved(files["csv-ranking"]()) == rows
    assert len(json.loads(files["json-ranking"]())) == 24
    assert titles_of_charts(app) == ["图2 中国新型储能省份装机排行"]
    assert len(app.get("vega_lite_chart")) == 1


def test_who_stands_highest_last_comes_first_to_be_highlighted(base: KnowledgeBase) -> None:
    ranked = next(iter(figures_rankings.grouped(base.data_points()).values()))
    standings = figures_rankings.standings(ranked)
    assert standings["宁夏"] == (0, 6.0)
    assert standings["浙江"] == (1, 6.0)
    assert sorted(standings, key=standings.__getitem__)[:3] == ["山东", "内蒙古", "江苏"]


def test_one_report_alone_is_not_compared() -> None:
    assert "索引里只有一份报告的数据" in html(opened("figures", view="compare"))


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> KnowledgeBase:
    """Two editions of a report, instead of the one."""
    monkeypatch.chdir(tmp_path)
    return two_editions.built(tmp_path, "older.md", "newer.md")


@pytest.mark.usefixtures("two")
def test_a_figure_is_compared_edition_by_edition(files: Files) -> None:
    app = opened("figures", view="compare", compare="港口岸电市场规模")
    rows = table(app, "compare-")
    assert [(row["期间"], row["版本"], row["数值"], row["性质"]) for row in rows] == [
        ("2021", "2022-2023", "28.5", "实际"),
        ("2022", "2023-2024", "36", "实际"),
        ("2022", "2022-2023", "36", "实际"),
        ("2023", "2023-2024", "41.4", "实际"),
        ("2023", "2022-2023", "45", "预测"),
        ("2027", "2023-2024", "102", "预测"),
        ("2027", "2022-2023", "120", "预测"),
        ("2028", "2023-2024", "125", "预测"),
    ]
    assert [row["变化"] for row in rows if row["变化"]] == [
        "不变",
        "↓ 3.6 亿元 (8.0%)",
        "↓ 18 亿元 (15.0%)",
    ]
    assert titles_of_charts(app) == ["中国港口岸电市场规模"]
    assert saved(files["csv-compare"]()) == rows
    assert "2 个期间的数值不同" in [one.value for one in app.caption]


@pytest.mark.usefixtures("two")
def test_without_words_all_that_two_editions_give_can_be_compared() -> None:
    app = opened("figures", view="compare")
    assert app.selectbox(key="thing").options[0] == "中国港口岸电市场规模"
    assert len(app.selectbox(key="thing").options) > 1


@pytest.mark.parametrize(
    ("period", "told"),
    [
        (Period(2022, 2027, text="五年年复合增长率达"), "2022-2027"),
        (Period(2022, 2027, text="2022-27年"), "2022-27年"),
        (Period(2023, 2023, half=1, text="2023年上半年"), "2023年上半年"),
        (Period(2023, 2023, text="去年"), "2023"),
        (Period(None, None, text="同期"), "同期"),
    ],
)
def test_a_time_is_told_with_its_year(base: KnowledgeBase, period: Period, told: str) -> None:
    point = dataclasses.replace(base.data_points()[0], period=period)
    assert figures_table.row(point)["period"] == told
