"""What a page shows, as a digest: the page is read again only when that changes."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_dcs.export.as_data import cover_as_data, figure_as_data, section_as_data, table_as_data
from sphinx_dcs.statement.model import Contents
from sphinx_dcs.statement.selecting import select_tables
from sphinx_dcs.targets import resolve_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dcs.profiles import Profiles
    from sphinx_dcs.statement.model import Section, Statement, Table


class Shown(NamedTuple):
    """Something that a page shows.

    Attributes
    ----------
    profile : str
        Whose statement it is of; "" for the profile that is the default.
    kind : str
        ``profile`` (nothing but that it is there), ``cover``, ``statement``,
        ``section`` (with all beneath), ``shallow``, ``table``, ``selection``
        or ``target`` (what a role refers to).
    name : str
        As the page names it: of a selection the criteria as JSON, of a target
        its kind and name.
    """

    profile: str
    kind: str
    name: str


class Part(NamedTuple):
    """What is known of something that pages show.

    Attributes
    ----------
    digest : str
        Changes with what is shown.
    references : frozenset of (str, str)
        Kind and slug of everything that it refers to.
    """

    digest: str
    references: frozenset[tuple[str, str]]


# In JSON a quotation mark of a text is escaped: this finds references only.
_REFERENCE = re.compile(r'\{"reference": "([a-z]+)", "target": "([^"]*)"')


def digest_of(profiles: Profiles, shown: Iterable[Shown]) -> str:
    """Return a digest of all that a page shows.

    Parameters
    ----------
    profiles : Profiles
        The statements as they are now.
    shown : iterable of Shown
        What the page shows.
    """
    return _hash(repr(sorted((each, part_of(profiles, each).digest) for each in shown)))


def part_of(profiles: Profiles, shown: Shown) -> Part:
    """Return the digest and the references of something; computed once a build."""
    if shown not in profiles.parts:
        parts = [
            piece if isinstance(piece, Part) else _part(piece) for piece in _pieces(profiles, shown)
        ]
        references = frozenset(key for part in parts for key in part.references)
        profiles.parts[shown] = Part(_hash(" ".join(part.digest for part in parts)), references)
    return profiles.parts[shown]


def _part(data: Any) -> Part:
    text = json.dumps(data, ensure_ascii=False)
    return Part(_hash(text), frozenset(_REFERENCE.findall(text)))


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


# --- what is shown ----------------------------------------------------------------------------


def _pieces(profiles: Profiles, shown: Shown) -> Iterator[Any]:
    """Yield what is shown as plain data, and as parts of their own what other pages may show."""
    profile = shown.profile or profiles.options.default_profile
    yield profile
    statement = profiles.statement(profile)
    if statement is None:
        return
    yield statement.editions.program
    if shown.kind == "target":
        yield _target(profiles, profile, *shown.name.split(" ", 1))
    elif shown.kind == "cover":
        yield cover_as_data(statement.cover)
    elif shown.kind == "table":
        table = statement.table(shown.name)
        yield table_as_data(table) if table else None
    elif shown.kind == "selection":
        selected = select_tables(statement, **json.loads(shown.name))
        yield from _tables(profiles, profile, selected)
    elif shown.kind != "profile":
        yield from _sections(profiles, statement, shown)


def _target(profiles: Profiles, profile: str, kind: str, name: str) -> Any:
    target = resolve_name(profiles, profile, kind, name)
    if target is None:
        return None
    return [{"reference": target.kind, "target": target.slug}, target.text, target.title]


def _tables(profiles: Profiles, profile: str, tables: Iterable[Table]) -> Iterator[Part]:
    for table in tables:
        yield part_of(profiles, Shown(profile, "table", table.slug))


def _sections(profiles: Profiles, statement: Statement, shown: Shown) -> Iterator[Any]:
    sections = list(_shown_sections(statement, shown))
    held = {section.slug for section in sections}
    for section in sections:
        yield section_as_data(replace(section, sections=()))
        if any(isinstance(block, Contents) for block in section.blocks):
            yield [_heading(each) for each in statement.by_slug.values()]
    tables = (table for table in statement.tables.values() if table.section in held)
    yield from _tables(profiles, statement.name, tables)
    for figure in statement.figures.values():
        if figure.section in held:
            yield figure_as_data(figure)


def _heading(section: Section) -> list[Any]:
    return [{"reference": "section", "target": section.slug}, section.number, section.title]


def _shown_sections(statement: Statement, shown: Shown) -> Iterator[Section]:
    if shown.kind == "statement":
        for chapter in statement.sections:
            yield from chapter.walk()
    elif section := statement.section(shown.name):
        yield from section.walk() if shown.kind == "section" else (section,)
