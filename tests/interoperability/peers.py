"""The other side of an Association with Orthanc: systems that ask it, and that it asks."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydicom.uid import ExplicitVRLittleEndian
from pynetdicom import AE, build_context, build_role, evt
from pynetdicom.sop_class import StorageCommitmentPushModel, Verification

from tests.interoperability.claims import PresentationContext
from tests.interoperability.orthanc import LOCALHOST, TITLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pydicom.dataset import Dataset
    from pynetdicom.association import Association
    from pynetdicom.events import Event
    from pynetdicom.presentation import PresentationContext as Proposal

    from tests.interoperability.orthanc import Orthanc

PEER = "PEER"
_TIMEOUT = 20
_CONTEXTS_AT_ONCE = 127

Handler = tuple[Any, Any]


# --- systems that ask ---------------------------------------------------------------------------


@contextmanager
def associated(
    orthanc: Orthanc,
    *sop_classes: str,
    title: str = PEER,
    transfer_syntax: str = ExplicitVRLittleEndian,
    as_scp: Iterable[str] = (),
    handlers: Iterable[Handler] = (),
) -> Iterator[Association]:
    """Open an Association that proposes SOP Classes, some of them for the role of an SCP."""
    contexts = [build_context(uid, transfer_syntax) for uid in sop_classes]
    roles = [build_role(uid, scp_role=True) for uid in as_scp]
    association = _request(orthanc, contexts, title, ext_neg=roles, evt_handlers=list(handlers))
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
    association = _request(orthanc, [*contexts, build_context(Verification)])
    assert association.is_established
    for found in association.accepted_contexts:
        index = (found.context_id - 1) // 2
        if index < len(wanted):
            yield wanted[index]
    association.release()


def _request(
    orthanc: Orthanc,
    contexts: list[Proposal],
    title: str = PEER,
    **arguments: Any,  # noqa: ANN401
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
        Of each request: keyword of the SOP Class, Transfer Syntax, request.
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
        requestor = event.assoc.requestor
        self.requestors.append(requestor)
        for context in requestor.primitive.presentation_context_definition_list:
            for transfer_syntax in context.transfer_syntax:
                proposal = PresentationContext(context.abstract_syntax, transfer_syntax)
                self.proposals.add(proposal)

    def _on_message(self, information: str = "") -> Callable[[Event], Any]:
        def note(event: Event) -> Any:  # noqa: ANN401
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
    for uid in (Verification, *sop_classes):
        both = {"scu_role": True, "scp_role": True} if uid == StorageCommitmentPushModel else {}
        entity.add_supported_context(uid, **both)
    server = entity.start_server((LOCALHOST, 0), block=False, evt_handlers=found.handlers())
    try:
        know(orthanc, title, server.server_address[1])
        yield found
    finally:
        server.shutdown()


def know(orthanc: Orthanc, title: str, port: int) -> None:
    """Enter a system into Orthanc's ``DicomModalities`` while it runs."""
    answer = orthanc.request("PUT", f"/modalities/{title}", json=[title, LOCALHOST, port])
    assert answer.ok, answer.text
