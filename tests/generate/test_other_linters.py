"""What other linters say of the expected files is what docs/init.md explains, and no more."""

import json
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

PROJECTS = Path(__file__).parents[1] / "projects"
HADOLINT = {"DL3008", "DL3013", "DL3042"}
DCLINT = {"require-project-name-field", "service-keys-order", "services-alphabetical-order"}


def answer(program, *arguments):
    found = shutil.which(program, path=sysconfig.get_path("scripts")) or shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return subprocess.run([found, *arguments], capture_output=True, text=True, timeout=120).stdout


def expected(name):
    return sorted(map(str, PROJECTS.glob(f"*/expected/**/{name}")))


def test_hadolint_says_what_is_explained():
    said = json.loads(answer("hadolint", "--no-fail", "--format=json", *expected("Dockerfile")))
    assert {problem["code"] for problem in said if problem["level"] in {"error", "warning"}} <= HADOLINT


def test_dclint_says_what_is_explained(tmp_path):
    # Through a pipe, only the first of what it says would come.
    report = tmp_path / "report.json"
    answer("dclint", "--formatter=json", f"--output-file={report}", *expected("compose.yaml"))
    messages = [message for file in json.loads(report.read_text()) for message in file["messages"]]
    assert {message["rule"] for message in messages} <= DCLINT
    assert {message["type"] for message in messages} <= {"warning"}
