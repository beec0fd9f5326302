"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_dcs.statement import Loaded
from tests.sites import Site
from tests.statements import make_statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dcs.diagnostics import Diagnostics

pytest_plugins = ["tests.require_all"]
ROOT = Path(__file__).parent.parent


@pytest.fixture
def make_site(tmp_path: Path) -> Callable[..., Site]:
    """Return what makes a small Sphinx project of given files."""

    def make(files: dict[str, str], **conf: object) -> Site:
        return Site.write(tmp_path / "site", files, conf)

    return make


@pytest.fixture(scope="session")
def example_site() -> Path:
    """Return the folder of the example site."""
    return ROOT / "example-site"


@pytest.fixture
def made_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every profile have the statement of :mod:`tests.statements`."""

    def load(path: Path, _project: Path, name: str, _diagnostics: Diagnostics) -> Loaded:
        return Loaded(make_statement(name), (path,))

    monkeypatch.setattr("sphinx_dcs.profiles.load", load)
