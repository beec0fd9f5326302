"""A claim that is wrong makes the comparison fail, whichever way it is wrong."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest

from tests.interoperability.claims import Claims, Data, claims_of, read_profile
from tests.interoperability.comparison import assert_same, differences

if TYPE_CHECKING:
    from collections.abc import Callable

    Mutate = Callable[[Data], object]


def test_what_is_claimed_and_observed_differs_in_nothing() -> None:
    assert differences({"a", "b"}, ["b", "a"]) == []


def test_both_directions_are_told_with_names_for_uids() -> None:
    claimed = {("1.2.840.10008.5.1.4.1.1.2", "1.2.840.10008.1.2.1")}
    observed = {("1.2.840.10008.5.1.4.1.1.4", "1.2.840.10008.1.2.1")}
    assert differences(claimed, observed) == [
        "claimed, but not observed: CT Image Storage, Explicit VR Little Endian",
        "observed, but not claimed: MR Image Storage, Explicit VR Little Endian",
    ]


def test_all_differences_are_told_at_once() -> None:
    with pytest.raises(AssertionError, match=r"(?s)^3 differences.*: a.*: b.*: c"):
        assert_same({"a", "b"}, {"c"})


def test_the_number_is_told_where_there_are_too_many_to_show() -> None:
    with pytest.raises(AssertionError, match=r"(?s)^99 differences.*…$"):
        assert_same(range(99), [])


# --- the profile, with one fact that is wrong ---------------------------------------------------

SOP_CLASSES = ("storage", "sop-classes")
RETRIEVE = ("web", "studies", "origin-server", "retrieve", "resources")
C_STORE = ("storage", "scp", "status-codes", "c-store")
LOSSLESS = ("transfer-syntax-sets", "LL", "transfer-syntaxes")


def at(profile: Data, path: tuple[str, ...]) -> Any:
    found: Any = profile
    for key in path:
        found = found[key]
    return found


OMISSIONS: dict[str, Mutate] = {
    "SOP Class": lambda p: at(p, SOP_CLASSES).pop("CTImageStorage"),
    "role of a SOP Class": lambda p: at(p, SOP_CLASSES)["CTImageStorage"].update(scp="N"),
    "display": lambda p: at(p, SOP_CLASSES)["CTImageStorage"].pop("display"),
    "Transfer Syntax": lambda p: at(p, LOSSLESS).pop(),
    "Transfer Syntax Set": lambda p: p["storage"]["defaults"]["transfer-syntax-sets"].pop(),
    "query model": lambda p: p["query-retrieve"]["scp"]["sop-classes"].pop(),
    "role": lambda p: p["storage-commitment"].pop("scp"),
    "service": lambda p: p.pop("modality-worklist"),
    "resource": lambda p: at(p, RETRIEVE).remove("frames"),
    "transaction": lambda p: p["web"]["uri"]["origin-server"].pop("retrieve"),
    "status code": lambda p: at(p, C_STORE).update({"A700-A7FF": None}),
    "character set": lambda p: p["character-sets"].remove("ISO_IR 192"),
}
ADDITIONS: dict[str, Mutate] = {
    "SOP Class": lambda p: at(p, SOP_CLASSES).update(HangingProtocolStorage={}),
    "role of a SOP Class": lambda p: at(p, SOP_CLASSES)["EnhancedRTImageStorage"].pop("scp"),
    "display": lambda p: at(p, SOP_CLASSES)["RawDataStorage"].update(display="Y"),
    "Transfer Syntax": lambda p: at(p, LOSSLESS).append("HTJ2KLossless"),
    "query model": lambda p: p["query-retrieve"]["scu"]["sop-classes"].append(
        "PatientRootQueryRetrieveInformationModelMove"
    ),
    "role": lambda p: p["modality-worklist"].update(scp={}),
    "resource": lambda p: at(p, RETRIEVE).append("study-thumbnail"),
    "transaction": lambda p: p["web"]["studies"]["origin-server"].update(
        {"retrieve-capabilities": {}}
    ),
    "status code": lambda p: at(p, C_STORE).update({"B000": "Coerced"}),
    "added status code": lambda p: at(p, C_STORE).update(add=[{"code": "C123"}]),
    "character set": lambda p: p["character-sets"].append("ISO_IR 203"),
}


def test_the_profile_claims_something_of_every_kind() -> None:
    found = {part[:-1] for part in parts(claims_of(read_profile()))}
    assert found == {
        *(("contexts", role) for role in ("scu", "scp")),
        *(("storage", role) for role in ("scu", "scp")),
        *(("resources", role) for role in ("user-agent", "origin-server")),
        *((kind,) for kind in ("versions", "displayed", "status_codes", "character_sets")),
    }


@pytest.mark.parametrize("omit", OMISSIONS.values(), ids=list(OMISSIONS))
def test_what_a_profile_omits_is_observed_but_not_claimed(omit: Mutate) -> None:
    found = compare(omit)
    assert found
    assert all(line.startswith("observed, but not claimed: ") for line in found)


@pytest.mark.parametrize("add", ADDITIONS.values(), ids=list(ADDITIONS))
def test_what_a_profile_adds_is_claimed_but_not_observed(add: Mutate) -> None:
    found = compare(add)
    assert found
    assert all(line.startswith("claimed, but not observed: ") for line in found)


def test_a_wrong_association_parameter_is_another_claim() -> None:
    profile = read_profile()
    profile["association-parameters"]["maximum-pdu-length"] = "4096"
    parameters = claims_of(profile).association_parameters
    assert parameters != claims_of(read_profile()).association_parameters


def compare(mutate: Mutate) -> list[str]:
    """Return how the claims of a mutated profile differ from those of the profile."""
    mutated = read_profile()
    mutate(mutated)
    return differences(parts(claims_of(mutated)), parts(claims_of(read_profile())))


def parts(claims: Claims) -> set[tuple[object, ...]]:
    """Return every single claim that is a member of some set."""
    found: set[tuple[object, ...]] = set()
    for field in fields(claims):
        value = getattr(claims, field.name)
        if isinstance(value, frozenset):
            found |= {(field.name, each) for each in value}
        elif field.name != "association_parameters":
            found |= {(field.name, role, each) for role in value for each in value[role]}
    return found
