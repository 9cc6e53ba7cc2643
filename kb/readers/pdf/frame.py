"""Frames: from the page as the file holds it to the page as it is shown, or as it is read.

A PDF page has its origin at the bottom left, may be cropped, and may be turned for display; a table
may be printed sideways on a page that is not turned. Layout is worked out in the frame in which the
text runs from left to right and down; boxes are given in the frame in which the page is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom; points from the top left corner, downwards."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page box (left, bottom, right, top in the file) seen after quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    """0 to 3."""

    @property
    def width(self) -> float:
        """Width as seen."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as seen."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file as seen."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def seen(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file as seen."""
        if self.turns == 0:  # nearly all
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def shown(self, box: Box, turns: int) -> Box:
        """A box of this frame in that of the same page after ``turns``, to a tenth of a point."""
        other = Frame(self.left, self.bottom, self.right, self.top, turns)
        x0, y0 = other.point(*self._inverse(box[0], box[1]))
        x1, y1 = other.point(*self._inverse(box[2], box[3]))
        left, right = sorted((round(x0, 1), round(x1, 1)))
        top, bottom = sorted((round(y0, 1), round(y1, 1)))
        return left, top, right, bottom

    def _inverse(self, x: float, y: float) -> tuple[float, float]:
        if self.turns == 0:
            return x + self.left, self.top - y
        if self.turns == 1:
            return y + self.left, x + self.bottom
        if self.turns == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds ``boxes``, of which there is at least one."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def overlap(first: Box, second: Box, axis: int) -> float:
    """Length that two boxes share along ``axis`` (0 across, 1 down), negative for a gap."""
    return min(first[axis + 2], second[axis + 2]) - max(first[axis], second[axis])
