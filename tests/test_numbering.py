"""The statement's numbers on pages, in the sidebar and in references."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sphinx_dcs.statement import Loaded
from tests.statements import SECTIONS, make_statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sites import Site

    MakeSite = Callable[..., Site]

pytestmark = pytest.mark.usefixtures("made_by_hand")

INDEX = """\
Index
=====

.. toctree::

   own
   details
   iods
   whole
"""
FILES = {
    "index.rst": INDEX,
    "own.rst": "Own\n===\n\nBefore\n------\n\n.. dcs-section:: 1\n\nOwn again\n---------\n",
    "details.md": "```{dcs-section} details\n```\n",
    "iods.rst": ".. dcs-section:: A\n\n.. dcs-section:: 4\n",
    "whole.rst": "Whole\n=====\n\n.. dcs-statement::\n",
}
HEADING = re.compile(r"<h\d>(.*?)<a class=\"headerlink\"")
TAG = re.compile(r"<[^>]+>")


def headings(text: str) -> list[str]:
    """Return the headings of a page, as they read."""
    return [TAG.sub("", each).replace("&quot;", '"') for each in HEADING.findall(text)]


@pytest.mark.parametrize("numbered", [False, True])
def test_headings_have_the_numbers_of_the_statement(make_site: MakeSite, numbered: bool) -> None:
    index = INDEX.replace("::\n", "::\n   :numbered:\n") if numbered else INDEX
    result = make_site({**FILES, "index.rst": index}).build()
    assert result.warnings == []
    own = (
        ["1. Own", "1.1. Before", "1.2. Own again"] if numbered else ["Own", "Before", "Own again"]
    )
    overview = ['1. Overview of "Demo"', "1.1. Content and Transfer", "1.2. Media - N/A"]
    assert headings(result.output("own.html")) == [*own[:2], *overview, own[2]]
    assert headings(result.output("details.html")) == [
        "7. Details",
        "7.3. Status",
        "7.3.1. SCU",
    ]
    assert headings(result.output("iods.html")) == ["A. Information Objects - N/A", "4. Model"]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "text"])
def test_every_output_has_the_same_numbers(make_site: MakeSite, builder: str) -> None:
    site = make_site(FILES, project="Demo", version="1", copyright="Demo")
    result = site.build(builder)
    names = {"dirhtml": "details/index.html", "singlehtml": "index.html"}
    suffix = {"epub": ".xhtml", "text": ".txt"}.get(builder, ".html")
    text = TAG.sub("", result.output(names.get(builder, f"details{suffix}")))
    assert "7.3.1. SCU" in text
    assert "Table 7-1 " in text


def test_the_table_of_contents_has_the_numbers(make_site: MakeSite) -> None:
    result = make_site(FILES).build()
    text = result.output("index.html")
    assert "7. Details</a>" in text
    assert "7.3. Status</a>" in text
    assert "A. Information Objects - N/A</a>" in text
    assert ">Own</a>" in text
    assert result.app.env.titles["details"]["secnumber"] == ("7",)
    assert "secnumber" not in result.app.env.titles["own"]


def test_pages_on_one_page_keep_their_numbers(make_site: MakeSite) -> None:
    files = {**FILES, "index.rst": f"{INDEX}   again\n", "again.rst": FILES["own.rst"]}
    text = make_site(files).build("singlehtml").output("index.html")
    shown = headings(text)
    assert shown.count("1.1. Content and Transfer") == 3
    assert shown.count("Own") == 2


def test_a_number_that_changes_is_seen_everywhere(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(FILES)
    site.build()
    later = [replace(each, number="8") if each.number == "7" else each for each in SECTIONS]
    statement = make_statement("test", sections=tuple(later))
    monkeypatch.setattr("sphinx_dcs.profiles.load", lambda *_args: Loaded(statement, ()))
    result = site.build()
    assert result.read == {"details", "whole"}
    assert headings(result.output("details.html"))[0] == "8. Details"
    assert "8. Details</a>" in result.output("index.html")
