"""hadolint's configuration, for those who have no other, as far as we have what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devcontain.config import NOTHING, Config
from devcontain.errors import UserError
from devcontain.files.reading import read_bytes, unreadable
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from devcontain.lint.rule import Rule, Severity

KEYS = ("ignored", "override", "failure-threshold", "trustedRegistries", "label-schema", "strict-labels")
"""What counts of it."""
_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "info": "info", "style": "info"}
_THRESHOLDS = {*_SEVERITIES, "ignore", "none"}
_HINT = "mend it, or use --no-config"
_LARGEST = 64 * 1024
_DEEPEST = 20
"""Brackets in brackets take time that grows with the square of their number."""
_BRACKET = pattern(r"[\[{\]}]")


def adopt(path: str, rules: Sequence[Rule]) -> Config:
    """What it says about rules that we have too, and about ShellCheck's. Raises UserError where hadolint refuses it."""
    from devcontain.lint.select import is_shellcheck, known_codes
    from devcontain.semantics.labels import TYPES

    data = _read(path)
    _check(path, data)
    known = known_codes(rules)

    def is_known(code: str) -> bool:
        return code.upper() in known or is_shellcheck(code)

    ignored = _strings(data.get("ignored"))
    grades = data.get("override") or {}
    schema = data.get("label-schema") or {}
    return Config(
        path=path,
        ignore=tuple(code for code in ignored if code.upper() in known),
        severity={
            code: severity
            for level, severity in _SEVERITIES.items()
            for code in _strings(grades.get(level))
            if is_known(code)
        }
        | dict.fromkeys(filter(is_shellcheck, ignored), "off"),  # whoever then selects SC does not mean these
        fail_on=_SEVERITIES.get(data.get("failure-threshold") or "", NOTHING.fail_on),
        allowed_registries=_strings(data.get("trustedRegistries")),
        label_schema={str(label): kind for label, kind in schema.items() if kind in TYPES},
        strict_labels=data.get("strict-labels") is True,
    )


def _read(path: str) -> dict[str, Any]:
    from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml

    try:
        text = read_bytes(path, follow=True, limit=_LARGEST, shown=path).decode("utf-8-sig")
        if _depth(text) > _DEEPEST:
            raise NotYamlError("brackets stand too deep in each other")
        data = read_foreign_yaml(text)
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError:
        raise UserError(f"{path}: this is not UTF-8 text", _HINT) from None
    except NotYamlError as error:
        place = f":{error.place}" if error.place else ""
        message = f"{path}{place}: no YAML that can be read: {error.reason}"
        raise UserError(message, _HINT) from None
    if not isinstance(data, dict | None):
        raise UserError(f"{path}: this must map keys, such as `ignored`, to values", _HINT)
    return data or {}


def _check(path: str, data: dict[str, Any]) -> None:
    """Raise UserError for the first value that is of another kind than hadolint takes."""
    for key, (is_right, wanted) in _KINDS.items():
        value = data.get(key)
        if value is not None and not is_right(value):
            raise UserError(f"{path}: `{key}` must be {wanted}", _HINT)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_threshold(value: Any) -> bool:
    return isinstance(value, str) and value in _THRESHOLDS


def _has_lists(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_list(value[level] or []) for level in _SEVERITIES if level in value)


def _has_types(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(kind, str) for kind in value.values())


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


_KINDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "ignored": (_is_list, "a list of codes"),
    "override": (_has_lists, "lists of codes by their severity"),
    "failure-threshold": (_is_threshold, "error, warning, info, style, ignore or none"),
    "trustedRegistries": (_is_list, "a list of registries"),
    "label-schema": (_has_types, "the types of labels by their names"),
    "strict-labels": (_is_switch, "true or false"),
}


def _depth(text: str) -> int:
    """How deep brackets stand in each other."""
    depth = deepest = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _strings(value: list[str] | None) -> tuple[str, ...]:
    return tuple(value or ())
