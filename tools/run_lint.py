"""Check style and types."""

from __future__ import annotations

import sys

import environment
from commands import run


def main() -> int:
    """Return 0 if every check passed; all are run."""
    programs, _ = environment.set_up("test", "lint")
    ruff, mypy = programs / "ruff", programs / "mypy"
    failures = [
        run([ruff, "check"]),
        run([ruff, "format", "--check"]),
        run([mypy]),
        run([mypy, "tools"], MYPYPATH="tools"),
        run([mypy, "benchmarks"], MYPYPATH="benchmarks"),
    ]
    return 1 if any(failures) else 0


if __name__ == "__main__":
    sys.exit(main())
