"""Which rules run: codes, names, prefixes, ALL, and the codes of other linters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from devcontain.errors import UserError
from devcontain.lint.rule import OFF, WARNING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from devcontain.lint.rule import Rule, Severity


def choose(
    rules: Sequence[Rule],
    select: Iterable[str],
    ignore: Iterable[str],
    extend: Iterable[str] = (),
    severities: Mapping[str, Severity] | None = None,
) -> list[Rule]:
    """The rules to run; without a selection all that are on. Raises UserError for an unknown selector.

    `extend` names rules that run as well; `severities` the severities that the user wants, by selector.
    """
    wanted = _match_all(rules, select)
    more = _match_all(rules, extend)
    unwanted = _match_all(rules, ignore)
    grades = _grades(rules, severities or {})
    chosen = []
    for rule in rules:
        grade = grades.get(rule.code)
        is_default = not wanted and (rule.severity != OFF or (grade is not None and grade.is_exact))
        is_on = is_default or rule.code in wanted or rule.code in more
        if is_on and rule.code not in unwanted and (grade is None or grade.severity != OFF):
            chosen.append(_graded(rule, grade))
    return chosen


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
