"""OCR of pages that hold only an image of text; needs the extra ``ocr``."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median_high
from typing import Any

from kb.readers.pdf.frame import Box, Frame, around
from kb.readers.pdf.page import Page
from kb.readers.pdf.runs import Run, merged
from kb.regex import regex

_LONGEST_SIDE = 2000
"""Pixels of the picture that is read; about 170 to the inch for a page of A4."""
_BROKEN_NUMBER = regex(r"(?<=\d[.,]) (?=\d)")
_INEXACT = 0.2
_SIZE = 0.8
"""A font's size, to the height of the box that is found around a line of it."""


def recogniser() -> Callable[[Any, int], Page]:
    """What reads a pdfium page by OCR; loading the models takes about a second."""
    from rapidocr import RapidOCR

    engine: Any = RapidOCR(params={"Global.log_level": "error"})

    def recognise(page: Any, number: int) -> Page:
        turns = page.get_rotation() // 90
        bounds: Box = page.get_bbox()
        frame = Frame(*bounds, turns)
        scale = _LONGEST_SIDE / max(frame.width, frame.height, 1)
        found = engine(page.render(scale=scale).to_numpy())
        runs = [
            _run(text, [(x / scale, y / scale) for x, y in corners.tolist()], number, turns)
            for text, corners in zip(found.txts or (), _corners(found), strict=True)
            if text.strip()
        ]
        _even(runs)
        return Page(number, frame, turns, _placed(merged(runs), number, turns), scanned=not runs)

    return recognise


def _corners(found: Any) -> Any:
    return found.boxes if found.boxes is not None else ()


def _run(text: str, corners: list[tuple[float, float]], number: int, turns: int) -> Run:
    boxes: list[Box] = [(x, y, x, y) for x, y in corners]
    box = around(boxes)
    text = _BROKEN_NUMBER.sub("", text.strip())
    return Run(text, box, round((box[3] - box[1]) * _SIZE, 1), False, number, turns)


def _even(runs: list[Run]) -> None:
    """Give lines of about the usual size that size: their boxes are not exact."""
    usual = median_high([run.size for run in runs]) if runs else 0.0
    for run in runs:
        if abs(run.size - usual) < _INEXACT * usual:
            run.size = usual


def _placed(runs: list[Run], number: int, turns: int) -> list[Run]:
    for run in runs:
        run.page, run.turns = number, turns
    return runs
