"""Which pages are read and written again after a change, and which are not."""

from __future__ import annotations

import pytest

from tests.sites import PROFILE, Site

PAGES = {
    "overview": ".. dcs-section:: 1\n",
    "model": ".. dcs-section:: 4\n",
    "services": ".. dcs-section:: 5\n",
    "details": ".. dcs-section:: 7\n",
    "annex": ".. dcs-section:: A\n",
    "status": "Status\n======\n\n.. dcs-status-codes::\n   :message: C-STORE\n",
    "links": "Links\n=====\n\nSee :dcs:table:`7-42`.\n",
    "plain": "Plain\n=====\n\nNothing of a statement.\n",
}
ALL = {*PAGES, "index"}


@pytest.fixture
def built(site: Site) -> Site:
    """Return a site that has been built as HTML."""
    site.pages(**PAGES)
    first = site.build()
    assert first.warnings == []
    assert first.read == ALL
    assert first.written >= ALL
    return site


def test_nothing_is_done_where_nothing_changed(built: Site) -> None:
    again = built.build()
    assert again.read == set()
    assert again.written & ALL == set()


def test_a_comment_in_the_profile_changes_nothing(built: Site) -> None:
    built.write("demo.yaml", "# A comment.\n" + PROFILE)
    again = built.build()
    assert again.read == set()
    assert again.written & ALL == set()


def test_a_row_is_read_where_it_is_shown(built: Site) -> None:
    built.replace("demo.yaml", "The disk is full", "There is no room")
    again = built.build()
    assert again.read == {"details", "status"}
    assert again.written & ALL == {"details", "status"}
    assert "There is no room" in again.text("details")
    assert "There is no room" in again.text("status")


def test_prose_is_read_where_it_is_shown(built: Site) -> None:
    built.replace("demo.yaml", "Shows *images*", "Shows *pictures*")
    again = built.build()
    assert again.read == {"overview"}
    assert "<em>pictures</em>" in again.text("overview")


def test_a_number_is_read_where_it_is_linked_to(built: Site) -> None:
    # The tables of a second service come before those of storage in chapter 7.
    built.replace("demo.yaml", "storage:\n", "verification: {scu: {application-entities: [DEMO]}}\nstorage:\n")
    again = built.build()
    assert "links" in again.read
    assert "plain" not in again.read | again.written


def test_a_file_that_appears_is_noticed(site: Site) -> None:
    site.pages(**PAGES)
    (site.folder / "demo.yaml").unlink()
    first = site.build()
    assert any("DCS010" in line for line in first.warnings)
    site.write("demo.yaml", PROFILE)
    again = site.build()
    assert again.warnings == []
    assert again.read == ALL - {"index", "plain"}


def test_a_file_that_goes_is_noticed(built: Site) -> None:
    (built.folder / "demo.yaml").unlink()
    again = built.build()
    assert again.read == ALL - {"index", "plain"}


def test_each_output_gets_what_another_has_read(built: Site) -> None:
    built.build("text")
    built.replace("demo.yaml", "The disk is full", "There is no room")
    assert built.build().read == {"details", "status"}
    text = built.build("text")
    assert text.read == set()
    assert text.written == {"details", "status"}
    assert "There is no room" in text.text("details")
    assert built.build("text").written == set()


def test_what_was_read_but_not_written_is_written_later(built: Site) -> None:
    built.replace("demo.yaml", "The disk is full", "There is no room")
    built.build(pages=["plain"])
    again = built.build()
    assert again.written & ALL == {"details", "status"}
    assert "There is no room" in again.text("details")


def test_a_page_that_owns_a_table_anew_changes_the_links_to_it(built: Site) -> None:
    built.replace("links.rst", "7-42", "1-1")
    assert 'href="overview.html#' in built.build().text("links")
    built.write("details.rst", "Details\n=======\n\n.. dcs-section:: 1\n")
    (built.folder / "overview.rst").unlink()
    again = built.build()
    assert 'href="details.html#' in again.text("links")


def test_the_default_profile_is_part_of_what_a_page_shows(built: Site) -> None:
    built.write("other.yaml", PROFILE.replace("name: Demo", "name: Other"))
    built.write("annex.rst", ".. dcs-cover::\n   :profile: demo\n")
    profiles = {"demo": "demo.yaml", "other": "other.yaml"}
    built.build(dcs_profiles=profiles, dcs_profile="demo")
    again = built.build(dcs_profiles=profiles, dcs_profile="other")
    assert again.read == ALL - {"index", "plain", "annex"}


def test_a_numbered_toctree_does_not_write_everything_each_time(site: Site) -> None:
    site.pages(**PAGES)
    site.replace("index.rst", "toctree::\n", "toctree::\n   :numbered:\n")
    site.build()
    assert site.build().written & ALL == set()


def test_several_processes_read_and_write_the_same(site: Site) -> None:
    site.pages(**PAGES)
    built = site.build(jobs=3)
    assert built.warnings == []
    assert built.read == ALL
    again = site.build(jobs=3)
    assert again.read == set()
    assert again.written & ALL == set()
    site.replace("demo.yaml", "The disk is full", "There is no room")
    assert site.build(jobs=3).read == {"details", "status"}


def test_messages_about_a_profile_are_shown_once(site: Site) -> None:
    site.pages(**PAGES)
    site.replace("demo.yaml", "MRImageStorage", "MRImageStorag")
    built = site.build(jobs=3)
    assert [line for line in built.warnings if "DCS040" in line] == built.warnings
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("demo.yaml:12:")


def test_messages_can_be_suppressed_by_their_code(site: Site) -> None:
    site.pages(**PAGES)
    site.replace("demo.yaml", "MRImageStorage", "MRImageStorag")
    assert site.build(suppress_warnings=["dcs.DCS040"]).warnings == []
