"""The markup that a cell may hold, and the references in it.

Cells are filled in late, when no parser runs any more. They therefore hold a
closed set: emphasis, code, links, line breaks and our roles. Whatever else
stands in them is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.myst_role import myst_role_plugin

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.dicom import attributes, uids
from sphinx_dcs.statement.inline import joined
from sphinx_dcs.statement.model import (
    Code,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Reference,
    Span,
    Strong,
    Target,
    TargetKind,
)
from sphinx_dcs.statement.targets import find_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it.token import Token

    from sphinx_dcs.diagnostics import Diagnostics, Position
    from sphinx_dcs.template.model import Template

_MARKUP = re.compile(r"[*_`\[\\\n{]")
_LEVELS = 20
"""Markup within markup; text with more of it is no markup."""
_ROLES: dict[str, TargetKind] = {
    "dcs:section": "section",
    "dcs:table": "table",
    "dcs:figure": "figure",
    "dcs:ae": "ae",
}
_parser = (
    MarkdownIt("zero")
    .enable(["emphasis", "backticks", "link", "newline", "escape"])
    .use(myst_role_plugin)
)


class CellText:
    """Parses the text of cells.

    Parameters
    ----------
    targets : mapping
        What roles may refer to, by kind and name.
    diagnostics : Diagnostics
        Where messages go.
    template : Template, optional
        Where names are known that the statement lacks: a reference to one
        leads to the section that would hold it.
    """

    def __init__(
        self,
        targets: Mapping[tuple[str, str], Target],
        diagnostics: Diagnostics,
        template: Template | None = None,
    ) -> None:
        self._targets = targets
        self._diagnostics = diagnostics
        self._template = template

    def parse(self, text: str, position: Position) -> Inline:
        """Return the spans of a cell's text.

        Parameters
        ----------
        text : str
            Text without markup is never parsed.
        position : Position
            Where it stands in the profile.
        """
        text = text.strip()
        if not _MARKUP.search(text):
            return (text,) if text else ()
        tokens = _parser.parseInline(text)[0].children or []
        if any(token.level > _LEVELS for token in tokens):
            return (text,)
        return joined(self._spans(iter(tokens), position))

    def _spans(self, tokens: Iterator[Token], position: Position) -> Iterator[Span]:
        for token in tokens:
            if token.nesting < 0:
                return
            if token.nesting > 0:
                children = joined(self._spans(tokens, position))
                yield _wrapped(token, children)
            else:
                yield from self._single(token, position)

    def _single(self, token: Token, position: Position) -> Iterator[Span]:
        if token.type in ("softbreak", "hardbreak"):
            yield LineBreak()
        elif token.type == "code_inline":
            yield Code(token.content)
        elif token.type == "myst_role":
            yield self._role(str(token.meta["name"]), token.content, position)
        else:
            yield token.content

    # --- roles ---

    def _role(self, role: str, text: str, position: Position) -> Span:
        if role == "dcs:tag":
            return self._tag(text, position)
        if role == "dcs:sop-class":
            return self._sop_class(text, position)
        kind = _ROLES.get(role)
        if kind is None:
            known = [*_ROLES, "dcs:tag", "dcs:sop-class"]
            self._diagnostics.report(
                rules.UNKNOWN_ROLE, position, role=role, suggestion=did_you_mean(role, known)
            )
            return Code(text)
        return self.reference(kind, text, position)

    def reference(self, kind: TargetKind, name: str, position: Position) -> Span:
        """Return a reference to something in the statement, or its plain name."""
        target = self._find(kind, name)
        if target:
            return Reference(target.kind, target.slug, target.text)
        known = [slug for known_kind, slug in self._targets if known_kind == kind]
        self._diagnostics.report(
            rules.UNKNOWN_TARGET,
            position,
            kind=kind,
            name=name,
            suggestion=did_you_mean(name, known),
        )
        return name

    def _find(self, kind: TargetKind, name: str) -> Target | None:
        if self._template is None:
            return self._targets.get((kind, name))
        return find_by_name(self._targets, self._template, kind, name)

    def _sop_class(self, text: str, position: Position) -> Span:
        found = uids.find_sop_class(text)
        if found is None:
            suggestion = uids.suggest(text, "SOP Class")
            self._diagnostics.report(
                rules.UNKNOWN_UID, position, what="SOP Class", text=text, suggestion=suggestion
            )
            return text
        return found.name

    def _tag(self, text: str, position: Position) -> Span:
        found = attributes.find_attribute(text)
        if found is None:
            suggestion = attributes.suggest(text)
            self._diagnostics.report(
                rules.UNKNOWN_ATTRIBUTE, position, text=text, suggestion=suggestion
            )
            return text
        return f"{found.name} {attributes.format_tag(found.tag)}"


def _wrapped(token: Token, children: Inline) -> Span:
    if token.type == "strong_open":
        return Strong(children)
    if token.type == "em_open":
        return Emphasis(children)
    return Link(str(token.attrs["href"]), children)
