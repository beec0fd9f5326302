from __future__ import annotations

import re

import pydicom

from sphinx_dcs.dicom import DICTIONARY_EDITION


def test_the_edition_names_the_standard_and_the_version_that_delivers_it() -> None:
    assert re.match(r"20[0-9]{2}[a-e] \(pydicom 3\.", DICTIONARY_EDITION)
    assert pydicom.__version__ in DICTIONARY_EDITION
