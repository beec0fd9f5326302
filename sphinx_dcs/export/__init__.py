"""The statement as JSON, for machines."""

from __future__ import annotations

from sphinx_dcs.export.as_data import statement_as_data, statement_as_json

__all__ = ["statement_as_data", "statement_as_json"]
