"""What makes Orthanc send each status that the profile claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydicom.uid import CTImageStorage, MRImageStorage, generate_uid

from tests.interoperability.claims import StatusCode
from tests.interoperability.instances import (
    as_file,
    document,
    identifier,
    image,
    referring,
    with_meta_of,
)
from tests.interoperability.peers import PEER, associated, peer
from tests.interoperability.sop_classes import (
    COMMITMENT_INSTANCE,
    STORAGE_COMMITMENT,
    STUDY_ROOT_FIND,
    STUDY_ROOT_MOVE,
)
from tests.interoperability.web import MULTIPART, ROOT, levels, multipart, uri

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pydicom.dataset import Dataset

    from tests.interoperability.orthanc import Orthanc

    Provoke = Callable[[Orthanc, Path], int]

UNKNOWN = generate_uid()
_MANY = 40
_MESSAGE_ID = 7


# --- C-STORE ------------------------------------------------------------------------------------


def store(**attributes: Any) -> Provoke:
    """Send an instance with Attributes that the request does not have; None leaves one out."""

    def send(orthanc: Orthanc, folder: Path) -> int:
        uids = {"SOPInstanceUID": generate_uid()}
        file = folder / "instance.dcm"
        file.write_bytes(with_meta_of(document(**uids), document(**{**uids, **attributes})))
        with associated(orthanc, CTImageStorage) as association:
            status: int = association.send_c_store(file).Status
            return status

    return send


# --- C-FIND and C-MOVE --------------------------------------------------------------------------


def find(level: str | None, **keys: Any) -> Provoke:
    """Query for a stored instance, unless the keys ask for another one; return the last status."""
    return lambda orthanc, _folder: _find(orthanc, level, keys)[-1]


def find_first(orthanc: Orthanc, _folder: Path) -> int:
    """Return the status of the first match."""
    return _find(orthanc, "STUDY", {})[0]


def _find(orthanc: Orthanc, level: str | None, keys: dict[str, Any]) -> list[int]:
    dataset = _stored(orthanc)
    wanted = identifier(level, **{"PatientID": dataset.PatientID, **keys})
    model = STUDY_ROOT_FIND
    with associated(orthanc, model) as association:
        return [status.Status for status, _ in association.send_c_find(wanted, model)]


def cancel_find(orthanc: Orthanc, _folder: Path) -> int:
    """Cancel a query right behind it; the matches are read from files, which takes a while."""
    keys = identifier("IMAGE", PatientID=_many(orthanc), Rows=None, SOPInstanceUID="")
    model = STUDY_ROOT_FIND
    with associated(orthanc, model) as association:
        responses = association.send_c_find(keys, model, msg_id=_MESSAGE_ID)
        association.send_c_cancel(_MESSAGE_ID, query_model=model)
        status: int = list(responses)[-1][0].Status
        return status


def move(destination: str = PEER, **keys: Any) -> Provoke:
    """Retrieve a stored instance, unless the keys ask for another one; return the last status."""
    return lambda orthanc, _folder: _move(orthanc, destination, keys)[-1]


def move_first(orthanc: Orthanc, _folder: Path) -> int:
    """Return the status after the first of two instances."""
    study = generate_uid()
    for _ in range(2):
        orthanc.upload(as_file(document(StudyInstanceUID=study)))
    return _move(orthanc, PEER, {"StudyInstanceUID": study})[0]


def cancel_move(orthanc: Orthanc, _folder: Path) -> int:
    """Cancel a retrieval of many instances right behind it."""
    keys = {"QueryRetrieveLevel": "PATIENT", "PatientID": _many(orthanc)}
    return _move(orthanc, PEER, keys, is_canceled=True)[-1]


def _move(
    orthanc: Orthanc, destination: str, keys: dict[str, Any], *, is_canceled: bool = False
) -> list[int]:
    study = {"StudyInstanceUID": _stored(orthanc).StudyInstanceUID}
    wanted = identifier("STUDY", **{**study, **keys})
    model = STUDY_ROOT_MOVE
    with peer(orthanc, CTImageStorage), associated(orthanc, model) as association:
        responses = association.send_c_move(wanted, destination, model, msg_id=_MESSAGE_ID)
        if is_canceled:
            association.send_c_cancel(_MESSAGE_ID, query_model=model)
        return [status.Status for status, _ in responses]


def _stored(orthanc: Orthanc) -> Dataset:
    dataset = document()
    orthanc.upload(as_file(dataset))
    return dataset


def _many(orthanc: Orthanc) -> str:
    """Return the Patient ID of many instances."""
    patient = generate_uid()[-12:]
    for _ in range(_MANY):
        orthanc.upload(as_file(image(PatientID=patient)))
    return patient


# --- storage commitment -------------------------------------------------------------------------


def n_action(orthanc: Orthanc, _folder: Path) -> int:
    """Ask for commitment."""
    with (
        peer(orthanc, STORAGE_COMMITMENT),
        associated(orthanc, STORAGE_COMMITMENT) as association,
    ):
        status, _ = association.send_n_action(
            referring([document()]), 1, STORAGE_COMMITMENT, COMMITMENT_INSTANCE
        )
        code: int = status.Status
        return code


def n_event_report(orthanc: Orthanc, _folder: Path) -> int:
    """Report on a transaction that Orthanc does not know."""
    sop_class = STORAGE_COMMITMENT
    with associated(orthanc, sop_class, as_scp=[sop_class]) as association:
        report = referring([document()])
        status, _ = association.send_n_event_report(report, 1, sop_class, COMMITMENT_INSTANCE)
        code: int = status.Status
        return code


# --- DICOM Web Services -------------------------------------------------------------------------


def get(path: Callable[[Dataset], str], *, pixels: bool = True, accept: str = "*/*") -> Provoke:
    """Ask for a path of a stored instance."""

    def request(orthanc: Orthanc, _folder: Path) -> int:
        dataset = image() if pixels else document()
        orthanc.upload(as_file(dataset))
        return orthanc.get(path(dataset), headers={"Accept": accept}).status_code

    return request


def instance(suffix: str = "") -> Callable[[Dataset], str]:
    """Return what gives the path of an instance, or of something below it."""
    return lambda dataset: f"{ROOT}{levels(dataset)[-1]}{suffix}"


def rendered(content_type: str) -> Callable[[Dataset], str]:
    """Return what gives the path of an instance for the URI Service."""
    return lambda dataset: uri(dataset, content_type)


def stow(*parts: bytes | Dataset, path: str = "/studies", content_type: str = MULTIPART) -> Provoke:
    """Store files, or what is none."""

    def request(orthanc: Orthanc, _folder: Path) -> int:
        files = [part if isinstance(part, bytes) else as_file(part) for part in parts]
        headers = {"Content-Type": content_type}
        return orthanc.post(ROOT + path, data=multipart(*files), headers=headers).status_code

    return request


def method(name: str, path: str) -> Provoke:
    """Send a request with any method."""
    return lambda orthanc, _folder: orthanc.request(name, ROOT + path).status_code


def fixed(path: str) -> Callable[[Dataset], str]:
    """Return what gives the same path for every instance."""
    return lambda _dataset: path


NOTHING = fixed(f"{ROOT}/studies/{UNKNOWN}")
ALL = fixed(f"{ROOT}/studies")
BAD_LIMIT = fixed(f"{ROOT}/studies?limit=many")

PROVOCATIONS: dict[StatusCode, list[Provoke]] = {
    StatusCode("storage", "c-store", "0000"): [store()],
    StatusCode("storage", "c-store", "A700-A7FF"): [
        store(StudyInstanceUID=None),
        store(SeriesInstanceUID=None),
    ],
    StatusCode("storage", "c-store", "A900-A9FF"): [
        store(sop_class=MRImageStorage),
        store(SOPInstanceUID=generate_uid()),
    ],
    StatusCode("storage", "c-store", "C000-CFFF"): [
        store(SOPClassUID=None),
        store(SOPInstanceUID=None),
    ],
    StatusCode("query-retrieve", "c-find", "0000"): [find("STUDY"), find("STUDY", StudyID="none")],
    StatusCode("query-retrieve", "c-find", "C000-CFFF"): [
        find(None),
        find("FRAME"),
        find("STUDY", StudyDate="2026*"),
    ],
    StatusCode("query-retrieve", "c-find", "FE00"): [cancel_find],
    StatusCode("query-retrieve", "c-find", "FF00"): [find_first],
    StatusCode("query-retrieve", "c-move", "0000"): [move()],
    StatusCode("query-retrieve", "c-move", "C000"): [
        move(StudyInstanceUID=UNKNOWN),
        move(StudyInstanceUID=""),
        move(QueryRetrieveLevel="FRAME"),
        move("NOBODY"),
    ],
    StatusCode("query-retrieve", "c-move", "FE00"): [cancel_move],
    StatusCode("query-retrieve", "c-move", "FF00"): [move_first],
    StatusCode("storage-commitment", "n-action", "0000"): [n_action],
    StatusCode("storage-commitment", "n-event-report", "0000"): [n_event_report],
    StatusCode("web.uri", "", "200"): [get(rendered("image/png")), get(rendered("image/jpeg"))],
    StatusCode("web.uri", "", "400"): [get(rendered("image/gif")), get(rendered("image%2Fpng"))],
    StatusCode("web.uri", "", "404"): [
        get(fixed("/wado?requestType=WADO")),
        get(fixed(f"/wado?requestType=WADO&objectUID={UNKNOWN}")),
        get(lambda dataset: f"/wado?objectUID={dataset.SOPInstanceUID}"),
    ],
    StatusCode("web.uri", "", "500"): [get(rendered("image/png"), pixels=False)],
    StatusCode("web.studies", "retrieve", "200"): [get(instance())],
    StatusCode("web.studies", "retrieve", "400"): [
        get(instance(), accept="text/html"),
        get(instance("/frames/2/rendered")),
        get(instance("/rendered?viewport=8")),
        get(instance("/rendered"), pixels=False),
    ],
    StatusCode("web.studies", "retrieve", "404"): [
        get(NOTHING),
        get(instance("/thumbnail")),
        get(instance("/bulk/00111001")),
    ],
    StatusCode("web.studies", "retrieve", "500"): [
        get(instance("/frames/1"), pixels=False),
        get(instance("/frames/1"), accept='multipart/related; type="image/jp2"'),
    ],
    StatusCode("web.studies", "search", "200"): [
        get(ALL),
        get(fixed(f"{ROOT}/studies/{UNKNOWN}/series")),
    ],
    StatusCode("web.studies", "search", "400"): [
        get(BAD_LIMIT),
        get(fixed(f"{ROOT}/studies?StudyDate=2026*")),
    ],
    StatusCode("web.studies", "store", "200"): [stow(document())],
    StatusCode("web.studies", "store", "400"): [
        stow(b"no instance"),
        stow(document(StudyInstanceUID=None)),
    ],
    StatusCode("web.studies", "store", "409"): [stow(document(), path=f"/studies/{UNKNOWN}")],
    StatusCode("web.studies", "store", "415"): [
        stow(document(), content_type="application/dicom"),
        stow(b"[]", content_type='multipart/related; type="application/dicom+json"; boundary=part'),
    ],
    StatusCode("web.common", "", "200"): [get(ALL)],
    StatusCode("web.common", "", "400"): [get(BAD_LIMIT)],
    StatusCode("web.common", "", "404"): [get(NOTHING), method("GET", "/workitems")],
    StatusCode("web.common", "", "405"): [method("PUT", "/studies"), method("POST", "/series")],
    StatusCode("web.common", "", "409"): [stow(document(), path=f"/studies/{UNKNOWN}")],
    StatusCode("web.common", "", "415"): [stow(document(), content_type="text/plain")],
    StatusCode("web.common", "", "500"): [get(instance("/frames/1"), pixels=False)],
}
"""How each status is provoked, in all the ways that the profile tells."""
