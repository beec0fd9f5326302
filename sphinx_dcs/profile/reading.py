"""Reads YAML into values that know their place.

Scalars stay text: whether ``NO`` is an answer or a country, the definition of
the profile decides. Composing the nodes and walking them is faster than
loading objects, and gives the exact line and column of every key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import Position
from sphinx_dcs.profile.values import Entry, Mapping, Scalar, Sequence, Value

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dcs.diagnostics import Diagnostics, Rule

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes; a larger file is no profile."""
NODE_LIMIT = 500_000
"""Values with all anchors written out; more of them is an attack or an accident."""
DEPTH_LIMIT = 64
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE_KEY = "<<"
_STANDARD_TAGS = "tag:yaml.org,2002:"


def read_file(path: Path, shown: str, diagnostics: Diagnostics) -> Mapping | None:
    """Return what a YAML file holds, or None after reporting why not.

    Parameters
    ----------
    path : Path
        The file.
    shown : str
        The file as messages name it.
    diagnostics : Diagnostics
        Where messages go.
    """
    text = _read_text(path, shown, diagnostics)
    return None if text is None else read_text(text, shown, diagnostics)


def read_text(text: str, shown: str, diagnostics: Diagnostics) -> Mapping | None:
    """Return what YAML text holds; see :func:`read_file`."""
    try:
        root = yaml.compose(text, _LOADER)
    except yaml.YAMLError as error:
        diagnostics.report(rules.NOT_YAML, _place(error, shown), problem=_problem(error))
        return None
    except RecursionError:
        diagnostics.report(rules.TOO_LARGE, Position(shown), limit=f"{DEPTH_LIMIT} levels")
        return None
    if root is None:
        diagnostics.report(rules.EMPTY_FILE, Position(shown))
        return None
    return _Walk(shown, diagnostics).root(root)


# --- text -------------------------------------------------------------------------------------


def _read_text(path: Path, shown: str, diagnostics: Diagnostics) -> str | None:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            diagnostics.report(
                rules.TOO_LARGE, Position(shown), limit=f"{SIZE_LIMIT // 1024 // 1024} MiB"
            )
            return None
        content = path.read_bytes()
    except OSError as error:
        diagnostics.report(rules.UNREADABLE, Position(shown), reason=error.strerror or str(error))
        return None
    return _decode(content, shown, diagnostics)


def _decode(content: bytes, shown: str, diagnostics: Diagnostics) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        place = Position(shown, line, column)
        diagnostics.report(rules.NOT_UTF8, place, byte=f"0x{content[error.start]:02x}")
        return None


def _place(error: yaml.YAMLError, shown: str) -> Position:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return Position(shown, mark.line + 1, mark.column + 1) if mark else Position(shown)


def _problem(error: yaml.YAMLError) -> str:
    parts = (getattr(error, "context", None), getattr(error, "problem", None))
    words = ", ".join(part for part in parts if part)
    return words or str(error).splitlines()[0]


# --- nodes ------------------------------------------------------------------------------------


class _Stop(Exception):  # noqa: N818
    """The file is not worth walking any further."""


class _Walk:
    """Turns the nodes of one file into values."""

    def __init__(self, shown: str, diagnostics: Diagnostics) -> None:
        self._shown = shown
        self._diagnostics = diagnostics
        self._count = 0

    def root(self, node: yaml.Node) -> Mapping | None:
        try:
            value = self._value(node, 0)
        except _Stop:
            return None
        if isinstance(value, Mapping):
            return value
        found = "a list" if isinstance(value, Sequence) else "a single value"
        self._diagnostics.report(rules.NOT_A_MAPPING, self._position(node), found=found)
        return None

    def _position(self, node: yaml.Node) -> Position:
        mark = node.start_mark
        return Position(self._shown, mark.line + 1, mark.column + 1)

    def _report(self, rule: Rule, node: yaml.Node, **values: object) -> None:
        self._diagnostics.report(rule, self._position(node), "", **values)

    def _value(self, node: yaml.Node, depth: int) -> Value:
        self._count += 1
        if self._count > NODE_LIMIT or depth > DEPTH_LIMIT:
            limit = f"{DEPTH_LIMIT} levels" if depth > DEPTH_LIMIT else f"{NODE_LIMIT:,} values"
            self._report(rules.TOO_LARGE, node, limit=limit)
            raise _Stop
        if not node.tag.startswith(_STANDARD_TAGS):
            self._report(rules.UNKNOWN_TAG, node, tag=node.tag)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            items = tuple(self._value(item, depth + 1) for item in node.value)
            return Sequence(items, self._position(node))
        return self._mapping(node, depth)

    def _scalar(self, node: yaml.ScalarNode) -> Scalar:
        text: str = node.value
        is_null = not node.style and text in _NULLS
        return Scalar(text, self._position(node), is_null, text)

    def _mapping(self, node: yaml.Node, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        merged: list[Mapping] = []
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(rules.KEY_NOT_TEXT, key)
                continue
            value = self._value(item, depth + 1)
            if key.value == _MERGE_KEY and not key.style:
                merged += self._merged(value, item)
            elif key.value in entries:
                first = entries[key.value].key.position.line
                self._report(rules.DUPLICATE_KEY, key, key=key.value, line=first)
            else:
                entries[key.value] = Entry(self._scalar(key), value)
        for other in merged:
            for name, entry in other.entries.items():
                entries.setdefault(name, entry)
        return Mapping(entries, self._position(node))

    def _merged(self, value: Value, node: yaml.Node) -> list[Mapping]:
        """Return the mappings behind ``<<``, which give keys that are not there."""
        found = list(value) if isinstance(value, Sequence) else [value]
        mappings = [each for each in found if isinstance(each, Mapping)]
        if len(mappings) < len(found):
            self._report(rules.WRONG_TYPE, node, expected="a mapping", found="another value")
        return mappings
