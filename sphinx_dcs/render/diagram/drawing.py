"""A diagram with its geometry, ready to be written.

All lengths are points, counted from the upper left corner to the right and
down. Nothing here knows lanes or services: another kind of diagram only needs
another layout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.render.diagram.words import Words

HEAD_LENGTH = 6.0
"""Length of an arrow's head."""

HEAD_WIDTH = 5.0
"""Width of an arrow's head."""


class Point(NamedTuple):
    """A place in the drawing."""

    x: float
    y: float


Stroke: TypeAlias = tuple[Point, ...]
"""A line without a break: its start, then for each cubic curve two controls and the end."""


def curves(stroke: Stroke) -> Iterator[tuple[Point, Point, Point, bool]]:
    """Yield the two controls and the end of each curve, and whether it is a level line."""
    for index in range(1, len(stroke), 3):
        first, second, end = stroke[index : index + 3]
        yield first, second, end, stroke[index - 1].y == first.y == second.y == end.y


def decimal(length: float) -> str:
    """Return a length as it is written in a drawing, to a hundredth of a point."""
    return f"{length:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box with its place.

    Attributes
    ----------
    id : str
        Name in the diagram.
    shape : {"box", "rounded", "circle"}
        A circle is an ellipse if its words need it.
    x, y : float
        Middle of the box.
    words : Words
        What it says.
    is_centre : bool
        Whether all arrows of the diagram meet in it.
    """

    id: str
    shape: Literal["box", "rounded", "circle"]
    x: float
    y: float
    width: float
    height: float
    words: Words
    is_centre: bool = False

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height / 2

    def border(self, y: float) -> float:
        """Return how far the border is from the middle, to either side, at a height."""
        if self.shape != "circle":
            return self.width / 2
        part = min(1.0, abs(y - self.y) / (self.height / 2))
        return self.width / 2 * float((1 - part * part) ** 0.5)


@dataclass(frozen=True, slots=True)
class Route:
    """The way of an arrow, from the border of its source to that of its target.

    Attributes
    ----------
    source, target : str
        Ids of the boxes.
    strokes : tuple of Stroke
        What is drawn, in the direction of the arrow; words interrupt it.
    words : Words
        Its label.
    both_ways : bool
        Whether there is a head at the source, too.
    """

    source: str
    target: str
    strokes: tuple[Stroke, ...]
    words: Words
    both_ways: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    """A dashed vertical line with words below it."""

    x: float
    top: float
    bottom: float
    words: Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn, and how much room it takes."""

    width: float
    height: float
    boxes: tuple[PlacedBox, ...]
    routes: tuple[Route, ...]
    headings: tuple[Words, ...] = ()
    boundaries: tuple[Boundary, ...] = ()

    def words(self) -> tuple[Words, ...]:
        """Return all words in the drawing, boxes first."""
        return (
            *(box.words for box in self.boxes),
            *(route.words for route in self.routes),
            *self.headings,
            *(boundary.words for boundary in self.boundaries),
        )
