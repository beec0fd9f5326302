"""Makes one profile of several files: ``include`` and ``extends``.

``include`` adds the parts of a profile that stand in other files; the file's
own keys win. ``extends`` starts from another profile: mappings merge by key,
scalars and lists are replaced, ``null`` replaces what was inherited, and a
mapping of nothing but ``add`` appends to an inherited list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.profile.reading import read_file
from sphinx_dcs.profile.values import Entry, Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx_dcs.diagnostics import Diagnostics

_INCLUDE = "include"
_EXTENDS = "extends"
_ADD = "add"


@dataclass(frozen=True, slots=True)
class Source:
    """The merged content of a profile's files.

    Attributes
    ----------
    root : Mapping
        Everything, as text.
    files : tuple of Path
        Every file that was read or looked for.
    """

    root: Mapping
    files: tuple[Path, ...]


def load(path: Path, project: Path, diagnostics: Diagnostics) -> Source | None:
    """Return a profile with all that it includes and extends.

    Parameters
    ----------
    path : Path
        The profile's file.
    project : Path
        The folder that included files must not leave.
    diagnostics : Diagnostics
        Where messages go.

    Returns
    -------
    Source or None
        None if the file itself cannot be read.
    """
    loader = _Loader(project, diagnostics)
    root = loader.load(path, ())
    return None if root is None else Source(root, tuple(loader.files))


class _Loader:
    def __init__(self, project: Path, diagnostics: Diagnostics) -> None:
        self._project = project.resolve()
        self._diagnostics = diagnostics
        self.files: dict[Path, None] = {}

    def load(self, path: Path, chain: tuple[Path, ...]) -> Mapping | None:
        """Return a file with all it refers to; `chain` is how it was reached."""
        path = path.resolve()
        self.files[path] = None
        own = read_file(path, self._shown(path), self._diagnostics)
        if own is None:
            return None
        chain = (*chain, path)
        for part in self._referred(own, _INCLUDE, path, chain):
            own = _beneath(own, part)
        for base in self._referred(own, _EXTENDS, path, chain):
            own = _beneath(own, base)
        return _without(own, {_INCLUDE, _EXTENDS})

    def _shown(self, path: Path) -> str:
        if path.is_relative_to(self._project):
            return str(path.relative_to(self._project))
        return str(path)

    def _referred(
        self, own: Mapping, key: str, path: Path, chain: tuple[Path, ...]
    ) -> Iterator[Mapping]:
        for name in self._names(own.get(key)):
            target = (path.parent / name.text).resolve()
            if self._may_read(name, target, chain):
                found = self.load(target, chain)
                if found is not None:
                    yield found

    def _names(self, value: Value | None) -> Iterator[Scalar]:
        given = value.items if isinstance(value, Sequence) else (value,) if value else ()
        for item in given:
            if isinstance(item, Scalar) and item.text:
                yield item
            else:
                self._diagnostics.report(
                    rules.WRONG_TYPE,
                    item.position,
                    expected="the name of a file",
                    found="another value",
                )

    def _may_read(self, name: Scalar, target: Path, chain: tuple[Path, ...]) -> bool:
        if not target.is_relative_to(self._project):
            self._diagnostics.report(rules.OUTSIDE_PROJECT, name.position, file=name.text)
            return False
        if target in chain:
            loop = " → ".join(self._shown(each) for each in (*chain[chain.index(target) :], target))
            self._diagnostics.report(rules.FILES_LOOP, name.position, loop=loop)
            return False
        if not target.is_file():
            self.files[target] = None
            self._diagnostics.report(rules.MISSING_FILE, name.position, file=name.text)
            return False
        return True


# --- merging ----------------------------------------------------------------------------------


def merge(base: Value, over: Value) -> Value:
    """Return a value that starts from `base` and says what `over` says.

    A null replaces: what it stands for is absent, and standard rows under
    that name are removed.
    """
    if isinstance(base, Mapping) and isinstance(over, Mapping):
        entries = dict(base.entries)
        for key, entry in over.entries.items():
            known = base.entries.get(key)
            value = merge(known.value, entry.value) if known else entry.value
            entries[key] = Entry(entry.key, value)
        return Mapping(entries, over.position)
    if isinstance(base, Sequence) and isinstance(over, Mapping) and set(over.entries) == {_ADD}:
        added = over.entries[_ADD].value
        more = added.items if isinstance(added, Sequence) else (added,)
        return Sequence((*base.items, *more), over.position)
    return over


def _beneath(own: Mapping, part: Mapping) -> Mapping:
    """Return a file's content with a part or another profile beneath it."""
    merged = merge(part, own)
    return merged if isinstance(merged, Mapping) else own


def _without(root: Mapping, keys: set[str]) -> Mapping:
    entries = {key: entry for key, entry in root.entries.items() if key not in keys}
    return Mapping(entries, root.position)
