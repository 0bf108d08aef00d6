"""The rules: one file each, found by walking this package."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from devcontain.lint.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of their codes."""
    found = []
    for info in walk_packages(__path__, f"{__name__}."):
        if not info.ispkg:
            found += [value for value in vars(import_module(info.name)).values() if isinstance(value, Rule)]
    return tuple(sorted(found, key=_order))


def _order(rule: Rule) -> tuple[str, int]:
    letters = rule.code.rstrip("0123456789")
    return letters, int(rule.code[len(letters) :])
