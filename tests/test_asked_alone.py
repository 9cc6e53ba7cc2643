import pytest
from asked_texts import ask

from kb.answering.understanding.asked_alone import asked_alone
from kb.figures.vocabulary.vocabulary import Vocabulary

WHARVES = """# 码头年报

## 一、泊位

2023年全国渔港泊位共有4.6万个，其中浙江有1.2万个。

## 二、冰鲜

渔港制冰厂的电费占成本的38%，电价上涨是停产的主因。
"""


def alone(text: str) -> str:
    return asked_alone(text, Vocabulary.load(), lambda part: {n for n in ("宁海港",) if n in part})


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("我表弟跑船的，怕饭碗不保。渔港泊位有多少个", "渔港泊位有多少个"),
        ("渔港泊位有多少个？银行这边想看看值不值得放贷", "渔港泊位有多少个？"),
        ("我在渔业局帮忙，渔港泊位一共有多少个？", "渔港泊位一共有多少个？"),
        ("卖冰的问一句：渔港泊位有多少个？", "渔港泊位有多少个？"),
        ("My cousin sells ice. How many berths do fishing ports have?",
         "How many berths do fishing ports have?"),
    ],
)  # fmt: skip
def test_what_only_tells_of_somebody_is_left_out(text: str, asked: str) -> None:
    assert alone(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "渔港泊位有多少个？",  # nothing to leave out
        "渔港泊位有多少个？只算浙江的",  # narrows it
        "渔港泊位有多少个？浙江的",  # a place
        "我家在宁海港。渔港泊位有多少个？",  # a name
        "2023年的事，渔港泊位有多少个",  # a time
        "制冰厂停了。它的电费占多少？",  # points back
        "渔业这块，泊位有多少个？",  # tells of nobody
        "我想买船。多少？",  # asks nothing by itself
        "渔港泊位的数目。",  # asks nothing
        "Ice makers closed. How many of them were there?",
    ],
)
def test_what_may_narrow_a_question_stays(text: str) -> None:
    assert alone(text) == ""


def test_a_question_that_is_hidden_in_a_story_is_answered() -> None:
    question = "我在渔业局帮忙，上头让学习先进经验，回来写心得体会。停产的制冰厂是因为什么？"
    answer = ask(WHARVES, question)

    assert (answer.status, answer.question) == ("answered", question)
    assert answer.text == "渔港制冰厂的电费占成本的38%，电价上涨是停产的主因。[1]"
