"""What a figure shows, without any geometry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Box:
    """A named box of a diagram.

    Attributes
    ----------
    id : str
        Name within the diagram.
    label : str
        Words in the box; a line feed breaks the line.
    lane : str
        The column of boxes it stands in, left to right in order of first use.
    shape : {"box", "rounded", "circle"}
        Product and remote systems are boxes, Application Entities circles,
        real-world activities rounded.
    """

    id: str
    label: str
    lane: str
    shape: Literal["box", "rounded", "circle"] = "box"


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line between two boxes, with its words.

    Attributes
    ----------
    source, target : str
        Ids of boxes; the arrow points at the target.
    label : str
        Words along the line; may be "".
    both_ways : bool
        Whether it points at both ends.
    """

    source: str
    target: str
    label: str = ""
    both_ways: bool = False


@dataclass(frozen=True, slots=True)
class Diagram:
    """What a figure shows, without any geometry.

    Attributes
    ----------
    lanes : tuple of (str, str)
        Id and heading of each column of boxes, left to right.
    """

    lanes: tuple[tuple[str, str], ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
