"""What writing a file would change."""

import difflib
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from devcontain.errors import UserError
from devcontain.generate.artifact import Artifact


class Change(NamedTuple):
    """An artifact and the content that stands in its place: none where there is no file."""

    artifact: Artifact
    before: bytes | None

    @property
    def is_new(self) -> bool:
        """Whether there is no such file yet."""
        return self.before is None

    @property
    def is_needed(self) -> bool:
        """Whether the file is not already as it should be."""
        return self.before != self.artifact.text.encode()

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff, without line endings."""
        path = self.artifact.path
        before = (self.before or b"").decode(errors="backslashreplace")
        return difflib.unified_diff(
            before.splitlines(),
            self.artifact.text.splitlines(),
            "/dev/null" if self.is_new else f"a/{path}",
            f"b/{path}",
            lineterm="",
        )


def compare(root: Path, artifacts: list[Artifact]) -> list[Change]:
    """Each artifact with what stands in its place now."""
    return [Change(artifact, _content(root, artifact.path)) for artifact in artifacts]


def _content(root: Path, path: str) -> bytes | None:
    file = root / path
    try:
        mode = file.lstat().st_mode
        if not stat.S_ISREG(mode):
            raise UserError(f"{path} is not a regular file: devcontain will not replace it", "move it out of the way")
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}") from None
