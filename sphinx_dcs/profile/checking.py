"""Checks a profile against its shape and converts its scalars, in one walk.

All that is wrong is reported at once. What is wrong is left out of the result,
so that later stages see only values that mean something.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.dicom.uids import Uid
from sphinx_dcs.profile.kinds import KINDS, describe
from sphinx_dcs.profile.profile import child, text_of
from sphinx_dcs.profile.shape import Shape
from sphinx_dcs.profile.values import Entry, Mapping, Scalar, Sequence, Value, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.diagnostics import Diagnostics, Position, Rule

_ANNOTATED = Shape("record", "", {"text": Shape("text"), "note": Shape("text")}, ("text",))
_PRIVATE_PREFIX = "x-"
_ADD = "add"
_SPELLED_OUT = ("name", "uid")
"""Keys that tell of a UID what the dictionary does not know."""


def check(root: Mapping, shape: Shape, diagnostics: Diagnostics) -> Mapping:
    """Return the profile with every scalar converted, without what is wrong.

    Parameters
    ----------
    root : Mapping
        The merged profile, all text.
    shape : Shape
        What it must look like.
    diagnostics : Diagnostics
        Where messages go.
    """
    checked = Checker(root, diagnostics).value(root, shape, "")
    return checked if isinstance(checked, Mapping) else Mapping({}, root.position)


class Checker:
    """One walk over one profile.

    Parameters
    ----------
    root : Mapping
        The whole profile: names that refer to a mapping are looked up in it.
    diagnostics : Diagnostics
        Where messages go.
    """

    def __init__(self, root: Mapping, diagnostics: Diagnostics) -> None:
        self._root = root
        self._diagnostics = diagnostics
        self._names: dict[str, frozenset[str]] = {}
        self._beside: dict[Position, Mapping] = {}
        self._walks = {"record": self._record, "map": self._map, "list": self._list}

    def report(self, rule: Rule, at: Value, path: str, **values: object) -> None:
        """Report a broken rule at a value."""
        self._diagnostics.report(rule, at.position, path, **values)

    def names(self, path: str) -> frozenset[str]:
        """Return the keys of the mapping at a path of the profile."""
        if path not in self._names:
            self._names[path] = frozenset(_names_in(find(self._root, path)))
        return self._names[path]

    def beside(self, at: Scalar, key: str) -> str:
        """Return the text of a key that stands beside a value, or ""."""
        return text_of(child(self._beside.get(at.position), key))

    def value(self, value: Value, shape: Shape, path: str) -> Value | None:
        """Return a value converted as its shape says, or None if it is wrong."""
        if isinstance(value, Scalar) and value.is_null:
            # "scu:" with nothing behind it has nothing to say, "scu: null" removes it.
            if value.text or shape.kind != "record":
                return value
            value = Mapping({}, value.position)
        walk = self._walks.get(shape.kind)
        return walk(value, shape, path) if walk else self._scalar(value, shape, path)

    # --- mappings ---

    def _record(self, value: Value, shape: Shape, path: str) -> Value | None:
        if shape.shorthand and not _is_record(value, shape):
            return self._shorthand(value, shape, path)
        if not isinstance(value, Mapping):
            return self._wrong(value, "a mapping", path)
        if not value.entries.keys().isdisjoint(_SPELLED_OUT):
            self._beside.update((entry.value.position, value) for entry in value)
        entries = dict(self._known_entries(value, shape, path))
        self._require(value, shape, entries, path)
        return Mapping(entries, value.position)

    def _shorthand(self, value: Value, shape: Shape, path: str) -> Value | None:
        converted = self.value(value, shape.keys[shape.shorthand], path)
        if converted is None:
            return None
        key = Scalar(shape.shorthand, value.position, value=shape.shorthand)
        return Mapping({shape.shorthand: Entry(key, converted)}, value.position)

    def _known_entries(
        self, value: Mapping, shape: Shape, path: str
    ) -> Iterator[tuple[str, Entry]]:
        for name, entry in value.entries.items():
            known = shape.keys.get(name)
            if known is None:
                self._unknown_key(entry.key, shape, path)
                continue
            converted = self.value(entry.value, known, f"{path}.{name}" if path else name)
            if converted is not None:
                yield name, Entry(entry.key, converted)

    def _unknown_key(self, key: Scalar, shape: Shape, path: str) -> None:
        if not key.text.startswith(_PRIVATE_PREFIX):
            hint = did_you_mean(key.text, shape.keys)
            self.report(rules.UNKNOWN_KEY, key, path, key=key.text, suggestion=hint)

    def _require(self, value: Mapping, shape: Shape, entries: dict[str, Entry], path: str) -> None:
        for key in shape.required:
            given, converted = value.get(key), entries.get(key)
            is_wrong = given is not None and converted is None
            if not is_wrong and (converted is None or _is_blank(converted.value)):
                self.report(rules.MISSING_KEY, given or value, path, key=key)

    def _map(self, value: Value, shape: Shape, path: str) -> Value | None:
        if isinstance(value, Sequence | Scalar):
            value = self._keys_alone(value, path) or value
        if not isinstance(value, Mapping):
            return self._wrong(value, "a mapping or a list of names", path)
        items = shape.items or Shape()
        entries: dict[str, Entry] = {}
        first: dict[object, Scalar] = {}
        for name, entry in value.entries.items():
            converted = self._map_entry(entry, shape, items, f"{path}.{name}")
            if converted and not self._is_known(converted.key, first, f"{path}.{name}"):
                entries[name] = converted
        return Mapping(entries, value.position)

    def _is_known(self, key: Scalar, first: dict[object, Scalar], path: str) -> bool:
        """Report a key that means the same as an earlier one in other words."""
        known = first.setdefault(_identity(key), key)
        if known is key:
            return False
        where = known.position
        self.report(rules.SAME_TWICE, key, path, name=key.text, other=known.text, where=where)
        return True

    def _keys_alone(self, value: Sequence | Scalar, path: str) -> Mapping | None:
        """Return a list of names as a mapping of names to nothing."""
        items = value.items if isinstance(value, Sequence) else (value,)
        entries: dict[str, Entry] = {}
        for item in items:
            if not isinstance(item, Scalar):
                return None
            if item.text in entries:
                self.report(rules.REPEATED_NAME, item, path, name=item.text)
            key = Scalar(item.text, item.position, value=item.text)
            entries[item.text] = Entry(key, Mapping({}, item.position))
        return Mapping(entries, value.position)

    def _map_entry(self, entry: Entry, shape: Shape, items: Shape, path: str) -> Entry | None:
        if entry.key.text.startswith(_PRIVATE_PREFIX):
            return None
        if isinstance(entry.value, Mapping):
            self._beside[entry.key.position] = entry.value
        key = self.value(entry.key, _key_shape(shape.key_kind), path)
        value = self.value(entry.value, items, path)
        if not isinstance(key, Scalar) or value is None:
            return None
        return Entry(key, value)

    # --- lists and scalars ---

    def _list(self, value: Value, shape: Shape, path: str) -> Value | None:
        items = shape.items or Shape()
        if isinstance(value, Mapping) and value.entries.keys() == {_ADD}:
            # "add" appends to an inherited list; without one it is the whole list.
            value = value.entries[_ADD].value
        if isinstance(value, Mapping) and items.kind != "record":
            return self._wrong(value, "a list", path)
        given = value.items if isinstance(value, Sequence) else (value,)
        found = (self._item(item, items, f"{path}[{n}]") for n, item in enumerate(given))
        kept = tuple(item for item in found if item is not None)
        return Sequence(self._each_once(kept, items, path), value.position)

    def _item(self, item: Value, shape: Shape, path: str) -> Value | None:
        if isinstance(item, Scalar) and item.is_null and (item.text or shape.kind != "record"):
            expected = describe(shape) if shape.kind in KINDS else "a mapping"
            self.report(rules.WRONG_TYPE, item, path, expected=expected, found="nothing")
            return None
        return self.value(item, shape, path)

    def _each_once(self, items: tuple[Value, ...], shape: Shape, path: str) -> tuple[Value, ...]:
        """Return the items without those that an earlier one names already."""
        found: list[Value] = []
        known: set[object] = set()
        for item in items:
            name = child(item, shape.shorthand)
            if isinstance(name, Scalar) and _identity(name) in known:
                self.report(rules.REPEATED_ITEM, name, path, name=name.text)
                continue
            found.append(item)
            known.add(_identity(name) if isinstance(name, Scalar) else None)
        return tuple(found)

    def _scalar(self, value: Value, shape: Shape, path: str) -> Value | None:
        if isinstance(value, Mapping) and shape.kind == "text":
            return self._record(value, _ANNOTATED, path)
        if not isinstance(value, Scalar):
            return self._wrong(value, describe(shape), path)
        converted = KINDS[shape.kind].convert(value, shape, self, path)
        if converted is None or converted == value.value:
            return None if converted is None else value
        return Scalar(value.text, value.position, value.is_null, converted)

    def _wrong(self, value: Value, expected: str, path: str) -> Value | None:
        found = {Scalar: "a single value", Sequence: "a list", Mapping: "a mapping"}[type(value)]
        self.report(rules.WRONG_TYPE, value, path, expected=expected, found=found)
        return None


def _is_record(value: Value, shape: Shape) -> bool:
    """Tell a record from a text with a note, which may stand in a record's place."""
    if not isinstance(value, Mapping):
        return False
    return "text" not in value or "text" in shape.keys


@cache
def _key_shape(kind: str) -> Shape:
    return Shape(kind)


def _names_in(value: Value | None) -> Iterator[str]:
    """Yield the keys of a mapping, or of a list in its place, that later stages see."""
    if isinstance(value, Sequence):
        yield from (item.text for item in value if isinstance(item, Scalar))
    elif isinstance(value, Scalar):
        yield value.text
    for entry in value if isinstance(value, Mapping) else ():
        is_removed = isinstance(entry.value, Scalar) and entry.value.is_null and entry.value.text
        if not is_removed and not entry.key.text.startswith(_PRIVATE_PREFIX):
            yield entry.key.text


def _identity(scalar: Scalar) -> object:
    """Return what is equal for two spellings of the same thing."""
    return scalar.value.uid if isinstance(scalar.value, Uid) else scalar.value


def _is_blank(value: Value) -> bool:
    return isinstance(value, Scalar) and (value.is_null or not value.text.strip())
