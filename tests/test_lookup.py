"""Look-up over small hand-made figures of several industries."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import pytest

from kb.figures.lookup.lookup import Match, look_up, parse_question
from kb.figures.periods.period import find_periods
from kb.figures.quantities.quantity import find_quantities
from kb.figures.vocabulary.vocabulary import Vocabulary
from kb.types import DataPoint, Period, PointKind

VOCABULARY = Vocabulary.load()
_PLACES = itertools.count(0, 100)


def point(
    metric: str,
    value: str,
    period: str = "",
    kind: PointKind = "level",
    *,
    region: str = "",
    entity: str = "",
    forecast: bool = False,
    publisher: str = "",
    heading: str = "",
    exhibit: str = "",
) -> DataPoint:
    quantity = find_quantities(f"达{value}")[0]
    start = next(_PLACES)
    found = find_periods(period)
    return DataPoint(
        metric=metric,
        value=quantity.value,
        unit=quantity.unit,
        kind=kind,
        start=start,
        end=start + len(value),
        quote=value,
        sentence_start=start,
        sentence_end=start + 60,
        period=found[0][2] if found else Period(),
        entity=entity,
        region=region,
        normalised=quantity.normalised,
        normalised_unit=quantity.normalised_unit,
        dimension=quantity.dimension,
        forecast=forecast,
        publisher=publisher,
        exhibit=exhibit,
        document_id="d",
        heading_path=(heading,) if heading else (),
    )


def ranks(title: str, years: Sequence[int], rows: Sequence[Sequence[str]]) -> list[DataPoint]:
    found = []
    for rank, row in enumerate(rows, start=1):
        for year, name in zip(years, row, strict=True):
            place = next(_PLACES)
            found.append(
                DataPoint(
                    metric=f"{title}排名",
                    value=rank,
                    unit="",
                    kind="rank",
                    start=place,
                    end=place + len(name),
                    quote=name,
                    sentence_start=place,
                    sentence_end=place + 50,
                    period=Period(year, year, text=str(year)),
                    entity=name,
                    normalised=rank,
                    document_id="d",
                    exhibit="表3",
                )
            )
    return found


POINTS = [
    point("中国新能源汽车销量", "688.7万辆", "2022年", "count", region="中国"),
    point("中国新能源汽车销量", "949.5万辆", "2023年", "count", region="中国"),
    point("中国新能源汽车销量", "1150万辆", "2024年", "count", region="中国", forecast=True),
    point("中国新能源汽车销量", "37.9%", "2023年", "growth", region="中国"),
    point("中国新能源汽车销量", "374.7万辆", "2023年上半年", "count", region="中国"),
    point("中国新能源汽车渗透率", "31.6%", "2023年", "share", region="中国"),
    point("全球新能源汽车销量", "1465万辆", "2023年", "count", region="全球"),
    point("动力电池装车量", "387.7GWh", "2023年", region="中国"),
    point("光伏新增装机量", "216.9GW", "2023年", region="中国"),
    point("光伏新增装机量", "87.4GW", "2022年", region="中国"),
    point("光伏组件出口额", "396亿美元", "2023年", region="中国"),
    point("分布式光伏占比", "44%", "2023年", "share", region="中国"),
    point("新型储能累计装机规模", "31.4GW", "2023年", region="中国"),
    point("新型储能累计装机规模", "55.2%", "2023-2027年", "cagr", region="中国", forecast=True),
    point("智能手机出货量", "2.71亿台", "2023年", "count", region="中国"),
    point("智能手机出货量", "11.7亿台", "2023年", "count", region="全球"),
    point("折叠屏手机出货量", "700.7万台", "2023年", "count", region="中国"),
    point("智能手机市场份额", "17.3%", "2023年", "share", region="中国", entity="星岚"),
    point("智能手机市场份额", "16.1%", "2023年", "share", region="中国", entity="海柏"),
    point("国内生产总值", "126.06万亿元", "2023年", region="中国"),
    point("国内生产总值", "5.2%", "2023年", "growth", region="中国"),
    point("社会消费品零售总额", "47.15万亿元", "2023年", region="中国"),
    point("营业收入", "352亿元", "2023年", entity="星岚"),
    point("营业收入", "8.6%", "2023年", "growth", entity="星岚"),
    point("净利润", "41亿元", "2023年", entity="星岚"),
    point("研发人员数量", "1.2万人", "2023年", "count", entity="星岚"),
    point("中国液冷服务器市场规模", "89亿美元", "2027年", region="中国", forecast=True),
    point("中国液冷服务器市场规模", "54.7%", "2022-2027年", "cagr", region="中国", forecast=True),
    point("中国人工智能服务器市场规模", "91亿美元", "2023年", region="中国", forecast=True),
    point("人工智能服务器市场规模", "30亿美元", "2023年上半年", region="中国"),
    point("中国智能算力规模", "200.5 EFLOPS", "2022年", region="中国"),
    point("智能算力规模", "200.5 EFLOPS", "2022年", region="中国"),
    point("中国智能算力规模", "900.1 EFLOPS", "2027年", region="中国", forecast=True),
    point("中国通用算力规模", "54.1 EFLOPS", "2022年", region="中国"),
    point("参数量", "1750亿", entity="GPT-3", exhibit="表1"),
    point("参数量", "5400亿", entity="PaLM", exhibit="表1"),
    point("参数量", "3400亿", entity="PaLM-2", exhibit="表1"),
    point("大模型数量", "200个", "2023年10月", "count", region="中国"),
    *ranks(
        "中国人工智能城市",
        (2022, 2023),
        (("北京", "北京"), ("杭州", "深圳"), ("深圳", "杭州"), ("上海", "苏州")),
    ),
    *ranks(
        "中国人工智能行业渗透度",
        (2022, 2023),
        (("互联网", "互联网"), ("金融", "电信"), ("政府", "金融")),
    ),
]  # fmt: skip


def shown(matches: Sequence[Match]) -> list[str]:
    return [f"{m.point.entity}{m.point.quote}@{m.point.period.key}" for m in matches]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        # levels and counts, by year
        ("2023年中国新能源汽车销量是多少？", "949.5万辆@2023"),
        ("22年我国新能源车卖了多少？销量", "688.7万辆@2022"),
        ("2024年新能源汽车销量预计达到多少万辆", "1150万辆@2024"),
        ("How many NEVs were sold in China in 2023? unit sales", "949.5万辆@2023"),
        ("What were global new energy vehicle unit sales in 2023?", "1465万辆@2023"),
        ("2023年全球新能源汽车销量", "1465万辆@2023"),
        ("2023年光伏新增装机是多少GW", "216.9GW@2023"),
        ("去年的光伏装机量（2022年）", "87.4GW@2022"),
        ("China's PV module exports in 2023", "396亿美元@2023"),
        ("新型储能2023年装机规模多大？", "31.4GW@2023"),
        ("2023年国内智能手机出货量", "2.71亿台@2023"),
        ("Worldwide smartphone shipments 2023", "11.7亿台@2023"),
        ("折叠屏手机2023年出货多少台", "700.7万台@2023"),
        ("2023 年 GDP 是多少", "126.06万亿元@2023"),
        ("What was China's GDP in 2023?", "126.06万亿元@2023"),
        ("社会消费品零售总额2023", "47.15万亿元@2023"),
        ("2022年智算规模", "200.5 EFLOPS@2022"),
        ("到2027年，国内的智算规模预计会做到多少EFLOPS？", "900.1 EFLOPS@2027"),
        ("What is China's AI computing power expected to be in 2027?", "900.1 EFLOPS@2027"),
        ("2022年通用算力有多大", "54.1 EFLOPS@2022"),
        ("液冷服务器27年市场空间多大？", "89亿美元@2027"),
        ("2023年AI服务器市场规模是多少亿美元", "91亿美元@2023"),
        ("截至2023年10月国内有多少个大模型", "200个@2023-10"),
        # halves are not years
        ("2023年上半年新能源汽车销量", "374.7万辆@2023H1"),
        ("上半年新能源汽车销量是多少，23年的", "374.7万辆@2023H1"),
        ("23H1 中国AI服务器市场规模", "30亿美元@2023H1"),
        ("AI server market size in China, first half of 2023", "30亿美元@2023H1"),
        # growth, compound growth, shares
        ("2023年新能源汽车销量同比增长多少", "37.9%@2023"),
        ("新能源汽车2023年销量增速", "37.9%@2023"),
        ("2023年GDP增长率", "5.2%@2023"),
        ("What was the GDP growth rate in 2023?", "5.2%@2023"),
        ("2023-2027年新型储能装机的年复合增长率", "55.2%@2023-2027"),
        ("液冷服务器市场2022到2027年的复合增速", "54.7%@2022-2027"),
        ("What is the CAGR of China's liquid-cooled server market?", "54.7%@2022-2027"),
        ("2023年新能源汽车渗透率是多少", "31.6%@2023"),
        ("NEV penetration rate in China, 2023", "31.6%@2023"),
        ("分布式光伏占多少比例", "44%@2023"),
        # entities
        ("星岚2023年营收", "星岚352亿元@2023"),
        ("星岚的净利润是多少", "星岚41亿元@2023"),
        ("星岚营收增速", "星岚8.6%@2023"),
        ("星岚有多少研发人员", "星岚1.2万人@2023"),
        ("星岚在国内智能手机市场的份额", "星岚17.3%@2023"),
        ("海柏的手机市占率", "海柏16.1%@2023"),
        ("GPT-3有多少参数？", "GPT-31750亿@"),
        ("GPT3 的参数规模", "GPT-31750亿@"),
        ("How many parameters does PaLM have?", "PaLM5400亿@"),
        ("PaLM-2的参数量", "PaLM-23400亿@"),
        # ranks
        ("2023年苏州在人工智能城市排名第几？", "苏州苏州@2023"),
        ("2023年城市排名第二的是哪个城市", "深圳深圳@2023"),
        ("Which city ranked second in 2022?", "杭州杭州@2022"),
        ("2022年行业渗透度排第三的行业", "政府政府@2022"),
        ("Where did telecom rank in AI penetration in 2023?", "电信电信@2023"),
    ],
)  # fmt: skip
def test_the_best_match_answers_the_question(question: str, best: str) -> None:
    matches = look_up(question, POINTS, VOCABULARY)
    assert shown(matches)[:1] == [best]
    assert matches[0].exact_period


@pytest.mark.parametrize(
    "question",
    [
        "2023年日本新能源汽车销量",
        "2022年美国智能算力规模",
        "India's smartphone shipments in 2023",
        "印度2027年液冷服务器市场规模",
        "2027年边缘服务器市场规模",
        "全球液冷服务器市场规模",
        "海柏2023年净利润",
        "晨星科技的营业收入",
        "GPT-4 有多少参数",
        "2023年氢能产量",
        "星岚的毛利率",
        "光伏组件出货量",
        "动力电池市场的年复合增长率",
        "2023年GDP占全球比重",
        "明天北京会下雨吗？",
        "红烧肉怎么做才不腻",
        "How many Ascend 910 accelerators did Huawei ship in 2023?",
        "Who won the 2022 FIFA World Cup?",
        "成都2023年排名第几",
        "多少？",
        "",
    ],
)
def test_what_no_figure_tells_is_empty(question: str) -> None:
    assert look_up(question, POINTS, VOCABULARY) == []


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("2025年新能源汽车销量", ["1150万辆@2024"]),
        ("2025年智能算力规模", ["200.5 EFLOPS@2022", "900.1 EFLOPS@2027"]),
        ("2021年智能算力规模", ["200.5 EFLOPS@2022"]),
        ("2022年上半年光伏新增装机", ["87.4GW@2022"]),
    ],
)
def test_a_missing_period_gives_the_nearest_and_says_so(question: str, nearest: list[str]) -> None:
    matches = look_up(question, POINTS, VOCABULARY)
    assert sorted(shown(matches), key=lambda text: text.split("@")[1]) == nearest
    assert not any(match.exact_period for match in matches)


@pytest.mark.parametrize(
    ("question", "series"),
    [
        ("中国新能源汽车销量历年变化",
         ["688.7万辆@2022", "374.7万辆@2023H1", "949.5万辆@2023", "1150万辆@2024"]),
        ("How has China's NEV unit sales changed over time?",
         ["688.7万辆@2022", "374.7万辆@2023H1", "949.5万辆@2023", "1150万辆@2024"]),
        ("智能算力规模的趋势", ["200.5 EFLOPS@2022", "900.1 EFLOPS@2027"]),
        ("从2022年到2023年光伏装机怎么变", ["87.4GW@2022", "216.9GW@2023"]),
        ("苏州历年排名", ["苏州苏州@2023"]),
        ("杭州历年排名", ["杭州杭州@2022", "杭州杭州@2023"]),
    ],
)  # fmt: skip
def test_a_trend_is_the_whole_series_in_order(question: str, series: list[str]) -> None:
    assert shown(look_up(question, POINTS, VOCABULARY)) == series


def test_a_series_is_of_the_sort_that_has_the_years_and_a_caption_may_repeat_the_title() -> None:
    title, whole = "中国灯塔行业研究", "中国灯塔市场"
    points = [
        point("灯塔国产化率", "48.6%", "2023年", "share", heading=title),
        *(
            point("国产化率", value, f"{year}年", entity=whole, heading=title, exhibit="表2")
            for year, value in ((2021, "33.7%"), (2022, "41.2%"), (2023, "48.6%"))
        ),
    ]
    told = look_up("2021到2023年灯塔国产化率每年各是多少", points, VOCABULARY)
    assert [m.point.period.key for m in told] == ["2021", "2022", "2023"]


def test_a_year_whose_figure_a_sentence_states_too_is_called_as_the_others_of_its_series() -> None:
    whole, table = "全国灯塔市场规模", "中国灯塔市场规模"
    points = [point(whole, "30亿元", "2024年", heading="灯塔")] + [
        point(table, value, f"{year}年", heading="灯塔", exhibit="表1")
        for year, value in ((2022, "20亿元"), (2023, "26亿元"), (2024, "30亿元"))
    ]
    told = look_up("2022到2024年灯塔市场规模每年是多少", points, VOCABULARY)
    assert [(m.point.metric, m.point.period.key) for m in told] == [
        (table, "2022"),
        (table, "2023"),
        (table, "2024"),
    ]


def test_several_periods_are_each_answered() -> None:
    matches = look_up("2022年和2027年智能算力规模分别是多少", POINTS, VOCABULARY)
    assert sorted(shown(matches)) == ["200.5 EFLOPS@2022", "900.1 EFLOPS@2027"]
    matches = look_up("2022年和2025年智能算力规模", POINTS, VOCABULARY)
    assert [(m.point.period.key, m.exact_period) for m in matches] == [
        ("2022", True),
        ("2027", False),
    ]


@pytest.mark.parametrize(
    ("question", "both"),
    [
        ("2022年智能算力是通用算力的几倍", ["200.5 EFLOPS@2022", "54.1 EFLOPS@2022"]),
        ("GPT-3 和 PaLM-2 的参数量谁大", ["GPT-31750亿@", "PaLM-23400亿@"]),
        ("杭州和苏州2023年的排名", ["杭州杭州@2023", "苏州苏州@2023"]),
        ("星岚与海柏的手机份额对比", ["星岚17.3%@2023", "海柏16.1%@2023"]),
    ],
)
def test_things_set_side_by_side_are_each_answered(question: str, both: list[str]) -> None:
    assert sorted(shown(look_up(question, POINTS, VOCABULARY))) == sorted(both)


def test_a_name_within_a_longer_name_is_another_name() -> None:
    assert shown(look_up("PaLM-2的参数量", POINTS, VOCABULARY)) == ["PaLM-23400亿@"]
    assert shown(look_up("PaLM的参数量", POINTS, VOCABULARY)) == ["PaLM5400亿@"]


def test_the_narrower_thing_is_left_out_where_the_thing_itself_is_given() -> None:
    matches = look_up("中国人工智能服务器市场规模", POINTS, VOCABULARY)
    assert {m.point.metric for m in matches} == {
        "中国人工智能服务器市场规模",
        "人工智能服务器市场规模",
    }


def test_a_vague_figure_takes_its_name_from_its_sentence_but_a_named_one_does_not() -> None:
    vague = point("市场规模", "77亿元", "2023年", region="中国")
    named = point("风电市场规模", "88亿元", "2023年", region="中国")

    def context(given: DataPoint) -> str:
        return "随着氢能的发展，市场规模扩大。"

    matches = look_up("2023年氢能市场规模", [vague, named], VOCABULARY, context=context)
    assert shown(matches) == ["77亿元@2023"]
    assert look_up("2023年氢能市场规模", [named], VOCABULARY, context=context) == []


def test_a_market_size_is_no_count_of_pieces() -> None:
    assert look_up("2023年折叠屏手机市场规模", POINTS, VOCABULARY) == []


def test_a_region_may_be_named_in_the_sentence() -> None:
    bare = point("咖啡门店数量", "9万家", "2023年", "count")
    assert look_up("2023年全球咖啡门店数量", [bare], VOCABULARY) == []
    assert shown(look_up("2023年中国咖啡门店数量", [bare], VOCABULARY)) == ["9万家@2023"]
    matches = look_up(
        "2023年全球咖啡门店数量", [bare], VOCABULARY, context=lambda _: "全球咖啡门店增至9万家"
    )
    assert shown(matches) == ["9万家@2023"]
    assert look_up("2023年中国咖啡门店数量", [bare], VOCABULARY, context=lambda _: "全球门店") == []


def test_top_three_are_the_first_three_ranks() -> None:
    matches = look_up("2023年人工智能城市排名前三", POINTS, VOCABULARY)
    assert sorted((m.point.value, m.point.entity) for m in matches) == [
        (1, "北京"),
        (2, "深圳"),
        (3, "杭州"),
    ]


def test_the_same_figure_stated_twice_is_one_match() -> None:
    (match,) = look_up("2022年智能算力规模", POINTS, VOCABULARY)
    assert match.point.metric == "中国智能算力规模" or match.point.metric == "智能算力规模"
    assert len(match.others) == 1
    assert match.others[0].value == match.point.value


def test_what_the_point_adds_to_the_question_is_named() -> None:
    cooled = [one for one in POINTS if "液冷" in one.metric]
    (match,) = look_up("2027年服务器市场规模", cooled, VOCABULARY)
    assert match.narrower == ("液冷",)
    (match,) = look_up("2027年液冷服务器市场规模", POINTS, VOCABULARY)
    assert match.narrower == ()
    assert match.reasons == ("液冷", "服务器", "市场", "规模")


def test_scores_fall_and_the_order_of_the_points_does_not_matter() -> None:
    question = "2023年中国新能源汽车销量"
    matches = look_up(question, POINTS, VOCABULARY)
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
    assert shown(look_up(question, POINTS[::-1], VOCABULARY)) == shown(matches)


def test_similarity_only_settles_near_ties() -> None:
    def similarity(question: str, texts: Sequence[str]) -> list[float]:
        return [float("全球" in text) for text in texts]

    question = "2023年智能手机出货量"
    matches = look_up(question, POINTS, VOCABULARY, similarity=similarity)
    assert shown(matches)[0] == "11.7亿台@2023"
    assert look_up("2023年日本智能手机出货量", POINTS, VOCABULARY, similarity=similarity) == []


def test_a_name_in_the_sentence_counts_as_the_points_own() -> None:
    def context(given: DataPoint) -> str:
        return "晨星科技去年表现平稳" if given.quote == "352亿元" else ""

    assert look_up("晨星科技的营业收入", POINTS, VOCABULARY) == []
    matches = look_up("晨星科技的营业收入", POINTS, VOCABULARY, context=context)
    assert shown(matches) == ["星岚352亿元@2023"]


@pytest.mark.parametrize(
    ("question", "periods", "kinds", "unit", "series", "forecast", "ranked"),
    [
        ("2027年智算规模预计多少EFLOPS", ["2027"], ("level", "count"), "FLOPS", False, True, ()),
        ("2022年和23H1的同比增速", ["2022", "2023H1"], ("growth", "cagr"), "", False, None, ()),
        ("2022-2027年复合增长率", ["2022-2027"], ("cagr",), "", False, None, ()),
        ("规模多大，同比增长多少", [], ("level", "count", "growth", "cagr"), "", False, None, ()),
        ("训练占比的变化趋势", [], ("share",), "", True, None, ()),
        ("2023年排名前三的城市", ["2023"], ("rank",), "", False, None, (1, 2, 3)),
        ("第五名是谁", [], ("rank",), "", False, None, (5,)),
        ("Which city topped the ranking?", [], ("rank",), "", False, None, (1,)),
        ("27年多少片出货", ["2027"], ("level", "count"), "片", False, None, ()),
        ("有多少分析师", [], ("level", "count"), "", False, None, ()),
        ("建设花了多少钱", [], ("level", "count"), "", False, None, ()),
        ("净增多少", [], ("level", "count"), "", False, None, ()),
        ("2018、2019和2020出货", ["2018", "2019", "2020"], ("level", "count"), "", False, None, ()),
        ("GPT-3", [], (), "", False, None, ()),
    ],
)  # fmt: skip
def test_what_a_question_asks(
    question: str,
    periods: list[str],
    kinds: tuple[str, ...],
    unit: str,
    series: bool,
    forecast: bool | None,
    ranked: tuple[int, ...],
) -> None:
    asked = parse_question(question, VOCABULARY)
    assert [period.key for period in asked.periods] == periods
    assert (asked.kinds, asked.unit) == (kinds, unit)
    assert (asked.wants_series, asked.forecast, asked.ranks) == (series, forecast, ranked)


def test_this_year_counts_from_the_date() -> None:
    asked = parse_question("今年的出货量", VOCABULARY, date="2024-03-01")
    assert [period.key for period in asked.periods] == ["2024"]
    assert parse_question("今年的出货量", VOCABULARY).periods == ()


def test_no_pattern_takes_long_on_a_long_question() -> None:
    asked = parse_question("从2020到" * 2000 + "how fast grow " * 500 + "占" * 5000, VOCABULARY)
    assert re.fullmatch(r"\d{4}", asked.periods[0].key)


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("2023年绿茶均价为每公斤多少元？", "CNY/公斤"),
        ("电价每千瓦时多少元", "CNY/千瓦时"),
        ("每台设备卖多少元", "CNY"),
        ("每年花多少元", "CNY"),
    ],
)
def test_an_amount_for_a_measure_is_asked_for_in_its_unit(question: str, unit: str) -> None:
    assert parse_question(question, Vocabulary.load()).unit == unit


def values(question: str, points: Sequence[DataPoint]) -> list[str]:
    return [match.point.quote for match in look_up(question, points, VOCABULARY)]


def test_what_one_of_something_has_is_not_what_there_is_in_all() -> None:
    points = [
        point("Revenue from ferries", "3亿美元", "2022年"),
        point("revenue", "$19 per tonne", "2022年"),
    ]
    assert values("What was the revenue in 2022?", points) == ["3亿美元"]
    assert values("What was the revenue per tonne in 2022?", points) == ["$19 per tonne"]


def test_the_price_of_one_is_its_cost_and_what_has_gigawatts_is_installed() -> None:
    price = [point("ferry price", "61美元/吨", "2022年")]
    assert values("What did a ferry cost in 2022?", price) == ["61美元/吨"]
    assert (
        values("What did a ferry cost in 2022?", [point("ferry price", "61亿美元", "2022年")]) == []
    )
    assert values("2022年风电装机多少", [point("风电产能", "6GW", "2022年")]) == ["6GW"]


def test_how_long_asks_for_a_time_and_how_much_of_for_a_part_or_an_amount() -> None:
    assert parse_question("How long did ferries wait?", VOCABULARY).dimension == "time"
    assert parse_question("How long is the canal?", VOCABULARY).dimension == ""
    asked = parse_question("How much of its fuel does a ferry waste?", VOCABULARY)
    assert asked.kinds == ("share", "level", "count")
    assert parse_question("How quickly will sales grow?", VOCABULARY).kind == "growth"


def test_a_possessive_and_two_forms_of_a_word_are_one_word() -> None:
    for one, other in (
        ("Orto's sales", "Orto sales"),
        ("corrections", "corrected"),
        ("consumption", "consumed"),
    ):
        assert VOCABULARY.words(one) == VOCABULARY.words(other)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("绿茶按销售额算，22到27年平均一年能涨多少", ("cagr",)),
        ("从产量看，白茶的占比是多少", ("share",)),
        ("白茶23年出口量，比前一年多了百分之几", ("growth", "cagr")),
        ("白茶23年出口量是多少，比上一年涨了多少", ("level", "count", "growth", "cagr")),
        ("白茶的市场规模和增速是多少", ("level", "count", "growth", "cagr")),
    ],
)
def test_what_is_measured_is_no_amount_that_is_asked_for(
    question: str, kinds: tuple[str, ...]
) -> None:
    assert parse_question(question, Vocabulary.load()).kinds == kinds


def test_an_english_figure_that_names_no_place_is_of_the_world() -> None:
    points = [point("Cumulative exports", "6亿美元", "2022年")]
    assert values("What were cumulative exports worldwide in 2022?", points) == ["6亿美元"]
    assert values("What were cumulative exports in Peru in 2022?", points) == []


def test_a_bare_number_of_a_sentence_is_of_no_unit_asked_for() -> None:
    points = [point("ferry lines", "240", "2022年"), point("ferry engines", "240MW", "2022年")]
    assert values("How big are the ferry engines in MW in 2022?", points) == ["240MW"]
    assert values("How big are the ferry lines in MW in 2022?", points) == []


def test_so_many_ten_thousands_are_not_a_few() -> None:
    points = [
        point("渡轮价格", "4.15元/公里", "2022年"),
        point("渡轮价格", "128万元", "2022年"),
    ]
    assert values("2022年一艘渡轮的价格是多少万？", points) == ["128万元"]
    assert values("2022年渡轮的价格是多少？", points) == ["4.15元/公里", "128万元"]


def test_how_much_something_fell_asks_for_a_rate_unless_it_names_a_unit() -> None:
    assert parse_question("水温低时产量会掉多少？", VOCABULARY).kinds[:1] == ("growth",)
    assert parse_question("水温低时产量会掉多少吨？", VOCABULARY).kinds[:1] == ("level",)


def test_what_a_whole_report_is_about_goes_without_saying_in_a_figures_name() -> None:
    title = "2024年乙国紫菜产业报告"
    known = [
        point("乙国紫菜产值", "18.4亿元", "2022年", heading=title),
        point("乙国紫菜产值", "20.3亿元", "2023年", heading=title),
        point("产值", "31.2亿元", "2028年", forecast=True, heading=title),
        point("干海带产值", "7.5亿元", "2023年", heading=title),
    ]
    found = look_up("2022-2023年产值", known, VOCABULARY)
    assert [(m.point.metric, m.point.value, m.exact_period) for m in found] == [
        ("乙国紫菜产值", 18.4, True),
        ("乙国紫菜产值", 20.3, True),
    ]


def test_what_a_report_is_about_narrows_no_column_of_its_tables() -> None:
    title = "存储市场研究"
    points = [
        point("芯片存储市场规模", "53亿元", "2024年", heading=title, exhibit="表1"),
        point("芯片占比", "61%", "2030年", "share", heading=title),
    ]
    found = look_up("芯片2024年是2019年的几倍", points, VOCABULARY)
    assert "53亿元" in {match.point.quote for match in found}
