"""What is special about HTML: scopes, regions, the box above long tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites import Result, Site

    MakeSite = Callable[..., Site]

pytestmark = pytest.mark.usefixtures("made_by_hand")

FILES = {
    "index.rst": "Index\n=====\n\n.. toctree::\n\n   some\n   plain\n   figure\n",
    "some.rst": ".. dcs-section:: 1\n",
    "plain.rst": "Plain\n=====\n",
    "figure.rst": ".. dcs-section:: 4\n",
}
EPUB = {"project": "Demo", "version": "1", "copyright": "Demo"}
XHTML = "{http://www.w3.org/1999/xhtml}"


def tree(result: Result, page: str) -> ElementTree.Element:
    """Return a page of a book, whose format is strict enough to be parsed as XML."""
    root = ElementTree.fromstring(result.output(f"{page}.xhtml"))
    for each in root.iter():
        each.tag = each.tag.replace(XHTML, "")
    return root


@pytest.fixture
def page(make_site: MakeSite) -> ElementTree.Element:
    """Return the page with the table."""
    return tree(make_site(FILES, **EPUB).build("epub"), "some")


def test_header_cells_say_what_they_head(page: ElementTree.Element) -> None:
    scopes = {"".join(each.itertext()): each.get("scope") for each in page.iter("th")}
    assert scopes == {
        "SOP Classes": "colgroup",
        "Roles": "colgroup",
        "SCU": "col",
        "SCP": "col",
        "Images & <more>": "rowgroup",
        "CT": "row",
        "Others": "rowgroup",
        "MR": "row",
    }


def test_a_group_heads_rows_of_its_own(page: ElementTree.Element) -> None:
    (table,) = page.iter("table")
    first = [body.find("tr/th").text for body in table.findall("tbody")]
    assert first == ["Images & <more>", "Others"]
    assert [len(body.findall("tr")) for body in table.findall("tbody")] == [3, 2]
    assert [each.get("colspan") for each in table.iterfind("tbody/tr[@class]/th[@colspan]")] == [
        "4",
        "4",
    ]


def test_a_table_stands_in_a_named_region_for_the_keyboard(page: ElementTree.Element) -> None:
    (region,) = page.iterfind(".//div[@role='region']")
    assert region.get("tabindex") == "0"
    assert region.get("id") == "dcs-test-table-classes"
    caption = region.find("table/caption")
    assert caption.get("id") == region.get("aria-labelledby")
    assert "".join(caption.itertext()).startswith("Table 1-1 SOP Classes")


def test_a_uid_may_break_behind_its_dots_only(page: ElementTree.Element) -> None:
    uid, tag = page.iterfind(".//span[@class='dcs-breakable']")
    assert [uid.text, *[each.tail for each in uid]] == ["1.", "2.", "840"]
    assert [tag.text, *[each.tail for each in tag]] == ["(0010,", "0020)"]


def test_text_is_escaped(make_site: MakeSite) -> None:
    text = make_site(FILES).build().output("some.html")
    assert "Images &amp; &lt;more&gt;" in text
    assert "<more>" not in text
    assert "a&lt;b" in text
    assert 'href="https://example.com/?a&amp;b"' in text


def test_links_of_notes_lead_somewhere(page: ElementTree.Element) -> None:
    ids = {each.get("id") for each in page.iter() if each.get("id")}
    links = [each.get("href") for each in page.iter("a")]
    inner = [link[1:] for link in links if link.startswith("#")]
    assert len(inner) >= 5
    assert set(inner) <= ids


def test_a_figure_is_a_drawing_with_its_words(make_site: MakeSite) -> None:
    root = tree(make_site(FILES, **EPUB).build("epub"), "figure")
    (drawing,) = root.iter("{http://www.w3.org/2000/svg}svg")
    assert "Modality sends to Store <1>." in "".join(drawing.itertext())
    caption = root.find(".//figcaption")
    assert "".join(caption.itertext()).strip().startswith("Figure 4-1 Data Flow")


def test_a_figure_is_its_words_where_nothing_can_be_drawn(make_site: MakeSite) -> None:
    text = make_site(FILES).build("text").output("figure.txt")
    assert "Modality sends to Store <1>." in text
    assert "Figure 4-1 Data Flow" in text


# --- style and script -------------------------------------------------------------------------


def test_only_a_page_with_a_long_table_loads_the_script(make_site: MakeSite) -> None:
    site = make_site(FILES, dcs_filter_rows=4)
    result = site.build()
    assert "dcs.js" in result.output("some.html")
    assert "data-dcs-filter" in result.output("some.html")
    assert "dcs.js" not in result.output("plain.html")
    assert "dcs.js" not in site.build(dcs_filter_rows=5).output("some.html")


def test_style_and_script_are_in_the_output(make_site: MakeSite) -> None:
    result = make_site(FILES).build()
    assert "dcs.css" in result.output("some.html")
    for name in ("dcs.css", "dcs.js"):
        assert (result.app.outdir / "_static" / name).stat().st_size > 0


def test_a_book_has_no_script(make_site: MakeSite) -> None:
    result = make_site(FILES, dcs_filter_rows=0, **EPUB).build("epub")
    assert "dcs.js" not in result.output("some.xhtml")


# --- other uses of a page ---------------------------------------------------------------------


def test_words_of_a_table_can_be_searched(make_site: MakeSite) -> None:
    index = make_site(FILES).build().output("searchindex.js")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    assert "strong" in terms


def test_links_in_tables_are_checked(make_site: MakeSite) -> None:
    result = make_site(FILES, linkcheck_ignore=[".*"]).build("linkcheck")
    lines = result.output("output.json").splitlines()
    assert "https://example.com/?a&b" in {json.loads(line)["uri"] for line in lines}
