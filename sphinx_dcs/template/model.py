"""Annex N as data: what the YAML files under ``annex_n/`` become."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Wording = Literal["mandated", "pattern", "example", "instruction"]
BlockKind = Literal["wording", "slot", "table", "figure", "contents"]
EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Condition:
    """When something applies.

    Attributes
    ----------
    path : str
        Dotted path in the profile that must be present; a path that begins
        with the variable of a repetition (``ae.``) is looked up in its entry.
    sop_classes : tuple of str
        Where not empty, the role at `path` must support one of them.
    every : tuple of Condition
        Where not empty, all of them must hold instead.
    """

    path: str = ""
    sop_classes: tuple[str, ...] = ()
    every: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class TextItem:
    """A paragraph, or an item of a list with the items below it."""

    text: str
    items: tuple[TextItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a section.

    Attributes
    ----------
    kind : str
        What it is; wording of the template is told apart by `wording`.
    wording : str
        ``mandated``, ``pattern``, ``example`` or ``instruction``; "" for what
        is no wording.
    items : tuple of TextItem
        The wording: one paragraph, or the items of a list.
    is_list : bool
        Whether the items are a list.
    name : str
        Slug of the table or figure, path of the slot.
    hint : str
        What an author is asked to write here, in our own words.
    is_published : bool
        Whether the wording appears in a statement. Examples and instructions
        do not, unless an example claims nothing about a product.
    when : tuple of Condition
        Appears if any of them holds, or always if there is none.
    source : tuple of int or str
        The blocks of the section in Annex N that it stands for, by position
        or by kind.
    reason : str
        Why the wording is classified so, where that is not obvious.
    """

    kind: BlockKind
    wording: Wording | Literal[""] = ""
    items: tuple[TextItem, ...] = ()
    is_list: bool = False
    name: str = ""
    hint: str = ""
    is_published: bool = True
    when: tuple[Condition, ...] = ()
    source: tuple[int | str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Repetition:
    """A section that stands once for each entry of a mapping in the profile.

    Attributes
    ----------
    path : str
        Where the entries are: ``application-entities``, ``ae.activities``.
    variable : str
        What an entry is called in titles and paths: ``ae``.
    where : mapping
        Keys with the values an entry must have to be counted.
    """

    path: str
    variable: str
    where: Mapping[str, str] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class SectionDefinition:
    """A section of Annex N."""

    slug: str
    number: str
    title: str
    when: tuple[Condition, ...] = ()
    repeat: Repetition | None = None
    blocks: tuple[Block, ...] = ()
    stands_for: tuple[str, ...] = ()

    @property
    def parent(self) -> str:
        """Number of the section it stands in, "" for a chapter."""
        return self.number.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class ColumnDefinition:
    """A column, or a heading over several columns.

    Attributes
    ----------
    key : str
        Name of the column; "" for a heading over others.
    kind : str
        What its values are, see :mod:`sphinx_dcs.profile.kinds`.
    width : int
        Share of the table's width, in percent.
    is_own : bool
        Whether the team fills it and the template's rows leave it empty.
    is_aside : bool
        Of a column that the team fills: whether it is never meant by a plain
        text in place of a row's cells.
    is_address : bool
        Whether a row may be addressed by its text here, where that is unique.
    is_stub : bool
        Whether its cells head their rows.
    spans : bool
        Whether equal cells of neighbouring rows become one.
    columns : tuple of ColumnDefinition
        The columns below it.
    """

    heading: str = ""
    key: str = ""
    kind: str = "text"
    width: int = 0
    terms: tuple[str, ...] = ()
    is_own: bool = False
    is_aside: bool = False
    is_address: bool = False
    is_stub: bool = False
    spans: bool = False
    columns: tuple[ColumnDefinition, ...] = ()

    def leaves(self) -> Iterator[ColumnDefinition]:
        """Yield the real columns, from left to right."""
        if not self.columns:
            yield self
        for column in self.columns:
            yield from column.leaves()


@dataclass(frozen=True, slots=True)
class RowDefinition:
    """A standard row.

    Attributes
    ----------
    id : str
        Name within the table; never changes.
    cells : mapping
        Text by key of the column.
    group : str
        Heading of the group of rows it stands under, "" for none.
    when : tuple of Condition
        Appears if any of them holds, or always if there is none.
    """

    id: str
    cells: Mapping[str, str]
    group: str = ""
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, eq=False)
class TableDefinition:
    """A table of Annex N: all that is known of it.

    Attributes
    ----------
    slug : str
        Stable name of our own.
    number, bookmark : str
        Its number in the template ("" for none) and its name there.
    caption : str
        With ``{name}`` for what a repetition or a parameter fills in.
    section : str
        Slug of the section that holds it.
    profile : str
        Path of its facts in the profile, "" where they are spread.
    columns : tuple of ColumnDefinition
        The header as a tree.
    source : str
        Name of the row source, see :mod:`sphinx_dcs.statement.sources`.
    parameters : mapping
        What the row source is told.
    rows : tuple of RowDefinition
        Standard rows.
    attributes : mapping
        What tables are selected by: ``service``, ``role``, ``message``, …
    is_landscape : bool
        Whether it is too wide for a portrait page.
    """

    slug: str
    number: str
    bookmark: str
    caption: str
    section: str
    profile: str
    columns: tuple[ColumnDefinition, ...]
    source: str
    parameters: Mapping[str, Any]
    rows: tuple[RowDefinition, ...]
    attributes: Mapping[str, str]
    is_landscape: bool = False

    @cached_property
    def leaves(self) -> tuple[ColumnDefinition, ...]:
        """The real columns, from left to right."""
        return tuple(leaf for column in self.columns for leaf in column.leaves())

    @cached_property
    def own_columns(self) -> tuple[ColumnDefinition, ...]:
        """The columns that a team fills."""
        return tuple(leaf for leaf in self.leaves if leaf.is_own)


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """A figure of Annex N, drawn from the profile."""

    slug: str
    number: str
    caption: str
    section: str
    diagram: str


@dataclass(frozen=True, slots=True)
class Transaction:
    """A transaction of a web service with the resources it may act on."""

    slug: str
    name: str
    resources: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Service:
    """A service that a product may support.

    Attributes
    ----------
    path : str
        Where it is in the profile: ``storage``, ``web.studies``.
    name : str
        As Table 5-1 names it.
    category : str
        ``dimse``, ``web``, ``media`` or ``real-time-video``.
    area : str
        What ``dcs-sop-table`` calls its group: ``workflow``, ``print``, …
    roles : tuple of str
        The roles it has.
    sop_classes : tuple of str
        Keywords of the SOP Classes it may have, in the template's order.
    further_sop_classes : tuple of str
        Keywords of those it may have besides, but only if they are named.
    has_every_sop_class : bool
        Whether naming the role supports all of them.
    transactions : mapping
        Of a web service, by slug.
    """

    path: str
    name: str
    category: str
    area: str
    roles: tuple[str, ...]
    sop_classes: tuple[str, ...] = ()
    further_sop_classes: tuple[str, ...] = ()
    has_every_sop_class: bool = False
    transactions: Mapping[str, Transaction] = field(default_factory=lambda: EMPTY)


@dataclass(frozen=True, slots=True)
class Term:
    """A term or abbreviation with the words that show its use."""

    id: str
    term: str
    definition: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erratum:
    """A correction of the template."""

    id: str
    authority: str
    changes: tuple[Mapping[str, Any], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """Which Annex N the data follow."""

    template: str
    title: str
    errata: str


@dataclass(frozen=True, eq=False)
class Template:
    """All of Annex N."""

    edition: Edition
    sections: tuple[SectionDefinition, ...]
    tables: Mapping[str, TableDefinition]
    figures: Mapping[str, FigureDefinition]
    services: Mapping[str, Service]
    glossaries: Mapping[str, tuple[Term, ...]]
    errata: tuple[Erratum, ...]
    profile: Mapping[str, Any]
    """The shape of a profile as data, see :mod:`sphinx_dcs.template.profile_shape`."""
    profile_shapes: Mapping[str, Any]
    """Named parts of that shape."""
