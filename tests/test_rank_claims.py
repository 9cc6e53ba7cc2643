"""Whether it is so: yes-or-no questions and comparisons held to a ranking's cells."""

from __future__ import annotations

import pytest
from small_report import ask


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("2023年山东的装机排名比江苏靠前吗？", "是的：2023年山东（第1）排在江苏（第3）前面[1]。"),
        ("2020年山东的装机排名不如江苏吗？", "是的：2020年山东（第3）排在江苏（第1）后面[1]。"),
        (
            "Is Shandong ahead of Jiangsu in 2020?",
            "No: in 2020, 山东 (Shandong) (No. 3) ranks below 江苏 (Jiangsu) (No. 1) [1].",
        ),
        (
            "Did Shandong overtake Jiangsu in 2022?",
            "Yes: in 2021, 山东 (Shandong) (No. 2) ranks below 江苏 (Jiangsu) (No. 1); "
            "in 2022, 山东 (Shandong) (No. 1) ranks above 江苏 (Jiangsu) (No. 2) [1].",
        ),
        ("2023年宁夏进装机前五了吗？", "不是：2023年宁夏排第6位[1]。"),
        ("2023年湖南在装机前五吗？", "是的：2023年湖南排第4位[1]。"),
        ("江苏还是装机第一吗？", "不是：2023年江苏排第3位，排第1位的是山东[1]。"),
        ("2023年装机第一是江苏吗还是谁？", "不是：2023年江苏排第3位，排第1位的是山东[1]。"),
        ("2020年装机榜首是江苏，还是别的省？", "是的：2020年江苏排第1位[1]。"),
        (
            "Was Hunan number one in 2021, or was it somebody else?",
            "No: in 2021, 湖南 (Hunan) is No. 4; No. 1 is 江苏 (Jiangsu) [1].",
        ),
        (
            "Is it Jiangsu or another province that ranked second in 2022?",
            "Yes: in 2022, 江苏 (Jiangsu) is No. 2 [1].",
        ),
        ("2023年装机垫底的省份是湖南吗？", "不是：2023年湖南排第4位，排第6位的是宁夏[1]。"),
        (
            "江苏装机排名一直在前三吗？",
            "是的：江苏2020、2021、2022、2023年分别排第1、第1、第2、第3位[1]。",
        ),
        (
            "Has Shandong been number one every single year since 2020?",
            "No: in 2020, 山东 (Shandong) is No. 3; No. 1 is 江苏 (Jiangsu) [1].",
        ),
        ("山东装机是不是每一年都排第一？", "不是：2020年山东排第3位，排第1位的是江苏[1]。"),
        ("山东装机是不是一直排第一？", "不是：2020年山东排第3位，排第1位的是江苏[1]。"),
        (
            "Was Hunan ever No. 1?",
            "No: at best, in 2022, 湖南 (Hunan) is No. 3; No. 1 is 山东 (Shandong) [1].",
        ),
        ("浙江2023年掉出装机榜单了吗？", "是的：2022年浙江排第6位，2023年浙江未进入榜单[1]。"),
        (
            "山东从没掉出过装机前三吗？",
            "是的：山东2020、2021、2022、2023年分别排第3、第2、第1、第1位[1]。",
        ),
        ("内蒙古2023年的装机排名上升了吗？", "是的：内蒙古2022年排第5位，2023年排第2位[1]。"),
        (
            "Did Hunan fall in the ranking in 2023?",
            "Yes: 湖南 (Hunan) was No. 3 in 2022 and No. 4 in 2023 [1].",
        ),
        ("宁夏是2023年新进装机榜单的吗？", "是的：2022年宁夏未进入榜单，2023年宁夏排第6位[1]。"),
        ("2022年宁夏在装机榜单里吗？", "不是：2022年宁夏未进入榜单[1]。"),
    ],
)
def test_yes_or_no_comes_first_with_the_places_that_decide(question: str, text: str) -> None:
    answer = ask(question)

    assert (answer.text, answer.status) == (text, "answered")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "2020年山东和浙江谁在前？",
            "2020年，山东排在浙江前面：山东（第3）、浙江（第4）[1]。\n"
            "山东：2020年第3位[1]。\n浙江：2020年第4位[1]。",
        ),
        (
            "Did Hunan or Guangdong come out higher in the 2022 list?",
            "In 2022, 湖南 (Hunan) ranks above 广东 (Guangdong): 湖南 (Hunan) (No. 3), "
            "广东 (Guangdong) (No. 4) [1].\n湖南 (Hunan): 2022 No. 3 [1].\n"
            "广东 (Guangdong): 2022 No. 4 [1].",
        ),
        (
            "2023年湖南和浙江的装机谁靠前？",
            "2023年，湖南（第4）在前；浙江未进入榜单[1]。\n"
            "湖南：2023年第4位[1]。\n浙江：2023年未进入榜单；2022年第6位[1]。",
        ),
        (
            "湖南2022年到2023年装机排名降了几位？",
            "湖南从2022年第3位降到2023年第4位，下降1位[1]。\n湖南：2022年第3位；2023年第4位[1]。",
        ),
        (
            "By how many places did Inner Mongolia climb from 2022 to 2023?",
            "内蒙古 (Inner Mongolia) rose by 3 places: from No. 5 in 2022 to No. 2 in 2023 [1].\n"
            "内蒙古 (Inner Mongolia): 2022 No. 5; 2023 No. 2 [1].",
        ),
        (
            "Who's new in the 2023 ranking of provinces compared with the year before?",
            "From 2022 to 2023, entered: 宁夏 (Ningxia) (No. 6); left: 浙江 (Zhejiang) (No. 6) [1].",
        ),
        (
            "2023年哪个省掉出了装机榜单？",
            "与2022年相比，2023年退出榜单：浙江（第6）；新进入榜单：宁夏（第6）[1]。",
        ),
        (
            "2021年哪个省新进装机前三？",
            "与2020年相比，2021年没有谁进出：仍是江苏、山东、广东[1]。",
        ),
        (
            "2022年装机前三里新来的是哪个省？",
            "与2021年相比，2022年新进入前3：湖南（第3）；退出前3：广东（第3）[1]。",
        ),
        ("Which province was 4th in 2022?", "2022: No. 4 广东 (Guangdong) [1]."),
        ("Where was Hunan in 2021?", "湖南 (Hunan): 2021 No. 4 [1]."),
        (
            "山东2023年被挤出装机榜单后做了什么？",
            "问题的前提与榜单不符：2023年山东仍在其中，排第1位[1]。",
        ),
    ],
)
def test_places_are_set_against_each_other_in_the_first_sentence(question: str, text: str) -> None:
    answer = ask(question)

    assert (answer.text, answer.status) == (text, "answered")


def test_a_choice_is_no_yes_or_no() -> None:
    assert not ask("Did Hunan or Guangdong come out higher in the 2022 list?").text.startswith("No")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "山东的装机排名一路上升吗？",
            "是的：山东2020年第3位；2021年第2位；2022年第1位；2023年第1位[1]。",
        ),
        (
            "湖南的装机排名是不是一直在上升？",
            "不是：湖南2020年第5位；2021年第4位；2022年第3位；2023年第4位[1]。",
        ),
        (
            "广东的装机排名是不是逐年下降？",
            "是的：广东2020年第2位；2021年第3位；2022年第4位；2023年第5位[1]。",
        ),
    ],
)
def test_what_is_said_of_every_year_is_held_to_every_year(question: str, first: str) -> None:
    assert ask(question).text.split("\n")[0] == first


def test_what_is_asked_by_a_word_is_answered_by_it() -> None:
    assert ask("湖南有没有进过装机排行前三？").text.startswith("有：")
    assert ask("浙江有没有进过装机排行前三？").text.startswith("没有：")
    assert ask("湖南有没有上过装机排行前三？").text.startswith("有：")
