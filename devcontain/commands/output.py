"""Where lines go, and whether in colour."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from devcontain.errors import UserError
from devcontain.report.terminal import Style, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

BROKEN_PIPE = 141
"""What a shell reports of a program whose reader has left; click would answer 1, which means findings here."""

_TERMINALS_WITH_LINKS = frozenset(["vscode", "iTerm.app", "WezTerm", "ghostty", "Hyper", "zed", "rio", "Tabby"])
_TERMS_WITH_LINKS = frozenset(["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm"])


def wants_color(*, error: bool = False) -> bool:
    """NO_COLOR, then FORCE_COLOR or CLICOLOR_FORCE, then whether this is a terminal that knows colours."""
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return os.environ.get("TERM") != "dumb" and _is_terminal(error)


def wants_links(*, error: bool = False) -> bool:
    """FORCE_HYPERLINK, else whether this is a terminal that is known to open links."""
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    known = (
        os.environ.get("TERM_PROGRAM") in _TERMINALS_WITH_LINKS
        or os.environ.get("TERM", "") in _TERMS_WITH_LINKS
        or any(os.environ.get(name) for name in ("WT_SESSION", "KONSOLE_VERSION", "VTE_VERSION", "DOMTERM"))
    )
    return known and _is_terminal(error)


def _is_terminal(error: bool) -> bool:
    stream = sys.stderr if error else sys.stdout
    return stream is not None and stream.isatty()


def print_lines(lines: Iterable[str], *, error: bool = False) -> None:
    """Print lines whatever the stream's encoding; what it cannot say is escaped. Leaves if nobody reads any more."""
    stream = sys.stderr if error else sys.stdout
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    try:
        for line in lines:
            stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        sys.exit(BROKEN_PIPE)


def write_lines(lines: Iterable[str], path: str) -> None:
    """Put lines into a file, in UTF-8, which is what services read. Raises UserError."""
    content = "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")
    try:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(content)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(f"`{path}` cannot be written: {reason}", "name another file") from error


def print_error(message: str, hint: str = "") -> None:
    """Print what went wrong and what to do next; nothing in it steers a terminal."""
    style = Style(wants_color(error=True))
    lines = [f"{style('error', 'red', bold=True)}: {printable(message)}"]
    if hint:
        lines.append(f"{style('hint', 'cyan', bold=True)}: {printable(hint)}")
    print_lines(lines, error=True)


def print_note(message: str, label: str = "note") -> None:
    """Print to the side what is worth knowing."""
    style = Style(wants_color(error=True))
    print_lines([f"{style(label, 'yellow', bold=True)}: {printable(message)}"], error=True)
