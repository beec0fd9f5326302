"""Whole sites in each output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites import Site

    MakeSite = Callable[..., Site]

PAGES = {
    "cover": "Cover\n=====\n\n.. dcs-cover::\n",
    "overview": ".. dcs-section:: 1\n",
    "model": ".. dcs-section:: 4\n",
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

        See :dcs:table:`1-1`, :dcs:section:`7.3`, :dcs:ae:`STORE`, :dcs:tag:`PatientID`
        and :dcs:sop-class:`CT Image Storage`.
        """,
}
INDEX = "Index\n=====\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in PAGES)
FILES = {**{f"{name}.rst": text for name, text in PAGES.items()}, "index.rst": INDEX}
BUILDERS = ["html", "dirhtml", "singlehtml", "epub", "text", "man", "texinfo", "xml", "pseudoxml"]


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_site_builds_without_a_warning(make_site: MakeSite, builder: str) -> None:
    site = make_site(FILES, project="Demo", version="1", copyright="Demo")
    assert site.build(builder).warnings == []
