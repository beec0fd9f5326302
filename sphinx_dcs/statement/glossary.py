"""Finds the terms and abbreviations that a statement uses (Annex N, 3.4 and 3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs.statement.model import BulletList, ListItem, Paragraph, Prose, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_dcs.statement.model import Block, Section, Table
    from sphinx_dcs.template.model import Term


def used_terms(words: str, terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return the terms whose own words stand in a text.

    Parameters
    ----------
    words : str
        The text of the statement without its glossaries.
    terms : iterable of Term
        A term is used if its name, the part in parentheses or one of its
        further words stands in the text as a whole word, plural included.
    """
    return tuple(
        term
        for term in terms
        if any(_stands_in(form, words) for form in (*term.words, *_forms(term.term)))
    )


def _stands_in(form: str, words: str) -> bool:
    """Tell whether a text has a form as a whole word, or its plural."""
    at = words.find(form)
    while at >= 0:
        end = at + len(form)
        end += words[end : end + 1] == "s"
        if not _goes_on(words[at - 1 : at]) and not _goes_on(words[end : end + 1]):
            return True
        at = words.find(form, at + 1)
    return False


def _goes_on(letter: str) -> bool:
    return letter.isalnum() or letter in ("_", "-")


def _forms(term: str) -> Iterator[str]:
    """Yield "Application Entity" and "AE" for "Application Entity (AE)"."""
    name, _, abbreviation = term.partition(" (")
    yield name
    if abbreviation:
        yield abbreviation.rstrip(")")


def words_of(sections: Iterable[Section], tables: Mapping[str, Table]) -> str:
    """Return all words of sections and tables, in one text."""
    parts = [part for top in sections for each in top.walk() for part in _of_section(each)]
    for table in tables.values():
        parts.append(plain_text(table.caption))
        rows = (*table.header, *table.rows)
        # Most cells say what others say as well.
        parts += map(plain_text, dict.fromkeys(cell.content for row in rows for cell in row.cells))
        parts += map(plain_text, table.notes)
    return "\n".join(parts)


def _of_section(section: Section) -> Iterator[str]:
    yield section.title
    for block in section.blocks:
        yield from _of_block(block)


def _of_block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield plain_text(block.content)
    elif isinstance(block, Prose):
        yield block.markdown
    elif isinstance(block, BulletList):
        yield from _of_items(block.items)


def _of_items(items: tuple[ListItem, ...]) -> Iterator[str]:
    for item in items:
        yield plain_text(item.content)
        yield from _of_items(item.items)
