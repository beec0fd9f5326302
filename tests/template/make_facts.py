"""Writes ``facts.json``: what Annex N says, without its sentences.

Where the parsed Annex N is not at hand, the template is held against this
file. It has the corrected form, errata applied, of all numbers, titles,
captions, headings and rows; a sentence is a digest. After a change of the
errata, or with a new edition of Annex N, run from the project's folder::

    DCS_ANNEX_N=…/annex-n.json python -m tests.template.make_facts
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_dcs.template import load_template
from tests.template import annex_n
from tests.template.comparison import PREAMBLE, digest, has_content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dcs.template.model import Erratum

FACTS = Path(__file__).with_name("facts.json")
_LONGEST = 8
"""Words of a cell that is certainly no sentence."""


def main() -> int:
    """Write the file; return the exit status."""
    path = annex_n.path()
    if path is None:
        sys.stderr.write(f"Set {annex_n.VARIABLE} to the parsed Annex N.\n")
        return 2
    facts, misfits = facts_of(annex_n.load(path), load_template().errata)
    sys.stderr.writelines(f"{misfit}\n" for misfit in misfits)
    FACTS.write_text(as_text(facts) + "\n", encoding="utf-8")
    return int(bool(misfits))


def facts_of(
    annex: list[annex_n.Section], errata: Iterable[Erratum]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the facts of Annex N, and the errata that do not fit."""
    sections, misfits = annex_n.corrected(annex, errata)
    return [_section(section) for section in sections], misfits


def _section(section: annex_n.Section) -> dict[str, Any]:
    is_statement = section.id != PREAMBLE and has_content(section.number)
    blocks = section.blocks if is_statement else []
    return {
        "id": section.id,
        "number": section.number,
        "title": section.title,
        "blocks": [_block(block) for block in blocks],
    }


def _block(block: annex_n.Block) -> dict[str, Any]:
    facts: dict[str, Any] = {"index": block.index, "kind": block.kind}
    if block.text:
        facts["text"] = digest(block.text)
    if block.items:
        facts["items"] = [digest(item) for item in block.items]
    if block.caption:
        facts["caption"] = block.caption
    if block.kind == "table":
        facts |= {"id": block.bookmark, "number": block.number}
        facts["rows"] = [[_cell(cell) for cell in row] for row in block.rows]
    return facts


def _cell(text: str) -> str:
    is_sentence = len(text.split()) > _LONGEST or text.startswith("[")
    return digest(text) if is_sentence else text


def as_text(data: Any, indent: int = 0) -> str:
    """Return JSON with one line for what holds only plain values."""
    is_flat = not isinstance(data, list | dict) or not any(
        isinstance(item, list | dict)
        for item in (data.values() if isinstance(data, dict) else data)
    )
    if is_flat:
        return json.dumps(data, ensure_ascii=False)
    start = "\n" + " " * (indent + 1)
    if isinstance(data, list):
        return f"[{start}{(',' + start).join(as_text(item, indent + 1) for item in data)}]"
    pairs = (f"{json.dumps(key)}: {as_text(item, indent + 1)}" for key, item in data.items())
    return f"{{{start}{(',' + start).join(pairs)}}}"


if __name__ == "__main__":
    sys.exit(main())
