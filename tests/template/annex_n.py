"""Annex N as it is printed, and as it reads once our errata are applied.

The printed form is ``annex-n.json``; the errata are the ``errata`` of the
template's data. Applied to the printed form they must give exactly our data,
so an erratum that matches nothing is an error, and so is one that matches
twice.

What a change may look like (text is compared as :func:`normalised`)::

    {table: "7-42", row: "0112", column: Status Code, old: "0112", new: "0122"}
    {table: "7-42", column: Further Meaning, old: …, new: …}
    {table: "7-41", remove: [Failure, No Such SOP Instance, "0112", ""]}
    {table: "7-41", add: [Failure, …], after: "0106"}
    {table: "7-118", caption: true, old: …, new: …}
    {table: "7-27", heading: Behavior, new: Condition}
    {section: "7.3.2.3", title: true, old: …, new: …}
    {section: "7.3.2.8.2.1", block: 0, old: …, new: …}
    {section: "1.2", block: 3, item: 0, old: …, new: …}
    {section: "1.2", block: 3, remove: true}
    {section: "1.2", block: 3, add: A sentence.}

A table is named by its ``table`` number, its ``bookmark``, or ``section`` and
``block``. A row (``row``, ``after``) is named by the text of one of its cells,
by all its cells, or by its index, the header being 0; a column by its heading
or index. Rows of status tables have their status filled in from above. Without
``row`` all cells of the column that are the old text change. A text, whether a
block or, with ``item``, of a list, is added behind the one named, or before it
with ``before: true``.

``tables`` or ``sections`` in place of ``table`` or ``section`` is a list, and
the change is made in each; ``tables: all-status`` is all status tables
together.
"""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

ANNEX_N = Path(__file__).with_name("annex-n.json")
STATUS_HEADINGS = ("Service Status", "Status")

Change = dict[str, Any]
Found = TypeVar("Found")


class ErratumError(Exception):
    """An erratum does not fit the printed Annex N."""


@dataclass
class Block:
    """A block of a section; `index` is its place in print, None if an erratum added it."""

    index: int | None
    kind: str
    text: str = ""
    items: list[str] = field(default_factory=list)
    bookmark: str = ""
    number: str = ""
    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)

    @property
    def is_status_table(self) -> bool:
        return self.rows[:1] != [] and self.rows[0][0] in STATUS_HEADINGS


@dataclass
class Section:
    """A section; `id` is its bookmark."""

    id: str
    number: str
    title: str
    blocks: list[Block]

    def block(self, index: int) -> Block:
        """Return the block that is printed at a place."""
        return _only([each for each in self.blocks if each.index == index], f"block {index}")


# --- reading ----------------------------------------------------------------------------------


def load(path: Path = ANNEX_N) -> list[Section]:
    """Return the printed Annex N."""
    return [_section(item) for item in json.loads(path.read_text(encoding="utf-8"))]


def normalised(text: str) -> str:
    """Return text without differences that mean nothing: hyphens, stray blanks."""
    text = text.replace("\u2011", "-").replace("\xa0", " ")
    text = re.sub(r"<[ ]+(?=\w)", "<", text)
    text = re.sub(r"[ ]+(?=[.,;:](?:\s|$))", "", text)
    return re.sub(r"[ ]*\n[ ]*", "\n", text).strip()


def filled_down(rows: Iterable[list[str]], column: int = 0) -> list[list[str]]:
    """Return rows whose empty cells in a column repeat the cell above."""
    above, filled = "", []
    for row in rows:
        above = row[column] or above
        filled.append([*row[:column], above, *row[column + 1 :]])
    return filled


def _section(data: Mapping[str, Any]) -> Section:
    blocks = [_block(index, item) for index, item in enumerate(data["blocks"])]
    return Section(data["id"], data["number"], normalised(data["title"]), blocks)


def _block(index: int, data: Mapping[str, Any]) -> Block:
    block = Block(
        index,
        data["kind"],
        normalised(data.get("text", "")),
        [normalised(item) for item in data.get("items", ())],
        data.get("id") or "",
        data.get("number", ""),
        normalised(data.get("caption", "")),
        [[normalised(cell) for cell in row] for row in data.get("rows", ())],
    )
    if block.is_status_table:
        block.rows = filled_down(block.rows)
    return block


# --- looking up -------------------------------------------------------------------------------


def section_numbered(sections: Iterable[Section], number: str) -> Section:
    """Return a section by its number or, where it has none, its bookmark."""
    found = [each for each in sections if number in (each.number, each.id)]
    return _only(found, f"section {number!r}")


def tables(sections: Iterable[Section]) -> Iterator[Block]:
    """Yield all tables in order."""
    return (block for each in sections for block in each.blocks if block.kind == "table")


def _table(sections: list[Section], change: Change) -> Block:
    if "section" in change:
        return section_numbered(sections, change["section"]).block(change["block"])
    name = change.get("table") or change["bookmark"]
    found = [each for each in tables(sections) if name in (each.number, each.bookmark)]
    return _only(found, f"table {name}")


def _row(rows: list[list[str]], name: str | int | list[str], accept: Callable[[int], bool]) -> int:
    """Return the index of the row with that name that is accepted."""
    if isinstance(name, int):
        found = [name] if name < len(rows) else []
    elif isinstance(name, list):
        cells = [normalised(cell) for cell in name]
        found = [index for index, row in enumerate(rows) if row == cells]
    else:
        found = [index for index, row in enumerate(rows) if normalised(name) in row]
    return _only([index for index in found if accept(index)], f"row {name!r}")


def _column(rows: list[list[str]], name: str | int) -> int:
    """Return the index of a column; headings of an upper row come first."""
    if isinstance(name, int):
        return name
    header = next((row for row in rows[:3] if normalised(name) in row), [])
    found = [index for index, cell in enumerate(header) if cell == normalised(name)]
    return _only(found, f"column {name!r}")


def _only(found: list[Found], what: str) -> Found:
    if len(found) != 1:
        raise ErratumError(f"{what}: {len(found)} found, not 1")
    return found[0]


# --- applying ---------------------------------------------------------------------------------


def corrected(sections: list[Section], errata: Iterable[Mapping[str, Any]]) -> list[Section]:
    """Return Annex N with all errata applied, in their order.

    Raises
    ------
    ErratumError
        If a change does not match exactly what it says it corrects.
    """
    sections = copy.deepcopy(sections)
    for erratum in errata:
        for change in _each(erratum["changes"]):
            try:
                apply(sections, change)
            except ErratumError as error:
                raise ErratumError(f"{erratum['id']}: {change}: {error}") from error
    return sections


def _each(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield a change for each place where it is to be made."""
    for change in changes:
        many = next(
            (key for key in ("tables", "sections") if isinstance(change.get(key), list)), ""
        )
        for name in change[many] if many else ():
            yield {**change, many[:-1]: name}
        if not many:
            yield change


def apply(sections: list[Section], change: Change) -> None:
    """Apply one change in place."""
    kind = next((key for key in _KINDS if key in change), "")
    if kind:
        _KINDS[kind](sections, change)
    elif _is_about_rows(sections, change):
        _change_rows(_table(sections, change), change)
    else:
        _change_block(sections, change)


def _is_about_rows(sections: list[Section], change: Change) -> bool:
    """Whether whole rows of a table change, not a block as such."""
    is_row = isinstance(change.get("add", change.get("remove")), list)
    return is_row and _table(sections, change).kind == "table"


def _replaced(text: str, change: Change) -> str:
    """Return text with the old part, which must be there once, replaced by the new."""
    if text == normalised(change["old"]):
        return normalised(change["new"])
    old, new = (change[key].replace("\u2011", "-") for key in ("old", "new"))
    if not old or text.count(old) != 1:
        raise ErratumError(f"{old!r} is not once in {text!r}")
    return normalised(text.replace(old, new))


def _change_title(sections: list[Section], change: Change) -> None:
    section = section_numbered(sections, change["section"])
    section.title = _replaced(section.title, change)


def _change_caption(sections: list[Section], change: Change) -> None:
    table = _table(sections, change)
    table.caption = _replaced(table.caption, change)


def _change_heading(sections: list[Section], change: Change) -> None:
    table = _table(sections, change)
    column = _column(table.rows, change["heading"])
    rows = [row for row in table.rows[:3] if row[column : column + 1] == [change["heading"]]]
    (rows or table.rows)[0][column] = normalised(change["new"])


def _change_cell(sections: list[Section], change: Change) -> None:
    """Replace a cell, or a part of it; of several rows the one that has the old text."""
    rows = _table(sections, change).rows
    column, old = _column(rows, change["column"]), normalised(change["old"])

    def cell(index: int) -> str:
        return rows[index][column] if column < len(rows[index]) else ""

    whole = [index for index in range(len(rows)) if cell(index) == old]
    try:
        row = _row(rows, change["row"], lambda index: index in whole)
    except ErratumError:
        row = _row(rows, change["row"], lambda index: bool(old) and old in cell(index))
    rows[row][column] = _replaced(cell(row), change)


def _change_column(sections: list[Section], change: Change) -> None:
    """Replace all cells of a column that are the old text."""
    places = [
        (row, _column(table.rows, change["column"]))
        for table in _status_tables(sections, change) or [_table(sections, change)]
        for row in table.rows[1:]
    ]
    places = [(row, at) for row, at in places if row[at : at + 1] == [normalised(change["old"])]]
    if not places:
        raise ErratumError("no such cell")
    for row, at in places:
        row[at] = normalised(change["new"])


def _status_tables(sections: list[Section], change: Change) -> list[Block]:
    found = [each for each in tables(sections) if each.is_status_table]
    found = [each for each in found if change["column"] in each.rows[0]]
    return found if change.get("tables") == "all-status" else []


def _change_rows(table: Block, change: Change) -> None:
    if "remove" in change:
        del table.rows[_row(table.rows, change["remove"], lambda _: True)]
        return
    after = _row(table.rows, change["after"], lambda _: True)
    table.rows.insert(after + 1, [normalised(cell) for cell in change["add"]])


def _change_block(sections: list[Section], change: Change) -> None:
    blocks = section_numbered(sections, change["section"]).blocks
    index = _only([i for i, each in enumerate(blocks) if each.index == change["block"]], "block")
    if "item" in change:
        _change_item(blocks[index].items, change)
    elif "add" in change:
        added = Block(None, "text", normalised(change["add"]))
        blocks.insert(index + (not change.get("before")), added)
    elif "remove" in change:
        del blocks[index]
    else:
        blocks[index].text = _replaced(blocks[index].text, change)


def _change_item(items: list[str], change: Change) -> None:
    index = _only([each for each in range(len(items)) if each == change["item"]], "item")
    if "add" in change:
        items.insert(index + (not change.get("before")), normalised(change["add"]))
    elif "remove" in change:
        del items[index]
    else:
        items[index] = _replaced(items[index], change)


_KINDS: dict[str, Callable[[list[Section], Change], None]] = {
    "title": _change_title,
    "caption": _change_caption,
    "heading": _change_heading,
    "row": _change_cell,
    "column": _change_column,
}
