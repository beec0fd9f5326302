"""Reads YAML into values that know their place.

Scalars stay text: whether ``NO`` is an answer or a country, the definition of
the profile decides. Composing the nodes and walking them is faster than
loading objects, and gives the exact line and column of every key.

Nothing in a file is ever executed, and no file, however made, takes more than
a bounded time: its size, its depth and the number of its values have limits.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import yaml

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import Position
from sphinx_dcs.profile.lines import Lines, yaml_counts_otherwise
from sphinx_dcs.profile.values import Entry, Mapping, Scalar, Sequence, Value
from sphinx_dcs.profile.yaml_errors import explain
from sphinx_dcs.profile.yaml_nodes import (
    DEPTH_LIMIT,
    LIMIT,
    NULL_TAG,
    TAGS,
    LimitError,
    compose,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dcs.diagnostics import Diagnostics, Rule

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes; a larger file is no profile."""
_MERGE_KEY = "<<"


def read_file(
    path: Path, shown: str, diagnostics: Diagnostics, at: Position | None = None
) -> Mapping | None:
    """Return what a YAML file holds, or None after reporting why not.

    Parameters
    ----------
    path : Path
        The file.
    shown : str
        The file as messages name it.
    diagnostics : Diagnostics
        Where messages go.
    at : Position or None
        Where the file is named, for messages that it cannot be read; the file
        itself if it is named nowhere.
    """
    try:
        content = _content(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        place = at or Position(shown)
        diagnostics.report(rules.UNREADABLE, place, file=shown, reason=reason)
        return None
    if len(content) > SIZE_LIMIT:
        limit = f"{SIZE_LIMIT // 1024 // 1024} MiB"
        diagnostics.report(rules.TOO_LARGE, Position(shown), limit=limit)
        return None
    text = _decoded(content, shown, diagnostics)
    return None if text is None else read_text(text, shown, diagnostics)


def read_text(text: str, shown: str, diagnostics: Diagnostics) -> Mapping | None:
    """Return what YAML text holds; see :func:`read_file`.

    Mappings and lists have the position of their first key or item, except
    those in brackets. An aliased value has the position of its anchor. ``<<``
    merges a mapping, or a list of them, beneath the keys beside it (the merge
    key of YAML 1.1). Of keys that stand twice the first counts.
    """
    walk = _Walk(text, shown, diagnostics)
    try:
        return walk.root(compose(text))
    except LimitError as error:
        diagnostics.report(rules.TOO_LARGE, walk.position(error.mark), limit=error.limit)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        problem = explain(error, text)
        place = Position(shown, problem.line, problem.column)
        diagnostics.report(rules.NOT_YAML, place, problem=problem.words)
    return None


# --- text -------------------------------------------------------------------------------------


def _content(path: Path) -> bytes:
    """Return the bytes of a file, one more than allowed if it is too large."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        # Reading a pipe or a device might never end.
        raise OSError(0, "it is a folder" if stat.S_ISDIR(mode) else "it is no ordinary file")
    with path.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def _decoded(content: bytes, shown: str, diagnostics: Diagnostics) -> str | None:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        place = Position(shown, *Lines(before).place(len(before)))
        byte = f"0x{error.object[error.start]:02x}"
        diagnostics.report(rules.NOT_UTF8, place, byte=byte)
        return None


# --- nodes ------------------------------------------------------------------------------------


class _Walk:
    """Turns the nodes of one file into values."""

    def __init__(self, text: str, shown: str, diagnostics: Diagnostics) -> None:
        self._shown = shown
        self._diagnostics = diagnostics
        self._lines = Lines(text) if yaml_counts_otherwise(text) else None
        self._left = LIMIT
        self._open: set[int] = set()

    def root(self, node: yaml.Node | None) -> Mapping | None:
        """Return the mapping at the top of a file, or None after reporting that there is none."""
        value = self._value(node, 0) if node else None
        if isinstance(value, Mapping):
            return value
        if value is None or (isinstance(value, Scalar) and value.is_null):
            self._diagnostics.report(rules.EMPTY_FILE, Position(self._shown))
        else:
            found = "a list" if isinstance(value, Sequence) else "a single value"
            self._diagnostics.report(rules.NOT_A_MAPPING, value.position, found=found)
        return None

    def position(self, mark: yaml.Mark) -> Position:
        """Return the place of a mark."""
        if self._lines:
            return Position(self._shown, *self._lines.place(mark.index))
        # Every value has a position: this is twice as fast as calling the class.
        return tuple.__new__(Position, (self._shown, mark.line + 1, mark.column + 1))

    def _report(self, rule: Rule, node: yaml.Node, **values: object) -> None:
        self._diagnostics.report(rule, self.position(node.start_mark), "", **values)

    def _value(self, node: yaml.Node, depth: int) -> Value:
        tag = node.tag
        if tag not in TAGS:
            self._report(rules.UNKNOWN_TAG, node, tag=tag)
        if isinstance(node, yaml.ScalarNode):
            text: str = node.value
            return Scalar(text, self.position(node.start_mark), tag == NULL_TAG, text)
        return self._collection(node, depth + 1)

    # --- collections ---

    def _collection(self, node: yaml.Node, depth: int) -> Value:
        """Return a list or mapping; aliases make one of any depth and size, even endless."""
        position = self.position(node.start_mark)
        if id(node) in self._open:
            self._report(rules.ENDLESS, node)
            return Scalar("", position, is_null=True)
        self._left -= 1 + len(node.value)
        if self._left < 0:
            raise LimitError(f"{LIMIT:,} values", node.start_mark)
        if depth > DEPTH_LIMIT:
            raise LimitError(f"{DEPTH_LIMIT} levels", node.start_mark)
        self._open.add(id(node))
        value = self._open_collection(node, depth, position)
        self._open.discard(id(node))
        return value

    def _open_collection(self, node: yaml.Node, depth: int, position: Position) -> Value:
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple([self._value(item, depth) for item in node.value]), position)
        return Mapping(self._entries(node, depth), position)

    def _entries(self, node: yaml.Node, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        merged: list[Mapping] = []
        for key, item in node.value:
            value = self._value(item, depth)
            name: str = key.value
            if not isinstance(key, yaml.ScalarNode) or not name or key.tag not in TAGS:
                self._report(rules.KEY_NOT_TEXT, key)
            elif name == _MERGE_KEY and not key.style:
                merged += self._merged(value, item)
            elif name in entries:
                first = entries[name].key.position.line
                self._report(rules.DUPLICATE_KEY, key, key=name, line=first)
            else:
                position = self.position(key.start_mark)
                entries[name] = Entry(Scalar(name, position, False, name), value)
        for mapping in merged:
            for name, entry in mapping.entries.items():
                entries.setdefault(name, entry)
        return entries

    def _merged(self, value: Value, node: yaml.Node) -> list[Mapping]:
        """Return the mappings behind ``<<``, which give keys that are not there."""
        found = list(value) if isinstance(value, Sequence) else [value]
        mappings = [each for each in found if isinstance(each, Mapping)]
        if len(mappings) < len(found):
            self._report(rules.WRONG_TYPE, node, expected="a mapping", found="another value")
        return mappings
