from __future__ import annotations

import subprocess
import sys

import pydicom._uid_dict
import pytest

from sphinx_dcs.dicom.dictionaries import dictionary


def test_it_is_what_pydicom_has() -> None:
    dictionary.cache_clear()
    assert dictionary("_uid_dict", "UID_dictionary") is pydicom._uid_dict.UID_dictionary


def test_reading_it_does_not_import_pydicom_and_gives_the_same() -> None:
    code = """
import sys
from sphinx_dcs.dicom.dictionaries import dictionary
names = ("_uid_dict", "UID_dictionary"), ("sr._concepts_dict", "concepts")
alone = [dictionary(*name) for name in names]
assert "pydicom" not in sys.modules
import pydicom
dictionary.cache_clear()
assert alone == [dictionary(*name) for name in names]
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_module_is_not_found() -> None:
    with pytest.raises(ModuleNotFoundError):
        dictionary("_no_such_dict", "x")
