"""Checks that need more of a profile than a single value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.profile.values import Scalar

if TYPE_CHECKING:
    from sphinx_dcs.diagnostics import Diagnostics
    from sphinx_dcs.profile.profile import Profile


def check_consistency(profile: Profile, diagnostics: Diagnostics) -> None:
    """Report what contradicts itself within a profile.

    Parameters
    ----------
    profile : Profile
        The product's facts, each right by itself.
    diagnostics : Diagnostics
        Where messages go.
    """
    version, versions = profile.at("product.version"), profile.texts("product.versions")
    if isinstance(version, Scalar) and versions and version.value not in versions:
        diagnostics.report(
            rules.CONTRADICTING_VERSIONS,
            version.position,
            "product.version",
            version=version.text,
            versions=", ".join(versions),
        )
