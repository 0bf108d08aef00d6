"""What a finding is known by when the lines above it have changed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from devcontain.lint.rule import Finding


def fingerprint(finding: Finding, source: Source) -> str:
    """16 hexadecimal digits of the rule, the line and the place in it; the same for equal lines of a file."""
    from hashlib import sha256

    start, end = finding.problem.span
    row = source.position(start).row
    line = source.line(row)
    place = source.text[start : min(end, source.line_starts[row - 1] + len(line))]
    content = "\0".join((finding.code, " ".join(line.split()), " ".join(place.split())))
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def numbered(findings: Iterable[Finding], sources: Mapping[str, Source]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a fingerprint that no other one of its file has: equal ones are counted."""
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        mark = fingerprint(finding, sources.get(finding.path, Source(finding.path, "")))
        seen[finding.path, mark] += 1
        yield finding, f"{mark}:{seen[finding.path, mark]}"
