"""A sign of life while a repository is read: at a terminal, after a while, and gone at the end."""

import os
import pty
import re
import subprocess
import sys

import pytest

SCRIPT = """
import sys, time
from devcontain.commands.progress import Progress
with Progress() as progress:
    for _ in range(1234):
        progress.count()
    time.sleep({seconds})
sys.stderr.write("done")
"""


def at_a_terminal(seconds, **environment):
    """What a terminal is sent while something takes so long."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update({"TERM": "xterm", **environment})
        os.execv(sys.executable, [sys.executable, "-c", SCRIPT.format(seconds=seconds)])
    shown = b""
    try:
        while part := os.read(terminal, 1024):
            shown += part
    except OSError:
        pass
    os.close(terminal)
    os.waitpid(child, 0)
    return shown.decode()


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}])
def test_what_takes_long_shows_how_far_it_is_and_leaves_nothing(environment):
    shown = at_a_terminal(1, **environment)
    *lines, blank, end = shown.split("\r")[1:]
    assert lines
    assert set(lines) == {"Reading the repository: 1,234 files"}
    assert (blank, end) == (" " * len(lines[0]), "done")
    assert not re.search(r"\x1b", shown)


@pytest.mark.parametrize(("seconds", "environment"), [(0, {}), (0.8, {"TERM": "dumb"})])
def test_nothing_is_shown_of_what_is_quick_or_where_a_line_cannot_be_taken_back(seconds, environment):
    assert at_a_terminal(seconds, **environment) == "done"


def test_nothing_is_shown_without_a_terminal():
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(seconds=0.8)], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"done")


def test_it_ends_with_an_error_too():
    script = SCRIPT.format(seconds=0).replace("progress.count()", "raise SystemExit(3)")
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 3
