"""Which box stands where: lanes of boxes, gaps between them, ways through both.

Lanes and gaps are columns, counted from the left: a lane has an even number,
the gap to the right of it the next. An arrow takes one place in each gap that
it passes, so that its words have room of their own, and one in each lane that
it passes, so that it runs through no box.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dcs.statement.model import Arrow, Box, Diagram


class Place(NamedTuple):
    """A place in a column: a box, or the way of an arrow.

    Attributes
    ----------
    box : str or None
        Id of the box; None where an arrow passes.
    span : int
        Number of the arrow; -1 for a box.
    """

    column: int
    box: str | None = None
    span: int = -1


Columns: TypeAlias = tuple[tuple[Place, ...], ...]
"""Places of each column, from top to bottom."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of boxes with its heading."""

    heading: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """An arrow as seen from left to right.

    Attributes
    ----------
    left, right : str
        Ids of the boxes at its ends. Both ends are on the right side of the
        boxes if the lane is the same.
    first, last : int
        Lanes of the two boxes.
    places : tuple of Place
        All places from the left box to the right one, gaps between lanes.
    """

    arrow: Arrow
    left: str
    right: str
    first: int
    last: int
    places: tuple[Place, ...]

    @property
    def is_loop(self) -> bool:
        """Whether the arrow stays in its lane."""
        return self.first == self.last

    @property
    def label_gap(self) -> int:
        """The gap that holds the words."""
        return max(self.first, self.last - 1)


def lanes_of(diagram: Diagram) -> tuple[Lane, ...]:
    """Return the lanes that hold boxes, in the diagram's order."""
    boxes: dict[str, list[Box]] = {id_: [] for id_, _ in diagram.lanes}
    for box in diagram.boxes:
        boxes.setdefault(box.lane, []).append(box)
    headings = dict(diagram.lanes)
    return tuple(Lane(headings.get(id_, ""), tuple(held)) for id_, held in boxes.items() if held)


def spans_of(lanes: tuple[Lane, ...], arrows: Iterable[Arrow]) -> tuple[Span, ...]:
    """Return the arrows from left to right.

    Raises
    ------
    ValueError
        If two boxes have the same id, or an arrow ends at a box that is not there.
    """
    lane_of: dict[str, int] = {}
    for index, lane in enumerate(lanes):
        for box in lane.boxes:
            if box.id in lane_of:
                raise ValueError(f"two boxes of the diagram have the same id: {box.id!r}")
            lane_of[box.id] = index
    return tuple(_span(index, arrow, lane_of) for index, arrow in enumerate(arrows))


def _span(index: int, arrow: Arrow, lane_of: dict[str, int]) -> Span:
    for end in (arrow.source, arrow.target):
        if end not in lane_of:
            raise ValueError(f"an arrow ends at {end!r}, which is no box of the diagram")
    left, right = sorted((arrow.source, arrow.target), key=lane_of.__getitem__)
    first, last = lane_of[left], lane_of[right]
    way = [
        Place(column, span=index) for column in range(2 * first + 1, max(2 * last, 2 * first + 2))
    ]
    places = (Place(2 * first, box=left), *way, Place(2 * last, box=right))
    return Span(arrow, left, right, first, last, places)


# --- the order of places ----------------------------------------------------------------------

_SWEEPS = 6


def columns_of(lanes: tuple[Lane, ...], spans: tuple[Span, ...]) -> Columns:
    """Return the places of every column, ordered so that few arrows cross.

    The diagram's order is kept where another would not be better.
    """
    columns: list[list[Place]] = [[] for _ in range(2 * len(lanes))]
    for index, lane in enumerate(lanes):
        columns[2 * index] += [Place(2 * index, box=box.id) for box in lane.boxes]
    for span in spans:
        for place in span.places[1:-1]:
            columns[place.column].append(place)
    return _least_crossing(tuple(tuple(column) for column in columns), spans)


def _least_crossing(columns: Columns, spans: tuple[Span, ...]) -> Columns:
    best, fewest = columns, _crossings(columns, spans)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        columns = _swept(columns, spans, -2 if sweep % 2 == 0 else 2)
        if (crossings := _crossings(columns, spans)) < fewest:
            best, fewest = columns, crossings
    return best


def _swept(columns: Columns, spans: tuple[Span, ...], towards: int) -> Columns:
    """Order each lane by where the neighbours on one side stand."""
    found = list(columns)
    lanes = range(0, len(columns), 2)
    for column in lanes if towards < 0 else reversed(lanes):
        ranks = _ranks(found)
        neighbours = _neighbours(spans, column, towards)
        middle = {
            place: fmean(ranks[each] for each in neighbours.get(place, [place]))
            for place in found[column]
        }
        found[column] = tuple(sorted(found[column], key=middle.__getitem__))
    return tuple(found)


def _neighbours(spans: tuple[Span, ...], column: int, towards: int) -> dict[Place, list[Place]]:
    found: dict[Place, list[Place]] = {}
    for link in _lane_links(spans):
        for place, other in (link, link[::-1]):
            if place.column == column and other.column == column + towards:
                found.setdefault(place, []).append(other)
    return found


def _lane_links(spans: tuple[Span, ...]) -> list[tuple[Place, Place]]:
    """Return what is linked from lane to lane."""
    return [link for span in spans if not span.is_loop for link in pairwise(span.places[::2])]


def _ranks(columns: Iterable[tuple[Place, ...]]) -> dict[Place, int]:
    return {place: rank for column in columns for rank, place in enumerate(column)}


def _crossings(columns: Columns, spans: tuple[Span, ...]) -> int:
    ranks = _ranks(columns)
    ends = [(left.column, ranks[left], ranks[right]) for left, right in _lane_links(spans)]
    return sum(
        here == there and (left - other_left) * (right - other_right) < 0
        for (here, left, right), (there, other_left, other_right) in combinations(ends, 2)
    )
