"""The real server, and how pynetdicom is used with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pynetdicom import _config

from tests.interoperability.claims import Claims, claims_of, read_profile
from tests.interoperability.orthanc import Orthanc, program, running
from tests.interoperability.peers import PEER, know

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def orthanc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orthanc]:
    """Return a server that knows the peer, for all tests; each makes instances of its own."""
    program()
    with running(tmp_path_factory.mktemp("orthanc")) as server:
        know(server, PEER, 1)
        yield server


@pytest.fixture(scope="session")
def claims() -> Claims:
    """Return what the profile claims."""
    return claims_of(read_profile())


@pytest.fixture
def every_storage_class(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a peer take instances of any SOP Class, also of those that pynetdicom lacks."""
    monkeypatch.setattr(_config, "UNRESTRICTED_STORAGE_SERVICE", True)


@pytest.fixture
def separate_meta_information(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the UIDs of a C-STORE request come from a file's meta information, not its data set."""
    monkeypatch.setattr(_config, "STORE_SEND_CHUNKED_DATASET", True)
