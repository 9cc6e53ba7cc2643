"""Tables of many shapes, as reports print them; the companies and figures are invented."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from kb.figures import exhibit_points, extract
from kb.figures.tables.cells import typed_cells
from kb.figures.tables.tables import table_points
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.readers import read_text
from kb.types import DataPoint, Document, Period

DEVELOPMENT = Path(__file__).parent / "data" / "figures_development.jsonl"


def points_of(text: str, date: str = "") -> list[DataPoint]:
    document = read_text(text, name="table.md" if "|" in text else "table.txt")
    if date:
        document = _dated(document, date)
    found = [one for exhibit in document.exhibits for one in table_points(document, exhibit)]
    for one in found:
        assert document.text[one.start : one.end] == one.quote
        assert one.sentence_start <= one.start < one.end <= one.sentence_end
        assert document.text.count("\n", one.sentence_start, one.sentence_end) == 0
    return found


def _dated(document: Document, date: str) -> Document:
    from dataclasses import replace

    return replace(document, date=date)


def rows(points: list[DataPoint]) -> list[tuple[str, str, str, str, str, str]]:
    return [(p.metric, p.entity, p.period.key, p.quote, p.unit, p.kind) for p in points]


def test_years_along_the_top() -> None:
    found = points_of(
        "表1 中国风电装机容量（万千瓦）\n类型\t2022年\t2023年\n陆上\t33,498\t40,120\n"
    )
    assert rows(found) == [
        ("陆上风电装机容量", "", "2022", "33,498", "万千瓦", "level"),
        ("陆上风电装机容量", "", "2023", "40,120", "万千瓦", "level"),
    ]
    assert [p.normalised for p in found] == [33498e7, 40120e7]
    assert {p.normalised_unit for p in found} == {"W"}
    assert {p.exhibit for p in found} == {"表1"}


def test_years_down_the_side_with_a_growth_column_and_forecasts() -> None:
    found = points_of(
        "图2 2022-2024年中国储能市场规模及增速\n年份\t市场规模（亿元）\t增长率（%）\n"
        "2022\t512\t31.0\n2023\t640\t25.0\n2024E\t768\t20.0\n资料来源：甲研究院\n"
    )
    assert rows(found) == [
        ("中国储能市场规模", "", "2022", "512", "亿元", "level"),
        ("中国储能市场规模", "", "2022", "31.0", "%", "growth"),
        ("中国储能市场规模", "", "2023", "640", "亿元", "level"),
        ("中国储能市场规模", "", "2023", "25.0", "%", "growth"),
        ("中国储能市场规模", "", "2024", "768", "亿元", "level"),
        ("中国储能市场规模", "", "2024", "20.0", "%", "growth"),
    ]
    assert [p.forecast for p in found] == [False] * 4 + [True] * 2
    assert {p.publisher for p in found} == {"甲研究院"}
    assert {p.region for p in found} == {"中国"}


def test_names_along_the_top_and_measures_down_the_side() -> None:
    found = points_of(
        "表1 主流车型参数对比\n车型名称\t风驰A1\t云行S\n续航里程（公里）\t605\t710\n"
        "电池容量\t60kWh\t—\n"
    )
    assert rows(found) == [
        ("续航里程", "风驰A1", "", "605", "公里", "level"),
        ("续航里程", "云行S", "", "710", "公里", "level"),
        ("电池容量", "风驰A1", "", "60kWh", "kWh", "level"),
    ]


def test_companies_with_several_measures() -> None:
    found = points_of(
        "表3 2023年主要手机厂商经营情况\n厂商\t出货量（万台）\t同比增长\t市场份额\n"
        "星岚\t4,120\t-3.2%\t17.3%\n海柏\t3,805\t12.0%\t16.0%\n合计\t7,925\t3.6%\t33.3%\n"
    )
    assert rows(found)[:6] == [
        ("出货量", "星岚", "2023", "4,120", "万台", "count"),
        ("出货量", "星岚", "2023", "-3.2%", "%", "growth"),
        ("市场份额", "星岚", "2023", "17.3%", "%", "share"),
        ("出货量", "海柏", "2023", "3,805", "万台", "count"),
        ("出货量", "海柏", "2023", "12.0%", "%", "growth"),
        ("市场份额", "海柏", "2023", "16.0%", "%", "share"),
    ]
    assert found[1].direction == "down"
    assert found[1].normalised == -3.2
    assert [p.entity for p in found[6:]] == ["", "", ""]
    assert all("合计" in p.metric for p in found[6:])


def test_a_two_row_header_spreads_its_merged_cells() -> None:
    found = points_of(
        "表4 公有云市场\n| 厂商 | 2022年 | | 2023年 | |\n| --- | --- | --- | --- | --- |\n"
        "| | 收入（亿元） | 份额（%） | 收入（亿元） | 份额（%） |\n"
        "| 云桥 | 88 | 22.0 | 102 | 24.5 |\n"
    )
    assert rows(found) == [
        ("收入", "云桥", "2022", "88", "亿元", "level"),
        ("份额", "云桥", "2022", "22.0", "%", "share"),
        ("收入", "云桥", "2023", "102", "亿元", "level"),
        ("份额", "云桥", "2023", "24.5", "%", "share"),
    ]


def test_a_column_may_give_the_unit() -> None:
    found = points_of(
        "表2 2023年主要产品产量\n产品名称\t单位\t产量\t比上年增长（%）\n钢材\t亿吨\t13.6\t5.2\n"
    )
    assert rows(found) == [
        ("钢材产量", "", "2023", "13.6", "亿吨", "level"),
        ("钢材产量", "", "2023", "5.2", "%", "growth"),
    ]


def test_a_unit_line_stands_for_the_table() -> None:
    found = points_of(
        "表5 快递企业营业收入\n单位：百万美元\n企业\t2022年\t2023年\n迅达\t812\t905\n"
    )
    assert rows(found) == [
        ("快递企业营业收入", "迅达", "2022", "812", "百万美元", "level"),
        ("快递企业营业收入", "迅达", "2023", "905", "百万美元", "level"),
    ]
    assert found[0].normalised == 812e6


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_ranking_table_ranks_the_names_in_its_cells(side: str) -> None:
    body = [("杭州", "北京"), ("北京", "杭州")]
    if side == "left":
        lines = ["排名\t2022\t2023"] + [f"{i}\t{a}\t{b}" for i, (a, b) in enumerate(body, 1)]
    else:
        lines = ["2022\t2023\t排名"] + [f"{a}\t{b}\t{i}" for i, (a, b) in enumerate(body, 1)]
    found = points_of(
        "图9 中国数字城市指数，2022-2023\n\n" + "\n".join(lines) + "\n\n来源：甲研究院，2023\n"
    )
    assert [(p.entity, p.value, p.period.key, p.quote) for p in found] == [
        ("杭州", 1.0, "2022", "杭州"),
        ("北京", 1.0, "2023", "北京"),
        ("北京", 2.0, "2022", "北京"),
        ("杭州", 2.0, "2023", "杭州"),
    ]
    assert {(p.kind, p.unit, p.metric) for p in found} == {("rank", "", "中国数字城市指数 排名")}
    assert {p.publisher for p in found} == {"甲研究院"}


def test_names_of_a_ranking_may_carry_their_values() -> None:
    found = points_of(
        "表2 2022—2023年各省（区、市）茶叶产量排名（万吨）\n排名\t2022年\t2023年\n"
        "1\t福建（52.1）\t云南（55.4）\n2\t云南（51）\t福建（1,055.2）\n"
    )
    assert sorted(rows(found), key=lambda row: (row[5], row[2], row[3])) == [
        ("茶叶产量", "云南", "2022", "51", "万吨", "level"),
        ("茶叶产量", "福建", "2022", "52.1", "万吨", "level"),
        ("茶叶产量", "福建", "2023", "1,055.2", "万吨", "level"),
        ("茶叶产量", "云南", "2023", "55.4", "万吨", "level"),
        ("茶叶产量排名", "云南", "2022", "云南", "", "rank"),
        ("茶叶产量排名", "福建", "2022", "福建", "", "rank"),
        ("茶叶产量排名", "云南", "2023", "云南", "", "rank"),
        ("茶叶产量排名", "福建", "2023", "福建", "", "rank"),
    ]
    behind = points_of("表3 茶企市场份额排名\n排名\t2021年\n1\t山茗 27.4%\n2\t叶尚 20.3%\n")
    assert [(p.entity, p.kind, p.quote, p.unit) for p in behind] == [
        ("山茗", "rank", "山茗", ""),
        ("山茗", "share", "27.4%", "%"),
        ("叶尚", "rank", "叶尚", ""),
        ("叶尚", "share", "20.3%", "%"),
    ]


def test_what_stands_behind_a_ranked_name_is_no_value_without_a_unit() -> None:
    models = points_of("表3 车型排名\n排名\t2021年\n1\tModel 3\n2\tZeta（电动）\n")
    assert [(p.entity, p.kind) for p in models] == [("Model 3", "rank"), ("Zeta（电动）", "rank")]
    codes = points_of(
        "表4 营业收入排名（亿元）\n排名\t公司\n1\t甲盐（600001）\n2\t乙盐（000002）\n"
    )
    assert [(p.entity, p.kind) for p in codes] == [
        ("甲盐", "rank"),
        ("乙盐", "rank"),
    ]


def test_a_list_with_ranks_gives_the_rank_and_the_values() -> None:
    found = points_of(
        "表6 2023年民营企业营业收入榜\n排名\t企业名称\t营业收入（亿元）\n"
        "1\t长河集团\t5,512\n2\t万山控股\t4,980\n"
    )
    assert [(p.kind, p.entity, p.value) for p in found] == [
        ("rank", "长河集团", 1.0),
        ("level", "长河集团", 5512.0),
        ("rank", "万山控股", 2.0),
        ("level", "万山控股", 4980.0),
    ]
    assert {p.period.key for p in found} == {"2023"}


def test_blanks_dashes_and_serial_numbers_are_no_figures() -> None:
    found = points_of(
        "表7 门店数（家）\n序号\t企业\t2022年\t2023年\n"
        "1\t邻里\t—\t5,320\n2\t乐嘉\t\t1,046\n3\t万汇\tN/A\t82\n"
    )
    assert [(p.entity, p.period.key, p.value) for p in found] == [
        ("邻里", "2023", 5320.0),
        ("乐嘉", "2023", 1046.0),
        ("万汇", "2023", 82.0),
    ]


def test_an_english_table() -> None:
    found = points_of(
        "Table 3. Cloud revenue by vendor (US$ million)\nVendor\t2022\t2023\tYoY growth\n"
        "Alder\t1,204\t1,420\t17.9%\n\nSource: Example Research, 2024\n"
    )
    assert rows(found) == [
        ("Cloud revenue", "Alder", "2022", "1,204", "million USD", "level"),
        ("Cloud revenue", "Alder", "2023", "1,420", "million USD", "level"),
        ("Cloud revenue", "Alder", "2023", "17.9%", "%", "growth"),
    ]
    assert found[0].normalised == 1204e6
    assert found[0].normalised_unit == "USD"
    assert {p.publisher for p in found} == {"Example Research"}


def test_a_forecast_caption_makes_later_years_forecasts() -> None:
    text = "表8 氢能产量预测（万吨）\n来源\t2022年\t2026年\n绿氢\t10\t60\n"
    assert [p.forecast for p in points_of(text, date="2023-11")] == [False, True]
    assert [p.forecast for p in points_of(text.replace("预测", ""), date="2023-11")] == [
        False,
        False,
    ]


def test_negative_numbers_in_brackets() -> None:
    found = points_of("表9 2023年净利润（亿元）\n公司\t净利润\n海柏\t(3.2)\n星岚\t−1.5\n")
    assert [(p.entity, p.value) for p in found] == [("海柏", -3.2), ("星岚", -1.5)]


def test_cells_are_typed_and_headers_flagged() -> None:
    document = read_text(
        "表1 出货量（万台）\n厂商\t2022年\t2023E\n星岚\t4,120\t—\n", name="table.txt"
    )
    cells = typed_cells(document.exhibits[0])
    assert [[(c.kind, c.header) for c in row] for row in cells] == [
        [("text", True), ("period", True), ("period", True)],
        [("text", False), ("number", False), ("blank", False)],
    ]
    assert cells[1][1].value == 4120.0
    assert cells[0][2].forecast


def test_a_chart_without_cells_has_no_table_points() -> None:
    document = read_text(
        "正文一句。\n\n图3 全球市场规模，2022-2027\n\n来源：甲，2023\n", name="a.txt"
    )
    (exhibit,) = document.exhibits
    assert table_points(document, exhibit) == []
    assert typed_cells(exhibit) == []


def test_the_text_near_a_chart_that_speaks_of_it() -> None:
    text = (
        "2022年中国储能装机规模达8.7GW，2027年将达到97GW。\n\n2023年氢能产量为3,550万吨。\n\n"
        "图3 中国储能装机规模及预测，2020-2027\n\n来源：甲，2023\n"
    )
    document = read_text(text, name="a.txt")
    (exhibit,) = document.exhibits

    def point(metric: str, quote: str, region: str = "中国", exhibit: str = "") -> DataPoint:
        start = text.index(quote)
        return DataPoint(
            metric=metric, value=1.0, unit="", kind="level", start=start, end=start + len(quote),
            quote=quote, sentence_start=0, sentence_end=len(text), period=Period(), region=region,
            document_id=document.id, exhibit=exhibit,
        )  # fmt: skip

    points = [
        point("中国储能装机规模", "97GW"),
        point("储能装机规模", "8.7GW"),
        point("氢能产量", "3,550万吨"),
        point("全球储能装机规模", "97GW", region="全球"),
        point("中国储能装机规模", "97GW", exhibit="图3"),
    ]
    assert [p.quote for p in exhibit_points(exhibit, document, points, Vocabulary.load())] == [
        "8.7GW",
        "97GW",
    ]


def _labelled() -> list[dict[str, object]]:
    if not DEVELOPMENT.exists():
        return []
    items = map(json.loads, DEVELOPMENT.read_text("utf-8").splitlines())
    return [item for item in items if "table" in item["tags"]]


@pytest.mark.parametrize("item", _labelled(), ids=lambda item: str(item["id"]))
def test_labelled_tables(item: dict[str, object]) -> None:
    fields = ("value", "unit", "period", "kind", "entity", "forecast", "publisher")
    labels = item["points"]
    assert isinstance(labels, list)
    wanted = Counter(tuple(label[name] or "" for name in fields) for label in labels)
    found = Counter(
        (p.value, p.unit, p.period.key, p.kind, p.entity, p.forecast or "", p.publisher)
        for p in points_of(str(item["text"]))
    )
    assert found == wanted


def test_the_reports_ranking_tables() -> None:
    path = os.environ.get("KB_REPORT")
    if not path:
        pytest.skip("set KB_REPORT to the report's path to run this test")
    document = read_text(Path(path).read_text("utf-8"), name="report.txt")
    ranked = [
        point
        for exhibit in document.exhibits
        for point in table_points(document, exhibit)
        if point.kind == "rank"
    ]
    assert len(ranked) == 6 * 8 + 6 * 10
    years = Counter((point.exhibit, point.period.key) for point in ranked)
    assert set(years.values()) == {8, 10}


def test_the_rest_and_the_total_of_a_ranking_have_no_rank() -> None:
    found = points_of(
        "表6 2024年第一季度手机品牌排名\n排名\t品牌\t出货量（百万部）\n1\t星曜\t60.1\n2\t果园\t50.1\n"
        "其他\t\t138.4\n合计\t\t248.6\n"
    )
    assert rows(found) == [
        ("手机品牌排名", "星曜", "2024Q1", "星曜", "", "rank"),
        ("出货量", "星曜", "2024Q1", "60.1", "百万部", "count"),
        ("手机品牌排名", "果园", "2024Q1", "果园", "", "rank"),
        ("出货量", "果园", "2024Q1", "50.1", "百万部", "count"),
        ("出货量", "", "2024Q1", "138.4", "百万部", "count"),
        ("出货量", "", "2024Q1", "248.6", "百万部", "count"),
    ]


def test_a_caption_is_said_once_with_its_columns() -> None:
    found = points_of(
        "表1 2021—2023年我国集成电路进出口情况（单位：亿美元）\n年份\t进口额\t出口额\n2022\t4155.8\t1539.2\n2023\t3493.8\t1359.7\n"
    )
    assert [row[0] for row in rows(found)] == ["我国集成电路进口额", "我国集成电路出口额"] * 2
    found = points_of(
        "附表 主要经济指标（2023年）\n指标\t绝对值\t比上年增长（%）\n#第一产业（亿元）\t214.7\t4.1\n"
        "进出口总额（亿美元）\t128.9\t-2.4\n"
    )
    assert rows(found) == [
        ("第一产业", "", "2023", "214.7", "亿元", "level"),
        ("第一产业", "", "2023", "4.1", "%", "growth"),
        ("进出口总额", "", "2023", "128.9", "亿美元", "level"),
        ("进出口总额", "", "2023", "-2.4", "%", "growth"),
    ]
    found = points_of(
        "表2 面粉企业销售收入与毛利率\n企业\t2023年收入（亿元）\t2023年毛利率\n甲面粉\t30.5\t12.5%\n乙面粉\t21.0\t14.0%\n"
    )
    assert [row[0] for row in rows(found)] == ["面粉企业销售收入", "面粉企业销售毛利率"] * 2
    found = points_of(
        "Table 4. Regional revenue (USD million)\nRegion | 2022 | 2023\nEurope | 812 | 901\nAsia | 120 | 137\n"
    )
    assert {row[0] for row in rows(found)} == {"Europe Regional revenue", "Asia Regional revenue"}


def test_a_caption_may_count_in_millions_and_a_header_say_only_for_how_long() -> None:
    found = points_of(
        "Table 2: Tablet shipments by vendor, 2Q24 (millions of units)\nVendor\tShipments\nAlpha\t54.0\nBeta\t45.2\n"
    )
    assert rows(found)[0] == (
        "Tablet shipments",
        "Alpha",
        "2024Q2",
        "54.0",
        "million units",
        "count",
    )
    found = points_of(
        "指标名称\t计量单位\t1—6月累计\t同比±%\n用电量\t亿千瓦时\t486.3\t7.4\n货运量\t万吨\t21450\t-1.8\n"
    )
    assert [(row[0], *row[4:]) for row in rows(found)] == [
        ("用电量", "亿千瓦时", "level"),
        ("用电量", "%", "growth"),
        ("货运量", "万吨", "level"),
        ("货运量", "%", "growth"),
    ]


def test_names_may_stand_in_a_column_of_their_own_for_each_year() -> None:
    found = points_of(
        "表2 中国电动自行车企业销量份额排名\n排名\t2022年企业\t2022年份额\t2023年企业\t2023年份额\n"
        "1\t北原\t30.1%\t南溪\t28.4%\n2\t南溪\t22.0%\t北原\t25.7%\n"
    )
    metric = "中国电动自行车企业销量份额"
    assert sorted(rows(found), key=lambda row: (row[5], row[2], row[3])) == [
        (f"{metric}排名", "北原", "2022", "北原", "", "rank"),
        (f"{metric}排名", "南溪", "2022", "南溪", "", "rank"),
        (f"{metric}排名", "北原", "2023", "北原", "", "rank"),
        (f"{metric}排名", "南溪", "2023", "南溪", "", "rank"),
        (metric, "南溪", "2022", "22.0%", "%", "share"),
        (metric, "北原", "2022", "30.1%", "%", "share"),
        (metric, "北原", "2023", "25.7%", "%", "share"),
        (metric, "南溪", "2023", "28.4%", "%", "share"),
    ]
    assert {(p.entity, p.period.key): p.value for p in found if p.kind == "rank"} == {
        ("北原", "2022"): 1.0,
        ("南溪", "2022"): 2.0,
        ("南溪", "2023"): 1.0,
        ("北原", "2023"): 2.0,
    }


def test_a_statement_in_english_has_its_scale_in_the_corner_and_changes_at_its_edge() -> None:
    found = points_of(
        " |  | Fiscal year |  | % Change\n(in millions of £) | 2021 | 2020 | Actual | Comp.\n"
        "Bookings | 1,310 | 1,105 | 19 % | 17 %\nMargin | 4.5 % | 4.1 % |  | \n"
    )
    assert rows(found) == [
        ("Bookings", "", "2021", "1,310", "million GBP", "level"),
        ("Bookings", "", "2020", "1,105", "million GBP", "level"),
        ("Bookings", "", "2021", "19 %", "%", "growth"),
        ("Bookings % Change Comp.", "", "2021", "17 %", "%", "growth"),
        ("Margin", "", "2021", "4.5 %", "%", "level"),
        ("Margin", "", "2020", "4.1 %", "%", "level"),
    ]


def test_a_scale_without_currency_takes_that_of_the_cells() -> None:
    found = points_of(
        " | Years Ended June 30, |  | Variance in | \n"
        "(In thousands, except percentages) | 2021 | 2020 | Dollars | Percent\n"
        "Fares | $ 1,310 | $ 1,105 | $ 205 | 19%\nFuel cost | (402) | (371) | (31) | 8%\n"
        "Number of vehicles | 44 | 41 |  | \n"
    )
    assert rows(found) == [
        ("Fares", "", "2021", "$ 1,310", "thousand USD", "level"),
        ("Fares", "", "2020", "$ 1,105", "thousand USD", "level"),
        ("Fares", "", "2021", "$ 205", "thousand USD", "growth"),
        ("Fares", "", "2021", "19%", "%", "growth"),
        ("Fuel cost", "", "2021", "(402)", "thousand USD", "level"),
        ("Fuel cost", "", "2020", "(371)", "thousand USD", "level"),
        ("Fuel cost", "", "2021", "(31)", "thousand USD", "growth"),
        ("Fuel cost", "", "2021", "8%", "%", "growth"),
        ("Number of vehicles", "", "2021", "44", "thousand", "level"),
        ("Number of vehicles", "", "2020", "41", "thousand", "level"),
    ]
    assert [p.value for p in found[4:7]] == [-402.0, -371.0, -31.0]
    assert found[0].normalised == 1_310_000.0


def test_three_rows_may_head_the_columns_one_of_them_with_units() -> None:
    found = points_of(
        " | 2021 |  | 2020 | \n | Ewes | Rams | Ewes | Rams\n | Years | Years | Years | Years\n"
        "Age at shearing | 3.1 | 2.4 | 3.0 | 2.5\n"
    )
    assert rows(found) == [
        ("Age at shearing Ewes", "", "2021", "3.1", "years", "level"),
        ("Age at shearing Rams", "", "2021", "2.4", "years", "level"),
        ("Age at shearing Ewes", "", "2020", "3.0", "years", "level"),
        ("Age at shearing Rams", "", "2020", "2.5", "years", "level"),
    ]


@pytest.mark.parametrize(
    ("heading", "period", "unit"),
    [
        ("2021 €m", "2021", "million EUR"),
        ("FY2021 US$'000", "2021", "thousand USD"),
        ("Year ended 31 March 2021 (£000)", "2021", "thousand GBP"),
        ("Three months ended September 30, 2021 ($ in millions)", "2021Q3", "million USD"),
        ("Six months ended June 30, 2021 (RMB million)", "2021H1", "million CNY"),
        ("December 31, 2021 (thousands of Canadian dollars)", "2021-12-31", "thousand CAD"),
    ],
)
def test_a_heading_may_give_period_scale_and_currency(heading: str, period: str, unit: str) -> None:
    found = points_of(f" | {heading}\nRent | 166\nFees | (57)\n")
    assert rows(found) == [
        ("Rent", "", period, "166", unit, "level"),
        ("Fees", "", period, "(57)", unit, "level"),
    ]


def test_ranges_bounds_and_currencies_in_cells() -> None:
    found = points_of(
        "表4 招标结果\n项目\t2022年\t2023年\n中标价\t约3.5亿元\t$1.2\n"
        "折扣\t20%-40%\t1.2 – 1.9%\n折让\t(3.4)%\t-€5\n"
    )
    assert [(p.value, p.high, p.unit) for p in found] == [
        (3.5, None, "亿元"),
        (1.2, None, "USD"),
        (20.0, 40.0, "%"),
        (1.2, 1.9, "%"),
        (-3.4, None, "%"),
        (-5.0, None, "EUR"),
    ]


def test_headers_that_only_say_that_they_hold_changes_are_no_part_of_a_name() -> None:
    found = points_of(
        "单位：百万元\n项目\t2022年\t2021年\t本期比上年同期增减(%)\n客运收入\t340\t320\t6.3\n"
        "客运量（万人）\t12\t11\t9.1\n"
    )
    assert rows(found) == [
        ("客运收入", "", "2022", "340", "百万元", "level"),
        ("客运收入", "", "2021", "320", "百万元", "level"),
        ("客运收入", "", "2022", "6.3", "%", "growth"),
        ("客运量", "", "2022", "12", "万人", "count"),
        ("客运量", "", "2021", "11", "万人", "count"),
        ("客运量", "", "2022", "9.1", "%", "growth"),
    ]


def test_a_number_that_looks_like_a_year_is_a_number_among_numbers() -> None:
    found = points_of(
        "表1 2021-2023年中国露营装备销量\n年份\t销量（万件）\n2021\t1530\n2022\t1862\n2023\t2025\n"
    )
    assert [(p.period.key, p.quote, p.value) for p in found] == [
        ("2021", "1530", 1530.0),
        ("2022", "1862", 1862.0),
        ("2023", "2025", 2025.0),
    ]


def test_a_cell_of_a_ranking_may_hold_the_value_with_the_name() -> None:
    found = points_of(
        "Table 3: Annual output of shipyards by country (million tonnes)\n\n"
        "| Rank | 2021 | 2022 |\n|---|---|---|\n| 1 | Japan (3.6) | Korea (7.3) |\n"
        "| 2 | Korea (2.5) | Fleet (2022) |\n"
    )
    assert [(p.kind, p.entity, p.value, p.unit, p.period.key) for p in found] == [
        ("rank", "Japan", 1.0, "", "2021"),
        ("level", "Japan", 3.6, "million tonnes", "2021"),
        ("rank", "Korea", 1.0, "", "2022"),
        ("level", "Korea", 7.3, "million tonnes", "2022"),
        ("rank", "Korea", 2.0, "", "2021"),
        ("level", "Korea", 2.5, "million tonnes", "2021"),
        ("rank", "Fleet (2022)", 2.0, "", "2022"),
    ]


def test_percentages_that_make_a_whole_are_shares_and_a_header_may_say_forecast() -> None:
    found = points_of(
        "Table 4: Income of ports by activity (%)\n\n| Activity | 2023 | 2028 forecast |\n|---|---|---|\n"
        "| Capacity payments | 51.2 | 54.6 |\n| Dredging | 27.5 | 13.8 |\n| Other | 21.3 | 31.6 |\n"
    )
    assert [(p.metric, p.kind, p.period.key, p.forecast) for p in found][:2] == [
        ("Capacity payments Income of ports share", "share", "2023", False),
        ("Capacity payments Income of ports share", "share", "2028", True),
    ]
    rates = points_of(
        "Table 5: Loss rates by crop (%)\n\n| Crop | 2023 |\n|---|---|\n| Rye | 4.1 |\n| Oats | 3.2 |\n"
        "| Beans | 6.0 |\n"
    )
    assert {p.kind for p in rates} == {"level"}


def test_a_column_beside_the_names_only_describes_them() -> None:
    found = points_of(
        "Table 2. Gel makers, 2024\n\n| Company | Home | Revenue ($m) |\n|---|---|---|\n"
        "| Orto | Peru | 310 |\n| Balin | Spain | 188 |\n"
    )
    assert [(p.metric, p.entity, p.region, p.value) for p in found] == [
        ("Revenue", "Orto", "秘鲁", 310.0),
        ("Revenue", "Balin", "西班牙", 188.0),
    ]


def test_the_numbers_of_a_table_of_ranks_are_ranks_and_no_amounts() -> None:
    found = points_of(
        "Table 4. Quiet Harbour Index, rank by port\n\n"
        "| Port | 2022 | 2023 |\n|---|---|---|\n| Bergen | 2 | 1 |\n| Gdansk | 1 | 2 |\n"
    )
    assert [(p.kind, p.entity, p.period.key, p.value, p.quote) for p in found] == [
        ("rank", "Bergen", "2022", 2.0, "2"),
        ("rank", "Bergen", "2023", 1.0, "1"),
        ("rank", "Gdansk", "2022", 1.0, "1"),
        ("rank", "Gdansk", "2023", 2.0, "2"),
    ]
    mixed = points_of(
        "Table 5. Ports of the north\n\n"
        "| City | Moves (thousand) | Rank in 2023 |\n|---|---|---|\n| Bergen | 640 | 7 |\n| Gdansk | 910 | 3 |\n"
    )
    assert [(p.kind, p.entity, p.value) for p in mixed] == [
        ("level", "Bergen", 640.0),
        ("rank", "Bergen", 7.0),
        ("level", "Gdansk", 910.0),
        ("rank", "Gdansk", 3.0),
    ]
    years = points_of(
        "表7 码头吞吐量前三排名\n\n"
        "| 排名 | 2022年 | 2023年 | 2023年份额 |\n|---|---|---|---|\n"
        "| 1 | 甲港 | 乙港 | 16.8% |\n| 2 | 乙港 | 甲港 | 15.1% |\n| 3 | 丙港 | 丁港 | 9.4% |\n"
    )
    assert [(p.kind, p.entity, p.period.key, p.value) for p in years] == [
        ("rank", "甲港", "2022", 1.0),
        ("rank", "乙港", "2023", 1.0),
        ("share", "乙港", "2023", 16.8),
        ("rank", "乙港", "2022", 2.0),
        ("rank", "甲港", "2023", 2.0),
        ("share", "甲港", "2023", 15.1),
        ("rank", "丙港", "2022", 3.0),
        ("rank", "丁港", "2023", 3.0),
        ("share", "丁港", "2023", 9.4),
    ]
    scores = points_of(
        "Table 6. Port ranking by score\n\n"
        "| Port | 2022 | 2023 |\n|---|---|---|\n| Bergen | 71.5 | 74 |\n| Gdansk | 66 | 69 |\n"
    )
    assert {p.kind for p in scores} == {"level"}


def test_a_caption_may_price_one_of_something_and_a_source_line_say_more_than_who() -> None:
    text = (
        "**Table 4: Full cost by way of carriage (euros per passenger-kilometre)**\n\n"
        "| Way | 2023 | 2030 forecast |\n|---|---|---|\n| Night train | 0.21 | 0.18 |\n| Ferry | 0.34 | 0.36 |\n\n"
        "*Source: Marrow & Veldt model, March 2024. Totals may differ because of rounding.*\n"
    )
    assert [(p.metric, p.unit, p.dimension, p.publisher) for p in points_of(text)] == [
        ("Night train Full cost", "EUR per passenger-kilometre", "rate", "Marrow & Veldt model"),
        ("Night train Full cost", "EUR per passenger-kilometre", "rate", "Marrow & Veldt model"),
        ("Ferry Full cost", "EUR per passenger-kilometre", "rate", "Marrow & Veldt model"),
        ("Ferry Full cost", "EUR per passenger-kilometre", "rate", "Marrow & Veldt model"),
    ]


@pytest.mark.parametrize(
    ("header", "period"),
    [
        ("Change on 2023", "2024"),
        ("vs 2023", "2024"),
        ("较2023年增减", "2024"),
        ("Change on 2019", ""),  # five years of it are not the growth of one
        ("Change 2024", "2024"),
    ],
)
def test_a_change_is_of_the_year_after_the_one_that_it_is_measured_from(
    header: str, period: str
) -> None:
    found = points_of(
        f"| Vendor | Sales 2024 (million dollars) | {header} |\n|---|---|---|\n"
        "| Halden | 40 | +5% |\n| Ostrel | 30 | +4% |\n"
    )
    changes = [(p.period.key, p.kind, p.quote) for p in found if p.unit == "%"]
    assert changes == [(period, "growth", "+5%"), (period, "growth", "+4%")]


def test_a_change_is_of_the_next_year_where_no_other_year_is_given() -> None:
    found = points_of(
        "| Vendor | Staff | Change on 2021 |\n|---|---|---|\n| Halden | 40 | +5% |\n| Ostrel | 30 | +4% |\n"
    )
    assert [p.period.key for p in found if p.kind == "growth"] == ["2022", "2022"]


def test_each_year_of_a_ranking_may_have_its_names_and_their_values_side_by_side() -> None:
    found = points_of(
        "表4 水泵企业收入前三名（亿元）\n\n| 排名 | 2022年 | 收入 | 2023年 | 收入 |\n|---|---|---|---|---|\n"
        "| 1 | 甲泵 | 9.5 | 乙泵 | 11.2 |\n| 2 | 乙泵 | 8.1 | 甲泵 | 10.4 |\n| 3 | 丙泵 | 6.0 | 丙泵 | 6.6 |\n"
    )
    values = [(p.entity, p.period.key, p.value, p.unit) for p in found if p.kind == "level"]
    assert values == [
        ("甲泵", "2022", 9.5, "亿元"),
        ("乙泵", "2023", 11.2, "亿元"),
        ("乙泵", "2022", 8.1, "亿元"),
        ("甲泵", "2023", 10.4, "亿元"),
        ("丙泵", "2022", 6.0, "亿元"),
        ("丙泵", "2023", 6.6, "亿元"),
    ]
    ranks = [(p.entity, p.period.key, p.value) for p in found if p.kind == "rank"]
    assert ("乙泵", "2022", 2.0) in ranks
    assert ("乙泵", "2023", 1.0) in ranks


def test_a_column_of_ranks_has_no_unit_beside_columns_of_money() -> None:
    found = points_of(
        "表5 阀门企业收入（亿元）\n\n| 企业 | 2022年收入 | 2022年排名 | 2023年收入 | 2023年排名 |\n|---|---|---|---|---|\n"
        "| 甲阀 | 31.8 | 1 | 34.9 | 2 |\n| 乙阀 | 19.7 | 3 | 37.6 | 1 |\n| 丙阀 | 22.4 | 2 | 24.1 | 3 |\n"
    )
    of_second = [(p.kind, p.period.key, p.value, p.unit) for p in found if p.entity == "乙阀"]
    assert of_second == [
        ("level", "2022", 19.7, "亿元"),
        ("rank", "2022", 3.0, ""),
        ("level", "2023", 37.6, "亿元"),
        ("rank", "2023", 1.0, ""),
    ]


def test_a_cell_may_hold_a_value_and_its_place_in_brackets() -> None:
    found = points_of(
        "**Table 4. The three largest lift makers by service revenue (EUR million)**\n\n"
        "| Provider | Home | 2023 revenue (rank) | 2024 revenue (rank) | Share in 2024 |\n|---|---|---|---|---|\n"
        "| Alda | Spain | 241 (2) | 321 (1) | 10.2% |\n| Bero | Italy | 248 (1) | 292 (2) | 9.5% |\n"
        "| Cima | France | 162 (3) | 201 (3) | 7.3% |\n"
    )
    of_first = [(p.metric, p.kind, p.period.key, p.value) for p in found if p.entity == "Alda"]
    assert of_first == [
        ("service revenue", "level", "2023", 241.0),
        ("service revenue ranking", "rank", "2023", 2.0),
        ("service revenue", "level", "2024", 321.0),
        ("service revenue ranking", "rank", "2024", 1.0),
        ("Share", "share", "2024", 10.2),
    ]


def test_brackets_that_are_in_no_order_are_no_places() -> None:
    found = points_of(
        "表6 门店数（家，括号内为新开）\n\n| 品牌 | 2023年 | 2024年 |\n|---|---|---|\n"
        "| 甲 | 120（8） | 140（9） |\n| 乙 | 90（11） | 95（5） |\n| 丙 | 60（2） | 66（6） |\n"
    )
    assert [p for p in found if p.kind == "rank"] == []


def test_whoever_has_a_rank_is_somebody_and_how_a_caption_sorts_is_no_part_of_a_name() -> None:
    found = points_of(
        "**Table 4. Piano dealers by number of shops, Western Europe**\n\n"
        "| Group (home market) | 2023 shops | 2023 rank | 2024 shops | 2024 rank |\n|---|---|---|---|---|\n"
        "| Fjord (Norway) | 985 | 2 | 1,248 | 1 |\n| Alder (UK) | 1,120 | 1 | 1,171 | 2 |\n"
    )
    of_first = [(p.kind, p.period.key, p.value) for p in found if p.entity == "Fjord (Norway)"]
    assert of_first == [
        ("level", "2023", 985.0),
        ("rank", "2023", 2.0),
        ("level", "2024", 1248.0),
        ("rank", "2024", 1.0),
    ]
    assert not any("by number" in p.metric for p in found)


def test_a_source_line_may_say_what_was_done_and_go_on() -> None:
    found = points_of(
        "表1 水泵产量（万台）\n\n| 年份 | 产量 |\n|---|---|\n| 2023 | 12 |\n| 2024 | 15 |\n\n"
        "来源：企业年报，澜石咨询测算。仅计出厂，不含库存。\n"
    )
    assert {p.publisher for p in found} == {"企业年报，澜石咨询"}


def test_a_caption_may_name_a_measure_with_fewer_words_than_its_column() -> None:
    points = points_of(
        "表1 2023年各地区冷库容量、空置率与租金\n\n| 地区 | 容量（万吨） | 空置率（%） | 平均租金（元/托） |\n"
        "|---|---|---|---|\n| 华南 | 1109 | 11.4 | 102 |\n| 西北 | 739 | 23.5 | 58 |\n"
    )
    assert [point.metric for point in points][:3] == [
        "华南冷库容量",
        "华南冷库空置率",
        "华南冷库平均租金",
    ]


def test_a_caption_may_name_several_measures_one_after_the_other() -> None:
    found = points_of(
        "表1 乙国紫菜产值、产量与出口率，2023-2024\n\n| 年份 | 产值（亿元） | 产量（万吨） | 出口率 |\n|---|---|---|---|\n"
        "| 2023 | 18.4 | 4.1 | 12.6% |\n| 2024E | 20.3 | 4.4 | 13.0% |\n"
    )
    assert [(p.metric, p.period.key, p.quote, p.forecast) for p in found] == [
        ("乙国紫菜产值", "2023", "18.4", False),
        ("乙国紫菜产量", "2023", "4.1", False),
        ("乙国紫菜出口率", "2023", "12.6%", False),
        ("乙国紫菜产值", "2024", "20.3", True),
        ("乙国紫菜产量", "2024", "4.4", True),
        ("乙国紫菜出口率", "2024", "13.0%", True),
    ]


def test_a_column_of_numbers_of_rows_is_no_figure() -> None:
    found = points_of(
        "Table 3. Ferry lines, 2024\n\n| # | Line | Ships |\n|---|---|---|\n| 1 | Orlan | 12 |\n| 2 | Harle | 9 |\n"
    )
    assert [(p.quote, p.kind) for p in found] == [("12", "level"), ("9", "level")]


@pytest.mark.parametrize(
    ("caption", "unit"),
    [
        ("Cost of drying by kiln (euro cents per kg)", "euro cents per kg"),
        ("Rents by port (EUR per m²)", "EUR per m²"),
        ("Heat used by kiln (kWh per sq m)", "kWh per sq m"),
    ],
)
def test_a_caption_may_price_by_area_and_in_cents(caption: str, unit: str) -> None:
    (point,) = points_of(f"**{caption}**\n\n| Item | 2024 |\n|---|---|\n| Fuel | 12.5 |\n")
    assert (point.quote, point.unit, point.period.key) == ("12.5", unit, "2024")


@pytest.mark.parametrize(
    ("caption", "units"),
    [
        ("表2 企业经营（收入：亿元，人数：人）", ["亿元", "人"]),
        ("表2 收入（亿元）与人数（人）", ["亿元", "人"]),
        ("表2 企业经营（收入：亿元）", ["亿元", ""]),
    ],
)
def test_a_caption_may_give_each_column_its_unit(caption: str, units: list[str]) -> None:
    found = points_of(f"{caption}\n\n| 企业 | 收入 | 人数 |\n|---|---|---|\n| 甲 | 8.1 | 120 |\n")
    assert [(p.metric, p.quote, p.unit) for p in found] == [
        ("收入", "8.1", units[0]),
        (found[1].metric, "120", units[1]),
    ]


def test_a_caption_in_english_may_give_the_unit_of_one_column_or_of_all() -> None:
    found = points_of(
        "Table 3. Weir builders, 2024 (revenue in EUR million)\n\n| # | Maker | Revenue | Change | Yards |\n|---|---|---|---|---|\n"
        "| 1 | Orlan | 812 | +3.1% | 6 |\n"
    )
    assert [(p.entity, p.quote, p.unit) for p in found] == [
        ("Orlan", "812", "million EUR"),
        ("Orlan", "+3.1%", "%"),
        ("Orlan", "6", ""),
    ]
    (catch,) = points_of(
        "**Catch (in thousand tonnes)**\n\n| Port | 2024 |\n|---|---|\n| Harle | 12 |\n"
    )
    assert (catch.metric, catch.unit) == ("Harle Catch", "thousand tonnes")


def test_what_a_column_measures_of_somebody_is_no_name_whatever_it_is_called() -> None:
    found = points_of(
        "表2 2023年四家影投公司经营情况\n\n| 公司 | 影院数（家） | 票房（亿元） | 上座率 |\n|---|---|---|---|\n"
        "| 星幕影投 | 702 | 89.4 | 9.6% |\n| 橙果影城 | 256 | 27.6 | 8.1% |\n"
    )
    assert [(p.entity, p.metric, p.quote) for p in found][:3] == [
        ("星幕影投", "影院数", "702"),
        ("星幕影投", "票房", "89.4"),
        ("星幕影投", "上座率", "9.6%"),
    ]


def test_which_rows_a_caption_says_it_has_is_no_part_of_a_measure() -> None:
    found = points_of(
        "表1 2024年前八位城市得分\n\n| 城市 | 总分 | 治理 |\n|---|---|---|\n| 上海 | 87.2 | 88.7 |\n| 成都 | 80.3 | 83.2 |\n"
    )
    assert [(p.entity, p.metric) for p in found][:2] == [("上海", "总分得分"), ("上海", "治理得分")]


def test_a_caption_may_say_which_rows_it_has_and_what_its_percentages_are_of() -> None:
    found = points_of(
        "Table 2. Largest tea chains by outlets, end of 2024\n\n| Rank | Chain | Home city | Outlets 2024 | Outlets 2023 |\n"
        "|---|---|---|---|---|\n| 1 | Tallow & Finch | Melbourne | 1,184 | 1,020 |\n| 2 | Hoshibata | Kyoto | 214 | 209 |\n"
        "| 3 | Grue | Lyon | 188 | 160 |\n"
    )
    assert [(p.entity, p.metric, p.period.key, p.quote) for p in found if p.kind != "rank"][:2] == [
        ("Tallow & Finch", "outlets", "2024", "1,184"),
        ("Tallow & Finch", "outlets", "2023", "1,020"),
    ]
    (first, *_) = points_of(
        "Table 3. Ownership and habits in households, 2024, % of households\n\n| Country | Grinder | Kettle |\n"
        "|---|---|---|\n| Australia | 41 | 88 |\n| Brazil | 23 | 61 |\n"
    )
    assert (first.entity, first.metric, first.unit) == ("Australia", "Grinder", "%")


def test_a_number_like_a_year_is_a_value_below_a_year_but_not_below_a_word() -> None:
    text = "# 列车\n\n表1 开行列数（列）\n\n| 2021年 | 2022年 |\n| --- | --- |\n| 720 | 1860 |\n"
    points = extract(read_text(text, name="a.md"))
    assert [(point.quote, point.period.key) for point in points] == [
        ("720", "2021"),
        ("1860", "2022"),
    ]
    text = "# 公司\n\n表1 公司\n\n| 公司 | 成立年份 | 员工（人） |\n| --- | --- | --- |\n| 云溪 | 1998 | 310 |\n"
    assert [point.quote for point in extract(read_text(text, name="a.md"))] == ["310"]


def test_the_values_of_a_chart_told_by_year_below_its_caption_are_a_series() -> None:
    text = "# 列车\n\n图1 专列开行数，2021-2024（列）\n2021年：720；2022年：640；2024年：1860\n来源：云衡\n"
    document = read_text(text, name="a.md")
    points = extract(document)
    assert [(p.metric, p.quote, p.unit, p.period.key, p.exhibit) for p in points] == [
        ("专列开行数", "720", "列", "2021", "图1"),
        ("专列开行数", "640", "列", "2022", "图1"),
        ("专列开行数", "1860", "列", "2024", "图1"),
    ]
    assert [(one.label, one.kind, one.source) for one in document.exhibits] == [
        ("图1", "chart", "云衡")
    ]
    english = "# Pumps\n\nFigure 2: Pump sales, 2021-2023 (thousand units)\n\n2021: 2,180; 2022: 2,940; 2023: 2,760\n"
    points = extract(read_text(english, name="a.md"))
    assert [(p.metric, p.quote, p.period.key) for p in points] == [
        ("Pump sales", "2,180", "2021"),
        ("Pump sales", "2,940", "2022"),
        ("Pump sales", "2,760", "2023"),
    ]


@pytest.mark.parametrize(
    "caption",
    ["Kite market, 2023–2026 (2025 onwards: forecast)", "Kite market (forecast from 2025)"],
)
def test_a_caption_says_from_when_its_values_are_forecasts(caption: str) -> None:
    table = "| Year | Value ($ million) |\n|---|---|\n| 2024 | 17 |\n| 2025 | 18 |\n"
    points = extract(read_text(f"# Kites\n\n**Table 1. {caption}**\n\n{table}", name="a.md"))

    assert [(p.metric, p.forecast) for p in points] == [
        ("Kite market", False),
        ("Kite market", True),
    ]
