"""Reading a configuration, and those that it goes on from."""
# ruff: noqa: PTH118, PTH120

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from devcontain.config import NOTHING, Config
from devcontain.config.document import Document, read
from devcontain.config.keys import check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devcontain.files.patterns import Patterns
    from devcontain.lint.rule import Rule

_LONGEST_CHAIN = 20


def load(path: str, top: str, rules: Sequence[Rule]) -> Config | None:
    """The configuration in a file; none if it has none. What it extends must lie below `top`. Raises UserError."""
    document = read(path)
    return None if document is None else _config(document, top, rules, ())


def _config(document: Document, top: str, rules: Sequence[Rule], chain: tuple[str, ...]) -> Config:
    check(document, rules)
    parent = NOTHING
    if "extend" in document.data:
        chain = (*chain, os.path.realpath(document.path))
        parent = _config(_extended(document, top, chain), top, rules, chain)
    return _merge(parent, document)._replace(templates=_templates(document, top) or parent.templates)


def _templates(document: Document, top: str) -> str:
    """The directory of templates; nothing where none is named."""
    written = document.data.get("templates")
    if not written:
        return ""
    path = os.path.normpath(os.path.join(os.path.dirname(document.path), written))
    if not os.path.join(os.path.realpath(path), "").startswith(os.path.join(top, "")):
        raise document.error(("templates",), f"`templates` leads out of the repository: `{written}`")
    if not os.path.isdir(path):  # noqa: PTH112
        raise document.error(("templates",), f"`templates` names a directory that there is not: `{written}`")
    return path


def _extended(document: Document, top: str, chain: tuple[str, ...]) -> Document:
    written = document.data["extend"]
    path = os.path.normpath(os.path.join(os.path.dirname(document.path), written))
    target = os.path.realpath(path)
    if not target.startswith(os.path.join(top, "")):
        raise document.error(("extend",), f"`extend` leads out of the repository: `{written}`")
    if target in chain or len(chain) > _LONGEST_CHAIN:
        raise document.error(("extend",), f"`extend` leads round in a circle: `{written}`")
    if not os.path.isfile(target):  # noqa: PTH113
        raise document.error(("extend",), f"`extend` names a file that there is not: `{written}`")
    extended = read(path)
    if extended is None:
        raise document.error(("extend",), f"`extend` names a file without `[tool.devcontain]`: `{written}`")
    return extended


def _merge(parent: Config, document: Document) -> Config:
    """The configuration of a file whose values are known to be right, and of what it extends."""
    data = document.data
    base = os.path.dirname(os.path.abspath(document.path))  # noqa: PTH100
    ignores = tuple(
        (_patterns(base, [pattern]), tuple(names)) for pattern, names in data.get("per-file-ignores", {}).items()
    )
    return Config(
        path=document.path,
        select=_strings(data, "select", parent.select),
        extend_select=parent.extend_select + _strings(data, "extend-select", ()),
        ignore=_strings(data, "ignore", parent.ignore),
        per_file_ignores=parent.per_file_ignores + ignores,
        severity={**parent.severity, **data.get("severity", {})},
        fail_on=data.get("fail-on", parent.fail_on),
        exclude=_files(data, "exclude", base, parent.exclude),
        allowed_registries=_strings(data, "allowed-registries", parent.allowed_registries),
        target=data.get("target", parent.target),
        dev_container_files=_files(data, "dev-container-files", base, parent.dev_container_files),
        label_schema={**parent.label_schema, **data.get("label-schema", {})},
        strict_labels=data.get("strict-labels", parent.strict_labels),
    )


def _strings(data: dict[str, Any], key: str, inherited: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(data[key]) if key in data else inherited


def _files(data: dict[str, Any], key: str, base: str, inherited: tuple[Patterns, ...]) -> tuple[Patterns, ...]:
    return (_patterns(base, data[key]),) if key in data else inherited


def _patterns(base: str, written: list[str]) -> Patterns:
    from devcontain.files.patterns import patterns

    return patterns(base, written)
