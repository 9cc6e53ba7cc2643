"""What is asked, without what is said around it."""

import pytest

from kb.answering.focus import focus


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("储能产量是多少？", "储能产量是多少？"),
        ("您好，请问储能产量是多少？谢谢啦", "储能产量是多少？"),
        ("我在写一份材料，想请教一下，储能产量是多少", "储能产量是多少"),
        ("麻烦帮我查一下储能产量", "储能产量"),
        ("储能为什么涨价，最好有出处", "储能为什么涨价"),
        ("我们公司有多少员工", "我们公司有多少员工"),
        ("Hi, could you tell me how large the market is? Thanks", "how large the market is?"),
        ("I am preparing a note on storage. What drives demand?", "What drives demand?"),
        ("For a slide: which is larger, A or B?", "which is larger, A or B?"),
        ("教育排第几", "教育排第几"),
        ("谢谢", "谢谢"),
        ("", ""),
    ],
)
def test_courtesies_and_asides_are_left_out_and_nothing_else(typed: str, asked: str) -> None:
    assert focus(typed) == asked
