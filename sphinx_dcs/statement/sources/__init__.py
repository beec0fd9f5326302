"""Row sources: where the rows of a table come from.

A table of the template names its source and gives it parameters. A table over
a source that is here touches no Python; a new source is one small function,
entered below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs.statement.sources import records, sop_classes
from sphinx_dcs.statement.sources.application_entities import application_entity_services
from sphinx_dcs.statement.sources.standard import standard
from sphinx_dcs.statement.sources.transfer_syntaxes import transfer_syntax_sets
from sphinx_dcs.statement.sources.web import web_transactions

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dcs.statement.context import Context
    from sphinx_dcs.statement.tables import Draft

SOURCES: dict[str, Callable[[Context], list[Draft]]] = {
    "standard": standard,
    "storage": sop_classes.storage,
    "service-sop-classes": sop_classes.service_sop_classes,
    "real-time-video": sop_classes.real_time_video,
    "transfer-syntax-sets": transfer_syntax_sets,
    "web-transactions": web_transactions,
    "application-entity-services": application_entity_services,
    "structured-reports": records.structured_reports,
    "records": records.records,
    "grouped-records": records.grouped_records,
    "de-identification": records.de_identification,
    "glossary": records.glossary,
}
"""Every row source by the name that tables use."""
