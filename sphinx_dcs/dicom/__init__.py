"""Facts of the DICOM Standard, from pydicom's dictionaries."""

from __future__ import annotations

import pydicom

DICTIONARY_EDITION: str = f"{pydicom.__dicom_version__} (pydicom {pydicom.__version__})"
"""The edition of PS3.6 that names, UIDs and tags come from, and what delivers it."""
