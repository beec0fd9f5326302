"""Run the tests of the builds with the Sphinx versions at the corners of what is supported.

Each corner has an environment of its own under ``.cache/matrix``.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import debian
import environment
from commands import ROOT, run, say

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = sorted(str(path) for path in (ROOT / "tests").glob("test_*.py"))
"""The tests of whole builds; those of single modules are in folders."""


@dataclass(frozen=True, slots=True)
class Corner:
    """A version of Python with versions of the packages that matter."""

    python: str
    packages: tuple[str, ...]

    def __str__(self) -> str:
        return f"Python {self.python}, {', '.join(self.packages)}"

    @property
    def venv(self) -> Path:
        """Where its environment is."""
        return ROOT / ".cache" / "matrix" / "-".join((self.python, *self.packages))


CORNERS = (
    Corner("3.11", ("sphinx==8.1.3", "docutils==0.21.2")),
    Corner("3.11", ("sphinx==9.0.4",)),
    Corner("3.12", ("sphinx==9.1.1",)),
    Corner("3.13", ("sphinx==9.2.0",)),
)


def main() -> int:
    """Return 0 if no corner failed; a corner without its interpreter is left out."""
    debian.provide((*environment.of_python(), *debian.PDF, *debian.PDF_TEXT))
    results = {corner: _run_corner(corner) for corner in CORNERS}
    say("\nTest matrix:", *(f"  {result:8} {corner}" for corner, result in results.items()))
    return 1 if "failed" in results.values() else 0


def _run_corner(corner: Corner) -> str:
    python = _interpreter(corner.python)
    if python is None:
        say(f"\nNo Python {corner.python} runs here: {corner} is left out.")
        return "left out"
    say(f"\n{corner} ({python})")
    programs = environment.provide(
        "test", venv=corner.venv, python=python, requirements=corner.packages
    )
    options = ["-q", "-n", "auto", "--dist", "loadfile", "-p", "no:cacheprovider"]
    chosen = ["-m", "not server and not browser", *TESTS]
    return "failed" if run([programs / "pytest", *options, *chosen]) else "passed"


def _interpreter(version: str) -> str | None:
    """Return an interpreter of a version that really runs, or None."""
    wanted = tuple(int(part) for part in version.split("."))
    check = f"import ensurepip, sys, venv; sys.exit(sys.version_info[:2] != {wanted})"
    candidates = (name for name in _candidates(version) if environment.answers(name, check))
    return next(candidates, None)


def _candidates(version: str) -> Iterator[str]:
    """Yield where an interpreter may be.

    A pyenv shim on the PATH may exist without running, so the versions
    behind the shims are tried as well.
    """
    yield environment.PYTHON
    yield f"python{version}"
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    for folder in sorted((pyenv / "versions").glob(f"{version}*"), reverse=True):
        yield str(folder / "bin" / "python")


if __name__ == "__main__":
    sys.exit(main())
