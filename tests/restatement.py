"""Compare the numbers of a report with those of its restatement, both ways.

    python tests/restatement.py REPORT corpus

A number is compared together with its unit (``91亿美元``), a range as one number (``3-10kW``), a
name that carries digits as a whole (``FP16``), a Chinese numeral only where a unit makes it a
figure (``八成``), a caption by its label (``图7``). What is left out of the comparison is printed
with the reason. Exit status: 0 nothing is missing or new, 1 something is, 2 bad usage.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
URL = re.compile(r"https?://[^\s<>)]+|www\.[\w./-]+|[\w.]+@[\w.]+\w")
LIST_MARKER = re.compile(r"^\s*(?:[-*]\s+)?(\d{1,2})(?:[.、](?=\D)|(?=\s+\*{0,2}[\u4e00-\u9fff]))")
CONTENTS_ENTRY = re.compile(r"^[^\t]*\t\s*(\d{1,3})$")
ADDRESS = re.compile(r"邮编|^\+\d|电话")
BARE_NUMBER = re.compile(r"^\d{1,2}$")
CAPTION = re.compile(r"^[图表] ?\d+")
MENTION = re.compile(r"[图表] ?\d+")

SCALE = r"(?:万亿|十亿|百亿|千亿|亿|百万|千万|万|千|百)?"
UNIT = (
    r"(?:%|EFLOPS|PF-?days|PD|k[Ww]|KW|[DG](?![A-Za-z])|美元|元|片|倍|级|所|家|名|个(?!月)|条|大|"
    r"年|月|日|天|人(?!工))?"
)
NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
FIGURE = re.compile(rf"({NUMBER}%?(?:[-~—–]{NUMBER})?)[多余]?({SCALE}{UNIT})")
SPELT_OUT = re.compile(r"每秒百亿亿次浮点运算\((EFLOPS)\)|(EFLOPS)\(每秒百亿亿次浮点运算\)")
NAME = re.compile(r"[A-Za-z]+-?\d+(?:\.\d+)?[A-Za-z]*")
NUMERAL = "[零一二两三四五六七八九十百千万亿]"
WORDED = re.compile(
    rf"{NUMERAL}+分之{NUMERAL}+|{NUMERAL}+(?:成(?!为|都|渝|本|熟|果|功|立)|倍|年|余个)"
    rf"|{NUMERAL}*[千百十][万亿]+{NUMERAL}*次?|近?百万|半数"
)


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its comparable form, and where it stands."""

    form: str
    place: str
    """File and line, such as ``report.txt:12``."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A number that is not compared."""

    text: str
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one side has and the other has not."""

    missing: tuple[Number, ...]
    """In the report, not in the restatement; the first place of each."""
    new: tuple[Number, ...]
    """In the restatement, not in the report; the first place of each."""
    ignored: tuple[Ignored, ...]

    @property
    def agrees(self) -> bool:
        """True where nothing is missing and nothing is new."""
        return not self.missing and not self.new


def fold(line: str) -> str:
    """Close the gaps beside digits, ``2023 - 2024 年`` as one word, and a unit's spelling out."""
    line = re.sub(r"(?<=\d)\s*([-~—–])\s*(?=\d)", r"\1", line)
    line = re.sub(r"(?<=\d) +(?=[\u4e00-\u9fffA-Za-z%])", "", line)
    line = re.sub(r"(?<=[\u4e00-\u9fff]) +(?=\d)", "", line)
    return SPELT_OUT.sub(lambda match: match[1] or match[2], line)


def split_ignored(line: str, place: str) -> tuple[str, list[Ignored]]:
    """The part of a half-width line that is compared, and what was taken out of it."""
    ignored: list[Ignored] = []

    def take(pattern: re.Pattern[str], reason: str, group: int = 0) -> None:
        nonlocal line
        for match in list(pattern.finditer(line))[::-1]:
            if re.search(r"\d", match[group]):
                ignored.append(Ignored(match[group].strip(), reason, place))
            line = line[: match.start(group)] + " " + line[match.end(group) :]

    if ADDRESS.search(line):
        take(re.compile(r"^.+$"), "address, postcode or telephone")
    take(URL, "web or mail address")
    take(CONTENTS_ENTRY, "page in the table of contents", 1)
    take(BARE_NUMBER, "number of a list item")
    take(LIST_MARKER, "number of a list item", 1)
    if not CAPTION.match(line):
        take(MENTION, "chart or table named in a sentence")
    return line, ignored


def forms(line: str) -> Iterator[str]:
    """The comparable form of each number in a folded line."""
    if caption := CAPTION.match(line):
        yield caption[0].replace(" ", "")
        line = line[caption.end() :]
    for match in NAME.finditer(line):
        yield match[0].upper()
    line = NAME.sub(" ", line)
    for match in FIGURE.finditer(line):
        number, unit = match[1].replace(",", ""), match[2]
        year = re.fullmatch(r"(19|20)\d\d(-(19|20)\d\d)?", number)
        yield number if year and unit in ("", "年") else number + unit.upper()
    for match in WORDED.finditer(FIGURE.sub(" ", line)):
        yield match[0]


def read_numbers(text: str, name: str) -> tuple[list[Number], list[Ignored]]:
    """Every number of a text in order, and what was ignored; front matter is blanked."""
    text = FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), text)
    numbers: list[Number] = []
    ignored: list[Ignored] = []
    for count, raw in enumerate(text.split("\n"), start=1):
        place = f"{name}:{count}"
        line, left_out = split_ignored(unicodedata.normalize("NFKC", raw).rstrip(), place)
        ignored += left_out
        numbers += [Number(form, place) for form in forms(fold(line))]
    return numbers, ignored


def absent(these: Iterable[Number], those: Iterable[Number]) -> tuple[Number, ...]:
    """The numbers of ``these`` that ``those`` lack, each once, at its first place."""
    seen = {number.form for number in those}
    found: list[Number] = []
    for number in these:
        if number.form not in seen:
            seen.add(number.form)
            found.append(number)
    return tuple(found)


def compare_texts(report: str, restatement: dict[str, str]) -> Comparison:
    """Compare a report's text with the texts of its restatement, by file name."""
    there, ignored = read_numbers(report, "report")
    here: list[Number] = []
    for name, text in restatement.items():
        numbers, left_out = read_numbers(text, name)
        here += numbers
        ignored += left_out
    return Comparison(absent(there, here), absent(here, there), tuple(ignored))


def compare_files(report: Path, corpus: Path) -> Comparison:
    """Compare a report (a UTF-8 text file) with the Markdown files of a folder."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.md"))}
    return compare_texts(report.read_text(encoding="utf-8"), texts)


def main(arguments: list[str]) -> int:
    """Print what is missing, new and ignored; the exit status is in the module's docstring."""
    if len(arguments) != 2:
        print("usage: python tests/restatement.py REPORT CORPUS_FOLDER", file=sys.stderr)
        return 2
    report, corpus = Path(arguments[0]), Path(arguments[1])
    if not report.is_file() or not corpus.is_dir():
        print(f"not a file and a folder: {report}, {corpus}", file=sys.stderr)
        return 2
    result = compare_files(report, corpus)
    for entry in result.ignored:
        print(f"ignored: {entry.text} ({entry.reason}) at {entry.place}")
    for number in result.missing:
        print(f"missing: {number.form} at {number.place}")
    for number in result.new:
        print(f"new: {number.form} at {number.place}")
    print(f"{len(result.missing)} missing, {len(result.new)} new, {len(result.ignored)} ignored")
    return 0 if result.agrees else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
