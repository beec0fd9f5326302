"""The other side of an Association with Orthanc: systems that ask it, and that it asks."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydicom.uid import ExplicitVRLittleEndian
from pynetdicom import AE, build_context, build_role, evt

from tests.interoperability.claims import PresentationContext
from tests.interoperability.orthanc import CONCURRENT_JOBS, LOCALHOST, TITLE
from tests.interoperability.sop_classes import STORAGE_COMMITMENT, VERIFICATION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pydicom.dataset import Dataset
    from pynetdicom.association import Association
    from pynetdicom.events import Event
    from pynetdicom.presentation import PresentationContext as Proposal

    from tests.interoperability.orthanc import Orthanc

PEER = "PEER"
_TIMEOUT = 20
_POLL = 0.02
_CONTEXTS_AT_ONCE = 127

Handler = Any


# --- systems that ask ---------------------------------------------------------------------------


@contextmanager
def associated(
    orthanc: Orthanc,
    *sop_classes: str,
    contexts: Iterable[Proposal] = (),
    title: str = PEER,
    as_scp: Iterable[str] = (),
    handlers: Iterable[Handler] = (),
) -> Iterator[Association]:
    """Open an Association for SOP Classes, some of them for the role of an SCP."""
    wanted = [*contexts, *(build_context(uid, ExplicitVRLittleEndian) for uid in sop_classes)]
    roles = [build_role(uid, scp_role=True) for uid in as_scp]
    association = _request(orthanc, wanted, title, ext_neg=roles, evt_handlers=list(handlers))
    try:
        yield association
    finally:
        if association.is_established:
            association.release()


def accepted(orthanc: Orthanc, wanted: Sequence[PresentationContext]) -> set[PresentationContext]:
    """Return which Presentation Contexts Orthanc accepts, each proposed on its own."""
    parts = range(0, len(wanted), _CONTEXTS_AT_ONCE)
    return {
        context
        for start in parts
        for context in _accepted_at_once(orthanc, wanted[start : start + _CONTEXTS_AT_ONCE])
    }


def _accepted_at_once(
    orthanc: Orthanc, wanted: Sequence[PresentationContext]
) -> Iterator[PresentationContext]:
    """Propose contexts on one Association, with one more that keeps it alive in any case."""
    contexts = [build_context(each.sop_class, each.transfer_syntax) for each in wanted]
    association = _request(orthanc, [*contexts, build_context(VERIFICATION)])
    assert association.is_established
    numbers = {found.context_id for found in association.accepted_contexts}
    association.release()
    # PS3.8, 9.3.2.2: the contexts of a request have odd numbers.
    yield from (each for index, each in enumerate(wanted) if 2 * index + 1 in numbers)


def _request(
    orthanc: Orthanc,
    contexts: list[Proposal],
    title: str = PEER,
    **arguments: Any,
) -> Association:
    entity = AE(title)
    entity.acse_timeout = entity.dimse_timeout = _TIMEOUT
    return entity.associate(
        LOCALHOST, orthanc.dicom_port, contexts=contexts, ae_title=TITLE, **arguments
    )


# --- systems that are asked ---------------------------------------------------------------------


@dataclass(slots=True)
class Peer:
    """A system that Orthanc knows, and what it has got from there.

    Attributes
    ----------
    requestors : list
        Of each Association request: the user information of pynetdicom.
    proposals : set of PresentationContext
        All that Orthanc has proposed.
    messages : list of tuple
        Of each request: UIDs of SOP Class and Transfer Syntax, and the request.
    datasets : list of Dataset
        The Identifiers, action and event information that came with them.
    status : int
        What requests are answered with.
    """

    requestors: list[Any] = field(default_factory=list)
    proposals: set[PresentationContext] = field(default_factory=set)
    messages: list[tuple[str, str, Any]] = field(default_factory=list)
    datasets: list[Dataset] = field(default_factory=list)
    status: int = 0x0000

    def handlers(self) -> list[Handler]:
        """Return what pynetdicom calls."""
        return [
            (evt.EVT_REQUESTED, self._on_association),
            (evt.EVT_C_ECHO, self._on_message()),
            (evt.EVT_C_STORE, self._on_message()),
            (evt.EVT_C_FIND, self._on_query),
            (evt.EVT_C_MOVE, self._on_retrieval),
            (evt.EVT_N_ACTION, self._on_message("action_information")),
            (evt.EVT_N_EVENT_REPORT, self._on_message("event_information")),
        ]

    def _on_association(self, event: Event) -> None:
        self.requestors.append(event.assoc.requestor)
        for context in event.assoc.requestor.requested_contexts:
            for transfer_syntax in context.transfer_syntax:
                sop_class = str(context.abstract_syntax)
                self.proposals.add(PresentationContext(sop_class, transfer_syntax))

    def _on_message(self, information: str = "") -> Callable[[Event], Any]:
        def note(event: Event) -> Any:
            self._note(event)
            if information:
                self.datasets.append(getattr(event, information))
                return self.status, None
            return self.status

        return note

    def _on_query(self, event: Event) -> Iterator[tuple[int, Dataset | None]]:
        self._note(event)
        self.datasets.append(event.identifier)
        yield (0xFF00, event.identifier) if self.status == 0 else (self.status, None)

    def _on_retrieval(self, event: Event) -> Iterator[Any]:
        self._note(event)
        self.datasets.append(event.identifier)
        yield LOCALHOST, 0
        yield 0

    def _note(self, event: Event) -> None:
        context = event.context
        self.messages.append((context.abstract_syntax, context.transfer_syntax, event.request))


@contextmanager
def peer(orthanc: Orthanc, *sop_classes: str, title: str = PEER) -> Iterator[Peer]:
    """Run a system, with a free port, that Orthanc knows under its title.

    It accepts the SOP Classes in an uncompressed Transfer Syntax and, with pynetdicom's option
    ``UNRESTRICTED_STORAGE_SERVICE``, every other as a Storage SOP Class.
    """
    found = Peer()
    entity = AE(title)
    for uid in (VERIFICATION, *sop_classes):
        may_report = True if uid == STORAGE_COMMITMENT else None
        entity.add_supported_context(uid, scu_role=may_report, scp_role=may_report)
    server = entity.start_server((LOCALHOST, 0), block=False, evt_handlers=found.handlers())
    assert server is not None
    try:
        know(orthanc, title, server.server_address[1])
        yield found
    finally:
        # It takes half a second, for which nothing has to wait.
        threading.Thread(target=server.shutdown).start()


def send_each(orthanc: Orthanc, files: Iterable[bytes]) -> None:
    """Let Orthanc send instances to the peer, each in a job of its own, whether it can or not."""

    def send(file: bytes) -> None:
        orthanc.post(f"/modalities/{PEER}/store", json=[orthanc.upload(file)])

    with ThreadPoolExecutor(CONCURRENT_JOBS) as pool:
        list(pool.map(send, files))


def eventually(happened: Callable[[], object]) -> None:
    """Wait until something has happened, but not for ever.

    Raises
    ------
    TimeoutError
        If it has not.
    """
    limit = time.monotonic() + _TIMEOUT
    while not happened():
        if time.monotonic() > limit:
            raise TimeoutError
        time.sleep(_POLL)


def know(orthanc: Orthanc, title: str, port: int) -> None:
    """Enter a system into Orthanc's ``DicomModalities`` while it runs."""
    answer = orthanc.request("PUT", f"/modalities/{title}", json=[title, LOCALHOST, port])
    assert answer.ok, answer.text
