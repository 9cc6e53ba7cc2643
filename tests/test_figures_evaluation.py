"""The figures' scorecard: matching, cumulative levels, overlap and errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.errors import QueryError
from kb.evaluation.figures import comparable_period, evaluate, overlap


def write(folder: Path, *items: dict[str, Any]) -> Path:
    path = folder / "figures.jsonl"
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in items), "utf-8")
    return path


def item(name: str, text: str, *points: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "text": text, "date": None, "tags": [], "points": list(points)}


def label(value: Any, unit: str, period: str | None, kind: str, **more: Any) -> dict[str, Any]:
    known = {"metric": "市场规模", "entity": None, "forecast": False, "publisher": None}
    return {"value": value, "unit": unit, "period": period, "kind": kind, **known, **more}


def test_levels_are_cumulative(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        item("right", "2023年市场规模为10亿元。", label(10, "亿元", "2023", "level")),
        item("period", "2023年市场规模为11亿元。", label(11, "亿元", "2022", "level")),
        item("kind", "2023年市场规模为12亿元。", label(12, "亿元", "2023", "count")),
        item("value", "2023年市场规模为13亿元。", label(14, "亿元", "2023", "level")),
    )
    card = evaluate(path)
    assert (card.value.right, card.period.right, card.kind.right) == (3, 2, 1)
    assert (card.value.predicted, card.value.labelled) == (4, 4)
    assert card.value.f1 == 0.75
    assert card.metric_overlap == 1.0
    assert card.disagreements == (
        "period: 11亿元: period '2023', labelled '2022'",
        "kind: 12亿元: kind 'level', labelled 'count'",
        "value: missed 14 亿元 (市场规模)",
        "value: invented 13亿元 (市场规模)",
    )


def test_units_agree_after_normalising(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        item("money", "2023年市场规模为91亿美元。", label(9.1, "billion USD", "2023", "level")),
        item("share", "四成企业受益。", label(40, "%", None, "share")),
        item("range", "增幅20%-40%。", label([20, 40], "%", None, "growth")),
    )
    assert evaluate(path).value.right == 3


def test_negatives_count_what_was_invented(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        item("quiet", "见图7与表1。"),
        item("loud", "2023年市场规模为10亿元。"),
    )
    card = evaluate(path)
    assert (card.negatives, card.false_on_negatives, card.items) == (2, 1, 2)
    assert card.to_dict()["value"]["precision"] == 0.0


def test_forecast_and_publisher_are_counted_on_matched_points(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        item(
            "both",
            "IDC预计，2027年市场规模将达到10亿元。",
            label(10, "亿元", "2027", "level", forecast=True, publisher="IDC"),
        ),
        item(
            "neither",
            "2023年市场规模为8亿元。",
            label(8, "亿元", "2023", "level", forecast=True, publisher="X"),
        ),
    )
    card = evaluate(path)
    assert (card.forecast_accuracy, card.publisher_accuracy) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2023-01-2023-09", "2023Q1-2023Q3", True),
        ("2023-01-2023-06", "2023H1", True),
        ("2023-01-2023-12", "2023", True),
        ("2023Q3", "2023-07-2023-09", True),
        ("2022-2027", "2022-01-2027-12", True),
        ("2023-01-2023-11", "2023", False),
        ("2023Q3", "2023H2", False),
        ("2023-05-15", "2023-05", False),
        ("2023", "2024", False),
        ("", "2023", False),
        ("", "", True),
    ],
)
def test_two_keys_may_say_one_period(first: str, second: str, same: bool) -> None:
    assert (comparable_period(first) == comparable_period(second)) is same


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("市场规模", "市场规模", 1.0),
        ("市場規模", "市场规模", 1.0),
        ("市场规模", "市场", 0.5),
        ("产量", "销售", 0.0),
        ("", "", 1.0),
        ("The Market", "the market", 1.0),
    ],
)
def test_overlap(first: str, second: str, expected: float) -> None:
    assert overlap(first, second) == pytest.approx(expected)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"id": 1}',
        '{"id": "a", "text": "x", "points": [{"value": "ten", "kind": "level"}]}',
    ],
)
def test_malformed_lines_are_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "a", "text": "x", "points": []}\n' + line, "utf-8")
    with pytest.raises(QueryError, match="line 2"):
        evaluate(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"none\.jsonl"):
        evaluate(tmp_path / "none.jsonl")


@pytest.mark.parametrize("name", ["development", "held_out", "second_held_out"])
def test_the_labelled_sets_are_read_as_well_as_ever(name: str) -> None:
    card = evaluate(Path(__file__).parent / "data" / f"figures_{name}.jsonl")
    assert (card.value.f1 > 0.98, card.period.f1 > 0.96, card.kind.f1 > 0.94) == (True,) * 3
    assert card.metric_overlap > 0.72
    assert card.false_on_negatives == 0
