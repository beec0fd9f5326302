"""What all tests share: a site in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sites import Site

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["tests.require_all"]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return an empty project with one profile, ``demo``."""
    return Site(tmp_path / "site")
