"""How high everything stands: places near to what they are linked with, none overlapping."""

from __future__ import annotations

from itertools import accumulate, chain, pairwise
from math import inf
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sphinx_dcs.render.diagram.lanes import Columns, Place, Span

BOX_SPACE = 14.0
"""Least room between two boxes of a lane, in points."""

WAY_SPACE = 8.0
"""Least room between two arrows' words, in points."""

_ORDERINGS = 3
_ROUNDS = 60
_STILL = 0.02
_LOOSE = 0.01  # weight of a place that nothing is linked with
_AT_CIRCLE = 0.25

Heights: TypeAlias = "dict[Place, float]"
Links: TypeAlias = "dict[Place, list[tuple[Place, float]]]"
"""What each place is linked with, and how firmly."""


def space_of(column: int) -> float:
    """Return the least room between two places of a column in points."""
    return WAY_SPACE if column % 2 else BOX_SPACE


def arrange(
    wanted: Sequence[float],
    apart: Sequence[float],
    weights: Sequence[float] | None = None,
    low: float = -inf,
    high: float = inf,
) -> list[float]:
    """Return positions as near to the wanted ones as can be, in the order given.

    The sum of the squared, weighted differences is the least possible. Taking
    the distances away leaves a sequence that must not fall; where it falls,
    neighbours are pooled at their mean.

    Parameters
    ----------
    wanted : sequence of float
        Where each would stand.
    apart : sequence of float
        Least distance between each and the next; one less than ``wanted``.
    weights : sequence of float, optional
        How much each counts.
    low, high : float
        Bounds, far enough apart to hold all.
    """
    offsets = list(accumulate(apart, initial=0.0))
    pools: list[tuple[float, float, int]] = []
    for index, position in enumerate(wanted):
        pool = (position - offsets[index], weights[index] if weights else 1.0, 1)
        while pools and pools[-1][0] > pool[0]:
            pool = _pooled(pools.pop(), pool)
        pools.append(pool)
    level = [mean for mean, _, count in pools for _ in range(count)]
    top = high - offsets[-1]
    return [max(low, min(mean, top)) + offset for mean, offset in zip(level, offsets, strict=False)]


def _pooled(
    first: tuple[float, float, int], second: tuple[float, float, int]
) -> tuple[float, float, int]:
    weight = first[1] + second[1]
    mean = (first[0] * first[1] + second[0] * second[1]) / weight
    return mean, weight, first[2] + second[2]


def positions(
    columns: Columns, spans: tuple[Span, ...], heights: Heights, circles: Collection[str]
) -> dict[Place, float]:
    """Return where the middle of each place is, in points from some origin.

    Parameters
    ----------
    heights : dict
        Height of each place in points.
    circles : collection of str
        Ids of the boxes that are circles.
    """
    links = _links(spans, _firmness(columns, circles))
    found = {place: y for column in columns for place, y in _stacked(column, heights)}
    for _ in range(_ORDERINGS):
        columns = tuple(_by_links(column, links, found) for column in columns)
        for _ in range(_ROUNDS):
            if _pull(columns, links, heights, found) < _STILL:
                break
    return found


def _firmness(columns: Columns, circles: Collection[str]) -> dict[Place, float]:
    """Return how much each place pulls at others.

    Where all arrows meet, in a box that is alone in its lane, they need not
    bend before. If an arrow has to bend, it does so at the circle.
    """
    found: dict[Place, float] = {}
    for place in chain(*columns):
        is_alone = place.box is not None and len(columns[place.column]) == 1
        found[place] = _LOOSE if is_alone else _AT_CIRCLE if place.box in circles else 1.0
    return found


def _links(spans: Iterable[Span], firmness: dict[Place, float]) -> Links:
    links: Links = {}
    for span in spans:
        for left, right in pairwise(span.places):
            weight = min(firmness[left], firmness[right])
            links.setdefault(left, []).append((right, weight))
            links.setdefault(right, []).append((left, weight))
    return links


def _middle(place: Place, links: Links, found: dict[Place, float]) -> float:
    """Return where a place would best be: in the middle of what it is linked with."""
    linked = links.get(place, [(place, 1.0)])
    return sum(found[other] * weight for other, weight in linked) / sum(
        weight for _, weight in linked
    )


def _distances(column: Sequence[Place], heights: Heights) -> list[float]:
    return [
        (heights[upper] + heights[lower]) / 2 + space_of(upper.column)
        for upper, lower in pairwise(column)
    ]


def _stacked(column: Sequence[Place], heights: Heights) -> list[tuple[Place, float]]:
    """Return a column without more room than must be, its middle at 0."""
    if not column:
        return []
    offsets = list(accumulate(_distances(column, heights), initial=0.0))
    return [(place, y - offsets[-1] / 2) for place, y in zip(column, offsets, strict=True)]


def _by_links(
    column: tuple[Place, ...], links: Links, found: dict[Place, float]
) -> tuple[Place, ...]:
    """Order the ways in a gap by where they come from and go to; lanes keep their order."""
    if not column or column[0].column % 2 == 0:
        return column
    return tuple(sorted(column, key=lambda way: round(_middle(way, links, found), 3)))


def _pull(
    columns: Columns,
    links: Links,
    heights: Heights,
    found: dict[Place, float],
) -> float:
    """Move every column to where its links are, as far as its places leave room.

    Returns the farthest move.
    """
    farthest = 0.0
    for column in filter(None, columns):
        wanted = [_middle(place, links, found) for place in column]
        weights = [sum(weight for _, weight in links.get(place, ())) or _LOOSE for place in column]
        placed = arrange(wanted, _distances(column, heights), weights)
        moves = (abs(found[place] - y) for place, y in zip(column, placed, strict=True))
        farthest = max(farthest, *moves)
        found.update(zip(column, placed, strict=True))
    return farthest
