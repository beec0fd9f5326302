"""The values that ``conf.py`` may set, checked once."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

from sphinx_dcs import rules
from sphinx_dcs.diagnostics import did_you_mean
from sphinx_dcs.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

_PREFIX = "dcs_"


def _is_profiles(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(key, str) and key and isinstance(path, str) for key, path in value.items()
    )


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _option(default: Any, expected: str, check: Callable[[object], bool]) -> Any:
    metadata = {"expected": expected, "check": check}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Options:
    """What ``conf.py`` says, with ``dcs_`` before each name.

    Attributes
    ----------
    profiles : dict of str to str
        File of each profile, relative to ``conf.py``, by its name.
    profile : str
        The profile that directives show if they name none; not needed where
        there is only one.
    filter_rows : int
        A table with more rows has a box to filter them by.
    """

    profiles: dict[str, str] = _option({}, "a mapping of names to files", _is_profiles)
    profile: str = _option("", "the name of a profile", _is_text)
    filter_rows: int = _option(30, "a number of rows", _is_count)

    @property
    def default_profile(self) -> str:
        """Name of the profile for directives that name none, or ""."""
        if self.profile:
            return self.profile
        return next(iter(self.profiles)) if len(self.profiles) == 1 else ""


def setup_config(app: Sphinx) -> None:
    """Register the values.

    None of them makes Sphinx read all pages again: what a page shows is
    compared page by page. The box above tables is for HTML only.
    """
    for each in fields(Options):
        default = {} if each.name == "profiles" else each.default
        rebuild: Literal["", "html"] = "html" if each.name == "filter_rows" else ""
        app.add_config_value(_PREFIX + each.name, default, rebuild)
    app.connect("config-inited", _check, priority=400)


def _check(_app: Sphinx, config: Config) -> None:
    for each in fields(Options):
        value = getattr(config, _PREFIX + each.name)
        if not each.metadata["check"](value):
            name, expected = _PREFIX + each.name, each.metadata["expected"]
            warn(rules.WRONG_OPTION, None, option=name, expected=expected)
    options = options_of(config)
    if options.profile and options.profile not in options.profiles:
        suggestion = did_you_mean(options.profile, options.profiles)
        warn(rules.UNKNOWN_PROFILE, None, profile=options.profile, suggestion=suggestion)


def options_of(config: Config) -> Options:
    """Return the values of a project; a wrong one is as if it were not set."""
    good = {
        each.name: getattr(config, _PREFIX + each.name)
        for each in fields(Options)
        if each.metadata["check"](getattr(config, _PREFIX + each.name))
    }
    return Options(**good)
