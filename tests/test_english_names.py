"""What English figures are called: by what stands around them, past asides, conjunctions and colons."""

from __future__ import annotations

import pytest
from extracted import Row, rows

from kb.figures import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Asked for the chief hindrance, 54% of ferrymen named fog, 21% worn engines, 9% harbour fees and dues, and 4% the price of rope.",
            [
                ("54%", "", "share", "ferrymen named fog"),
                ("21%", "", "share", "named worn engines"),
                ("9%", "", "share", "named harbour fees and dues"),
                ("4%", "", "share", "named price of rope"),
            ],
        ),
        (
            "Of the barges now being built, 76% are already leased.",
            [("76%", "", "share", "already leased share of barges now being built")],
        ),
        (
            "It has grown every year, and the pace has quickened: 4.8% in 2020 and 5.7% in 2021.",
            [("4.8%", "2020", "growth", ""), ("5.7%", "2021", "growth", "")],
        ),
        (
            "Tonnage, the load of all barges at once, rose by 53% in 2024.",
            [("53%", "2024", "growth", "Tonnage")],
        ),
        (
            "The average draught of the fleet improved from 1.45 metres in 2020 to 1.31 metres in 2024.",
            [
                ("1.45 metres", "2020", "level", "average draught of the fleet"),
                ("1.31 metres", "2024", "level", "average draught of the fleet"),
            ],
        ),
        (
            "Tarred ropes rose from 14% of sales in 2018 to 52% in 2021 and 79% in 2024.",
            [
                ("14%", "2018", "share", "Tarred ropes share of sales"),
                ("52%", "2021", "share", "Tarred ropes share of sales"),
                ("79%", "2024", "share", "Tarred ropes share of sales"),
            ],
        ),
        (
            "In 2024, 69 MW was under construction.",
            [("69 MW", "2024", "level", "under construction")],
        ),
        (
            "Two signals count: the price of a berth on the spot market, which fell by 38% during 2024.",
            [("38%", "2024", "growth", "price of a berth on the spot market")],
        ),
        (
            "Because the lock is slow, skippers wait. Rafts carry 12 tonnes, so the load is 4 tonnes.",
            [
                ("12 tonnes", "", "level", "Rafts carry"),
                ("4 tonnes", "", "level", "load"),
            ],
        ),
        (
            "Prices fell 5% last year, 3% this year.",
            [("5%", "", "growth", "Prices"), ("3%", "", "growth", "Prices")],
        ),
    ],
)
def test_what_a_figure_is_of_is_read_around_asides_colons_and_what_follows(
    text: str, expected: list[Row]
) -> None:
    assert rows(text) == expected


def test_what_the_first_of_several_pays_for_one_the_others_pay_for_one_too() -> None:
    paid = extract("Skippers pay $3.35 a kilogram on average, ferrymen $4.18.")

    assert [(p.quote, p.entity, p.unit) for p in paid] == [
        ("$3.35 a kilogram", "", "USD per kilogram"),
        ("$4.18", "", "USD per kilogram"),
    ]
