"""Positions in a column: in order, apart, near to what is wanted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.render.diagram.columns import arrange

NUMBERS = st.floats(-100, 100)
COLUMNS = st.lists(st.tuples(NUMBERS, st.floats(0, 20), st.floats(0.1, 5)), min_size=1, max_size=10)
"""What is wanted, how far it is to the next, how much it counts."""

Column = list[tuple[float, float, float]]


def parts(column: Column) -> tuple[list[float], list[float], list[float]]:
    wanted, apart, weights = map(list, zip(*column, strict=True))
    return wanted, apart[:-1], weights


def cost(placed: list[float], wanted: list[float], weights: list[float]) -> float:
    return sum(
        weight * (place - wish) ** 2
        for place, wish, weight in zip(placed, wanted, weights, strict=True)
    )


@given(COLUMNS)
def test_distances_are_kept(column: Column) -> None:
    wanted, apart, weights = parts(column)
    placed = arrange(wanted, apart, weights)
    for (upper, lower), least in zip(pairwise(placed), apart, strict=True):
        assert lower - upper >= least - 1e-9


@given(COLUMNS, st.lists(NUMBERS, min_size=10, max_size=10))
def test_no_other_allowed_places_are_nearer(column: Column, others: list[float]) -> None:
    wanted, apart, weights = parts(column)
    least = cost(arrange(wanted, apart, weights), wanted, weights)
    other = others[: len(wanted)]
    for index, distance in enumerate(apart):
        other[index + 1] = max(other[index + 1], other[index] + distance)
    assert least <= cost(other, wanted, weights) + 1e-6


def test_what_is_apart_already_stays() -> None:
    assert arrange([0, 10, 30], [10, 10]) == pytest.approx([0, 10, 30])


def test_what_is_too_near_is_moved_by_the_same_on_both_sides() -> None:
    assert arrange([0, 2], [10]) == pytest.approx([-4, 6])


def test_what_counts_more_is_moved_less() -> None:
    assert arrange([0, 2], [10], weights=[3, 1]) == pytest.approx([-2, 8])


@given(COLUMNS, st.floats(-200, 200))
def test_bounds_are_kept_if_there_is_room(column: Column, low: float) -> None:
    wanted, apart, weights = parts(column)
    high = low + sum(apart) + 5
    placed = arrange(wanted, apart, weights, low=low, high=high)
    assert placed[0] >= low - 1e-9
    assert placed[-1] <= high + 1e-9
