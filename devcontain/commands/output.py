"""Where lines go, and whether in colour."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def wants_color(*, error: bool = False) -> bool:
    """NO_COLOR, then FORCE_COLOR or CLICOLOR_FORCE, then whether this is a terminal that knows colours."""
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    stream = sys.stderr if error else sys.stdout
    return os.environ.get("TERM") != "dumb" and stream.isatty()


def print_lines(lines: Iterable[str], *, error: bool = False) -> None:
    """Print lines whatever the stream's encoding; what it cannot say is escaped."""
    stream = sys.stderr if error else sys.stdout
    encoding = stream.encoding or "utf-8"
    for line in lines:
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()
