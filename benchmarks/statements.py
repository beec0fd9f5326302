"""Where the benchmarks touch the package: reading a profile into a statement."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dcs.statement.model import Statement

ROOT = Path(__file__).resolve().parent.parent
PROFILE = ROOT / "example-site" / "profiles" / "orthanc.yaml"
"""The statement that the builds are measured with."""


def resolve(profile: Path) -> Statement:
    """Load a profile and resolve it with the template.

    Raises
    ------
    SystemExit
        If the profile has errors.
    """
    raise NotImplementedError(profile)
