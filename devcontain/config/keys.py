"""The keys of a configuration: one table that the reader, the JSON Schema and the documentation agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from devcontain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from devcontain.config.document import Document
    from devcontain.lint.rule import Rule

Kind = Literal[
    "rules",
    "some rules",
    "rules by file",
    "severity",
    "severity by rule",
    "files",
    "registries",
    "path",
    "directory",
    "name",
    "types of labels",
    "true or false",
]

LEVELS = ("error", "warning", "info")
SEVERITIES = (*LEVELS, "off")


class Key(NamedTuple):
    """What kind of value a key takes, and what it is for."""

    kind: Kind
    about: str


KEYS = {
    "extend": Key(
        "path",
        "A configuration that this one goes on from: a file of the same repository. What is said here wins; "
        "`extend-select` and the tables are added up.",
    ),
    "select": Key(
        "some rules",
        "Only these rules run: codes, names, prefixes, other linters' codes, `ALL`. Else: all that are on.",
    ),
    "extend-select": Key("rules", "These rules run as well."),
    "ignore": Key("rules", "These rules do not run."),
    "per-file-ignores": Key(
        "rules by file", "Rules that do not run on some files, by pattern; patterns are written as in a .gitignore."
    ),
    "severity": Key(
        "severity by rule",
        "Other severities for rules; of several that mean a rule the one that means fewest rules counts. "
        "What a rule itself grades lower in a special case stays lower.",
    ),
    "fail-on": Key("severity", "Findings of at least this severity make the exit code 1."),
    "exclude": Key(
        "files",
        "Files that are not linted when a directory is searched, nor, with --force-exclude, when they are named; "
        "patterns are written as in a .gitignore.",
    ),
    "allowed-registries": Key(
        "registries",
        "Where images may come from, such as `docker.io`, `ghcr.io/astral-sh` or `*.example.com`.",
    ),
    "target": Key("name", "The stage that is built where a Dockerfile has one of this name; else its last stage."),
    "dev-container-files": Key(
        "files",
        "Dockerfiles that make dev containers, besides those in a .devcontainer folder; "
        "patterns are written as in a .gitignore.",
    ),
    "label-schema": Key(
        "types of labels",
        "The labels that images must have, each with the type of its value: `text`, `url`, `email`, `hash`, `rfc3339`, "
        "`semver` or `spdx`.",
    ),
    "strict-labels": Key("true or false", "Whether images may have no labels but those of `label-schema`."),
    "templates": Key(
        "directory",
        "Templates and services that `devcontain init` takes before its own: a directory of the same repository.",
    ),
}


def check(document: Document, rules: Sequence[Rule]) -> None:
    """Raise UserError for the first thing in a configuration that is wrong."""
    for name, value in document.data.items():
        key = KEYS.get(name)
        if key is None:
            heading = "leave `[tool.devcontain]` out: only a pyproject.toml needs it" if name == "tool" else ""
            hint = heading or nearest(name, KEYS, "the keys are")
            raise document.error((name,), f"there is no key `{name}`", hint)
        for path, message, hint in _CHECKS[key.kind](name, value, rules):
            raise document.error(path, f"`{name}` {message}", hint)


def nearest(name: str, names: Sequence[str] | dict[str, Key], introduction: str) -> str:
    """A hint: the name that was meant, or else all of them."""
    from difflib import get_close_matches

    close = get_close_matches(name.lower().replace("_", "-"), list(names), 1)
    return f"did you mean `{close[0]}`?" if close else f"{introduction} {', '.join(f'`{each}`' for each in names)}"


_Wrong = tuple[tuple[str, ...], str, str]
"""The keys that lead to what is wrong and, where it stands in a list, its text; a predicate; a hint."""


def _rules(name: str, value: Any, rules: Sequence[Rule], *path: str) -> Iterator[_Wrong]:
    from devcontain.lint.select import match

    place = (name, *path)
    yield from _strings(place, value, 'a list of rules, such as `["CAC001", "PIN"]`')
    for selector in value:
        try:
            match(rules, selector)
        except UserError as error:
            yield (*place, selector), f"names a rule that there is not: `{selector}`", error.hint


def _some_rules(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:
    yield from _rules(name, value, rules)
    yield from _not_empty(name, value)


def _rules_by_file(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:
    yield from _table(name, value, 'a table of patterns, such as `{ "tests/**" = ["PIN"] }`')
    for pattern, selectors in value.items():
        yield from _pattern((name, pattern), pattern)
        if pattern.startswith("!"):
            yield (name, pattern), f"cannot exempt files: `{pattern}`", "name the files that are meant"
        yield from _rules(name, selectors, rules, pattern)


def _severity(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:  # noqa: ARG001
    yield from _one_of((name,), value, LEVELS)


def _severity_by_rule(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:
    yield from _table(name, value, 'a table of rules, such as `{ PIN = "error" }`')
    for selector, severity in value.items():
        for _, message, hint in _rules(name, [selector], rules):
            yield (name, selector), message, hint
        yield from _one_of((name, selector), severity, SEVERITIES)


def _files(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:  # noqa: ARG001
    yield from _strings((name,), value, 'a list of patterns, such as `["vendor/"]`')
    for pattern in value:
        yield from _pattern((name, pattern), pattern)


def _registries(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:  # noqa: ARG001
    yield from _strings((name,), value, 'a list of registries, such as `["docker.io", "ghcr.io"]`')
    yield from _not_empty(name, value)
    for registry in value:
        if "://" in registry or not registry.strip("/ "):
            yield (name, registry), f"holds `{registry}`, which is no registry", "write a host: `ghcr.io`"


def _path(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:  # noqa: ARG001
    if not isinstance(value, str) or not value:
        yield (name,), "must be the path of a file", "such as `../devcontain.toml`"


def _directory(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:  # noqa: ARG001
    if not isinstance(value, str) or not value:
        yield (name,), "must be the path of a directory", "such as `templates`"


def _name(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:  # noqa: ARG001
    if not isinstance(value, str) or not value:
        yield (name,), "must be the name of a stage", "such as `runtime`"


def _types(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:  # noqa: ARG001
    from devcontain.semantics.labels import TYPES

    yield from _table(name, value, 'a table of types, such as `{ version = "semver" }`')
    for label, kind in value.items():
        if not isinstance(kind, str) or kind not in TYPES:
            shown = f"`{kind}`" if isinstance(kind, str) else "something else"
            message = f"must give `{label}` a type, not {shown}"
            yield (name, label), message, nearest(str(kind), list(TYPES), "the types are")


def _switch(name: str, value: Any, rules: Sequence[Rule]) -> Iterator[_Wrong]:  # noqa: ARG001
    if not isinstance(value, bool):
        yield (name,), "must be true or false", "write it without quotes"


def _strings(place: tuple[str, ...], value: Any, wanted: str) -> Iterator[_Wrong]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        yield place, f"must be {wanted}", "write strings in brackets"


def _not_empty(name: str, value: Any) -> Iterator[_Wrong]:
    if not value:
        yield (name,), "is empty", "name something, or leave the key out"


def _table(name: str, value: Any, wanted: str) -> Iterator[_Wrong]:
    if not isinstance(value, dict):
        yield (name,), f"must be {wanted}", ""


def _one_of(place: tuple[str, ...], value: Any, allowed: Sequence[str]) -> Iterator[_Wrong]:
    if value not in allowed:
        shown = f"`{value}`" if isinstance(value, str) else "something else"
        yield place, f"must be {_or(allowed)}, not {shown}", nearest(str(value), allowed, "the severities are")


def _pattern(place: tuple[str, ...], pattern: str) -> Iterator[_Wrong]:
    if ".." in pattern.split("/"):
        yield place, f"names a place outside: `{pattern}`", "patterns count from the directory of the configuration"
    if not is_pattern(pattern):
        yield place, f"holds a pattern that matches nothing: `{pattern}`", "patterns are written as in a .gitignore"


def is_pattern(text: str) -> bool:
    """Whether a pattern could match something."""
    from devcontain.files.glob import BadPatternError, compile_glob

    try:
        compile_glob(text)
    except BadPatternError:
        return False
    return text.strip("/! ") != "" and not text.startswith("#")


def _or(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


_CHECKS: dict[Kind, Callable[[str, Any, Sequence[Rule]], Iterator[_Wrong]]] = {
    "rules": _rules,
    "some rules": _some_rules,
    "rules by file": _rules_by_file,
    "severity": _severity,
    "severity by rule": _severity_by_rule,
    "files": _files,
    "registries": _registries,
    "path": _path,
    "directory": _directory,
    "name": _name,
    "types of labels": _types,
    "true or false": _switch,
}
