"""Nodes of our own. Writers that do not know them treat them as what they extend."""

from __future__ import annotations

from docutils import nodes


class dcs_section(nodes.section):  # noqa: N801
    """A section of a statement; ``dcs_number`` and ``dcs_depth`` say which."""


class dcs_placeholder(nodes.General, nodes.Element):  # noqa: N801
    """The place of a table, figure or cover until all pages have been read.

    Attributes are ``profile``, ``kind`` and ``dcs_slug``; ``ids`` holds the anchor.
    """


class dcs_reference(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A reference to something in a statement, before pages are known.

    Attributes are ``profile``, ``kind`` and ``dcs_slug``.
    """


class dcs_table(nodes.table):  # noqa: N801
    """A table of a statement; ``dcs_number`` is its number."""


class dcs_group(nodes.row):  # noqa: N801
    """A row that is the heading of the rows below it, in one cell over all columns."""


class dcs_entry(nodes.entry):  # noqa: N801
    """A cell; ``dcs_scope`` is the scope of a header cell, "" for others."""


class dcs_number(nodes.inline):  # noqa: N801
    """The number before a caption, "Table 1-2", which LaTeX prints by itself."""


class dcs_breakable(nodes.inline):  # noqa: N801
    """A UID or tag, which may break behind its dots and commas only."""


class dcs_notes(nodes.container):  # noqa: N801
    """The notes under a table."""


class dcs_drawing(nodes.General, nodes.Element):  # noqa: N801
    """A figure's drawing; ``diagram`` is what it shows."""


class dcs_cover(nodes.container):  # noqa: N801
    """What a cover says; ``cover`` is the data."""


class dcs_contents(nodes.General, nodes.Element):  # noqa: N801
    """The place of the table of contents."""
