"""The statuses that Orthanc sends."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from pydicom.uid import CTImageStorage

from tests.interoperability.claims import StatusCode, claims_of, read_profile
from tests.interoperability.comparison import assert_same
from tests.interoperability.instances import as_file, document
from tests.interoperability.orthanc import LOCALHOST, running
from tests.interoperability.peers import associated
from tests.interoperability.provocations import PROVOCATIONS
from tests.interoperability.web import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.interoperability.claims import Claims
    from tests.interoperability.orthanc import Orthanc
    from tests.interoperability.provocations import Provoke

pytestmark = pytest.mark.server
UNAUTHORIZED = StatusCode("web.common", "", "401")
HTTP_VERSION = StatusCode("web.common", "", "505")
CASES = [(code, provoke) for code, ways in PROVOCATIONS.items() for provoke in ways]


def test_there_is_a_way_to_provoke_each_claimed_status(claims: Claims) -> None:
    assert_same(claims.status_codes, {*PROVOCATIONS, UNAUTHORIZED, HTTP_VERSION})


@pytest.mark.filterwarnings("ignore:Invalid value for VR DA")
@pytest.mark.usefixtures("separate_meta_information")
@pytest.mark.parametrize(
    ("code", "provoke"), CASES, ids=[" ".join(filter(None, code)) for code, _ in CASES]
)
def test_claimed_status(
    orthanc: Orthanc, tmp_path: Path, code: StatusCode, provoke: Provoke
) -> None:
    assert is_within(provoke(orthanc, tmp_path), code.code)


def is_within(status: int, code: str) -> bool:
    """Tell whether a status is one of ``A700-A7FF``, or just ``404``, which is no hexadecimal."""
    if len(code) == len("404"):
        return status == int(code)
    first, _, last = code.partition("-")
    return int(first, 16) <= status <= int(last or first, 16)


# --- what needs a server of its own, or a request that no library sends -------------------------


def test_requests_without_a_password_are_refused(tmp_path: Path) -> None:
    options = {"AuthenticationEnabled": True, "RegisteredUsers": {"user": "password"}}
    with running(tmp_path, **options) as server:
        assert UNAUTHORIZED in claims_of(read_profile()).status_codes
        assert server.get(f"{ROOT}/studies").status_code == int(UNAUTHORIZED.code)
        assert server.get(f"{ROOT}/studies", auth=("user", "password")).ok


def test_other_versions_of_http_are_refused(orthanc: Orthanc) -> None:
    port = int(orthanc.url.rpartition(":")[-1])
    with socket.create_connection((LOCALHOST, port), timeout=30) as connection:
        connection.sendall(f"GET {ROOT}/studies HTTP/3.0\r\nHost: {LOCALHOST}\r\n\r\n".encode())
        status = connection.recv(64).split()[1]
    assert status.decode() == HTTP_VERSION.code


def test_a_full_storage_is_out_of_resources(tmp_path: Path) -> None:
    with running(tmp_path, MaximumPatientCount=1) as server:
        answer = server.post("/instances", data=as_file(document())).json()
        server.request("PUT", f"/patients/{answer['ParentPatient']}/protected", data="1")
        with associated(server, CTImageStorage) as association:
            assert association.send_c_store(document()).Status == 0xA700
