"""find_quantities and the numerals below it: exact spans, values, units and bounds."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.figures.quantities.numerals import parse_number, plain
from kb.figures.quantities.quantity import find_quantities

Printed = tuple[str, float, float | None, str]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234.0),
        ("1，234", 1234.0),
        ("4 500", 4500.0),
        ("３．５", 3.5),
        ("三百二十", 320.0),
        ("二〇二三", 2023.0),
        ("十", 10.0),
        ("两点五", 2.5),
        ("半", 0.5),
        ("三亿五千万", 350_000_000.0),
        ("2兆1,350億", 2.135e12),
        ("3万5千", 35_000.0),
        ("-3.5", -3.5),
    ],
)
def test_parse_number(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "abc", "一些", "9" * 200, "万" * 200])
def test_parse_number_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        parse_number(text)


def printed(text: str) -> list[Printed]:
    return [(item.text, item.value, item.high, item.unit) for item in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投资3.5万亿元", [("3.5万亿元", 3.5, None, "万亿元")]),
        ("产量５３５６４万吨", [("５３５６４万吨", 53564.0, None, "万吨")]),
        ("装机6000万千瓦", [("6000万千瓦", 6000.0, None, "万千瓦")]),
        ("共三百二十亿元", [("三百二十亿元", 320.0, None, "亿元")]),
        ("放款餘額2兆1,350億元", [("2兆1,350億元", 2.135, None, "兆元")]),
        ("约四成企业", [("四成", 4.0, None, "成")]),
        ("提高到三成五。", [("三成五", 3.5, None, "成")]),
        ("三分之一的企业", [("三分之一", 1 / 3, None, "")]),
        ("百分之三十", [("百分之三十", 30.0, None, "%")]),
        ("翻了两番", [("翻了两番", 4.0, None, "倍")]),
        ("增幅20%-40%", [("20%-40%", 20.0, 40.0, "%")]),
        ("在3-10kW之间", [("3-10kW", 3.0, 10.0, "kW")]),
        ("形成3至5个集聚区", [("3至5个", 3.0, 5.0, "个")]),
        ("30余家企业", [("30余家", 30.0, None, "家")]),
        (
            "12个和9个百分点",
            [("12个", 12.0, None, "个百分点"), ("9个百分点", 9.0, None, "个百分点")],
        ),
        ("45.2、58.7亿元", [("45.2", 45.2, None, "亿元"), ("58.7亿元", 58.7, None, "亿元")]),
        ("由14降至9亿元", [("14", 14.0, None, "亿元"), ("9亿元", 9.0, None, "亿元")]),
        ("from 2 to 5 p.m.", [("2", 2.0, None, ""), ("5", 5.0, None, "")]),
        ("下降0.12元至2.31元", [("0.12元", 0.12, None, "元"), ("2.31元", 2.31, None, "元")]),
        ("报0.95元/瓦", [("0.95元/瓦", 0.95, None, "元/瓦")]),
        ("it cost $5.4 billion", [("$5.4 billion", 5.4, None, "billion USD")]),
        ("EPS of $4.10-$4.30, up", [("$4.10-$4.30", 4.1, 4.3, "USD")]),
        ("租金为58元/平方米/月", [("58元/平方米/月", 58.0, None, "元/平方米/月")]),
        ("油耗5.6L/100km", [("5.6L/100km", 5.6, None, "L/100km")]),
        ("寿命提高到79.0岁", [("79.0岁", 79.0, None, "岁")]),
        (
            "yields of 3.4 tonnes per hectare",
            [("3.4 tonnes per hectare", 3.4, None, "tonnes per hectare")],
        ),
        ("down 12 percent", [("12 percent", 12.0, None, "%")]),
        ("sold 1.2 million units", [("1.2 million units", 1.2, None, "million units")]),
        ("同比-3.2%", [("-3.2%", -3.2, None, "%")]),
    ],
)
def test_spans_values_and_units(text: str, expected: list[Printed]) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit", "dimension"),
    [
        ("达3.5万亿元", 3.5e12, "CNY", "money"),
        ("达91亿美元", 9.1e9, "USD", "money"),
        ("$5.4 billion", 5.4e9, "USD", "money"),
        ("營收新台幣3億元", 3e8, "TWD", "money"),
        ("總資產港幣1,234億元", 1.234e11, "HKD", "money"),
        ("414.1 EFLOPS", 414.1e18, "FLOPS", "computing"),
        ("31.5每秒百亿亿次浮点运算（EFLOPS）", 31.5e18, "FLOPS", "computing"),
        ("3640PF-days", 3640.0, "PF-days", "work"),
        ("2.4PD", 2.4, "PF-days", "work"),
        ("四成", 40.0, "%", "ratio"),
        ("1.2个百分点", 1.2, "pp", "points"),
        ("25个基点", 0.25, "pp", "points"),
        ("4850元/千瓦下降", 4850.0, "CNY/千瓦", "rate"),
        ("350元/兆瓦时降到", 350.0, "CNY/兆瓦时", "rate"),
        ("2700亿千瓦时", 2.7e14, "Wh", "energy"),
        ("12.3%", 12.3, "%", "ratio"),
        ("133.5万片", 1.335e6, "片", "count"),
        ("sold 4 gigawatt-hours of it", 4e9, "Wh", "energy"),
        ("sold 4 gigawatt hours of it", 4e9, "Wh", "energy"),
        ("has 12 megawatts of it", 1.2e7, "W", "power"),
        ("weighs 3 kilograms", 0.003, "t", "mass"),
    ],
)
def test_normalised(text: str, value: float, unit: str, dimension: str) -> None:
    (item,) = find_quantities(text)
    assert item.normalised == pytest.approx(value)
    assert (item.normalised_unit, item.dimension) == (unit, dimension)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("超过30个", "over"),
        ("约1.5亿千瓦", "about"),
        ("不足3万名", "under"),
        ("至少1万片", "at_least"),
        ("2800家以上", "at_least"),
        ("25%左右", "about"),
        ("2700余家", "over"),
        ("不超过30%", "at_most"),
        ("不到服务器总量的3%", "under"),
        ("超过全国产量的60%", "over"),
        ("不超过总数的5%", "at_most"),
        ("最近三年的3%", ""),
        ("不到三年，利润的3%", ""),
        ("over 80%", "over"),
        ("nearly 30%", "about"),
        ("为30%", ""),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    (item,) = find_quantities(text)
    assert item.bound == bound


@pytest.mark.parametrize(
    "text",
    [
        "GPT-3、H100与源1.0等大模型",
        "5G和3D打印",
        "见图7、表1和第2.1节",
        "依据第五十五条、第五十六条",
        "GB/T 22239-2019",
        "拨打400-810-1234，7×24小时服务",
        "邮编100022",
        "688123.SH",
        "https://www.example.com/2023/11/notice-1101.html",
        "2023年10月26日",
        "2022-2027年",
        "一方面，一些厂商十分重要，万一出错",
        "一带一路与二十大",
        "数百家",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert printed(text) == []


def test_full_width_digits_keep_their_spans() -> None:
    text = "前言。规模达１２亿元，占３成。"
    items = find_quantities(text)
    assert [text[item.start : item.end] for item in items] == ["１２亿元", "３成"]
    assert [item.text for item in items] == ["１２亿元", "３成"]


def test_every_run_of_scale_words_is_read() -> None:
    for length in (1, 2, 3):
        for run in product("十百千万亿兆", repeat=length):
            find_quantities(f"0{''.join(run)}元")


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet="0123456789.,，-—~至到一二三十百千万亿兆%％元个年月日成分之倍翻番约超余 $￥kMWeE",
        max_size=60,
    )
)
def test_ordered_disjoint_and_exact(text: str) -> None:
    position = 0
    for item in find_quantities(text):
        assert position <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.text
        assert item.high is None or item.high >= item.value
        position = item.end


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_plain_keeps_the_length(text: str) -> None:
    assert len(plain(text)) == len(text)
    find_quantities(text)


@pytest.mark.parametrize(
    "piece", ["9", "万", "1,", "十", "一百万亿", "%", "1-", "3.", "第", "A1", "年2"]
)
def test_long_runs_are_quick(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert all(len(item.text) < 200 for item in find_quantities(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bought for $62,000 an acre", ("$62,000 an acre", "USD per acre")),
        ("at €149 a month", ("€149 a month", "EUR per month")),
        ("made $5 million a deal", ("$5 million", "million USD")),
        ("paid $0.50 a share-based reward", ("$0.50", "USD")),
    ],
)
def test_so_much_money_for_one_is_a_rate(text: str, found: tuple[str, str]) -> None:
    assert [(q.text, q.unit) for q in find_quantities(text)] == [found]
