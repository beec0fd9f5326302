"""The resolved statement: what every output shows, with all numbers final.

A :class:`Statement` is plain data. It knows neither YAML nor docutils, so that
HTML, PDF, JSON and every report are made from the same words and numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from sphinx_dcs.statement.diagram import Arrow, Box, Diagram
from sphinx_dcs.statement.spans import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Reference,
    Span,
    Strong,
    TargetKind,
    plain_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.diagnostics import Position

# --- tables -----------------------------------------------------------------------------------

CellKind = Literal["text", "uid", "tag", "code", "yes-no", "status-code"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes
    ----------
    content : Inline
        The words.
    kind : str
        What the words are; a UID or tag breaks at its dots or commas.
    rows, columns : int
        How many rows and columns the cell covers.
    is_header : bool
        Whether it heads its column, or its row if it is in the body.
    column : str
        Key of the first column it stands in.
    notes : tuple of int
        Numbers of the notes under the table that explain the cell.
    """

    content: Inline
    kind: CellKind = "text"
    rows: int = 1
    columns: int = 1
    is_header: bool = False
    column: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells from left to right, without the covered places.

    Attributes
    ----------
    cells : tuple of Cell
        A cell that a taller cell of an earlier row covers is not repeated.
    id : str
        Name of the row within its table, stable over versions; "" in headers.
    is_group : bool
        Whether the row is the heading of the rows below it, over all columns.
    """

    cells: tuple[Cell, ...]
    id: str = ""
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column, the leaf of the header."""

    key: str
    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """A numbered table with its final rows.

    Attributes
    ----------
    slug : str
        Name within the statement, ``storage-sop-classes``; with the instance
        where a definition repeats (``association-parameters:ORTHANC``).
    definition : str
        Slug of the definition in the template.
    number : str
        As printed, ``1-1``: by position in the chapter.
    template_number : str
        The number that the definition has in Annex N; "" for unnumbered ones.
    section : str
        Slug of the section that holds it.
    columns, header, rows : tuple
        Columns, the rows of the header, the rows of the body.
    notes : tuple of Inline
        Notes under the table, numbered from 1.
    is_wide : bool
        Whether paper shows it in landscape.
    """

    slug: str
    definition: str
    number: str
    template_number: str
    caption: Inline
    section: str
    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    notes: tuple[Inline, ...] = ()
    is_wide: bool = False


# --- figures ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered figure.

    Attributes
    ----------
    description : str
        The figure in words, for those who cannot see it.
    """

    slug: str
    definition: str
    number: str
    template_number: str
    caption: Inline
    section: str
    diagram: Diagram
    description: str


# --- blocks and sections ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the template's wording or of ours."""

    content: Inline


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list, with the items below it."""

    content: Inline
    items: tuple[ListItem, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletList:
    """A bullet list."""

    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A team's own Markdown, parsed by the output that shows it.

    Attributes
    ----------
    markdown : str
        The text.
    position : Position
        Where it starts in the profile, for messages about its markup.
    """

    markdown: str
    position: Position


@dataclass(frozen=True, slots=True)
class TableBlock:
    """The place of a table."""

    slug: str


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """The place of a figure."""

    slug: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the table of contents (Annex N, section 2)."""


Block: TypeAlias = Paragraph | BulletList | Prose | TableBlock | FigureBlock | Contents


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section with what is beneath it.

    Attributes
    ----------
    slug : str
        Name within the statement.
    definition : str
        Slug of the definition in the template; "" for a team's own section.
    number : str
        ``7.3.2.1``, ``A.1``.
    title : str
        As printed, with "- N/A" appended where it is not applicable.
    depth : int
        1 for a chapter or annex.
    is_applicable : bool
        False for a section whose content is "N/A".
    blocks : tuple
        What stands before the subsections.
    sections : tuple of Section
        The subsections.
    """

    slug: str
    definition: str
    number: str
    title: str
    depth: int
    is_applicable: bool
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield the section and all beneath it, in the order of reading."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Cover:
    """What the cover page says (Annex N, "Cover Page").

    Attributes
    ----------
    product : str
        Commercial name.
    versions : tuple of str
        Product versions that the statement covers.
    options : tuple of str
        Optional features that it covers.
    manufacturer, date, revision, title, language : str
        As given; "" where not.
    """

    product: str
    versions: tuple[str, ...]
    date: str
    options: tuple[str, ...] = ()
    manufacturer: str = ""
    revision: str = ""
    title: str = "DICOM Conformance Statement"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be referred to.

    Attributes
    ----------
    kind : {"section", "table", "figure", "ae"}
        What it is.
    slug : str
        Its name within the statement.
    text : str
        How a reference reads, "Table 1-2".
    title : str
        Title or caption, for tool tips and lists.
    section : str
        Slug of the section that holds it (itself for a section): where a
        reference goes if the thing itself is nowhere shown.
    """

    kind: TargetKind
    slug: str
    text: str
    title: str
    section: str


@dataclass(frozen=True, slots=True)
class Editions:
    """What the statement was made from.

    Attributes
    ----------
    template : str
        Edition of PS3.2 Annex N.
    errata : str
        Version of our list of corrections.
    dictionary : str
        Edition of the DICOM dictionaries.
    program : str
        Version of sphinx-dcs.
    """

    template: str
    errata: str
    dictionary: str
    program: str


@dataclass(frozen=True)
class Statement:
    """A whole conformance statement of one profile.

    Attributes
    ----------
    name : str
        Name of the profile within the site.
    sections : tuple of Section
        Chapters 1 to 8 and Annexes A to E.
    tables, figures : dict
        By slug, in the order of reading.
    targets : dict
        Everything that can be referred to, by kind and slug; names of tables
        and sections in Annex N (``1-1``, ``5.2.1``) are aliases in it.
    """

    name: str
    cover: Cover
    sections: tuple[Section, ...]
    tables: dict[str, Table]
    figures: dict[str, Figure]
    targets: dict[tuple[str, str], Target]
    editions: Editions
    by_slug: dict[str, Section] = field(default_factory=dict)
    """Sections by slug."""

    def section(self, name: str) -> Section | None:
        """Return a section by slug or by its number in Annex N, or None."""
        target = self.targets.get(("section", name))
        return self.by_slug.get(target.slug) if target else None

    def table(self, name: str) -> Table | None:
        """Return a table by slug, number in Annex N or bookmark, or None."""
        target = self.targets.get(("table", name))
        return self.tables.get(target.slug) if target else None

    def figure(self, name: str) -> Figure | None:
        """Return a figure by slug or number in Annex N, or None."""
        target = self.targets.get(("figure", name))
        return self.figures.get(target.slug) if target else None


# fmt: off
__all__ = [
    "Arrow", "Block", "Box", "BulletList", "Cell", "CellKind", "Code", "Column", "Contents",
    "Cover", "Diagram", "Editions", "Emphasis", "Figure", "FigureBlock", "Inline", "LineBreak",
    "Link", "ListItem", "Paragraph", "Prose", "Reference", "Row", "Section", "Span", "Statement",
    "Strong", "Table", "TableBlock", "Target", "TargetKind", "plain_text",
]
