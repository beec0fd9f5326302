"""A profile of about 5,000 lines that supports everything, made from the template.

It names every storage SOP Class of the dictionary and every service with its
roles, writes something into every standard row that has a column of the
team's own, and defines terms for the rest of its lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from pydicom._uid_dict import UID_dictionary

from sphinx_dcs.template import load_template

if TYPE_CHECKING:
    from sphinx_dcs.template.model import Service, TableDefinition

LINES = 5000
Data = dict[str, Any]


def text(lines: int = LINES) -> str:
    """Return the profile as YAML."""
    profile = _facts()
    missing = max(0, lines - _dump(profile).count("\n"))
    words = {f"Term {number}": f"What term {number} means here." for number in range(missing)}
    return _dump(profile | {"terms": words})


def _dump(data: Data) -> str:
    # Anchors, which the same list twice would get, are not what a team writes.
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, default_flow_style=False, width=1000)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _facts() -> Data:
    template = load_template()
    profile: Data = {
        "product": {"name": "Everything", "versions": ["1.0"]},
        "document": {"date": "2026-11-23"},
        "application-entities": {"ALL": {"title": "ALL", "describe": "Has every role."}},
        "transfer-syntax-sets": {
            "U": {"transfer-syntaxes": ["ImplicitVRLittleEndian", "ExplicitVRLittleEndian"]}
        },
        "storage": {"sop-classes": {keyword: _sop_class() for keyword in _storage_keywords()}},
    }
    for service in template.services.values():
        _place(profile, service.path).update({role: _role(service) for role in service.roles})
    for table in template.tables.values():
        if table.profile and table.source == "standard" and table.own_columns:
            _place(profile, table.profile).update(_rows(table))
    return profile


def _place(data: Data, path: str) -> Data:
    for key in path.split("."):
        data = data.setdefault(key, {})
    return data


def _storage_keywords() -> list[str]:
    return [
        keyword
        for name, kind, _info, retired, keyword in UID_dictionary.values()
        if kind == "SOP Class" and "Image Storage" in name and not retired
    ]


def _sop_class() -> Data:
    flags = dict.fromkeys(("scu", "scp", "display", "process", "archive"), "Y")
    return {"transfer-syntax-sets": ["U"], "create": "S", **flags}


def _role(service: Service) -> Data:
    role: Data = {"application-entities": ["ALL"], "describe": f"Supports {service.name}."}
    if service.sop_classes:
        role["sop-classes"] = {keyword: {} for keyword in service.sop_classes}
    for slug, transaction in service.transactions.items():
        resources = list(transaction.resources)
        role[slug] = {"resources": resources} if resources else {"describe": "Done."}
    return role


def _rows(table: TableDefinition) -> Data:
    own = table.own_columns[0].key
    return {row.id: {own: "Tells the user and writes a line into the log."} for row in table.rows}
