import pytest

from kb.readers import read_text
from kb.types import Exhibit, Table


def exhibits_of(text: str, name: str = "a.txt") -> tuple[Exhibit, ...]:
    return read_text(text, name=name).exhibits


def cells(table: Table | None) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows] if table else []


@pytest.mark.parametrize(
    ("line", "label", "title", "kind"),
    [
        ("图7 市场规模，2020-2027", "图7", "市场规模，2020-2027", "chart"),
        ("图 17 目前 及未来的价值", "图17", "目前及未来的价值", "chart"),
        ("图表3：投资结构", "图表3", "投资结构", "chart"),
        ("表1 参数对比", "表1", "参数对比", "table"),
        ("表2中国城市排名", "表2", "中国城市排名", "table"),
        ("**图2-1 区域分布**", "图2-1", "区域分布", "chart"),
        ("Figure 3. Market share", "Figure 3", "Market share", "chart"),
        ("Fig. 4: Market share", "Figure 4", "Market share", "chart"),
        ("Table 2: Prices by year", "Table 2", "Prices by year", "table"),
        ("**Table A: Catch by port**", "Table A", "Catch by port", "table"),
        ("Exhibit B – Catch by port", "Exhibit B", "Catch by port", "chart"),
        ("Table IV. Catch by port", "Table IV", "Catch by port", "table"),
        ("表B：各港捕捞量", "表B", "各港捕捞量", "table"),
        ("附表1　各港捕捞量", "表1", "各港捕捞量", "table"),
    ],
)
def test_captions(line: str, label: str, title: str, kind: str) -> None:
    text = f"正文在此。\n\n{line}\n\n后文在此。\n"
    (exhibit,) = exhibits_of(text)
    assert (exhibit.label, exhibit.title, exhibit.kind) == (label, title, kind)
    assert text[exhibit.start : exhibit.end] == line
    assert not exhibit.has_values


@pytest.mark.parametrize(
    "line",
    [
        "图7所示的结果表明需求增长",
        "Table A shows that the catch fell",
        "Table I have seen before",
        "如图7所示，需求增长。",
        "图7显示需求增长，详见后文。",
        "表1和表2给出了结果",
        "Figure 3 shows that demand grew.",
        "表2023年增长",
        "- 图1 列表里的一项",
        "图书市场",
    ],
)
def test_mentions_are_no_captions(line: str) -> None:
    assert exhibits_of(f"正文在此。\n\n{line}\n\n后文在此。\n") == ()


def test_label_alone_takes_the_next_line_as_title() -> None:
    (exhibit,) = exhibits_of("图5\n城市得分\n\n来源：甲，2023\n")
    assert (exhibit.label, exhibit.title, exhibit.source) == ("图5", "城市得分", "甲，2023")


def test_tab_table_with_caption_unit_and_source() -> None:
    text = (
        "前文。\n\n图19 排名\n单位：名\n\n\t2022\t2023\n甲\t1\t 2 \n乙\t\t1\n\n"
        "资料来源：海研院，2023\n\n后文。"
    )
    (exhibit,) = exhibits_of(text)
    assert exhibit.kind == "chart"
    assert cells(exhibit.table) == [["", "2022", "2023"], ["甲", "1", "2"], ["乙", "", "1"]]
    assert exhibit.source == "海研院，2023"
    assert text[exhibit.start : exhibit.end].startswith("图19")
    assert text[exhibit.start : exhibit.end].endswith("海研院，2023")
    assert exhibit.table is not None
    for number, row in enumerate(exhibit.table.rows):
        for column, cell in enumerate(row):
            assert (cell.row, cell.column) == (number, column)
            assert text[cell.start : cell.end] == cell.text
            assert exhibit.table.start <= cell.start <= cell.end <= exhibit.table.end


def test_markdown_table_without_its_rule() -> None:
    text = "表1 参数\n\n| 名称 | 值 |\n|:---|---:|\n| 甲\\|乙 | **3** |\n\n来源：甲\n"
    (exhibit,) = exhibits_of(text, "a.md")
    assert cells(exhibit.table) == [["名称", "值"], ["甲\\|乙", "**3**"]]
    assert exhibit.source == "甲"


def test_columns_of_wide_space() -> None:
    text = (
        "Table 1. Prices\n\nYear  Price  Growth\n2021  10     5%\n2022  11     10%\n\n"
        "Source: SeaLab\n"
    )
    (exhibit,) = exhibits_of(text)
    assert cells(exhibit.table) == [
        ["Year", "Price", "Growth"],
        ["2021", "10", "5%"],
        ["2022", "11", "10%"],
    ]
    assert exhibit.source == "SeaLab"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("**Catch by port (tonnes)**", "Catch by port (tonnes)"),
        ("### Landing fees by port (EUR per tonne)", "Landing fees by port (EUR per tonne)"),
        ("### Landing fees", ""),
        ("**各港捕捞量（万吨）**", "各港捕捞量（万吨）"),
        ("The following table shows the catch by port:", "catch by port"),
        ("Table below lists catch by port:", "catch by port"),
    ],
)
def test_a_table_takes_the_bold_line_or_the_heading_with_its_unit_as_title(
    above: str, title: str
) -> None:
    text = f"# 港口\n\n正文在此，说明情况。\n\n{above}\n\n| 港 | 2024 |\n|---|---|\n| 甲 | 12 |\n"
    (exhibit,) = exhibits_of(text, "a.md")
    assert (exhibit.label, exhibit.title) == ("", title)


def test_table_without_caption_takes_the_lead_in_as_title() -> None:
    text = "概况如前。各城市得分如下：\n\n城市\t得分\n青岛\t90\n\n后文在此。\n"
    (exhibit,) = exhibits_of(text)
    assert (exhibit.label, exhibit.title, exhibit.kind) == ("", "各城市得分如下", "table")
    assert text[exhibit.start : exhibit.end] == "城市\t得分\n青岛\t90"


def test_contents_and_front_matter_hold_no_exhibits() -> None:
    contents = "目录\n\n1.1 概况\t1\n1.2 市场\t2\n图1 得分\t3\n\n1.1 概况\n\n正文。\n"
    assert exhibits_of(contents) == ()
    assert exhibits_of("---\ntitle: a | b\ndate: c | d\n---\n\n正文。\n", "a.md") == ()


def test_source_stops_at_prose_and_at_the_next_caption() -> None:
    text = "图1 甲\n\n这里是一段正文，说明图的内容。\n\n来源：错\n\n图2 乙\n\n图3 丙\n\n来源：对\n"
    assert [(each.label, each.source) for each in exhibits_of(text)] == [
        ("图1", ""),
        ("图2", ""),
        ("图3", "对"),
    ]


def test_text_of_a_chart_and_survey_questions_stand_before_the_source() -> None:
    text = (
        "图5 态度\n\n您认为有何价值？\n\n2021\n2022\n2023\n\n来源：甲, 2023\n\n"
        "未来三年的增幅是多少？\n\n来源：甲\n\n正文。\n"
    )
    (exhibit,) = exhibits_of(text)
    assert exhibit.source == "甲, 2023"
    assert text[exhibit.start : exhibit.end].count("来源") == 2


def test_a_caption_without_source_does_not_swallow_the_next_heading() -> None:
    document = read_text("1.1 甲\n\n前文在此。\n\n图1 得分\n\n青岛\n\n青岛的产业链完整。\n")
    (exhibit,) = document.exhibits
    assert document.text[exhibit.start : exhibit.end] == "图1 得分"
    assert exhibit.heading_path == ("甲",)
    assert document.sections[-1].path == ("甲", "青岛")


def test_most_named_source_is_the_publisher() -> None:
    text = "图1 甲\n来源：海研院，2022\n\n图2 乙\n来源：海研院，2023\n\n图3 丙\n来源：公开资料\n"
    assert read_text(text).publisher == "海研院"


def test_pipes_between_cells_alone_make_a_table() -> None:
    text = "表3 水表\n口径 | 2021年 | 2022年\n小口径 | 12 | \n | 大口径 | 9\n"
    (exhibit,) = exhibits_of(text)
    assert cells(exhibit.table) == [
        ["口径", "2021年", "2022年"],
        ["小口径", "12", ""],
        ["", "大口径", "9"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "首页 | 新闻 | 财经\n登录 | 注册 | 帮助\n",
        "甲公司 | 2023\n乙 | 丙 | 丁\n戊 | 3\n",
        "他说a|b时停了3次。\n她也说a|b。\n",
    ],
)
def test_rows_of_links_and_uneven_rows_are_no_table(text: str) -> None:
    assert exhibits_of(text) == ()


@pytest.mark.parametrize(
    ("above", "title", "first"),
    [
        ("2021年各县茶园面积\n", "2021年各县茶园面积", "县\t"),
        ("2021年各县茶园面积\n单位：公顷\n", "2021年各县茶园面积", "单位："),
        ("Tea acreage by county\n(in thousands)\n", "Tea acreage by county", "(in thousands"),
        ("各县茶园面积如下：\n", "各县茶园面积如下", "县\t"),
        ("## 茶园\n", "", "县\t"),
        ("各县种了茶，面积各不相同。\n", "", "县\t"),
    ],
)
def test_a_table_without_number_has_the_title_above_it(above: str, title: str, first: str) -> None:
    text = f"前文。\n\n{above}县\t面积\n甲\t12\n乙\t30\n"
    (exhibit,) = exhibits_of(text)
    assert exhibit.title == title
    assert text[exhibit.start :].startswith(first)


def test_a_caption_below_its_table_is_its_own_unless_another_table_follows() -> None:
    table = "| 品牌 | 门店 |\n| --- | --- |\n| 云溪 | 12 |\n| 半山 | 9 |"
    (below,) = exhibits_of(f"# 门店\n\n{table}\n\n表1 品牌门店数排行\n\n后文在此。\n", "a.md")
    assert (below.label, below.title, cells(below.table)[1]) == (
        "表1",
        "品牌门店数排行",
        ["云溪", "12"],
    )
    first, second = exhibits_of(f"# 门店\n\n{table}\n\n表1 品牌价格\n\n{table}\n", "a.md")
    assert (first.label, second.label, second.title) == ("", "表1", "品牌价格")
