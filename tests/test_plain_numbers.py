"""What is said of places, versions, years and amounts is put plainly, and nothing else is taken for it."""

from __future__ import annotations

import pytest

from kb.answering.understanding.plain_wording import plainly


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("甲市那年排到多少名", "甲市那年排第几"),
        ("甲市排在第几位", "甲市排第几"),
        ("名次窜得最猛的是谁", "名次上升最多的是谁"),
        ("谁的排名往上爬得最快", "谁的排名上升最多"),
        ("位次跌得最惨的是哪家", "位次下降最多的是哪家"),
        ("排名下滑最厉害的是谁", "排名下降最多的是谁"),
        ("重量哪台最夸张？", "重量哪台最大？"),
        ("云雀第二代载重多少", "云雀第二代载重多少"),
        ("Lark第二代载重多少", "Lark-2载重多少"),
        ("Lark 的第3版载重多少", "Lark-3载重多少"),
        ("Lark第二代表是谁", "Lark第二代表是谁"),
        ("22到24这两年涨了多少", "22年到24年涨了多少"),
        ("20年至23年这几年涨了多少", "20年至23年涨了多少"),
        ("拉一个新客现在要烧多少钱", "拉一个新客现在的成本是多少钱"),
        ("建一座桥得砸多少钱", "建一座桥的成本是多少钱"),
        ("从国外买进来的茶有多少", "进口的茶有多少"),
        ("从境外进口的茶有多少", "进口的茶有多少"),
        ("24年进口的茶一共值多少钱", "24年茶进口额是多少钱"),
        ("出口的茶值多少亿美元", "茶出口额是多少亿美元"),
        ("银行保险这些，用云的占几成", "金融机构，用云的占几成"),
        ("银行、券商之类的机构占几成", "金融机构占几成"),
        ("the share of banks and other financial firms", "the share of financial firms"),
        ("压根没打算碰机器人的厂占多少", "没打算使用机器人的厂占多少"),
        ("firms that have no plan at all to touch robots", "firms that have no plan to use robots"),
        ("根本不同的是什么", "根本不同的是什么"),
        ("销售费用占收入的比例", "销售费用率"),
        ("研发费用占营收的比重是多少", "研发费用率是多少"),
        ("第三张图画的是什么", "图3画的是什么"),
        ("第2个表格讲什么", "表2讲什么"),
        ("第十张图表讲什么", "图表10讲什么"),
        ("第三个表示反对的人", "第三个表示反对的人"),
        ("甲公司哪年开的", "甲公司哪年成立的"),
        ("它那个研究院又是哪年搞起来的？", "它那个研究院又是哪年成立的？"),
        ("年会什么时候开的", "年会什么时候开的"),
    ],
)
def test_numbers_are_asked_for_plainly(said: str, plain: str) -> None:
    assert plainly(said) == plain
