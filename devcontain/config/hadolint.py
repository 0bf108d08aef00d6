"""hadolint's configuration, for those who have no other, as far as we have what it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devcontain.config import NOTHING, Config
from devcontain.errors import UserError
from devcontain.files.reading import read_bytes, unreadable
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devcontain.lint.rule import Rule, Severity

KEYS = ("ignored", "override", "failure-threshold", "trustedRegistries", "label-schema", "strict-labels")
"""What counts of it."""
_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "info": "info", "style": "info"}
_LARGEST = 64 * 1024
_DEEPEST = 20
"""Brackets in brackets take time that grows with the square of their number."""
_BRACKET = pattern(r"[\[{\]}]")


def adopt(path: str, rules: Sequence[Rule]) -> Config:
    """What it says about rules that we have too, and about ShellCheck's. Raises UserError if it cannot be read."""
    from devcontain.lint.select import is_shellcheck, known_codes
    from devcontain.semantics.labels import TYPES

    data = _read(path)
    known = known_codes(rules)

    def is_known(code: str) -> bool:
        return code.upper() in known or is_shellcheck(code)

    ignored = _strings(data.get("ignored"))
    override = data.get("override")
    grades = override if isinstance(override, dict) else {}
    labels = data.get("label-schema")
    schema = labels.items() if isinstance(labels, dict) else ()
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
        fail_on=_SEVERITIES.get(str(data.get("failure-threshold")), NOTHING.fail_on),
        allowed_registries=_strings(data.get("trustedRegistries")),
        label_schema={str(label): kind for label, kind in schema if isinstance(kind, str) and kind in TYPES},
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
        raise UserError(f"{path}: this is not UTF-8 text", "mend it, or use --no-config") from None
    except NotYamlError as error:
        place = f":{error.place}" if error.place else ""
        message = f"{path}{place}: no YAML that can be read: {error.reason}"
        raise UserError(message, "mend it, or use --no-config") from None
    return data if isinstance(data, dict) else {}


def _depth(text: str) -> int:
    """How deep brackets stand in each other."""
    depth = deepest = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
