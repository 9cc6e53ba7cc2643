"""Ten readers at once on one server: each is answered, and with nobody else's answer."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from library import COUNTRIES
from sessions import session

pytestmark = pytest.mark.model

TURNS = 3


def test_ten_sessions_at_once_get_their_own_answers(address: str) -> None:
    together = threading.Barrier(len(COUNTRIES))

    def converse(first: int) -> list[list[str]]:
        """Each turn asks of another country, at the same moment as all others do."""
        shown = []
        with session(address) as reader:
            for turn in range(TURNS):
                country = COUNTRIES[(first + turn) % len(COUNTRIES)]
                together.wait(60)
                answers = reader.ask(f"2030年{country}国储能装机容量是多少？")
                shown.append(["".join(run[1] for run in a["blocks"][0]["runs"]) for a in answers])
        return shown

    with ThreadPoolExecutor(len(COUNTRIES)) as readers:
        conversations = list(readers.map(converse, range(len(COUNTRIES))))
    for first, shown in enumerate(conversations):
        asked = [(first + turn) % len(COUNTRIES) for turn in range(TURNS)]
        wanted = [f"2030年{COUNTRIES[n]}国储能装机容量：{n + 1}00吉瓦时" for n in asked]
        for turn, texts in enumerate(shown, start=1):
            # Each time the whole conversation is drawn, in its order.
            begun = [text[: len(beginning)] for text, beginning in zip(texts, wanted, strict=False)]
            assert begun == wanted[:turn]
            assert len(texts) == turn
