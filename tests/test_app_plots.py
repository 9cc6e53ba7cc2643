"""Which chart figures make, and that actual values and forecasts look different in it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app import chart_files, charts, plots
from kb import DataPoint, Period
from kb.answering.writing.chart import chart

TITLES = {"a": "甲报告", "b": "乙报告"}


def point(year: int, value: float, **changes: Any) -> DataPoint:
    values: dict[str, Any] = {
        "metric": "装机",
        "value": value,
        "unit": "吉瓦",
        "kind": "level",
        "start": 0,
        "end": 1,
        "quote": "",
        "sentence_start": 0,
        "sentence_end": 1,
        "period": Period(year, year, text=f"{year}年"),
        "normalised": value * 1e9,
        "normalised_unit": "W",
        "dimension": "power",
        "document_id": "a",
    }
    return DataPoint(**(values | changes))


def rank(year: int, place: int, entity: str, **changes: Any) -> DataPoint:
    return point(year, place, entity=entity, kind="rank", unit="", normalised_unit="", **changes)


def layers(plot: charts.Plot) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = plot.chart.to_dict()["layer"]
    return found


def without(value: Any, names: set[str]) -> Any:
    """``value`` without what stands under ``names``."""
    if isinstance(value, dict):
        return {key: without(one, names) for key, one in value.items() if key not in names}
    return [without(one, names) for one in value] if isinstance(value, list) else value


def values(layer: dict[str, Any], plot: charts.Plot) -> list[dict[str, Any]]:
    data = layer.get("data") or plot.chart.to_dict()["data"]
    if "name" in data:
        found: list[dict[str, Any]] = plot.chart.to_dict()["datasets"][data["name"]]
        return found
    return list(data["values"])


def test_a_series_is_solid_to_the_last_actual_value_and_dashed_beyond() -> None:
    series = [point(2030, 120, forecast=True), point(2022, 40), point(2024, 60)]
    plot = plots.plot(series, TITLES)
    assert plot is not None
    assert (plot.kind, plot.title, plot.source) == ("series", "装机", "甲报告")
    line = layers(plot)[0]
    assert [(v["period"], v["nature"]) for v in values(line, plot)] == [
        ("2022", "实际"),
        ("2024", "实际"),
        ("2024", "预测"),
        ("2030", "预测"),
    ]
    dash = line["encoding"]["strokeDash"]["scale"]
    assert (dash["domain"], dash["range"]) == (["实际", "预测"], [[1, 0], [5, 4]])
    assert line["encoding"]["x"]["scale"]["domain"] == [str(year) for year in range(2022, 2031)]


def test_values_are_labelled_as_printed_and_drawn_in_one_unit() -> None:
    small = point(2022, 900, unit="兆瓦", normalised=9e8)
    plot = plots.plot([small, point(2024, 60, high=62.0, bound="about")], TITLES)
    assert plot is not None
    shown = values(layers(plot)[-1], plot)
    assert [(v["number"], v["text"]) for v in shown] == [(0.9, "900兆瓦"), (60.0, "≈ 60–62")]
    assert shown[1]["high"] == 62.0


def test_lines_printed_in_different_units_are_drawn_in_one() -> None:
    small = [point(2022, 900, metric="新增", unit="兆瓦", normalised=9e8)]
    small += [point(2023, 1200, metric="新增", unit="兆瓦", normalised=1.2e9)]
    plot = plots.plot([point(2022, 40), point(2023, 60), *small], TITLES)
    assert plot is not None
    shown = {(v["name"], v["period"]): v["number"] for v in values(layers(plot)[-1], plot)}
    assert shown == {
        ("装机", "2022"): 40.0,
        ("装机", "2023"): 60.0,
        ("新增", "2022"): pytest.approx(0.9),
        ("新增", "2023"): pytest.approx(1.2),
    }


def test_labels_of_close_values_stand_apart_and_the_same_value_has_one() -> None:
    lines = {
        "新": [point(2022, 36), point(2023, 41), point(2027, 102)],
        "旧": [point(2022, 36), point(2023, 45), point(2027, 160)],
    }
    plot = charts.series(lines, "装机")
    shown = [
        (v["name"], v["period"], v["shown"], v["below"]) for v in values(layers(plot)[-1], plot)
    ]
    assert shown == [
        ("新", "2022", "36", False),
        ("新", "2023", "41", True),
        ("新", "2027", "102", False),
        ("旧", "2022", "", False),
        ("旧", "2023", "45", False),
        ("旧", "2027", "160", False),
    ]


def test_other_units_and_kinds_and_lengths_stay_out_of_a_series() -> None:
    assert plots.plot([point(2022, 40), point(2023, 3, unit="万台", dimension="count", normalised_unit="台")], TITLES) is None  # fmt: skip
    lines = plots.lines(
        [
            point(2022, 40),
            point(2023, 50),
            point(2023, 25.0, kind="growth", unit="%"),
            point(2023, 20, period=Period(2023, 2023, half=1)),
            point(2022, 9, period=Period(2022, 2027), kind="cagr"),
        ],
        TITLES,
    )
    assert {name: [p.value for p in line] for name, line in lines.items()} == {"装机": [40, 50]}


def test_the_same_figure_twice_is_one_dot_and_a_contradiction_two_lines() -> None:
    twice = [point(2022, 40), point(2022, 40, document_id="b"), point(2023, 50)]
    assert [p.value for p in plots.lines(twice, TITLES)["装机"]] == [40, 50]
    contradicting = [*twice, point(2023, 55, document_id="b")]
    lines = plots.lines(contradicting, TITLES)
    assert {name: [p.value for p in line] for name, line in lines.items()} == {
        "装机（甲报告）": [40, 50],
        "装机（乙报告）": [40, 55],
    }


def test_entities_of_one_period_are_bars_the_largest_first() -> None:
    plot = plots.plot([point(2022, 4, entity="甲"), point(2022, 9, entity="乙", forecast=True)], TITLES)  # fmt: skip
    assert plot is not None
    assert (plot.kind, plot.title) == ("bars", "装机 2022年")
    assert [v["name"] for v in values(layers(plot)[0], plot)] == ["乙", "甲"]
    assert layers(plot)[0]["encoding"]["fillOpacity"]["condition"] == {
        "test": "datum.forecast",
        "value": 0.25,
    }


def test_a_ranking_is_drawn_over_all_periods_that_are_known() -> None:
    asked = [rank(2023, 1, "甲"), rank(2023, 2, "乙"), rank(2023, 3, "丙")]
    before = [rank(2022, 1, "乙"), rank(2022, 2, "甲"), rank(2022, 3, "丁")]
    elsewhere = rank(2022, 1, "戊", document_id="b")
    plot = plots.plot(asked, TITLES, [*before, *asked, elsewhere])
    assert plot is not None
    assert plot.kind == "bump"
    named = [(v["name"], v["period"]) for v in values(layers(plot)[-1], plot) if v["ends"]]
    assert named == [("丁", "2022"), ("甲", "2023"), ("乙", "2023"), ("丙", "2023")]
    alone = plots.plot(asked, TITLES)
    assert alone is not None
    assert alone.kind == "ranking"


def test_what_makes_no_chart() -> None:
    assert plots.plot([], TITLES) is None
    assert plots.plot([point(2022, 40)], TITLES) is None
    assert plots.plot([point(2022, 40), point(2022, 41)], TITLES) is None
    assert plots.plot([rank(2023, 1, "甲"), rank(2023, 2, "乙")], TITLES) is None


def test_texts_of_a_document_are_data_and_no_expression() -> None:
    metric = "a'] + datum.b; <img src=x onerror=alert(1)>"
    plot = plots.plot([point(2022, 1, metric=metric), point(2023, 2, metric=metric)], TITLES)
    assert plot is not None
    for layer in layers(plot):
        names = {"data", "domain"}
        assert metric not in json.dumps(without(layer, names), ensure_ascii=False)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_a_chart_is_saved_with_its_title_and_source(kind: str) -> None:
    plot = plots.plot([point(2022, 40), point(2023, 50, forecast=True)], TITLES)
    assert plot is not None
    image = chart_files.as_image(chart_files.saved(plot), kind)
    if kind == "png":
        assert image.startswith(b"\x89PNG\r\n")
    else:
        text = image.decode()
        assert "装机" in text
        assert "来源：甲报告" in text
        assert "<script" not in text


def test_the_chart_that_an_answer_brings_is_drawn_with_its_title_above() -> None:
    brought = chart({"2027年装机": {"新版": [point(2027, 9)], "旧版": [point(2027, 8)]}}, "zh")
    plot = plots.given(brought, [point(2027, 9)], TITLES)
    assert plot is not None
    assert (plot.kind, plot.title, plot.source) == ("given", "2027年装机", "甲报告")
    drawn = plot.chart.to_dict()
    assert "title" not in drawn
    assert [(row["name"], row["value"]) for row in values(layers(plot)[0], plot)] == [
        ("新版", 9),
        ("旧版", 8),
    ]
    assert chart_files.saved(plot)["title"]["text"] == "2027年装机"
    assert plots.given(None, [], TITLES) is None
    both = {"甲": {"a": [point(2026, 1)], "b": [point(2026, 2)]}}
    assert plots.given(chart({**both, "乙": both["甲"]}, "zh"), [], TITLES) is None
