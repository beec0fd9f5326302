"""Anchors: the ids that things of a statement have on a page."""

from __future__ import annotations

import hashlib

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
    text = " ".join(part for part in ("dcs", profile, variant, kind, slug) if part)
    made = nodes.make_id(text)
    if text.isascii():
        return made
    # An id is made of ASCII letters: what it leaves out must still tell two names apart.
    return f"{made}-{hashlib.blake2b(text.encode(), digest_size=4).hexdigest()}"
