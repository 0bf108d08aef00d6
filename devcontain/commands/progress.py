"""A sign of life while a repository is read: one plain line at a terminal, after half a second, gone at the end."""

from __future__ import annotations

import os
import sys
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE = 0.5
_INTERVAL = 0.1


class Progress:
    """Counts what is read, and shows the count from a thread of its own, since one file may take long by itself."""

    def __init__(self) -> None:
        self._count = 0
        self._width = 0
        self._is_over = Event()
        self._thread = Thread(target=self._show, daemon=True) if _is_watched() else None

    def count(self) -> None:
        """One file more."""
        self._count += 1

    def __enter__(self) -> Progress:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._is_over.set()
        if self._thread:
            self._thread.join()

    def _show(self) -> None:
        wait = _PATIENCE
        while not self._is_over.wait(wait):
            self._write(f"Reading the repository: {self._count:,} files")
            wait = _INTERVAL
        if self._width:
            self._write("")
            self._write("")

    def _write(self, line: str) -> None:
        """Put a line over the last one, with the cursor where the next output begins."""
        sys.stderr.write(f"\r{line.ljust(self._width)}")
        sys.stderr.flush()
        self._width = len(line)


def _is_watched() -> bool:
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
