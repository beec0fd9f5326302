"""Sections of a statement as nodes of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_dcs.render.nodes import dcs_placeholder, dcs_section

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites import Result, Site

    MakeSite = Callable[..., Site]

pytestmark = pytest.mark.usefixtures("made_by_hand")

INDEX = "Index\n=====\n\n.. toctree::\n\n   rest\n   myst\n"
CHAPTER = {
    "index.rst": INDEX,
    "rest.rst": ".. dcs-section:: 1\n\n   More *words*.\n",
    "myst.md": "```{dcs-section} 1\nMore *words*.\n```\n",
}
GOLDEN = """\
<dcs_section dcs_depth="1" dcs_number="1" ids="dcs-test-section-overview">
    <title secnumber="('1',)" support_smartquotes="0" translatable="0">
        Overview of "Demo"
    <paragraph support_smartquotes="0" translatable="0">
        It's "quoted" -- as it is. See \n\
        <dcs_reference dcs_slug="classes" kind="table" profile="test">
            Table 1-1
        .
    <paragraph>
        More \n\
        <emphasis>
            words
        .
    <dcs_section dcs_depth="2" dcs_number="1.1" ids="dcs-test-section-content">
        <title secnumber="('1', '1')" support_smartquotes="0" translatable="0">
            Content and Transfer
        <bullet_list>
            <list_item>
                <paragraph support_smartquotes="0" translatable="0">
                    one
                <bullet_list>
                    <list_item>
                        <paragraph support_smartquotes="0" translatable="0">
                            below
        <dcs_placeholder dcs_slug="classes" ids="dcs-test-table-classes" kind="table" profile="test">
        <paragraph translatable="0">
            Some \n\
            <emphasis>
                words
            .
    <dcs_section dcs_depth="2" dcs_number="1.2" ids="dcs-test-section-media">
        <title secnumber="('1', '2')" support_smartquotes="0" translatable="0">
            Media - N/A
        <paragraph support_smartquotes="0" translatable="0">
            N/A
"""  # noqa: E501


def sections(result: Result, page: str) -> str:
    """Return the sections of a page as pseudo-XML."""
    first = next(iter(result.doctree(page).findall(dcs_section)))
    text = re.sub(r' bullet="[^"]*"', "", first.pformat())
    return text.replace('"True"', '"1"').replace('"False"', '"0"')


@pytest.mark.parametrize("page", ["rest", "myst"])
def test_a_section_is_made_of_nodes(make_site: MakeSite, page: str) -> None:
    result = make_site(CHAPTER).build()
    assert sections(result, page) == GOLDEN


def test_words_of_the_template_are_written_as_they_are(make_site: MakeSite) -> None:
    text = make_site(CHAPTER).build().output("rest.html")
    assert "It's &quot;quoted&quot; -- as it is." in text.replace("&#39;", "'")
    assert "Overview of &quot;Demo&quot;" in text


def test_words_of_a_statement_are_not_for_translators(make_site: MakeSite) -> None:
    site = make_site(CHAPTER, gettext_compact="all")
    catalogue = site.build("gettext").output("all.pot")
    assert 'msgid "Index"' in catalogue
    assert 'msgid "More *words*."' in catalogue
    for words in ("Overview of", "quoted", "Content and Transfer", "below", "Some", "N/A"):
        assert words not in catalogue


def test_nothing_of_a_statement_is_a_label(make_site: MakeSite) -> None:
    files = {**CHAPTER, "myst.md": "# Everything\n\n```{dcs-statement}\n```\n"}
    result = make_site(files).build()
    assert result.warnings == []
    labels = result.app.env.domains["std"].data
    assert not [name for name in labels["labels"] if "dcs" in name]
    assert not [name for name in labels["anonlabels"] if "dcs" in name]


def test_a_page_owns_its_sections_tables_and_figures(make_site: MakeSite) -> None:
    result = make_site({"index.rst": "Index\n=====\n\n.. dcs-statement::\n"}).build()
    document = result.doctree("index")
    ids = {each for node in document.findall(nodes.Element) for each in node["ids"]}
    places = result.app.env.domains["dcs"].data["places"]["index"]
    assert {anchor for _rank, anchor in places.values()} <= ids
    assert {(kind, slug) for _profile, kind, slug in places} == {
        *(("section", slug) for slug in ("overview", "content", "media", "model", "details")),
        *(("section", slug) for slug in ("status", "status-scu", "iods")),
        ("table", "classes"),
        ("table", "codes"),
        ("figure", "flow"),
    }


def test_no_id_stands_twice_on_one_page(make_site: MakeSite) -> None:
    copies = ".. dcs-table:: 1-1\n\n.. dcs-table:: classes\n"
    files = {
        "index.rst": f"{INDEX.replace('myst', 'all')}   again\n   copies\n   more\n",
        "rest.rst": ".. dcs-section:: 1\n",
        "again.rst": "Again\n=====\n\n.. dcs-section:: 1\n",
        "all.rst": "All\n===\n\n.. dcs-statement::\n",
        "copies.rst": f"Copies\n======\n\n{copies}",
        "more.rst": f"More\n====\n\n{copies}",
    }
    text = make_site(files).build("singlehtml").output("index.html")
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) > 50
    assert sorted({each for each in ids if ids.count(each) > 1}) == []


def test_a_placeholder_holds_no_words(make_site: MakeSite) -> None:
    document = make_site(CHAPTER).build().doctree("rest")
    assert [node.astext() for node in document.findall(dcs_placeholder)] == [""]
