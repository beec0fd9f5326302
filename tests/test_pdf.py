"""The PDF of the example site, and one full of odd letters."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.statement.loading import load
from tests.example import ROOT, build_example
from tests.pdf import faults, folded, make_pdf, missing_cells, missing_rows, words_of
from tests.sites import Site

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dcs.statement.model import Statement

pytestmark = pytest.mark.pdf


@dataclass
class Printed:
    """A statement and its PDF."""

    statement: Statement
    pdf: Path
    log: str
    words: str


def printed(path: Path, name: str, folder: Path) -> Printed:
    """Return the statement of a profile with the PDF made in a folder."""
    statement = load(path, path.parent, name, Diagnostics()).statement
    assert statement is not None
    pdf = make_pdf(folder)
    log = pdf.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
    return Printed(statement, pdf, log, words_of(pdf))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Return the example's statement on paper."""
    folder = build_example(tmp_path_factory.mktemp("pdf"), "latex")
    return printed(ROOT / "example-site" / "profiles" / "orthanc.yaml", "orthanc", folder)


ODD = r"""
product: {name: "Söhne & Co_1 100%", version: "#1 {beta}"}
document: {date: 2026-11-23}
application-entities: {日本語: {title: AE1, describe: "Ελληνικά, Русский, 한국어 ⇒ ✓"}}
transfer-syntax-sets: {U: {name: Plain, transfer-syntaxes: [ImplicitVRLittleEndian]}}
storage:
  sop-classes: {CTImageStorage: {transfer-syntax-sets: [U]}}
  scu:
    status-codes:
      c-store:
        "0000": '\write18{touch pwned} \input{x} 100% & _ # $ ~ ^ { } \\'
        B000: '<script>alert(1)</script> 日本語 Ελληνικά ⇒'
        B007: {text: Stops., note: 'Only 100% of _these_ & those.'}
"""


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Return a statement with odd letters on paper."""
    site = Site.write(
        tmp_path_factory.mktemp("odd") / "site",
        {"index.rst": "Test\n====\n\n.. dcs-cover::\n\n.. dcs-statement::\n", "odd.yaml": ODD},
        {"dcs_profiles": {"odd": "odd.yaml"}, "latex_engine": "xelatex", "project": "Odd"},
    )
    result = site.build("latex")
    assert result.warnings == []
    return printed(site.folder / "odd.yaml", "odd", result.app.outdir)


PRINTED = ["example", "odd"]


@pytest.fixture(params=PRINTED)
def paper(request: pytest.FixtureRequest) -> Printed:
    """Return each statement on paper."""
    found: Printed = request.getfixturevalue(request.param)
    return found


def test_the_log_is_clean(paper: Printed) -> None:
    assert faults(paper.log) == []


def test_every_cell_is_there(paper: Printed) -> None:
    assert missing_cells(paper.statement, paper.words) == []


def test_the_words_of_every_row_stand_together(paper: Printed) -> None:
    assert missing_rows(paper.statement, paper.words) == []


def test_every_heading_has_its_number(paper: Printed) -> None:
    sections = [each for top in paper.statement.sections for each in top.walk()]
    missing = [
        f"{each.number} {each.title}"
        for each in sections
        if folded(f"{each.number} {each.title}") not in paper.words
    ]
    assert missing == []


def test_every_caption_has_its_number(paper: Printed) -> None:
    for table in paper.statement.tables.values():
        caption = "".join(str(span) for span in table.caption)
        assert folded(f"Table {table.number}: {caption}") in paper.words


def test_nothing_in_a_text_is_a_command(odd: Printed) -> None:
    assert not (odd.pdf.parent / "pwned").exists()
    assert folded("\\write18{touch pwned} \\input{x} 100% & _ # $ ~ ^ { } \\") in odd.words
    assert folded("<script>alert(1)</script> 日本語 Ελληνικά ⇒") in odd.words
    assert folded("Only 100% of these & those.") in odd.words


def test_the_cover_names_product_version_and_date(odd: Printed) -> None:
    for words in ("Söhne & Co_1 100%", "#1 {beta}", "2026-11-23"):
        assert folded(words) in odd.words[:400]


def test_all_fonts_are_embedded(paper: Printed) -> None:
    done = subprocess.run(["pdffonts", str(paper.pdf)], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()[2:]
    assert lines
    assert all(line.split()[-5] == "yes" for line in lines), done.stdout


def test_wide_tables_stand_on_landscape_pages(example: Printed) -> None:
    command = ["pdfinfo", "-f", "1", "-l", "99", str(example.pdf)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    turned = [line for line in text.splitlines() if "rot:" in line and line.split()[-1] != "0"]
    assert turned


# --- the tests themselves ---------------------------------------------------------------------


def test_a_lost_row_is_noticed(example: Printed) -> None:
    row = "This row is not in the PDF"
    table = example.statement.tables["storage-sop-classes"]
    cell = replace(table.rows[0].cells[0], content=(row,))
    more = replace(table, rows=(*table.rows, replace(table.rows[0], cells=(cell,))))
    tables = {**example.statement.tables, "storage-sop-classes": more}
    statement = replace(example.statement, tables=tables)
    assert len(missing_cells(statement, example.words)) == 1
    assert len(missing_rows(statement, example.words)) == 1


def test_faults_of_a_log_are_noticed() -> None:
    assert faults("! Undefined control sequence.") != []
    assert faults("Missing character: There is no 日 in font x!") != []
    assert faults("Overfull \\hbox (2.5pt too wide) in alignment at lines 1--2") != []
    assert faults("Overfull \\hbox (0.5pt too wide) in alignment at lines 1--2") == []
