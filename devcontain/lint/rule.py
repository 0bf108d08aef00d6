"""What a rule is, what it yields, and what the runner makes of that: plain data."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from devcontain.caching import cached_property

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
_SHELLCHECK_URL = "https://www.shellcheck.net/wiki/{}"


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
        return _url(self.code, self.name)


class Subscription(NamedTuple):
    """What a rule wants to see: a kind of thing, and the names of which one has to be there (empty: all)."""

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


def run(*names: str) -> Subscription:
    """Each RUN in which one of these commands or wrappers (`sudo`) stands, however it is called."""
    return Subscription("run", names)


def stage(*names: str) -> Subscription:
    """Each stage that holds one of these: an instruction's keyword, or a command or wrapper."""
    return Subscription("stage", names)


def dockerfile(*names: str) -> Subscription:
    """Each file that holds one of these: an instruction's keyword, or a command or wrapper."""
    return Subscription("dockerfile", names)


STAGE = stage()
DOCKERFILE = dockerfile()
DEVCONTAINER = Subscription("devcontainer")
COMPOSE = Subscription("compose")
REQUIREMENTS = Subscription("requirements")
SUPPRESSION = Subscription("suppression")
"""Each comment of ours that silences findings, once it is known which it has silenced."""


@dataclass(frozen=True)
class Rule:
    """A check with its code; its documentation is its module's docstring."""

    code: str
    on: tuple[Subscription, ...]
    severity: Severity
    check: Callable[[Any], Iterable[Problem]]
    aliases: tuple[str, ...] = ()
    module: str = field(default="")
    where: Callable[[Any], bool] | None = None
    """Whether a build is what the rule is about; about others it is not asked, and costs them nothing."""
    is_graded: bool = False
    """Whether the severity is the user's choice."""
    page: str = ""
    """Its page where no module of ours holds it: that of a code of ShellCheck's."""

    @cached_property
    def name(self) -> str:
        """The problem in kebab-case: the file's name."""
        return self.module.rpartition(".")[2].replace("_", "-")

    @property
    def url(self) -> str:
        """Where its page stands."""
        return _url(self.code, self.name)

    @cached_property
    def doc(self) -> str:
        """Its own page, or the module's docstring."""
        return self.page or sys.modules[self.module].__doc__ or ""

    def finding(self, path: str, problem: Problem) -> Finding:
        """The problem as a finding of this rule."""
        severity = problem.severity or self.severity
        if self.is_graded:
            severity = min(severity, self.severity, key=SEVERITIES.index)
        return Finding(self.code, self.name, severity, path, problem)


def _url(code: str, name: str) -> str:
    return _SHELLCHECK_URL.format(code) if name == "shellcheck" else URL.format(name)


def rule(
    code: str,
    *,
    on: Subscription | list[Subscription],
    severity: Severity,
    aliases: tuple[str, ...] = (),
    where: Callable[[Any], bool] | None = None,
) -> Callable[[Callable[[Any], Iterable[Problem]]], Rule]:
    """Make a rule of a check function; the module's name becomes the rule's, its docstring the rule's page."""
    subscriptions = tuple(on) if isinstance(on, list) else (on,)

    def make(check: Callable[[Any], Iterable[Problem]]) -> Rule:
        return Rule(code, subscriptions, severity, check, aliases, check.__module__, where)

    return make
