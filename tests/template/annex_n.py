"""Annex N as it is printed, and as it reads once our errata are applied.

The printed form is the parsed Annex N, a JSON file that the environment
variable ``DCS_ANNEX_N`` names; the errata are the ``errata`` of the template's
data. Applied to the printed form they must give exactly our data, so an erratum
that matches nothing, or two places, is an error.

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
``block``; a row by one of its cells, by all of them, or by its index, the
header being 0; a column by its heading or index. The first cell of a row of a
status table is filled in from above. Without ``row`` all cells of the column
that are the old text change. A text is added behind the block or item named,
or before it with ``before: true``.

With a list of ``tables`` or ``sections`` the change is made in each;
``tables: all-status`` is all status tables together.
"""

from __future__ import annotations

import copy
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dcs.template.model import Erratum

VARIABLE = "DCS_ANNEX_N"

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
        return self.rows[:1] != [] and self.rows[0][0] in ("Service Status", "Status")


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


def path() -> Path | None:
    """Return where the parsed Annex N is, None if nobody has said."""
    name = os.environ.get(VARIABLE)
    return Path(name) if name else None


def load(path: Path) -> list[Section]:
    """Return the printed Annex N, or the facts of it that we keep."""
    return [
        Section(
            item["id"],
            item["number"],
            normalised(item["title"]),
            [_block(index, block) for index, block in enumerate(item["blocks"])],
        )
        for item in json.loads(path.read_text(encoding="utf-8"))
    ]


def normalised(text: str) -> str:
    """Return text without differences that mean nothing: hyphens, stray blanks."""
    text = text.replace("\u2011", "-").replace("\xa0", " ")
    text = re.sub(r"<[ ]+(?=\w)", "<", text)
    text = re.sub(r"<(\w+)\.>", r"<\1>.", text)
    text = re.sub(r"[ ]+(?=[.,;:](?:\s|$))", "", text)
    return re.sub(r"[ ]*\n[ ]*", "\n", text).strip()


def squeezed(text: str) -> str:
    """Return text with one blank for any run of blanks and line breaks."""
    return " ".join(text.split())


def filled_down(rows: Iterable[list[str]]) -> list[list[str]]:
    """Return rows whose empty first cell repeats the one above."""
    above = ""
    return [[above := row[0] or above, *row[1:]] for row in rows]


def _block(index: int, data: Mapping[str, Any]) -> Block:
    block = Block(data.get("index", index), data["kind"], normalised(data.get("text", "")))
    block.items = [normalised(item) for item in data.get("items", ())]
    block.bookmark, block.number = data.get("id") or "", data.get("number", "")
    block.caption = normalised(data.get("caption", ""))
    block.rows = [[normalised(cell) for cell in row] for row in data.get("rows", ())]
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


def _named(rows: list[list[str]], name: str | int | list[str]) -> list[list[str]]:
    """Return the rows that a name may mean."""
    if isinstance(name, int):
        return rows[name : name + 1]
    if isinstance(name, list):
        return [row for row in rows if row == [normalised(cell) for cell in name]]
    return [row for row in rows if normalised(name) in row]


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


def corrected(
    sections: list[Section], errata: Iterable[Erratum]
) -> tuple[list[Section], list[str]]:
    """Return Annex N with all errata applied in their order, and what does not fit."""
    sections = copy.deepcopy(sections)
    misfits = []
    for erratum in errata:
        for change in each_change(erratum.changes):
            try:
                apply(sections, change)
            except ErratumError as error:
                misfits.append(f"erratum {erratum.id}: {change}: {error}")
    return sections, misfits


def each_change(changes: Iterable[Mapping[str, Any]]) -> Iterator[Change]:
    """Yield a change for each place where it is to be made."""
    for change in changes:
        lists = [key for key in ("tables", "sections") if isinstance(change.get(key), list)]
        if not lists:
            yield dict(change)
        for key in lists:
            yield from ({**change, key.removesuffix("s"): name} for name in change[key])


def apply(sections: list[Section], change: Change) -> None:
    """Apply one change in place."""
    match change:
        case {"title": _}:
            section = section_numbered(sections, change["section"])
            section.title = _replaced(section.title, change)
        case {"caption": _}:
            table = _table(sections, change)
            table.caption = _replaced(table.caption, change)
        case {"heading": _}:
            _change_heading(_table(sections, change), change)
        case {"row": _}:
            _change_cell(_table(sections, change).rows, change)
        case {"column": _}:
            _change_column(sections, change)
        case {"add": list()} | {"remove": list()}:
            _change_rows(_table(sections, change).rows, change)
        case _:
            _change_block(section_numbered(sections, change["section"]), change)


def _replaced(text: str, change: Change) -> str:
    """Return text with the old part, which must be there once, replaced by the new."""
    if text == normalised(change["old"]):
        return normalised(change["new"])
    old, new = (change[key].replace("\u2011", "-") for key in ("old", "new"))
    if not old or text.count(old) != 1:
        raise ErratumError(f"{old!r} is not once in {text!r}")
    return normalised(text.replace(old, new))


def _change_heading(table: Block, change: Change) -> None:
    column = _column(table.rows, change["heading"])
    rows = [row for row in table.rows[:3] if row[column : column + 1] == [change["heading"]]]
    (rows or table.rows)[0][column] = normalised(change["new"])


def _change_cell(rows: list[list[str]], change: Change) -> None:
    """Replace a cell, or a part of it; of several rows the one that has the old text."""
    column, old = _column(rows, change["column"]), normalised(change["old"])
    named = [row for row in _named(rows, change["row"]) if column < len(row)]
    whole = [row for row in named if row[column] == old]
    row = _only(whole or [row for row in named if old and old in row[column]], "row")
    row[column] = _replaced(row[column], change)


def _change_column(sections: list[Section], change: Change) -> None:
    """Replace all cells of a column that are the old text."""
    places = [
        (row, at)
        for table in _tables_meant(sections, change)
        for at in [_column(table.rows, change["column"])]
        for row in table.rows[1:]
        if row[at : at + 1] == [normalised(change["old"])]
    ]
    if not places:
        raise ErratumError("no such cell")
    for row, at in places:
        row[at] = normalised(change["new"])


def _tables_meant(sections: list[Section], change: Change) -> list[Block]:
    if change.get("tables") != "all-status":
        return [_table(sections, change)]
    return [t for t in tables(sections) if t.is_status_table and change["column"] in t.rows[0]]


def _change_rows(rows: list[list[str]], change: Change) -> None:
    name = change["remove"] if "remove" in change else change["after"]
    place = rows.index(_only(_named(rows, name), f"row {name!r}"))
    if "remove" in change:
        del rows[place]
    else:
        rows.insert(place + 1, [normalised(cell) for cell in change["add"]])


def _change_block(section: Section, change: Change) -> None:
    block = section.block(change["block"])
    if "item" in change:
        _change_item(block.items, change)
    elif "add" in change:
        place = section.blocks.index(block) + (not change.get("before"))
        section.blocks.insert(place, Block(None, "text", normalised(change["add"])))
    elif "remove" in change:
        section.blocks.remove(block)
    else:
        block.text = _replaced(block.text, change)


def _change_item(items: list[str], change: Change) -> None:
    index = _only([each for each in range(len(items)) if each == change["item"]], "item")
    if "add" in change:
        items.insert(index + (not change.get("before")), normalised(change["add"]))
    elif "remove" in change:
        del items[index]
    else:
        items[index] = _replaced(items[index], change)
