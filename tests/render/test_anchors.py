from __future__ import annotations

from sphinx_dcs.render.anchors import anchor


def test_an_anchor_says_what_it_is_of() -> None:
    assert anchor("orthanc", "table", "storage-sop-classes") == (
        "dcs-orthanc-table-storage-sop-classes"
    )


def test_names_that_differ_in_other_letters_have_different_anchors() -> None:
    assert anchor("p", "section", "entity:画像") != anchor("p", "section", "entity:検査")
