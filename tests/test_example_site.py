"""The example site, in every output, with every warning an error."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.statement.loading import load
from sphinx_dcs.statement.model import plain_text
from tests.example import ROOT, copy_example

if TYPE_CHECKING:
    from pathlib import Path

BUILDERS = ("html", "dirhtml", "singlehtml", "latex", "epub", "text", "man", "dcs-json")
QUIET_BUILDERS = ("html", "dirhtml", "epub", "text")
"""Builders that write nothing where nothing has changed."""


def build(site: Path, builder: str) -> str:
    """Build the site with every warning an error; return what Sphinx says."""
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "--keep-going", "-b", builder]
    command += ["-d", str(site / "_build" / "doctrees"), str(site), str(site / "_build" / builder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def times(folder: Path) -> dict[str, int]:
    """Return when each page of an output was written."""
    pages = [path for suffix in (".html", ".xhtml", ".txt") for path in folder.rglob(f"*{suffix}")]
    return {str(path): path.stat().st_mtime_ns for path in pages if not made_anew(path)}


WORDS = re.compile(r"[^\W\d_]+")


def made_anew(path: Path) -> bool:
    """Tell whether Sphinx makes a page anew in each build."""
    return not {path.stem, path.parent.name}.isdisjoint({"search", "genindex", "toc", "nav"})


@pytest.mark.parametrize("builder", BUILDERS)
def test_it_builds_and_a_second_build_reads_nothing(tmp_path: Path, builder: str) -> None:
    site = copy_example(tmp_path)
    build(site, builder)
    before = times(site / "_build" / builder)
    again = build(site, builder)
    assert re.search(r"0 added, 0 changed, 0 removed", again)
    if builder in QUIET_BUILDERS:
        assert before
        assert times(site / "_build" / builder) == before


def test_text_pages_hold_every_cell(tmp_path: Path) -> None:
    site = copy_example(tmp_path)
    build(site, "text")
    shown = "".join(
        path.read_text(encoding="utf-8") for path in (site / "_build" / "text").rglob("*.txt")
    )
    # A cell of a text page is cut into lines, a long UID anywhere: its words are there, one by one.
    words = set(WORDS.findall(shown))
    path = site / "profiles" / "orthanc.yaml"
    statement = load(path, site, "orthanc", Diagnostics()).statement
    assert statement is not None
    cells = [
        plain_text(cell.content)
        for table in statement.tables.values()
        for row in table.rows
        for cell in row.cells
    ]
    wanted = {word for cell in cells for word in WORDS.findall(cell) if len(word) <= 12}
    assert len(wanted) > 500
    assert wanted - words == set()


def test_numbers_are_the_same_in_html_and_json(tmp_path: Path) -> None:
    site = copy_example(tmp_path)
    build(site, "html")
    build(site, "dcs-json")
    statement = json.loads((site / "_build" / "dcs-json" / "orthanc.json").read_text("utf-8"))
    pages = "".join(
        path.read_text(encoding="utf-8")
        for path in (site / "_build" / "html" / "orthanc").glob("*.html")
    )
    for table in statement["tables"]:
        caption = f'<span class="caption-number">Table {table["number"]} </span>{table["caption"]}'
        assert caption.replace("'", "&#39;") in pages.replace("&#x27;", "&#39;"), caption
    for section in walk(statement["sections"]):
        heading = f'<span class="section-number">{section["number"]}. </span>'
        assert heading in pages


def walk(sections: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return sections with all beneath them."""
    return [s for top in sections for s in (top, *walk(top["sections"]))]  # type: ignore[arg-type]
