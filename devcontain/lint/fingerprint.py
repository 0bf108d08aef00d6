"""What a finding is known by when the lines above it have changed."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from hashlib import _Hash

    from devcontain.lint.rule import Finding


def fingerprint(finding: Finding, source: Source) -> str:
    """16 hexadecimal digits of the rule, the line and the place in it; the same for equal lines of a file."""
    start, end = finding.problem.span
    line_end = source.text.find("\n", start, end)
    place = source.text[start : line_end if line_end >= 0 else end]
    digest = _of_line(source, source.position(start).row, finding.code).copy()
    digest.update(_normal(place))
    return digest.hexdigest()[:16]


@lru_cache(maxsize=64)
def _of_line(source: Source, row: int, code: str) -> _Hash:
    """What the fingerprints in a line begin with; thousands may lie in one that is long."""
    from hashlib import sha256

    return sha256(b"\0".join((code.encode(), _normal(source.line(row)), b"")))


def _normal(text: str) -> bytes:
    return " ".join(text.split()).encode("utf-8", "surrogatepass")


def numbered(findings: Iterable[Finding], sources: Mapping[str, Source]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a fingerprint that no other one of its file has: equal ones are counted."""
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        mark = fingerprint(finding, sources.get(finding.path, Source(finding.path, "")))
        seen[finding.path, mark] += 1
        yield finding, f"{mark}:{seen[finding.path, mark]}"
