"""Rows over SOP Classes (Annex N, 1.1, 1.2 and 1.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs import rules
from sphinx_dcs.dicom import uids
from sphinx_dcs.profile.profile import child, entries_of, text_of, texts_of
from sphinx_dcs.statement.context import VALUE_SEPARATOR, plain, yes_no
from sphinx_dcs.statement.tables import Draft

if TYPE_CHECKING:
    from sphinx_dcs.profile.values import Entry, Value
    from sphinx_dcs.statement.context import Context
    from sphinx_dcs.statement.model import Inline
    from sphinx_dcs.statement.support import SopClass

_ROLES_OF_STORAGE = {
    "scu": ("storage.scu",),
    "scp": ("storage.scp",),
    "user-agent": (
        "web.uri.user-agent",
        "web.studies.user-agent",
        "web.non-patient-instances.user-agent",
    ),
    "origin-server": (
        "web.uri.origin-server",
        "web.studies.origin-server",
        "web.non-patient-instances.origin-server",
    ),
    "fsc": ("media.fsc",),
    "fsu": ("media.fsu",),
    "fsr": ("media.fsr",),
}
_FUNCTIONS = ("create", "display", "process", "archive")
_STRUCTURED_REPORTS = "structured-report-templates"


# --- storage ----------------------------------------------------------------------------------


def storage(context: Context) -> list[Draft]:
    """Return a row for each Storage SOP Class, in numerical order of UID (Annex N, 1.1).

    A SOP Class that says nothing of a role has it if the product has it.
    """
    rows = _StorageRows(context)
    given = context.profile.entries("storage.sop-classes")
    entries = {
        found.uid: (found, each) for each in given for found in [context.support.named(each)]
    }
    return [rows.row(*entries[uid]) for uid in sorted(entries, key=uids.numerical)]


class _StorageRows:
    """Makes the rows of Table 1-1; what they share is looked up once.

    Parameters
    ----------
    context : Context
        The table.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._reported = _reported_sop_classes(context)
        self._defaults = context.profile.at("storage.defaults")
        self._default_sets = _sets(self._defaults)
        self._default_texts = {
            key: text_of(child(self._defaults, key)) for key in (*_ROLES_OF_STORAGE, *_FUNCTIONS)
        }
        self._has_role = {
            role: any(context.profile.at(path) is not None for path in paths)
            for role, paths in _ROLES_OF_STORAGE.items()
        }

    def row(self, found: uids.Uid, entry: Entry) -> Draft:
        """Return the row of a SOP Class."""
        cells: dict[str, Inline] = {
            "name": plain(uids.table_name(found)),
            "uid": plain(found.uid),
            "transfer-syntax-sets": _sets(entry.value) or self._default_sets,
        }
        for role in _ROLES_OF_STORAGE:
            cells[role] = yes_no(self._supports(entry, role))
        if found.uid in self._reported:
            cells["create"] = ("See ", self._context.reference(_STRUCTURED_REPORTS))
            return Draft(found.uid, cells, block=found.uid, columns={"create": len(_FUNCTIONS)})
        for function in _FUNCTIONS:
            cells[function] = plain(self._said(entry, function) or "N")
        return Draft(found.uid, cells, block=found.uid)

    def _said(self, entry: Entry, key: str) -> str:
        return text_of(child(entry.value, key)) or self._default_texts[key]

    def _supports(self, entry: Entry, role: str) -> bool:
        said = self._said(entry, role)
        if said == "Y" and not self._has_role[role]:
            at = child(entry.value, role) or child(self._defaults, role) or entry.key
            under = _ROLES_OF_STORAGE[role][0]
            self._context.diagnostics.report(
                rules.ROLE_NOT_DECLARED, at.position, "storage.sop-classes", role=role, under=under
            )
        return said == "Y" or (self._has_role[role] and not said)


def _reported_sop_classes(context: Context) -> set[str]:
    """Return the UIDs of the SOP Classes that Table 1-3 describes."""
    return {
        context.support.named(entry).uid
        for report in context.profile.entries("structured-reports")
        for entry in entries_of(child(report.value, "sop-classes"))
    }


def _sets(value: Value | None) -> Inline:
    return plain(VALUE_SEPARATOR.join(texts_of(child(value, "transfer-syntax-sets"))))


# --- other services ---------------------------------------------------------------------------


def service_sop_classes(context: Context) -> list[Draft]:
    """Return a row for each SOP Class and Transfer Syntax of services (Annex N, 1.2)."""
    by_role = {role: _of_role(context, role) for role in ("scu", "scp")}
    every = by_role["scu"] | by_role["scp"]
    rows: list[Draft] = []
    for uid in sorted(every, key=uids.numerical):
        rows += _transfer_syntax_rows(every[uid], {r: by_role[r].get(uid) for r in by_role})
    return rows


def _of_role(context: Context, role: str) -> dict[str, SopClass]:
    found: dict[str, SopClass] = {}
    for service in context.table.parameters["services"]:
        found |= context.support.sop_classes(service, role)
    return found


def _transfer_syntax_rows(sop_class: SopClass, by_role: dict[str, SopClass | None]) -> list[Draft]:
    supported = {role: found.transfer_syntaxes if found else () for role, found in by_role.items()}
    every = dict.fromkeys(each for syntaxes in supported.values() for each in syntaxes)
    return [
        Draft(
            f"{sop_class.uid}/{syntax.uid}",
            {
                "name": plain(sop_class.name),
                "uid": plain(sop_class.uid),
                "transfer-syntax": plain(uids.table_name(syntax)),
                "transfer-syntax-uid": plain(syntax.uid),
                **{role: yes_no(syntax in syntaxes) for role, syntaxes in supported.items()},
            },
            block=sop_class.uid,
        )
        for syntax in every
    ]


def real_time_video(context: Context) -> list[Draft]:
    """Return a row for each Real-Time Communication SOP Class (Annex N, 1.5)."""
    path = "real-time-video"
    roles = {role: context.support.sop_classes(path, role) for role in ("scu", "scp")}
    every = roles["scu"] | roles["scp"]
    return [
        Draft(
            uid,
            {
                "name": plain(every[uid].name),
                "uid": plain(uid),
                "transfer-syntax-sets": _video_sets(context, every[uid]),
                **{role: yes_no(uid in found) for role, found in roles.items()},
            },
            block=uid,
        )
        for uid in sorted(every, key=uids.numerical)
    ]


def _video_sets(context: Context, sop_class: SopClass) -> Inline:
    """Return the sets whose Transfer Syntaxes the SOP Class all supports."""
    own = set(sop_class.transfer_syntaxes)
    names = [name for name, members in context.support.sets.items() if own >= set(members)]
    return plain(VALUE_SEPARATOR.join(names) or "N/A")
