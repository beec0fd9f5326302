"""The values of a profile: YAML as a tree in which everything knows its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as MappingABC

    from sphinx_dcs.diagnostics import Position


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as it is written.

    Attributes
    ----------
    text : str
        The characters of the scalar. ``NO`` and ``0010`` are text: the
        profile's definition, not YAML, says what they mean.
    position : Position
        Where it starts.
    is_null : bool
        Whether it is an unquoted ``null``, ``~`` or nothing at all.
    value : object
        What the definition of the profile made of the text; the text itself
        until then.
    """

    text: str
    position: Position
    is_null: bool = False
    value: object = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Value, ...]
    position: Position

    def __iter__(self) -> Iterator[Value]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value."""

    key: Scalar
    value: Value


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named values, in the order they are written."""

    entries: MappingABC[str, Entry]
    position: Position

    def get(self, key: str) -> Value | None:
        """Return the value of a key, or None where it is absent."""
        entry = self.entries.get(key)
        return entry.value if entry else None

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, key: object) -> bool:
        return key in self.entries


Value: TypeAlias = Scalar | Sequence | Mapping


def find(value: Value | None, path: str) -> Value | None:
    """Return the value at a dotted path below another, or None.

    Parameters
    ----------
    value : Scalar, Sequence, Mapping or None
        Where to start.
    path : str
        Keys joined by dots, ``"storage.scp"``; "" is the start itself.
    """
    if "." not in path:
        if not path:
            return value
        return value.get(path) if isinstance(value, Mapping) else None
    for key in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(key)
    return value
