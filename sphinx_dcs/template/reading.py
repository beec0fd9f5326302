"""Reads the template's YAML files, once, and fast the next time.

Reading the YAML takes about a third of a second, reading the compiled form a
few milliseconds. The compiled form is kept beside the data as Python keeps its
bytecode, in ``__pycache__``, named by a digest of the sources: a changed file
is another name, so nothing stale is ever read.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "annex_n"

_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_data(folder: Path = DATA) -> dict[str, Any]:
    """Return the merged content of all data files.

    Parameters
    ----------
    folder : Path
        Where the ``*.yaml`` files are.

    Returns
    -------
    dict
        By top-level key: lists of all files joined in the order of the files'
        names, mappings merged.

    Raises
    ------
    ValueError
        If two files define the same thing. The data are part of the program:
        this is a mistake of its authors, never of a user.
    """
    sources = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}
    compiled = folder / "__pycache__" / f"{_digest(sources)}.json"
    with suppress(OSError, ValueError):
        return dict(json.loads(compiled.read_bytes()))
    data = _merge(sources)
    _store(compiled, data)
    return data


def _digest(sources: dict[str, bytes]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for name, content in sources.items():
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _merge(sources: dict[str, bytes]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for name, content in sources.items():
        for key, part in (yaml.load(content, _Loader) or {}).items():  # noqa: S506
            _add(merged, key, part, name)
    return merged


def _add(merged: dict[str, Any], key: str, part: Any, name: str) -> None:
    if isinstance(part, list):
        merged.setdefault(key, []).extend(part)
        return
    known = merged.setdefault(key, {})
    if twice := known.keys() & part.keys():
        message = f"{name}: {key} defines again: {', '.join(sorted(twice))}"
        raise ValueError(message)
    known.update(part)


def _store(compiled: Path, data: dict[str, Any]) -> None:
    with suppress(OSError):
        compiled.parent.mkdir(exist_ok=True)
        for stale in compiled.parent.glob("*.json"):
            stale.unlink(missing_ok=True)
        # Written aside and renamed: another process may read at the same time.
        handle, name = tempfile.mkstemp(dir=compiled.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False)
        # Whoever may read the folder may read what is compiled from it.
        Path(name).chmod(compiled.parent.stat().st_mode & 0o666)
        Path(name).replace(compiled)
