"""Facts of the DICOM Standard, from pydicom's dictionaries."""

from __future__ import annotations

from sphinx_dcs.dicom.dictionaries import dictionary

DICTIONARY_EDITION: str = (
    f"{dictionary('_version', '__dicom_version__')}"
    f" (pydicom {dictionary('_version', '__version__')})"
)
"""The edition of PS3.6 that names, UIDs and tags come from, and what delivers it."""
