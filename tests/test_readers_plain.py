import pytest

from kb.readers import read_text
from kb.types import Document

REPORT = """
2021 - 2022 年海 洋能源发 展 报 告

目录

第一章 资源与市场	03
1.1 资源：潮汐能储量居前	04
1.2 市场：投资逐步回升	07
第二章 区域评估	10
2.1 城市排名	11

1

海洋能源在这一年里受到更多关注，多个沿海省份公布了新的规划。

第一章 资源 与市场

- 1.1 资源：潮汐能储量居前
- 1.2 市场：投资逐步回升

1.1 资源： 潮汐能储量居前

东部海域的资源条件较好，已建成的示范项目运行平稳。

1.2 市场：投资
逐步回升

投资额在下半年回升，其中设备采购占比最高。

**示范项目先行，
配套政策跟进**

- **成本：**设备成本逐年下降。
- **运维：**海上作业窗口较短。

第二章 区域评估

2.1 城市排名

2.1 城市排名

各城市的表现如下，排名由专家打分得出。

图1 城市得分

■ 资源 ■ 产业

来源：海研院，2022

您所在的城市有哪些优势？

青岛

青岛拥有完整的产业链，科研机构集中。

舟山

舟山的示范项目数量最多，海岛用能需求旺盛。

此外，厦门、大连等城市也在推进试点，表现值得关注。

关于海研院

海研院是一家研究机构，成立于上世纪末。

SeaLab China

地址：某市某路1号 邮编：100000

www.example.com

版权声明

引用本报告须注明出处。

版权所有 2022 海研院。保留所有权利。
"""


def outline(document: Document) -> list[tuple[int, str, str]]:
    return [(section.level, section.number, section.title) for section in document.sections]


def sections_of(text: str) -> list[tuple[int, str, str]]:
    return outline(read_text(text))


def test_outline_of_a_report() -> None:
    assert sections_of(REPORT) == [
        (1, "第一章", "资源与市场"),
        (2, "1.1", "资源：潮汐能储量居前"),
        (2, "1.2", "市场：投资逐步回升"),
        (3, "", "示范项目先行，配套政策跟进"),
        (1, "第二章", "区域评估"),
        (2, "2.1", "城市排名"),
        (3, "", "青岛"),
        (3, "", "舟山"),
        (1, "", "关于海研院"),
        (1, "", "版权声明"),
    ]


def test_line_ends_do_not_change_the_outline() -> None:
    windows = read_text(REPORT.replace("\n", "\r\n"))
    assert outline(windows) == sections_of(REPORT)
    assert windows.text.count("\r\n") == REPORT.count("\n")


def test_sections_nest_and_begin_at_their_heading() -> None:
    document = read_text(REPORT)
    starts = [section.start for section in document.sections]
    assert starts == sorted(starts)
    for section in document.sections:
        assert section.path[-1] == section.title
        assert len(section.path) == section.level
        first = document.text[section.start : section.start + 2].strip("*")
        assert (section.number or section.title).startswith(first[:1])
        for other in document.sections:
            apart = other.end <= section.start or other.start >= section.end
            inside = section.start <= other.start and other.end <= section.end
            outside = other.start <= section.start and section.end <= other.end
            assert apart or inside or outside


def test_what_is_said_of_all_names_is_not_filed_under_the_last() -> None:
    document = read_text(REPORT)
    assert document.heading_path(document.text.index("海岛用能"))[-1] == "舟山"
    assert document.heading_path(document.text.index("厦门")) == ("区域评估", "城市排名")


def test_metadata_comes_from_cover_and_rights() -> None:
    document = read_text(REPORT)
    assert document.title == "2021-2022年海洋能源发展报告"
    assert (document.publisher, document.date) == ("海研院", "2022")
    assert (document.edition, document.language) == ("2021-2022", "zh")


def test_boilerplate_of_a_report() -> None:
    document = read_text(REPORT)
    assert [document.text[start:end].split("\n")[0] for start, end in document.boilerplate] == [
        "2021 - 2022 年海 洋能源发 展 报 告",
        "目录",
        "1",
        "- 1.1 资源：潮汐能储量居前",
        "- 1.2 市场：投资逐步回升",
        "2.1 城市排名",
        "SeaLab China",
        "地址：某市某路1号 邮编：100000",
        "www.example.com",
        "版权声明",
    ]
    ends = [end for _, end in document.boilerplate]
    assert all(
        start >= end for (start, _), end in zip(document.boilerplate[1:], ends, strict=False)
    )


def test_english_report() -> None:
    text = (
        "Tidal Power Outlook 2023\n\nTable of Contents\n\n1 Introduction .... 3\n"
        "1.1 Scope .... 4\n2 Market .... 6\n\n1 Introduction\n\nDemand grew as operators\n"
        "added capacity in the north.\n\n1.1 Scope\n\nWe cover five regions.\n\n2 Market\n\n"
        "Growth slowed to 3.5 percent.\n\nKey Findings\n\nPrices fell in every region.\n\n"
        "About SeaLab\n\nSeaLab studies the sea.\n\n© 2023 SeaLab. All rights reserved.\n"
    )
    document = read_text(text)
    assert outline(document) == [
        (1, "1", "Introduction"),
        (2, "1.1", "Scope"),
        (1, "2", "Market"),
        (2, "", "Key Findings"),
        (1, "", "About SeaLab"),
    ]
    assert (document.title, document.language) == ("Tidal Power Outlook 2023", "en")
    assert (document.publisher, document.date) == ("SeaLab", "2023")


def test_the_season_of_a_title_is_no_month() -> None:
    document = read_text("2023/24榨季糖业年度报告\n\n2023/24榨季全国产糖996万吨，比上一榨季多。\n")
    assert (document.title, document.date) == ("2023/24榨季糖业年度报告", "")


def test_chinese_numbers_nest_under_chapters() -> None:
    text = (
        "第一章 总论\n\n第一节 背景\n\n一、起因\n\n起因在于需求增长。\n\n"
        "（一）国内\n\n国内需求旺盛。\n\n二、经过\n\n经过如下所述。\n\n附录A 方法\n\n采用问卷法。\n"
    )
    assert sections_of(text) == [
        (1, "第一章", "总论"),
        (2, "第一节", "背景"),
        (3, "一", "起因"),
        (4, "（一）", "国内"),
        (3, "二", "经过"),
        (1, "附录A", "方法"),
    ]


def test_chinese_numbers_stand_at_the_top_without_chapters() -> None:
    text = "一、总体\n\n总体平稳。\n\n1. 规模\n\n规模扩大。\n\n二、展望\n\n前景向好。\n"
    assert sections_of(text) == [(1, "一", "总体"), (2, "1", "规模"), (1, "二", "展望")]


def test_paragraph_a_line_without_blank_lines() -> None:
    text = "1.1 概况\n总体平稳，增速放缓。\n青岛\n青岛的产业链较为完整。\n舟山\n舟山的项目最多。\n"
    assert sections_of(text) == [(1, "1.1", "概况"), (2, "", "青岛"), (2, "", "舟山")]


def test_chapter_number_alone_takes_the_next_line_as_title() -> None:
    assert sections_of("第三章\n\n结论\n\n全文到此为止。\n") == [(1, "第三章", "结论")]
    assert sections_of("Chapter 2\n\nMethods\n\nWe asked people.\n") == [
        (1, "Chapter 2", "Methods")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "■ 训练 ■ 推理",
        "金额：百万美元",
        "您认为哪些因素最重要？",
        "“这是一句引用的话”",
        "- 一个条目",
        "其中：",
        "2023年11月",
        "12",
        "www.example.com",
        "来源：海研院",
        "注：数据经过四舍五入",
        "（单位：亿元）",
        "2.4倍的增长",
        "3.5亿美元的市场规模",
        "详见表1所示的结果。",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert (
        sections_of(f"前面的正文到此结束。\n\n{line}\n\n后面的正文从这里开始，没有标题。\n") == []
    )


def test_a_line_between_lead_in_and_list_is_a_pull_quote() -> None:
    assert (
        sections_of("正文到此，包括以下几点：\n\n三大变化引领未来\n\n- 第一点。\n- 第二点。\n")
        == []
    )


def test_items_of_a_list_are_no_headings() -> None:
    text = (
        "建议如下，共三条。\n\n一、加强研发\n\n二、培养人才\n\n三、扩大合作\n\n以上各条应当并举。\n"
    )
    assert sections_of(text) == []
    text = "正文。\n\n1. 展示前瞻性。供应商应当给出用例。\n\n2. 重视安全。\n"
    assert sections_of(text) == []


def test_running_headers_are_boilerplate() -> None:
    text = "第一章 总论\n\n开头的正文在此。\n\n第一章 总论\n\n下一页的正文在此。\n"
    document = read_text(text)
    assert outline(document) == [(1, "第一章", "总论")]
    assert [document.text[start:end] for start, end in document.boilerplate] == ["第一章 总论"]


def test_contents_without_a_heading_are_found_by_their_pages() -> None:
    listed = "".join(f"1.{number} 标题{number}……{number}\n" for number in range(1, 6))
    document = read_text(f"{listed}\n1.1 标题1\n\n正文在此。\n")
    assert outline(document) == [(1, "1.1", "标题1")]
    assert document.boilerplate == ((0, len(listed) - 1),)


def test_cases_hold_their_titles() -> None:
    text = (
        "1.1 应用\n\n应用很多。\n\n最佳实践\n\n案例一\n\n甲公司：先行先试\n\n甲公司较早布局。\n\n"
        "案例二\n\n乙公司：后来居上\n\n乙公司奋起直追。\n"
    )
    assert [section.path[1:] for section in read_text(text).sections[1:]] == [
        ("最佳实践",),
        ("最佳实践", "案例一"),
        ("最佳实践", "案例一", "甲公司：先行先试"),
        ("最佳实践", "案例二"),
        ("最佳实践", "案例二", "乙公司：后来居上"),
    ]


def test_form_feeds_part_pages() -> None:
    document = read_text("第一页。\f第二页。\f")
    assert document.pages == (0, 5)
    assert document.page(document.text.index("第二")) == 2
    assert read_text("没有分页。").pages == ()
