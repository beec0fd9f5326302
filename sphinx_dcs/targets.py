"""What roles refer to: names of something in a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs.dicom import uids
from sphinx_dcs.statement.model import Target, plain_text
from sphinx_dcs.statement.targets import find_by_name
from sphinx_dcs.template import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.profiles import Profiles
    from sphinx_dcs.statement.model import Row, Statement

SOP_CLASS = "sop-class"


def split_name(name: str, profiles: Profiles, default: str) -> tuple[str, str]:
    """Return the profile and the rest of a name such as ``orthanc/storage-sop-classes``.

    Parameters
    ----------
    name : str
        What a role names.
    profiles : Profiles
        The profiles of the site.
    default : str
        The profile of a name without one.
    """
    profile, slash, rest = name.partition("/")
    is_profile = slash and profile in profiles.options.profiles
    return (profile, rest) if is_profile else (default, name)


def resolve_name(profiles: Profiles, profile: str, kind: str, name: str) -> Target | None:
    """Return what a name refers to, or None if neither statement nor template knows it.

    What the template has, but not the statement, is represented by the section
    that would hold it, or the nearest one around that.

    Parameters
    ----------
    profiles : Profiles
        The profiles of the site.
    profile : str
        Whose statement it is in.
    kind : str
        Name of the role.
    name : str
        Slug, number in Annex N or bookmark; keyword, name or UID of a SOP Class.
    """
    statement = profiles.statement(profile)
    if statement is None:
        return None
    if kind == SOP_CLASS:
        return _sop_class(profiles, statement, name)
    return find_by_name(statement.targets, load_template(), kind, name)


def known_names(statement: Statement, kind: str) -> list[str]:
    """Return what a role can name in a statement."""
    if kind == SOP_CLASS:
        return [target.text for target in _sop_classes(statement).values()]
    return [name for of, name in statement.targets if of == kind]


# --- SOP Classes ------------------------------------------------------------------------------


def _sop_class(profiles: Profiles, statement: Statement, text: str) -> Target | None:
    """Return a SOP Class as a target: its name, at the first table that lists it."""
    known = uids.find_sop_class(text)
    uid = known.uid if known else text
    listed = profiles.sop_classes.setdefault(statement.name, {})
    if not listed:
        listed.update(_sop_classes(statement))
    if uid in listed:
        return listed[uid]
    return Target("table", "", known.name, uid, "") if known else None


def _sop_classes(statement: Statement) -> dict[str, Target]:
    """Return the SOP Classes that a statement lists, by UID."""
    found: dict[str, Target] = {}
    for table in statement.tables.values():
        if {"name", "uid"} <= {column.key for column in table.columns}:
            for name, uid in _names_and_uids(table.rows):
                target = Target("table", table.slug, name, uid, table.section)
                found.setdefault(uid, target)
    return found


def _names_and_uids(rows: tuple[Row, ...]) -> Iterator[tuple[str, str]]:
    for row in rows:
        cells = {cell.column: plain_text(cell.content) for cell in row.cells}
        if {"name", "uid"} <= cells.keys():
            yield cells["name"], cells["uid"]
