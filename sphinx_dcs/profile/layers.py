"""Lays one value over another: how a profile changes what it inherits.

* Mappings merge by key.
* Scalars and lists replace what was there.
* A mapping of nothing but ``add`` appends to a list that was there. A list
  under a key ``add`` is appended to the one that stood there already, so that
  no addition on the way gets lost.
* ``null`` replaces as well. It stays a null in the result, because it also
  removes what the template holds ready under the same name; to whoever reads
  the result, a null is absent.

As long as no layer puts another type (or null) in the place of a mapping or
list, it does not matter which layers are merged first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from sphinx_dcs.profile.values import Entry, Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from sphinx_dcs.profile.shape import Shape

Path: TypeAlias = tuple[str, ...]
"""The keys that lead to a value from the top of a profile."""
Appends: TypeAlias = Callable[[Path], bool]
"""Tells whether lists at a path append to what they inherit, instead of replacing it."""

ADD = "add"


def never(_path: Path) -> bool:
    """Tell that lists at every path replace what they inherit."""
    return False


def appending(shape: Shape) -> Appends:
    """Return which lists append, from the shape of a profile.

    Parameters
    ----------
    shape : Shape
        Of the whole profile; its lists say so by `appends`.
    """

    def appends(path: Path) -> bool:
        at: Shape | None = shape
        for key in path:
            if at is None:
                return False
            at = at.keys.get(key) if at.kind == "record" else at.items
        return at is not None and at.kind == "list" and at.appends

    return appends


def merge(base: Value, over: Value, appends: Appends = never, path: Path = ()) -> Value:
    """Return a value that starts from `base` and says what `over` says.

    Parameters
    ----------
    base, over : Scalar, Sequence or Mapping
        What is inherited and what changes it. Keys keep the order of `base`;
        new ones follow. A key has the position it has in `over`, if it is
        there.
    appends : callable
        Which lists append without ``add``.
    path : tuple of str
        Where both stand.
    """
    if isinstance(base, Mapping) and isinstance(over, Mapping):
        return merge_mappings(base, over, appends, path)
    added = _added(base, over, appends, path)
    return over if added is None else Sequence((*_items(base), *added), over.position)


def merge_mappings(
    base: Mapping, over: Mapping, appends: Appends = never, path: Path = ()
) -> Mapping:
    """Return a mapping that starts from another; see :func:`merge`."""
    entries = dict(base.entries)
    for key, entry in over.entries.items():
        known = base.entries.get(key)
        value = merge(known.value, entry.value, appends, (*path, key)) if known else entry.value
        entries[key] = Entry(entry.key, value)
    return Mapping(entries, over.position)


def _added(base: Value, over: Value, appends: Appends, path: Path) -> tuple[Value, ...] | None:
    """Return the items that `over` appends to a list, or None if it replaces it."""
    if not isinstance(base, Sequence):
        return None
    if isinstance(over, Mapping) and set(over.entries) == {ADD}:
        return _items(over.entries[ADD].value)
    if isinstance(over, Sequence) and (path[-1:] == (ADD,) or appends(path)):
        return over.items
    return None


def _items(value: Value) -> tuple[Value, ...]:
    """Return the items of a list; a single value is a list of one, null of none."""
    if isinstance(value, Sequence):
        return value.items
    return () if isinstance(value, Scalar) and value.is_null else (value,)
