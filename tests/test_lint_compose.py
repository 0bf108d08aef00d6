"""`devcontain lint` and compose files: found, silenced, fixed, and never in the way."""

import json
import subprocess
import sys

import pytest

COMPOSE = """\
services:
  db:
    image: postgres
  train:
    image: nvidia/cuda:12.4-base-ubuntu22.04
    deploy:
      resources:
        reservations:
          devices:
            - driver: nvidia
              count: 1
"""


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lint(*arguments, stdin=""):
    """The exit code, and what is found: path, row and code."""
    command = [sys.executable, "-m", "devcontain", "lint", "--no-config", "--format", "json", *arguments]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=60, check=False)
    found = json.loads(done.stdout)
    return done.returncode, [(each["filename"], each["location"]["row"], each["code"]) for each in found]


def test_they_are_found_below_a_directory(directory):
    for name in ("compose.yaml", ".devcontainer/docker-compose.yml"):
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_text("services: {a: {image: nginx}}\n")
    (directory / "services.yaml").write_text("services: {a: {image: nginx}}\n")
    assert lint() == (1, [("compose.yaml", 1, "PIN001"), (".devcontainer/docker-compose.yml", 1, "PIN001")])


def test_what_is_found_stands_where_it_is(directory):
    (directory / "compose.yaml").write_text(COMPOSE)
    found = [("compose.yaml", 3, "PIN001"), ("compose.yaml", 5, "GPU802"), ("compose.yaml", 10, "GPU1103")]
    assert lint("compose.yaml") == (1, found)
    assert lint("-", "--stdin-filename", "compose.yaml", stdin=COMPOSE) == (1, found)


def test_one_is_fixed(directory):
    (directory / "compose.yaml").write_bytes(COMPOSE.replace("\n", "\r\n").encode())
    assert (1, "GPU1103") not in lint("--fix")[1]
    text = (directory / "compose.yaml").read_bytes().decode()
    added = "            - capabilities: [gpu]\r\n              driver: nvidia\r\n"
    assert text == COMPOSE.replace("\n", "\r\n").replace("            - driver: nvidia\r\n", added)


@pytest.mark.parametrize(
    "text",
    [
        "services:\n  a:\n    image: nginx  # devcontain: ignore=PIN001 the newest\n",
        "services:\n  a:\n    # devcontain: ignore=PIN001 the newest\n    image: nginx\n",
        "# devcontain: ignore-file=untagged-image the newest\nservices: {a: {image: nginx}}\n",
    ],
)
def test_a_comment_silences(directory, text):
    (directory / "compose.yaml").write_text(text)
    assert lint() == (0, [])


def test_a_comment_that_silences_nothing_is_reported(directory):
    (directory / "compose.yaml").write_text("services:\n  a:\n    image: nginx:1.27  # devcontain: ignore=PIN001\n")
    assert lint() == (1, [("compose.yaml", 3, "SUP001")])


def test_comments_are_written(directory):
    (directory / "compose.yaml").write_text(COMPOSE)
    assert lint("--add-ignore=for a reason") == (0, [])
    text = (directory / "compose.yaml").read_text()
    assert "    # devcontain: ignore=PIN001 for a reason\n    image: postgres\n" in text
    assert lint() == (0, [])


def test_one_that_cannot_be_read_has_that_finding_alone(directory):
    (directory / "compose.yaml").write_text("services:\n  a: [\n  # devcontain: ignore=PIN001\n")
    code, found = lint()
    assert code == 1
    assert [each for _, _, each in found] == ["CMP001"]
