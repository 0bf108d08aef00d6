"""What a rule is, what it yields, and what the runner makes of that: plain data."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from devcontain.syntax.source import Span

Severity = Literal["error", "warning", "info", "off"]
ERROR: Severity = "error"
WARNING: Severity = "warning"
INFO: Severity = "info"
OFF: Severity = "off"
SEVERITIES: tuple[Severity, ...] = (OFF, INFO, WARNING, ERROR)
"""From the least to the gravest."""

URL = "https://github.com/devcontain/devcontain/blob/main/docs/rules.md#{}"


class Edit(NamedTuple):
    """Replace the text of a span; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that belong together: all or none. Safe means that the build does the same, or strictly less waste."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


class Note(NamedTuple):
    """A second place that explains a problem."""

    span: Span
    message: str


@dataclass(frozen=True)
class Problem:
    """What a check yields; it never names its own code. `severity` lowers (or raises) the rule's for this case."""

    span: Span
    message: str
    help: str = ""
    fix: Fix | None = None
    also: tuple[Note, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True)
class Finding:
    """A problem with its rule and file; plain data that can cross processes."""

    code: str
    name: str
    severity: Severity
    path: str
    problem: Problem

    @property
    def url(self) -> str:
        """Where the rule's page stands."""
        return URL.format(self.name)


class Subscription(NamedTuple):
    """What a rule wants to see: a kind of thing, and for some kinds the names it cares for (empty: all)."""

    kind: str
    names: tuple[str, ...] = ()


def instruction(*keywords: str) -> Subscription:
    """Each step whose instruction has one of these keywords."""
    return Subscription("instruction", keywords)


def command(*names: str) -> Subscription:
    """Each shell command of one of these names, also behind sudo, env, `sh -c`; a name has no directory."""
    return Subscription("command", names)


def install(*managers: str) -> Subscription:
    """Each installation by one of these package managers."""
    return Subscription("install", managers)


STAGE = Subscription("stage")
DOCKERFILE = Subscription("dockerfile")
DEVCONTAINER = Subscription("devcontainer")
SUPPRESSION = Subscription("suppression")
"""Each comment of ours that silences findings, once it is known which it has silenced."""


@dataclass(frozen=True)
class Rule:
    """A check with its code; its documentation is its module's docstring."""

    code: str
    on: Subscription
    severity: Severity
    check: Callable[[Any], Iterable[Problem]]
    aliases: tuple[str, ...] = ()
    module: str = field(default="")
    is_graded: bool = False
    """Whether the severity is the user's choice."""

    @cached_property
    def name(self) -> str:
        """The problem in kebab-case: the file's name."""
        return self.module.rpartition(".")[2].replace("_", "-")

    @property
    def url(self) -> str:
        """Where its page stands."""
        return URL.format(self.name)

    @cached_property
    def doc(self) -> str:
        """The module's docstring."""
        return sys.modules[self.module].__doc__ or ""

    def finding(self, path: str, problem: Problem) -> Finding:
        """The problem as a finding of this rule."""
        severity = problem.severity or self.severity
        if self.is_graded:
            severity = min(severity, self.severity, key=SEVERITIES.index)
        return Finding(self.code, self.name, severity, path, replace(problem, severity=severity))


def rule(
    code: str, *, on: Subscription, severity: Severity, aliases: tuple[str, ...] = ()
) -> Callable[[Callable[[Any], Iterable[Problem]]], Rule]:
    """Make a rule of a check function; the module's name becomes the rule's, its docstring the rule's page."""

    def make(check: Callable[[Any], Iterable[Problem]]) -> Rule:
        return Rule(code, on, severity, check, aliases, check.__module__)

    return make
