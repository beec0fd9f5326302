r"""How our nodes look in LaTeX.

Every heading and caption sets the number of the statement explicitly
(``\dcsnumber``), so that counters never have to agree with it. The rest is in
``sphinxdcs.sty``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dcs.render.cover import cover_lines
from sphinx_dcs.render.diagram import lay_out, write_tikz
from sphinx_dcs.render.nodes import dcs_section, dcs_table

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator

    from sphinx_dcs.render.nodes import (
        dcs_breakable,
        dcs_cover,
        dcs_drawing,
        dcs_entry,
        dcs_notes,
    )
    from sphinx_dcs.statement.model import Cover

PACKAGE = "sphinxdcs"
_STYLE = Path(__file__).parent.parent / "static" / f"{PACKAGE}.sty"
_DENSE = 9
"""A table with as many columns is set in smaller type."""


# --- sections ---------------------------------------------------------------------------------


def visit_section(self: LaTeXTranslator, node: dcs_section) -> None:
    """Begin a section at the depth that it has in the template."""
    _end_landscape(self, node.parent)
    # A page that is nothing but this section would lose its heading as the title of the document.
    self.this_is_the_title = 0
    node["dcs_outer_level"] = self.sectionlevel
    self.sectionlevel = self.top_sectionlevel - 1 + node["dcs_depth"]
    if any(isinstance(child, dcs_table) and _is_wide(child) for child in node):
        node["dcs_landscape"] = True
        self.body.append("\n\\begin{landscape}\n")
    counter = self.sectionnames[min(self.sectionlevel, len(self.sectionnames) - 1)]
    self.body.append(f"\n\n\\dcsnumber{{{counter}}}{{{node['dcs_number']}}}\n")


def depart_section(self: LaTeXTranslator, node: dcs_section) -> None:
    """End a section; behind the last one Sphinx numbers again by itself."""
    _end_landscape(self, node)
    self.sectionlevel = node["dcs_outer_level"]
    if not isinstance(node.parent, dcs_section):
        self.body.append("\n\\dcsendnumbers\n")


def _end_landscape(self: LaTeXTranslator, node: nodes.Element | None) -> None:
    if isinstance(node, dcs_section) and node.get("dcs_landscape"):
        node["dcs_landscape"] = False
        self.body.append("\n\\end{landscape}\n")


def _is_wide(table: dcs_table) -> bool:
    return "dcs-wide" in table["classes"]


# --- tables -----------------------------------------------------------------------------------


def visit_table(self: LaTeXTranslator, node: dcs_table) -> None:
    """Begin a table with its number, in small type if it has many columns."""
    group = node.next_node(nodes.tgroup)
    is_dense = group is not None and group["cols"] >= _DENSE
    self.body.append(f"\n\\dcsnumber{{table}}{{{node['dcs_number']}}}\n")
    self.body.append("\\begin{dcsdense}\n" if is_dense else "\\begin{dcstable}\n")
    self.context.append("\\end{dcsdense}\n" if is_dense else "\\end{dcstable}\n")
    self.visit_table(node)


def depart_table(self: LaTeXTranslator, node: dcs_table) -> None:
    """End a table."""
    self.depart_table(node)
    self.body.append(self.context.pop())


def visit_entry(self: LaTeXTranslator, node: dcs_entry) -> None:
    """Begin a cell."""
    self.visit_entry(node)
    # Before Sphinx 9 a row begins with a command that runs into words without a paragraph.
    self.body.append("%\n")


def depart_entry(self: LaTeXTranslator, node: dcs_entry) -> None:
    """End a cell."""
    self.depart_entry(node)


def visit_breakable(self: LaTeXTranslator, node: dcs_breakable) -> None:
    """Write a UID or tag that may break behind its dots and commas."""
    parts = re.split(r"(?<=[.,])", node.astext())
    words = r"\allowbreak{}".join(self.encode(part) for part in parts if part)
    self.body.append(f"\\dcsunbroken{{{words}}}")
    raise nodes.SkipNode


def visit_notes(self: LaTeXTranslator, _node: dcs_notes) -> None:
    """Begin the notes under a table."""
    self.body.append("\n\\begin{dcsnotes}\n")


def depart_notes(self: LaTeXTranslator, _node: dcs_notes) -> None:
    """End the notes under a table."""
    self.body.append("\n\\end{dcsnotes}\n")


# --- figures, contents, cover -----------------------------------------------------------------


def visit_drawing(self: LaTeXTranslator, node: dcs_drawing) -> None:
    """Write a drawing as TikZ."""
    self.body.append(f"\n\\dcsnumber{{figure}}{{{node['number']}}}\\dcsfigurename\n")
    self.body.append(write_tikz(lay_out(node["diagram"])))
    raise nodes.SkipNode


def visit_contents(self: LaTeXTranslator, _node: nodes.Element) -> None:
    """Write the contents and the lists of tables and figures here, not at the front."""
    self.elements["tableofcontents"] = ""
    self.body.append("\n\\dcscontents\n")
    raise nodes.SkipNode


def visit_cover(self: LaTeXTranslator, node: dcs_cover) -> None:
    """Take the title page from the profile."""
    cover: Cover | None = node.get("cover")
    if cover:
        lines = "".join(
            f"\\dcscoverline{{{self.encode(name)}}}{{{self.encode(text)}}}"
            for name, text in cover_lines(cover)
        )
        product, title = self.encode(cover.product), self.encode(cover.title)
        self.elements["maketitle"] = f"\\dcscover{{{product}}}{{{title}}}{{{lines}}}"
    raise nodes.SkipNode


# --- files ------------------------------------------------------------------------------------


def _prepare(app: Sphinx) -> None:
    """Put our package beside the document, and leave chapter headings to it."""
    if app.builder.name != "latex":
        return
    target = Path(app.outdir) / _STYLE.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(_STYLE.read_bytes())
    context: dict[str, str] = app.builder.context  # type: ignore[attr-defined]
    if "fncychap" not in app.config.latex_elements:
        context["fncychap"] = ""
    if "extraclassoptions" not in app.config.latex_elements:
        context["extraclassoptions"] = "openany,oneside"


def setup_latex(app: Sphinx) -> None:
    """Register the package."""
    app.add_latex_package(PACKAGE, after_hyperref=True)
    app.connect("builder-inited", _prepare)
