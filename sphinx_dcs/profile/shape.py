"""The shape of a profile: which keys there are and what their values mean.

One shape serves twice: :mod:`~sphinx_dcs.profile.checking` converts and checks
a profile with it, and the JSON Schema for editors is made from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EMPTY: Mapping[str, Shape] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands at one place of a profile.

    Attributes
    ----------
    kind : str
        ``record`` (known keys), ``map`` (keys of the team's own), ``list``,
        or a kind of scalar, see :mod:`sphinx_dcs.profile.kinds`.
    help : str
        What belongs here, in a few words.
    keys : mapping of str to Shape
        Of a record: its keys.
    required : tuple of str
        Of a record: the keys that must be there.
    shorthand : str
        Of a record: the key that a plain scalar in its place stands for.
    key_kind : str
        Of a map: what its keys are.
    items : Shape or None
        Of a map or list: the shape of each value.
    terms : tuple of str
        Of a choice: the words to choose from.
    of : str
        Of a name: path of the mapping in which it must be a key.
    appends : bool
        Of a list: whether ``extends`` appends to it instead of replacing it.
    """

    kind: str = "text"
    help: str = ""
    keys: Mapping[str, Shape] = field(default_factory=lambda: EMPTY)
    required: tuple[str, ...] = ()
    shorthand: str = ""
    key_kind: str = "text"
    items: Shape | None = None
    terms: tuple[str, ...] = ()
    of: str = ""
    appends: bool = False
