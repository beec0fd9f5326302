"""What Orthanc accepts and proposes in Associations, and with which parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydicom.uid import UID, CTImageStorage, ExplicitVRLittleEndian, JPEGBaseline8Bit

from tests.interoperability import dictionary
from tests.interoperability.claims import PresentationContext
from tests.interoperability.comparison import assert_same, differences
from tests.interoperability.instances import as_file, document
from tests.interoperability.peers import PEER, accepted, associated, peer, send_each
from tests.interoperability.sop_classes import STORAGE_COMMITMENT, VERIFICATION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.interoperability.claims import Claims
    from tests.interoperability.orthanc import Orthanc

pytestmark = pytest.mark.server
# A note of the profile says so: messages in the Transfer Syntaxes of JPIP cannot be exchanged.
NEGOTIATED_ONLY = {"1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.95"}


@pytest.fixture(scope="module")
def acceptance(orthanc: Orthanc) -> set[PresentationContext]:
    """Return what is accepted of all that the dictionary knows."""
    return accepted(orthanc, dictionary.presentation_contexts())


def test_the_server_has_the_version_that_the_claims_are_about(
    orthanc: Orthanc, claims: Claims
) -> None:
    assert_same(claims.versions, {orthanc.get("/system").json()["Version"]})


def test_just_what_is_claimed_is_accepted(
    acceptance: set[PresentationContext], claims: Claims
) -> None:
    assert_same(claims.contexts["scp"], acceptance)


def test_a_wrong_claim_does_not_stand_up_to_the_server(
    acceptance: set[PresentationContext], claims: Claims
) -> None:
    omitted = PresentationContext(VERIFICATION, ExplicitVRLittleEndian)
    added = PresentationContext(VERIFICATION, JPEGBaseline8Bit)
    wrong = claims.contexts["scp"] - {omitted} | {added}
    assert differences(wrong, acceptance) == [
        f"claimed, but not observed: Verification SOP Class, {UID(JPEGBaseline8Bit).name}",
        "observed, but not claimed: Verification SOP Class, Explicit VR Little Endian",
    ]


# --- as an SCU ----------------------------------------------------------------------------------


def test_just_the_storage_classes_that_are_claimed_are_sent(
    orthanc: Orthanc, claims: Claims, every_storage_class: None
) -> None:
    with peer(orthanc) as archive:
        send_each(orthanc, [as_file(document(uid)) for uid in claims.storage["scu"]])
    assert_same(claims.storage["scu"], {sop_class for sop_class, *_ in archive.messages})
    assert_same(claims.storage["scu"], {context.sop_class for context in archive.proposals})


def test_instances_of_the_other_storage_classes_do_not_get_in(
    orthanc: Orthanc, claims: Claims
) -> None:
    """They belong to no patient, so to no study; Orthanc stores nothing without one."""
    others = set(dictionary.storage_sop_classes()) - claims.storage["scu"]
    without = {"StudyInstanceUID": None, "SeriesInstanceUID": None}
    files = {uid: as_file(document(uid, **without)) for uid in others}
    assert others
    stored = {uid for uid, file in files.items() if orthanc.post("/instances", data=file).ok}
    assert_same([], stored)


def test_just_the_transfer_syntaxes_that_are_claimed_are_proposed(
    orthanc: Orthanc, claims: Claims, every_storage_class: None
) -> None:
    """The SOP Class plays no part: one in each Transfer Syntax stands for all."""
    with peer(orthanc) as archive:
        send_each(orthanc, [as_file(document(), uid) for uid in dictionary.transfer_syntaxes()])
    claimed = of_one_class(claims.contexts["scu"])
    assert_same(claimed, of_one_class(archive.proposals))
    assert_same(claimed - NEGOTIATED_ONLY, {used for _, used, _ in archive.messages})


def of_one_class(contexts: Iterable[PresentationContext]) -> set[str]:
    """Return the Transfer Syntaxes of the SOP Class of the test instances."""
    return {syntax for sop_class, syntax in contexts if sop_class == CTImageStorage}


def test_just_the_other_services_that_are_claimed_are_proposed(
    orthanc: Orthanc, claims: Claims
) -> None:
    with peer(orthanc, STORAGE_COMMITMENT) as remote:
        for operation, body in OPERATIONS.items():
            orthanc.post(f"/modalities/{PEER}/{operation}", json=body)
    claimed = {each for each in claims.contexts["scu"] if not is_stored(each, claims)}
    assert_same(claimed, remote.proposals)


def is_stored(context: PresentationContext, claims: Claims) -> bool:
    return context.sop_class in claims.storage["scu"]


OPERATIONS: dict[str, object] = {
    "echo": {},
    "query": {"Level": "Study", "Query": {"PatientID": "1"}},
    "find-worklist": {"PatientID": "1"},
    "move": {"Level": "Study", "Resources": [{"StudyInstanceUID": "1.2.3"}]},
    "storage-commitment": {"DicomInstances": [["1.2.840.10008.5.1.4.1.1.2", "1.2.3"]]},
}


# --- parameters ---------------------------------------------------------------------------------


def test_association_parameters_as_an_acceptor(orthanc: Orthanc, claims: Claims) -> None:
    with associated(orthanc, VERIFICATION) as association:
        assert_same(claimed_parameters(claims), parameters(association.acceptor))


def test_association_parameters_as_an_initiator(orthanc: Orthanc, claims: Claims) -> None:
    with peer(orthanc) as remote:
        orthanc.post(f"/modalities/{PEER}/echo", json={})
    (requestor,) = remote.requestors
    assert_same(claimed_parameters(claims), parameters(requestor))


def parameters(user: Any) -> set[tuple[str, str]]:
    """Return what can be seen of the parameters, under the names of the profile."""
    # pynetdicom gives (1, 1) where there is no asynchronous operations window.
    outstanding, _ = user.asynchronous_operations
    return {
        ("application-context-name", user.primitive.application_context_name),
        ("implementation-class-uid", user.implementation_class_uid),
        ("implementation-version-name", user.implementation_version_name),
        ("maximum-pdu-length", str(user.maximum_length)),
        ("maximum-asynchronous-transactions", str(outstanding)),
    }


def claimed_parameters(claims: Claims) -> set[tuple[str, str]]:
    """Return the parameters that can be seen; the others are limits and times of waiting."""
    hidden = {"artim-timeout", "maximum-associations-initiator", "maximum-associations-acceptor"}
    hidden |= {"maximum-connections"}
    found = claims.association_parameters
    return {(name, str(found[name])) for name in found.keys() - hidden}
