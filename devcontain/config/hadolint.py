"""hadolint's configuration, for those who have no other: `ignored`, `override` and `trustedRegistries`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devcontain.config import Config
from devcontain.errors import UserError
from devcontain.files.reading import read_source, unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devcontain.lint.rule import Rule, Severity

_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "info": "info", "style": "info"}


def adopt(path: str, rules: Sequence[Rule]) -> Config:
    """What it says about rules that we have too. Raises UserError if it cannot be read."""
    from devcontain.lint.select import known_codes

    data = _read(path)
    known = known_codes(rules)
    override = data.get("override")
    grades = override if isinstance(override, dict) else {}
    return Config(
        path=path,
        ignore=tuple(code for code in _strings(data.get("ignored")) if code.upper() in known),
        severity={
            code: severity
            for level, severity in _SEVERITIES.items()
            for code in _strings(grades.get(level))
            if code.upper() in known
        },
        allowed_registries=_strings(data.get("trustedRegistries")),
    )


def _read(path: str) -> dict[str, Any]:
    from devcontain.syntax.yaml import read_yaml

    try:
        data = read_yaml(read_source(path).text)
    except OSError as error:
        raise unreadable(path, error) from error
    except UserError:
        raise
    except Exception as error:
        raise UserError(f"`{path}` is no YAML that can be read", "mend it, or use --no-config") from error
    return data if isinstance(data, dict) else {}


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
