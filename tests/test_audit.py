"""The audit over small hand-made figures; texts are sentences of my own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.answering.exhibits.audits import choose
from kb.answering.understanding.question import understand
from kb.figures import audit, extract
from kb.figures.checking.interval import Interval, printed_interval
from kb.figures.checking.ranking_claims import told_claims
from kb.figures.periods.period import find_periods
from kb.figures.quantities.quantity import find_quantities
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import DataPoint, Finding, Period, PointKind


def point(
    metric: str,
    value: str,
    period: str,
    kind: PointKind = "level",
    *,
    at: int = 0,
    sentence: int = 0,
    region: str = "中国",
    entity: str = "",
    exhibit: str = "",
    direction: str = "",
    publisher: str = "",
    forecast: bool = False,
) -> DataPoint:
    quantity = find_quantities(f"达{value}")[0]
    found = find_periods(period)
    return DataPoint(
        metric=metric,
        value=quantity.value,
        unit=quantity.unit,
        kind=kind,
        start=sentence + at,
        end=sentence + at + len(value),
        quote=value,
        sentence_start=sentence,
        sentence_end=sentence + 90,
        period=found[0][2] if found else Period(),
        region=region,
        entity=entity,
        normalised=quantity.normalised,
        normalised_high=quantity.normalised_high,
        normalised_unit=quantity.normalised_unit,
        dimension=quantity.dimension,
        bound=quantity.bound,
        forecast=forecast,
        publisher=publisher,
        direction=direction,  # type: ignore[arg-type]
        exhibit=exhibit,
        document_id="d",
    )


def rank(name: str, place: int, year: int, *, at: int = 0, exhibit: str = "") -> DataPoint:
    return DataPoint(
        metric="城市排名",
        value=place,
        unit="",
        kind="rank",
        start=at,
        end=at + 2,
        quote=name,
        sentence_start=at // 1000,
        sentence_end=at + 9,
        period=Period(year, year, text=str(year)),
        entity=name,
        exhibit=exhibit,
        document_id="d",
    )


def only(findings: list[Finding], rule: str) -> Finding:
    (found,) = [finding for finding in findings if finding.rule == rule]
    return found


def cagr_case(
    first: tuple[str, str], last: tuple[str, str], rate: str, period: str
) -> list[DataPoint]:
    return [
        point("光伏组件市场规模", first[1], first[0], at=1),
        point("光伏组件市场规模", last[1], last[0], at=20),
        point("光伏组件市场规模", rate, period, "cagr", at=40),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("11亿美元", 10.5e8, 11.5e8),
        ("1.5亿元", 1.45e8, 1.55e8),
        ("1,117.4 EFLOPS", 1117.35e18, 1117.45e18),
        ("33.9%", 33.85, 33.95),
        ("约1500亿元", 1450e8, 1550e8),
        ("超过30个", 29.5, float("inf")),
    ],
)
def test_printed_digits_allow_an_interval(text: str, low: float, high: float) -> None:
    interval = printed_interval(point("规模", text, "2023年"))
    assert interval is not None
    assert (interval.low, interval.high) == pytest.approx((low, high))


def test_a_number_in_characters_allows_none() -> None:
    assert printed_interval(replace(point("规模", "30个", "2023年"), quote="两百余个")) is None


def test_intervals_meet_where_they_touch() -> None:
    assert Interval(1, 2).meets(Interval(2, 3))
    assert not Interval(1, 2).meets(Interval(2.1, 3))


@pytest.mark.parametrize(
    ("first", "low", "last", "high", "rate", "verdict", "computed"),
    [
        (2022, "195亿美元", 2026, "347亿美元", "17.3%", "disagrees", "15.5%"),
        (2022, "259.9 EFLOPS", 2027, "1117.4 EFLOPS", "33.9%", "agrees", "33.9%"),
        (2022, "54.5 EFLOPS", 2027, "117.3 EFLOPS", "16.6%", "agrees", "16.6%"),
        (2022, "11亿美元", 2027, "94亿美元", "52.3%", "agrees", "53.6%"),
        (2022, "11.0亿美元", 2027, "94.0亿美元", "52.3%", "disagrees", "53.6%"),
        (2020, "10亿元", 2025, "10亿元", "0.1%", "agrees", "0.0%"),
    ],
)  # fmt: skip
def test_a_compound_rate_must_follow_from_its_end_points(
    first: int, low: str, last: int, high: str, rate: str, verdict: str, computed: str
) -> None:
    points = cagr_case((f"{first}年", low), (f"{last}年", high), rate, f"{first}-{last}年")
    finding = only(audit(points), "cagr")
    assert finding.verdict == verdict
    assert finding.formula.endswith(f"− 1 = {computed}")
    assert {one.kind for one in finding.inputs} == {"cagr", "level"}


def test_the_interval_of_a_compound_rate() -> None:
    points = cagr_case(("2022年", "11亿美元"), ("2027年", "94亿美元"), "52.3%", "2022-2027年")
    finding = only(audit(points), "cagr")
    assert finding.stated == 52.3
    assert finding.computed_low == pytest.approx(52.06, abs=0.01)
    assert finding.computed_high == pytest.approx(55.18, abs=0.01)
    assert finding.formula == "(94亿美元 ÷ 11亿美元)^(1/5) − 1 = 53.6%"


def test_five_years_in_words_over_end_points_four_apart_is_said() -> None:
    text = "组件市场2022年为195亿美元，2026年将为347亿美元，五年年复合增长率是17.3%。"
    points = [
        replace(one, start=text.index(one.quote), end=text.index(one.quote) + len(one.quote))
        for one in cagr_case(
            ("2022年", "195亿美元"), ("2026年", "347亿美元"), "17.3%", "2022-2026年"
        )
    ]
    finding = only(audit(points, texts={"d": text}), "cagr")
    assert finding.verdict == "disagrees"
    assert "相隔4年" in finding.summary
    assert "若按所称的5年计算则为12.2%，同样不符" in finding.summary


@pytest.mark.parametrize("period", ["2022-2026年", "2021-2026年", ""])
def test_the_sentence_gives_the_end_points_whatever_period_was_read(period: str) -> None:
    points = cagr_case(("2022年", "195亿美元"), ("2026年", "347亿美元"), "17.3%", period)
    finding = only(audit(points), "cagr")
    assert (finding.verdict, finding.formula) == (
        "disagrees",
        "(347亿美元 ÷ 195亿美元)^(1/4) − 1 = 15.5%",
    )


@pytest.mark.parametrize("period", ["2022-2027年", "2023-2027年"])
def test_a_base_may_be_implied_by_the_next_year_and_its_growth(period: str) -> None:
    points = [
        point("组件市场规模", "91亿美元", "2023年", at=1),
        point("组件市场规模", "82.5%", "2023年", "growth", at=12),
        point("组件市场规模", "134亿美元", "2027年", at=30),
        point("组件市场规模", "21.8%", period, "cagr", at=50),
    ]
    findings = audit(points)
    finding = only(findings, "implied")
    assert finding.verdict == "agrees"
    assert finding.formula == "(134亿美元 ÷ (91亿美元 ÷ (1 + 82.5%)))^(1/5) − 1 = 21.9%"
    assert len(finding.inputs) == 4
    growth = only(findings, "growth")
    assert growth.verdict == "cannot_be_checked"
    assert growth.formula == "91亿美元 ÷ (1 + 82.5%) = 49.86亿美元"
    assert [one.verdict for one in findings] == ["agrees", "cannot_be_checked"]


def test_a_wrong_rate_over_an_implied_base_disagrees() -> None:
    points = [
        point("组件市场规模", "91亿美元", "2023年", at=1),
        point("组件市场规模", "82.5%", "2023年", "growth", at=12),
        point("组件市场规模", "134亿美元", "2027年", at=30),
        point("组件市场规模", "27.8%", "2022-2027年", "cagr", at=50),
    ]
    assert only(audit(points), "implied").verdict == "disagrees"


@pytest.mark.parametrize(
    ("base", "level", "rate", "direction", "verdict"),
    [
        ("400亿元", "500亿元", "25%", "", "agrees"),
        ("400亿元", "500亿元", "26.0%", "up", "disagrees"),
        ("500亿元", "400亿元", "20.0%", "down", "agrees"),
        ("500亿元", "400亿元", "20.0%", "up", "disagrees"),
        ("4亿元", "5亿元", "30%", "up", "agrees"),
        ("超过400亿元", "500亿元", "20%", "up", "cannot_be_checked"),
    ],
)
def test_growth_must_follow_from_the_levels(
    base: str, level: str, rate: str, direction: str, verdict: str
) -> None:
    points = [
        point("储能市场规模", base, "2022年", at=1),
        point("储能市场规模", level, "2023年", at=20),
        point("储能市场规模", rate, "2023年", "growth", at=40, direction=direction),
    ]
    finding = only(audit(points), "growth")
    assert finding.verdict == verdict


def test_a_half_year_grows_from_the_half_year_before_not_from_the_year() -> None:
    points = [
        point("储能市场规模", "100亿元", "2022年", at=1),
        point("储能市场规模", "80亿元", "2023年上半年", at=20),
        point("储能市场规模", "60%", "2023年上半年", "growth", at=40),
    ]
    finding = only(audit(points), "growth")
    assert finding.verdict == "cannot_be_checked"
    assert "2022H1" in finding.summary
    points.append(point("储能市场规模", "50亿元", "2022年上半年", sentence=500))
    assert only(audit(points), "growth").verdict == "agrees"


def test_the_same_figure_given_twice_with_other_values_disagrees() -> None:
    points = [
        point("中国光伏组件市场规模", "120亿美元", "2023年", sentence=0),
        point("光伏组件市场规模", "130亿美元", "2023年", sentence=400),
        point("光伏组件市场", "12.0亿美元", "2023年", "level", sentence=900, entity="星岚"),
    ]
    (finding,) = audit(points)
    assert (finding.verdict, finding.rule) == ("disagrees", "repeated")
    assert finding.formula == "120亿美元 ≠ 130亿美元"


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.2亿元", "12000万元"), ("120亿元", "119.8亿元"), ("0.12万亿元", "1180亿元")],
)
def test_values_that_rounding_makes_equal_agree(one: str, other: str) -> None:
    points = [
        point("光伏组件市场规模", one, "2023年", sentence=0),
        point("光伏组件市场规模", other, "2023年", sentence=400),
    ]
    (finding,) = audit(points)
    assert (finding.verdict, finding.rule) == ("agrees", "repeated")


@pytest.mark.parametrize(
    "other",
    [
        point("液冷组件市场规模", "130亿美元", "2023年", sentence=400),
        point("组件市场规模", "130亿美元", "2023年上半年", sentence=400),
        point("组件市场规模", "130亿美元", "2024年", sentence=400),
        point("组件市场规模", "130亿美元", "2023年", sentence=400, region="全球"),
        point("组件市场规模", "130亿元", "2023年", sentence=400),
        point("组件市场规模", "130亿美元", "2023年", sentence=400, entity="星岚"),
        point("组件市场规模", "130亿美元", "2023年", sentence=400, forecast=True),
        point("组件出口市场规模", "130亿美元", "2023年", sentence=400),
        point("组件市场规模", "130亿美元", "2023年", sentence=0, at=30),
        replace(point("组件市场规模", "130亿美元", "2023年", sentence=400), document_id="e"),
    ],
)
def test_figures_that_only_share_words_are_not_compared(other: DataPoint) -> None:
    first = point("组件市场规模", "120亿美元", "2023年", sentence=0)
    assert audit([first, other]) == []


def test_two_publishers_may_differ() -> None:
    points = [
        point("组件市场规模", "120亿美元", "2023年", sentence=0, publisher="甲研究"),
        point("组件市场规模", "130亿美元", "2023年", sentence=400, publisher="乙研究"),
    ]
    assert "disagrees" not in [finding.verdict for finding in audit(points)]


def test_a_market_without_a_name_is_not_compared() -> None:
    points = [
        point("市场规模", "120亿美元", "2023年", sentence=0),
        point("市场规模", "130亿美元", "2023年", sentence=400),
    ]
    assert audit(points) == []


def test_a_table_is_checked_against_the_text() -> None:
    dated = [
        point("组件出货量", "173.5GW", "2023年", sentence=0),
        point("组件出货量", "137.5GW", "2023年", sentence=400, exhibit="表2"),
    ]
    assert only(audit(dated), "table").verdict == "disagrees"


def test_a_number_that_the_text_repeats_from_a_table_agrees() -> None:
    points = [
        point("参数量", "1750亿", "", sentence=400, entity="GPT-3", exhibit="表1", region=""),
        point("模型所需训练参数", "1750亿", "", sentence=0, entity="GPT-3", region=""),
    ]
    (finding,) = audit(points)
    assert (finding.verdict, finding.rule) == ("agrees", "table")


def test_a_ranking_in_the_text_is_checked_against_the_table() -> None:
    table = [
        rank("北京", 1, 2023, at=5000, exhibit="表3"),
        rank("杭州", 2, 2023, at=5100, exhibit="表3"),
        rank("深圳", 3, 2023, at=5200, exhibit="表3"),
        rank("深圳", 2, 2022, at=5300, exhibit="表3"),
    ]
    good = [rank("北京", 1, 2023, at=10), rank("杭州", 2, 2023, at=20)]
    (finding,) = audit([*good, *table])
    assert (finding.verdict, finding.formula) == ("agrees", "北京 1 = 1; 杭州 2 = 2")
    bad = [rank("北京", 1, 2023, at=10), rank("深圳", 2, 2023, at=20)]
    (finding,) = audit([*bad, *table])
    assert (finding.verdict, finding.rule) == ("disagrees", "ranking")
    assert finding.formula == "深圳 2 ≠ 3"
    assert audit([rank("苏州", 4, 2023, at=10), *table]) == []


RANKED = """回顾2018年到2020年，各城市排名有升有降。其中甲城、乙城和丙城在三年中一直保持着前两名的位置。

2020年排名前三的城市依次为：乙城、甲城和丙城。丁报告称，2019年甲城和乙城分别位列第一位和第二位。
"""


def table_of(rows: dict[int, str]) -> list[DataPoint]:
    return [
        replace(rank(f"{name}城", place, year, at=9000 + year, exhibit="表3"), sentence_start=place)
        for year, names in rows.items()
        for place, name in enumerate(names, start=1)
    ]


def test_lists_and_claims_in_the_text_are_held_against_the_table() -> None:
    table = table_of({2018: "甲乙丙", 2019: "甲乙丙", 2020: "甲乙丙"})
    told = [replace(point, document_id="d") for point in extract(RANKED)]
    findings = audit([*table, *told], texts={"d": RANKED})
    assert [(f.verdict, f.rule, f.formula) for f in findings] == [
        ("disagrees", "ranking", "乙城 1 ≠ 2; 甲城 2 ≠ 1"),
        ("disagrees", "ranking", "2018 丙城 3 > 2; 2019 丙城 3 > 2; 2020 丙城 3 > 2"),
        ("agrees", "ranking", "甲城 1 = 1; 乙城 2 = 2"),
    ]
    assert "丙城2018年排第3" in findings[1].summary
    for finding in findings:
        assert all(one.entity[-1] == "城" for one in finding.inputs)


def test_a_list_of_names_that_no_table_ranks_is_let_be() -> None:
    table = table_of({2020: "戊己庚"})
    told = [replace(point, document_id="d") for point in extract(RANKED)]
    assert audit([*table, *told], texts={"d": RANKED}) == []


def test_rankings_are_found_in_linear_time() -> None:
    text = ("甲城、乙城和丙城" * 400 + "前三名依次为") * 5 + "\n" + "一直前" * 5000
    assert list(told_claims(text)) == []


def test_a_rate_without_a_name_is_of_what_stands_before_it() -> None:
    points = cagr_case(("2022年", "10.0亿元"), ("2027年", "20.0亿元"), "14.9%", "2022-2027年")
    points[2] = replace(points[2], metric="年复合增长率", region="")
    finding = only(audit(points), "cagr")
    assert finding.verdict == "agrees"
    assert finding.summary.startswith("光伏组件市场规模：")


def test_a_missing_region_is_the_only_one_the_report_speaks_of() -> None:
    points = cagr_case(("2022年", "10.0亿元"), ("2027年", "20.0亿元"), "14.9%", "2022-2027年")
    points[1] = replace(points[1], region="")
    assert only(audit(points), "cagr").verdict == "agrees"
    elsewhere = replace(points[0], region="全球", start=900, sentence_start=900)
    assert only(audit([*points, elsewhere]), "cagr").verdict == "cannot_be_checked"


def test_the_same_check_of_the_same_figures_is_told_once() -> None:
    points = cagr_case(("2022年", "10.0亿元"), ("2027年", "20.0亿元"), "14.9%", "2022-2027年")
    again = [replace(p, start=p.start + 600, sentence_start=600) for p in points]
    findings = [f for f in audit([*points, *again]) if f.rule == "cagr"]
    assert [f.verdict for f in findings] == ["agrees"]
    assert len(findings[0].inputs) == 6


def test_disagreements_come_first_then_the_order_of_the_text() -> None:
    points = [
        *cagr_case(("2022年", "10.0亿元"), ("2027年", "20.0亿元"), "14.9%", "2022-2027年"),
        *(
            replace(one, metric="风电市场规模", sentence_start=600, start=one.start + 600)
            for one in cagr_case(
                ("2022年", "10.0亿元"), ("2027年", "20.0亿元"), "19.9%", "2022-2027年"
            )
        ),
    ]
    findings = audit(points)
    assert [(f.verdict, f.inputs[0].metric) for f in findings] == [
        ("disagrees", "风电市场规模"),
        ("agrees", "光伏组件市场规模"),
    ]
    assert audit(points[::-1]) == findings


def test_rows_of_one_table_and_places_are_different_things() -> None:
    rows = [
        point("茶叶产量", f"{value}万吨", "2023年", entity=name, exhibit="表2", at=at, sentence=at)
        for at, (name, value) in enumerate([("福建", 52.1), ("云南", 51.0)])
    ]
    assert audit(rows) == []
    told = [
        point("茶叶产量", "52.1万吨", "2023年", entity="福建"),
        point("茶叶产量", "51.0万吨", "2023年", entity="云南", sentence=200),
    ]
    assert audit(told) == []


def test_what_a_sentence_supposes_and_a_share_of_nothing_contradict_nothing() -> None:
    text = "预计2028年茶饮门店数量为50万家。" + "乐观情景下，2028年茶饮门店数量为60万家。"
    found = [
        replace(one, start=text.index(one.quote), sentence_start=start, sentence_end=end)
        for one, start, end in (
            (point("茶饮门店数量", "50万家", "2028年"), 0, 18),
            (point("茶饮门店数量", "60万家", "2028年"), 18, len(text)),
        )
    ]
    assert audit(found, texts={"d": text}) == []
    assert len(audit(found)) == 1
    shares = [
        point("龙井", "15.8%", "2023年", "share"),
        point("龙井", "95%", "2023年", "share", sentence=300),
    ]
    assert audit(shares) == []
    assert len(audit([replace(one, metric="龙井占比") for one in shares])) == 1


def test_a_span_that_is_printed_before_its_rate_is_not_read_from_the_levels() -> None:
    text = "茶饮门店2025年为60万家，2028年为80万家，2023—2028年年复合增长率为12.0%。"
    points = [
        replace(one, start=text.index(one.quote), end=text.index(one.quote) + len(one.quote))
        for one in cagr_case(("2025年", "60万家"), ("2028年", "80万家"), "12.0%", "2023-2028年")
    ]
    assert only(audit(points, texts={"d": text}), "cagr").verdict == "cannot_be_checked"
    assert only(audit(points), "cagr").verdict == "disagrees"


def test_summaries_speak_english_when_asked() -> None:
    points = cagr_case(("2022年", "195亿美元"), ("2026年", "347亿美元"), "17.3%", "2022-2026年")
    (finding,) = audit(points, language="en")
    assert "stated CAGR 17.3%" in finding.summary
    assert "2022-2026 is 4 years" in finding.summary
    assert finding.summary.endswith("does not agree.")
    (finding,) = audit(points)
    assert "重算为15.5%" in finding.summary


def test_nothing_given_nothing_found() -> None:
    assert audit([]) == []
    assert audit([point("规模", "3亿元", "2023年")]) == []


@pytest.mark.parametrize(
    ("question", "rules"),
    [
        ("报告里有没有哪个增速跟自己的数对不上", ["growth"]),
        ("报告里哪些数前后矛盾", ["growth", "repeated"]),
        ("有没有哪个排名对不上", []),
        ("Are all growth rates consistent?", ["growth"]),
    ],
)
def test_who_asks_what_does_not_agree_is_told_all_of_it(question: str, rules: list[str]) -> None:
    vocabulary = Vocabulary.load()
    findings = audit(
        [
            point("茶叶产量", "50万吨", "2022年"),
            point("茶叶产量", "60万吨", "2023年", at=20),
            point("茶叶产量", "30%", "2023年", "growth", at=40),
            point("茶叶出口额", "9亿美元", "2023年", sentence=200),
            point("茶叶出口额", "7亿美元", "2023年", sentence=400),
            point("咖啡进口额", "3亿美元", "2023年", sentence=600),
            point("咖啡进口额", "3亿美元", "2023年", sentence=800),
        ]
    )
    assert {f.verdict for f in findings} == {"agrees", "disagrees"}
    asked = understand(question, vocabulary)
    assert asked.intent == "audit"
    assert sorted(f.rule for f in choose(asked, findings, vocabulary)) == rules


def test_a_rate_that_names_nothing_is_held_to_the_values_of_its_own_sentence() -> None:
    values = (point("value", "8亿元", "2022年"), point("value", "18亿元", "2027年", at=20))
    rate = point("value", "12%", "2022-2027年", "cagr", at=40)
    (found,) = audit([*values, rate])
    assert (found.verdict, found.formula) == ("disagrees", "(18亿元 ÷ 8亿元)^(1/5) − 1 = 17.6%")
    elsewhere = point("value", "14.1亿元", "2027年", sentence=300)
    assert audit([values[0], elsewhere, rate]) == []
