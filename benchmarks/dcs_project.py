"""The same statement as a project that uses this package: a directive a chapter."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_dcs.statement.model import Statement

CONF = """\
project = "Statement"
extensions = ["sphinx_dcs"]
html_theme = "sphinx_rtd_theme"
dcs_profiles = {{"statement": {profile!r}}}
"""


def write(statement: Statement, profile: Path, folder: Path) -> None:
    """Write the project into an empty folder."""
    conf = CONF.format(profile=os.path.relpath(profile, folder))
    (folder / "conf.py").write_text(conf, encoding="utf-8")
    numbers = [section.number for section in statement.sections]
    for number in numbers:
        page = folder / f"chapter-{number}.rst"
        page.write_text(f".. dcs-section:: {number}\n", encoding="utf-8")
    lines = ["Statement", "=========", "", ".. toctree::", ""]
    lines += [f"   chapter-{number}" for number in numbers]
    (folder / "index.rst").write_text("\n".join(lines) + "\n", encoding="utf-8")
