"""`devcontain init`, as it is typed."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "devcontain", "init"]


@pytest.fixture
def project(tmp_path):
    (tmp_path / "requirements.txt").write_text("flask==3.1.2\nredis==7.1.0\n")
    (tmp_path / "app.py").write_text("from flask import Flask\n\napp = Flask(__name__)\n")
    return tmp_path


def init(*arguments):
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def at_a_terminal(answers, *arguments):
    """Run with a terminal, and answer each question in turn, the last answer to all that follow; what was shown."""
    child, terminal = pty.fork()
    if child == 0:
        # Who runs the tests in the background has it ignored, and what is started inherits that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execv(sys.executable, [*COMMAND, *map(str, arguments)])
    shown, answer, pending = b"", b"", list(answers)
    while chunk := _read(terminal, answer):
        shown, answer = shown + chunk, b""
        if shown.endswith(b"]: "):
            answer = pending.pop(0) if len(pending) > 1 else pending[0]
            os.write(terminal, answer)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def _read(terminal, answer):
    """Read what comes; what is typed just before the program waits for it may be lost, and is typed again."""
    for _ in range(6):
        if select.select([terminal], [], [], 5)[0]:
            break
        os.write(terminal, answer or b"\x03")
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def written(project):
    return sorted(path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file())


EVERYTHING = [
    ".devcontainer/.devcontain.json",
    ".devcontainer/Dockerfile",
    ".devcontainer/compose.yaml",
    ".devcontainer/devcontainer.json",
    ".dockerignore",
    "app.py",
    "requirements.txt",
]
NOTHING = ["app.py", "requirements.txt"]


def test_writes_the_files_and_says_why_and_what_next(project):
    result = init(project)
    assert (result.returncode, result.stderr) == (0, "")
    assert written(project) == EVERYTHING
    assert "Redis (requirements.txt: redis==7.1.0)" in result.stdout
    assert "+ .devcontainer/compose.yaml" in result.stdout
    assert "Reopen in Container" in result.stdout


def test_a_second_run_has_nothing_to_do(project):
    init(project)
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    result = init(project)
    assert (result.returncode, "Nothing to do" in result.stdout) == (0, True)
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_the_same_input_gives_the_same_output(project):
    first, second = init(project, "--dry-run"), init(project, "--dry-run")
    assert first.stdout == second.stdout


def test_a_file_that_differs_is_shown_and_left_alone(project):
    (project / ".devcontainer").mkdir()
    (project / ".devcontainer" / "Dockerfile").write_text("FROM mine\n")
    result = init(project, "--yes")
    assert result.returncode == 1
    assert "-FROM mine" in result.stdout
    assert result.stderr.startswith("Nothing was written: .devcontainer/Dockerfile would be changed")
    assert written(project) == [".devcontainer/Dockerfile", *NOTHING]
    assert init(project, "--force").returncode == 0
    assert written(project) == EVERYTHING


@pytest.mark.parametrize("option", ["--dry-run", "--diff", "--check", "--format=json"])
def test_looking_writes_nothing(project, option):
    init(project, option)
    assert written(project) == NOTHING


def test_check_tells_whether_the_files_are_up_to_date(project):
    result = init(project, "--check")
    assert (result.returncode, ".devcontainer/Dockerfile is missing" in result.stdout) == (1, True)
    init(project)
    assert (init(project, "--check").returncode, init(project, "--check").stdout) == (0, "")
    (project / "requirements.txt").write_text("flask==3.1.2\n")
    result = init(project, "--check")
    assert (result.returncode, ".devcontainer/compose.yaml is not needed any more" in result.stdout) == (1, True)


def test_the_diff_is_a_patch(project):
    result = init(project, "--diff")
    assert (result.returncode, init(project, "--diff", "--check").returncode) == (0, 1)
    patch = ["patch", "--strip=1", "--directory", str(project)]
    subprocess.run(patch, input=result.stdout, text=True, check=True, capture_output=True)
    assert init(project, "--check").returncode == 0


def test_json_has_every_decision_with_its_reason(project):
    plan = json.loads(init(project, "--format", "json").stdout)
    assert {"about": "port", "choice": "5000 (Flask)", "because": "app.py"} in plan["decisions"]
    assert {"path": ".devcontainer/Dockerfile", "state": "new"} in plan["files"]


def test_wishes_go_before_facts(project):
    plan = json.loads(init(project, "--format=json", "--python=3.11", "--service=postgres", "--gpu=nvidia").stdout)
    assert plan["python"]["version"] == "3.11"
    assert plan["services"] == ["postgres", "redis"]
    assert plan["uses_gpu"] is True


def test_asks_at_a_terminal(project):
    assert at_a_terminal([b"\n", b"\n", b"n\n"], project)[0] == 1
    assert written(project) == NOTHING
    code, shown = at_a_terminal([b"\n"], project)
    assert (code, "Write these files? [Y/n]" in shown) == (0, True)
    assert written(project) == EVERYTHING


def test_what_a_person_answers_is_remembered(project):
    answers = [b"three\n", b"3.11\n", b"nonsense\n", b"postgres\n", b"\n"]
    code, shown = at_a_terminal(answers, project)
    assert (code, "`three` is not a Python version" in shown, "There is no nonsense." in shown) == (0, True, True)
    plan = json.loads(init(project, "--format=json").stdout)
    assert (plan["python"]["version"], plan["services"]) == ("3.11", ["postgres"])
    assert init(project, "--check").returncode == 0


def test_asks_which_manager_where_several_apply(project):
    (project / "environment.yml").write_text("dependencies:\n  - python=3.12\n  - flask\n")
    code, shown = at_a_terminal([b"conda\n", b"\n"], project)
    assert (code, "What installs the dependencies? (pip, conda) [pip]" in shown) == (0, True)
    assert "micromamba" in (project / ".devcontainer" / "Dockerfile").read_text()


@pytest.mark.parametrize(("answer", "used"), [(b"\n", "nvidia"), (b"amd\n", "amd"), (b"none\n", "")])
def test_asks_about_a_gpu_where_something_computes_on_one(tmp_path, answer, used):
    (tmp_path / "requirements.txt").write_text("torch==2.7.1\n")
    assert at_a_terminal([b"\n", b"\n", answer, b"\n"], tmp_path)[0] == 0
    assert json.loads(init(tmp_path, "--format=json").stdout)["gpu_maker"] == used


@pytest.mark.parametrize(("answer", "is_mounted"), [(b"\n", False), (b"y\n", True)])
def test_asks_about_credentials_where_something_talks_to_aws(tmp_path, answer, is_mounted):
    (tmp_path / "requirements.txt").write_text("boto3==1.40.74\n")
    assert at_a_terminal([b"\n", b"\n", answer, b"\n"], tmp_path)[0] == 0
    assert json.loads(init(tmp_path, "--format=json").stdout)["uses_aws"] is is_mounted
    assert init(tmp_path, "--no-aws", "--check").returncode == int(is_mounted)


def test_asks_nothing_that_an_option_answers(project):
    code, shown = at_a_terminal([b"\n"], project, "--python=3.12", "--without=redis")
    assert (code, shown.count("]: ")) == (0, 1)


def test_asks_before_it_changes_what_it_did_not_write(project):
    (project / ".devcontainer").mkdir()
    (project / ".devcontainer" / "Dockerfile").write_text("FROM mine\n")
    assert at_a_terminal([b"\n"], project)[0] == 1
    assert (project / ".devcontainer" / "Dockerfile").read_text() == "FROM mine\n"
    assert at_a_terminal([b"\n", b"\n", b"y\n"], project)[0] == 0
    assert init(project, "--check").returncode == 0


@pytest.mark.parametrize(
    ("answer", "line"), [(b"yours\n", "redis-tools $TOOLS"), (b"devcontain\n", "postgresql-client")]
)
def test_asks_whose_side_to_take_in_a_conflict(project, answer, line):
    init(project)
    dockerfile = project / ".devcontainer" / "Dockerfile"
    dockerfile.write_text(dockerfile.read_text().replace("redis-tools", "redis-tools $TOOLS"))
    (project / "requirements.txt").write_text("flask==3.1.2\nredis==7.1.0\npsycopg==3.2.12\n")
    code, shown = at_a_terminal([answer, b"\n"], project)
    assert (code, ".devcontainer/Dockerfile, line 4: whose side? (yours, devcontain) [yours]" in shown) == (0, True)
    assert line in dockerfile.read_text()
    assert '"Rebuild Container"' in shown
    assert init(project, "--check").returncode == 0


def test_ctrl_c_at_a_question_writes_nothing(project):
    code, shown = at_a_terminal([b"\x03"], project)
    assert (code, "Traceback" in shown) == (130, False)
    assert written(project) == NOTHING


@pytest.mark.parametrize(
    ("files", "arguments", "message"),
    [
        ({}, [], "no Python was found in"),
        ({"requirements.txt": b"flask\nred is\n"}, [], "requirements.txt:2:1: `red is` is not a requirement"),
        ({"requirements.txt": b"fl\xe4sk\n"}, [], "requirements.txt:1: not UTF-8 text"),
        ({"pyproject.toml": b"[project\n"}, [], "pyproject.toml:1:9: "),
        ({"a.py": b""}, ["--manager", "uv"], "there is nothing for `--manager uv` in"),
        ({"environment.yml": b"dependencies: [\n"}, [], "environment.yml:2:1: "),
        ({"environment.yml": b"dependencies: []"}, ["--python=3.11"], "environment.yml decides on the Python"),
        ({"a.py": b""}, ["--service", "postgre"], "there is no service `postgre`\nhint: did you mean `postgres`?"),
        ({"a.py": b""}, ["--python", "latest"], "`latest` is not a Python version"),
        ({"a.py": b""}, ["--python", ""], "`` is not a Python version"),
        ({"a.py": b""}, ["--base", "python:latest"], "hint: name a version, such as `python:1`"),
        ({"a.py": b"", ".devcontainer": b""}, [], ".devcontainer"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(tmp_path, files, arguments, message):
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    result = init(tmp_path, *arguments)
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert written(tmp_path) == sorted(files)


@pytest.mark.parametrize("path", ["absent", "file"])
def test_a_target_that_is_no_directory(tmp_path, path):
    (tmp_path / "file").write_text("")
    assert init(tmp_path / path).returncode == 2


def test_nothing_of_the_repository_is_executed(tmp_path):
    code = f"open({str(tmp_path / 'executed')!r}, 'w')\n"
    for name in ("setup.py", "conftest.py", "sitecustomize.py", "app.py", "manage.py"):
        (tmp_path / name).write_text(code)
    assert init(tmp_path).returncode == 0
    assert not (tmp_path / "executed").exists()


def test_what_is_shown_cannot_steer_the_terminal(tmp_path):
    (tmp_path / "requirements.txt").write_text("redis; python_version > '3' # \x1b]0;title\x07\n")
    (tmp_path / ".devcontainer").mkdir()
    (tmp_path / ".devcontainer" / "Dockerfile").write_text("FROM \x1b[31mred\n")
    result = init(tmp_path)
    assert result.returncode == 1
    assert "\x1b" not in result.stdout + result.stderr


def test_a_read_only_repository(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere; tests/generate/test_write.py tries a file system that is read-only")
    (tmp_path / "a.py").write_text("")
    tmp_path.chmod(0o500)
    result = init(tmp_path)
    assert (result.returncode, "cannot write" in result.stderr) == (2, True)


def test_a_thousand_files_take_no_time(tmp_path):
    (tmp_path / "requirements.txt").write_text("flask\n")
    for number in range(100):
        (tmp_path / f"package{number}").mkdir()
        for module in range(100):
            (tmp_path / f"package{number}" / f"module{module}.py").write_text("x = 1\n")
    result = subprocess.run([*COMMAND, str(tmp_path)], capture_output=True, check=False, timeout=5)
    assert result.returncode == 0
    assert Path(tmp_path / ".devcontainer" / "Dockerfile").exists()
