"""How our nodes look in HTML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_dcs.config import options_of
from sphinx_dcs.render.diagram import lay_out, write_svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_dcs.render.nodes import (
        dcs_breakable,
        dcs_drawing,
        dcs_entry,
        dcs_group,
        dcs_table,
    )

STATIC = Path(__file__).parent.parent / "static"
STYLE = "dcs.css"
SCRIPT = "dcs.js"


# --- tables -----------------------------------------------------------------------------------


def visit_table(self: HTML5Translator, node: dcs_table) -> None:
    """Begin a table in a region that scrolls and can be reached by keyboard."""
    name = f"{node['ids'][0]}-caption"
    caption = node.next_node(nodes.title)
    if caption is not None:
        caption["ids"] = [name]
    region: dict[str, Any] = {"role": "region", "tabindex": "0", "aria-labelledby": name}
    if node["dcs_rows"] > options_of(self.builder.config).filter_rows:
        region["data-dcs-filter"] = "true"
    # The region has the id: a link to the table shows its caption too.
    ids, node["ids"] = node["ids"], []
    self.body.append(self.starttag(nodes.container(), "div", CLASS="dcs-scroll", ids=ids, **region))
    self.visit_table(node)
    node["ids"] = ids


def depart_table(self: HTML5Translator, node: dcs_table) -> None:
    """End a table and its region."""
    self.depart_table(node)
    self.body.append("</div>\n")


def visit_group(self: HTML5Translator, node: dcs_group) -> None:
    """Begin a group of rows with its heading: in HTML a heading is for all of its group."""
    if node is not node.parent[0]:
        self.body.append("</tbody>\n<tbody>\n")
    self.visit_row(node)


def depart_group(self: HTML5Translator, node: dcs_group) -> None:
    """End the heading of a group of rows."""
    self.depart_row(node)


def visit_entry(self: HTML5Translator, node: dcs_entry) -> None:
    """Begin a cell, with the scope of a header cell."""
    tag = "th" if node["dcs_scope"] else "td"
    # There are thousands of cells: docutils' way to write a tag takes ten times as long.
    self.body.append(f"<{tag}{''.join(_attributes(node))}>")
    self.context.append(f"</{tag}>\n")


def _attributes(node: dcs_entry) -> Iterator[str]:
    if node["classes"]:
        yield f' class="{" ".join(node["classes"])}"'
    if "morecols" in node:
        yield f' colspan="{node["morecols"] + 1}"'
    if "morerows" in node:
        yield f' rowspan="{node["morerows"] + 1}"'
    if node["dcs_scope"]:
        yield f' scope="{node["dcs_scope"]}"'


def depart_entry(self: HTML5Translator, _node: dcs_entry) -> None:
    """End a cell."""
    self.body.append(self.context.pop())


_BREAKS = re.compile(r"(?<=[.,])")


def visit_breakable(self: HTML5Translator, node: dcs_breakable) -> None:
    """Write a UID or tag with places to break behind its dots and commas."""
    self.body.append('<span class="dcs-breakable">')
    # An EPUB holds XHTML, in which every element is closed.
    self.body.append(_BREAKS.sub("<wbr />", self.encode(node.astext())))
    self.body.append("</span>")
    raise nodes.SkipNode


# --- figures ----------------------------------------------------------------------------------


def visit_drawing(self: HTML5Translator, node: dcs_drawing) -> None:
    """Write a drawing as SVG."""
    drawing = lay_out(node["diagram"])
    self.body.append(write_svg(drawing, node["anchor"], node["title"], node["description"]))
    raise nodes.SkipNode


# --- files ------------------------------------------------------------------------------------


def _add_files(
    app: Sphinx,
    _pagename: str,
    _template: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load our script only on pages with a table that it works on; no book runs it."""
    rows = doctree.get("dcs_rows", 0) if doctree is not None else 0
    if app.builder.name != "epub" and rows > options_of(app.config).filter_rows:
        app.add_js_file(SCRIPT, loading_method="defer")


def _copy_files(app: Sphinx) -> None:
    """Put the style and the script where pages look for them."""
    if app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static"
    target.mkdir(parents=True, exist_ok=True)
    for name in (STYLE, SCRIPT):
        content = (STATIC / name).read_bytes()
        copy = target / name
        if not copy.is_file() or copy.read_bytes() != content:
            copy.write_bytes(content)


def setup_html(app: Sphinx) -> None:
    """Register the style and the script."""
    app.add_css_file(STYLE)
    app.connect("builder-inited", _copy_files)
    app.connect("html-page-context", _add_files)
