"""Geometry: nothing overlaps, everything is reached."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from sphinx_dcs.render.diagram import lay_out
from sphinx_dcs.render.diagram.drawing import Drawing, PlacedBox, Point, Route
from sphinx_dcs.render.diagram.layout import INTERFACE, PAGE_WIDTH
from sphinx_dcs.render.diagram.words import clean_text
from sphinx_dcs.statement.model import Arrow, Box, Diagram
from tests.render.diagram.diagrams import (
    area_of,
    box_of,
    data_flow,
    for_any_diagram,
    letters,
    overlap,
    overlapping,
    overview,
    points_of,
)

TINY = 0.02

EXAMPLES = [
    *(pytest.param(overview(count), id=f"overview-{count}") for count in (0, 1, 3, 10, 24)),
    *(pytest.param(data_flow(count), id=f"data-flow-{count}") for count in (1, 3, 12)),
]
examples = pytest.mark.parametrize("diagram", EXAMPLES)


def on_border(box: PlacedBox, point: Point) -> bool:
    if box.shape == "circle":
        across, down = (point.x - box.x) / box.width * 2, (point.y - box.y) / box.height * 2
        return across**2 + down**2 == pytest.approx(1)
    sideways = abs(point.x - box.x) == pytest.approx(box.width / 2)
    return sideways and box.top < point.y < box.bottom


def inside(box: PlacedBox, point: Point) -> bool:
    if box.shape == "circle":
        across, down = (point.x - box.x) / box.width * 2, (point.y - box.y) / box.height * 2
        return across**2 + down**2 < 1 - TINY
    return (
        abs(point.x - box.x) < box.width / 2 - TINY and abs(point.y - box.y) < box.height / 2 - TINY
    )


def heads(drawing: Drawing, box: PlacedBox) -> list[Point]:
    ends = [(route.source, route.strokes[0][0]) for route in drawing.routes]
    ends += [(route.target, route.strokes[-1][-1]) for route in drawing.routes]
    return [point for id_, point in ends if id_ == box.id]


def is_level(route: Route) -> bool:
    first = route.strokes[0][0].y
    return all(abs(point.y - first) < TINY for point in points_of(route))


# --- what holds for every diagram -------------------------------------------------------------


@for_any_diagram
def test_boxes_never_overlap(diagram: Diagram) -> None:
    assert not overlapping([area_of(box) for box in lay_out(diagram).boxes])


@for_any_diagram
def test_every_box_arrow_and_word_is_drawn(diagram: Diagram) -> None:
    drawing = lay_out(diagram)
    words = {box.id: letters("".join(box.words.lines)) for box in drawing.boxes}
    assert words == {box.id: letters(clean_text(box.label)) for box in diagram.boxes}
    drawn = [(route.source, route.target, route.both_ways) for route in drawing.routes]
    assert drawn == [(arrow.source, arrow.target, arrow.both_ways) for arrow in diagram.arrows]
    labels = [letters("".join(route.words.lines)) for route in drawing.routes]
    assert labels == [letters(clean_text(arrow.label)) for arrow in diagram.arrows]


@for_any_diagram
def test_everything_is_inside_the_drawing(diagram: Diagram) -> None:
    drawing = lay_out(diagram)
    areas = [area_of(box) for box in drawing.boxes]
    areas += [area_of(words) for words in drawing.words() if words.lines]
    areas += [(*point, *point) for route in drawing.routes for point in points_of(route)]
    for left, top, right, bottom in areas:
        assert left >= 0
        assert top >= 0
        assert right <= drawing.width
        assert bottom <= drawing.height


@for_any_diagram
def test_words_of_arrows_are_over_no_box_and_no_other_words(diagram: Diagram) -> None:
    drawing = lay_out(diagram)
    labels = [area_of(route.words) for route in drawing.routes if route.words.lines]
    headings = [area_of(words) for words in drawing.headings]
    assert not overlapping([*labels, *headings, *(area_of(box) for box in drawing.boxes)])


@for_any_diagram
def test_no_arrow_crosses_words(diagram: Diagram) -> None:
    drawing = lay_out(diagram)
    labels = [area_of(route.words) for route in drawing.routes if route.words.lines]
    points = [(*point, *point) for route in drawing.routes for point in points_of(route)]
    assert not [point for point in points for label in labels if overlap(point, label)]


@for_any_diagram
def test_no_arrow_runs_through_a_box(diagram: Diagram) -> None:
    drawing = lay_out(diagram)
    points = [point for route in drawing.routes for point in points_of(route)]
    assert not [point for point in points for box in drawing.boxes if inside(box, point)]


@for_any_diagram
def test_arrows_touch_the_borders_of_their_boxes(diagram: Diagram) -> None:
    drawing = lay_out(diagram)
    for route in drawing.routes:
        assert on_border(box_of(drawing, route.source), route.strokes[0][0])
        assert on_border(box_of(drawing, route.target), route.strokes[-1][-1])


@for_any_diagram
def test_arrows_meet_a_box_apart_from_each_other(diagram: Diagram) -> None:
    drawing = lay_out(diagram)
    for box in drawing.boxes:
        ends = sorted(heads(drawing, box))
        for upper, lower in pairwise(ends):
            assert abs(upper.y - lower.y) > 4 or abs(upper.x - lower.x) > 4


@for_any_diagram
def test_words_fit_into_their_box(diagram: Diagram) -> None:
    for box in lay_out(diagram).boxes:
        left, top, right, bottom = area_of(box.words)
        corners = [Point(x, y) for x in (left, right) for y in (top, bottom)]
        assert not box.words.lines or all(inside(box, corner) for corner in corners)


@for_any_diagram
def test_layout_is_deterministic(diagram: Diagram) -> None:
    assert lay_out(diagram) == lay_out(replace(diagram))


# --- the figures of a statement ---------------------------------------------------------------


@examples
def test_figures_fit_on_a_page(diagram: Diagram) -> None:
    assert lay_out(diagram).width <= PAGE_WIDTH


@pytest.mark.parametrize("count", [2, 3, 10])
def test_arrows_between_product_and_systems_are_straight(count: int) -> None:
    assert all(map(is_level, lay_out(overview(count)).routes))


@pytest.mark.parametrize("count", [2, 3, 10])
def test_the_product_is_the_centre_and_as_high_as_its_neighbours(count: int) -> None:
    drawing = lay_out(overview(count))
    product = box_of(drawing, "product")
    others = [box for box in drawing.boxes if box is not product]
    assert [box for box in drawing.boxes if box.is_centre] == [product]
    assert product.top <= min(box.top for box in others) + TINY
    assert product.bottom >= max(box.bottom for box in others) - TINY


def test_without_a_common_box_nothing_is_the_centre() -> None:
    assert not any(box.is_centre for box in lay_out(data_flow(4)).boxes)


def test_lanes_stand_from_left_to_right_in_the_order_given() -> None:
    drawing = lay_out(data_flow(4))
    lefts = [box_of(drawing, id_).x for id_ in ("local 0", "AE_0", "remote 0")]
    assert lefts == sorted(set(lefts))
    assert [heading.x for heading in drawing.headings] == pytest.approx(lefts)


def test_a_system_stands_level_with_its_only_application_entity() -> None:
    boxes = (*(Box(f"ae {n}", "AE", "a", "circle") for n in range(3)), Box("system", "S", "b"))
    drawing = lay_out(Diagram((), boxes, (Arrow("ae 2", "system"),)))
    assert box_of(drawing, "system").y == pytest.approx(box_of(drawing, "ae 2").y, abs=1)


def test_boxes_are_reordered_where_arrows_would_cross() -> None:
    boxes = tuple(Box(f"{lane}{index}", "", lane) for lane in "ab" for index in range(3))
    crossing = tuple(Arrow(f"a{index}", f"b{2 - index}") for index in range(3))
    drawing = lay_out(Diagram((), boxes, crossing))
    assert all(map(is_level, drawing.routes))


def test_boxes_keep_their_order_where_no_other_is_better() -> None:
    drawing = lay_out(data_flow(8))
    heights = [box_of(drawing, f"remote {index}").y for index in range(8)]
    assert heights == sorted(heights)


def test_arrows_between_the_same_boxes_run_beside_each_other() -> None:
    boxes = (Box("a", "A", "left"), Box("b", "B", "right"))
    arrows = (Arrow("a", "b", "Storage"), Arrow("b", "a", "Query"), Arrow("a", "b"))
    routes = lay_out(Diagram((), boxes, arrows)).routes
    assert all(map(is_level, routes))
    levels = sorted(route.strokes[0][0].y for route in routes)
    assert min(lower - upper for upper, lower in pairwise(levels)) > 8


def test_an_arrow_passes_a_lane_beside_its_boxes() -> None:
    boxes = (Box("a", "A", "1"), Box("b", "B", "2"), Box("c", "C", "3"))
    drawing = lay_out(Diagram((), boxes, (Arrow("a", "c", "far"), Arrow("a", "b"))))
    between = box_of(drawing, "b")
    points = [*points_of(drawing.routes[0])]
    assert not any(inside(between, point) for point in points)
    assert any(abs(point.x - between.x) < between.width / 2 + 1 for point in points)


# --- headings and boundaries ------------------------------------------------------------------


def test_a_boundary_separates_application_entities_from_systems() -> None:
    drawing = lay_out(data_flow(3))
    (boundary,) = drawing.boundaries
    assert boundary.words.lines == (INTERFACE,)
    assert box_of(drawing, "AE_0").x < boundary.x < box_of(drawing, "remote 0").x
    assert boundary.top < min(box.top for box in drawing.boxes) + 1
    assert boundary.bottom > max(box.bottom for box in drawing.boxes)
    labels = [route.words for route in drawing.routes if route.words.lines]
    assert all(abs(words.x - boundary.x) > words.width / 2 for words in labels)


def test_no_boundary_is_drawn_without_words_or_without_application_entities() -> None:
    assert lay_out(data_flow(3), interface="").boundaries == ()
    assert lay_out(overview(3)).boundaries == ()


def test_lanes_without_boxes_are_left_out() -> None:
    lanes = (("a", "Empty"), ("b", "Full"))
    drawing = lay_out(Diagram(lanes, (Box("x", "X", "b"),), ()))
    assert [heading.lines for heading in drawing.headings] == [("Full",)]


def test_a_lane_that_is_not_listed_is_the_last() -> None:
    boxes = (Box("x", "X", "unlisted"), Box("y", "Y", "listed"))
    drawing = lay_out(Diagram((("listed", "Heading"),), boxes, ()))
    assert box_of(drawing, "y").x < box_of(drawing, "x").x


def test_a_diagram_of_nothing_has_a_size() -> None:
    drawing = lay_out(Diagram((), (), ()))
    assert (drawing.boxes, drawing.routes) == ((), ())
    assert drawing.width > 0
    assert drawing.height > 0


# --- mistakes ---------------------------------------------------------------------------------


def test_boxes_with_the_same_id_are_refused() -> None:
    boxes = (Box("a", "A", "left"), Box("a", "B", "right"))
    with pytest.raises(ValueError, match="same id: 'a'"):
        lay_out(Diagram((), boxes, ()))


@pytest.mark.parametrize("arrow", [Arrow("a", "nowhere"), Arrow("nowhere", "a")])
def test_an_arrow_without_a_box_is_refused(arrow: Arrow) -> None:
    with pytest.raises(ValueError, match="'nowhere', which is no box"):
        lay_out(Diagram((), (Box("a", "A", "left"),), (arrow,)))
