"""Repositories made to do harm, or to contradict themselves: `devcontain init` does right or says why not in one word.

Nothing is half-written, nothing outside of the repository is read or written, and nothing hangs.
"""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from devcontain.cli import cli
from tests.test_init_adopt import Project, is_settled

PYPROJECT = "[project]\nname = 'a'\nversion = '1'\nrequires-python = '>=3.10'\ndependencies = ['flask>=3', 'redis']\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


class Bare(Project):
    """A repository with nothing in it yet."""

    def __init__(self, root):
        self.root = root


@pytest.fixture
def project(tmp_path):
    (tmp_path / "repository").mkdir()
    return Bare(tmp_path / "repository")


def refuses(project, message, *options):
    before = sorted(project.root.rglob("*"))
    code, said = project.init(*options)
    assert (code, message in said) == (2, True), said
    assert sorted(project.root.rglob("*")) == before


def succeeds(project, *options):
    code, said = project.init(*options)
    assert code == 0, said
    is_settled(project)
    return said


class TestManifestsThatContradictEachOther:
    def test_the_files_that_name_a_python(self, project):
        project["pyproject.toml"] = PYPROJECT.replace("3.10", "3.12")
        project["Pipfile"] = "[requires]\npython_version = '3.9'\n[packages]\nflask = '*'\n"
        project[".python-version"] = "3.11\n"
        said = succeeds(project)
        assert "python        3.11 (.python-version: 3.11)" in said
        assert 'note: Python 3.11 was chosen, which is against Pipfile: python_version = "3.9"' in said
        assert 'note: Python 3.11 was chosen, which is against pyproject.toml: requires-python = ">=3.12"' in said

    def test_bounds_that_no_python_is_in(self, project):
        project["pyproject.toml"] = PYPROJECT.replace(">=3.10", ">=3.12,<3.11")
        refuses(project, "suits pyproject.toml: requires-python")

    def test_a_lock_file_that_lacks_what_is_required(self, project):
        project["pyproject.toml"] = PYPROJECT
        project["uv.lock"] = "version = 1\n[[package]]\nname = 'flask'\nversion = '3.1.2'\n[[package]]\nname = 'a'\n"
        assert "uv.lock lacks redis, which the project requires: run `uv lock`" in succeeds(project)

    @pytest.mark.parametrize(
        "names", [("requirements.txt",), ("requirements.txt", "b.txt"), ("requirements.txt", "b", "c")]
    )
    def test_files_that_include_each_other(self, project, names):
        for name, other in zip(names, (*names[1:], names[0]), strict=True):
            project[name] = f"flask\n-r {other}\n"
        refuses(project, f"{names[-1]}:2:1: `requirements.txt` includes itself")

    def test_includes_that_grow_beyond_all_measure(self, project):
        for number in range(12):
            project[f"{number}.txt"] = f"-r {number + 1}.txt\n-r {number + 1}.txt\n"
        project["12.txt"] = "flask\n"
        project["requirements.txt"] = "-r 0.txt\n"
        refuses(project, "includes more than")


class TestSize:
    @pytest.mark.parametrize("mebibytes", [30, 200])
    @pytest.mark.parametrize("name", ["uv.lock", "poetry.lock", "pdm.lock"])
    def test_a_lock_file_that_is_too_large(self, project, name, mebibytes):
        project["pyproject.toml"] = PYPROJECT
        with (project.root / name).open("wb") as file:
            file.truncate(mebibytes << 20)  # a hole takes no room on the disk
        refuses(project, f"`{name}` is larger than 20 MiB\nhint: take it away, or choose")
        assert project.init("--manager=pip")[0] == 0

    def test_code_that_is_too_large_is_passed_over(self, project):
        project["app.py"] = "import numpy\n"
        with (project.root / "data.py").open("wb") as file:
            file.truncate(200 << 20)
        succeeds(project)

    def test_fifty_thousand_files(self, project):
        for number in range(50):
            folder = project.root / f"part{number}"
            folder.mkdir()
            for module in range(1000):
                (folder / f"m{module}.py").touch()
        project["part7/m7.py"] = "import numpy\n"
        code, said = project.init("--dry-run")
        assert (code, "numpy  # part7/m7.py" in said) == (0, True)

    def test_a_tree_that_is_deeper_than_a_path_can_be_long(self, project):
        project["app.py"] = "import numpy\n"
        folder = os.open(project.root, os.O_RDONLY)
        for _ in range(700):
            os.mkdir("deeper-and-deeper", dir_fd=folder)
            inner = os.open("deeper-and-deeper", os.O_RDONLY, dir_fd=folder)
            os.close(folder)
            folder = inner
        os.close(folder)
        assert project.init("--dry-run")[0] == 0
        subprocess.run(["rm", "-rf", project.root], check=True)

    @pytest.mark.parametrize(
        ("name", "text", "message"),
        [
            (
                "environment.yml",
                f"{BOMB}dependencies: *i\n",
                "environment.yml: its aliases stand for far more than it says",
            ),
            ("environment.yml", "dependencies: &a [*a]\n", "environment.yml: its aliases stand for far more"),
            ("environment.yml", "dependencies: " + "[" * 2000, "environment.yml"),
            ("pyproject.toml", "a = " + "[" * 5000, "pyproject.toml: cannot be read as TOML"),
            ("Pipfile.lock", "[" * 200_000, "Pipfile.lock: cannot be read as JSON"),
            ("Pipfile.lock", "9" * 5000, "Pipfile.lock: cannot be read as JSON"),
        ],
    )
    def test_what_grows_when_it_is_read(self, project, name, text, message):
        project["Pipfile"] = "[packages]\n"
        project[name] = text
        refuses(project, message, *(["--manager=conda"] if name == "environment.yml" else []))

    @pytest.mark.parametrize("name", ["docker-compose.yml", ".github/workflows/ci.yml", "compose.yaml"])
    def test_what_grows_but_is_not_needed(self, project, name):
        project["requirements.txt"] = "flask\n"
        (project.root / name).parent.mkdir(parents=True, exist_ok=True)
        project[name] = f"{BOMB}services:\n  a:\n    image: *i\n    build: .\n    environment: *i\n"
        succeeds(project)

    @pytest.mark.parametrize(
        "code", ["(" * 100_000, "x = " + "-" * 50_000 + "1", "import a\n" * 50_000, "\0", "a" * 1_000_000]
    )
    def test_code_that_no_parser_likes(self, project, code):
        project["setup.py"] = code
        project["app.py"] = f"import numpy\n{code}"
        assert project.init("--dry-run")[0] == 0


class TestFilesThatAreNotWhatTheySay:
    @pytest.mark.parametrize(
        "content", [PNG, b"\xff\xfef", "flask\n".encode("utf-16-le"), b"fl\0ask\n", b"\xff"], ids=repr
    )
    def test_requirements(self, project, content):
        (project.root / "requirements.txt").write_bytes(content)
        refuses(project, "requirements.txt:1")

    def test_requirements_that_windows_powershell_wrote(self, project):
        (project.root / "requirements.txt").write_bytes("flask\r\n".encode("utf-16"))
        assert "pip (requirements.txt)" in succeeds(project)

    @pytest.mark.parametrize("content", [PNG, "[project]\n".encode("utf-16"), b"\0"], ids=repr)
    def test_pyproject(self, project, content):
        (project.root / "pyproject.toml").write_bytes(content)
        refuses(project, "pyproject.toml")

    def test_a_byte_order_mark_is_none(self, project):
        for name, text in {
            "requirements.txt": "flask\n",
            "pyproject.toml": "[tool.x]\n",
            ".python-version": "3.11\n",
        }.items():
            (project.root / name).write_bytes(b"\xef\xbb\xbf" + text.encode())
        assert "python        3.11" in succeeds(project)

    @pytest.mark.parametrize(
        "name", ["requirements.txt", "pyproject.toml", "uv.lock", "Dockerfile", "docker-compose.yml"]
    )
    @pytest.mark.parametrize("kind", ["directory", "fifo", "socket", "device", "loop", "dangling"])
    def test_what_is_no_file_counts_as_absent(self, project, name, kind, monkeypatch):
        project["app.py"] = "import numpy\n"
        monkeypatch.chdir(project.root)
        match kind:
            case "directory":
                Path(name).mkdir()
            case "fifo":
                os.mkfifo(name)
            case "socket":
                with socket.socket(socket.AF_UNIX) as made:
                    made.bind(name)
            case "device":
                Path(name).symlink_to("/dev/zero")
            case "loop":
                Path(name).symlink_to(name)
            case "dangling":
                Path(name).symlink_to("absent")
        succeeds(project)
        assert "numpy" in project[".devcontainer/requirements.txt"]


class TestLinksOutOfTheTree:
    @pytest.fixture
    def outside(self, project):
        outside = project.root.parent / "outside"
        outside.mkdir()
        (outside / "requirements.txt").write_text("secret-package\n")
        (outside / "app.py").write_text("import secret_package\n")
        (outside / "Dockerfile").write_text("FROM secret:1\n")
        return outside

    @pytest.mark.parametrize("way", ["absolute", "up"])
    def test_files_and_directories(self, project, outside, way):
        start = outside if way == "absolute" else Path("..", "repository", "..", "outside")
        project["main.py"] = "import numpy\n"
        for name, target in {
            "requirements.txt": "requirements.txt",
            "app.py": "app.py",
            "src": ".",
            "requirements": ".",
        }.items():
            (project.root / name).symlink_to(start / target)
        succeeds(project)
        assert "secret" not in "".join(
            project[path] for path in (".devcontainer/requirements.txt", ".devcontainer/Dockerfile")
        )

    def test_a_link_within_is_followed(self, project):
        project["requirements.lock.txt"] = "flask==3.1.2\n"
        (project.root / "requirements.txt").symlink_to(Path("..", "repository", "requirements.lock.txt"))
        assert "installation  pip (requirements.txt)" in succeeds(project)

    @pytest.mark.parametrize("include", ["../outside/requirements.txt", "/etc/passwd", "link/requirements.txt"])
    def test_an_include(self, project, outside, include):
        (project.root / "link").symlink_to(outside)
        project["requirements.txt"] = f"-r {include}\n"
        refuses(project, "requirements.txt:1:1: ")

    @pytest.mark.parametrize("options", [(), ("--force",), ("--diff",), ("--dry-run",)])
    def test_the_folder_of_the_dev_container_is_neither_shown_nor_written_through(self, project, outside, options):
        project["requirements.txt"] = "flask\n"
        (project.root / ".devcontainer").symlink_to(outside)
        code, said = project.init(*options)
        assert (code, "secret" in said, "is a symbolic link" in said) == (2, False, True)
        assert (outside / "Dockerfile").read_text() == "FROM secret:1\n"

    @pytest.mark.parametrize("name", [".devcontainer/Dockerfile", ".dockerignore", ".devcontainer/.devcontain.json"])
    def test_a_file_of_the_dev_container(self, project, outside, name):
        project["requirements.txt"] = "flask\n"
        (project.root / name).parent.mkdir(exist_ok=True)
        (project.root / name).symlink_to(outside / "Dockerfile")
        code, said = project.init("--force")
        assert (code, "secret" in said) == (2 if name != ".dockerignore" else code, False)
        assert (outside / "Dockerfile").read_text() == "FROM secret:1\n"


NAMES = [
    *("two words", 'say "hi"', "it's", "$(touch pwned)", "`touch pwned`", "-rf", "--help", "café", "日本語", "#hash"),
    *("a: b", "{{ 7 * 7 }}", "${localEnv:HOME}", "$$x", "a\nb", "\x1b[31m", "tab\t", "-", "%s", "a,b", "*", "~"),
]


class TestFolders:
    @pytest.mark.parametrize("name", NAMES)
    def test_of_any_name(self, tmp_path, name):
        root = tmp_path / name
        root.mkdir()
        (root / "requirements.txt").write_text("flask\nredis\n")
        for directory in (root, root / "."):
            result = CliRunner().invoke(cli, ["init", "--", str(directory)])
            assert (result.exit_code, "\x1b" in result.output) == (0, False), result.output
        assert sorted(path.name for path in tmp_path.iterdir()) == [name]

    @pytest.mark.parametrize("name", ["-rf", "$(touch pwned)", "a\nb"])
    def test_seen_from_outside_and_from_inside(self, tmp_path, name):
        (tmp_path / name).mkdir()
        (tmp_path / name / "requirements.txt").write_text("flask\n")
        for where, directory in ((tmp_path, name), (tmp_path / name, ".")):
            command = [sys.executable, "-m", "devcontain", "init", "--", directory]
            done = subprocess.run(command, cwd=where, capture_output=True, check=False, stdin=subprocess.DEVNULL)
            assert done.returncode == 0, done.stderr
        assert [path.name for path in tmp_path.iterdir()] == [name]

    def test_a_worktree_and_a_submodule(self, tmp_path):
        def git(*words, where):
            identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]
            subprocess.run(["git", *identity, *words], cwd=where, check=True, capture_output=True)

        main = tmp_path / "main"
        main.mkdir()
        git("init", "-q", where=main)
        (main / "requirements.txt").write_text("flask\n")
        git("add", "-A", where=main)
        git("commit", "-qm", "x", where=main)
        git("worktree", "add", "-q", str(tmp_path / "tree"), where=main)
        other = tmp_path / "other"
        other.mkdir()
        git("init", "-q", where=other)
        git("submodule", "add", "-q", str(main), "below", where=other)
        for root in (tmp_path / "tree", other / "below"):
            assert (root / ".git").is_file()
            succeeds(Bare(root))
            settings = (root / ".devcontainer" / "devcontainer.json").read_text()
            assert json.loads("\n".join(line for line in settings.split("\n") if not line.lstrip().startswith("//")))
        assert not (main / ".devcontainer").exists()
        assert not (other / ".devcontainer").exists()
