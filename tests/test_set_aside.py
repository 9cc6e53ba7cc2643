"""What a ranking question sets aside: what is known already, the first few; and who is among them."""

from __future__ import annotations

import pytest
from small_report import ask

from kb.answering.rankings.set_aside import without_aside

TOP_THREE = "2023年：第1山东、第2内蒙古、第3江苏[1]。"
ENGLISH_TOP_THREE = (
    "2023: No. 1 山东 (Shandong), No. 2 内蒙古 (Inner Mongolia), No. 3 江苏 (Jiangsu) [1]."
)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("甲第一我知道，那前五是谁", "前五是谁"),
        ("我知道甲第一，不过第二是谁", "第二是谁"),
        ("甲第一大家都清楚，垫底的呢", "垫底的呢"),
        ("I know Acme leads, but who is second?", "who is second?"),
        ("Acme leads, we know, so who is second?", "who is second?"),
        ("Given that Acme leads, who is second?", "who is second?"),
        ("除了甲，前三还有谁", "前三还有谁"),
        ("除前十名以外还有哪些城市不错", "还有哪些城市不错"),
        ("前十名以外，报告还提了哪些城市", "报告还提了哪些城市"),
        ("哪些城市没进前十但发展快", "哪些城市发展快"),
        ("前十名以外的城市有哪些发展快", "城市有哪些发展快"),
        ("甲市哪年没进前十", "甲市哪年没进前十"),
        ("Apart from the top ten, which cities do well?", "which cities do well?"),
        ("Which cities apart from the top ten do well?", "Which cities do well?"),
        # what is asked stays
        ("我想知道，第二是谁", "我想知道，第二是谁"),
        ("我想知道第二是谁，第三是谁", "我想知道第二是谁，第三是谁"),
        ("你知道谁第一吗", "你知道谁第一吗"),
        ("大家知道谁第一，谁第二吗", "大家知道谁第一，谁第二吗"),
        ("Do I know who is second?", "Do I know who is second?"),
        ("Which firms apart from Acme grew?", "Which firms apart from Acme grew?"),
        ("前五是谁", "前五是谁"),
    ],
)
def test_what_is_set_aside_is_left_out(text: str, asked: str) -> None:
    assert without_aside(text) == asked


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("山东排第一我知道，那2023年完整的装机前三是？", TOP_THREE),
        ("江苏第三我知道，那完整的装机前三是？（2023）", TOP_THREE),
        ("我知道山东第一，那2023年第二的省份是谁？", "2023年：第2内蒙古[1]。"),
        (
            "I know Shandong is first, but which are the top three provinces in 2023?",
            ENGLISH_TOP_THREE,
        ),
        ("除了山东，2023年装机前三还有哪些省份？", TOP_THREE),
        ("Besides Shandong, which provinces are in the top three in 2023?", ENGLISH_TOP_THREE),
    ],
)
def test_what_is_asked_beside_what_is_known_is_answered(question: str, text: str) -> None:
    answer = ask(question)

    assert (answer.text, answer.status) == (text, "answered")


@pytest.mark.parametrize(
    "question",
    [
        "Besides the top three, which other provinces are building storage?",
        "除了前三名，还有哪些省份在建储能？",
    ],
)
def test_the_first_few_are_no_answer_to_who_else(question: str) -> None:
    assert "山东" not in ask(question).text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "2023年装机前三的省份有哪些，浙江在里面吗？",
            f"{TOP_THREE}\n不是：2023年浙江未进入榜单[1]。",
        ),
        (
            "2023年装机前三的省份有哪些？江苏在不在其中？",
            f"{TOP_THREE}\n是的：2023年江苏排第3位[1]。",
        ),
        (
            "Which provinces were in the top three in 2023, and was Hunan among them?",
            f"{ENGLISH_TOP_THREE}\nNo: in 2023, 湖南 (Hunan) is No. 4 [1].",
        ),
        (
            "List the top three provinces in 2023; are Shandong and Hunan among them?",
            f"{ENGLISH_TOP_THREE}\nYes: in 2023, 山东 (Shandong) is No. 1 [1].\n"
            "No: in 2023, 湖南 (Hunan) is No. 4 [1].",
        ),
        # only whether, or only where
        ("2023年装机前三有没有湖南？", "没有：2023年湖南排第4位[1]。"),
        ("2023年装机前三有哪些，湖南排第几？", f"{TOP_THREE}\n湖南：2023年第4位[1]。"),
    ],
)
def test_the_first_few_and_whether_a_name_is_among_them(question: str, text: str) -> None:
    answer = ask(question)

    assert (answer.text, answer.status) == (text, "answered")
