"""Words of a query are found in a text in any spelling that means the same."""

from __future__ import annotations

import pytest

from kb.answering.retrieval.matches import matches
from kb.figures.vocabulary.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("液冷服务器", "液冷服务器和液冷，服务器", ["液冷服务器", "液冷", "服务器"]),
        ("液冷", "液冷液冷", ["液冷液冷"]),
        ("ＡＩ芯片", "ai芯片", ["ai芯片"]),
        ("伺服器市場", "服务器市场", ["服务器市场"]),
        ("2027年是多少", "到2027年，12027", ["2027"]),
        ("GPU", "GPUs, gpu4, GPU卡", ["GPUs", "GPU"]),
        ("server", "服务器", ["服务器"]),
        ("多少", "是多少？", []),
        ("", "液冷", []),
        ("a|b.*", "<b>液冷</b>", []),
    ],
)
def test_spans(query: str, text: str, found: list[str]) -> None:
    spans = matches(query, text, Vocabulary.load(None))
    assert [text[start:end] for start, end in spans] == found
