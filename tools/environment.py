"""The virtual environment that holds the project with its extras."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import debian
from commands import ROOT, run, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

VENV = ROOT / ".venv"
PYTHON = str(Path(sys.executable).resolve())
"""The interpreter itself, also where this runs in some virtual environment."""
OLDEST_PYTHON = (3, 11)


def set_up(*extras: str, packages: Iterable[str] = ()) -> tuple[Path, bool]:
    """Provide Debian packages and the project's environment.

    Returns
    -------
    programs : Path
        The environment's folder of programs.
    is_complete : bool
        Whether all of the packages are there.

    Raises
    ------
    SystemExit
        If the environment cannot be made. The reason has been printed.
    """
    is_complete = debian.provide((*of_python(), *packages))
    return provide(*extras), is_complete


def of_python() -> tuple[str, ...]:
    """Return the Debian packages without which Python makes no environment here."""
    return () if _makes_environments(PYTHON) else ("python3-venv",)


def provide(
    *extras: str,
    venv: Path = VENV,
    python: str = PYTHON,
    requirements: Sequence[str] = (),
) -> Path:
    """Return the folder of programs of an environment that holds the project.

    It is made, or brought up to date, only where ``pyproject.toml``, the
    interpreter or what is asked for is not as it was the last time.

    Parameters
    ----------
    *extras : str
        Optional dependencies of the project.
    venv : Path
        Where the environment is.
    python : str
        The interpreter it is made with.
    requirements : sequence of str
        Further requirements, ``sphinx==8.1.3``.

    Raises
    ------
    SystemExit
        If it cannot be made. The reason has been printed.
    """
    wanted = f"-e.[{','.join(extras)}]"
    made = _Stamp(venv, "made", python, str(venv))
    filled = _Stamp(venv, "-".join(extras), _digest("pyproject.toml"), *requirements)
    if not (made.holds() and (venv / "bin" / "python").exists()):
        _create(venv, python)
        made.set()
    if not filled.holds():
        _install(venv, wanted, *requirements)
        filled.set()
    return venv / "bin"


class _Stamp:
    """A small file that tells for what a step was last done."""

    def __init__(self, venv: Path, name: str, *parts: str) -> None:
        self._path = venv / f".done-{name}"
        self._text = "\n".join(parts)

    def holds(self) -> bool:
        return self._path.exists() and self._path.read_text(encoding="utf-8") == self._text

    def set(self) -> None:
        self._path.write_text(self._text, encoding="utf-8")


def _digest(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


def _create(venv: Path, python: str) -> None:
    _check_python(python)
    say(f"Creating {venv}")
    if run([python, "-m", "venv", "--clear", venv]):
        raise SystemExit(f"{venv} could not be created with {python}.")


def _check_python(python: str) -> None:
    if not answers(python, f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"):
        version = ".".join(str(part) for part in OLDEST_PYTHON)
        raise SystemExit(f"{python} is too old: Python {version} or newer is needed (PYTHON=…).")
    if not _makes_environments(python):
        raise SystemExit(f"{python} lacks ensurepip, so that no environment can be made.")


def _makes_environments(python: str) -> bool:
    return answers(python, "import ensurepip, venv")


def answers(python: str, program: str) -> bool:
    """Return whether an interpreter runs a small program and ends well."""
    try:
        done = subprocess.run([python, "-c", program], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _install(venv: Path, *requirements: str) -> None:
    say(f"Installing {' '.join(requirements)} in {venv}")
    pip = [str(venv / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    if run([*pip, "install", "-qq", *requirements]):
        raise SystemExit("The packages could not be installed.")
