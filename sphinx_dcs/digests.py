"""What a page shows, as a digest: the page is read again only when that changes."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sphinx_dcs.export.as_data import cover_as_data, figure_as_data, section_as_data, table_as_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dcs.profiles import Profiles
    from sphinx_dcs.statement.model import Section, Statement

Shown = tuple[str, str, str]
"""Profile, kind and slug of something that a page shows."""


def digest_of(profiles: Profiles, shown: Iterable[Shown]) -> str:
    """Return a digest of all that a page shows.

    Parameters
    ----------
    profiles : Profiles
        The statements as they are now.
    shown : iterable of (str, str, str)
        Kinds are ``statement``, ``section`` (with all beneath), ``shallow``,
        ``table``, ``cover`` and ``target`` (a reference).
    """
    total = hashlib.blake2b(digest_size=16)
    for profile, kind, slug in sorted(shown):
        part = _digest(profiles, profile, kind, slug)
        total.update(f"{profile}\0{kind}\0{slug}\0{part}\0".encode())
    return total.hexdigest()


def _digest(profiles: Profiles, profile: str, kind: str, slug: str) -> str:
    key = (profile, kind, slug)
    if key not in profiles.digests:
        statement = profiles.statement(profile)
        parts = list(_parts(statement, kind, slug)) if statement else ["no statement"]
        text = json.dumps(parts, ensure_ascii=False)
        profiles.digests[key] = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    return profiles.digests[key]


def _parts(statement: Statement, kind: str, slug: str) -> Iterator[Any]:
    """Yield as plain data what something shows."""
    yield statement.editions.program
    if kind == "cover":
        yield cover_as_data(statement.cover)
    elif kind == "statement":
        for section in statement.sections:
            yield from _section_parts(statement, section, is_deep=True)
    elif kind in ("section", "shallow"):
        found = statement.section(slug)
        if found:
            yield from _section_parts(statement, found, is_deep=kind == "section")
    elif kind == "table":
        table = statement.table(slug)
        yield table_as_data(table) if table else None
    else:
        target_kind, _, name = slug.partition(" ")
        target = statement.targets.get((target_kind, name))
        yield [target.text, target.title, target.slug] if target else None


def _section_parts(statement: Statement, section: Section, *, is_deep: bool) -> Iterator[Any]:
    sections = list(section.walk()) if is_deep else [section]
    shown = {each.slug for each in sections}
    yield section_as_data(section) if is_deep else section_as_data(section)["blocks"]
    yield section.title
    for table in statement.tables.values():
        if table.section in shown:
            yield table_as_data(table)
    for figure in statement.figures.values():
        if figure.section in shown:
            yield figure_as_data(figure)
