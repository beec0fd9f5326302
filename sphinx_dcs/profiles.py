"""The profiles of a site: each loaded and resolved once a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.statement.loading import Loaded, load
from sphinx_dcs.warnings import show

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dcs.config import Options
    from sphinx_dcs.digests import Part, Shown
    from sphinx_dcs.statement.model import Statement, Target


class Profiles:
    """The profiles that ``conf.py`` names.

    Parameters
    ----------
    options : Options
        The configuration.
    folder : Path
        Where ``conf.py`` is: files of profiles are relative to it, and what
        they include must not leave it.
    """

    def __init__(self, options: Options, folder: Path) -> None:
        self.options = options
        self.folder = folder
        self._loaded: dict[str, Loaded] = {}
        self.parts: dict[Shown, Part] = {}
        """What is known of what pages show, see :mod:`sphinx_dcs.digests`."""
        self.sop_classes: dict[str, dict[str, Target]] = {}
        """The SOP Classes of each statement, see :mod:`sphinx_dcs.targets`."""
        self._by_number: dict[str, dict[str, str]] = {}

    def path(self, name: str) -> Path:
        """Return the file of a profile."""
        return self.folder / self.options.profiles[name]

    def statement(self, name: str) -> Statement | None:
        """Return the statement of a profile, None if there is none.

        The messages about the profile are shown when it is loaded.
        """
        if name not in self.options.profiles:
            return None
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name].statement

    def section_at(self, name: str, number: str) -> str:
        """Return the slug of the section of a profile that has a number, or ""."""
        statement = self.statement(name)
        if statement and name not in self._by_number:
            sections = statement.by_slug.values()
            self._by_number[name] = {each.number: each.slug for each in sections}
        return self._by_number.get(name, {}).get(number, "")

    def load_all(self) -> None:
        """Load every profile.

        Before the first page is read this shows the messages once, in the
        main process, also when pages are read in parallel.
        """
        for name in self.options.profiles:
            self.statement(name)

    def _load(self, name: str) -> Loaded:
        diagnostics = Diagnostics()
        loaded = load(self.path(name), self.folder, name, diagnostics)
        for found in diagnostics:
            show(found)
        return loaded
