"""What the template says about DICOM is so: SOP Classes, Attributes, status codes."""

from __future__ import annotations

import re
from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING

from pynetdicom.status import code_to_category

from sphinx_dcs.dicom.attributes import find_attribute
from sphinx_dcs.dicom.uids import find_sop_class, find_transfer_syntax
from sphinx_dcs.template import load_template
from sphinx_dcs.template.reading import read_data
from tests.template.conditions import conditions_of

if TYPE_CHECKING:
    from sphinx_dcs.template.model import RowDefinition

TEMPLATE = load_template()

# --- names ------------------------------------------------------------------------------------


def test_sop_classes_of_services_are_in_the_dictionary() -> None:
    services = read_data()["services"].values()
    words = [
        word
        for each in services
        for key in ("sop-classes", "further")
        for word in each.get(key, ())
    ]
    assert len(words) > 50
    assert [word for word in words if getattr(find_sop_class(word), "keyword", "") != word] == []


def test_sop_classes_of_conditions_are_in_the_dictionary() -> None:
    words = {word for condition in conditions_of(TEMPLATE) for word in condition.sop_classes}
    assert len(words) > 20
    assert [word for word in words if getattr(find_sop_class(word), "keyword", "") != word] == []


def test_transfer_syntaxes_with_a_media_type_are_in_the_dictionary() -> None:
    words = [row.id for row in TEMPLATE.tables["transfer-syntax-sets"].rows]
    assert [w for w in words if getattr(find_transfer_syntax(w), "keyword", "") != w] == []


def test_related_fields_are_in_the_dictionary() -> None:
    tags = {tag for table in TEMPLATE.tables.values() for row in table.rows for tag in _tags(row)}
    assert {"(0000,0902)", "(0000,1021)"} <= tags
    assert [tag for tag in tags if find_attribute(tag) is None] == []


def _tags(row: RowDefinition) -> list[str]:
    fields = row.cells.get("related-fields", "")
    named = fields if isinstance(fields, list) else [fields]
    return [tag for tag in named if tag not in ("", "-")]


# --- status codes -----------------------------------------------------------------------------

DIMSE = re.compile(r"[0-9A-F]{4}(-[0-9A-F]{4})?\Z")
HTTP = re.compile(r"([1-5][0-9]{2}) \(([A-Z][A-Za-z -]+)\)\Z")
EVERYTHING_ELSE = ("-", "anything else"), ("-", "Other status codes")
CLASSES = {
    "2": {"Success"},
    "3": {"Redirection"},
    "4": {"Client Error", "Failure"},
    "5": {"Server Error", "Failure"},
}
"""What Annex N calls the classes of HTTP statuses; most tables know only two words."""


def _statuses() -> list[tuple[str, str, str]]:
    """Return table, status and code of all rows of status tables."""
    return [
        (table.slug, row.cells["status"], row.cells["code"])
        for table in TEMPLATE.tables.values()
        if table.attributes.get("family") == "status-codes"
        for row in table.rows
    ]


STATUSES = [each for each in _statuses() if each[1:] not in EVERYTHING_ELSE]


def test_there_are_statuses() -> None:
    assert len({table for table, _, _ in _statuses()}) == 116
    assert len(STATUSES) > 1000


def test_status_codes_are_of_dimse_or_http() -> None:
    assert [each for each in STATUSES if not (DIMSE.match(each[2]) or HTTP.match(each[2]))] == []


def test_http_codes_are_in_their_class() -> None:
    http = [each for each in STATUSES if HTTP.match(each[2])]
    assert [each for each in http if each[1] not in CLASSES[each[2][0]]] == []
    assert {int(code[:3]) for _, _, code in http} <= {status.value for status in HTTPStatus}


def test_an_http_code_has_one_name() -> None:
    names = {code for _, _, code in STATUSES if HTTP.match(code)}
    count = Counter(name[:3] for name in names)
    assert [code for code in count if count[code] > 1] == []


def test_dimse_codes_are_in_the_category_of_pynetdicom() -> None:
    dimse = [each for each in STATUSES if DIMSE.match(each[2])]
    ends = [(each, end) for each in dimse for end in each[2].split("-")]
    differing = [(each, end) for each, end in ends if code_to_category(int(end, 16)) != each[1]]
    assert differing == []


def test_ranges_go_up() -> None:
    ranges = {code for _, _, code in STATUSES if "-" in code and DIMSE.match(code)}
    assert ranges == {"A700-A7FF", "A900-A9FF", "C000-CFFF"}
    assert all(low < high for low, high in (code.split("-") for code in ranges))


def test_a_status_table_is_for_one_role_of_a_service() -> None:
    tables = [t for t in TEMPLATE.tables.values() if t.attributes.get("family") == "status-codes"]
    services = {path: set(service.roles) for path, service in TEMPLATE.services.items()}
    services["web.common"] = {"user-agent", "origin-server"}
    told = [(table.attributes["service"], table.attributes["role"]) for table in tables]
    assert [each for each in told if each[1] not in services.get(each[0], ())] == []


_EVERY_N_MESSAGE = {"0110", "0117", "0118", "0210", "0211", "0212", "0213"}
GENERAL = {
    "C-FIND": {"0122"},
    "C-MOVE": set(),  # PS3.7 knows 0122 and 0124 too; Annex N lists neither.
    "C-STORE": {"0117", "0122", "0124", "0210", "0211", "0212"},
    "N-ACTION": _EVERY_N_MESSAGE | {"0112", "0114", "0115", "0119", "0123", "0124"},
    "N-CREATE": _EVERY_N_MESSAGE | {"0105", "0106", "0107", "0111", "0116", "0120", "0121", "0124"},
    "N-DELETE": _EVERY_N_MESSAGE | {"0112", "0119", "0124"},
    "N-EVENT-REPORT": _EVERY_N_MESSAGE | {"0112", "0113", "0114", "0115", "0119"},
    "N-GET": _EVERY_N_MESSAGE | {"0107", "0112", "0119", "0124"},
    "N-SET": {
        *_EVERY_N_MESSAGE,
        *("0105", "0106", "0107", "0112", "0116", "0119", "0121", "0124"),
    },
}
"""The statuses 01xx and 02xx of each message: PS3.7, sections 9.1 and 10.1."""


def test_general_statuses_are_those_of_the_message() -> None:
    messages = {table.slug: table.attributes.get("message") for table in TEMPLATE.tables.values()}
    found: dict[str, set[str]] = {
        table: {code for each, _, code in STATUSES if each == table and code[:2] in ("01", "02")}
        for table, message in messages.items()
        if message
    }
    wrong = {table: codes ^ GENERAL[str(messages[table])] for table, codes in found.items()}
    assert {table: codes for table, codes in wrong.items() if codes} == {}
