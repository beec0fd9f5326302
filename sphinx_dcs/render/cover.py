"""The cover: product, versions and date (Annex N, "Cover Page")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.render.nodes import dcs_cover
    from sphinx_dcs.statement.model import Cover


def fill_cover(node: dcs_cover, cover: Cover) -> None:
    """Put what a cover says into its place on a page."""
    node["cover"] = cover
    node += nodes.paragraph("", cover.product, classes=["dcs-cover-product"])
    node += nodes.paragraph("", cover.title, classes=["dcs-cover-title"])
    rows = [
        nodes.field("", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", text)))
        for name, text in cover_lines(cover)
    ]
    node += nodes.field_list("", *rows, classes=["dcs-cover-facts"])


def cover_lines(cover: Cover) -> Iterator[tuple[str, str]]:
    """Yield what stands on a cover, line by line, without what is not given."""
    versions = "Versions" if len(cover.versions) > 1 else "Version"
    lines = (
        (versions, ", ".join(cover.versions)),
        ("Options", ", ".join(cover.options)),
        ("Manufacturer", cover.manufacturer),
        ("Document revision", cover.revision),
        ("Date", cover.date),
    )
    return ((name, text) for name, text in lines if text)
