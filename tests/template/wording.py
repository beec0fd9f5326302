"""Our wording as Annex N prints it: references with numbers, placeholders in angle brackets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.template.annex_n import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dcs.template.model import Block, Template, TextItem

REFERENCE = re.compile(r"\{\{|\}\}|\{([a-z-]+)(?::([A-Za-z0-9.-]+))?\}")
"""What braces may hold: a doubled brace, a name, or a kind and a name."""
_PRINTED = {"product": "<Product>", "ae": "<AE1>"}


def texts_of(items: Iterable[TextItem]) -> Iterator[str]:
    """Yield a paragraph or the items of a list, with those below them."""
    for item in items:
        yield item.text
        yield from texts_of(item.items)


class Printer:
    """Writes wording as Annex N prints it.

    Parameters
    ----------
    template : Template
        Whose numbers the references get.
    """

    def __init__(self, template: Template) -> None:
        self._names: dict[tuple[str, str | None], str] = {
            ("table", slug): f"Table {table.number}" for slug, table in template.tables.items()
        }
        self._names |= {
            ("figure", slug): f"Figure {figure.number}" for slug, figure in template.figures.items()
        }
        self._names |= {("section", each.slug): _section(each.number) for each in template.sections}
        self._names |= {(name, None): text for name, text in _PRINTED.items()}

    def printed(self, text: str) -> str:
        """Return a text as it is printed; what cannot be resolved stays as it is."""
        return squeezed(REFERENCE.sub(self._replaced, text))

    def printed_texts(self, block: Block) -> list[str]:
        """Return the texts of a block of wording as they are printed."""
        return [self.printed(text) for text in texts_of(block.items)]

    def _replaced(self, found: re.Match[str]) -> str:
        if found[0] in ("{{", "}}"):
            return found[0][0]
        return self._names.get((found[1], found[2]), found[0])


def _section(number: str) -> str:
    return f"Annex {number}" if number.isalpha() else f"Section {number}"


def blanked(text: str) -> str:
    """Return a title with {} for each placeholder, ours or the printed ones."""
    return re.sub(r"<[^>]*>|\{[^}]*\}", "{}", squeezed(text))
