"""ShellCheck's codes as rules of ours, each with a page that leads to ShellCheck's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF, Rule
from devcontain.lint.shellcheck.wanted import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devcontain.lint.rule import Finding, Problem, Severity

_MODULE = "devcontain.lint.shellcheck"
_PAGE = """Heed {code} of ShellCheck in RUN.

{link}

Whoever selects it (`extend-select = ["SC"]`, or one code) and has it installed (`pip install 'devcontain[shellcheck]'`)
gets ShellCheck's findings with their own codes, as grave as ShellCheck takes them for; *style* counts as *info*. It is
given each RUN in shell form, and each here-document that is a script, in the language of the shell in force, as one
that knows the variables of ENV and ARG. Where ShellCheck has a correction, it is an unsafe fix.{left_out}
"""


def rule_of(code: str, severity: Severity = OFF) -> Rule:
    """A code, or the beginning of one, as a rule."""
    link = "https://www.shellcheck.net lists its checks."
    if len(code) == len("SC0000"):
        link = f"https://www.shellcheck.net/wiki/{code} says what {code} finds, why, and what to write instead."
    reasons = [f"{each} is reported only if it is selected by its code: {LEFT_OUT[each]}" for each in LEFT_OUT]
    relevant = [reason for reason in reasons if reason.startswith(code)]
    left_out = "".join(f"\n\n{reason}." for reason in relevant)
    return Rule(code, (), severity, _nothing, (), _MODULE, page=_PAGE.format(code=code, link=link, left_out=left_out))


def rules_among(findings: Iterable[Finding]) -> tuple[Rule, ...]:
    """The rules of those findings that are ShellCheck's, in the order of their codes."""
    found = {finding.code: finding.severity for finding in findings if finding.name == "shellcheck"}
    return tuple(rule_of(code, severity) for code, severity in sorted(found.items()))


def _nothing(_: object) -> Iterable[Problem]:
    return ()
