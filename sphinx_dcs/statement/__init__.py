"""The resolved statement: profile and template made one."""

from __future__ import annotations

from sphinx_dcs.statement.loading import Loaded, load
from sphinx_dcs.statement.model import Statement
from sphinx_dcs.statement.selecting import select_tables

__all__ = ["Loaded", "Statement", "load", "select_tables"]
