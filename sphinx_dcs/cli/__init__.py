"""The command line, ``sphinx-dcs``: one module a command."""

from __future__ import annotations

import argparse
import io
import sys
from typing import TYPE_CHECKING

from sphinx_dcs import __version__
from sphinx_dcs.cli import check, export, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (check, tables, export)
USAGE_ERROR = 2
"""Exit status for a command that could not do its work."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    Parameters
    ----------
    arguments : sequence of str, optional
        What stands behind the program's name; of this process where absent.

    Returns
    -------
    int
        0 if all is well, 1 if a profile has errors, 2 if the command could
        not do its work.
    """
    given = make_parser().parse_args(arguments)
    _write_utf8()
    try:
        return int(given.run(given))
    except BrokenPipeError:
        # The reader, `head` say, has seen enough.
        sys.stderr.close()
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"sphinx-dcs: {where}{error.strerror or error}\n")
        return USAGE_ERROR


def _write_utf8() -> None:
    """Print UTF-8 whatever the terminal says: statements hold letters of every script.

    Names of files may even hold bytes that are no letters.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="sphinx-dcs", description="DICOM Conformance Statements (PS3.2 Annex N) as code."
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for module in COMMANDS:
        name = module.__name__.rpartition(".")[2]
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser
