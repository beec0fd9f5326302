"""Debian packages that the PDF and the tests need: which are missing, and installing them."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from commands import run_logged, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PDF = (
    "fonts-freefont-otf",
    "fonts-noto-cjk",
    "latexmk",
    "texlive-fonts-recommended",
    "texlive-latex-extra",
    "texlive-latex-recommended",
    "texlive-xetex",
)
"""What ``make latexpdf`` needs with xelatex."""

PDF_TEXT = ("poppler-utils",)
"""What the tests read a PDF with."""

SERVERS = ("chromium", "chromium-driver", "orthanc", "orthanc-dicomweb")
"""A browser to look at pages with, and a DICOM server to compare a statement with."""

POLICY = Path("/usr/sbin/policy-rc.d")
SYSTEMD = Path("/run/systemd/system")


def provide(packages: Iterable[str]) -> bool:
    """Install what is missing of some packages; return whether all are there now.

    On a system other than Debian nothing is looked for: what the packages
    hold must be there already.
    """
    absent = missing(packages)
    if not absent:
        return True
    if _install(absent):
        return True
    say("Debian packages are missing and could not be installed here. An administrator can:")
    say("    " + command(absent))
    return False


def missing(packages: Iterable[str]) -> list[str]:
    """Return those of the packages that are not installed, in alphabetical order."""
    if shutil.which("dpkg-query") is None:
        return []
    wanted = sorted(packages)
    form = "${Package} ${db:Status-Status}\n"
    query = ["dpkg-query", "--show", "--showformat", form, *wanted]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    installed = {
        line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")
    }
    return [package for package in wanted if package not in installed]


def command(packages: Iterable[str]) -> str:
    """Return the command with which an administrator installs some packages."""
    install = f"apt-get install --yes --no-install-recommends {' '.join(packages)}"
    return f"sudo apt-get update && sudo {install}"


def _install(packages: list[str]) -> bool:
    as_root = _as_root()
    if as_root is None or not _update(as_root):
        return False
    say(f"Installing Debian packages: {' '.join(packages)}")
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    with _no_service_starts(as_root):
        is_done = run_logged([*as_root, *_NONINTERACTIVE, *install], "apt-get")
    if "orthanc" in packages and SYSTEMD.exists():
        subprocess.run([*as_root, "systemctl", "disable", "--quiet", "orthanc"], check=False)
    return is_done


_NONINTERACTIVE = ("env", "DEBIAN_FRONTEND=noninteractive")


@cache
def _update(as_root: tuple[str, ...]) -> bool:
    return run_logged([*as_root, "apt-get", "update"], "apt-get-update")


def _as_root() -> tuple[str, ...] | None:
    """Return what to put before a command to run it as root; None if that is not allowed."""
    if os.geteuid() == 0:
        return ()
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ("sudo", "-n") if asked.returncode == 0 else None


@contextmanager
def _no_service_starts(as_root: tuple[str, ...]) -> Iterator[None]:
    """Keep packages from starting their services (Debian's policy-rc.d, status 101)."""
    if POLICY.exists():
        yield
        return
    write = [*as_root, "install", "--mode=755", "/dev/stdin", str(POLICY)]
    subprocess.run(write, input="#!/bin/sh\nexit 101\n", text=True, check=True)
    try:
        yield
    finally:
        subprocess.run([*as_root, "rm", str(POLICY)], check=True)
