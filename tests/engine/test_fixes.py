"""A fixed Dockerfile still builds, does the same, and keeps its promise: a smaller image, or less to do again."""

import subprocess
import uuid

import pytest

from devcontain.lint.fix import fix
from devcontain.lint.runner import Linter
from devcontain.lint.select import choose, known_codes
from devcontain.rules import all_rules
from devcontain.syntax.source import Source

PIP = "RUN pip config set global.break-system-packages true\n"

SMALLER = {
    # pip keeps the wheels that it builds whatever the index says about caching.
    "CAC001": (
        f"FROM python:3.11-slim-bookworm\n{PIP}RUN pip install --use-pep517 --no-binary six six==1.16.0",
        "import six",
    ),
    "CAC002": (
        "FROM python:3.11-slim-bookworm\nRUN apt-get update \\\n && apt-get install -y --no-install-recommends bc",
        "import subprocess; assert subprocess.check_output(['bc'], input=b'6*7\\n') == b'42\\n'",
    ),
    "CAC009": (
        "FROM python:3.11-slim-bookworm\n"
        "COPY --from=ghcr.io/astral-sh/uv:0.13.8 /uv /usr/local/bin/\n"
        "RUN uv pip install --system --break-system-packages --link-mode=copy six==1.16.0",
        "import six",
    ),
}

REBUILT_LESS = {
    "LAY001": "FROM python:3.11-slim-bookworm\n" + PIP + "WORKDIR /app\nCOPY . .\n"
    "RUN pip install --no-cache-dir -r requirements.txt\n",
}


def linter(code):
    rules = all_rules()
    return Linter(choose(rules, [code], []), known_codes(rules))


def fixed(code, text, *, unsafe=False):
    after = fix(linter(code), Source("Dockerfile", text), "dockerfile", unsafe=unsafe)
    assert after.counts[code] >= 1
    return after.source.text


@pytest.fixture
def build(engine, tmp_path):
    """Return a function that builds a text as a Dockerfile without an older build's cache; returns image and log."""
    images = []
    (tmp_path / "requirements.txt").write_text("six==1.16.0\n")
    (tmp_path / "app.py").write_text("import six\n")

    def run(text, *options):
        tag = f"devcontain-test:{uuid.uuid4().hex}"
        images.append(tag)
        command = ["docker", "build", "--progress=plain", "--tag", tag, *options, "--file", "-", tmp_path]
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return tag, done.stderr

    yield run
    subprocess.run(["docker", "image", "rm", "--force", *images], capture_output=True)


def size(image):
    command = ["docker", "image", "inspect", "--format", "{{.Size}}", image]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def works(image, script):
    subprocess.run(["docker", "run", "--rm", image, "python3", "-c", script], check=True, capture_output=True)


@pytest.mark.parametrize("code", SMALLER)
def test_the_image_is_smaller_and_does_the_same(build, code):
    text, script = SMALLER[code]
    before, _ = build(text)
    after, _ = build(fixed(code, text))
    works(before, script)
    works(after, script)
    assert size(after) < size(before)


@pytest.mark.parametrize("code", REBUILT_LESS)
def test_an_edit_of_the_source_repeats_no_install(build, tmp_path, code):
    text = REBUILT_LESS[code]
    assert installs_again(build, tmp_path, text)
    assert not installs_again(build, tmp_path, fixed(code, text, unsafe=True))


def installs_again(build, directory, text):
    build(text)
    (directory / "app.py").write_text(f"import six  # {uuid.uuid4()}\n")
    image, log = build(text)
    works(image, "import sys; sys.path.insert(0, '/app'); import app")
    steps = [line.partition(" ")[0] for line in log.splitlines() if "RUN pip install" in line and "[" in line]
    return not any(f"{step} CACHED" in log for step in steps)


def test_an_index_update_moves_to_its_install(build):
    text = "FROM python:3.11-slim-bookworm\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends bc\n"
    image, _ = build(fixed("LAY002", text, unsafe=True))
    works(image, SMALLER["CAC002"][1])
