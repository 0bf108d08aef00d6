"""What a shell offers when a rule is to be named."""

from __future__ import annotations

from devcontain.rules import all_rules


def rules_beginning(begun: str) -> list[tuple[str, str]]:
    """The codes and names that go on as the last of a list begins, with the list before it, and the rules' names."""
    before, comma, last = begun.rpartition(",")
    named = [(name, rule.name) for rule in all_rules() for name in (rule.code, rule.name)]
    return [(before + comma + name, rule) for name, rule in named if name.lower().startswith(last.lower())]
