"""The lines drawn on a page, and the grids of cells that they make."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from kb.readers.pdf.frame import Box, Frame

_MOST_PATHS = 5_000
"""A page with more is a map or a drawing."""
_MOST_CROSSINGS = 4_000
_SHORTEST = 3.0
_TOLERANCE = 3.0
"""Points between lines that are meant to be one."""

Point = tuple[float, float]


def grids_of(page: Any, frame: Frame) -> list[list[Box]]:
    """The cells of each grid that is drawn on a pdfium ``page``, boxes as ``frame`` sees them."""
    edges = [edge for first, last in _strokes(page) if (edge := _edge(first, last, frame))]
    if len(edges) < 4:
        return []
    from pdfplumber import table

    joined = table.merge_edges(edges, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    crossings = table.edges_to_intersections(joined, _TOLERANCE, _TOLERANCE)
    if len(crossings) > _MOST_CROSSINGS:
        return []
    grids: list[list[Box]] = table.cells_to_tables(table.intersections_to_cells(crossings))
    return grids


def _strokes(page: Any) -> Iterator[tuple[Point, Point]]:
    """The straight parts of every path that is painted, as points of the file."""
    import pypdfium2.raw as raw

    paths = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4))
    if len(paths) > _MOST_PATHS:
        return
    for path in paths:
        if _is_painted(path):
            matrix = path.get_matrix()
            holder = path.container
            while holder is not None:
                matrix = matrix.multiply(holder.get_matrix())
                holder = holder.container
            yield from _parts(path, matrix)


def _is_painted(path: Any) -> bool:
    import ctypes

    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value or stroke.value)


def _parts(path: Any, matrix: Any) -> Iterator[tuple[Point, Point]]:
    import ctypes

    import pypdfium2.raw as raw

    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point: Point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield last, first


def _edge(first: Point, last: Point, frame: Frame) -> dict[str, Any] | None:
    """A line across or down in the form that pdfplumber works with; None for any other."""
    if not all(map(math.isfinite, (*first, *last))):
        return None
    left, top, right, bottom = frame.seen(*first, *last)
    width, height = right - left, bottom - top
    if min(width, height) > 1 or max(width, height) < _SHORTEST:
        return None
    across = width > height
    return {
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": top if across else bottom,
        "doctop": top,
        "width": width,
        "height": 0 if across else height,
        "orientation": "h" if across else "v",
        "object_type": "line",
    }
