"""A small template and the statements of small profiles, for tests of the core."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_dcs.diagnostics import Diagnostics
from sphinx_dcs.profile.checking import check
from sphinx_dcs.profile.profile import Profile
from sphinx_dcs.profile.reading import read_text
from sphinx_dcs.statement.model import Editions, Statement
from sphinx_dcs.statement.resolving import resolve
from sphinx_dcs.template import template_from
from sphinx_dcs.template.profile_shape import profile_shape
from sphinx_dcs.template.reading import read_data

if TYPE_CHECKING:
    from sphinx_dcs.template.model import Template

DATA = """
edition: {template: Small, title: DICOM Conformance Statement, errata: "1"}
services:
  verification: {name: Verification, category: dimse, area: verification, roles: [scu, scp],
                 every: true, sop-classes: [Verification]}
  storage: {name: Storage, category: dimse, area: storage, roles: [scu, scp]}
  query-retrieve: {name: Query/Retrieve, category: dimse, area: query-retrieve, roles: [scu, scp],
                   sop-classes: [StudyRootQueryRetrieveInformationModelFind,
                                 StudyRootQueryRetrieveInformationModelMove]}
  web.studies:
    name: Studies Web Service
    category: web
    area: studies
    roles: [user-agent, origin-server]
    transactions:
      retrieve: {name: Retrieve, resources: {study: Study, series: Series}}
sections:
  - slug: overview
    number: "1"
    title: Overview of {product}
    when: [product]
    blocks:
      - {slot: product.describe, hint: What it does.}
      - {mandated: "{product} is described in {section:status-codes}, see {table:services}."}
      - {example: "{product} is never published."}
  - slug: services
    number: "1.1"
    title: Services
    when: [verification, query-retrieve]
    blocks: [{table: services}]
  - {slug: web, number: "1.2", title: Web, when: [web.studies], blocks: [{table: web}]}
  - {slug: terms, number: "2", title: Terms, blocks: [{table: terms}]}
  - {slug: entities, number: "3", title: Entities}
  - {slug: entity, number: "3.1", title: "Entity {ae}", repeat: application-entities,
     blocks: [{slot: ae.describe}]}
  - {slug: after-entities, number: "3.2", title: After}
  - {slug: status-codes, number: "7", title: Status Codes}
  - {slug: storage-status, number: "7.1", title: Storage}
shapes:
  status:
    when: role
    caption: "Status Codes for {message} - {role}"
    section-title: "{role} of Storage - {message}"
    section-blocks:
      - {pattern: "{table} lists the Status Codes of {message}.", source: text}
      - {table: "{slug}", source: table}
    profile: "{service}.{role}.status-codes.{key}"
    source: {rows: standard}
    columns:
      - {heading: Service Status, key: status, width: 20, spans: true, stub: true}
      - {heading: Further Meaning, key: meaning, width: 30}
      - {heading: Status Code, key: code, kind: status-code, width: 15, address: true}
      - {heading: Behavior, key: behavior, width: 35, own: true}
status-rows:
  success: {status: Success, meaning: Success, code: "0000"}
  out-of-resources: {status: Failure, meaning: "Refused: Out of Resources", code: A700-A7FF}
  processing-failure: {status: Failure, meaning: Processing Failure, code: "0110"}
  no-longer-updated: {status: Failure, meaning: No longer updated, code: "0110"}
  other: {status: "-", meaning: Other status codes, code: anything else}
row-sets: {failures: [out-of-resources, processing-failure, no-longer-updated]}
tables:
  services:
    number: "1-4"
    caption: Services
    columns:
      - heading: SOP Classes
        columns:
          - {key: name, width: 30, spans: true}
          - {key: uid, kind: uid, width: 20, spans: true}
      - heading: Transfer Syntax
        columns:
          - {key: transfer-syntax, width: 20}
          - {key: transfer-syntax-uid, kind: uid, width: 20}
      - {heading: SCU, key: scu, kind: yes-no, width: 5}
      - {heading: SCP, key: scp, kind: yes-no, width: 5}
    source: {rows: service-sop-classes, services: [verification, query-retrieve]}
  web:
    number: "1-9"
    caption: Studies Service
    columns:
      - {heading: Transaction, key: transaction, width: 40, spans: true}
      - {heading: Resource, key: resource, width: 40}
      - {heading: User Agent, key: user-agent, kind: yes-no, width: 10}
      - {heading: Origin Server, key: origin-server, kind: yes-no, width: 10}
    source: {rows: web-transactions, service: web.studies}
  terms:
    caption: Terms
    columns:
      - {heading: Term, key: term, width: 30}
      - {heading: Definition, key: definition, width: 70}
    source: {rows: glossary, of: terms}
  c-store-scu:
    {shape: status, number: "7-42", section: "7.1.1", service: storage, role: scu, message: C-STORE,
     key: c-store, rows: [success, failures, other]}
  c-store-scp:
    {shape: status, number: "7-43", section: "7.1.2", service: storage, role: scp, message: C-STORE,
     key: c-store, rows: [success, failures]}
terms:
  ae: {term: Application Entity (AE), definition: A program.}
  tag: {term: Tag, definition: A number.}
"""


def small_data(extra: str = "") -> dict[str, Any]:
    """Return the data of the small template, with more of them."""
    data: dict[str, Any] = yaml.safe_load(DATA)
    standard = read_data()
    data |= {key: standard[key] for key in ("profile", "profile-shapes")}
    for key, more in (yaml.safe_load(dedent(extra)) or {}).items():
        data[key] = data[key] + more if isinstance(more, list) else data.get(key, {}) | more
    return data


def small_template(extra: str = "") -> Template:
    """Return the small template."""
    return template_from(small_data(extra))


def statement_of(profile: str, template: Template | None = None) -> tuple[Statement, list[str]]:
    """Return the statement of a profile's text, and the codes of all messages."""
    diagnostics = Diagnostics()
    template = template or small_template()
    root = read_text(dedent(profile), "profile.yaml", diagnostics)
    assert root is not None, list(diagnostics)
    checked = check(root, profile_shape(template), diagnostics)
    editions = Editions("Small", "1", "none", "0")
    statement = resolve(template, Profile("small", checked, ()), editions, diagnostics)
    return statement, [found.code for found in diagnostics]
