"""Whether any text makes ``extract`` or ``audit`` fail, and how long the worst one takes.

Texts are random characters, words of figures put together at random, and passages of the report that
were cut, doubled, shuffled and strewn with other characters. The same seed gives the same texts.
"""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench.workload import Workload
from kb.figures import audit, extract

LONGEST = 400
"""Characters of a text; longer ones are made by repeating a piece."""
REPEATED = 4_000
REPEATED_EVERY = 200
"""One text in so many is a single piece again and again."""
SHOWN = 5
PIECES = (
    "2023年", "2022-2027年", "截至2024年6月", "“十四五”末", "今年", "同期", "预计", "市场规模", "出货量", "占比", "达到",
    "12.5%", "3亿元", "1,234.5", "２０％", "三成", "三分之一", "翻两番", "20%-40%", "3至5个", "超过", "约", "以上", "，",
    "。", "；", "：", "（", "）", "、", "《", "》", "“", "”", "同比", "环比", "增长", "下降", "由", "从", "到", "的", "占", "和",
    "分别为", "其中", "前者", "后者", "第一", "前三名依次为", "甲", "乙", "丙", "据", "数据显示", "IDC", "EFLOPS", "GPT-3",
    "图7", "表1", "$5 billion", "€1.2bn", " grew ", " in 2023", " by ", " of ", " CAGR ", " respectively", "first half",
    "\n", "\t", "|", "---", "**", "# ", "- ", "1. ", "十", "万", "亿", "百", "-", "—", "~", "/", ":", ".", ",", "%", "‰", " ",
)  # fmt: skip
RANGES = ((32, 127), (0x3000, 0x303F), (0x4E00, 0x9FFF), (0xFF00, 0xFFEF), (0, 0x2FFF), (0x1F300, 0x1F6FF), (0xD800, 0xDFFF))  # fmt: skip
"""First and last code points of the characters that are drawn, halves of surrogate pairs included."""


@dataclass(slots=True)
class Tally:
    """What was found."""

    texts: int = 0
    characters: int = 0
    points: int = 0
    errors: list[str] = field(default_factory=list)
    slowest: tuple[float, int, str] = (0.0, 0, "")
    """Seconds of processor time, length and text."""
    slowest_rate: tuple[float, int, str] = (0.0, 0, "")
    """The same for seconds a character, of texts of at least 200 characters."""


def run(workload: Workload) -> Iterator[str]:
    """Extract and audit ``workload.texts`` texts; tell errors and the slowest."""
    source = random.Random(workload.seed)
    passages = [document.text for document in workload.documents()]
    tally = Tally()
    for number in range(workload.texts):
        check(made(source, passages, number), tally)
    yield (
        f"{tally.texts} texts (seed {workload.seed}), {tally.characters} characters, "
        f"{tally.points} data points"
    )
    yield f"errors: {len(tally.errors)}"
    yield from tally.errors[:SHOWN]
    for name, (seconds, length, text) in (
        ("slowest", tally.slowest),
        ("slowest for its length", tally.slowest_rate),
    ):
        rate = seconds / max(1, length) * 1000
        yield f"{name}: {seconds:.3f} s for {length} characters ({rate:.3f} ms each): {text[:60]!r}"


def check(text: str, tally: Tally) -> None:
    """Extract and audit one text; note what it raises or quotes wrongly, and its time."""
    began = time.process_time()
    try:
        points = extract(text, date="2024-05")
        audit(points, texts={point.document_id: text for point in points})
        wrong = [p.quote for p in points if text[p.start : p.end] != p.quote]
        if wrong:
            tally.errors.append(f"quotes {wrong!r} of {text!r}")
        tally.points += len(points)
    except Exception:  # noqa: BLE001  any error at all is what is looked for
        tally.errors.append(f"{traceback.format_exc(limit=-2)} on {text!r}")
    seconds = time.process_time() - began
    tally.texts += 1
    tally.characters += len(text)
    found = (seconds, len(text), text)
    tally.slowest = max(tally.slowest, found)
    if len(text) >= 200:
        worst = tally.slowest_rate
        if seconds / len(text) > worst[0] / max(1, worst[1]):
            tally.slowest_rate = found


def made(source: random.Random, passages: Sequence[str], number: int) -> str:
    """The text of this number; the kinds take turns."""
    if number % REPEATED_EVERY == 0:
        piece = "".join(source.choices(PIECES, k=source.randint(1, 3)))
        return (piece * REPEATED)[:REPEATED]
    if number % 3 == 0:
        return "".join(_character(source) for _ in range(source.randint(0, 80)))
    if number % 3 == 1 or not any(passages):
        return "".join(source.choices(PIECES, k=source.randint(1, 40)))
    return _mutated(source, source.choice([text for text in passages if text]))


def _character(source: random.Random) -> str:
    first, last = source.choice(RANGES)
    return chr(source.randint(first, last))


def _mutated(source: random.Random, text: str) -> str:
    """A passage of ``text`` after up to eight changes."""
    start = source.randrange(len(text))
    passage = text[start : start + source.randint(1, LONGEST)]
    for _ in range(source.randint(1, 8)):
        first = source.randint(0, len(passage))
        last = min(len(passage), first + source.randint(0, 12))
        part = passage[first:last]
        new = source.choice(
            (
                "",
                part * source.randint(2, 6),
                part[::-1],
                source.choice(PIECES),
                _character(source),
                "".join(str(source.randint(0, 9)) if c.isdigit() else c for c in part),
                "".join(source.sample(part, len(part))),
            )
        )
        passage = passage[:first] + new + passage[last:]
    return passage
