"""A repository that is only read: regular files inside its root, of bounded size, and nothing of it executed."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from devcontain.caching import cached_property
from devcontain.errors import UserError
from devcontain.files.reading import MEBIBYTE, read_bytes
from devcontain.syntax.source import Source

_ENTRIES = 20_000
_SKIPPED = {"node_modules", "site-packages", "__pycache__", "build", "dist", "venv", "env"}
ASIDE = {"test", "tests", "docs", "doc", "doc_src", "docs_src", "example", "examples", "benchmarks", "setup.py"}
"""Where code stands that the project itself does not run."""


class Repository:
    """The files under a directory; symbolic links that lead out of it count as absent."""

    def __init__(self, root: Path) -> None:
        self.root = _resolve(root)

    def has(self, path: str) -> bool:
        """Whether there is such a regular file."""
        return self._locate(path) is not None

    def read(self, path: str, limit: int = MEBIBYTE) -> Source:
        """The text of a file that is needed: what hinders is the user's to mend."""
        file = self._locate(path)
        if file is None:
            raise UserError(f"{path}: there is no such file in the repository")
        try:
            content = read_bytes(str(file), follow=False, limit=limit, shown=path)
            return Source(path, content.decode())
        except UnicodeDecodeError as error:
            row = content.count(b"\n", 0, error.start) + 1
            raise UserError(f"{path}:{row}: not UTF-8 text", "save the file as UTF-8") from None
        except OSError as error:
            raise UserError(f"{path}: cannot be read: {error.strerror or error}") from None

    def glance(self, path: str) -> str | None:
        """The text of a file that may help, or nothing where it cannot be read."""
        try:
            return self.read(path).text
        except UserError:
            return None

    def names(self, directory: str = ".") -> list[str]:
        """The regular files right in a directory, sorted."""
        paths = (f"{directory}/{entry.name}".removeprefix("./") for entry in _entries(self.root / directory))
        return [path for path in paths if self.has(path)]

    def walk(self, end: str) -> Iterator[str]:
        """The files whose path ends so, near ones first, leaving out hidden, generated and installed directories."""
        return (path for path in self._files if f"/{path}".endswith(end))

    @cached_property
    def _files(self) -> list[str]:
        files: list[str] = []
        level, seen = ["."], 0
        while level:
            below: list[str] = []
            for directory in level:
                for entry in _entries(self.root / directory):
                    seen += 1
                    if seen > _ENTRIES:
                        return files
                    path = f"{directory}/{entry.name}".removeprefix("./")
                    if _is_searched(entry):
                        below.append(path)
                    elif entry.is_file(follow_symlinks=False):
                        files.append(path)
            level = below
        return files

    def _locate(self, path: str) -> Path | None:
        try:
            file = (self.root / path).resolve(strict=True)
            is_regular = stat.S_ISREG(file.lstat().st_mode)
        except (OSError, RuntimeError, ValueError):
            return None
        return file if is_regular and file.is_relative_to(self.root) else None


def _resolve(root: Path) -> Path:
    try:
        resolved = root.resolve(strict=True)
    except FileNotFoundError:
        raise UserError(f"`{root}` does not exist") from None
    except (OSError, RuntimeError) as error:
        raise UserError(f"`{root}` cannot be read: {error}") from None
    if not resolved.is_dir():
        raise UserError(f"`{root}` is not a directory", "name the directory of the repository")
    return resolved


def _entries(directory: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_searched(entry: os.DirEntry[str]) -> bool:
    if entry.name in _SKIPPED or entry.name.startswith(".") or not entry.is_dir(follow_symlinks=False):
        return False
    return not Path(entry.path, "pyvenv.cfg").exists()
