"""Whole sites in each output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sites import Site

PAGES = {
    "cover": "Cover\n=====\n\n.. dcs-cover::\n",
    "overview": ".. dcs-section:: 1\n",
    "services": ".. dcs-section:: 5\n",
    "details": ".. dcs-section:: 7\n",
    "annex": ".. dcs-section:: A\n",
    "everything": "Everything\n==========\n\n.. dcs-statement::\n",
    "notes": """\
        Notes
        =====

        .. dcs-sop-table::
           :service: storage

        .. dcs-status-codes::
           :message: C-STORE

        See :dcs:table:`1-1`, :dcs:section:`7.3`, :dcs:ae:`DEMO`, :dcs:tag:`PatientID`
        and :dcs:sop-class:`CT Image Storage`.
        """,
}
BUILDERS = ["html", "dirhtml", "singlehtml", "epub", "text", "man", "texinfo", "xml", "pseudoxml"]


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_site_builds_without_a_warning(site: Site, builder: str) -> None:
    site.pages(**PAGES)
    built = site.build(builder, nitpicky=True)
    assert built.warnings == []
