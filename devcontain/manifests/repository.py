"""A repository that is only read: regular files inside its root, of bounded size, and nothing of it executed."""
# ruff: noqa: PTH110, PTH118

# Plain strings rather than pathlib, which would take most of the time where there are thousands of files.

import codecs
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from devcontain.caching import cached_property
from devcontain.errors import UserError
from devcontain.files.reading import MEBIBYTE, read_bytes
from devcontain.syntax.source import Source

_ENTRIES = 60_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What requirements files begin with that Windows PowerShell wrote; pip and uv read those."""
_KEPT = 64 * MEBIBYTE
_SKIPPED = {"node_modules", "site-packages", "__pycache__", "build", "dist", "venv", "env"}
ASIDE = {"test", "tests", "docs", "doc", "doc_src", "docs_src", "example", "examples", "benchmarks", "setup.py"}
"""Where code stands that the project itself does not run."""


class Repository:
    """The files under a directory; symbolic links that lead out of it count as absent.

    `on_read` is called for each file that is read. A project `within` a larger repository may name files above it.
    """

    def __init__(self, root: Path, on_read: Callable[[], None] = lambda: None, within: Path | None = None) -> None:
        self.root = _resolve(root)
        self._bounds = os.path.join(_resolve(within or root), "")
        self._on_read = on_read
        self._top = str(self.root)
        self._met: dict[str, None] = {}
        """The files that a walk came to, which follows no link."""
        self._kept: dict[str, str | None] = {}
        self._room = _KEPT

    def has(self, path: str) -> bool:
        """Whether there is such a regular file."""
        return self._locate(path) is not None

    def read(self, path: str, limit: int = MEBIBYTE) -> Source:
        """The text of a file that is needed: what hinders is the user's to mend."""
        file = self._locate(path)
        if file is None:
            raise UserError(f"{path}: there is no such file in the repository")
        self._on_read()
        try:
            content = read_bytes(file, follow=False, limit=limit, shown=path)
            is_wide = content.startswith(_UTF_16) and path.endswith(".txt")
            return Source(path, content.decode("utf-16" if is_wide else "utf-8"))
        except UnicodeDecodeError as error:
            row = content.count(b"\n", 0, error.start) + 1
            raise UserError(f"{path}:{row}: not UTF-8 text", "save the file as UTF-8") from None
        except UserError as error:
            raise UserError(error.message, "take it away, or choose what to install from with --manager") from None
        except OSError as error:
            raise UserError(f"{path}: cannot be read: {error.strerror or error}") from None

    def glance(self, path: str) -> str | None:
        """The text of a file that may help, or nothing where it cannot be read; kept, since several ask for code."""
        if path not in self._kept:
            text = self._glance(path)
            self._room -= len(text or "")
            if self._room < 0:
                return text
            self._kept[path] = text
        return self._kept[path]

    def _glance(self, path: str) -> str | None:
        try:
            return self.read(path).text
        except UserError:
            return None

    def names(self, directory: str = ".") -> list[str]:
        """The regular files right in a directory, sorted."""
        folder = os.path.join(self._top, directory)
        is_own = os.path.realpath(folder) == os.path.normpath(folder)
        return [
            path
            for entry in _entries(folder)
            if (path := f"{directory}/{entry.name}".removeprefix("./"))
            and ((is_own and entry.is_file(follow_symlinks=False)) or self.has(path))
        ]

    def walk(self, *ends: str) -> Iterator[str]:
        """The files whose path ends so, near ones first, leaving out hidden, generated and installed directories."""
        return (path for path in self._files if f"/{path}".endswith(ends))

    def walk_own(self, *ends: str) -> Iterator[str]:
        """The same without tests, documentation and examples: where the project itself runs code."""
        return (path for path in self.walk(*ends) if ASIDE.isdisjoint(path.split("/")))

    @cached_property
    def _files(self) -> dict[str, None]:
        self._met.update(dict.fromkeys(self._search()))
        return self._met

    def _search(self) -> Iterator[str]:
        level, seen = ["."], 0
        while level:
            below: list[str] = []
            for directory in level:
                for entry in _entries(os.path.join(self._top, directory)):
                    seen += 1
                    if seen > _ENTRIES:
                        return
                    path = f"{directory}/{entry.name}".removeprefix("./")
                    if _is_searched(entry):
                        below.append(path)
                    elif entry.is_file(follow_symlinks=False):
                        yield path
            level = below

    def _locate(self, path: str) -> str | None:
        if path in self._met:
            return os.path.join(self._top, path)
        try:
            file = os.path.realpath(os.path.join(self._top, path), strict=True)
            is_regular = stat.S_ISREG(os.lstat(file).st_mode)
        except (OSError, ValueError):
            return None
        return file if is_regular and file.startswith(self._bounds) else None


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


def _entries(directory: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(directory) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


def _is_searched(entry: os.DirEntry[str]) -> bool:
    if entry.name in _SKIPPED or entry.name.startswith(".") or not entry.is_dir(follow_symlinks=False):
        return False
    return not os.path.exists(os.path.join(entry.path, "pyvenv.cfg"))
