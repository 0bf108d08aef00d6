"""The hooks for pre-commit: which files they take, and what they do in a real repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from identify import identify
from ruamel.yaml import YAML

from devcontain.files.kind import kind_in_walk

ROOT = Path(__file__).parents[1]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = {hook["id"]: hook for hook in YAML(typ="safe", pure=True).load(MANIFEST.read_text("utf-8"))}
DIRTY = "FROM python:3.12-slim\nRUN pip install flask==3.0.3\n"
CLEAN = DIRTY.replace("install", "install --no-cache-dir")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def test_the_two_that_lint_differ_in_fixing():
    lint, fix = HOOKS["devcontain-lint"], HOOKS["devcontain-lint-fix"]
    assert {key for key in lint if lint[key] != fix[key]} == {"id", "name", "description", "entry"}
    assert fix["entry"] == f"{lint['entry']} --fix"


def test_pre_commit_finds_no_fault_with_them():
    subprocess.run([sys.executable, "-m", "pre_commit", "validate-manifest", MANIFEST], check=True, timeout=60)


class TestFiles:
    @pytest.mark.parametrize(
        ("path", "is_taken"),
        [
            ("Dockerfile", True),
            ("web/Dockerfile.dev", True),
            ("Dockerfile-alpine", True),
            ("dockerfile", True),
            ("DOCKERFILE", True),
            ("dev.Dockerfile", True),
            ("x.containerfile", True),
            ("Containerfile", True),
            ("Dockerfile.d", True),
            ("--config=evil/Dockerfile", True),
            ("a b/Dockerfile", True),
            (".devcontainer/devcontainer.json", True),
            (".devcontainer/gpu/devcontainer.json", True),
            (".devcontainer.json", True),
            ("compose.yaml", True),
            ("docker-compose.dev.yml", True),
            ("services.yaml", False),
            ("Dockerfile.dockerignore", False),
            ("Dockerfile.j2", False),
            ("Dockerfile.tmpl", False),
            ("Dockerfile.md", False),
            ("dockerfile.py", False),
            ("dockerfile.go", False),
            ("dockerfile-parser.ts", False),
            ("Dockerfile.go", True),
            ("Dockerfiles", False),
            ("mydockerfile", False),
            ("Dockerfile/readme", False),
            ("devcontainer-feature.json", False),
            ("devcontainer-lock.json", False),
        ],
    )
    def test_by_name(self, path, is_taken, tmp_path):
        hook = HOOKS["devcontain-lint"]
        chosen = re.search(hook["files"], path) is not None and re.search(hook["exclude"], path) is None
        assert chosen is is_taken
        file = tmp_path / path.replace("/", "_")
        file.write_text("FROM a\n")
        assert "text" in identify.tags_from_path(str(file))
        if not path.startswith("--"):
            assert (kind_in_walk(Path(path).name) is not None) is is_taken

    def test_links_and_directories_are_not_passed(self, tmp_path):
        (tmp_path / "Dockerfile").symlink_to("elsewhere")
        (tmp_path / "dir.Dockerfile").mkdir()
        for name in ("Dockerfile", "dir.Dockerfile"):
            assert "text" not in identify.tags_from_path(str(tmp_path / name))


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository whose hooks are ours, run from this environment."""
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    Path("bin").mkdir()
    command = Path("bin/devcontain")
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m devcontain "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "cache"))
    return tmp_path


def git(*arguments):
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, timeout=60)


def configure(hook, **changes):
    local = HOOKS[hook] | {"language": "system"} | changes
    with Path(".pre-commit-config.yaml").open("w", encoding="utf-8") as file:
        YAML(typ="safe", pure=True).dump({"repos": [{"repo": "local", "hooks": [local]}]}, file)


def pre_commit(*arguments):
    git("add", "--", ".pre-commit-config.yaml")
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def write(path, text=DIRTY):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")
    git("add", "--", path)


def init():
    command = [sys.executable, "-m", "devcontain", "init", "--yes"]
    subprocess.run(command, check=True, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
    git("add", "--", ".devcontainer")


class TestInARepository:
    def test_clean(self, repository):
        write("Dockerfile", CLEAN)
        configure("devcontain-lint")
        done = pre_commit()
        assert (done.returncode, "Passed" in done.stdout) == (0, True)

    def test_findings(self, repository):
        write("web/Dockerfile")
        write("notes.md", "FROM nowhere\n")
        configure("devcontain-lint")
        done = pre_commit()
        assert done.returncode == 1
        assert " --> web/Dockerfile:2:5" in done.stdout
        assert "Found 1 problem (1 warning) in 1 file." in done.stdout

    def test_fixing_fails_once(self, repository):
        write("Dockerfile")
        configure("devcontain-lint-fix")
        done = pre_commit()
        assert (done.returncode, "files were modified by this hook" in done.stdout) == (1, True)
        assert Path("Dockerfile").read_text() == CLEAN
        assert pre_commit().returncode == 0

    def test_names_that_look_like_options(self, repository):
        write("--config=evil/Dockerfile")
        write("--fix.Dockerfile")
        configure("devcontain-lint")
        done = pre_commit()
        assert done.returncode == 1
        assert "Found 2 problems (2 warnings) in 2 files." in done.stdout
        assert Path("--fix.Dockerfile").read_text() == DIRTY

    def test_what_the_configuration_excludes_is_left_out(self, repository):
        write("old/Dockerfile")
        write("devcontain.toml", 'exclude = ["old/"]')
        configure("devcontain-lint")
        assert pre_commit().returncode == 0

    def test_a_dev_container_that_is_out_of_date(self, repository):
        write("requirements.txt", "flask==3.1.2\n")
        configure("devcontain-sync")
        done = pre_commit()
        assert (done.returncode, ".devcontainer/Dockerfile is missing" in done.stdout) == (1, True)
        assert not Path(".devcontainer").exists()
        init()
        assert pre_commit().returncode == 0
        write("requirements.txt", "flask==3.1.2\nredis==7.1.0\n")
        done = pre_commit()
        assert (done.returncode, ".devcontainer/compose.yaml is missing" in done.stdout) == (1, True)
        init()
        write(".devcontainer/Dockerfile", f"# ours\n{Path('.devcontainer/Dockerfile').read_text()}")
        assert pre_commit().returncode == 0

    @pytest.mark.parametrize("hook", ["devcontain-lint", "devcontain-lint-fix"])
    def test_many_files_in_parallel_and_one_by_one(self, repository, hook):
        paths = [f"service-{number:02}/Dockerfile" for number in range(24)]
        for path in paths:
            write(path)
        one_by_one = 'for path; do [ "$path" = -- ] || devcontain lint --force-exclude -- "$path" || exit 1; done'
        configure(hook, require_serial=False)
        done = pre_commit()
        assert done.returncode == 1
        if hook == "devcontain-lint":
            assert done.stdout.count("CAC001") == len(paths)
        else:
            assert {Path(path).read_text() for path in paths} == {CLEAN}
            configure(hook, entry=f"sh -c '{one_by_one}' sh", require_serial=False)
            assert pre_commit().returncode == 0
