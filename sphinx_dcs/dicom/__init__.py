"""Facts of the DICOM Standard, from pydicom's dictionaries."""

from __future__ import annotations

from importlib.metadata import version

DICTIONARY_EDITION = f"pydicom {version('pydicom')}"
"""Where names, UIDs and tags come from; pydicom states no edition of PS3.6 itself."""
