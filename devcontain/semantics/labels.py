"""The labels of an image, and the types that a schema may ask of their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.semantics.variables import resolve
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from devcontain.semantics.build import Step

_URL = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:(?!//?$)(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+(?<!://)")
_EMAIL = pattern(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]*[A-Za-z0-9])*")
_HASH = pattern(r"[0-9a-f]{7,40}|[0-9a-f]{64}")
_TIME = pattern(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
_NUMBER = r"(?:0|[1-9]\d*)"
_PART = rf"(?:{_NUMBER}|\d*[A-Za-z-][0-9A-Za-z-]*)"
_VERSION = pattern(
    rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-{_PART}(?:\.{_PART})*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)


class Label(NamedTuple):
    """A label of an instruction; `value` has no quotes, and is nothing where variables decide it."""

    key: str
    value: str | None
    key_span: Span
    span: Span


class LabelType(NamedTuple):
    """What a value may have to be: its name in a sentence, and whether a value is one."""

    title: str
    fits: Callable[[str], bool]


def labels_of(step: Step) -> Iterator[Label]:
    """The labels that a LABEL sets; one whose key is a variable is left out."""
    escape = step.instruction.escape
    for pair in step.instruction.pairs:
        key, value = pair.name, pair.value or ""
        if "$" not in key:
            key_span = Span(pair.span.start, pair.span.start + len(key))
            plain = None if "$" in value else resolve(value, {}, escape)
            yield Label(resolve(key, {}, escape) or "", plain, key_span, pair.span)


def _is_time(value: str) -> bool:
    from datetime import datetime

    if not _TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value[:10] + "T" + value[11:19].replace(":60", ":59"))
    except ValueError:
        return False
    return True


def _is_license(value: str) -> bool:
    """Whether it is a license expression of identifiers that SPDX knows."""
    from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

    try:
        canonicalize_license_expression(value)
    except InvalidLicenseExpression:
        return False
    return True


TYPES = {
    "text": LabelType("text", bool),
    "url": LabelType("a URL", lambda value: _URL.fullmatch(value) is not None),
    "email": LabelType("an e-mail address", lambda value: _EMAIL.fullmatch(value) is not None),
    "hash": LabelType("a Git hash", lambda value: _HASH.fullmatch(value) is not None),
    "rfc3339": LabelType("a time by RFC 3339, such as `2025-03-14T15:09:26Z`", _is_time),
    "semver": LabelType("a semantic version, such as `1.4.0`", lambda value: _VERSION.fullmatch(value) is not None),
    "spdx": LabelType("a license that SPDX knows, such as `Apache-2.0`", _is_license),
}
"""By the names that a configuration uses, which are hadolint's."""
