"""What writing a file would change."""

import difflib
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from devcontain.errors import UserError

_LARGEST = 1 << 20


class Change(NamedTuple):
    """A file's content before and after: none where there is no file."""

    path: str
    before: bytes | None
    after: bytes | None

    @property
    def is_new(self) -> bool:
        """Whether there is no such file yet."""
        return self.before is None

    @property
    def is_removal(self) -> bool:
        """Whether there will be no such file any more."""
        return self.after is None

    @property
    def is_needed(self) -> bool:
        """Whether the file is not already as it should be."""
        return self.before != self.after

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff, without line endings."""
        return difflib.unified_diff(
            _lines(self.before),
            _lines(self.after),
            "/dev/null" if self.is_new else f"a/{self.path}",
            "/dev/null" if self.is_removal else f"b/{self.path}",
            lineterm="",
        )


def read_content(root: Path, path: str) -> bytes | None:
    """What stands at a path now. Raises UserError for what is not a regular file of a usual size."""
    file = root / path
    _refuse_link(root, path)
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise UserError(f"{path} is not a regular file: devcontain will not replace it", "move it out of the way")
        if status.st_size > _LARGEST:
            raise UserError(f"{path} has more than {_LARGEST >> 20} MiB: devcontain did not write that")
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from None


def _refuse_link(root: Path, path: str) -> None:
    """Raise UserError where a folder on the way is a link: what is behind it is somebody else's."""
    *folders, _ = Path(path).parts
    for end in range(1, len(folders) + 1):
        folder = root.joinpath(*folders[:end])
        if folder.is_symlink():
            raise UserError(f"{folder} is a symbolic link: devcontain does not write through it", "nothing was changed")


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode(errors="backslashreplace").splitlines()
