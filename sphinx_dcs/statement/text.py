"""Fills the placeholders in the template's wording.

``{product}`` and ``{ae}`` are names from the profile, ``{table:slug}``,
``{section:slug}`` and ``{figure:slug}`` are references with final numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from sphinx_dcs.statement.inline import joined
from sphinx_dcs.statement.model import Inline, Reference, Span, Target, TargetKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([a-z-]+)(?::([A-Za-z0-9.-]+))?\}")
_BRACES = {"{{": "{", "}}": "}"}


def fill_text(text: str, names: Mapping[str, str]) -> str:
    """Return a title or caption with its names filled in.

    Parameters
    ----------
    text : str
        May hold ``{name}``, but no references.
    names : mapping
        What the names stand for.

    Raises
    ------
    KeyError
        If the template uses a name that nothing defines.
    """
    return _PLACEHOLDER.sub(lambda found: _BRACES.get(found[0]) or names[found[1]], text)


class Wording:
    """Turns wording of the template into inline text.

    Parameters
    ----------
    target : callable
        Returns the target of a kind and slug: the thing itself, or the section
        that would hold it if the statement does not have it.
    """

    def __init__(self, target: Callable[[TargetKind, str], Target]) -> None:
        self._target = target

    def fill(self, text: str, names: Mapping[str, str]) -> Inline:
        """Return the text with names and references filled in.

        Parameters
        ----------
        text : str
            Wording with placeholders.
        names : mapping
            What ``{name}`` stands for.

        Raises
        ------
        KeyError
            If the template refers to something that it does not define.
        """
        spans: list[Span] = []
        start = 0
        for found in _PLACEHOLDER.finditer(text):
            spans += [text[start : found.start()], self._span(found, names)]
            start = found.end()
        spans.append(text[start:])
        return joined(spans)

    def _span(self, found: re.Match[str], names: Mapping[str, str]) -> Span:
        if found[0] in _BRACES:
            return _BRACES[found[0]]
        if not found[2]:
            return names[found[1]]
        target = self._target(cast("TargetKind", found[1]), found[2])
        return Reference(target.kind, target.slug, target.text)
