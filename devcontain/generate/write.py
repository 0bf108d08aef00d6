"""Put files on the disk, and take away those that are to go: all of them or none."""

import os
import stat
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from devcontain.errors import UserError
from devcontain.generate.again.change import Change

_NEW_FILE = 0o666
_UNCHANGED = "nothing was changed"


def write(root: Path, changes: list[Change]) -> None:
    """Make each file as its change says; after an error or Ctrl-C all is as it was before."""
    with ExitStack() as cleanup, ExitStack() as undo:
        try:
            staged = [_stage(root, change, cleanup) for change in changes]
            for temporary, change in zip(staged, changes, strict=True):
                _put(temporary, root / change.path, change.before, cleanup, undo)
        except OSError as error:
            raise UserError(f"cannot write {error.filename or root}: {error.strerror}", _UNCHANGED) from None
        undo.pop_all()
    for folder in {(root / change.path).parent for change in changes if change.is_removal}:
        _attempt(folder.rmdir)  # which does nothing while there is a file in it


def _stage(root: Path, change: Change, cleanup: ExitStack) -> Path | None:
    """Write the content to a temporary file beside its place; nothing for a file that is to go."""
    if change.after is None:
        return None
    target = root / change.path
    _make_directory(target.parent, root, cleanup)
    return _write_beside(target, change.after, cleanup)


def _make_directory(directory: Path, root: Path, cleanup: ExitStack) -> None:
    if directory == root:
        return
    _make_directory(directory.parent, root, cleanup)
    if directory.is_symlink():
        raise UserError(f"{directory} is a symbolic link: devcontain does not write through it", _UNCHANGED)
    if not directory.exists():
        cleanup.callback(_attempt, directory.rmdir)  # which does nothing once there is a file in it
        directory.mkdir()
    elif not directory.is_dir():
        raise UserError(f"{directory} is not a directory", _UNCHANGED)


def _write_beside(target: Path, content: bytes, cleanup: ExitStack) -> Path:
    temporary = target.with_name(f".{target.name}.{os.urandom(8).hex()}")
    cleanup.callback(_attempt, temporary.unlink)  # first: an interrupt may come before the file is open
    with open(temporary, "xb", opener=_private) as stream:
        stream.write(content)
        stream.flush()
        temporary.chmod(_mode(target))
        os.fsync(stream.fileno())
    return temporary


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _mode(target: Path) -> int:
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE & ~mask


def _put(temporary: Path | None, target: Path, before: bytes | None, cleanup: ExitStack, undo: ExitStack) -> None:
    """Move the staged file to its place, if what stands there is still what was compared with; or empty the place."""
    if _content(target) != before:
        raise UserError(f"{target} was changed meanwhile", f"{_UNCHANGED}; run devcontain again")
    if before is None:
        undo.callback(_attempt, target.unlink)
    else:
        former = _write_beside(target, before, cleanup)
        undo.callback(_attempt, lambda: former.replace(target))
    if temporary:
        temporary.replace(target)
    else:
        target.unlink()


def _content(target: Path) -> bytes | None:
    if target.is_symlink():
        raise UserError(f"{target} is a symbolic link: devcontain does not write through it", _UNCHANGED)
    return target.read_bytes() if target.exists() else None


def _attempt(action: Callable[[], object]) -> None:
    with suppress(OSError):
        action()
