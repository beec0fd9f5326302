"""Anchors: the ids that things of a statement have on a page."""

from __future__ import annotations

from docutils import nodes


def anchor(profile: str, kind: str, slug: str, variant: str = "") -> str:
    """Return the id of something in a statement.

    Parameters
    ----------
    profile, kind, slug : str
        What it is.
    variant : str
        What tells several places of one thing apart.
    """
    parts = ["dcs", profile, variant, kind, slug]
    return nodes.make_id(" ".join(part for part in parts if part))
