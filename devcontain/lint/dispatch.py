"""Which rules are asked about a thing: those that want its kind, and one of the names that stand in it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devcontain.lint.rule import Rule
    from devcontain.semantics.build import Build

_MAXIMUM_KEPT = 5000


class Dispatch:
    """Rules by what they want to see; what has been asked once is kept, since most files are much alike."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.by_kind: dict[str, list[tuple[frozenset[str], Rule]]] = defaultdict(list)
        for rule in rules:
            for kind, names in rule.on:
                self.by_kind[kind].append((frozenset(names), rule))
        self.commands = frozenset(name for names, _ in self.by_kind["command"] for name in names)
        self.kept: dict[tuple[str, str | frozenset[str]], list[Rule]] = {}

    def rules_for(self, kind: str, names: str | frozenset[str]) -> list[Rule]:
        """The rules for each of a kind, and those for one of these names; `names` may be a single one."""
        found = self.kept.get((kind, names))
        if found is None:
            there = frozenset([names]) if isinstance(names, str) else names
            wanted = self.by_kind.get(kind, ())
            found = [rule for asked, rule in wanted if not asked or not asked.isdisjoint(there)]
            if len(self.kept) >= _MAXIMUM_KEPT:
                self.kept.clear()
            self.kept[kind, names] = found
        return found


class Dispatches:
    """A dispatch for each combination of the conditions that rules make of a build."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.all = Dispatch(self.rules)
        self.conditions = tuple(dict.fromkeys(rule.where for rule in self.rules if rule.where is not None))
        self.kept: dict[tuple[bool, ...], Dispatch] = {}

    def for_build(self, build: Build) -> Dispatch:
        """The rules whose condition holds for a build, and those that make none."""
        holds = tuple([condition(build) for condition in self.conditions])
        if all(holds):
            return self.all
        if holds not in self.kept:
            met = {None, *(condition for condition, is_met in zip(self.conditions, holds, strict=True) if is_met)}
            self.kept[holds] = Dispatch(rule for rule in self.rules if rule.where in met)
        return self.kept[holds]
