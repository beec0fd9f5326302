"""The example site, copied and built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def copy_example(folder: Path) -> Path:
    """Return a copy of the example site in a folder."""
    target = folder / "example-site"
    ignore = shutil.ignore_patterns("_build", "__pycache__")
    shutil.copytree(ROOT / "example-site", target, ignore=ignore)
    return target


def build_example(folder: Path, builder: str) -> Path:
    """Build a copy of the example site without a warning; return the output's folder."""
    site = copy_example(folder)
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-b", builder]
    command += ["-d", str(site / "_build" / "doctrees"), str(site), str(site / "_build" / builder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return site / "_build" / builder
