"""The pipeline has one direction, and its pieces are small."""

from __future__ import annotations

import ast
import subprocess
import sys
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

import sphinx_dcs

PACKAGE = Path(sphinx_dcs.__file__).parent
CORE = ("dicom", "profile", "template", "statement", "export", "cli")
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 10


def test_the_core_imports_neither_sphinx_nor_docutils() -> None:
    names = ", ".join(f"sphinx_dcs.{name}" for name in CORE)
    code = f"import sys, {names}\nassert not {{'sphinx', 'docutils'}} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("package", "above"),
    [
        ("dicom", ("profile", "template", "statement", "export", "render", "cli")),
        ("profile", ("template", "statement", "export", "render", "cli")),
        ("template", ("statement", "export", "render", "cli")),
        ("statement", ("export", "render", "cli")),
        ("export", ("render", "cli")),
    ],
)
def test_nothing_flows_back(package: str, above: tuple[str, ...]) -> None:
    imported = chain.from_iterable(map(_imports, (PACKAGE / package).rglob("*.py")))
    assert not [
        name for name in imported if name.startswith(tuple(f"sphinx_dcs.{a}" for a in above))
    ]


def _imports(module: Path) -> list[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]


def test_modules_are_small() -> None:
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: size for name, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_functions_are_small() -> None:
    sizes = dict(chain.from_iterable(map(_functions, MODULES)))
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}
    assert median(sizes.values()) < MEDIAN_FUNCTION


def _functions(module: Path) -> list[tuple[str, int]]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    return [
        (f"{module.name}:{node.lineno}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
