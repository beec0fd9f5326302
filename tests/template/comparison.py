"""Holds a template against Annex N, errata applied, and names every difference."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from sphinx_dcs.statement.model import plain_text
from sphinx_dcs.statement.tables import make_header
from tests.template.annex_n import squeezed
from tests.template.readings import readings_of
from tests.template.wording import Printer, blanked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_dcs.template.model import (
        Block,
        FigureDefinition,
        SectionDefinition,
        TableDefinition,
        Template,
    )
    from tests.template import annex_n
    from tests.template.readings import Reading, Row

PREAMBLE = "chapter_N"
"""The rules for authors before the cover page: no part of a statement, and without a number."""
EXAMPLE_TITLES = {
    "B.1": "a template that a product may have",
    "B.2": "a template that a product may have",
    "B.2.1.1": "a finding site of that template",
    "B.2.1.2": "a finding site of that template",
}
"""Numbers whose printed title is an example; ours comes from the profile."""
WITHOUT_HEADER = {"DICOM Terms", "Product Specific Terms", "Abbreviations"}
"""Captions of tables that are printed without a header (erratum R27)."""


def has_content(number: str) -> bool:
    """Tell whether the template holds the content of a section, not just its title."""
    whole = ("", "1", "2", "3", "4")
    parts = ("5.1", "7.1", "7.3")
    return number.split(".")[0] in whole or ".".join(number.split(".")[:2]) in parts


def digest(text: str) -> str:
    """Return what stands for a sentence where the sentence itself is not kept."""
    return "~" + hashlib.sha256(squeezed(text).encode()).hexdigest()[:16]


def agrees(printed: str, ours: str) -> bool:
    """Tell whether a printed text, or its digest, is our text."""
    return squeezed(printed) in (squeezed(ours), digest(ours))


@dataclass(frozen=True)
class Result:
    """What a comparison found.

    Attributes
    ----------
    differences : tuple of str
        Each begins with the section or table it is in.
    coverage : mapping
        How many things of each kind were compared.
    """

    differences: tuple[str, ...]
    coverage: Mapping[str, int]


def compare(template: Template, annex: list[annex_n.Section]) -> Result:
    """Compare all of a template with Annex N."""
    comparison = _Comparison(template)
    comparison.sections(annex)
    comparison.leftovers()
    return Result(tuple(comparison.differences), comparison.coverage)


class _Comparison:
    def __init__(self, template: Template) -> None:
        self._template = template
        self._printer = Printer(template)
        self._compared: set[str] = set()
        self.differences: list[str] = []
        self.coverage: Counter[str] = Counter()

    def _differ(self, where: str, what: str, printed: object = None, ours: object = None) -> None:
        shown = "" if printed is ours is None else f"\n  Annex N: {printed!r}\n  ours:    {ours!r}"
        self.differences.append(f"{where}: {what}{shown}")

    def _same(self, where: str, what: str, printed: str, ours: str) -> None:
        self.coverage[what] += 1
        if not agrees(printed, ours):
            self._differ(where, what, printed, ours)

    # --- sections ---

    def sections(self, annex: list[annex_n.Section]) -> None:
        sections = self._by_number()
        for printed in annex:
            if printed.id == PREAMBLE:
                continue
            if section := sections.get(printed.number):
                self._section(printed, section)
            else:
                self._differ(_named(printed.number), "section is missing", printed.title)
        self._further_sections({printed.number for printed in annex})

    def _by_number(self) -> dict[str, SectionDefinition]:
        found: dict[str, SectionDefinition] = {}
        for section in self._template.sections:
            for number in (section.number, *section.stands_for):
                if number in found:
                    self._differ(_named(number), "section is there twice")
                found[number] = section
        return found

    def _further_sections(self, printed: set[str]) -> None:
        for section in self._template.sections:
            if section.number not in printed and not section.stands_for:
                self._differ(_named(section.number), "section is not in Annex N", "", section.title)

    def _section(self, printed: annex_n.Section, section: SectionDefinition) -> None:
        self.coverage["section"] += 1
        if printed.number not in EXAMPLE_TITLES:
            titles = blanked(printed.title), blanked(section.title)
            self._same(_named(printed.number), "title", *titles)
        if section.number != printed.number:
            return
        if has_content(section.number):
            self._blocks(printed, section)
        elif not all(map(_is_own_place, section.blocks)):
            self._differ(_named(section.number), "content without being on the list of content")

    # --- blocks ---

    def _blocks(self, printed: annex_n.Section, section: SectionDefinition) -> None:
        where = _named(section.number)
        claimed = [_claimed(printed, block) for block in section.blocks]
        for block, places in zip(section.blocks, claimed, strict=True):
            self._block(where, block, [printed.blocks[place] for place in places])
        self._order(where, section.blocks, claimed)
        claims = Counter(place for places in claimed for place in places)
        for place, each in enumerate(printed.blocks):
            if claims[place] != 1:
                what = f"{each.kind} {place} is classified {claims[place]} times"
                self._differ(where, what, each.text or each.items or each.caption)

    def _order(self, where: str, blocks: Iterable[Block], claimed: list[list[int]]) -> None:
        """Check the order of what is published."""
        last = -1
        for block, places in zip(blocks, claimed, strict=True):
            if places and (block.wording == "mandated" or block.kind in ("table", "figure")):
                if places[0] < last:
                    self._differ(where, "is not in the order of Annex N", "", _described(block))
                last = places[-1]

    def _block(self, where: str, block: Block, claimed: list[annex_n.Block]) -> None:
        self.coverage[f"blocks: {block.wording or block.kind}"] += 1
        if _is_own_place(block):
            return
        if len(claimed) < len(block.source) or not claimed:
            self._differ(where, "stands for what is not there", "", _described(block))
        elif block.kind == "table":
            self._table(where, self._template.tables[block.name], claimed)
        elif block.kind == "figure":
            self._figure(where, self._template.figures[block.name], claimed)
        elif block.wording == "mandated":
            self._passage(where, block, claimed)
        else:
            self._unpublished(where, block, claimed)

    def _passage(self, where: str, block: Block, claimed: list[annex_n.Block]) -> None:
        # The first reference of 3.6 is printed in square brackets, as instructions are.
        passages = [each for each in claimed if _is_passage(each)] or claimed
        if len(passages) != 1:
            self._differ(where, f"passage stands for {len(passages)}", "", _described(block))
            return
        printed = passages[0].items or [passages[0].text]
        for left, right in zip_longest(printed, self._printer.printed_texts(block), fillvalue=""):
            self._same(where, "passage", left, right)

    def _unpublished(self, where: str, block: Block, claimed: list[annex_n.Block]) -> None:
        """Check what is not quoted: instructions stand for instructions, the rest has a reason."""
        if any(each.kind == "table" for each in claimed):
            self._differ(where, "stands for a table", "", _described(block))
        if not block.reason and any(_is_passage(each) for each in claimed):
            self._differ(where, "gives up a passage without a reason", "", _described(block))

    # --- tables ---

    def _table(self, where: str, table: TableDefinition, claimed: list[annex_n.Block]) -> None:
        printed = [each for each in claimed if each.kind == "table"]
        if len(printed) != 1:
            self._differ(where, f"table stands for {len(printed)}", "", table.slug)
            return
        self._compared.add(table.slug)
        place = f"Table {table.number or table.slug}"
        self._same(place, "number", printed[0].number, table.number)
        self._same(place, "bookmark", printed[0].bookmark, table.bookmark)
        self._same(place, "caption", printed[0].caption, table.caption)
        self._rows(place, table, self._without_header(place, table, printed[0].rows))

    def _without_header(
        self, place: str, table: TableDefinition, rows: list[list[str]]
    ) -> list[list[str]]:
        """Compare the header and return the body, without empty rows."""
        if table.caption in WITHOUT_HEADER:
            return rows
        header = make_header(table.columns)
        for level, row in enumerate(header):
            ours = filter(None, (plain_text(cell.content) for cell in row.cells))
            printed = filter(None, rows[level] if level < len(rows) else ())
            self._sequence(place, "heading", printed, ours)
        return [row for row in rows[len(header) :] if any(row)]

    def _sequence(self, place: str, what: str, printed: Iterable[str], ours: Iterable[str]) -> None:
        for left, right in zip_longest(printed, ours, fillvalue=""):
            self._same(place, what, left, right)

    def _rows(self, place: str, table: TableDefinition, body: list[list[str]]) -> None:
        for reading in readings_of(table):
            printed = reading.printed(table, body)
            ours = reading.ours(self._template, table, printed)
            self.coverage["row"] += len(printed)
            self._compare_rows(place, reading, printed, ours)

    def _compare_rows(
        self, place: str, reading: Reading, printed: list[Row], ours: list[Row]
    ) -> None:
        pairs = _aligned(printed, ours)
        for left, right in pairs:
            if left is None and not reading.is_open:
                self._differ(place, "row is not in Annex N", None, right)
            if right is None:
                self._differ(place, "row is missing, or not in its place", left)

    # --- figures and what is left over ---

    def _figure(self, where: str, figure: FigureDefinition, claimed: list[annex_n.Block]) -> None:
        self._compared.add(figure.slug)
        caption = self._printer.printed(f"Figure {figure.number} {figure.caption}")
        printed = [each.caption for each in claimed if each.kind == "figure"]
        self._same(where, "figure", printed[0] if len(printed) == 1 else "", caption)

    def leftovers(self) -> None:
        """Name tables and figures that no section with content holds."""
        for slug in (*self._template.tables, *self._template.figures):
            if slug not in self._compared:
                self._differ(slug, "is in no section")


def _named(number: str) -> str:
    return f"section {number}" if number else "cover page"


def _described(block: Block) -> str:
    return block.name or "; ".join(item.text for item in block.items) or block.kind


def _claimed(printed: annex_n.Section, block: Block) -> list[int]:
    """Return the places of the printed blocks that a block of ours stands for."""
    return [
        place
        for place, each in enumerate(printed.blocks)
        if each.kind in block.source or (each.index is not None and each.index in block.source)
    ]


def _is_passage(block: annex_n.Block) -> bool:
    return block.kind in ("text", "list", "note")


def _aligned(printed: list[Row], ours: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Return rows side by side in order; a row without a partner has None beside it."""
    pairs: list[tuple[Row | None, Row | None]] = []
    start = 0
    for row in printed:
        found = next((at for at in range(start, len(ours)) if _rows_agree(row, ours[at])), None)
        if found is None:
            pairs.append((row, None))
            continue
        pairs += [(None, each) for each in ours[start:found]]
        pairs.append((row, ours[found]))
        start = found + 1
    return pairs + [(None, each) for each in ours[start:]]


def _rows_agree(printed: Row, ours: Row) -> bool:
    return len(printed) == len(ours) and all(map(agrees, printed, ours))


def _is_own_place(block: Block) -> bool:
    """Tell a place for a team's text that Annex N does not ask for by a block of its own."""
    return block.kind == "slot" and not block.source
