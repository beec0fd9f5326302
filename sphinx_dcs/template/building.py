"""Makes the template's dataclasses from its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sphinx_dcs.template.model import (
    Block,
    ColumnDefinition,
    Condition,
    FigureDefinition,
    Repetition,
    RowDefinition,
    SectionDefinition,
    Service,
    TableDefinition,
    Term,
    TextItem,
    Transaction,
    Wording,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Data = dict[str, Any]
WORDINGS: tuple[Wording, ...] = ("mandated", "pattern", "example", "instruction")
_PARAMETERS_OF_SOURCE = "rows"


# --- conditions -------------------------------------------------------------------------------


def conditions(data: Any) -> tuple[Condition, ...]:
    """Return the conditions of a ``when``; none means always."""
    return tuple(_condition(item) for item in _as_list(data))


def _condition(data: str | Data) -> Condition:
    if isinstance(data, str):
        return Condition(data)
    if every := data.get("all"):
        return Condition(every=conditions(every))
    return Condition(data["path"], tuple(data.get("sop-classes", ())))


def _role_conditions(table: Data) -> list[Data]:
    """Return what ``when: role`` means: the role, its transaction, its SOP Classes."""
    parts = [table["service"], table["role"], table.get("transaction-path", "")]
    path = ".".join(part for part in parts if part)
    return [{"path": path, "sop-classes": table.get("sop-classes", ())}]


# --- sections ---------------------------------------------------------------------------------


def section(data: Data) -> SectionDefinition:
    """Return a section."""
    return SectionDefinition(
        slug=data["slug"],
        number=str(data["number"]),
        title=data["title"],
        when=conditions(data.get("when")),
        repeat=_repetition(data),
        blocks=tuple(block(item) for item in data.get("blocks") or ()),
        stands_for=tuple(data.get("stands-for", ())),
    )


def _repetition(data: Data) -> Repetition | None:
    path = data.get("repeat")
    if not path:
        return None
    return Repetition(path, data.get("as") or _variable(path), data.get("where", {}))


def _variable(path: str) -> str:
    known = {
        "application-entities": "ae",
        "ae.activities": "activity",
        "iods": "iod",
        "structured-reports": "sr",
    }
    return known[path]


def block(data: Data) -> Block:
    """Return one block of a section."""
    common: Data = {
        "hint": data.get("hint", ""),
        "when": conditions(data.get("when")),
        "source": tuple(_as_list(data.get("source"))),
        "reason": data.get("reason", ""),
    }
    if "contents" in data:
        return Block(kind="contents", **common)
    if any(wording in data for wording in WORDINGS):
        return _wording(data, common)
    kind = next(kind for kind in ("slot", "table", "figure") if kind in data)
    return Block(kind=cast("Any", kind), name=data[kind], **common)


def _wording(data: Data, common: Data) -> Block:
    wording = next(name for name in WORDINGS if name in data)
    text = data[wording]
    if wording == "instruction":
        common["hint"] = common["hint"] or text
    default = wording in ("mandated", "pattern")
    return Block(
        kind="wording",
        wording=wording,
        name=data.get("slot", ""),
        items=tuple(_item(item) for item in _as_list(text)),
        is_list=isinstance(text, list),
        is_published=data.get("publish", default),
        **common,
    )


def _item(data: str | Data) -> TextItem:
    if isinstance(data, str):
        return TextItem(data)
    return TextItem(data["text"], tuple(_item(item) for item in data["items"]))


# --- tables -----------------------------------------------------------------------------------


def table(slug: str, data: Data, section_slug: str) -> TableDefinition:
    """Return a table from its expanded data."""
    source = data["source"]
    number = str(data.get("number", ""))
    default = f"table_N_{number.replace('-', '_')}" if number else ""
    return TableDefinition(
        slug=slug,
        number=number,
        bookmark=data.get("bookmark", default),
        caption=data["caption"],
        section=section_slug,
        profile=data.get("profile", ""),
        columns=tuple(column(item) for item in data["columns"]),
        source=source[_PARAMETERS_OF_SOURCE],
        parameters={key: item for key, item in source.items() if key != _PARAMETERS_OF_SOURCE},
        rows=tuple(_rows(data.get("rows", ()))),
        attributes={"slug": slug} | {k: text for k, text in data.items() if isinstance(text, str)},
        is_landscape=bool(data.get("landscape")),
    )


def column(data: Data) -> ColumnDefinition:
    """Return a column with those below it."""
    return ColumnDefinition(
        heading=data.get("heading", ""),
        key=data.get("key", ""),
        kind=data.get("kind", "text"),
        width=data.get("width", 0),
        terms=tuple(data.get("terms", ())),
        is_own=bool(data.get("own")),
        is_aside=data.get("own") == "aside",
        is_address=bool(data.get("address")),
        is_stub=bool(data.get("stub")),
        spans=bool(data.get("spans")),
        columns=tuple(column(item) for item in data.get("columns", ())),
    )


def _rows(
    data: Iterable[Data], group: str = "", when: tuple[Condition, ...] = ()
) -> Iterator[RowDefinition]:
    for item in data:
        if "group" in item:
            yield from _rows(item["rows"], item["group"], conditions(item.get("when")))
        else:
            own = conditions(item.get("when")) or when
            yield RowDefinition(item["id"], item.get("cells", {}), group, own)


def section_of_table(slug: str, data: Data) -> SectionDefinition:
    """Return the section that a table brings with it, from its shape."""
    return section(
        {
            "slug": slug,
            "number": data["section"],
            "title": data["section-title"],
            "when": table_conditions(data),
            "blocks": data["section-blocks"],
        }
    )


def table_conditions(data: Data) -> Any:
    """Return the ``when`` of a table, with the word ``role`` spelled out."""
    when = data.get("when")
    return _role_conditions(data) if when == "role" else when


# --- what else there is -----------------------------------------------------------------------


def figure(slug: str, data: Data, section_slug: str) -> FigureDefinition:
    """Return a figure."""
    return FigureDefinition(
        slug, str(data["number"]), data["caption"], section_slug, data["source"]["diagram"]
    )


def service(path: str, data: Data) -> Service:
    """Return a service."""
    return Service(
        path=path,
        name=data["name"],
        category=data["category"],
        area=data.get("area", path),
        roles=tuple(data["roles"]),
        sop_classes=tuple(data.get("sop-classes", ())),
        further_sop_classes=tuple(data.get("further", ())),
        has_every_sop_class=bool(data.get("every")),
        transactions={
            slug: Transaction(slug, item["name"], item.get("resources") or {})
            for slug, item in (data.get("transactions") or {}).items()
        },
    )


def terms(data: Mapping[str, Data]) -> tuple[Term, ...]:
    """Return the entries of a glossary."""
    return tuple(
        Term(id_, item["term"], item["definition"], tuple(item.get("words", ())))
        for id_, item in data.items()
    )


def _as_list(data: Any) -> list[Any]:
    if data is None:
        return []
    return data if isinstance(data, list) else [data]
