"""So much time and memory, and no more, for what comes with a repository; where the system can tell."""

from __future__ import annotations

import signal
import threading
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEBIBYTE = 1 << 20
_PAGES = "/proc/self/statm"


class TookTooLongError(BaseException):
    """The time is over; no Exception, since Jinja takes those of a constant expression for one that it cannot fold."""


@contextmanager
def limited(seconds: float, mebibytes: int) -> Iterator[None]:
    """Raise TookTooLongError or MemoryError in what takes more: time on all but Windows, memory on Linux."""
    with ExitStack() as undo:
        _limit_memory(mebibytes, undo)
        _limit_time(seconds, undo)
        yield


def _limit_time(seconds: float, undo: ExitStack) -> None:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return
    undo.callback(signal.signal, signal.SIGALRM, signal.signal(signal.SIGALRM, _raise))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    undo.callback(signal.setitimer, signal.ITIMER_REAL, 0)


def _raise(*_: Any) -> None:
    raise TookTooLongError


def _limit_memory(mebibytes: int, undo: ExitStack) -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        with open(_PAGES, encoding="ascii") as file:  # noqa: PTH123
            used = int(file.read().split()[0]) * resource.getpagesize()
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = used + mebibytes * _MEBIBYTE
        if soft == resource.RLIM_INFINITY or wanted < soft:
            resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
            undo.callback(resource.setrlimit, resource.RLIMIT_AS, (soft, hard))
