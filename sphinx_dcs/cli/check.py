"""``sphinx-dcs check``: all that is wrong with profiles."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dcs.cli.profiles import add_project, load_profile
from sphinx_dcs.diagnostics import Diagnostics

if TYPE_CHECKING:
    import argparse

    from sphinx_dcs.diagnostics import Diagnostic

HELP = "Report all that is wrong with profiles."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("profiles", nargs="+", type=Path, metavar="PROFILE")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    add_project(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print the messages; return 1 if there is an error, 2 if a profile has no statement."""
    diagnostics = Diagnostics()
    loaded = [load_profile(p, arguments.project, diagnostics) for p in arguments.profiles]
    write = _write_json if arguments.format == "json" else _write_text
    write(diagnostics)
    if any(each.statement is None for each in loaded):
        return 2
    return 1 if diagnostics.has_errors else 0


def _write_text(diagnostics: Diagnostics) -> None:
    for found in diagnostics:
        sys.stdout.write(f"{found.position}: {found.severity}: {found} [{found.code}]\n")
    errors = sum(found.severity == "error" for found in diagnostics)
    sys.stdout.write(f"{errors} errors, {len(diagnostics) - errors} warnings\n")


def _write_json(diagnostics: Diagnostics) -> None:
    json.dump([_as_data(found) for found in diagnostics], sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def _as_data(found: Diagnostic) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity,
        "file": found.position.path,
        "line": found.position.line,
        "column": found.position.column,
        "path": found.path,
        "message": found.message,
        "remedy": found.remedy,
    }
