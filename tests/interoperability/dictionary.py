"""All that the DICOM dictionary knows: the other half of a comparison in both directions."""

from __future__ import annotations

from itertools import product

from pydicom._uid_dict import UID_dictionary

from tests.interoperability.claims import PresentationContext


def transfer_syntaxes() -> list[str]:
    """Return the UIDs of all Transfer Syntaxes."""
    return _of_type("Transfer Syntax")


def sop_classes() -> list[str]:
    """Return the UIDs of all SOP Classes."""
    return _of_type("SOP Class")


def storage_sop_classes() -> list[str]:
    """Return the UIDs of all SOP Classes that the network stores."""
    return [
        uid
        for uid in sop_classes()
        if "Storage" in UID_dictionary[uid][0]
        and not any(word in UID_dictionary[uid][0] for word in ("Commitment", "Directory"))
    ]


def presentation_contexts() -> list[PresentationContext]:
    """Return all SOP Classes with all Transfer Syntaxes."""
    return [PresentationContext(*pair) for pair in product(sop_classes(), transfer_syntaxes())]


def _of_type(wanted: str) -> list[str]:
    return [uid for uid, (name, kind, *_) in UID_dictionary.items() if kind == wanted and name]
