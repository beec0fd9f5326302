"""PS3.2 Annex N as data, and the loader that makes a :class:`Template` of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sphinx_dcs.template import building
from sphinx_dcs.template.model import Edition, Erratum, Template
from sphinx_dcs.template.reading import DATA, read_data
from sphinx_dcs.template.shapes import expand, expand_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sphinx_dcs.template.model import (
        FigureDefinition,
        SectionDefinition,
        TableDefinition,
    )

__all__ = ["load_template", "template_from"]

Data = dict[str, Any]


@cache
def load_template(folder: Path = DATA) -> Template:
    """Return the template that the package carries.

    Parameters
    ----------
    folder : Path
        Where its YAML files are.
    """
    return template_from(read_data(folder))


def template_from(data: Data) -> Template:
    """Return the template that merged data describe.

    Parameters
    ----------
    data : dict
        What :func:`~sphinx_dcs.template.reading.read_data` returns.
    """
    tables = {slug: _expanded(slug, table, data) for slug, table in data["tables"].items()}
    sections = _sections(data, tables)
    places: dict[tuple[str, str], str] = {
        (block.kind, block.name): section.slug for section in sections for block in section.blocks
    }
    return Template(
        edition=Edition(**data["edition"]),
        sections=sections,
        tables=_tables(tables, places),
        figures=_figures(data.get("figures", {}), places),
        services={path: building.service(path, item) for path, item in data["services"].items()},
        glossaries={
            name: building.terms(data[name]) for name in ("terms", "abbreviations") if name in data
        },
        errata=tuple(_erratum(item) for item in data.get("errata", ())),
        profile=data["profile"],
        profile_shapes=data["profile-shapes"],
    )


def _expanded(slug: str, table: Data, data: Data) -> Data:
    expanded = expand(slug, table, data.get("shapes", {}))
    library, sets = data.get("status-rows", {}), data.get("row-sets", {})
    expanded["rows"] = expand_rows(expanded.get("rows") or [], library, sets)
    return expanded


def _sections(data: Data, tables: Mapping[str, Data]) -> tuple[SectionDefinition, ...]:
    found = [building.section(item) for item in data["sections"]]
    found += [building.section_of_table(slug, t) for slug, t in tables.items() if "section" in t]
    return tuple(sorted(found, key=lambda section: number_key(section.number)))


def number_key(number: str) -> tuple[tuple[int, int], ...]:
    """Return what sorts section numbers: the cover, chapters, then annexes."""
    return tuple(
        (0, int(part)) if part.isdigit() else (1, ord(part[0]))
        for part in number.split(".")
        if part
    )


def _tables(
    tables: Mapping[str, Data], places: Mapping[tuple[str, str], str]
) -> dict[str, TableDefinition]:
    return {
        slug: building.table(slug, item, places.get(("table", slug), ""))
        for slug, item in tables.items()
    }


def _figures(
    figures: Mapping[str, Data], places: Mapping[tuple[str, str], str]
) -> dict[str, FigureDefinition]:
    return {
        slug: building.figure(slug, item, places.get(("figure", slug), ""))
        for slug, item in figures.items()
    }


def _erratum(data: Data) -> Erratum:
    return Erratum(
        data["id"], data.get("authority", ""), tuple(data["changes"]), data.get("note", "")
    )
