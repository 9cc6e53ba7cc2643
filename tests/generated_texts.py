"""Texts of many kinds, the same on every machine."""

from __future__ import annotations

import random

HAN = "液冷服务器市场规模智能算力增长预计中国出货量占比达到同比上升数据中心云计算人工"
TRADITIONAL = "臺灣證券電腦運算規模預計將達億元與資訊產業發展"
ENGLISH = [
    "the",
    "market",
    "for",
    "liquid",
    "cooling",
    "grew",
    "by",
    "half",
    "AI",
    "servers",
    "did",
    "not",
]
MARKS = "，。！？；：“”《》（）…—,.!?;:%$#@&*()[]{}/|"


def generated_texts(count: int = 200) -> list[str]:
    """Chinese, English, mixed, marks, figures, emoji, traditional, full width, tilde, spaces."""
    source = random.Random(7)

    def pick(letters: str, most: int) -> str:
        return "".join(source.choices(letters, k=source.randint(1, most)))

    def english(most: int) -> str:
        return " ".join(source.choices(ENGLISH, k=source.randint(1, most)))

    kinds = [
        lambda: pick(HAN, 20),
        lambda: english(9),
        lambda: f"{pick(HAN, 9)} {english(4)} {pick(HAN, 9)}",
        lambda: pick(MARKS, 12),
        lambda: f"{source.randint(1990, 2040)}年{pick(HAN, 5)}{source.random() * 1e4:.2f}亿元，+9%",
        lambda: pick("".join(map(chr, range(0x1F300, 0x1F650))), 8) + pick(HAN, 4),
        lambda: pick(TRADITIONAL, 16),
        lambda: pick("ＡＩＧＰＵ０１２３％", 9) + pick(HAN, 5),
        lambda: f"{source.randint(1, 50)}～{source.randint(51, 99)}%~{pick(HAN, 5)}～",
        lambda: f"  {pick(HAN, 5)}\t{english(3)}\n\n{pick(HAN, 5)}　 {pick('0123456789', 3)} ",
    ]
    return [kinds[i % len(kinds)]() for i in range(count)]
