"""A team's own notes under tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.profile.profile import items_of

if TYPE_CHECKING:
    from sphinx_dcs.diagnostics import Diagnostics
    from sphinx_dcs.profile.profile import Profile
    from sphinx_dcs.profile.values import Value
    from sphinx_dcs.statement.targets import TargetMap

_PATH = "table-notes"


def table_notes(
    profile: Profile, targets: TargetMap, diagnostics: Diagnostics
) -> dict[str, tuple[Value, ...]]:
    """Return the notes of a profile by the slug of their table.

    Parameters
    ----------
    profile : Profile
        May name a table by its slug or its number in Annex N.
    targets : dict
        What there is in the statement.
    diagnostics : Diagnostics
        Where messages go about notes on a table that is not there.
    """
    notes: dict[str, tuple[Value, ...]] = {}
    for entry in profile.entries(_PATH):
        name = entry.key.text
        if target := targets.get(("table", name)):
            notes[target.slug] = notes.get(target.slug, ()) + items_of(entry.value)
            continue
        known = [slug for kind, slug in targets if kind == "table"]
        diagnostics.report(
            rules.UNKNOWN_TARGET,
            entry.key.position,
            _PATH,
            kind="table",
            name=name,
            suggestion=did_you_mean(name, known),
        )
    return notes
