"""Where the benchmarks touch the package: reading a profile into a statement."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.statement.loading import load

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
        If the profile has errors, which would make its times worthless.
    """
    diagnostics = Diagnostics()
    loaded = load(profile, profile.parent, profile.stem, diagnostics)
    if loaded.statement is None or diagnostics.has_errors:
        errors = (f"{each.position}: {each}" for each in diagnostics if each.severity == "error")
        raise SystemExit("\n".join(errors))
    return loaded.statement
