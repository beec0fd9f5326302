"""Values as plain data and back, for tests that do not care about positions."""

from __future__ import annotations

from typing import TypeAlias, Union

from sphinx_dcs.diagnostics import Position
from sphinx_dcs.profile.values import Entry, Mapping, Scalar, Sequence, Value

Data: TypeAlias = Union[str, "list[Data]", "dict[str, Data]", None]
HERE = Position("test")


def value_of(data: Data) -> Value:
    if isinstance(data, dict):
        return mapping_of(data)
    if isinstance(data, list):
        return Sequence(tuple(value_of(item) for item in data), HERE)
    return scalar_of(data)


def mapping_of(data: dict[str, Data]) -> Mapping:
    entries = {key: Entry(scalar_of(key), value_of(value)) for key, value in data.items()}
    return Mapping(entries, HERE)


def scalar_of(data: str | None) -> Scalar:
    return Scalar(data or "", HERE, data is None, data or "")


def data_of(value: Value) -> Data:
    if isinstance(value, Mapping):
        return {key: data_of(entry.value) for key, entry in value.entries.items()}
    if isinstance(value, Sequence):
        return [data_of(item) for item in value]
    return None if value.is_null else value.text
