"""DICOM Conformance Statements (PS3.2 Annex N) as code, in Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything that the extension adds to Sphinx."""
    # The core is used without Sphinx too: what needs Sphinx is imported here.
    from sphinx_dcs.builder import setup_builder
    from sphinx_dcs.config import setup_config
    from sphinx_dcs.directives import setup_directives
    from sphinx_dcs.domain import DcsDomain
    from sphinx_dcs.incremental import setup_incremental
    from sphinx_dcs.numbering import setup_numbering
    from sphinx_dcs.render.expand import setup_expansion
    from sphinx_dcs.render.html import setup_html
    from sphinx_dcs.render.latex import setup_latex
    from sphinx_dcs.render.visitors import setup_nodes

    app.add_domain(DcsDomain)
    setup_config(app)
    setup_directives(app)
    setup_nodes(app)
    setup_incremental(app)
    setup_numbering(app)
    setup_expansion(app)
    setup_html(app)
    setup_latex(app)
    setup_builder(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
