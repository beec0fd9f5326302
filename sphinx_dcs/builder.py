"""The builder ``dcs-json``: every statement of a site as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder

from sphinx_dcs.domain import domain_of
from sphinx_dcs.export import statement_as_json

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx


class JsonBuilder(Builder):
    """Writes ``<profile>.json`` for each profile; pages are read but not written."""

    name = "dcs-json"
    format = "json"
    epilog = "The statements are in %(outdir)s."
    allow_parallel = True
    supported_image_types: ClassVar[list[str]] = []

    def get_outdated_docs(self) -> str:
        """Return what is written: statements, not pages."""
        return "all statements"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return nothing: no page is written."""
        return ""

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Do nothing before writing."""

    def write_documents(self, _docnames: AbstractSet[str]) -> None:
        """Write no pages."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write no page."""

    def finish(self) -> None:
        """Write the statements."""
        profiles = domain_of(self.env).profiles
        for name in profiles.options.profiles:
            statement = profiles.statement(name)
            if statement is not None:
                path = Path(self.outdir) / f"{name}.json"
                path.write_text(statement_as_json(statement), encoding="utf-8")


def setup_builder(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(JsonBuilder)
