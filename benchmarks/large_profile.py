"""A profile of about 5,000 lines, as a large product has one."""

from __future__ import annotations

LINES = 5000


def text() -> str:
    """Return the profile as YAML."""
    raise NotImplementedError
