"""Makes one profile of several files: ``include`` and ``extends``.

A profile is a pile of layers, merged from the bottom to the top as
:mod:`~sphinx_dcs.profile.layers` describes: the profile that it ``extends``,
the files that it includes in the order in which ``include`` lists them, its
own content. An included file is such a pile itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.profile.layers import Appends, merge_mappings, never
from sphinx_dcs.profile.reading import read_file
from sphinx_dcs.profile.values import Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_dcs.diagnostics import Diagnostics, Position

_INCLUDE = "include"
_EXTENDS = "extends"
STEP_LIMIT = 32
"""Files that include or extend one another in a row."""

_Chain = tuple["Path", ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The merged content of a profile's files.

    Attributes
    ----------
    root : Mapping
        Everything, as text; without ``include`` and ``extends``.
    files : tuple of Path
        Every file that was read or looked for, in that order: the profile is
        out of date when one of them changes, appears or goes.
    """

    root: Mapping
    files: tuple[Path, ...]


def load(
    path: Path, project: Path, diagnostics: Diagnostics, appends: Appends = never
) -> Source | None:
    """Return a profile with all that it includes and extends.

    Parameters
    ----------
    path : Path
        The profile's file.
    project : Path
        The folder that files named in a profile must not leave, also not by
        symbolic links; positions in messages are relative to it.
    diagnostics : Diagnostics
        Where messages go. A file that cannot be used is left out.
    appends : callable
        Which lists append to what they inherit, instead of replacing it; see
        :func:`~sphinx_dcs.profile.layers.appending`.

    Returns
    -------
    Source or None
        None if the file itself cannot be read.
    """
    loader = _Loader(_resolved(project) or project, diagnostics, appends)
    root = loader.load(_resolved(path) or path, ())
    return None if root is None else Source(root, tuple(loader.files))


class _Loader:
    """Loads the files of one profile, each once."""

    def __init__(self, project: Path, diagnostics: Diagnostics, appends: Appends) -> None:
        self._project = project
        self._diagnostics = diagnostics
        self._appends = appends
        self._loaded: dict[Path, Mapping | None] = {}
        self.files: dict[Path, None] = {}

    def load(self, path: Path, chain: _Chain, at: Position | None = None) -> Mapping | None:
        """Return a file with all its layers; `chain` is how it was reached."""
        if path not in self._loaded:
            self.files[path] = None
            own = read_file(path, self._shown(path), self._diagnostics, at)
            merged = None if own is None else self._merged(own, path, (*chain, path))
            self._loaded[path] = merged
        return self._loaded[path]

    def _merged(self, own: Mapping, path: Path, chain: _Chain) -> Mapping:
        named = [*self._base(own), *self._names(own.get(_INCLUDE))]
        layers = [*self._layers(named, path, chain), _without(own, {_INCLUDE, _EXTENDS})]
        return reduce(lambda base, over: merge_mappings(base, over, self._appends), layers)

    def _shown(self, path: Path) -> str:
        inside = path.relative_to(self._project) if path.is_relative_to(self._project) else path
        return inside.as_posix()

    # --- the names of files ---

    def _base(self, own: Mapping) -> Iterator[Scalar]:
        value = own.get(_EXTENDS)
        if isinstance(value, Sequence):
            self._not_a_name(value)
        else:
            yield from self._names(value)

    def _names(self, value: Value | None) -> Iterator[Scalar]:
        given = value.items if isinstance(value, Sequence) else (value,) if value else ()
        for item in given:
            if not isinstance(item, Scalar):
                self._not_a_name(item)
            elif item.text and not item.is_null:
                yield item

    def _not_a_name(self, value: Value) -> None:
        self._diagnostics.report(
            rules.WRONG_TYPE, value.position, expected="the name of a file", found="another value"
        )

    # --- the files ---

    def _layers(self, names: list[Scalar], path: Path, chain: _Chain) -> Iterator[Mapping]:
        for name in names:
            target = self._target(name, path)
            if target and self._may_load(target, name, chain):
                found = self.load(target, chain, name.position)
                if found is not None:
                    yield found

    def _target(self, name: Scalar, path: Path) -> Path | None:
        target = _resolved(path.parent / name.text)
        if target and not target.is_relative_to(self._project):
            self._diagnostics.report(rules.OUTSIDE_PROJECT, name.position, file=name.text)
            return None
        if target is None or _is_missing(target):
            self._diagnostics.report(rules.MISSING_FILE, name.position, file=name.text)
            if target:
                self.files[target] = None
            return None
        return target

    def _may_load(self, target: Path, name: Scalar, chain: _Chain) -> bool:
        if target in chain:
            loop = (*chain[chain.index(target) :], target)
            shown = " → ".join(self._shown(each) for each in loop)
            self._diagnostics.report(rules.FILES_LOOP, name.position, loop=shown)
            return False
        if len(chain) >= STEP_LIMIT:
            self._diagnostics.report(rules.TOO_MANY_STEPS, name.position, limit=STEP_LIMIT)
            return False
        return True


# --- help -------------------------------------------------------------------------------------


def _resolved(path: Path) -> Path | None:
    """Return a path without symbolic links, or None if there can be no such file."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        # Links in a circle, or a name that the system does not take.
        return None


def _is_missing(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _without(root: Mapping, keys: set[str]) -> Mapping:
    entries = {key: entry for key, entry in root.entries.items() if key not in keys}
    return Mapping(entries, root.position)
