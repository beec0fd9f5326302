"""The DICOM Web Services of Orthanc, as origin server and as user agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydicom.uid import generate_uid

from tests.interoperability.claims import WebResource
from tests.interoperability.comparison import assert_same
from tests.interoperability.instances import as_file, document, image
from tests.interoperability.web import (
    MULTIPART,
    ROOT,
    SERVER,
    levels,
    multipart,
    noted_requests,
    resources,
    retrieved,
    searched,
    uri,
)

if TYPE_CHECKING:
    from pydicom.dataset import Dataset

    from tests.interoperability.claims import Claims
    from tests.interoperability.orthanc import Orthanc
    from tests.interoperability.web import Request

pytestmark = pytest.mark.server
JPEG, PNG = b"\xff\xd8\xff", b"\x89PNG"


@pytest.fixture
def stored(orthanc: Orthanc) -> Dataset:
    """Return an image that Orthanc has, of a patient of its own."""
    dataset = image()
    orthanc.upload(as_file(dataset))
    return dataset


def test_just_the_resources_that_are_claimed_answer(
    orthanc: Orthanc, claims: Claims, stored: Dataset
) -> None:
    requests = resources(stored)
    answered = {each for each, request in requests.items() if answers(orthanc, request, stored)}
    assert_same(claims.resources["origin-server"], answered)


def answers(orthanc: Orthanc, request: Request, stored: Dataset) -> bool:
    is_store = request.media_type == MULTIPART
    header = "Content-Type" if is_store else "Accept"
    more = document(StudyInstanceUID=stored.StudyInstanceUID, PatientID=stored.PatientID)
    answer = orthanc.request(
        request.method,
        request.path,
        headers={header: request.media_type},
        data=multipart(as_file(more)) if is_store else None,
    )
    return answer.status_code == 200 and bool(answer.content)


@pytest.mark.parametrize("resource", ["all-studies", "study-series", "series-instances"])
def test_search_finds_what_is_stored(orthanc: Orthanc, stored: Dataset, resource: str) -> None:
    (match,) = orthanc.get(ROOT + searched(stored)[resource]).json()
    assert match["0020000D"]["Value"] == [stored.StudyInstanceUID]


def test_stored_instances_come_back(orthanc: Orthanc) -> None:
    dataset = image()
    answer = orthanc.post(
        f"{ROOT}/studies", data=multipart(as_file(dataset)), headers={"Content-Type": MULTIPART}
    )
    assert answer.status_code == 200
    returned = orthanc.get(uri(dataset, "application/dicom")).content
    assert returned == as_file(dataset)


def test_bulk_data_is_where_the_metadata_say(orthanc: Orthanc, stored: Dataset) -> None:
    _, _, instance = levels(stored)
    (metadata,) = orthanc.get(f"{ROOT}{instance}/metadata").json()
    assert metadata["7FE00010"]["BulkDataURI"].endswith(ROOT + retrieved(stored)["bulkdata"])


@pytest.mark.parametrize(
    ("content_type", "start"),
    [("", JPEG), ("image/jpeg", JPEG), ("image/png", PNG)],
)
def test_the_uri_service_renders_images(
    orthanc: Orthanc, stored: Dataset, content_type: str, start: bytes
) -> None:
    path = uri(stored, content_type).removesuffix("&contentType=")
    answer = orthanc.get(path)
    assert answer.content.startswith(start)
    assert answer.headers["Content-Type"] == "image/png"


def test_the_storage_classes_that_are_displayed_can_be_rendered(
    orthanc: Orthanc, claims: Claims
) -> None:
    study = generate_uid()
    images = {uid: image(uid, StudyInstanceUID=study) for uid in claims.displayed}
    for dataset in images.values():
        orthanc.upload(as_file(dataset))
    rendered = {
        uid
        for uid, dataset in images.items()
        if orthanc.get(ROOT + retrieved(dataset)["rendered-instance"]).ok
    }
    assert claims.displayed
    assert_same(claims.displayed, rendered)


# --- as a user agent ----------------------------------------------------------------------------


def test_just_the_resources_that_are_claimed_are_requested(
    orthanc: Orthanc, claims: Claims
) -> None:
    dataset = document()
    instance = orthanc.upload(as_file(dataset))
    operations = f"{ROOT}/servers/{SERVER}"
    with noted_requests(orthanc) as noted:
        for path in retrieved(dataset).values():
            orthanc.post(f"{operations}/get", json={"Uri": path.lstrip("/")})
        for path in SEARCHES:
            orthanc.post(f"{operations}/qido", json={"Uri": path.format(*levels(dataset))})
        orthanc.post(f"{operations}/stow", json={"Resources": [instance]})
    assert_same(claims.resources["user-agent"], requested(noted, dataset))


# The resources of Search that PS3.18 has.
SEARCHES = ["studies", "{0}/series", "{0}/instances", "series", "{1}/instances", "instances"]


def requested(noted: list[Request], dataset: Dataset) -> set[WebResource]:
    """Return which resources requests are for; a GET with a query is no matter here."""
    known: dict[tuple[str, str], set[WebResource]] = {}
    for resource, request in resources(dataset).items():
        if resource not in AMBIGUOUS:
            key = (request.method, request.path.split("?")[0])
            known.setdefault(key, set()).add(resource)
    found = (known[request.method, clean(request.path)] for request in noted)
    return set().union(*found)


# A search for one study, series or instance would be a retrieval of it.
AMBIGUOUS = {WebResource("studies", "search", level) for level in ("study", "series", "instance")}


def clean(path: str) -> str:
    return path.split("?")[0].replace("//", "/")
