"""Which pages are read and written again after a change, and which are not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.sites import PROFILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites import Site

    MakeSite = Callable[..., Site]

PAGES = {
    "overview.rst": ".. dcs-section:: 1\n",
    "model.rst": ".. dcs-section:: 4\n",
    "services.md": "```{dcs-section} 5\n```\n",
    "details.rst": ".. dcs-section:: 7\n",
    "annex.rst": ".. dcs-section:: A\n",
    "status.rst": "Status\n======\n\n.. dcs-status-codes::\n   :message: C-STORE\n",
    "links.rst": "Links\n=====\n\nSee :dcs:table:`storage-c-store-scp`.\n",
    "plain.rst": "Plain\n=====\n\nNothing of a statement.\n",
}
NAMES = {name.partition(".")[0] for name in PAGES}
INDEX = "Index\n=====\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in sorted(NAMES))
FILES = {**PAGES, "index.rst": INDEX}
ALL = {*NAMES, "index"}
SHOWING = ALL - {"index", "plain"}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """Return a site of nine pages that has been built as HTML."""
    made = make_site(FILES)
    built = made.build()
    assert built.warnings == []
    assert built.read == built.written == ALL
    return made


def test_nothing_is_done_where_nothing_changed(site: Site) -> None:
    built = site.build()
    assert built.read == built.written == set()


def test_a_comment_in_the_profile_changes_nothing(site: Site) -> None:
    site.put({"test.yaml": f"# A comment.\n{PROFILE}"})
    built = site.build()
    assert built.read == built.written == set()


def test_a_row_is_read_where_it_is_shown(site: Site) -> None:
    site.change("test.yaml", "Done.", "All done.")
    built = site.build()
    assert built.read == {"details", "status"}
    # Sphinx writes a page with a table of contents again when one in it was read.
    assert built.written == {"details", "status", "index"}
    assert "All done." in built.output("details.html")
    assert "All done." in built.output("status.html")


def test_prose_is_read_where_it_is_shown(site: Site) -> None:
    site.change("test.yaml", "A *small* server.", "A *large* server.")
    built = site.build()
    assert built.read == {"overview"}
    assert "<em>large</em>" in built.output("overview.html")


def test_a_number_is_read_where_it_is_linked_to(site: Site) -> None:
    site.change("test.yaml", "  scu: {status-codes: {c-store: {success: Done.}}}\n", "")
    built = site.build()
    assert "links" in built.read
    assert "plain" not in built.read | built.written


def test_a_profile_that_appears_is_noticed(make_site: MakeSite) -> None:
    site = make_site(FILES)
    (site.folder / "test.yaml").unlink()
    assert any("DCS001" in line for line in site.build().warnings)
    site.put({"test.yaml": PROFILE})
    built = site.build()
    assert built.warnings == []
    assert built.read == SHOWING


def test_a_profile_that_goes_is_noticed(site: Site) -> None:
    (site.folder / "test.yaml").unlink()
    assert site.build().read == SHOWING


def test_an_included_file_that_changes_or_goes_is_noticed(site: Site) -> None:
    site.put({"test.yaml": f"include: [part.yaml]\n{PROFILE}", "part.yaml": "x-part: 1\n"})
    assert site.build().read == set()
    part = "web: {studies: {origin-server: {retrieve: {resources: [study]}}}}\n"
    site.put({"part.yaml": part})
    assert "services" in site.build().read
    (site.folder / "part.yaml").unlink()
    assert "services" in site.build().read


def test_each_output_gets_what_another_has_read(site: Site) -> None:
    site.build("text")
    site.change("test.yaml", "Done.", "All done.")
    assert site.build().read == {"details", "status"}
    built = site.build("text")
    assert built.read == set()
    assert built.written == {"details", "status", "index"}
    assert "All done." in built.output("details.txt")
    assert site.build("text").written == set()


def test_what_was_read_but_not_written_is_written_later(site: Site) -> None:
    site.change("test.yaml", "Done.", "All done.")
    assert site.build(only=("plain.rst",)).written == {"plain", "index"}
    built = site.build()
    assert {"details", "status"} <= built.written
    assert "All done." in built.output("details.html")


def test_links_follow_a_table_to_its_new_page(site: Site) -> None:
    assert 'href="details.html#' in site.build().app.outdir.joinpath("links.html").read_text()
    site.put({"annex.rst": ".. dcs-section:: 7\n", "details.rst": "Details\n=======\n"})
    built = site.build()
    assert built.read == {"annex", "details"}
    assert "links" in built.written
    assert 'href="annex.html#' in built.output("links.html")


def test_a_page_of_whole_statement_writes_no_other_page_again(site: Site) -> None:
    site.put({"plain.rst": "Plain\n=====\n\n.. dcs-statement::\n"})
    assert site.build().written == {"plain", "index"}


def test_the_default_profile_is_part_of_what_a_page_shows(make_site: MakeSite) -> None:
    other = PROFILE.replace("Test PACS", "Other PACS")
    files = {**FILES, "other.yaml": other, "annex.rst": ".. dcs-section:: A\n   :profile: test\n"}
    profiles = {"test": "test.yaml", "other": "other.yaml"}
    site = make_site(files, dcs_profiles=profiles, dcs_profile="test")
    site.build()
    assert site.build(dcs_profile="other").read == SHOWING - {"annex"}
    assert site.build(dcs_profile="other").read == set()


def test_another_file_for_a_profile_is_noticed(site: Site) -> None:
    site.put({"other.yaml": PROFILE.replace("A *small* server.", "Another.")})
    built = site.build(dcs_profiles={"test": "other.yaml"})
    assert built.read == {"overview"}


def test_another_limit_for_filters_writes_the_pages_again(site: Site) -> None:
    assert "overview" in site.build(dcs_filter_rows=2).written


def test_a_numbered_toctree_does_not_write_everything_each_time(make_site: MakeSite) -> None:
    site = make_site({**FILES, "index.rst": INDEX.replace("::\n", "::\n   :numbered:\n")})
    site.build()
    built = site.build()
    assert built.read == built.written == set()
    site.change("test.yaml", "Done.", "All done.")
    assert site.build().written == {"details", "status", "index"}


def test_several_processes_do_the_same_as_one(make_site: MakeSite) -> None:
    one, several = make_site(FILES), make_site({})
    single = one.build()
    pages = {name: single.output(f"{name}.html") for name in ALL}
    several.folder.joinpath("_build").rename(several.folder / "_one")
    built = several.build(parallel=3)
    assert built.warnings == []
    assert built.read == ALL
    assert {name: built.output(f"{name}.html") for name in ALL} == pages
    again = several.build(parallel=3)
    assert again.read == again.written == set()
    several.change("test.yaml", "Done.", "All done.")
    assert several.build(parallel=3).read == {"details", "status"}


def test_messages_about_a_profile_are_shown_once_by_several_processes(site: Site) -> None:
    site.change("test.yaml", "MRImageStorage", "MRImageStorag")
    (line,) = site.build(parallel=3).warnings
    assert line.startswith("test.yaml:17:33: WARNING")
    assert "[dcs.DCS040]" in line


def test_a_stamp_that_cannot_be_read_writes_all_pages_again(site: Site) -> None:
    stamp = site.folder / "_build" / "html" / ".dcs-digests.json"
    assert set(json.loads(stamp.read_text(encoding="utf-8"))) == SHOWING
    stamp.write_text("{", encoding="utf-8")
    assert site.build().written == SHOWING | {"index"}
    assert set(json.loads(stamp.read_text(encoding="utf-8"))) == SHOWING


def test_a_table_that_is_selected_anew_is_noticed(make_site: MakeSite) -> None:
    page = "Status\n======\n\n.. dcs-status-codes::\n   :message: C-STORE\n"
    site = make_site({"index.rst": page})
    site.change("test.yaml", "  scu: {status-codes: {c-store: {success: Done.}}}\n", "")
    assert site.build().output("index.html").count("<caption") == 1
    site.put({"test.yaml": PROFILE})
    built = site.build()
    assert built.read == {"index"}
    assert built.output("index.html").count("<caption") == 2


def test_a_table_that_was_missing_is_noticed(make_site: MakeSite) -> None:
    site = make_site({"index.rst": "Page\n====\n\n.. dcs-table:: 7-42\n"})
    site.change("test.yaml", "  scu: {status-codes: {c-store: {success: Done.}}}\n", "")
    assert any("DCS074" in line for line in site.build().warnings)
    site.put({"test.yaml": PROFILE})
    built = site.build()
    assert built.warnings == []
    assert "Done." in built.output("index.html")


def test_what_the_cover_says_is_read_where_it_is_shown(make_site: MakeSite) -> None:
    site = make_site({**FILES, "plain.rst": "Plain\n=====\n\n.. dcs-cover::\n"})
    site.build()
    site.change("test.yaml", "document: {date: 2026-11-23", "document: {date: 2026-11-24")
    built = site.build()
    assert built.read == {"plain"}
    assert "2026-11-24" in built.output("plain.html")
