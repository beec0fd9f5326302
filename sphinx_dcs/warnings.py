"""Diagnostics as Sphinx shows them: warnings of type ``dcs``, subtype the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_dcs.config import Options
    from sphinx_dcs.diagnostics import Diagnostic, Rule

    Location = nodes.Node | tuple[str, int] | str | None

_logger = logging.getLogger(__name__)
TYPE = "dcs"


def warn(rule: Rule, location: Location, **values: object) -> None:
    """Show that a rule is broken in the pages or the configuration.

    Parameters
    ----------
    rule : Rule
        The rule.
    location : Node or (str, int) or str or None
        Where, as Sphinx names places; a text such as ``file:12`` is shown as it is.
    **values
        What the rule's texts ask for.
    """
    text = f"{rule.message.format(**values)}. {rule.remedy.format(**values)}"
    _logger.warning(text, type=TYPE, subtype=rule.code, location=location)


def warn_of_profile(options: Options, location: Location, profile: str) -> None:
    """Show why there is nothing to show of a profile.

    Parameters
    ----------
    options : Options
        The configuration.
    location : Node or (str, int) or str or None
        Where the profile is needed.
    profile : str
        Its name, "" if none is given and there is no default.
    """
    if not profile:
        warn(rules.NO_PROFILE, location)
    elif profile in options.profiles:
        warn(rules.NO_STATEMENT, location, profile=profile)
    else:
        suggestion = did_you_mean(profile, options.profiles)
        warn(rules.UNKNOWN_PROFILE, location, profile=profile, suggestion=suggestion)


def show(found: Diagnostic) -> None:
    """Show a message about a profile, at its place in the profile."""
    # A location with a colon is printed as it is.
    _logger.warning(str(found), type=TYPE, subtype=found.code, location=str(found.position))
