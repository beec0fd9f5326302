"""What a PDF and the log of its making say."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from sphinx_dcs.statement.model import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_dcs.statement.model import Row, Statement

_IGNORED = re.compile(r"[\s\u00ad\u200b-]+")
_OVERFULL = re.compile(r"Overfull \\hbox \(([0-9.]+)pt too wide\)(.*)")
_FAULTS = (
    "Missing character",
    "undefined references",
    "multiply-defined",
    "multiply defined",
    "destination with the same identifier",
    "is not installed",
)


def make_pdf(folder: Path) -> Path:
    """Run LaTeX on the only document in a folder; return the PDF."""
    (source,) = folder.glob("*.tex")
    command = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-halt-on-error", source.name]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:].decode(errors="replace")
    return source.with_suffix(".pdf")


def faults(log: str, *, widest: float = 1.0) -> list[str]:
    """Return what is wrong in a log: errors, lost words, boxes over `widest` points too wide."""
    found = [line for line in log.splitlines() if line.startswith("!")]
    found += [line for line in log.splitlines() if any(fault in line for fault in _FAULTS)]
    boxes = _OVERFULL.findall(log)
    return found + [f"{wide} pt too wide{at}" for wide, at in boxes if float(wide) > widest]


def words_of(pdf: Path) -> str:
    """Return the words of a PDF in the order they were set, without blanks and hyphens."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    return folded(done.stdout.decode())


def folded(text: str) -> str:
    """Return a text without what line breaks change in it."""
    return _IGNORED.sub("", text)


def missing_cells(statement: Statement, words: str) -> list[str]:
    """Return the cells of a statement's tables that are not among the words of a PDF."""
    return [
        f"Table {table.number}, row {row.id}: {cell}"
        for table in statement.tables.values()
        for row in (*table.header, *table.rows)
        for cell in _cells(row)
        if folded(cell) not in words
    ]


def missing_rows(statement: Statement, words: str) -> list[str]:
    """Return the rows of which the words do not stand together, without cells over many rows."""
    return [
        f"Table {table.number}, row {row.id}"
        for table in statement.tables.values()
        for row in table.rows
        if not _stands(row, words)
    ]


def _cells(row: Row) -> Iterator[str]:
    for cell in row.cells:
        yield from plain_text(cell.content).split("\n")


def _stands(row: Row, words: str) -> bool:
    single = [cell for cell in row.cells if cell.rows == 1]
    return folded("".join(plain_text(cell.content) for cell in single)) in words
