"""The DIMSE services of Orthanc, from end to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydicom.uid import UID, CTImageStorage
from pynetdicom import build_context, evt

from tests.interoperability.comparison import assert_same
from tests.interoperability.instances import as_file, document, identifier, referring
from tests.interoperability.peers import PEER, associated, eventually, peer
from tests.interoperability.sop_classes import (
    COMMITMENT_INSTANCE,
    PATIENT_ROOT_FIND,
    PATIENT_ROOT_GET,
    PATIENT_ROOT_MOVE,
    STORAGE_COMMITMENT,
    STUDY_ROOT_FIND,
    STUDY_ROOT_GET,
    STUDY_ROOT_MOVE,
    VERIFICATION,
)
from tests.interoperability.test_negotiation import NEGOTIATED_ONLY, of_one_class

if TYPE_CHECKING:
    from pydicom.dataset import Dataset
    from pynetdicom.events import Event

    from tests.interoperability.claims import Claims
    from tests.interoperability.orthanc import Orthanc

pytestmark = pytest.mark.server
SUCCESS, PENDING = 0x0000, 0xFF00
FIND = [PATIENT_ROOT_FIND, STUDY_ROOT_FIND]
MOVE = [PATIENT_ROOT_MOVE, STUDY_ROOT_MOVE]
GET = [PATIENT_ROOT_GET, STUDY_ROOT_GET]
LEVELS = {
    "PATIENT": "PatientID",
    "STUDY": "StudyInstanceUID",
    "SERIES": "SeriesInstanceUID",
    "IMAGE": "SOPInstanceUID",
}


@pytest.fixture
def stored(orthanc: Orthanc) -> Dataset:
    """Return an instance that Orthanc has, of a patient of its own."""
    dataset = document()
    orthanc.upload(as_file(dataset))
    return dataset


def test_echo(orthanc: Orthanc) -> None:
    with associated(orthanc, VERIFICATION) as association:
        assert association.send_c_echo().Status == SUCCESS


def test_instances_are_stored_in_every_transfer_syntax(orthanc: Orthanc, claims: Claims) -> None:
    syntaxes = of_one_class(claims.contexts["scp"]) - NEGOTIATED_ONLY
    contexts = [build_context(CTImageStorage, syntax) for syntax in sorted(syntaxes)]
    statuses = {}
    with associated(orthanc, contexts=contexts) as association:
        for syntax in syntaxes:
            dataset = document()
            dataset.file_meta.TransferSyntaxUID = UID(syntax)
            statuses[syntax] = association.send_c_store(dataset).Status
    assert statuses == dict.fromkeys(syntaxes, SUCCESS)


@pytest.mark.parametrize("model", FIND)
@pytest.mark.parametrize("level", LEVELS)
def test_query(orthanc: Orthanc, stored: Dataset, model: str, level: str) -> None:
    keys = {LEVELS[level]: "", "PatientID": stored.PatientID}
    with associated(orthanc, model) as association:
        (match, answer), (final, _) = association.send_c_find(identifier(level, **keys), model)
    assert (match.Status, final.Status) == (PENDING, SUCCESS)
    assert answer is not None
    assert answer[LEVELS[level]].value == stored[LEVELS[level]].value


@pytest.mark.parametrize("model", MOVE)
@pytest.mark.parametrize("level", LEVELS)
def test_retrieval_to_another_system(
    orthanc: Orthanc, stored: Dataset, model: str, level: str
) -> None:
    keys = identifier(level, **{LEVELS[level]: stored[LEVELS[level]].value})
    with (
        peer(orthanc, CTImageStorage) as destination,
        associated(orthanc, model) as association,
    ):
        *_, (status, _) = association.send_c_move(keys, PEER, model)
    assert status.Status == SUCCESS
    assert [uid(request) for *_, request in destination.messages] == [stored.SOPInstanceUID]


@pytest.mark.parametrize("model", GET)
@pytest.mark.parametrize("level", LEVELS)
def test_retrieval_on_the_same_association(
    orthanc: Orthanc, stored: Dataset, model: str, level: str
) -> None:
    received = []

    def on_store(event: Event) -> int:
        received.append(uid(event.request))
        return SUCCESS

    handlers = [(evt.EVT_C_STORE, on_store)]
    keys = identifier(level, **{LEVELS[level]: stored[LEVELS[level]].value})
    with associated(
        orthanc, model, CTImageStorage, as_scp=[CTImageStorage], handlers=handlers
    ) as association:
        *_, (status, _) = association.send_c_get(keys, model)
    assert status.Status == SUCCESS
    assert received == [stored.SOPInstanceUID]


def uid(request: object) -> str:
    return str(request.AffectedSOPInstanceUID)  # type: ignore[attr-defined]


# --- storage commitment -------------------------------------------------------------------------


def test_commitment_by_orthanc(orthanc: Orthanc, stored: Dataset) -> None:
    missing = document()
    request = referring([stored, missing])
    with peer(orthanc, STORAGE_COMMITMENT) as modality:
        with associated(orthanc, STORAGE_COMMITMENT) as association:
            status, _ = association.send_n_action(
                request, 1, STORAGE_COMMITMENT, COMMITMENT_INSTANCE
            )
        eventually(lambda: modality.datasets)
    assert status.Status == SUCCESS
    (report,) = modality.datasets
    assert report.TransactionUID == request.TransactionUID
    assert_same([stored.SOPInstanceUID], instances(report, "ReferencedSOPSequence"))
    assert_same([missing.SOPInstanceUID], instances(report, "FailedSOPSequence"))
    assert report.FailedSOPSequence[0].FailureReason == 0x0112


def test_commitment_to_orthanc(orthanc: Orthanc, stored: Dataset) -> None:
    instance = {"SOPClassUID": stored.SOPClassUID, "SOPInstanceUID": stored.SOPInstanceUID}
    with peer(orthanc, STORAGE_COMMITMENT) as archive:
        body = {"DicomInstances": [instance]}
        answer = orthanc.post(f"/modalities/{PEER}/storage-commitment", json=body).json()
    (request,) = archive.datasets
    with associated(orthanc, STORAGE_COMMITMENT, as_scp=[STORAGE_COMMITMENT]) as association:
        status, _ = association.send_n_event_report(
            request, 1, STORAGE_COMMITMENT, COMMITMENT_INSTANCE
        )
    assert status.Status == SUCCESS
    report = orthanc.get(answer["Path"]).json()
    assert (report["Status"], report["Success"]) == ("Success", [instance])


def instances(report: Dataset, sequence: str) -> list[str]:
    return [item.ReferencedSOPInstanceUID for item in report[sequence].value]


# --- who may ask --------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [FIND[0], MOVE[0], GET[0]])
def test_requests_of_unlisted_systems_are_aborted(
    orthanc: Orthanc, stored: Dataset, model: str
) -> None:
    with associated(orthanc, model, title="STRANGER") as association:
        assert association.is_established
        keys = identifier("PATIENT", PatientID=stored.PatientID)
        destination = [PEER] if model in MOVE else []
        send = {FIND[0]: "send_c_find", MOVE[0]: "send_c_move", GET[0]: "send_c_get"}[model]
        (answer,) = getattr(association, send)(keys, *destination, model)
        assert "Status" not in answer[0]
        eventually(lambda: association.is_aborted)


def test_unlisted_systems_may_store(orthanc: Orthanc) -> None:
    with associated(orthanc, CTImageStorage, title="STRANGER") as association:
        assert association.send_c_store(document()).Status == SUCCESS
