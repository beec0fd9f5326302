"""Running other programs: quietly with a log, or in the open."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / ".cache" / "logs"
SHOWN_LINES = 40


def say(*lines: str) -> None:
    """Print lines at once, before what the next program prints."""
    print(*lines, sep="\n", flush=True)


def run(command: Sequence[str | Path], **environment: str) -> int:
    """Run a program in the project's folder and return its exit status."""
    done = subprocess.run(command, cwd=ROOT, env=_environment(environment), check=False)
    return done.returncode


def run_logged(command: Sequence[str | Path], name: str, **environment: str) -> bool:
    """Run a program with its output in a log; show the log's end if it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    with log.open("wb") as output:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        _show_end(log, command, done.returncode)
    return done.returncode == 0


def _environment(changes: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what an outer ``make`` put into it."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_MAKE}
    return kept | dict(changes)


_OF_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS"}


def _show_end(log: Path, command: Sequence[str | Path], status: int) -> None:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    shown = " ".join(str(word) for word in command)
    say(*lines[-SHOWN_LINES:], f"{shown}: exit status {status}; the whole output is in {log}")
