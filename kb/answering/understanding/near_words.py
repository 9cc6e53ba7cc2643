"""Words that a question uses and the documents do not, put as the near words that they do use.

A report counts shipments or sales, speaks of utilisation or of how far lines run: where it has the one
word and never the other, that one is meant. What is cited says it in its own word.
"""

from __future__ import annotations

from collections.abc import Callable

from kb.answering.understanding.abbreviations import COMMONER, RARE

_NEAR: tuple[tuple[str, ...], ...] = (
    ("出货量", "出货数量", "发货量", "交付量", "销售量", "销量", "出货"),
    ("开工率", "开机率", "稼动率", "产能利用率", "利用率"),
    ("新能源汽车", "新能源车", "电动汽车", "电动车"),
    ("机械手臂", "机械臂", "机械手", "机器人"),
    ("整车厂", "车企", "主机厂"),
    ("厂家", "生产商", "厂商", "企业"),
    ("小微企业", "小企业", "小公司", "小厂", "中小企业"),
    ("大企业", "大公司", "大厂", "大型企业"),
    ("员工", "职工", "雇员", "人员"),
    ("年轻人", "青年", "青年人"),
    ("老年人", "老人", "长者"),
    ("国外", "海外", "境外"),
    ("外国", "外资"),
)
"""Rings of words that stand for each other."""


def as_documents_say(question: str, count: Callable[[str], int]) -> str:
    """``question`` with its words put as the documents say them; ``count`` says in how many chunks a word stands."""
    for ring in _NEAR:
        said = next((word for word in sorted(ring, key=len, reverse=True) if word in question), "")
        if not said or count(said) > RARE:
            continue
        near = max((word for word in ring if word not in said and said not in word), key=count)
        if count(near) > COMMONER * count(said):
            question = question.replace(said, near)
    return question
