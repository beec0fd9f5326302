"""Composes the nodes of YAML text, within limits.

The parser in C calls itself for every level of nesting and ends the whole
program when its stack is full, so the depth is watched while it composes.
"""

from __future__ import annotations

from typing import Any

import yaml

DEPTH_LIMIT = 64
LIMIT = 200_000
"""Values with all aliases written out; more of them is an attack or an accident."""

NULL_TAG = "tag:yaml.org,2002:null"
_TEXT_TAG = "tag:yaml.org,2002:str"
_LIST_TAG = "tag:yaml.org,2002:seq"
_MAPPING_TAG = "tag:yaml.org,2002:map"
_NAMES = ("str", "null", "seq", "map", "int", "float", "bool", "timestamp")
TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in _NAMES)
"""The tags that a value may have; those of scalars mean nothing, but for null."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class LimitError(Exception):
    """There is more in a text than a profile can hold.

    Parameters
    ----------
    limit : str
        The limit, as a message says it.
    mark : yaml.Mark
        Where it is passed.
    """

    def __init__(self, limit: str, mark: Any) -> None:
        super().__init__(limit)
        self.limit = limit
        self.mark = mark


def compose(text: str) -> yaml.Node | None:
    """Return the node at the top of YAML text, or None if there is none.

    Tags other than those of :data:`TAGS` are left as they are written.

    Raises
    ------
    yaml.YAMLError
        The text is not YAML. The parser in Python also raises ValueError and
        OverflowError.
    LimitError
        It passes a limit.
    """
    node: yaml.Node | None = yaml.compose(text, _Loader)
    return node


class _Watch:
    """Steps into what a loader of PyYAML does for every node."""

    _depth = 0
    _nodes = 0

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:
        """Return the tag of a node without one; only null is told from text."""
        if kind is yaml.ScalarNode:
            return NULL_TAG if value in _NULLS and implicit[0] else _TEXT_TAG
        return _LIST_TAG if kind is yaml.SequenceNode else _MAPPING_TAG

    def descend_resolver(self, parent: yaml.Node | None, _index: Any) -> None:
        """Count a node before it is composed."""
        self._depth += 1
        self._nodes += 1
        if self._depth > DEPTH_LIMIT and parent:
            raise LimitError(f"{DEPTH_LIMIT} levels", parent.start_mark)
        # Keys are nodes too.
        if self._nodes > 2 * LIMIT and parent:
            raise LimitError(f"{LIMIT:,} values", parent.start_mark)

    def ascend_resolver(self) -> None:
        """Leave a node."""
        self._depth -= 1


_Loader: Any = type("_Loader", (_Watch, getattr(yaml, "CSafeLoader", yaml.SafeLoader)), {})
