"""SVG that is well-formed, accessible and takes the colours of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_dcs.render.diagram import lay_out, write_svg
from sphinx_dcs.render.diagram.words import clean_text
from tests.render.diagram.diagrams import (
    AWKWARD,
    WORDS,
    data_flow,
    for_any_diagram,
    letters,
    overview,
)

if TYPE_CHECKING:
    from sphinx_dcs.statement.model import Diagram

SVG = "{http://www.w3.org/2000/svg}"


def drawn(
    diagram: Diagram, prefix: str = "fig", title: str = "T", text: str = "D"
) -> ElementTree.Element:
    return ElementTree.fromstring(write_svg(lay_out(diagram), prefix, title, text))


@for_any_diagram
def test_all_words_survive(diagram: Diagram) -> None:
    found = [element.text for element in drawn(diagram).iter(f"{SVG}text")]
    expected = [line for words in lay_out(diagram).words() for line in words.lines]
    assert found == expected


@given(WORDS, WORDS)
def test_title_and_description_survive(title: str, text: str) -> None:
    svg = drawn(overview(1), title=title, text=text)
    found = [svg.findtext(f"{SVG}{name}", "") for name in ("title", "desc")]
    assert list(map(letters, found)) == [letters(clean_text(each)) for each in (title, text)]


@pytest.mark.parametrize("text", AWKWARD)
def test_words_never_become_markup(text: str) -> None:
    svg = write_svg(lay_out(overview(1)), "fig", text, text)
    assert {element.tag for element in ElementTree.fromstring(svg).iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "path", "text")
    }


@given(st.sampled_from(["a", "profile-figure-1"]))
def test_ids_begin_with_the_prefix_and_name_title_and_description(prefix: str) -> None:
    svg = drawn(data_flow(3), prefix=prefix)
    ids = [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"].split() == ids
    tags = [element.tag for element in svg.iter() if "id" in element.attrib]
    assert tags == [f"{SVG}title", f"{SVG}desc"]
    assert all(id_.startswith(prefix) for id_ in ids)


def test_a_prefix_cannot_leave_its_attribute() -> None:
    assert drawn(overview(1), prefix='"><b a="').attrib["aria-labelledby"].startswith('"><b')


@for_any_diagram
def test_only_the_colour_of_the_text_is_used(diagram: Diagram) -> None:
    for element in drawn(diagram).iter():
        colours = {element.attrib.get(name, "none") for name in ("fill", "stroke")}
        assert colours <= {"none", "currentColor"}
        assert "font-family" not in element.attrib


@for_any_diagram
def test_every_mark_has_a_class(diagram: Diagram) -> None:
    for element in drawn(diagram).iter():
        named = element.tag in {f"{SVG}title", f"{SVG}desc"}
        assert named or element.attrib["class"].startswith("dcs-diagram")


def test_it_scales_down_but_not_up() -> None:
    drawing = lay_out(data_flow(3))
    svg = ElementTree.fromstring(write_svg(drawing, "fig", "", ""))
    width, height = map(float, svg.attrib["viewBox"].split()[2:])
    assert (width, height) == pytest.approx((drawing.width, drawing.height), abs=0.01)
    ratio = float(svg.attrib["width"]) / float(svg.attrib["height"])
    assert ratio == pytest.approx(width / height, rel=1e-3)
    assert "max-width:100%" in svg.attrib["style"]


@for_any_diagram
def test_every_arrow_has_a_head_at_its_target_and_one_more_if_it_goes_both_ways(
    diagram: Diagram,
) -> None:
    tips = [
        path.attrib["d"].count("Z")
        for path in drawn(diagram).iter(f"{SVG}path")
        if path.attrib["class"] == "dcs-diagram-head"
    ]
    assert tips == [1 + arrow.both_ways for arrow in diagram.arrows]


def test_a_head_begins_where_the_arrow_ends() -> None:
    drawing = lay_out(overview(1))
    svg = ElementTree.fromstring(write_svg(drawing, "fig", "", ""))
    (head,) = (path for path in svg.iter(f"{SVG}path") if path.get("class") == "dcs-diagram-head")
    tips = [part.split("L")[0] for part in head.attrib["d"].split("M")[1:]]
    ends = [drawing.routes[0].strokes[-1][-1], drawing.routes[0].strokes[0][0]]
    for tip, end in zip(tips, ends, strict=True):
        assert list(map(float, tip.split())) == pytest.approx(end, abs=0.01)


def test_boxes_have_the_shape_of_what_they_stand_for() -> None:
    svg = drawn(data_flow(3))
    shapes = [element.get("class") for element in svg if element.tag != f"{SVG}text"]
    assert shapes.count("dcs-diagram-rounded") == 3
    assert shapes.count("dcs-diagram-box") == 3
    assert [element.attrib["class"] for element in svg.iter(f"{SVG}ellipse")] == [
        "dcs-diagram-circle"
    ] * 2
    assert shapes.count("dcs-diagram-boundary") == 1


def test_writing_twice_gives_the_same() -> None:
    assert len({write_svg(lay_out(data_flow(7)), "fig", "T", "D") for _ in range(3)}) == 1
