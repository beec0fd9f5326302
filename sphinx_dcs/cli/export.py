"""``sphinx-dcs export``: the statement of a profile as JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_dcs.cli.profiles import add_project, load_profile
from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.export import statement_as_json

if TYPE_CHECKING:
    import argparse

HELP = "Write the resolved statement of a profile as JSON."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("profile", type=Path, metavar="PROFILE")
    parser.add_argument("--output", "-o", type=Path, metavar="FILE", help="(default: print it)")
    add_project(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the JSON; return 1 if the profile has errors, 2 if it has no statement."""
    diagnostics = Diagnostics()
    loaded = load_profile(arguments.profile, arguments.project, diagnostics)
    for found in diagnostics:
        sys.stderr.write(f"{found.position}: {found.severity}: {found} [{found.code}]\n")
    if loaded.statement is None:
        return 2
    text = statement_as_json(loaded.statement)
    if arguments.output:
        arguments.output.write_text(text, encoding="utf-8", errors="backslashreplace")
    else:
        sys.stdout.write(text)
    return 1 if diagnostics.has_errors else 0
