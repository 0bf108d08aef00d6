"""The rules: one file each, found by walking this package."""
# ruff: noqa: PTH118, PTH208

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from devcontain.lint.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of their codes."""
    modules = map(import_module, _names())
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    return tuple(sorted(found, key=_order))


def _names() -> Iterator[str]:
    """The names of the modules in the groups; pkgutil, which lists them too, takes longer to load than this."""
    top = __path__[0]
    for group in os.listdir(top):
        if "." not in group and group != "__pycache__":
            for file in os.listdir(os.path.join(top, group)):
                stem, dot, suffix = file.partition(".")
                if dot and suffix == "py" and stem != "__init__":
                    yield f"{__name__}.{group}.{stem}"


def _order(rule: Rule) -> tuple[str, int]:
    letters = rule.code.rstrip("0123456789")
    return letters, int(rule.code[len(letters) :])
