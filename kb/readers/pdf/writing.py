"""Blocks to text, with where each line and cell stands."""

from __future__ import annotations

from collections.abc import Sequence

from kb.readers.parsed import Parsed
from kb.readers.pdf.joining import before_next
from kb.readers.pdf.page import Page
from kb.readers.pdf.paragraphs import Block
from kb.readers.pdf.runs import Run
from kb.readers.transcript import NOWHERE, Transcript
from kb.types import Locator


def write(pages: Sequence[Page], blocks: Sequence[Block]) -> Parsed:
    """Write ``blocks`` down; every page of ``pages`` is counted, those without text too."""
    writer = _Writer(pages)
    for block in blocks:
        writer.transcript.block()
        if block.rows and block.first.run.ruled:
            writer.ruled(block.rows)
        elif block.rows:
            writer.rows(block.rows)
        else:
            writer.paragraph(block)
        writer.transcript.block()
    return writer.parsed()


class _Writer:
    """A transcript that begins a page when the first line of it comes."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.transcript = Transcript()
        self._pages = {page.number: page for page in pages}
        self._begun = 0

    def paragraph(self, block: Block) -> None:
        runs = [line.run for line in block.lines]
        if block.level:
            self.transcript.begin_heading(block.level)
        for run, following in zip(runs, [*runs[1:], None], strict=True):
            text, between = before_next(run.text, following.text if following else "")
            if "\t" in text:
                self.transcript.row(text.split("\t"), self._where(run))
            else:
                self.transcript.add(text + between, self._where(run))

    def ruled(self, rows: list[list[Run]]) -> None:
        """A table that is drawn as one."""
        self.transcript.table(
            [_texts(row) for row in rows], lambda row, column: self._where(rows[row][column])
        )

    def rows(self, rows: list[list[Run]]) -> None:
        """Lines of cells, which whoever reads the text may take for a table."""
        for row in rows:
            places = [self._where(run) if run.text else NOWHERE for run in row]
            self.transcript.row(_texts(row), places)

    def parsed(self) -> Parsed:
        self._begin(max(self._pages, default=0))
        return self.transcript.parsed()

    def _where(self, run: Run) -> Locator:
        self._begin(run.page)
        return self._pages[run.page].locator(run)

    def _begin(self, number: int) -> None:
        while self._begun < number:
            self.transcript.page()
            self._begun += 1


def _texts(row: list[Run]) -> list[str]:
    """The texts of a row; a cell over all of it stands in the first column alone."""
    alone = len(row) > 1 and len(set(map(id, row))) == 1
    return [run.text if not alone or not place else "" for place, run in enumerate(row)]
