"""Links and roles in a team's Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from docutils.parsers.rst import languages, roles

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes
    from docutils.parsers.rst.states import Inliner
    from sphinx.environment import BuildEnvironment


def is_local(uri: str) -> bool:
    """Tell whether a link or image names a file beside the one that it stands in."""
    parts = urlsplit(uri)
    return not parts.scheme and not parts.netloc and bool(parts.path)


def page_of(env: BuildEnvironment, path: Path) -> str | None:
    """Return the name of the page in a file, with or without its suffix; None if there is none."""
    try:
        name = path.resolve().relative_to(env.srcdir).as_posix()
    except ValueError:
        return None
    docname = name if name in env.found_docs else env.path2doc(name)
    return docname if docname in env.found_docs else None


class RoleContext:
    """Stands in for the parser that a role expects to be called by.

    Parameters
    ----------
    document : document
        The page that is read.
    source : str
        The file that the text stands in.
    dcs_profile : str
        Whose statement our roles refer to.
    """

    def __init__(self, document: nodes.document, source: str, dcs_profile: str) -> None:
        self.document = document
        self.reporter = self
        self.parent: nodes.Element = document
        self.dcs_profile = dcs_profile
        self._source = source

    def get_source_and_line(self, line: int | None = None) -> tuple[str, int]:
        """Return the place of a line."""
        return self._source, line or 0

    def __getattr__(self, name: str) -> object:
        """Return what a role asks the reporter for: it is that of the page."""
        return getattr(self.document.reporter, name)


def role_nodes(context: RoleContext, role: str, text: str, line: int) -> list[nodes.Node] | None:
    """Return what a role makes of a text, None if there is no such role.

    Parameters
    ----------
    context : RoleContext
        Where the role stands.
    role : str
        Its name, ``dcs:table`` or one of Sphinx or another extension.
    text : str
        What is in it.
    line : int
        The line that it stands in.
    """
    language = languages.get_language("en")
    found, _messages = roles.role(role, language, line, context.document.reporter)  # type: ignore[arg-type]
    if found is None:
        return None
    raw = f"{{{role}}}`{text}`"
    made, messages = found(role, raw, text, line, cast("Inliner", context), {}, [])
    return cast("list[nodes.Node]", [*made, *messages])
