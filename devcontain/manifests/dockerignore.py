"""What a .dockerignore keeps out of an image build."""

import posixpath

from devcontain.files.glob import BadPatternError, Segment, compile_glob, matches_path


def is_ignored(text: str, path: str) -> bool:
    """Whether the patterns of a .dockerignore leave out a file; of those that match, the last one counts."""
    names = tuple(path.split("/"))
    ignored = False
    for line in text.removeprefix("\ufeff").splitlines():
        pattern = line.strip()
        if pattern and not pattern.startswith("#") and _matches(pattern.removeprefix("!").strip(), names):
            ignored = not pattern.startswith("!")
    return ignored


def _matches(pattern: str, names: tuple[str, ...]) -> bool:
    """Whether a pattern names the file or a directory above it."""
    segments = _segments(pattern)
    return any(matches_path(segments, names[: count + 1]) for count in range(len(names))) if segments else False


def _segments(pattern: str) -> tuple[Segment, ...]:
    try:
        return compile_glob(posixpath.normpath(pattern).lstrip("/"))
    except BadPatternError:
        return ()
