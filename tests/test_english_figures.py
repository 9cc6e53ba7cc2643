"""Figures of English sentences, as annual reports word them; companies and figures are invented."""

from __future__ import annotations

import pytest
from extracted import Row, periods, rows

from kb.figures import extract
from kb.readers import read_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Selling, general and administrative expenses increased $4.2 million, or 12%, to $39.1 million in fiscal 2021 from $34.9 million in fiscal 2020.",
            [
                ("$4.2 million", "2021", "growth", "Selling, general and administrative expenses"),
                ("12%", "2021", "growth", "Selling, general and administrative expenses"),
                ("$39.1 million", "2021", "level", "Selling, general and administrative expenses"),
                ("$34.9 million", "2020", "level", "Selling, general and administrative expenses"),
            ],
        ),
        (
            "Interest expense was $3.1 million and $2.8 million for the years ended June 30, 2021 and 2020, respectively.",
            [
                ("$3.1 million", "2021", "level", "Interest expense"),
                ("$2.8 million", "2020", "level", "Interest expense"),
            ],
        ),
        (
            "As of December 31, 2021 and 2020, the Company had cash of $12.4 million and $9.8 million, respectively.",
            [
                ("$12.4 million", "2021-12-31", "level", "cash"),
                ("$9.8 million", "2020-12-31", "level", "cash"),
            ],
        ),
        (
            "During fiscal 2021, 2020 and 2019, we paid $11 million, $9 million and $1.2 billion, respectively, in dividends on ordinary shares.",
            [
                ("$11 million", "2021", "level", "dividends on ordinary shares"),
                ("$9 million", "2020", "level", "dividends on ordinary shares"),
                ("$1.2 billion", "2019", "level", "dividends on ordinary shares"),
            ],
        ),
        (
            "Net cash used was $45.2 million in 2021 compared to $38.6 million in 2020 and $30.1 million in 2019.",
            [
                ("$45.2 million", "2021", "level", "Net cash used"),
                ("$38.6 million", "2020", "level", "Net cash used"),
                ("$30.1 million", "2019", "level", "Net cash used"),
            ],
        ),
        (
            "Sales to Brazil were $4 million or 40% of total sales in 2021, $5 million or 44% of total sales in 2020.",
            [
                ("$4 million", "2021", "level", "Sales to Brazil"),
                ("40%", "2021", "share", "Sales to Brazil share of total sales"),
                ("$5 million", "2020", "level", "Sales to Brazil"),
                ("44%", "2020", "share", "Sales to Brazil share of total sales"),
            ],
        ),
        (
            "We recognized rental income, net of tax, of $53 million in 2021, versus our prior estimate of $50 million.",
            [
                ("$53 million", "2021", "level", "rental income, net of tax"),
                ("$50 million", "2021", "level", "rental income, net of tax"),
            ],
        ),
        (
            "Worth $14 billion in 2022, the global cheese market is projected to reach $20 billion by 2030.",
            [
                ("$14 billion", "2022", "level", "global cheese market"),
                ("$20 billion", "2030", "level", "global cheese market"),
            ],
        ),
        (
            "Orders rose 6% in 2021, with growth of 9% in Rail and 2% in both Bus and Ferry.",
            [
                ("6%", "2021", "growth", "Orders"),
                ("9%", "2021", "growth", "Rail Orders"),
                ("2%", "2021", "growth", "Bus and Ferry Orders"),
            ],
        ),
        (
            "Market share fell by 2 percentage points to 31% in Q2 2021.",
            [
                ("2 percentage points", "2021Q2", "growth", "Market share"),
                ("31%", "2021Q2", "share", "Market share"),
            ],
        ),
        (
            "The increase in cost of sales of $3.4 million in 2021 was due to freight; there was a 2% increase in rent.",
            [
                ("$3.4 million", "2021", "growth", "cost of sales"),
                ("2%", "2021", "growth", "rent"),
            ],
        ),
        (
            "Bookings were up 9% (12% at constant currency) to £210m in 2021.",
            [
                ("9%", "2021", "growth", "Bookings"),
                ("12%", "2021", "growth", "Bookings"),
                ("£210m", "2021", "level", "Bookings"),
            ],
        ),
        (
            "Shipments reached 25.3 million in 2021, an increase of 8.2% over 2020, and are projected to grow at a CAGR of 6% through 2026.",
            [
                ("25.3 million", "2021", "level", "Shipments"),
                ("8.2%", "2021", "growth", "Shipments"),
                ("6%", "2021-2026", "cagr", "Shipments"),
            ],
        ),
    ],
)
def test_value_period_kind_and_name(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Rent was £210m and fees were €3.5bn in 2021.", ["million GBP", "billion EUR"]),
        ("Output was 3 million metric tons in 2021.", ["million metric tons"]),
        ("Staff numbers grew from 1,200 to 1,450 in 2021.", ["", ""]),
        ("Rail carried 3亿吨公里 in 2021.", ["亿吨公里"]),
    ],
)
def test_units(text: str, units: list[str]) -> None:
    assert [point.unit for point in extract(text)] == units


def test_who_puts_a_figure_is_its_publisher_and_what_they_see_a_forecast() -> None:
    text = "Gartner puts spending at $4 billion for 2022 and sees it reaching $5 billion in 2023."
    first, second = extract(text)
    assert (first.publisher, first.forecast, first.metric) == ("Gartner", False, "spending")
    assert (second.publisher, second.forecast, second.metric) == ("Gartner", True, "spending")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Lead times for pumps stretched from 14 weeks in 2023 to 31 weeks in 2024.",
            [
                ("14 weeks", "2023", "level", "Lead times for pumps"),
                ("31 weeks", "2024", "level", "Lead times for pumps"),
            ],
        ),
        (
            "Water use per tonne fell from 28 cubic metres in 2010 to 19 cubic metres in 2023.",
            [
                ("28 cubic metres", "2010", "level", "Water use per tonne"),
                ("19 cubic metres", "2023", "level", "Water use per tonne"),
            ],
        ),
        (
            "Output grew by 12% over 2020 to 2024.",
            [("12%", "2020-2024", "growth", "Output")],
        ),
    ],
)
def test_two_digits_after_to_are_a_value_and_no_year(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The average network loss ratio (NLR) reported by surveyed utilities was 7.5% in 2022.",
            [("7.5%", "2022", "level", "average network loss ratio (NLR)")],
        ),
        (
            "Total capacity, measured at the end of the year, reached 412 GW in 2024.",
            [("412 GW", "2024", "level", "Total capacity, measured at the end of the year")],
        ),
        (
            "The five largest mills, led by Norland, held 61% of the market in 2024.",
            [("61%", "2024", "share", "five largest mills share of market")],
        ),
        (
            "The price of a pump edged down from $144 in 2023 to $138 in 2024.",
            [
                ("$144", "2023", "level", "price of a pump"),
                ("$138", "2024", "level", "price of a pump"),
            ],
        ),
        (
            "The plant cost $24 million, with an expected payback of 3.4 years.",
            [
                ("$24 million", "", "level", "plant cost"),
                ("3.4 years", "", "level", "expected payback"),
            ],
        ),
        (
            "Online sales made up 24.3% of the total in 2023.",
            [("24.3%", "2023", "share", "Online sales share of total")],
        ),
    ],
)
def test_brackets_and_remarks_neither_cut_a_name_nor_make_it(
    text: str, expected: list[Row]
) -> None:
    assert rows(text) == expected


def test_what_a_value_is_for_stands_after_it() -> None:
    assert rows("Rent in 2022 was $1,150 for halls, $1,480 for flats and $2,060 for shops.") == [
        ("$1,150", "2022", "level", "Rent for halls"),
        ("$1,480", "2022", "level", "Rent for flats"),
        ("$2,060", "2022", "level", "Rent for shops"),
    ]
    text = "Fares in 2021 were $43 in Asia, $31 in Europe and $12 in Bern."
    assert [(point.metric, point.region) for point in extract(text)] == [
        ("Fares in Asia", "Asia"),
        ("Fares in Europe", "Europe"),
        ("Fares in Bern", ""),
    ]


def test_a_list_of_values_for_years_names_no_parts() -> None:
    assert rows("Spending was $5 million for 2021 and $6 million for 2022.") == [
        ("$5 million", "2021", "level", "Spending"),
        ("$6 million", "2022", "level", "Spending"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Large mills reported an average yield of 1.16, small mills 1.42 and farms 1.71.",
            [
                ("1.16", "average yield", "Large mills"),
                ("1.42", "average yield", "small mills"),
                ("1.71", "average yield", "farms"),
            ],
        ),
        (
            "Wheat accounted for 38% of exports in 2022, maize for 27% and barley for 11%.",
            [
                ("38%", "Wheat share of exports", ""),
                ("27%", "maize share of exports", ""),
                ("11%", "barley share of exports", ""),
            ],
        ),
        (
            "Rail carried 412 million passengers, buses 1.2 billion and trams 190 million.",
            [
                ("412 million passengers", "passengers carried", "Rail"),
                ("1.2 billion", "passengers carried", "buses"),
                ("190 million", "passengers carried", "trams"),
            ],
        ),
        (
            "Exports were worth $84 billion and imports $91 billion.",
            [("$84 billion", "Exports", ""), ("$91 billion", "imports", "")],
        ),
    ],
)
def test_holders_before_their_values_share_the_measure(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [(point.quote, point.metric, point.entity) for point in extract(text)] == expected


def test_growth_goes_on_with_a_name_and_a_value() -> None:
    assert rows("Cloud revenue grew 12%, advertising 8% and hardware 3%.") == [
        ("12%", "", "growth", "Cloud revenue"),
        ("8%", "", "growth", "advertising"),
        ("3%", "", "growth", "hardware"),
    ]


def test_a_series_of_bare_numbers_or_lengths_of_time_goes_on() -> None:
    assert rows(
        "The loss index was 1.54 in 2022, compared with 1.55 in 2021 and 1.59 in 2020."
    ) == [
        ("1.54", "2022", "level", "loss index"),
        ("1.55", "2021", "level", "loss index"),
        ("1.59", "2020", "level", "loss index"),
    ]
    assert rows("The mean payback was 4.2 years for solar and 6.1 years for heat pumps.") == [
        ("4.2 years", "", "level", "mean payback for solar"),
        ("6.1 years", "", "level", "mean payback for heat pumps"),
    ]


def test_shares_in_brackets_are_named_by_what_stands_before() -> None:
    text = "The main obstacles, according to mills, are a lack of norms (named by 57%), leaks (49%) and cost (46%)."
    assert rows(text) == [
        ("57%", "", "share", "lack of norms"),
        ("49%", "", "share", "leaks"),
        ("46%", "", "share", "cost"),
    ]
    assert {kind for _, _, kind, _ in rows("Sales rose in Peru (12%) and Chile (9%).")} != {"share"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "China spent $3.5 billion on cooling in 2024.",
            [("$3.5 billion", "2024", "level", "spending on cooling")],
        ),
        (
            "Peru invested €4.2 billion in rail lines in 2023, Chile €2.9 billion.",
            [
                ("€4.2 billion", "2023", "level", "investment in rail lines"),
                ("€2.9 billion", "2023", "level", "investment in rail lines"),
            ],
        ),
        (
            "Norway exported 122 billion cubic metres of gas in 2022.",
            [("122 billion cubic metres", "2022", "level", "gas exported")],
        ),
        (
            "There were 26 takeovers in the sector in 2024, worth $6.9 billion; the largest was Norland's purchase of Weidal for $1.85 billion.",
            [
                ("26 takeovers", "2024", "count", "takeovers in the sector"),
                ("$6.9 billion", "2024", "level", "takeovers in the sector"),
                ("$1.85 billion", "2024", "level", "Norland's purchase of Weidal"),
            ],
        ),
        (
            "A total of 1,870 new wells were drilled in 2024.",
            [("1,870 new wells", "2024", "count", "new wells")],
        ),
        (
            "Millers regard 40 kW as the point at which a second turbine pays.",
            [("40 kW", "", "level", "point at which a second turbine pays")],
        ),
        (
            "The 48 MW site opened in May 2024.",
            [("48 MW", "2024-05", "level", "site capacity")],
        ),
        (
            "The city bought a $3 million stake in 2022.",
            [("$3 million", "2022", "level", "stake")],
        ),
        (
            "GDP grew by 2.1% in 2023, after 3.4% in 2022 and 5.6% in 2021.",
            [
                ("2.1%", "2023", "growth", "GDP"),
                ("3.4%", "2022", "growth", "GDP"),
                ("5.6%", "2021", "growth", "GDP"),
            ],
        ),
        (
            "Fares averaged $3,900 in 2024, more than double the $1,600 recorded in 2023.",
            [("$3,900", "2024", "level", "Fares"), ("$1,600", "2023", "level", "Fares")],
        ),
    ],
)
def test_set_phrases_say_what_is_measured(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_years_looked_back_on_are_not_those_of_the_next_sentence() -> None:
    text = "Loss was 7.5% in 2024, compared with 7.8% in 2023 and 8.1% in 2020. Farms reported a margin of 6.2%."
    assert periods(text)[-1] == ("6.2%", "2024")


def test_holders_may_be_several_words_and_early_is_no_name() -> None:
    assert rows("Peru accounted for 43% of sales, and the rest of the world for 57%.") == [
        ("43%", "", "share", "Peru share of sales"),
        ("57%", "", "share", "rest of the world share of sales"),
    ]
    assert rows("Queues rose from 14 weeks in early 2023 to 31 weeks at the end of 2024.") == [
        ("14 weeks", "2023", "level", "Queues"),
        ("31 weeks", "2024", "level", "Queues"),
    ]


def test_a_move_over_a_span_of_years_has_its_values_at_the_ends() -> None:
    text = "Between 2019 and 2024 the number of mills rose from 1.2 million to 3.9 million."
    assert rows(text) == [
        ("1.2 million", "2019", "count", "number of mills"),
        ("3.9 million", "2024", "count", "number of mills"),
    ]


def test_a_list_of_names_before_the_verb_belongs_to_the_subject() -> None:
    assert rows("In 2022 the average wait in Rome, Lima, Paris and Bern was 4.6 hours.") == [
        ("4.6 hours", "2022", "level", "average wait in Rome, Lima, Paris and Bern")
    ]
    assert rows("In Europe, Peru and Chile had a yield of 4.6%.")[0][3] == (
        "yield for Peru and Chile"
    )


def test_what_is_compared_may_be_of_something_else() -> None:
    assert rows("The idle rate among men was 3.1% in 2023, compared with 5.4% among women.") == [
        ("3.1%", "2023", "level", "idle rate among men"),
        ("5.4%", "2023", "level", "idle rate among women"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The trade has moved to Turkey, which accounted for 35.1% of the hulls delivered in 2023.",
            [
                ("35.1%", "2023", "share", "Turkey share of hulls delivered"),
            ],
        ),
        (
            "By 2030 Peru will account for 44.5% of world output and Chile 12.2%; the rest is elsewhere.",
            [
                ("44.5%", "2030", "share", "Peru share of world output"),
                ("12.2%", "2030", "share", "Chile share of world output"),
            ],
        ),
        (
            "Spain makes 21% of olive oil and 34% of cork stoppers.",
            [
                ("21%", "", "share", "Spain share of olive oil"),
                ("34%", "", "share", "Spain share of cork stoppers"),
            ],
        ),
        (
            "By 2028 electric buses will be the most common type, accounting for 57% of new orders.",
            [
                ("57%", "2028", "share", "electric buses share of new orders"),
            ],
        ),
        (
            "In 2023 Osprey Dairy led with 18.6% of sales, ahead of Kite Foods with 12.1% and Heron Farms with 9.7%.",
            [
                ("18.6%", "2023", "share", "Osprey Dairy share of sales"),
                ("12.1%", "2023", "share", "Kite Foods share of sales"),
                ("9.7%", "2023", "share", "Heron Farms share of sales"),
            ],
        ),
        (
            "The five largest growers together held 41.2% in 2023, down from 47.9% in 2022.",
            [
                ("41.2%", "2023", "share", "five largest growers together"),
                ("47.9%", "2022", "share", "five largest growers together"),
            ],
        ),
        (
            "Only 9% of the vessels in service at the end of 2023 used methanol engines.",
            [
                ("9%", "2023", "share", "vessels in service used methanol engines"),
            ],
        ),
        (
            "Leases covered 24% of the fleet financed in 2023, twice the 12% of 2021.",
            [
                ("24%", "2023", "share", "Leases share of fleet financed"),
                ("12%", "2021", "share", "Leases share of fleet financed"),
            ],
        ),
        (
            "Cod liver pumps are now the default. Their share of units sold rose from 48.1% in 2021 to 61.0% in 2023.",
            [
                ("48.1%", "2021", "share", "Cod liver pumps share of units sold"),
                ("61.0%", "2023", "share", "Cod liver pumps share of units sold"),
            ],
        ),
        (
            "The average vessel delivered in 2023 had a length of 210 metres, compared with 180 metres in 2019.",
            [
                ("210 metres", "2023", "level", "length for average vessel delivered"),
                ("180 metres", "2019", "level", "length for average vessel delivered"),
            ],
        ),
        (
            "In Norway the median queue at a terminal was 3.1 days in 2023.",
            [
                ("3.1 days", "2023", "level", "median queue at a terminal in Norway"),
            ],
        ),
        (
            "In Manila, by contrast, a drought lifted prices to $196 per head in 2023.",
            [
                ("$196 per head", "2023", "level", "prices"),
            ],
        ),
        (
            "Only 3.2 million tonnes of scrapped hulls were recycled in 2023.",
            [
                ("3.2 million tonnes", "2023", "level", "scrapped hulls recycled"),
            ],
        ),
        (
            "A tractor cost $61,000 per unit in India, $88,000 in Spain and $93,000 in Peru in 2023.",
            [
                ("$61,000 per unit", "2023", "level", "tractor cost in India"),
                ("$88,000", "2023", "level", "tractor cost in Spain"),
                ("$93,000", "2023", "level", "tractor cost in Peru"),
            ],
        ),
        (
            "Average operating margins of yards narrowed from 9.2% in 2022 to 7.7% in 2023.",
            [
                ("9.2%", "2022", "level", "Average operating margins of yards"),
                ("7.7%", "2023", "level", "Average operating margins of yards"),
            ],
        ),
        (
            "The average spread on ship loans was 1.9 percentage points in 2023.",
            [
                ("1.9 percentage points", "2023", "level", "average spread on ship loans"),
            ],
        ),
        (
            "The mean cost of awarded projects rose from $4.1 million in 2021 to $5.2 million in 2022.",
            [
                ("$4.1 million", "2021", "level", "mean cost of awarded projects"),
                ("$5.2 million", "2022", "level", "mean cost of awarded projects"),
            ],
        ),
        (
            "The market grew from $0.6 billion to $0.8 billion in 2023.",
            [
                ("$0.6 billion", "", "level", "market"),
                ("$0.8 billion", "2023", "level", "market"),
            ],
        ),
        (
            "Copper fell from $9,000 per tonne in May 2022 to $7,500 per tonne in May 2023.",
            [
                ("$9,000 per tonne", "2022-05", "level", "Copper"),
                ("$7,500 per tonne", "2023-05", "level", "Copper"),
            ],
        ),
        (
            "Reported leaks rose from 12 in 2022 to 15 in 2023, although the rate per pipe fell from 0.126 to 0.079.",
            [
                ("12", "2022", "level", "Reported leaks"),
                ("15", "2023", "level", "Reported leaks"),
                ("0.126", "2022", "level", "rate per pipe"),
                ("0.079", "2023", "level", "rate per pipe"),
            ],
        ),
        (
            "Prices fell by 18.8% to $263 per tonne in 2023.",
            [
                ("18.8%", "2023", "growth", "Prices"),
                ("$263 per tonne", "2023", "level", "Prices"),
            ],
        ),
        (
            "Exports came to 120 tonnes in 2022 and 150 tonnes in 2023 and should reach 260 tonnes in 2030, a CAGR of 8.2%.",
            [
                ("120 tonnes", "2022", "level", "Exports"),
                ("150 tonnes", "2023", "level", "Exports"),
                ("260 tonnes", "2030", "level", "Exports"),
                ("8.2%", "2023-2030", "cagr", "Exports"),
            ],
        ),
        (
            "Sales reached $12 billion in 2023. We forecast $14 billion in 2024 and $22 billion in 2028, a CAGR of 12.9% from 2023.",
            [
                ("$12 billion", "2023", "level", "Sales"),
                ("$14 billion", "2024", "level", "Sales"),
                ("$22 billion", "2028", "level", "Sales"),
                ("12.9%", "2023-2028", "cagr", "Sales"),
            ],
        ),
        (
            "**Berths.** In Peru the median wait was 3.1 days in 2023. Some 450 tonnes of fruit are waiting in the yard.",
            [
                ("3.1 days", "2023", "level", "median wait in Peru"),
                ("450 tonnes", "2023", "level", "fruit waiting in the yard"),
            ],
        ),
        (
            "1. **Fleet age.** Tankers older than fifteen years made up 41% of the fleet in 2023.",
            [
                ("41%", "2023", "share", "Tankers older than fifteen years share of fleet"),
            ],
        ),
        (
            "**Green Dam.** A plant that entered service in May 2023 at a cost of $171 million.",
            [
                ("$171 million", "2023-05", "level", "Green Dam cost"),
            ],
        ),
        (
            "Ferries ran for an average of only 6.5 hours a day in 2023.",
            [
                ("6.5 hours", "2023", "level", "Ferries"),
            ],
        ),
        (
            "Glass roofs accounted for 9.4% of that area but for 31% of the value of output.",
            [
                ("9.4%", "", "share", "Glass roofs share of that area"),
                ("31%", "", "share", "Glass roofs share of value of output"),
            ],
        ),
        (
            "Sales totalled $9.8 billion in 2023, and we expect them to climb to $15.2 billion by 2029.",
            [
                ("$9.8 billion", "2023", "level", "Sales"),
                ("$15.2 billion", "2029", "level", "Sales"),
            ],
        ),
        (
            "Spending on pruning software more than doubled between 2020 and 2023, from $31 million to $74 million.",
            [
                ("$31 million", "2020", "level", "Spending on pruning software"),
                ("$74 million", "2023", "level", "Spending on pruning software"),
            ],
        ),
        (
            "Tomatoes are the main crop. They occupied 38% of the area in 2023, followed by peppers with 21%.",
            [
                ("38%", "2023", "share", "Tomatoes share of area"),
                ("21%", "2023", "share", "peppers share of area"),
            ],
        ),
        (
            "Berries are the fastest climber: their area rose from 1,150 hectares in 2021 to 2,240 hectares in 2023.",
            [
                ("1,150 hectares", "2021", "level", "Berries area"),
                ("2,240 hectares", "2023", "level", "Berries area"),
            ],
        ),
        (
            "Water use per kilogram is lower too: 4 litres in a closed house versus 60 litres in the open field.",
            [
                ("4 litres", "", "level", "Water use per kilogram"),
                ("60 litres", "", "level", "Water use per kilogram"),
            ],
        ),
        (
            "Building a barn cost an average of €230 per square metre in 2023.",
            [
                ("€230 per square metre", "2023", "level", "Building a barn"),
            ],
        ),
        (
            "Pumps use 40% less power for the same flow.",
            [
                ("40%", "", "growth", "Pumps"),
            ],
        ),
        (
            "Some 46 growers filed for insolvency in 2023, compared with 71 in 2022.",
            [
                ("46 growers", "2023", "count", "growers filed for insolvency"),
                ("71", "2022", "count", "growers filed for insolvency"),
            ],
        ),
        (
            "Governments spent $1.2 billion on support for orchards in 2023; the European Union provided 44% of it.",
            [
                ("$1.2 billion", "2023", "level", "spending on support for orchards"),
                (
                    "44%",
                    "2023",
                    "share",
                    "European Union share of spending on support for orchards",
                ),
            ],
        ),
        (
            "Investment by pension funds came to $2.3 billion in 2023. It had been $1.4 billion in 2021, which means annual growth of 40%.",
            [
                ("$2.3 billion", "2023", "level", "Investment by pension funds"),
                ("$1.4 billion", "2021", "level", "Investment by pension funds"),
                ("40%", "2021-2023", "cagr", "Investment by pension funds"),
            ],
        ),
        (
            "The guild trained 12% of joiners in 2023.",
            [
                ("12%", "2023", "share", "guild share of joiners"),
            ],
        ),
        (
            "World harvest of mussels: 38.4 million tonnes in 2024, up 3.1% (2023: 37.2 million tonnes).",
            [
                ("38.4 million tonnes", "2024", "level", "World harvest of mussels"),
                ("3.1%", "2024", "growth", "World harvest of mussels"),
                ("37.2 million tonnes", "2023", "level", "World harvest of mussels"),
            ],
        ),
        (
            "Nearly three quarters of the clip still goes to mills; felt takes 11% and rugs 6%.",
            [
                ("three quarters", "", "share", "mills share of clip"),
                ("11%", "", "share", "felt share of clip"),
                ("6%", "", "share", "rugs share of clip"),
            ],
        ),
        (
            "Labour is the largest item: it represents 46% of the cost of a kelp farm; seed accounts for 18%.",
            [
                ("46%", "", "share", "Labour share of cost of a kelp farm"),
                ("18%", "", "share", "seed share of cost of a kelp farm"),
            ],
        ),
        (
            "The market for cork panels was worth €84m in 2024, almost twice the €43m of 2022.",
            [
                ("€84m", "2024", "level", "market for cork panels"),
                ("€43m", "2022", "level", "market for cork panels"),
            ],
        ),
        (
            "Peru harvested 9.9 million tonnes in 2024, Chile 1.9 million tonnes and Oman 1.4 million tonnes.",
            [
                ("9.9 million tonnes", "2024", "level", "Peru harvested"),
                ("1.9 million tonnes", "2024", "level", "Chile harvested"),
                ("1.4 million tonnes", "2024", "level", "Oman harvested"),
            ],
        ),
        (
            "European farms produced fewer than 1,500 tonnes in 2024.",
            [
                ("1,500 tonnes", "2024", "level", "European farms"),
            ],
        ),
        (
            "Orto Mills (26% of world sales) has closed two plants.",
            [
                ("26%", "", "share", "Orto Mills share of world sales"),
            ],
        ),
        (
            "The number of deals fell by half, from 46 to 23.",
            [
                ("46", "", "level", "number of deals"),
                ("23", "", "count", "number of deals"),
            ],
        ),
        (
            "Asked about threats, 58% of 132 growers named hail, 41% named rust and 29% low prices. Only 7% mentioned theft.",
            [
                ("58%", "", "share", "growers named hail"),
                ("132 growers", "", "count", "growers named hail"),
                ("41%", "", "share", "named rust"),
                ("29%", "", "share", "named low prices"),
                ("7%", "", "share", "mentioned theft"),
            ],
        ),
        (
            "Premiums range from 4% to 9% of crop value.",
            [
                ("4% to 9%", "", "share", "Premiums share of crop value"),
            ],
        ),
    ],
)
def test_market_reports_name_the_holder_the_whole_and_the_year(
    text: str, expected: list[Row]
) -> None:
    assert rows(text) == expected


def test_projects_as_a_noun_make_no_forecast_and_as_a_verb_do() -> None:
    spent = extract(
        "The cost of awarded projects rose from $4 million in 2021 to $5 million in 2022."
    )
    assert [point.forecast for point in spent] == [False, False]
    told = extract("The agency projects that exports will reach 12 tonnes in 2030.")
    assert [point.forecast for point in told] == [True]


def test_what_the_first_price_is_per_the_others_are_per_too() -> None:
    found = extract("A tractor cost $61,000 per unit in India and $88,000 in Spain in 2023.")
    assert [(p.value, p.unit, p.region) for p in found] == [
        (61000.0, "USD per unit", "India"),
        (88000.0, "USD per unit", "Spain"),
    ]


def test_a_sentence_goes_on_in_the_place_that_the_one_before_began_with() -> None:
    found = extract("In Peru the wait was 3.1 days in 2023. Some 450 tonnes of fruit are waiting.")
    assert [point.region for point in found] == ["Peru", "Peru"]


def test_a_year_that_is_looked_ahead_to_is_not_that_of_what_holds_now() -> None:
    text = (
        "Oyster beds grew from 310 farms in 2019 to 420 in 2022 and should reach 900 by 2031. "
        "A farm costs $75,000. Another 60 villages will join."
    )
    assert rows(text) == [
        ("310 farms", "2019", "count", "Oyster beds"),
        ("420", "2022", "count", "Oyster beds"),
        ("900", "2031", "count", "Oyster beds"),
        ("$75,000", "", "level", "farm costs"),
        ("60 villages", "2031", "count", "Another"),
    ]
    found = extract(read_text(text, name="beds.txt"))
    assert [point.normalised_unit for point in found[:3]] == ["farms"] * 3


def test_a_bare_measure_is_that_of_what_the_sentence_before_is_about() -> None:
    assert rows(
        "The Baltic oyster market was worth $31 million in 2021. In 2022 revenue reached $38 million."
    ) == [
        ("$31 million", "2021", "level", "Baltic oyster market"),
        ("$38 million", "2022", "level", "Baltic oyster market revenue"),
    ]


def test_a_fast_grower_grows() -> None:
    found = rows("In 2023 Peru was the fastest grower at 31.1%.")

    assert found == [("31.1%", "2023", "growth", "Peru")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two firms lead. Veldt Foods of Lyon, with $41 million, overtook Marrow Mills of Cork, with $38 million, for second place.",
            [
                ("$41 million", "", "level", "Veldt Foods of Lyon"),
                ("$38 million", "", "level", "Marrow Mills of Cork"),
            ],
        ),
        (
            "South Asia remained the largest market in 2023 with sales of $2.4 billion, or 48% of the world total, followed by Oceania with $1.5 billion (30%) and Africa with $1.1 billion (22%).",
            [
                ("$2.4 billion", "2023", "level", "South Asia sales"),
                ("48%", "2023", "share", "South Asia share of world total"),
                ("$1.5 billion", "2023", "level", "Oceania sales"),
                ("30%", "2023", "share", "Oceania share of world total"),
                ("$1.1 billion", "2023", "level", "Africa sales"),
                ("22%", "2023", "share", "Africa share of world total"),
            ],
        ),
        (
            "In 2023 the cold segment sold $3 million, warm $2 million and hot $1 million, equal to 50%, 33% and 17% of the total.",
            [
                ("$3 million", "2023", "level", "cold segment"),
                ("$2 million", "2023", "level", "warm"),
                ("$1 million", "2023", "level", "hot"),
                ("50%", "2023", "share", "cold segment share of total"),
                ("33%", "2023", "share", "warm share of total"),
                ("17%", "2023", "share", "hot share of total"),
            ],
        ),
        (
            "Our base case puts turnover at $8 billion in 2027, a rise of 12%. The downside case, in which tariffs stay, stops at $6 billion.",
            [
                ("$8 billion", "2027", "level", "turnover in base case"),
                ("12%", "2027", "growth", "turnover in base case"),
                ("$6 billion", "2027", "level", "downside case"),
            ],
        ),
        (
            "By type of client, hotels made up 61% of 2023 revenue, schools 27%, and clinics the remaining 12%.",
            [
                ("61%", "2023", "share", "hotels share of revenue"),
                ("27%", "2023", "share", "schools share of revenue"),
                ("12%", "2023", "share", "clinics share of revenue"),
            ],
        ),
        (
            "Hotels took 60% of orders in 2023. Two years earlier schools had taken 40%.",
            [
                ("60%", "2023", "share", "Hotels share of orders"),
                ("40%", "2021", "share", "schools"),
            ],
        ),
        (
            "Carriers completed 12 million trips in 2023, 4% more than the 11 million of 2022, and moved 410,000 tonnes, an increase of 5% from 390,000 tonnes.",
            [
                ("12 million trips", "2023", "count", "trips completed"),
                ("4%", "2023", "growth", "trips completed"),
                ("11 million", "2022", "level", "trips completed"),
                ("410,000 tonnes", "2023", "level", "tonnes moved"),
                ("5%", "2023", "growth", "tonnes moved"),
                ("390,000 tonnes", "2022", "level", "tonnes moved"),
            ],
        ),
        (
            "Lease finance moved the other way, rising from $3 million to $5 million.",
            [
                ("$3 million", "", "level", "Lease finance"),
                ("$5 million", "", "level", "Lease finance"),
            ],
        ),
        (
            "Worldwide industry revenue reached $9 billion in 2023. The industry had earned $7 billion in 2020.",
            [
                ("$9 billion", "2023", "level", "Worldwide industry revenue"),
                ("$7 billion", "2020", "level", "industry revenue"),
            ],
        ),
        (
            "Funds put $3 billion into kelp farms in 2023, 20% less than the $3.8 billion of 2022. Lending rose to $2 billion.",
            [
                ("$3 billion", "2023", "level", "investment in kelp farms"),
                ("20%", "2023", "growth", "investment in kelp farms"),
                ("$3.8 billion", "2022", "level", "investment in kelp farms"),
                ("$2 billion", "2023", "level", "Lending"),
            ],
        ),
        (
            "In May 2023, 47% intend to plant more within 24 months, 38% plan no change and 15% want to stop.",
            [
                ("47%", "2023-05", "share", "intend to plant more"),
                ("38%", "2023-05", "share", "plan no change"),
                ("15%", "2023-05", "share", "want to stop"),
            ],
        ),
        (
            "A third is fraud, which hit 140 firms in 2023.",
            [("140 firms", "2023", "count", "firms")],
        ),
        (
            "By the end of 2023 the on-time rate was 91%.",
            [("91%", "2023", "level", "on-time rate")],
        ),
    ],
)
def test_industry_outlooks_tell_lists_remarks_and_scenarios(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_somebody_leads_in_what_is_measured_and_others_follow() -> None:
    def told(text: str) -> list[tuple[str, str, str]]:
        return [(p.quote, p.metric, p.entity) for p in extract(text)]

    spending = "Marketing spending was led by Veldt with $9 million, followed by Marrow with $7 million and Corvid with $6 million."
    assert told(spending) == [
        ("$9 million", "Marketing spending", "Veldt"),
        ("$7 million", "Marketing spending", "Marrow"),
        ("$6 million", "Marketing spending", "Corvid"),
    ]
    orders = "Marrow closed 2023 with an order book of 640 looms, ahead of Veldt with 520 and Corvid with 210."
    assert told(orders) == [
        ("640 looms", "order book", "Marrow"),
        ("520", "order book", "Veldt"),
        ("210", "order book", "Corvid"),
    ]


def test_a_number_set_beside_a_count_counts_the_same() -> None:
    text = "The fleet stood at 12,400 trams at the end of 2023, against 11,900 a year earlier and 10,200 at the end of 2021, and we expect 14,000 by the end of 2025."
    assert [(p.quote, p.period.key, p.unit, p.kind) for p in extract(text)] == [
        ("12,400 trams", "2023", "trams", "count"),
        ("11,900", "2022", "trams", "count"),
        ("10,200", "2021", "trams", "count"),
        ("14,000", "2025", "trams", "count"),
    ]


def test_what_a_target_is_for_dates_no_sentence_after_it() -> None:
    text = "Growers adopted a target of 4 tonnes for 2035. Wind was the cause of 36% of losses."
    assert periods(text, "2024-03") == [("4 tonnes", "2035"), ("36%", "")]


def test_a_year_right_before_an_amount_with_its_sign_is_the_year_of_that_amount() -> None:
    text = "For 2024 we model $64 million, for 2025 $69 million and for 2027 €81 million."

    assert periods(text) == [
        ("$64 million", "2024"),
        ("$69 million", "2025"),
        ("€81 million", "2027"),
    ]


@pytest.mark.parametrize("only", ["only", "just"])
def test_what_is_only_so_much_later_is_of_the_same(only: str) -> None:
    points = extract(f"Alder produced 74,000 carts in 2022 and {only} 31,000 in 2024.")

    assert [(p.entity, p.period.key) for p in points] == [("Alder", "2022"), ("Alder", "2024")]


@pytest.mark.parametrize("after", ["after", "following"])
def test_a_number_after_a_count_counts_the_same_of_the_time_before(after: str) -> None:
    text = f"The depot mended 11,400 trams in 2024, {after} 4,900 in 2023."

    assert [(p.quote, p.period.key, p.unit) for p in extract(text)] == [
        ("11,400 trams", "2024", "trams"),
        ("4,900", "2023", "trams"),
    ]
    untimed = "The depot mended 120 trams in 2024, after 90, and bought none."
    assert [p.quote for p in extract(untimed)] == ["120 trams"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "An orchard now waits 31 months on average for its permit, against 12 months in 2019.",
            [("31 months", ""), ("12 months", "2019")],
        ),
        (
            "The mean farm loan ran for 9.5 years, compared with 7.25 years in 2018.",
            [("9.5 years", ""), ("7.25 years", "2018")],
        ),
        (
            "Growers renew a press every 8 years, down from 11 years in 2015.",
            [("8 years", ""), ("11 years", "2015")],
        ),
        ("A press pays for itself in 14 months.", [("14 months", "")]),
        ("The average age of a barn is now 47 years.", [("47 years", "")]),
        ("They signed for 10 years.", []),
        ("The press has been in use for 30 years.", []),
        ("The barn was built in 14 months.", []),
    ],
)
def test_a_length_of_time_that_is_measured_is_a_figure(
    text: str, quotes: list[tuple[str, str]]
) -> None:
    assert periods(text) == quotes


def test_what_is_counted_comes_after_what_it_is_like() -> None:
    text = "About 8,400 certified lift fitters worked there in 2024, beside 310 seasonal staff."

    assert [(p.quote, p.unit) for p in extract(text)] == [
        ("8,400 certified lift fitters", "certified lift fitters"),
        ("310 seasonal staff", "seasonal staff"),
    ]


def test_the_first_end_of_a_change_leaves_its_unit_to_the_second() -> None:
    text = "The wait for a press fell from 22 to 9 weeks, and its price rose from 4.8 to 5.1 cents."

    assert [(p.quote, p.unit) for p in extract(text)] == [
        ("22", "weeks"),
        ("9 weeks", "weeks"),
        ("4.8", "cents"),
        ("5.1 cents", "cents"),
    ]


def test_a_bold_sentence_before_it_is_not_what_a_figure_is_of() -> None:
    text = "1. **Timber, not stone, decides.** The average rent rose to $184 in 2024."

    assert rows(text) == [("$184", "2024", "level", "average rent")]


@pytest.mark.parametrize(
    "compared",
    [
        "up 4.5% from $6.60 billion in 2023",
        "12.2% above the $6.15 billion of 2019",
        "3.1% less than the $7.10 billion of 2022",
    ],
)
def test_a_sentence_goes_on_from_the_year_before_what_it_is_compared_with(compared: str) -> None:
    text = f"Kite sales reached $6.90 billion in 2024, {compared}. Revenue edged up to $2 billion."

    points = extract(text)

    assert {p.metric for p in points[:-1]} == {"Kite sales"}
    assert (points[-1].quote, points[-1].period.key, points[-1].bound) == ("$2 billion", "2024", "")


def test_what_a_price_is_set_against_is_for_one_of_the_same() -> None:
    def told(text: str) -> list[tuple[str, str]]:
        return [(p.quote, p.unit) for p in extract(text)]

    assert told(
        "Chalk averaged $3,150 a tonne in 2024, down from $3,420 in 2023 and $3,900 in 2022."
    ) == [
        ("$3,150 a tonne", "USD per tonne"),
        ("$3,420", "USD per tonne"),
        ("$3,900", "USD per tonne"),
    ]
    assert told("The price went from $3.50 to $3.70 a kilogram.") == [
        ("$3.50", "USD per kilogram"),
        ("$3.70 a kilogram", "USD per kilogram"),
    ]
    assert told("Guilds pay $3.35 a kilogram on average, families $4.18.") == [
        ("$3.35 a kilogram", "USD per kilogram"),
        ("$4.18", "USD per kilogram"),
    ]
    assert told("It paid $40 a head and $2 million in fees, and $9 million a year.") == [
        ("$40 a head", "USD per head"),
        ("$2 million", "million USD"),
        ("$9 million", "million USD"),
    ]
