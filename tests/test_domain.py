"""Where things are shown, and where references to them go."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

import pytest
from sphinx.util.inventory import InventoryFile

from sphinx_dcs.digests import Shown
from sphinx_dcs.domain import DcsDomain

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites import Result, Site

    MakeSite = Callable[..., Site]

pytestmark = pytest.mark.usefixtures("made_by_hand")

SECTION = "Some\n====\n\n.. dcs-section:: 1\n"
STATEMENT = "All\n===\n\n.. dcs-statement::\n"
ROLES = ":dcs:table:`1-1` :dcs:section:`content` :dcs:figure:`flow`"


def site_of(make_site: MakeSite, **pages: str) -> Site:
    """Return a site with a page of each name."""
    lines = "".join(f"   {name}\n" for name in pages)
    files = {f"{name}.rst": text for name, text in pages.items()}
    return make_site({"index.rst": f"Index\n=====\n\n.. toctree::\n\n{lines}", **files})


def links(result: Result, page: str) -> dict[str, str]:
    """Return where the references on a page go, by their words."""
    found = re.findall(
        r'<a class="[^"]*dcs-reference[^"]*" href="([^"]*)"[^>]*>(.*?)</a>',
        result.output(f"{page}.html"),
    )
    return {words: uri for uri, words in found}


def test_references_go_to_the_same_page_first(make_site: MakeSite) -> None:
    pages = {"a_section": SECTION, "all": f"{STATEMENT}\n{ROLES}\n"}
    result = site_of(make_site, **pages).build()
    assert links(result, "all")["Table 1-1"] == "#dcs-test-statement-table-classes"
    assert links(result, "a_section")["Table 1-1"] == "#dcs-test-table-classes"


def test_references_go_to_pages_of_sections_before_whole_statements(make_site: MakeSite) -> None:
    pages = {"all": STATEMENT, "links": f"Links\n=====\n\n{ROLES}\n", "some": SECTION}
    found = links(site_of(make_site, **pages).build(), "links")
    assert found["Table 1-1"] == "some.html#dcs-test-table-classes"
    assert found["Section 1.1"] == "some.html#dcs-test-section-content"
    assert found["Figure 4-1"] == "all.html#dcs-test-statement-figure-flow"


def test_of_several_pages_the_first_by_name_is_taken(make_site: MakeSite) -> None:
    pages = {"c": SECTION, "b": SECTION, "links": f"Links\n=====\n\n{ROLES}\n"}
    assert links(site_of(make_site, **pages).build(), "links")["Table 1-1"].startswith("b.html#")


def test_a_copy_owns_nothing(make_site: MakeSite) -> None:
    copy = "Copy\n====\n\n.. dcs-table:: 1-1\n"
    pages = {"a": copy, "links": f"Links\n=====\n\n{ROLES}\n", "some": SECTION}
    result = site_of(make_site, **pages).build()
    assert links(result, "links")["Table 1-1"] == "some.html#dcs-test-table-classes"
    assert 'id="dcs-test-copy-0-table-classes"' in result.output("a.html")


def test_what_is_not_shown_is_represented_by_the_section_around_it(make_site: MakeSite) -> None:
    shallow = "Details\n=======\n\n.. dcs-section:: 7\n   :shallow:\n"
    page = "Links\n=====\n\n:dcs:table:`7-1`\n"
    result = site_of(make_site, links=page, details=shallow).build()
    assert result.warnings == []
    assert links(result, "links") == {"Table 7-1": "details.html#dcs-test-section-details"}


def test_what_is_nowhere_shown_is_named_without_a_link(make_site: MakeSite) -> None:
    result = site_of(make_site, links="Links\n=====\n\n:dcs:table:`7-1`\n").build()
    assert result.warnings == []
    assert links(result, "links") == {}
    assert "Table 7-1" in result.output("links.html")


def test_other_words_may_be_given(make_site: MakeSite) -> None:
    page = "Links\n=====\n\n:dcs:table:`these & those <test/1-1>` :dcs:section:`all <1>`\n"
    found = links(site_of(make_site, links=page, some=SECTION).build(), "links")
    assert set(found) == {"these &amp; those", "all"}


def test_an_unknown_profile_in_a_role_is_part_of_the_name(make_site: MakeSite) -> None:
    page = "Links\n=====\n\n:dcs:table:`tset/1-1`\n"
    (line,) = site_of(make_site, links=page).build().warnings
    assert "links.rst:4: WARNING: The statement has no table 'tset/1-1'" in line


def test_the_inventory_names_everything_with_its_profile(make_site: MakeSite) -> None:
    result = site_of(make_site, some=SECTION, all=STATEMENT).build()
    with (result.app.outdir / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", posixpath.join)
    # Sphinx 8.1 has tuples here, later versions have names.
    item = inventory["dcs:table"]["test/classes"]
    uri, display_name = item[2:] if isinstance(item, tuple) else (item.uri, item.display_name)
    assert uri == "some.html#dcs-test-table-classes"
    assert display_name == "Table 1-1 SOP Classes"
    assert set(inventory["dcs:figure"]) == {"test/flow"}
    assert "test/details" in inventory["dcs:section"]


# --- the data ---------------------------------------------------------------------------------


@pytest.fixture
def domain(make_site: MakeSite) -> DcsDomain:
    """Return the domain of a site with two pages of chapter 1."""
    result = site_of(make_site, a=SECTION, b=SECTION).build()
    found = result.app.env.domains["dcs"]
    assert isinstance(found, DcsDomain)
    return found


def test_a_page_that_goes_is_forgotten(domain: DcsDomain) -> None:
    assert domain.place_of("index", "test", "table", "classes").docname == "a"
    domain.clear_doc("a")
    assert domain.place_of("index", "test", "table", "classes").docname == "b"
    domain.clear_doc("b")
    assert domain.place_of("index", "test", "table", "classes") is None
    assert not any("a" in domain.data[name] for name in domain.initial_data)


def test_what_another_process_has_read_is_taken_over(domain: DcsDomain) -> None:
    key, shown = ("test", "table", "codes"), Shown("", "table", "codes")
    other = {name: {"a": {}, "c": {}} for name in domain.initial_data}
    other["places"] = {"a": {key: (0, "not taken")}, "c": {key: (0, "there")}}
    other["shown"] = {"c": {shown: None}}
    domain.merge_domaindata({"c"}, other)
    assert domain.place_of("index", "test", "table", "codes").anchor == "there"
    assert domain.data["shown"]["c"] == {shown: None}
