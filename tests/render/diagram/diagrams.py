"""Diagrams to draw, and what is known about a drawing."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_dcs.render.diagram.drawing import Point, curves
from sphinx_dcs.statement.model import Arrow, Box, Diagram

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_dcs.render.diagram.drawing import Drawing, PlacedBox, Route
    from sphinx_dcs.render.diagram.words import Words

SERVICES = (
    "Storage, Storage Commitment, Modality Performed Procedure Step",
    "Storage, Query/Retrieve, Storage Commitment, Instance Availability Notification",
    "Modality Worklist",
    "Storage",
    "",
)

AWKWARD = (
    "",
    " ",
    "<script>alert('x')</script>",
    r"\write18{x} \input{y} \end{tikzpicture}",
    "100 % of A & B_C # $x$ ^ ~ {}",
    "-- --- ''quotes'' ``more'' \"straight\" ,, << >> !` ?`",
    "放射線科情報システム、画像サーバー",
    "Ελληνικά ⇒ Ωμέγα",
    "Donaudampfschifffahrtsgesellschaftskapitaensmuetze" * 2,
    "two\nlines",
    "a\tb\x00c\x1bd\ufffe",
    "e\u0301\u0301 combining",
    "]]> &amp; &#65;",
)
"""Words that a careless writer would stumble over."""

WORDS = st.one_of(
    st.sampled_from(AWKWARD + SERVICES),
    st.text(max_size=40),
    st.text(alphabet="ab ,/_-", max_size=80),
)


def overview(remotes: int) -> Diagram:
    """Return a product between systems."""
    boxes = [Box("product", "Orthanc", "product")]
    boxes += [
        Box(f"remote {index}", f"Information System {index}", ("left", "right")[index % 2])
        for index in range(remotes)
    ]
    arrows = [
        Arrow("product", f"remote {index}", SERVICES[index % 4], both_ways=index % 3 == 0)
        for index in range(remotes)
    ]
    return Diagram((("left", ""), ("product", ""), ("right", "")), tuple(boxes), tuple(arrows))


Shape = Literal["box", "rounded", "circle"]

LANES = (
    ("local", "Local real-world activities"),
    ("entity", "Application Entities"),
    ("remote", "Remote systems"),
)


def data_flow(count: int) -> Diagram:
    """Return activities, Application Entities and systems, some with arrows both ways."""
    entities = [f"AE_{index}" for index in range((count + 1) // 2)]
    boxes = [
        Box(f"local {index}", f"Activity {index}", "local", "rounded") for index in range(count)
    ]
    boxes += [Box(name, name, "entity", "circle") for name in entities]
    boxes += [Box(f"remote {index}", f"System {index}", "remote") for index in range(count)]
    arrows = [Arrow(f"local {index}", entities[index // 2]) for index in range(count)]
    for index in range(count):
        entity, remote = entities[index // 2], f"remote {index}"
        arrows.append(Arrow(entity, remote, SERVICES[index % 5]))
        if index % 3 == 0:
            arrows.append(Arrow(remote, entity, "Storage Commitment"))
    return Diagram(LANES, tuple(boxes), tuple(arrows))


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    """Draw any diagram: boxes in up to four lanes, arrows wherever they may be."""
    lanes = draw(st.integers(1, 4))
    places = [(lane, index) for lane in range(lanes) for index in range(draw(st.integers(0, 5)))]
    shapes: st.SearchStrategy[Shape] = st.sampled_from(("box", "rounded", "circle"))
    boxes = [Box(f"{lane} {index}", draw(WORDS), str(lane), draw(shapes)) for lane, index in places]
    ends = st.sampled_from([box.id for box in boxes]) if boxes else st.nothing()
    arrows = st.builds(Arrow, ends, ends, WORDS, st.booleans())
    headings = tuple((str(lane), draw(WORDS)) for lane in range(lanes))
    return Diagram(
        headings, tuple(boxes), tuple(draw(st.lists(arrows, max_size=12 if boxes else 0)))
    )


def for_any_diagram(test: Callable[[Diagram], None]) -> Callable[[], None]:
    """Run a test for many diagrams, however slow the machine is."""
    run: Callable[[], None] = settings(deadline=None)(given(diagrams())(test))
    return run


# --- what is known about a drawing ------------------------------------------------------------

Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def area_of(thing: PlacedBox | Words) -> Area:
    """Return what a box or words cover."""
    width, height = thing.width / 2, thing.height / 2
    return thing.x - width, thing.y - height, thing.x + width, thing.y + height


def overlap(first: Area, second: Area) -> bool:
    """Return whether two areas share more than a border."""
    tiny = 1e-6
    return (
        first[0] < second[2] - tiny
        and second[0] < first[2] - tiny
        and first[1] < second[3] - tiny
        and second[1] < first[3] - tiny
    )


def overlapping(areas: list[Area]) -> list[tuple[Area, Area]]:
    """Return the pairs of areas that overlap."""
    return [pair for pair in combinations(areas, 2) if overlap(*pair)]


def points_of(route: Route, steps: int = 12) -> Iterator[Point]:
    """Yield points along an arrow."""
    for stroke in route.strokes:
        start = stroke[0]
        yield start
        for first, second, end, _ in curves(stroke):
            for step in range(1, steps + 1):
                yield _between((start, first, second, end), step / steps)
            start = end


def _between(points: tuple[Point, ...], part: float) -> Point:
    """Return a point on a cubic curve, by de Casteljau's construction."""
    while len(points) > 1:
        points = tuple(
            Point(one.x + (two.x - one.x) * part, one.y + (two.y - one.y) * part)
            for one, two in pairwise(points)
        )
    return points[0]


def box_of(drawing: Drawing, id_: str) -> PlacedBox:
    """Return a box by its id."""
    return next(box for box in drawing.boxes if box.id == id_)


def letters(text: str) -> str:
    """Return text without blanks and line breaks: what wrapping must not change."""
    return "".join(text.split())
