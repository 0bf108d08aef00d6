"""Time and memory grow with the file, whatever it repeats; found by trying, each of these once did not."""

import gc
import time

import pytest

from devcontain.lint.add_ignore import add_ignores
from devcontain.lint.fix import fix
from devcontain.lint.runner import Linter
from devcontain.lint.select import choose, known_codes
from devcontain.rules import all_rules
from devcontain.syntax.source import Source

LINTER = Linter(choose(all_rules(), []), known_codes(all_rules()))
FROM = "FROM python:3.12-slim\n"


def linted(source):
    return LINTER.lint(source, "dockerfile")


def fixed(source):
    return fix(LINTER, source, "dockerfile", unsafe=True)


def silenced(source):
    return add_ignores(LINTER, source, "dockerfile", linted(source).findings, "")


def seconds(work, text):
    """Of the processor, the best of two."""
    source = Source("Dockerfile", text)
    times = []
    for _ in range(2):
        gc.collect()
        start = time.process_time()
        work(source)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize(
    ("work", "make"),
    [
        (linted, lambda n: f"{FROM}RUN <<EOF\n" + "pip install flask && apt-get update\n" * n + "EOF\n"),
        (linted, lambda n: f"{FROM}RUN {' '.join(f'<<E{i}' for i in range(n * 9))}\n" + "E\n" * n),
        (linted, lambda n: "# devcontain: ignore=CAC001\n" * n * 4 + FROM),
        (linted, lambda n: FROM + "# check=skip=all\n" * n * 4 + "CMD x\n"),
        (fixed, lambda n: f"{FROM}RUN true{' && pip install a' * n}\n"),
        (fixed, lambda n: FROM + "RUN apt-get update\nRUN apt-get install -y a\n" * n),
        (silenced, lambda n: FROM + "RUN pip install a\n\n" * n),
    ],
    ids=["a heredoc", "heredocs", "suppressions", "skips", "fixes in a RUN", "fixes in many", "add-ignore"],
)
def test_ten_times_the_file_is_not_thirty_times_the_time(work, make):
    tenth, whole = (seconds(work, make(count)) for count in (40, 400))
    assert whole < 30 * max(tenth, 0.01)
