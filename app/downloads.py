"""Answers as a file: Markdown and Word, with their citations, figures and formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import answer_text, figures_table, place
from app.figures_table import Row
from app.language import say
from kb import Answer

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

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


@dataclass(frozen=True, slots=True)
class Sheet:
    """An answer with its figures as a table."""

    answer: Answer
    rows: Sequence[Row]
    names: Sequence[str]
    """The columns of ``rows``."""
    scope: str = ""
    """The documents that were asked, in words; empty where all were."""

    @classmethod
    def of(cls, answer: Answer, scope: str = "") -> Sheet:
        """``answer`` with the figures that stand beside it."""
        names = figures_table.columns(answer.data_points)
        return cls(answer, figures_table.rows(answer), names, scope)

    @property
    def lines(self) -> list[str]:
        """The lines of the answer that hold anything."""
        return [line for line in self.answer.text.split("\n") if line.strip()]

    @property
    def notes(self) -> dict[str, Sequence[str]]:
        """Formulas and warnings by the names of their headings."""
        notes = {"computed": answer_text.formulas(self.answer), "warnings": self.answer.warnings}
        return {name: texts for name, texts in notes.items() if texts}


def markdown(sheets: Sequence[Sheet], title: str = "") -> bytes:
    """Answers as Markdown, under a title where there is one; what is a document's is escaped."""
    lines = [f"# {escaped(title)}", ""] if title else []
    for sheet in sheets:
        lines += _markdown(sheet, "##" if title else "#")
    return "\n".join(lines).encode("utf-8", "replace")


def _markdown(sheet: Sheet, mark: str) -> list[str]:
    lines = [f"{mark} {escaped(sheet.answer.question)}", "", f"**{say(sheet.answer.status)}**", ""]
    if sheet.scope:
        lines += [escaped(say("only_of", sheet.scope)), ""]
    for line in sheet.lines:
        lines += [f"- {escaped(line[2:])}" if line.startswith("- ") else escaped(line)]
        lines += [""]
    for name, texts in sheet.notes.items():
        lines += [f"{mark}# {say(name)}", "", *(f"- {escaped(text)}" for text in texts), ""]
    if sheet.rows:
        names = sheet.names
        lines += [f"{mark}# {say('figures_label')}", ""]
        lines += [_cells([say(name) for name in names]), _cells(["---"] * len(names), plain=True)]
        lines += [_cells([row[name] for name in names]) for row in sheet.rows] + [""]
    if sheet.answer.citations:
        lines += [f"{mark}# {say('sources')}", ""]
    for citation in sheet.answer.citations:
        at = f"{citation.document_name}: {citation.start}-{citation.end}"
        lines += [f"**\\[{citation.marker}\\]** {escaped(place.in_words(citation))} "]
        lines += [f"({escaped(at)})", ""]
        lines += [f"> {escaped(line)}" for line in citation.quote.splitlines()] + [""]
    return lines


def word(sheets: Sequence[Sheet], title: str = "") -> bytes:
    """Answers as a Word document, under a title where there is one."""
    from docx import Document

    document = Document()
    name = title or sheets[0].answer.question
    document.core_properties.title = _printable(name)[:255]
    document.core_properties.author = ""
    if title:
        document.add_heading(_printable(title), 1)
    for sheet in sheets:
        _add(document, sheet, 2 if title else 1)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _add(document: DocxDocument, sheet: Sheet, level: int) -> None:
    document.add_heading(_printable(sheet.answer.question), level)
    document.add_paragraph().add_run(say(sheet.answer.status)).bold = True
    if sheet.scope:
        document.add_paragraph(_printable(say("only_of", sheet.scope)))
    for line in sheet.lines:
        style = "List Bullet" if line.startswith("- ") else None
        document.add_paragraph(_printable(line.removeprefix("- ")), style)
    for name, texts in sheet.notes.items():
        document.add_heading(say(name), level + 1)
        for text in texts:
            document.add_paragraph(_printable(text))
    if sheet.rows:
        document.add_heading(say("figures_label"), level + 1)
        names = sheet.names
        table = document.add_table(rows=1, cols=len(names), style="Light Grid Accent 1")
        for cell, name in zip(table.rows[0].cells, names, strict=True):
            cell.text = say(name)
        for row in sheet.rows:
            for cell, name in zip(table.add_row().cells, names, strict=True):
                cell.text = _printable(row[name])
    if sheet.answer.citations:
        document.add_heading(say("sources"), level + 1)
    for citation in sheet.answer.citations:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"[{citation.marker}] ").bold = True
        paragraph.add_run(_printable(place.in_words(citation)))
        document.add_paragraph(_printable(citation.quote), "Quote")


def table(rows: Sequence[Row], names: Sequence[str]) -> bytes:
    """The figures as CSV."""
    return figures_table.as_csv(rows, names)


def escaped(text: str) -> str:
    """``text`` so that Markdown takes none of it for markup."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def _cells(cells: Sequence[str], plain: bool = False) -> str:
    return "| " + " | ".join(cell if plain else escaped(cell) for cell in cells) + " |"


def _printable(text: str) -> str:
    """``text`` without what XML cannot hold."""
    return _CONTROLS.sub("\ufffd", text)
