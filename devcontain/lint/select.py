"""Which rules run: codes, names, prefixes, ALL, and the codes of other linters."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from devcontain.errors import UserError
from devcontain.lint.rule import OFF, WARNING
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from devcontain.lint.rule import Rule, Severity

_SHELLCHECK = pattern(r"SC[0-9]{0,4}", re.IGNORECASE)


class Selection(NamedTuple):
    """What one place, a configuration or the command line, says of the rules that run; `select` begins anew.

    Of selectors that contradict each other the one that means fewest rules counts, and of equal ones `ignore`.
    """

    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def apply(self, rules: Sequence[Rule], chosen: set[str]) -> set[str]:
        """The codes that run once this is said, too. Raises UserError for an unknown selector."""
        selected = [(codes, True) for codes in _matches(rules, self.select)]
        extended = [(codes, True) for codes in _matches(rules, self.extend)]
        ignored = [(codes, False) for codes in _matches(rules, self.ignore)]
        result = set() if selected else set(chosen)
        for codes, is_on in sorted(selected + extended + ignored, key=lambda said: -len(said[0])):
            result = result | codes if is_on else result - codes
        return result


def choose(
    rules: Sequence[Rule],
    selections: Iterable[Selection],
    ignored: Iterable[str] = (),
    severities: Mapping[str, Severity] | None = None,
) -> list[Rule]:
    """The rules to run: all that are on, and what each selection makes of those before. Raises UserError.

    `ignored` names rules that do not run whatever is selected; `severities` the severities that the user wants.
    """
    grades = _grades(rules, severities or {})
    codes = {rule.code for rule in rules if rule.severity != OFF or ((own := grades.get(rule.code)) and own.is_exact)}
    for selection in selections:
        codes = selection.apply(rules, codes)
    codes = codes.difference(*_matches(rules, ignored))
    chosen = [(rule, grades.get(rule.code)) for rule in rules if rule.code in codes]
    return [_graded(rule, grade) for rule, grade in chosen if grade is None or grade.severity != OFF]


class _Grade(NamedTuple):
    """The severity that a user wants for a rule, and whether that rule alone was named."""

    severity: Severity
    is_exact: bool


def _grades(rules: Sequence[Rule], severities: Mapping[str, Severity]) -> dict[str, _Grade]:
    """The severities that are wanted, by code; of several selectors that mean a rule the narrowest counts."""
    matched = [(match(rules, selector), severity) for selector, severity in severities.items()]
    matched.sort(key=lambda meant: -len(meant[0]))
    return {rule.code: _Grade(severity, len(meant) == 1) for meant, severity in matched for rule in meant}


def _graded(rule: Rule, grade: _Grade | None) -> Rule:
    if grade is not None:
        return replace(rule, severity=grade.severity, is_graded=True)
    return replace(rule, severity=WARNING) if rule.severity == OFF else rule


def known_codes(rules: Iterable[Rule]) -> dict[str, str]:
    """Our code for each way to write a rule: its code, its name, and other linters' codes; all in capitals."""
    return {name.upper(): rule.code for rule in rules for name in (rule.code, rule.name, *rule.aliases)}


def match(rules: Sequence[Rule], selector: str) -> list[Rule]:
    """The rules that a selector names, none for a code of ShellCheck's. Raises UserError where it names nothing."""
    wanted = selector.upper()
    if is_shellcheck(wanted):
        return []
    if wanted == "ALL":
        return list(rules)
    code = known_codes(rules).get(wanted)
    found = [rule for rule in rules if rule.code == code] or [rule for rule in rules if _begins(rule, wanted)]
    if not found:
        raise UserError(f"no rule is called `{selector}`", _suggest(rules, wanted))
    return found


def _begins(rule: Rule, prefix: str) -> bool:
    """Whether a rule's code begins so, or the one that hadolint has for it."""
    codes = rule.aliases if prefix.startswith("DL") else (rule.code,)
    return bool(prefix) and any(code.startswith(prefix) for code in codes)


def _matches(rules: Sequence[Rule], selectors: Iterable[str]) -> list[set[str]]:
    """The codes that each selector means."""
    return [{rule.code for rule in match(rules, name)} for name in names_in(selectors)]


def names_in(selectors: Iterable[str]) -> list[str]:
    """The selectors one by one: several may stand in one string."""
    return [name.strip() for selector in selectors for name in selector.split(",") if name.strip()]


def is_shellcheck(selector: str) -> bool:
    """Whether a selector means a code of ShellCheck's, or several by how they begin."""
    return _SHELLCHECK.fullmatch(selector) is not None


def _suggest(rules: Sequence[Rule], wanted: str) -> str:
    from difflib import get_close_matches

    prefixes = dict.fromkeys(rule.code.rstrip("0123456789") for rule in rules)
    close = get_close_matches(wanted, [*prefixes, *known_codes(rules)], 1)
    listing = "`devcontain explain --all` lists all rules"
    if not close:
        return listing
    return f"did you mean `{close[0].lower() if '-' in close[0] else close[0]}`? {listing}"
