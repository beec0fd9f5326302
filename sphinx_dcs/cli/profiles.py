"""What the commands share: loading a profile that is named on the command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dcs.statement.loading import Loaded, load

if TYPE_CHECKING:
    import argparse

    from sphinx_dcs.diagnostics import Diagnostics


def add_project(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the project's folder."""
    parser.add_argument(
        "--project",
        type=Path,
        metavar="FOLDER",
        help="the folder that included files must not leave (default: the current one, or the"
        " profile's own folder if that is elsewhere)",
    )


def load_profile(path: Path, project: Path | None, diagnostics: Diagnostics) -> Loaded:
    """Return what a profile's file holds, named after the file.

    Parameters
    ----------
    path : Path
        The file.
    project : Path or None
        The project's folder, if it was given.
    diagnostics : Diagnostics
        Where messages go.
    """
    return load(path, project or _default_project(path), path.stem, diagnostics)


def _default_project(path: Path) -> Path:
    # Unlike Path.resolve this also takes links that lead in a circle.
    here, target = Path.cwd(), Path(os.path.realpath(path))
    return here if target.is_relative_to(here) else target.parent
