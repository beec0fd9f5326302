"""The resources of DICOM Web Services, as requests; and a server that only takes notes."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

from tests.interoperability.claims import WebResource
from tests.interoperability.orthanc import LOCALHOST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydicom.dataset import Dataset

    from tests.interoperability.orthanc import Orthanc

ROOT = "/dicom-web"
SERVER = "remote"
MULTIPART = 'multipart/related; type="application/dicom"; boundary=part'
JSON = "application/dicom+json"
_BULK_DATA = "/bulk/7fe00010"
_POLL = 0.02


class Request(NamedTuple):
    """A request for a resource: method, path with query, media type of the answer or the body."""

    method: str
    path: str
    media_type: str = "*/*"


def resources(dataset: Dataset) -> dict[WebResource, Request]:
    """Return the request for each resource of the tables of PS3.2 Annex N, 1.3.

    Parameters
    ----------
    dataset : Dataset
        The instance that is meant where a resource is one.
    """
    return {
        **{
            WebResource("studies", "retrieve", name): Request("GET", ROOT + path)
            for name, path in retrieved(dataset).items()
        },
        **{
            WebResource("studies", "search", name): Request("GET", ROOT + path, JSON)
            for name, path in searched(dataset).items()
        },
        **{
            WebResource("studies", "store", name): Request("POST", ROOT + path, MULTIPART)
            for name, path in stored(dataset).items()
        },
        **_other_resources(dataset),
    }


def retrieved(dataset: Dataset) -> dict[str, str]:
    """Return the path of each resource of Retrieve (PS3.18, 10.4.1)."""
    study, series, instance = levels(dataset)
    paths = {}
    for level, path in {"study": study, "series": series, "instance": instance}.items():
        paths[level] = path
        paths[f"{level}-metadata"] = f"{path}/metadata"
        paths[f"{level}-bulkdata"] = f"{path}/bulkdata"
        paths[f"{level}-pixel-data"] = f"{path}/pixeldata"
        paths[f"rendered-{level}"] = f"{path}/rendered"
        paths[f"{level}-thumbnail"] = f"{path}/thumbnail"
    frames = f"{instance}/frames/1"
    return {
        **paths,
        "frames": frames,
        "rendered-frames": f"{frames}/rendered",
        "frame-thumbnail": f"{frames}/thumbnail",
        "bulkdata": f"{instance}{_BULK_DATA}",
    }


def searched(dataset: Dataset) -> dict[str, str]:
    """Return the path of each resource of Search (PS3.18, 10.6.1)."""
    study, series, instance = levels(dataset)
    paths = {
        "all-studies": "/studies",
        "study": study,
        "study-series": f"{study}/series",
        "study-instances": f"{study}/instances",
        "all-series": "/series",
        "series": series,
        "series-instances": f"{series}/instances",
        "all-instances": "/instances",
        "instance": instance,
    }
    return {name: f"{path}?PatientID={dataset.PatientID}" for name, path in paths.items()}


def stored(dataset: Dataset) -> dict[str, str]:
    """Return the path of each resource of Store (PS3.18, 10.5.1)."""
    study, _, instance = levels(dataset)
    return {"all-studies": "/studies", "study": study, "bulkdata": f"{instance}{_BULK_DATA}"}


def levels(dataset: Dataset) -> tuple[str, str, str]:
    """Return the paths of study, series and instance."""
    study = f"/studies/{dataset.StudyInstanceUID}"
    series = f"{study}/series/{dataset.SeriesInstanceUID}"
    return study, series, f"{series}/instances/{dataset.SOPInstanceUID}"


def uri(dataset: Dataset, content_type: str) -> str:
    """Return the path of an instance for the URI Service (PS3.18, 9)."""
    return (
        f"/wado?requestType=WADO&studyUID={dataset.StudyInstanceUID}"
        f"&seriesUID={dataset.SeriesInstanceUID}&objectUID={dataset.SOPInstanceUID}"
        f"&contentType={content_type}"
    )


def _other_resources(dataset: Dataset) -> dict[WebResource, Request]:
    """Return a request for each transaction of the other services, and for capabilities."""
    workitem = f"{ROOT}/workitems/1.2.3"
    commitment = f"{ROOT}/commitment-requests/1.2.3"
    return {
        WebResource("uri", "retrieve"): Request("GET", uri(dataset, "application/dicom")),
        WebResource("uri", "retrieve-rendered"): Request("GET", uri(dataset, "image/png")),
        WebResource("studies", "retrieve-capabilities"): Request("OPTIONS", f"{ROOT}/"),
        WebResource("worklist", "search", "worklist"): Request("GET", f"{ROOT}/workitems"),
        WebResource("worklist", "create", "worklist"): Request("POST", f"{ROOT}/workitems"),
        WebResource("worklist", "retrieve", "workitem"): Request("GET", workitem),
        WebResource("worklist", "update", "workitem"): Request("POST", workitem),
        WebResource("worklist", "change-state", "workitem"): Request("PUT", f"{workitem}/state"),
        WebResource("non-patient-instances", "search"): Request("GET", f"{ROOT}/color-palettes"),
        WebResource("non-patient-instances", "store"): Request("POST", f"{ROOT}/color-palettes"),
        WebResource("non-patient-instances", "retrieve"): Request(
            "GET", f"{ROOT}/color-palettes/1.2.3"
        ),
        WebResource("storage-commitment", "request", "commitment-requests"): Request(
            "POST", commitment
        ),
        WebResource("storage-commitment", "result-check", "commitment-requests"): Request(
            "GET", commitment
        ),
    }


def multipart(*parts: bytes) -> bytes:
    """Return instances as the body of a Store request."""
    head = b"--part\r\nContent-Type: application/dicom\r\n\r\n"
    return b"".join(head + part + b"\r\n" for part in parts) + b"--part--\r\n"


# --- Orthanc as a user agent --------------------------------------------------------------------


@contextmanager
def noted_requests(orthanc: Orthanc) -> Iterator[list[Request]]:
    """Run a DICOMweb server that Orthanc knows; it answers every request with an empty list."""
    noted: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        def _note(self) -> None:
            noted.append(Request(self.command, self.path, self.headers.get("Accept", "")))
            self.send_response(200)
            self.send_header("Content-Type", JSON)
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(b"[]")

        do_GET = do_POST = do_OPTIONS = _note  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Keep the output of the tests clean."""

    with ThreadingHTTPServer((LOCALHOST, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True).start()
        url = f"http://{LOCALHOST}:{server.server_address[1]}{ROOT}/"
        answer = orthanc.request("PUT", f"{ROOT}/servers/{SERVER}", json={"Url": url})
        assert answer.ok, answer.text
        yield noted
        server.shutdown()
