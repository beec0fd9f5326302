"""Messages about a profile: where something is wrong, what, and what to do.

Nothing in the pipeline raises for a user's mistake. It reports a
:class:`Diagnostic` to a :class:`Diagnostics` collector and goes on with what
is left, so that one bad value never hides the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Severity = Literal["error", "warning"]


class Position(NamedTuple):
    """A place in a file.

    Attributes
    ----------
    path : str
        The file, as the user would write it.
    line, column : int
        Both count from 1.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of message.

    Attributes
    ----------
    code : str
        Stable name, ``DCS012``; also the subtype of the Sphinx warning.
    severity : {"error", "warning"}
        An error makes ``sphinx-dcs check`` end with status 1.
    message : str
        What is wrong; a template for :meth:`str.format`.
    remedy : str
        What to do about it; a template as well.
    """

    code: str
    severity: Severity
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message: a rule broken at a place."""

    rule: Rule
    position: Position
    path: str
    message: str
    remedy: str

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """The rule's severity."""
        return self.rule.severity

    def __str__(self) -> str:
        where = f" ({self.path})" if self.path else ""
        return f"{self.message}{where}. {self.remedy}"


@dataclass(slots=True)
class Diagnostics:
    """Collects messages in the order they are found; each only once."""

    _found: dict[tuple[str, Position, str], Diagnostic] = field(default_factory=dict)

    def report(self, rule: Rule, position: Position, path: str = "", **values: object) -> None:
        """Add one message.

        Parameters
        ----------
        rule : Rule
            The rule that is broken; see :mod:`sphinx_dcs.rules`.
        position : Position
            Where it is broken.
        path : str
            Dotted path of the value in the profile, "" where there is none.
        **values
            What the rule's message and remedy ask for.
        """
        message = rule.message.format(**values)
        found = Diagnostic(rule, position, path, message, rule.remedy.format(**values))
        self._found.setdefault((rule.code, position, message), found)

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Add messages that were collected elsewhere."""
        for other in others:
            self._found.setdefault((other.code, other.position, other.message), other)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found.values())

    def __len__(self) -> int:
        return len(self._found)

    @property
    def has_errors(self) -> bool:
        """Whether at least one message is an error."""
        return any(found.severity == "error" for found in self)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``" Did you mean 'x'?"`` for the nearest known word, or ``""``."""
    by_fold = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return f" Did you mean {by_fold[close[0]]!r}?" if close else ""
