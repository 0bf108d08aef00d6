"""`devcontain explain`: a rule's page, or a list of all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devcontain.commands.output import print_lines, wants_color
from devcontain.errors import UserError
from devcontain.lint.page import page_of
from devcontain.lint.select import is_shellcheck, match
from devcontain.report.rule_page import as_document, as_markdown, as_text
from devcontain.rules import all_rules

if TYPE_CHECKING:
    from devcontain.lint.rule import Rule


def run(selectors: tuple[str, ...], every: bool, output_format: str) -> int:
    """Print the pages of the rules that are named, or a line for each of all rules."""
    if not selectors and not every:
        raise UserError("no rule is named", "name one, such as `devcontain explain CAC001`, or say `--all`")
    if selectors and every:
        raise UserError("--all stands beside the name of a rule", "give one of them")
    named = {rule.code: rule for selector in selectors for rule in _named(selector)}
    rules = all_rules() if every else tuple(named.values())
    if output_format == "json":
        import json

        print_lines([json.dumps([_record(rule) for rule in rules], indent=2)])
    elif output_format == "markdown":
        text = as_document(rules) if every else "\n\n".join(as_markdown(rule) for rule in rules) + "\n"
        print_lines([text.removesuffix("\n")])
    elif every:
        width = max(len(rule.name) for rule in rules)
        print_lines(f"{rule.code:<8} {rule.name:<{width}}  {page_of(rule).summary}" for rule in rules)
    else:
        print_lines(line for rule in rules for line in as_text(rule, color=wants_color()))
    return 0


def _named(selector: str) -> list[Rule]:
    if not is_shellcheck(selector):
        return match(all_rules(), selector)
    from devcontain.lint.shellcheck.pages import rule_of

    return [rule_of(selector.upper())]


def _record(rule: Rule) -> dict[str, Any]:
    page = page_of(rule)
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "fix": page.fix,
        "aliases": list(rule.aliases),
        "summary": page.summary,
    }
