"""Which rules run: codes, names, prefixes, ALL, and the codes of other linters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from devcontain.errors import UserError
from devcontain.lint.rule import OFF, WARNING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from devcontain.lint.rule import Rule


def choose(rules: Sequence[Rule], select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """The rules to run; without a selection all that are on by default. Raises UserError for an unknown selector."""
    wanted = _match_all(rules, select)
    unwanted = set(_match_all(rules, ignore))
    if not wanted:
        return [rule for rule in rules if rule.severity != OFF and rule.code not in unwanted]
    chosen = [rule for rule in rules if rule.code in wanted and rule.code not in unwanted]
    return [replace(rule, severity=WARNING) if rule.severity == OFF else rule for rule in chosen]


def known_codes(rules: Iterable[Rule]) -> dict[str, str]:
    """Our code for each way to write a rule: its code, its name, and other linters' codes; all in capitals."""
    return {name.upper(): rule.code for rule in rules for name in (rule.code, rule.name, *rule.aliases)}


def match(rules: Sequence[Rule], selector: str) -> list[Rule]:
    """The rules that a selector names. Raises UserError where it names none."""
    wanted = selector.upper()
    if wanted == "ALL":
        return list(rules)
    code = known_codes(rules).get(wanted)
    found = [rule for rule in rules if rule.code == code] or [rule for rule in rules if rule.code.startswith(wanted)]
    if not found:
        raise UserError(f"no rule is called `{selector}`", _suggest(rules, wanted))
    return found


def _match_all(rules: Sequence[Rule], selectors: Iterable[str]) -> dict[str, Rule]:
    names = [name.strip() for selector in selectors for name in selector.split(",") if name.strip()]
    return {rule.code: rule for name in names for rule in match(rules, name)}


def _suggest(rules: Sequence[Rule], wanted: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(wanted, known_codes(rules), 1)
    listing = "`devcontain explain --all` lists all rules"
    if not close:
        return listing
    return f"did you mean `{close[0].lower() if '-' in close[0] else close[0]}`? {listing}"
