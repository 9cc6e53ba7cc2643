"""An answer as a file: Markdown and Word, with its citations, figures and formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from app import answer_text, figures_table, place
from app.figures_table import Row
from app.language import say
from kb import Answer

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$&:@])")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\ud800-\udfff]+')
LONGEST_NAME = 60
_CUT_WORD = re.compile(r"[A-Za-z0-9]{2}")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def file_name(title: str, ending: str) -> str:
    """A name that every system takes, made of ``title``."""
    plain = " ".join(_FORBIDDEN.sub(" ", title).split()).strip(". ")
    short = plain[:LONGEST_NAME]
    if _CUT_WORD.match(plain, LONGEST_NAME - 1) and " " in short:
        short = short.rpartition(" ")[0]
    return f"{short.strip('. ') or 'kb'}.{ending}"


def markdown(answer: Answer, rows: Sequence[Row], names: Sequence[str]) -> bytes:
    """The answer as Markdown; what is a document's own is escaped."""
    lines = [f"# {escaped(answer.question)}", "", f"**{say(answer.status)}**", ""]
    for line in filter(str.strip, answer.text.split("\n")):
        lines += [f"- {escaped(line[2:])}" if line.startswith("- ") else escaped(line)]
        lines += [""]
    lines += _listed("computed", answer_text.formulas(answer))
    lines += _listed("warnings", answer.warnings)
    if rows:
        lines += [f"## {say('figures_label')}", ""]
        lines += [_cells([say(name) for name in names]), _cells(["---"] * len(names), plain=True)]
        lines += [_cells([row[name] for name in names]) for row in rows] + [""]
    if answer.citations:
        lines += [f"## {say('sources')}", ""]
    for citation in answer.citations:
        at = f"{citation.document_name}: {citation.start}-{citation.end}"
        lines += [f"**\\[{citation.marker}\\]** {escaped(place.in_words(citation))} "]
        lines += [f"({escaped(at)})", ""]
        lines += [f"> {escaped(line)}" for line in citation.quote.splitlines()] + [""]
    return "\n".join(lines).encode("utf-8", "replace")


def word(answer: Answer, rows: Sequence[Row], names: Sequence[str]) -> bytes:
    """The answer as a Word document."""
    from docx import Document

    document = Document()
    document.core_properties.title = _printable(answer.question)[:255]
    document.core_properties.author = ""
    document.add_heading(_printable(answer.question), 1)
    document.add_paragraph().add_run(say(answer.status)).bold = True
    for line in filter(str.strip, answer.text.split("\n")):
        style = "List Bullet" if line.startswith("- ") else None
        document.add_paragraph(_printable(line.removeprefix("- ")), style)
    notes = {"computed": answer_text.formulas(answer), "warnings": list(answer.warnings)}
    for name, texts in notes.items():
        if texts:
            document.add_heading(say(name), 2)
        for text in texts:
            document.add_paragraph(_printable(text))
    if rows:
        document.add_heading(say("figures_label"), 2)
        table = document.add_table(rows=1, cols=len(names), style="Light Grid Accent 1")
        for cell, name in zip(table.rows[0].cells, names, strict=True):
            cell.text = say(name)
        for row in rows:
            for cell, name in zip(table.add_row().cells, names, strict=True):
                cell.text = _printable(row[name])
    if answer.citations:
        document.add_heading(say("sources"), 2)
    for citation in answer.citations:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"[{citation.marker}] ").bold = True
        paragraph.add_run(_printable(place.in_words(citation)))
        document.add_paragraph(_printable(citation.quote), "Quote")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def table(rows: Sequence[Row], names: Sequence[str]) -> bytes:
    """The figures as CSV."""
    return figures_table.as_csv(rows, names)


def escaped(text: str) -> str:
    """``text`` so that Markdown takes none of it for markup."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def _listed(name: str, texts: Sequence[str]) -> list[str]:
    return [f"## {say(name)}", "", *(f"- {escaped(text)}" for text in texts), ""] if texts else []


def _cells(cells: Sequence[str], plain: bool = False) -> str:
    return "| " + " | ".join(cell if plain else escaped(cell) for cell in cells) + " |"


def _printable(text: str) -> str:
    """``text`` without what XML cannot hold."""
    return _CONTROLS.sub("\ufffd", text)
