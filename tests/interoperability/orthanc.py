"""Starts a real Orthanc, in folders and on ports of its own, for the time of the tests."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCALHOST = "127.0.0.1"
TITLE = "ORTHANC"
PLUGIN = Path("/usr/share/orthanc/plugins/libOrthancDicomWeb.so")
CONCURRENT_JOBS = 8
_ATTEMPTS = 3
_START_LIMIT = 20.0
_POLL = 0.05


@dataclass(frozen=True, slots=True)
class Orthanc:
    """A running server.

    Attributes
    ----------
    dicom_port : int
        Where it accepts Associations.
    url : str
        Where it answers HTTP, without a slash at the end.
    http : requests.Session
        For requests to it.
    """

    dicom_port: int
    url: str
    http: requests.Session

    def request(self, method: str, path: str, **arguments: Any) -> requests.Response:
        """Return the answer to any request; ``json`` and others are as ``requests`` has them."""
        return self.http.request(method, f"{self.url}{path}", timeout=30, **arguments)

    def get(self, path: str, **arguments: Any) -> requests.Response:
        """Return the answer to a GET request."""
        return self.request("GET", path, **arguments)

    def post(self, path: str, **arguments: Any) -> requests.Response:
        """Return the answer to a POST request."""
        return self.request("POST", path, **arguments)

    def upload(self, file: bytes) -> str:
        """Store an instance over the REST API and return the server's own identifier of it."""
        answer = self.post("/instances", data=file)
        assert answer.ok, answer.text
        identifier: str = answer.json()["ID"]
        return identifier


def program() -> str:
    """Return the path of the server, or leave the test out.

    It fails instead where every test has to run.
    """
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin"))
    found = shutil.which("Orthanc", path=path)
    if found and PLUGIN.exists():
        return found
    message = "not installed: orthanc, orthanc-dicomweb"
    if os.environ.get("DCS_TEST_ALL") == "1":
        pytest.fail(message)
    pytest.skip(message)


@contextmanager
def running(folder: Path, **options: object) -> Iterator[Orthanc]:
    """Run a server, with options on top of those that Debian installs.

    Parameters
    ----------
    folder : Path
        For its configuration, database and log.
    **options
        Of its configuration file.

    Raises
    ------
    RuntimeError
        If it does not answer in time.
    """
    process, server = _start(folder, options)
    try:
        yield server
    finally:
        server.http.close()
        _stop(process)


def _start(folder: Path, options: dict[str, object]) -> tuple[subprocess.Popen[bytes], Orthanc]:
    """Start a server; somebody else may take one of its ports before it does."""
    for _attempt in range(_ATTEMPTS):
        ports = {"DicomPort": _free_port(), "HttpPort": _free_port()}
        process = _launch(folder, _configuration(folder) | ports | options)
        http = requests.Session()
        http.trust_env = False
        server = Orthanc(ports["DicomPort"], f"http://{LOCALHOST}:{ports['HttpPort']}", http)
        if _is_ready(process, server):
            return process, server
        _stop(process)
    log = (folder / "log.txt").read_text(encoding="utf-8", errors="replace")
    raise RuntimeError(f"Orthanc did not start:\n{log}")


def _configuration(folder: Path) -> dict[str, object]:
    """Return the options that decide what is tested as Debian installs them."""
    return {
        "StorageDirectory": str(folder / "database"),
        "IndexDirectory": str(folder / "database"),
        "TemporaryDirectory": str(folder),
        "Plugins": [str(PLUGIN)],
        "DicomWeb": {
            "Enable": True,
            "Root": "/dicom-web/",
            "EnableWado": True,
            "WadoRoot": "/wado",
        },
        "DicomAet": TITLE,
        "AcceptedTransferSyntaxes": ["1.2.840.10008.1.*"],
        "UnknownSopClassAccepted": False,
        "RemoteAccessAllowed": False,
        "ConcurrentJobs": CONCURRENT_JOBS,
        "SyncStorageArea": False,
        "WebDavEnabled": False,
    }


def _launch(folder: Path, configuration: dict[str, object]) -> subprocess.Popen[bytes]:
    (folder / "database").mkdir(exist_ok=True)
    file = folder / "configuration.json"
    file.write_text(json.dumps(configuration), encoding="utf-8")
    with (folder / "log.txt").open("wb") as log:
        return subprocess.Popen([program(), str(file)], stdout=log, stderr=log)


def _is_ready(process: subprocess.Popen[bytes], server: Orthanc) -> bool:
    """Wait until the server answers, with any status; HTTP is the last thing that it starts."""
    limit = time.monotonic() + _START_LIMIT
    while process.poll() is None and time.monotonic() < limit:
        try:
            server.get("/system")
        except requests.ConnectionError:
            time.sleep(_POLL)
        else:
            return True
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Kill a server: it would take seconds to save what nobody needs."""
    process.kill()
    process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        port: int = probe.getsockname()[1]
        return port
