"""What installs from a lock file that is out of date: a dev container that does not open for it helps nobody."""

_AND = " && "
_PDM = "pdm install --check"
_STRICT = " --locked"


def by_any_lock(command: str) -> str:
    """A command in a shell that takes a stale lock file as it is, once its manager has said what is wrong with it."""
    parts = command.split(_AND)
    return _AND.join(_lenient(part, is_alone=len(parts) == 1) for part in parts)


def _lenient(part: str, *, is_alone: bool) -> str:
    if part == _PDM:
        instead = "pdm sync"
    elif part.startswith("uv sync") and _STRICT in part:
        instead = part.replace(_STRICT, " --frozen", 1)
    else:
        return part
    return f"{part} || {instead}" if is_alone else f"({part} || {instead})"
