"""Data points of sentences: values, periods, kinds, subjects, speakers, spans; and what is none."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from extracted import Row, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.figures import extract, left_out
from kb.readers import read_text
from kb.types import Document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2021年全国茶叶零售额为312.4亿元，2022年将增至338.6亿元，预计2026年可到450.2亿元。",
            [
                ("312.4亿元", "2021", "level", "全国茶叶零售额"),
                ("338.6亿元", "2022", "level", "全国茶叶零售额"),
                ("450.2亿元", "2026", "level", "全国茶叶零售额"),
            ],
        ),
        (
            "全球水泵销售额将从2021年的60亿美元升至2025年的88亿美元，年复合增长率为10.0%。",
            [
                ("60亿美元", "2021", "level", "全球水泵销售额"),
                ("88亿美元", "2025", "level", "全球水泵销售额"),
                ("10.0%", "2021-2025", "cagr", "全球水泵销售额"),
            ],
        ),
        (
            "抛光占4.8%。其中抛光的增速最高，为26.4%，受访企业中有68%表示人手短缺。",
            [
                ("4.8%", "", "share", "抛光"),
                ("26.4%", "", "growth", "抛光增速"),
                ("68%", "", "share", "人手短缺"),
            ],
        ),
        (
            "甲公司员工总数为2,150人。2025年1月，乙公司以6.8亿元收购丙材料51%的股权。",
            [
                ("2,150人", "", "count", "甲公司员工总数"),
                ("6.8亿元", "2025-01", "level", "乙公司收购丙材料"),
                ("51%", "2025-01", "share", "股权"),
            ],
        ),
        (
            "小型茶厂的机采率高达61.5%，远高于大型茶厂的19.7%。",
            [
                ("61.5%", "", "level", "小型茶厂的机采率"),
                ("19.7%", "", "level", "大型茶厂的机采率"),
            ],
        ),
        (
            "采茶机是近年来增长最快的农机。2022年和2023年，其销量分别为1.6万台和2.1万台。预计2025年销量为5.2万台。",
            [
                ("1.6万台", "2022", "count", "采茶机销量"),
                ("2.1万台", "2023", "count", "采茶机销量"),
                ("5.2万台", "2025", "count", "采茶机销量"),
            ],
        ),
        (
            "2024年亩产为476公斤，恰为2020年（每亩238公斤）的两倍。同期全球平均亩产为168公斤。",
            [
                ("476公斤", "2024", "level", "亩产"),
                ("238公斤", "2020", "level", "亩产"),
                ("两倍", "2024", "growth", "亩产"),
                ("168公斤", "2024", "level", "全球平均亩产"),
            ],
        ),
        (
            "甲厂的份额由2020年的17.6%降至2024年的12.8%。乙厂的份额则由4.1%升至10.4%。",
            [
                ("17.6%", "2020", "share", "甲厂的份额"),
                ("12.8%", "2024", "share", "甲厂的份额"),
                ("4.1%", "", "share", "乙厂的份额"),
                ("10.4%", "2024", "share", "乙厂的份额"),
            ],
        ),
        (
            "到2026年，阀门产值可达71亿元，五年复合增速9.4%。",
            [
                ("71亿元", "2026", "level", "阀门产值"),
                ("9.4%", "2021-2026", "cagr", "阀门产值"),
            ],
        ),
        (
            "2020年至2024年，全省货运量年均增长3.9%，同期客运量年均增长1.6%。",
            [
                ("3.9%", "2020-2024", "cagr", "全省货运量"),
                ("1.6%", "2020-2024", "cagr", "全省客运量"),
            ],
        ),
        (
            "公司2024-2026年营业收入分别为45.2、58.7、73.1亿元。",
            [
                ("45.2", "2024", "level", "营业收入"),
                ("58.7", "2025", "level", "营业收入"),
                ("73.1亿元", "2026", "level", "营业收入"),
            ],
        ),
        (
            "2023年综合赔付率为68%，综合费用率为31%，较上年末分别下降2个和1个百分点。",
            [
                ("68%", "2023", "level", "综合赔付率"),
                ("31%", "2023", "level", "综合费用率"),
                ("2个", "2023", "growth", "综合赔付率"),
                ("1个百分点", "2023", "growth", "综合费用率"),
            ],
        ),
        (
            "2023年原煤产量47亿吨，比上年增加1.6亿吨，增长3.4%。",
            [
                ("47亿吨", "2023", "level", "原煤产量"),
                ("1.6亿吨", "2023", "growth", "原煤产量"),
                ("3.4%", "2023", "growth", "原煤产量"),
            ],
        ),
        (
            "2022年地铁客运量达193亿人次，占城市客运量的45.8%，约为2012年的2.2倍，线网里程9500公里。",
            [
                ("193亿人次", "2022", "count", "地铁客运量"),
                ("45.8%", "2022", "share", "地铁客运量占城市客运量比重"),
                ("2.2倍", "2022", "growth", "地铁客运量"),
                ("9500公里", "2022", "level", "地铁线网里程"),
            ],
        ),
        (
            "2022年，数据库总支出为187亿元，云上支出所占比重为43.5%；到2027年，前者有望增至396亿元，后者预计提升至六成以上。",
            [
                ("187亿元", "2022", "level", "数据库总支出"),
                ("43.5%", "2022", "share", "云上支出所占比重"),
                ("396亿元", "2027", "level", "数据库总支出"),
                ("六成", "2027", "share", "云上支出所占比重"),
            ],
        ),
        (
            "67%的农户已经购买保险，另有两成农户计划购买。",
            [
                ("67%", "", "share", "购买保险的农户"),
                ("两成", "", "share", "计划购买的农户"),
            ],
        ),
        (
            "截至2023年8月，全市已有超过30个乡镇建设养老驿站。",
            [("30个", "2023-08", "count", "全市乡镇建设养老驿站")],
        ),
        (
            "超过半数的受访者表示愿意续订，另有约一半的企业计划扩产。",
            [
                ("半数", "", "share", "愿意续订的受访者"),
                ("一半", "", "share", "计划扩产的企业"),
            ],
        ),
        (
            "2022年，热泵机组数量尚不到采暖设备总量的3%，渗透率在10%左右。",
            [
                ("3%", "2022", "share", "热泵机组数量占采暖设备总量比重"),
                ("10%", "2022", "share", "热泵机组渗透率"),
            ],
        ),
        (
            "线路日均客流达35万人次，比开通初期翻了一番。",
            [
                ("35万人次", "", "count", "线路日均客流"),
                ("翻了一番", "", "growth", "线路日均客流"),
            ],
        ),
        (
            "孵化10家亿级软件企业和集结200家相关企业，形成3-5个产业集聚区。",
            [
                ("10家", "", "count", "软件企业"),
                ("200家", "", "count", "集结相关企业"),
                ("3-5个", "", "count", "产业集聚区"),
            ],
        ),
        (
            "训练消耗为80PF-days（即每秒一千万亿次、持续八十天，共80天）。",
            [("80PF-days", "", "level", "训练消耗")],
        ),
        (
            "第一、二、三产业增加值分别为98.3亿元、2456.1亿元和3664.3亿元。",
            [
                ("98.3亿元", "", "level", "第一产业增加值"),
                ("2456.1亿元", "", "level", "第二产业增加值"),
                ("3664.3亿元", "", "level", "第三产业增加值"),
            ],
        ),
        (
            "预测期内（2024—2030年）市场将以12.3%的复合年增长率增长。",
            [("12.3%", "2024-2030", "cagr", "市场")],
        ),
        (
            "居民人均收入比上年增长5%，医院年门诊量突破500万人次，日均1.4万人次。",
            [
                ("5%", "", "growth", "居民人均收入"),
                ("500万人次", "", "count", "医院年门诊量"),
                ("1.4万人次", "", "count", "日均医院年门诊量"),
            ],
        ),
        ("机柜平均7kW功耗已不够用。", [("7kW", "", "level", "机柜功耗")]),
        (
            "混合云的采用率居首（57%），公有云次之（31%）。",
            [
                ("居首", "", "rank", "采用率排名"),
                ("57%", "", "share", "混合云的采用率"),
                ("次之", "", "rank", "采用率排名"),
                ("31%", "", "share", "公有云"),
            ],
        ),
        (
            "2023年园区竞争力前三名依次为东湖、张江和亦庄，泰和由上年的第九位升至第六。",
            [
                ("东湖", "2023", "rank", "园区竞争力排名"),
                ("张江", "2023", "rank", "园区竞争力排名"),
                ("亦庄", "2023", "rank", "园区竞争力排名"),
                ("第九位", "2022", "rank", "园区竞争力排名"),
                ("第六", "2023", "rank", "园区竞争力排名"),
            ],
        ),
        (
            "液冷机房的PUE可降至1.15，单机柜功率由8kW提高至48kW。",
            [
                ("1.15", "", "level", "液冷机房的PUE"),
                ("8kW", "", "level", "单机柜功率"),
                ("48kW", "", "level", "单机柜功率"),
            ],
        ),
        (
            "三次产业结构为5.5：37.9：56.6。",
            [
                ("5.5", "", "share", "三次产业结构"),
                ("37.9", "", "share", "三次产业结构"),
                ("56.6", "", "share", "三次产业结构"),
            ],
        ),
        (
            "Spending reached $64 billion in 2022 and is expected to grow to $251 billion by 2027, at a CAGR of 31.4%.",
            [
                ("$64 billion", "2022", "level", "Spending"),
                ("$251 billion", "2027", "level", "Spending"),
                ("31.4%", "2022-2027", "cagr", "Spending"),
            ],
        ),
        (
            "Output slipped to 126 million tonnes in 2023 from 136 million tonnes in 2022.",
            [
                ("126 million tonnes", "2023", "level", "Output"),
                ("136 million tonnes", "2022", "level", "Output"),
            ],
        ),
        (
            "Cement output was 11.3 million tonnes in May 2024, 6.2% less than in May 2023.",
            [
                ("11.3 million tonnes", "2024-05", "level", "Cement output"),
                ("6.2%", "2024-05", "growth", "Cement output"),
            ],
        ),
        (
            "2022年中国奶酪销量为12万吨；2023年销量为15万吨；黄油销量为3万吨。",
            [
                ("12万吨", "2022", "level", "中国奶酪销量"),
                ("15万吨", "2023", "level", "中国奶酪销量"),
                ("3万吨", "2023", "level", "黄油销量"),
            ],
        ),
        (
            "2025年奶酪产量为9万吨，冰淇淋产量为5万吨，二者的同比增速分别为7.0%和4.9%。",
            [
                ("9万吨", "2025", "level", "奶酪产量"),
                ("5万吨", "2025", "level", "冰淇淋产量"),
                ("7.0%", "2025", "growth", "奶酪产量"),
                ("4.9%", "2025", "growth", "冰淇淋产量"),
            ],
        ),
        (
            "R&D spending was 7.8% of revenue, or $312 million.",
            [
                ("7.8%", "", "share", "R&D spending share of revenue"),
                ("$312 million", "", "level", "R&D spending"),
            ],
        ),
        (
            "More than half of firms cut costs in 2023.",
            [("half", "2023", "share", "firms cut costs")],
        ),
        (
            "Volumes of rail and road were 5 billion tonnes and 40 billion tonnes respectively in 2023.",
            [
                ("5 billion tonnes", "2023", "level", "Volumes of rail"),
                ("40 billion tonnes", "2023", "level", "Volumes of road"),
            ],
        ),
    ],
)
def test_sentences(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "date", "forecasts"),
    [
        ("预计2024年销量达10万台，2023年为8万台。", "", [True, False]),
        ("2025年产量为10万吨。", "2023-11", [True]),
        ("2023年产量为10万吨。", "2024", [False]),
        ("规划年产能30GWh，总投资120亿元。", "", [True, False]),
        ("规划用地620亩，完成全年目标的62%，预期指数为52%。", "", [False, False, False]),
        ("已将成本控制在10亿元。", "", [False]),
        ("出口额将从2022年的11亿元增加至2027年的94亿元。", "", [False, True]),
        ("Sales will reach $5 billion in 2030.", "", [True]),
        ("每台服务器的功率最高可达50kW。", "", [False]),
        ("每台服务器的功率2026年可达50kW。", "", [True]),
    ],
)
def test_forecasts(text: str, date: str, forecasts: list[bool]) -> None:
    assert [point.forecast for point in extract(text, date=date)] == forecasts


@pytest.mark.parametrize(
    ("text", "publishers"),
    [
        ("IDC预计，2024年出货量将达到180万片。", ["IDC"]),
        ("IDC 的数据显示，2024年出货量为180万片。", ["IDC"]),
        ("据 IDC 预计，2024年出货量将达到180万片。", ["IDC"]),
        ("据中国信通院统计，2022年市场规模为3256亿元。", ["中国信通院"]),
        ("国家能源局有关负责人介绍，2023年新增装机3亿千瓦。", ["国家能源局"]),
        ("赛迪顾问指出，产值达450亿元；艾媒咨询则认为将超过700亿元。", ["赛迪顾问", "艾媒咨询"]),
        ("我们预计2024年收入为12亿元。", [""]),
        ("调查显示，72%的用户满意。", [""]),
        ("Output fell 3.2% in 2023, according to IDC.", ["IDC"]),
        ("Gartner forecasts IT spending to total $5 trillion in 2024.", ["Gartner"]),
    ],
)
def test_publishers(text: str, publishers: list[str]) -> None:
    assert [point.publisher for point in extract(text)] == publishers


def test_growth_knows_basis_and_direction() -> None:
    text = "9月销量90万辆，环比增长6.8%，同比下降27.7%，较2019年仍低7.2个百分点。"
    assert [(p.basis, p.direction) for p in extract(text)] == [
        ("", ""),
        ("qoq", "up"),
        ("yoy", "down"),
        ("vs", "down"),
    ]


def test_share_knows_its_whole_and_a_region_its_name() -> None:
    (_, share) = extract("2023年我国老年人口2.97亿人，占总人口的21.1%。")
    assert (share.whole, share.region) == ("总人口", "我国")


def test_a_share_held_by_a_company_is_its_own() -> None:
    (share, rank) = extract("在智能语音市场，语联科技以34.5%的份额排名第一。")
    assert (share.entity, share.metric, share.kind) == ("语联科技", "智能语音市场份额", "share")
    assert (rank.entity, rank.value, rank.kind) == ("语联科技", 1.0, "rank")


def test_relative_words_take_the_date() -> None:
    points = extract("今年一季度营收23.4亿元，去年同期为19.8亿元。", date="2024-05")
    assert [point.period.key for point in points] == ["2024Q1", "2023Q1"]


@pytest.mark.parametrize(
    "text",
    [
        "该平台兼容GPT-3、源1.0等大模型，并支持在H100上调度。",
        "一方面，第三方机构十分重要；另一方面，万一出现偏差。",
        "深入贯彻党的二十大精神，积极参与共建一带一路。",
        "依据第五十五条、第五十六条，见图7与表1及第2.1节。",
        "联系电话：021-5012 8888，邮编100022，地址：建国路36号。",
        "公司股票代码：688123.SH，首次覆盖日期2023-11-02。",
        "请访问 https://www.example.com/2023/11/notice-1101.html 。",
        "综述见arXiv:2401.04088v1与doi:10.1000/s41586-021-03819-2，兑换口令：668899。",
        "药品批准文号：国药准字Z20210012；生产批号：230915；住306医院12病区3床。",
        "参考点为31°14′N、121°29′E；关注标的：600519、000858；学报, 2019, 39(11): 1112003.",
        "See Rule 10b-5, Item 7A and 15 U.S.C. 78m(d).",
        "站点位于北纬31.02度、东经103.42度，每日14时30分开放。",
        "提供7×24小时服务，支持5G与3D打印。",
        "未来三年保持增长，五年年复合增长率有待观察。",
        "4680大圆柱与18650、21700等型号各有不同。",
        "客户可在7天内退货，24小时客服在线。",
        "2023年10月26日发布，版权所有 © 2019-2023。",
        "The module supports PCIe 5.0, DDR5-5600 and Wi-Fi 6E; see Chapter 7 and Figure 12.",
        "On 30 November 2022, ChatGPT was released, and GPT-4 followed on March 14, 2023.",
        "Patch 1.6.2 fixes a crash on iOS 17 and Android 14 devices; build ID 20231107-r3.",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert rows(text) == []


def test_boilerplate_gives_nothing_and_spans_are_the_documents() -> None:
    text = "目录收录规模10亿元\n2023年市场规模为12亿元。\n"
    document = Document(id="d", name="d.txt", text=text, boilerplate=((0, 11),))
    (point,) = extract(document)
    assert (point.quote, text[point.start : point.end]) == ("12亿元", "12亿元")
    assert text[point.sentence_start : point.sentence_end] == "2023年市场规模为12亿元。"
    assert point.document_id == "d"


def test_table_points_stand_among_the_sentences() -> None:
    text = "2023年销量为9万台。\n\n表1 销量（万台）\n年份\t销量\n2021\t5\n2022\t7\n\n2024年销量为11万台。\n"
    points = extract(read_text(text, name="t.txt"))
    assert [point.value for point in points] == [9.0, 5.0, 7.0, 11.0]
    assert [point.start for point in points] == sorted(point.start for point in points)


_PIECES = st.sampled_from(
    [
        "2023年", "2022-2027年", "预计", "市场规模", "达到", "12.5%", "3亿元", "，", "。", "；", "（", "）", "同比", "增长",
        "分别为", "、", "和", "从", "到", "的", "占", "第一", "前三名依次为", "三分之一", "翻番", "以上", "IDC", "$5 billion",
        " grew ", " in 2023", "\n", "\t", "**", "十", "万", "１２", "-", "其中", "前者", "后者", "据", "数据显示", "by ", "of ",
    ]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join) | st.text(max_size=60))
def test_spans_hold_for_any_text(text: str) -> None:
    points = extract(text)
    assert [point.start for point in points] == sorted(point.start for point in points)
    for point in points:
        assert text[point.start : point.end] == point.quote
        assert point.sentence_start <= point.start < point.end <= point.sentence_end
        assert point.high is None or point.high >= point.value


REPORT = os.environ.get("KB_REPORT", "")


@pytest.mark.skipif(not REPORT, reason="set KB_REPORT to the report's path to read it")
def test_every_number_of_the_report_is_a_point_or_left_out_for_a_reason() -> None:
    document = read_text(Path(REPORT).read_text(encoding="utf-8"), name=REPORT)
    points = extract(document)
    assert all(document.text[p.start : p.end] == p.quote for p in points)
    out = left_out(document)
    assert all(document.text[one.start : one.end] == one.quote for one in out)
    assert [one.quote for one in out if one.reason == "no subject"] == []
    covered = bytearray(len(document.text))
    for one in (*points, *out):
        covered[one.start : one.end] = b"\x01" * (one.end - one.start)
    bare = [i for i, c in enumerate(document.text) if c.isdigit() and not covered[i]]
    assert [document.text[max(0, i - 8) : i + 8] for i in bare] == []


def test_what_is_left_out_is_told_with_its_reason() -> None:
    text = "2023年见图3和第2章，机型A100共售出5万台，支持5G。\n\n表1 名次\n年份\t2022\n销量\t7\n\n版权7\n"
    document = replace(read_text(text, name="a.txt"), boilerplate=((len(text) - 4, len(text) - 1),))
    assert [point.quote for point in extract(document)] == ["5万台", "7"]
    assert [(one.quote, one.reason) for one in left_out(document)] == [
        ("2023年", "period"),
        ("图3", "label"),
        ("第2章", "ordinal"),
        ("A100", "code or model name"),
        ("5G", "network generation"),
        ("表1", "label"),
        ("2022", "header or rank of a table"),
        ("7", "boilerplate"),
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        (
            "2024年温控设备市场规模为531亿元，2023年为418亿元，同比增长27.0%。其中直流设备402亿元。",
            ["2024", "2023", "2024", "2024"],
        ),
        (
            "2024年温控设备总产量为1126台，同比增长38.6%。出口量为558台，2023年为382台，同比增长46.1%。",
            ["2024", "2024", "2024", "2023", "2024"],
        ),
        ("2022年温控设备出货量为130台，2023年为140台，同比增长7.7%。", ["2022", "2023", "2023"]),
    ],
)
def test_a_look_back_at_the_year_before_leaves_the_growth_to_the_year(
    text: str, years: list[str]
) -> None:
    points = extract(read_text(text, name="t.txt"))

    assert [point.period.key for point in points] == years


def test_two_measures_told_by_turns_go_on_each_in_its_own_unit() -> None:
    text = "2021年桥梁行业发生并购64起，披露金额为158.3亿元；2022年降至47起、97.6亿元；2023年为33起、62.4亿元。"
    found = [(p.metric, p.period.key, p.value, p.unit) for p in extract(text)]
    assert found == [
        ("桥梁行业发生并购", "2021", 64.0, "起"),
        ("桥梁行业披露金额", "2021", 158.3, "亿元"),
        ("桥梁行业发生并购", "2022", 47.0, "起"),
        ("桥梁行业披露金额", "2022", 97.6, "亿元"),
        ("桥梁行业发生并购", "2023", 33.0, "起"),
        ("桥梁行业披露金额", "2023", 62.4, "亿元"),
    ]


def test_the_members_of_a_list_share_the_unit_behind_their_scale() -> None:
    text = "2021—2023年粮仓容量依次为1.7亿、1.9亿与2.2亿立方米。2021—2023年手套销量依次为12万副、17万副与18万副。"
    found = [(p.metric, p.period.key, p.value, p.unit) for p in extract(text)]
    assert found == [
        ("粮仓容量", "2021", 1.7, "亿立方米"),
        ("粮仓容量", "2022", 1.9, "亿立方米"),
        ("粮仓容量", "2023", 2.2, "亿立方米"),
        ("手套销量", "2021", 12.0, "万副"),
        ("手套销量", "2022", 17.0, "万副"),
        ("手套销量", "2023", 18.0, "万副"),
    ]


def test_what_follows_revenue_is_not_of_its_operations() -> None:
    points = extract("云峰科技2024年营业收入12亿元，归母净利润1.2亿元，毛利率30%。")
    assert [point.metric for point in points] == [
        "云峰科技营业收入",
        "云峰科技归母净利润",
        "云峰科技毛利率",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "跟团游占比从2019年的61%降至2024年的38%。",
            [("跟团游占比", "61%", "2019"), ("跟团游占比", "38%", "2024")],
        ),
        (
            "松年旅行2015年成立，注册用户1200万，2024年收入达46亿元。",
            [("注册用户", "1200万", ""), ("收入", "46亿元", "2024")],
        ),
        ("云峰成立于2009年，现有员工300人。", [("员工", "300人", "")]),
        (
            "2024年缺口为12万人，到2026年将扩大至18万人。盗版率为24%。",
            [("缺口", "12万人", "2024"), ("缺口", "18万人", "2026"), ("盗版率", "24%", "2024")],
        ),
        (
            "受访者（N=5180）中，55至64岁占47%，75岁以上占12%。",
            [("样本量", "5180", ""), ("55至64岁", "47%", ""), ("75岁以上", "12%", "")],
        ),
    ],
)
def test_a_founding_year_is_no_period_one_ahead_is_left_and_an_age_group_is_a_name(
    text: str, told: list[tuple[str, str, str]]
) -> None:
    assert [(p.metric, p.quote, p.period.key) for p in extract(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "外资厂商的份额为35%。国产厂商中，浩辰、概伦的增速最快，2024年分别增长42%和37%。",
            [("外资厂商的份额", "", "35%"), ("增速", "浩辰", "42%"), ("增速", "概伦", "37%")],
        ),
        ("公司与12家车企签了定向回收协议。", [("签了定向回收协议的车企", "", "12家")]),
        ("自营“旅居基地”31个。", [("自营旅居基地", "", "31个")]),
    ],
)
def test_names_are_whole_and_those_told_to_be_fastest_are_whose_growth_follows(
    text: str, told: list[tuple[str, str, str]]
) -> None:
    assert [(p.metric, p.entity, p.quote) for p in extract(text)] == told
