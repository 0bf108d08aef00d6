"""What a .dockerignore keeps out of an image build."""

import posixpath
from functools import lru_cache

from devcontain.files.glob import BadPatternError, Segment, compile_glob, matches_path

_Patterns = tuple[tuple[bool, tuple[Segment, ...]], ...]
"""Whether each pattern keeps out, and what it matches."""


def is_ignored(text: str, path: str) -> bool:
    """Whether the patterns of a .dockerignore leave out a file; of those that match, the last one counts."""
    names = tuple(path.split("/"))
    return next((keeps_out for keeps_out, segments in reversed(_patterns(text)) if _matches(segments, names)), False)


@lru_cache(maxsize=4)
def _patterns(text: str) -> _Patterns:
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    written = ((not line.startswith("!"), line.removeprefix("!").strip()) for line in lines if not line.startswith("#"))
    compiled = ((keeps_out, _segments(pattern)) for keeps_out, pattern in written if pattern)
    return tuple((keeps_out, segments) for keeps_out, segments in compiled if segments)


def _matches(segments: tuple[Segment, ...], names: tuple[str, ...]) -> bool:
    """Whether a pattern names the file or a directory above it."""
    return any(matches_path(segments, names[: count + 1]) for count in range(len(names)))


def _segments(pattern: str) -> tuple[Segment, ...]:
    try:
        return compile_glob(posixpath.normpath(pattern).lstrip("/"))
    except BadPatternError:
        return ()
