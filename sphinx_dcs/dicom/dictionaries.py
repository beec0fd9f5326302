"""Reads pydicom's dictionaries without the rest of pydicom.

Importing pydicom brings what reads and shows images: most of the time that
this package would take to be imported. The dictionaries are modules of nothing
but data.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

_PACKAGE = "pydicom"


@cache
def dictionary(name: str, member: str) -> Any:
    """Return what a module of data in pydicom defines.

    Parameters
    ----------
    name : str
        The module, ``_uid_dict`` or ``sr._concepts_dict``.
    member : str
        What it defines.

    Raises
    ------
    ModuleNotFoundError
        If pydicom has no such module.
    """
    if _PACKAGE in sys.modules:
        return getattr(import_module(f"{_PACKAGE}.{name}"), member)
    package = find_spec(_PACKAGE)
    folders = package.submodule_search_locations if package else None
    path = Path(folders[0], *name.split(".")).with_suffix(".py") if folders else Path()
    spec = spec_from_file_location(f"{__name__}.{name.replace('.', '_')}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise ModuleNotFoundError(name=f"{_PACKAGE}.{name}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return getattr(module, member)
