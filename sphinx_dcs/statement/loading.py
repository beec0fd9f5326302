"""From the file of a profile to its statement, with all that is wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sphinx_dcs import __version__
from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.dicom import DICTIONARY_EDITION
from sphinx_dcs.memory import paused
from sphinx_dcs.profile.checking import check
from sphinx_dcs.profile.merging import load as load_source
from sphinx_dcs.profile.profile import Profile
from sphinx_dcs.statement.model import Editions, Statement
from sphinx_dcs.statement.resolving import resolve
from sphinx_dcs.template import load_template
from sphinx_dcs.template.profile_shape import profile_shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_dcs.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a profile's file.

    Attributes
    ----------
    statement : Statement or None
        None if the file could not be read at all.
    files : tuple of Path
        Every file that was read or looked for: the statement is out of date
        when one of them changes, appears or goes.
    """

    statement: Statement | None
    files: tuple[Path, ...]


def load(path: Path, project: Path, name: str, diagnostics: Diagnostics) -> Loaded:
    """Return the statement of the profile in a file.

    Parameters
    ----------
    path : Path
        The file.
    project : Path
        The folder that included files must not leave; positions in messages
        are relative to it.
    name : str
        Name of the profile within the site.
    diagnostics : Diagnostics
        Where messages go; nothing is raised for a mistake in the profile.
    """
    # The collector would look again and again at values that all stay: a third of the time.
    with paused():
        return _load(path, project, name, diagnostics)


def _load(path: Path, project: Path, name: str, diagnostics: Diagnostics) -> Loaded:
    source = load_source(path, project, diagnostics)
    if source is None:
        return Loaded(None, (path,))
    template = load_template()
    found = Diagnostics()
    root = check(source.root, profile_shape(template), found)
    profile = Profile(name, root, source.files)
    statement = resolve(template, profile, editions(), found)
    diagnostics.extend(_not_accepted(found, profile))
    return Loaded(statement, source.files)


def _not_accepted(found: Diagnostics, profile: Profile) -> Iterator[Diagnostic]:
    """Yield the messages without the warnings that the profile gives a reason to accept."""
    accepted = {entry.key.text for entry in profile.entries("accepted-warnings")}
    for each in found:
        if each.severity == "error" or each.code not in accepted:
            yield each


@cache
def editions() -> Editions:
    """Return what every statement is made from."""
    edition = load_template().edition
    return Editions(edition.template, edition.errata, DICTIONARY_EDITION, __version__)
