"""Where the time of a build goes, by stage and by package."""

from __future__ import annotations

import pstats
import subprocess
from collections import defaultdict
from typing import TYPE_CHECKING

from builds import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builds import Project

STAGES = (
    ("import modules", "<frozen importlib._bootstrap>", "_find_and_load"),
    ("load the template", "sphinx_dcs/template/__init__.py", "load_template"),
    ("load and resolve the profile", "sphinx_dcs/statement/loading.py", "load"),
    ("read the pages", "sphinx/builders/__init__.py", "read"),
    (
        "expand tables, resolve references",
        "sphinx/environment/__init__.py",
        "get_and_resolve_doctree",
    ),
    ("write the pages", "sphinx/builders/html/__init__.py", "write_doc"),
    ("index for the search", "sphinx/search/__init__.py", "feed"),
    ("fill in the page templates", "sphinx/jinja2glue.py", "render"),
)
"""Stage, file and function whose time it is; stages may lie within each other."""

PACKAGES = ("sphinx_dcs", "sphinx", "docutils", "yaml", "pydicom", "jinja2", "markdown_it")


def profile(project: Project, folder: Path) -> tuple[list[tuple[str, float]], dict[str, float]]:
    """Build a project under the profiler.

    Returns
    -------
    stages : list of (str, float)
        Seconds with everything that a stage calls.
    packages : dict
        Seconds in a package's own functions.
    """
    result = folder / "build.prof"
    python, *arguments = project.command()
    command = [python, "-m", "cProfile", "-o", str(result), *arguments]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{project.name} does not build:\n{done.stderr}")
    functions = list(_functions(result))
    return _stages(functions), _packages(functions)


def _functions(result: Path) -> Iterator[tuple[str, str, float, float]]:
    """Yield file, function, own seconds and seconds with all it calls."""
    stats = pstats.Stats(str(result))
    for (file, _line, name), values in stats.stats.items():  # type: ignore[attr-defined]
        _calls, _all_calls, own, whole, _callers = values
        yield file.replace("\\", "/"), name, own, whole


def _stages(functions: list[tuple[str, str, float, float]]) -> list[tuple[str, float]]:
    return [
        (stage, sum(whole for file, name, _, whole in functions if _is(file, name, path, function)))
        for stage, path, function in STAGES
    ]


def _is(file: str, name: str, path: str, function: str) -> bool:
    return name == function and f"/{file}".endswith(f"/{path}")


def _packages(functions: list[tuple[str, str, float, float]]) -> dict[str, float]:
    packages: defaultdict[str, float] = defaultdict(float)
    for file, _name, own, _whole in functions:
        packages[_package(file)] += own
    return packages


def _package(file: str) -> str:
    found = (package for package in PACKAGES if f"/{package}/" in file)
    return next(found, "Python itself and others")
