"""Timing whole Sphinx builds, each in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """A Sphinx project with the place of its output."""

    name: str
    source: Path

    @property
    def output(self) -> Path:
        """Where its pages and doctrees go."""
        return self.source.parent / f"{self.name}-output"

    def build(self) -> float:
        """Build what is out of date and return the seconds it took."""
        start = time.perf_counter()
        done = subprocess.run(
            self.command(), env=environment(), capture_output=True, text=True, check=False
        )
        seconds = time.perf_counter() - start
        if done.returncode:
            raise SystemExit(f"{self.name} does not build:\n{done.stderr}")
        return seconds

    def build_all(self) -> float:
        """Build everything anew and return the seconds it took."""
        shutil.rmtree(self.output, ignore_errors=True)
        return self.build()

    def command(self) -> list[str]:
        """Return the command of a build."""
        options = ["-q", "-j1", "-b", "html", "-d", str(self.output / "doctrees")]
        folders = [str(self.source), str(self.output / "html")]
        return [sys.executable, "-m", "sphinx", *options, *folders]


def environment() -> dict[str, str]:
    """Return an environment in which Python keeps its compiled files, as it usually does."""
    return {name: value for name, value in os.environ.items() if name not in _CHANGES_TIMES}


_CHANGES_TIMES = {"PYTHONDONTWRITEBYTECODE", "PYTHONDEVMODE", "PYTHONPROFILEIMPORTTIME"}
