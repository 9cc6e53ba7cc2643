"""What kind of figure a sentence states, of which period, and whether it lies ahead."""

from __future__ import annotations

import pytest
from extracted import ahead, kinds, periods

from kb.figures.extraction import extract


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("全省5G行政村通达率为97.2%。", "97.2%"),
        ("农村自来水入户率91.5%。", "91.5%"),
        ("主要农作物耕种收机械化率达到76.8%。", "76.8%"),
        ("2023年我国宠物疫苗接种率38.4%。", "38.4%"),
        ("电子病历应用率62%。", "62%"),
        ("受访者中有47%表示愿意尝试植物肉。", "47%"),
        ("六成的受访企业计划引入碳核算系统。", "六成"),
        ("山河快递揽下了31%的件量。", "31%"),
        ("青禾冷链以22.4%的份额紧随其后。", "22.4%"),
        ("Membership covered 18 to 20 percent of households in 2023.", "18 to 20 percent"),
    ],
)
def test_shares_of_a_whole(text: str, share: str) -> None:
    assert kinds(text) == [(share, "share")]


@pytest.mark.parametrize(
    "text",
    ["拨备覆盖率为210%。", "销售费用率升到8.1%。", "写字楼空置率22%。", "毛利率为31%。"],
)
def test_rates_that_are_no_shares(text: str) -> None:
    assert [kind for _, kind in kinds(text)] == ["level"]


@pytest.mark.parametrize(
    ("text", "growth"),
    [
        ("2023年葡萄酒进口量骤降两成。", "两成"),
        ("啤酒销量劲升6.2%。", "6.2%"),
        ("黄酒销量则上扬3.1%。", "3.1%"),
        ("新一代注塑机比上一代快了15%。", "15%"),
        ("能耗却少了一成。", "一成"),
        ("2022年出口额实现11%的增幅。", "11%"),
        ("水泥库存较年初增加1,200万吨。", "1,200万吨"),
        ("产量同比减少0.9亿吨。", "0.9亿吨"),
    ],
)
def test_changes(text: str, growth: str) -> None:
    assert kinds(text) == [(growth, "growth")]


def test_english_changes_stand_before_or_behind() -> None:
    text = "Revenue came to $4.2 billion, up 12%, while bookings were $5.1 billion (yoy +9.6%)."
    assert [kind for _, kind in kinds(text)] == ["level", "growth", "level", "growth"]


def test_the_ends_of_a_change_are_levels() -> None:
    assert kinds("客流量由2021年的1.2亿人次增至2023年的2.6亿人次，翻了一番。") == [
        ("1.2亿人次", "count"),
        ("2.6亿人次", "count"),
        ("翻了一番", "growth"),
    ]


def test_what_was_recovered_is_a_level() -> None:
    assert kinds("2022年进口额恢复至2019年的92%。") == [("92%", "level")]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2018至2023年，假发出口额年均增长8.4%。", "2018-2023"),
        ("2018至2023年，化纤类产品年化增速达11%。", "2018-2023"),
        ("预计2023-2028年氢燃料电池市场以29%的复合增速扩张。", "2023-2028"),
        ("The market is projected to grow 7.5% per year over 2023-2028.", "2023-2028"),
        ("Heat pumps should rise at an annual rate of 9% from 2023 to 2028.", "2023-2028"),
    ],
)
def test_compound_rates_have_the_span_they_hold_for(text: str, span: str) -> None:
    found = extract(text, date="2024")
    assert [(point.kind, point.period.key) for point in found] == [("cagr", span)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("短剧用户规模达5.76亿。", "5.76亿"),
        ("平台注册骑手720万。", "720万"),
        ("联网设备突破1.3亿。", "1.3亿"),
        ("付费会员4,200万。", "4,200万"),
    ],
)
def test_people_and_devices_are_counted(text: str, quote: str) -> None:
    assert kinds(text) == [(quote, "count")]


def test_a_year_in_brackets_is_its_figures() -> None:
    assert periods("公司营收84亿元（2023年）。") == [("84亿元", "2023")]


def test_now_takes_no_year_from_the_sentence_before() -> None:
    text = "2021年产能仅20万吨。目前公司产能已达85万吨，员工3,200人。"
    assert periods(text) == [("20万吨", "2021"), ("85万吨", ""), ("3,200人", "")]


def test_the_year_compared_with_is_not_the_figures() -> None:
    text = "2023年船用发动机订单320台，较2019年增长64%，均价210万元。"
    assert {key for _, key in periods(text)} == {"2023"}


def test_a_month_without_a_year_is_of_the_running_one() -> None:
    assert periods("截至6月末，贷款余额3.1万亿元。", "2024-08") == [("3.1万亿元", "2024-06")]


def test_the_same_quarter_a_year_ago_is_for_its_own_figure() -> None:
    text = "本季度新签合同额45亿元，去年同季为38亿元，毛利率27%。"
    assert periods(text, "2024-05") == [
        ("45亿元", "2024Q2"),
        ("38亿元", "2023Q2"),
        ("27%", "2024Q2"),
    ]
    assert {said for _, said in ahead(text, "2024-05")} == {False}


def test_a_list_of_years_with_strokes() -> None:
    text = "预计2025/2026年净利润分别为7.9/10.6亿元。"
    assert [key for _, key in periods(text)] == ["2025", "2026"]


def test_a_financial_year_by_its_last_day() -> None:
    text = "Wool output was 318,000 tonnes for the year ended 30 June 2023."
    assert periods(text) == [("318,000 tonnes", "2023")]


def test_guidance_lies_ahead_and_what_it_is_compared_with_does_not() -> None:
    text = (
        "For fiscal 2025 we guide to revenue of $6.1 billion to $6.3 billion, "
        "compared with $5.7 billion in fiscal 2023."
    )
    assert periods(text) == [("$6.1 billion to $6.3 billion", "2025"), ("$5.7 billion", "2023")]
    assert [said for _, said in ahead(text)] == [True, False]


def test_a_target_lies_ahead_and_the_fact_beside_it_does_not() -> None:
    text = "到2027年，全市将建成换电站400座，力争渗透率达到35%；2023年仅有96座。"
    assert ahead(text) == [("400座", True), ("35%", True), ("96座", False)]


def test_a_range_of_one_currency() -> None:
    points = extract("Net sales were £410-430 million, and rent was £12 million to £14 million.")
    assert [(point.value, point.high, point.unit) for point in points] == [
        (410.0, 430.0, "million GBP"),
        (12.0, 14.0, "million GBP"),
    ]


def test_english_prices_and_areas() -> None:
    points = extract(
        "Copper averaged $3.85 per pound, and floor space was 2.4 million square feet."
    )
    assert [(point.value, point.unit, point.kind) for point in points] == [
        (3.85, "USD per pound", "level"),
        (2.4, "million square feet", "level"),
    ]


def test_a_heading_with_currency_and_scale() -> None:
    table = (
        "Table 3: Sensors outlook\n"
        "Item\t2023A (USD million)\t2026E (USD million)\tCAGR 2023-2026 (%)\n"
        "Radar\t410\t655\t16.9\n"
        "Lidar\t120\t260\t29.4"
    )
    found = [(point.value, point.unit, point.kind, point.forecast) for point in extract(table)]
    assert found[:3] == [
        (410.0, "million USD", "level", False),
        (655.0, "million USD", "level", True),
        (16.9, "%", "cagr", True),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2号焦炉容积1350立方米。", 1350.0),
        ("7号仓库面积2.3万平方米。", 2.3),
        ("3号机组装机容量660兆瓦。", 660.0),
    ],
)
def test_a_number_in_a_name_hides_no_figure(text: str, value: float) -> None:
    assert [point.value for point in extract(text)] == [value]


def test_both_ends_of_a_ratio_without_unit() -> None:
    assert kinds("城乡收入比由2.56降至2.39。") == [("2.56", "level"), ("2.39", "level")]


def test_the_end_before_a_movement_and_a_range_need_no_unit() -> None:
    assert periods("2024年城乡收入比由上年的2.39缩小至2.34。") == [
        ("2.39", "2023"),
        ("2.34", "2024"),
    ]
    assert kinds("机房PUE一般在1.4—1.6之间。") == [("1.4—1.6", "level")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("医药投资增速由上年的1.8%加快至6.3%。", ["growth", "growth"]),
        ("新车销量达到汽车总销量的40.9%。", ["share"]),
        ("Growth slowed to 4.5 per cent in 2024 from 6.7 per cent in 2023.", ["growth", "growth"]),
        ("Energy intensity declined 2.1% per year between 2010 and 2020.", ["cagr"]),
        ("Traffic recovered to 96% of 2019 levels in 2023.", ["level"]),
        ("The number of data centers grew from 8,000 to 11,800.", ["count", "count"]),
        ("市占率由11%翻倍至22%。", ["share", "growth", "share"]),
        ("平均气温26.4℃，较常年偏高1.2℃。", ["level", "growth"]),
        ("集成电路产量4514亿块。", ["count"]),
        ("5G手机2.72亿部。", ["count"]),
        ("The market is projected to expand at 9.8% annually.", ["cagr"]),
        ("Seventy percent of executives agree.", ["share"]),
        ("LNG imports fell to 7.9 Mt in January.", ["level"]),
    ],
)
def test_rates_of_growth_parts_and_counts(text: str, expected: list[str]) -> None:
    assert [kind for _, kind in kinds(text)] == expected


def test_a_restated_fall_is_a_fall() -> None:
    points = extract("Expenses decreased by $14.2 million, or 6.5%, to $204.1 million in 2023.")
    assert [(p.kind, p.direction) for p in points] == [
        ("growth", "down"),
        ("growth", "down"),
        ("level", ""),
    ]


def test_what_is_possible_by_a_year_lies_ahead() -> None:
    assert ahead("2023年耗电量约1500亿千瓦时，到2030年可能超过4000亿千瓦时。") == [
        ("1500亿千瓦时", False),
        ("4000亿千瓦时", True),
    ]
    assert [said for _, said in ahead("规划到2027年建成中心12个，算力达到60EFLOPS。")] == [
        True,
        True,
    ]
    assert ahead("By 2028, 60% of enterprises will adopt it.") == [("60%", True)]


def test_an_increase_after_a_month_is_no_monthly_one() -> None:
    (point,) = extract("用户数较2023年12月增长1608万人。")
    assert (point.kind, point.basis) == ("growth", "vs")


def test_what_follows_an_earlier_year_told_beside_is_of_the_later_one() -> None:
    text = (
        "2024年灯具市场规模为531亿元，2023年为418亿元，同比增长27.0%。其中台灯402亿元。"
        "2022年产量为5万盏，2023年为6万盏，同比增长20%。"
    )
    found = [(point.quote, point.period.key) for point in extract(text)]
    assert found == [
        ("531亿元", "2024"),
        ("418亿元", "2023"),
        ("27.0%", "2024"),
        ("402亿元", "2024"),
        ("5万盏", "2022"),
        ("6万盏", "2023"),
        ("20%", "2023"),
    ]


def test_a_season_is_one_time_and_the_one_before_it_another() -> None:
    text = (
        "2023/24榨季全国产糖996万吨，比2022/23榨季的897万吨增长11.0%，出糖率由12.1%升至12.4%。"
        "其中甜菜糖114万吨，上一榨季为108万吨、占12.0%，增长5.6%。甘蔗糖882万吨。"
    )
    assert periods(text, "2025") == [
        ("996万吨", "2023-2024"),
        ("897万吨", "2022-2023"),
        ("11.0%", "2023-2024"),
        ("12.1%", "2022-2023"),
        ("12.4%", "2023-2024"),
        ("114万吨", "2023-2024"),
        ("108万吨", "2022-2023"),
        ("12.0%", "2022-2023"),
        ("5.6%", "2023-2024"),
        ("882万吨", "2023-2024"),
    ]


def test_what_grew_is_set_against_the_season_before() -> None:
    text = "2023/24雪季门票收入30亿元，教学收入12亿元。上一雪季两项依次为28亿元和10亿元，即门票增长7.1%。"
    assert periods(text, "2025")[2:] == [
        ("28亿元", "2022-2023"),
        ("10亿元", "2022-2023"),
        ("7.1%", "2023-2024"),
    ]


def test_an_english_season_goes_over_into_the_next_year() -> None:
    text = "Attendance rose from 4.1 million to 4.6 million in the 2023/24 season."
    assert [key for _, key in periods(text, "2025")][1:] == ["2023-2024"]
