"""A rule as SARIF describes it: what GitHub shows beside an alert."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devcontain.lint.page import page_of
from devcontain.report.rule_page import as_markdown, as_text

if TYPE_CHECKING:
    from devcontain.lint.rule import Rule

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEM_LEVELS = {"error": "error", "warning": "warning", "info": "recommendation"}
_SECURITY_LEVELS = {"error": "8.0", "warning": "5.0", "info": "2.0"}
_TAGS = {
    "LAY": "layers",
    "PIN": "pins",
    "CAC": "caches",
    "GPU": "gpu",
    "DEV": "devcontainer",
    "CMP": "compose",
    "DKF": "dockerfile",
    "SEC": "security",
    "SUP": "suppressions",
    "SC": "shellcheck",
}
_LONGEST = 1000


def descriptor(rule: Rule) -> dict[str, Any]:
    """The rule with its page."""
    page = page_of(rule)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": _shortened(f"{page.summary} {page.reason}")},
        "help": {"text": "\n".join(as_text(rule, color=False)), "markdown": as_markdown(rule).partition("\n")[2]},
        "helpUri": rule.url,
        "defaultConfiguration": {"level": LEVELS.get(rule.severity, "none")},
        "properties": _properties(rule),
    }


def _properties(rule: Rule) -> dict[str, Any]:
    group = _TAGS.get(rule.code.rstrip("0123456789"), "dockerfile")
    properties: dict[str, Any] = {
        "tags": [group, *rule.aliases],
        "precision": "very-high",
        "problem.severity": _PROBLEM_LEVELS.get(rule.severity, "recommendation"),
    }
    if group == "security":
        properties["security-severity"] = _SECURITY_LEVELS.get(rule.severity, "2.0")
    return properties


def _shortened(text: str) -> str:
    """The text in one paragraph, cut behind a sentence where it is too long for GitHub."""
    text = " ".join(text.split())
    if len(text) <= _LONGEST:
        return text
    return text[: text.rfind(". ", 0, _LONGEST) + 1] or text[:_LONGEST]
