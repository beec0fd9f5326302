"""Every rule a message can name, in one list.

Codes are stable and never used again for another meaning: ``DCS00x`` reading
files, ``DCS02x`` structure, ``DCS04x`` DICOM facts, ``DCS06x`` consistency,
``DCS07x`` directives and roles, ``DCS08x`` text, ``DCS09x`` output.
"""

from __future__ import annotations

from sphinx_dcs.diagnostics import Rule

# --- reading files ---------------------------------------------------------------------------

UNREADABLE = Rule(
    "DCS001",
    "error",
    "The file {file!r} cannot be read: {reason}",
    "Check its name and its permissions.",
)
NOT_UTF8 = Rule("DCS002", "error", "The byte {byte} is not UTF-8", "Save the file as UTF-8.")
NOT_YAML = Rule("DCS003", "error", "This is not YAML: {problem}", "Correct it here or just before.")
EMPTY_FILE = Rule("DCS004", "error", "The file is empty", "Describe a product in it.")
NOT_A_MAPPING = Rule(
    "DCS005", "error", "The file holds {found}", "Begin it with keys, such as 'product:'."
)
DUPLICATE_KEY = Rule(
    "DCS006", "error", "The key {key!r} stands in line {line} already", "Keep one of them."
)
KEY_NOT_TEXT = Rule("DCS007", "error", "The key is not plain text", "Write a word as the key.")
UNKNOWN_TAG = Rule(
    "DCS008", "error", "The YAML tag {tag!r} is not allowed", "Write the value without a tag."
)
TOO_LARGE = Rule(
    "DCS009",
    "error",
    "There is more here than {limit}",
    "Move parts into files of their own, and check aliases of large values.",
)
MISSING_FILE = Rule("DCS010", "error", "The file {file!r} does not exist", "Correct its name.")
FILES_LOOP = Rule(
    "DCS011", "error", "Files refer to each other in a circle: {loop}", "Break the circle."
)
OUTSIDE_PROJECT = Rule(
    "DCS012",
    "error",
    "The file {file!r} is outside the project's folder",
    "Move it into the project.",
)
ENDLESS = Rule(
    "DCS013", "error", "The value holds an alias of itself", "Write out what the alias is for."
)
TOO_MANY_STEPS = Rule(
    "DCS014",
    "error",
    "More than {limit} files in a row include or extend one another",
    "Name the files in fewer steps.",
)

# --- structure -------------------------------------------------------------------------------

UNKNOWN_KEY = Rule(
    "DCS020",
    "error",
    "Unknown key {key!r}",
    "Nothing uses it: correct its spelling, or begin it with 'x-' to keep it.{suggestion}",
)
MISSING_KEY = Rule("DCS021", "error", "The key {key!r} is missing", "Add it.")
WRONG_TYPE = Rule("DCS022", "error", "Expected {expected}, found {found}", "Write {expected} here.")
REPEATED_NAME = Rule("DCS023", "error", "{name!r} stands twice in the list", "Remove one of them.")
NOT_A_CHOICE = Rule(
    "DCS024",
    "error",
    "{text!r} is not one of the allowed terms",
    "Use one of: {terms}.{suggestion}",
)
NOT_A_DATE = Rule("DCS025", "error", "{text!r} is not a date", "Write it as 2026-11-23.")
REPEATED_ITEM = Rule(
    "DCS026", "warning", "{name!r} stands twice in the list", "Remove one of them."
)
NOT_A_WARNING = Rule(
    "DCS027", "error", "{text!r} is not the code of a warning", "Use one of: {terms}."
)

# --- DICOM facts -----------------------------------------------------------------------------

UNKNOWN_UID = Rule(
    "DCS040",
    "error",
    "{text!r} is no {what}",
    "Give a keyword, a name or a UID of PS3.6; spell a private one out by its UID.{suggestion}",
)
NEWER_UID = Rule(
    "DCS041",
    "warning",
    "The {what} {text} is not in the dictionary",
    "If it is newer than the dictionary, give its name beside it.",
)
RETIRED_UID = Rule(
    "DCS042", "warning", "The {what} {text!r} is retired", "Check that the product still needs it."
)
NOT_A_UID = Rule(
    "DCS043",
    "error",
    "{text!r} is not a UID",
    "Write up to 64 characters: numbers without leading zeros, joined by dots.",
)
CONTRADICTING_UID = Rule(
    "DCS044",
    "error",
    "{name!r} has the UID {right}, not {wrong}",
    "Remove the wrong one; the name alone is enough.",
)
UNKNOWN_ATTRIBUTE = Rule(
    "DCS045",
    "error",
    "{text!r} is no Attribute",
    "Give its keyword, its name or its tag.{suggestion}",
)
NOT_A_CODE = Rule("DCS046", "error", "{text!r} is not a coded term", "Write it as (111036, DCM).")
NOT_A_STATUS_CODE = Rule(
    "DCS047",
    "error",
    "{text!r} is not a status code",
    "Write four hexadecimal digits (A700), a range (A700-A7FF) or an HTTP status (404).",
)
NOT_A_TID = Rule("DCS048", "error", "{text!r} is not a Template ID", "Write its number, 5200.")
NOT_OF_SERVICE = Rule(
    "DCS050",
    "warning",
    "{name!r} is no SOP Class of {service}",
    "List it under the service that it belongs to.",
)
NOT_AN_AE_TITLE = Rule(
    "DCS049",
    "error",
    "{text!r} is not an Application Entity Title",
    "Write 1 to 16 ASCII characters without backslash.",
)

# --- consistency -----------------------------------------------------------------------------

NOT_DEFINED = Rule(
    "DCS060",
    "error",
    "{name!r} is not defined under {of!r}",
    "Define it there, or correct its spelling.{suggestion}",
)
NO_SOP_CLASS = Rule(
    "DCS061",
    "error",
    "The role names no SOP Class of {service}",
    "List them under 'sop-classes'.",
)
ADDRESSED_TWICE = Rule(
    "DCS062", "error", "The row {row!r} is described twice", "Name it by its id or its code, once."
)
ROLE_NOT_DECLARED = Rule(
    "DCS063",
    "error",
    "The SOP Class is claimed for the role {role!r}, which the product does not have",
    "Describe the role under {under!r}, or remove the claim.",
)
NO_RESOURCE = Rule(
    "DCS064",
    "error",
    "The transaction {transaction!r} names no resource",
    "List them under 'resources': {terms}.",
)
UNKNOWN_TARGET = Rule(
    "DCS065",
    "error",
    "The statement has no {kind} {name!r}",
    "Name it by its slug or its number in Annex N.{suggestion}",
)
NOT_IN_TEMPLATE = Rule(
    "DCS066",
    "warning",
    "{name!r} is no {what} that the template knows",
    "Check its spelling, or describe it in the profile.{suggestion}",
)
SAME_TWICE = Rule(
    "DCS067",
    "error",
    "{name!r} is the same as {other!r} at {where}",
    "Describe it once; only the first one is used.",
)
UNKNOWN_SERVICE = Rule(
    "DCS068",
    "error",
    "{text!r} is no service",
    "Give its place in the profile, such as 'storage', or its name in Table 5-1.{suggestion}",
)
CONTRADICTING_VERSIONS = Rule(
    "DCS069",
    "error",
    "The version {version!r} is not one of the versions {versions}",
    "Give either 'version' or 'versions'.",
)

# --- directives and roles --------------------------------------------------------------------

WRONG_OPTION = Rule(
    "DCS070", "error", "The option {option!r} is not {expected}", "Correct it in conf.py."
)
UNKNOWN_PROFILE = Rule(
    "DCS071",
    "error",
    "There is no profile {profile!r}",
    "Name one under 'dcs_profiles' in conf.py, and here by ':profile:'.{suggestion}",
)
NO_SUCH_TABLE = Rule(
    "DCS072",
    "error",
    "No table of the statement is {criteria}",
    "See 'sphinx-dcs tables' for all of them.{suggestion}",
)
SECTION_INSIDE = Rule(
    "DCS073",
    "error",
    "A section cannot stand inside a {parent}",
    "Put the directive on the top level of the page, or show single tables by 'dcs-table'.",
)
NOT_SUPPORTED = Rule(
    "DCS074",
    "warning",
    "The statement does not have the table {name!r}, as the product does not support it",
    "Remove the directive, or describe the service in the profile.",
)
NO_STATEMENT = Rule(
    "DCS075",
    "error",
    "The profile {profile!r} has no statement",
    "Correct what is reported about its file.",
)

NO_PROFILE = Rule(
    "DCS076",
    "error",
    "No profile is named",
    "Name it by ':profile:', or set 'dcs_profile' in conf.py to the one that is meant.",
)

# --- text ------------------------------------------------------------------------------------

UNKNOWN_ROLE = Rule(
    "DCS080", "error", "A cell cannot hold the role {role!r}", "Use one of ours.{suggestion}"
)
NO_SUCH_ROLE = Rule(
    "DCS081",
    "error",
    "There is no role {role!r}",
    "Use one of ours, of Sphinx or of an extension of the site.",
)
NO_SUCH_PAGE = Rule(
    "DCS082",
    "error",
    "The link {uri!r} does not lead to a page",
    "Name the file of a page, as seen from this file.",
)

# --- output ----------------------------------------------------------------------------------

ALL: dict[str, Rule] = {
    rule.code: rule for rule in list(globals().values()) if isinstance(rule, Rule)
}
"""Every rule by its code."""
