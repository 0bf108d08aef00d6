"""What the options of `devcontain lint` do together with configurations, baselines and comments."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from devcontain.cli import cli
from devcontain.errors import UserError

DIRTY = "FROM python:3.12-slim\nRUN pip install flask==3.0.3\n"
NOTED = f"{DIRTY.replace('slim', 'slim AS build')}FROM debian:12\nCOPY --from=build /x /x\n"
FORMATS = ("full", "concise", "grouped", "json", "json-lines", "sarif", "github", "gitlab", "junit", "checkstyle")


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "FORCE_HYPERLINK"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def lint(capsys):
    """Runs the command in this process: exit code, standard output, standard error."""

    def run(*arguments):
        with pytest.raises(SystemExit) as ended:
            cli.main(["lint", *arguments], standalone_mode=False)
        out, err = capsys.readouterr()
        return ended.value.code, out, err

    return run


@pytest.fixture
def codes(lint):
    """The codes that are found, and the exit code."""

    def run(*arguments):
        code, out, _ = lint("--format", "json-lines", *arguments)
        return [json.loads(line)["code"] for line in out.splitlines()], code

    return run


def write(path, text=DIRTY):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8", newline="")


def read(path):
    return Path(path).read_bytes().decode()


class TestConfiguration:
    def test_it_selects(self, codes):
        write("Dockerfile", "FROM python\nRUN pip install flask\n")
        write("devcontain.toml", 'select = ["CAC", "PIN001"]\nignore = ["PIN001"]\nextend-select = ["PIN004"]')
        assert codes() == (["CAC001", "PIN004"], 1)
        assert codes("--ignore", "CAC") == (["PIN004"], 1)
        assert codes("--select", "PIN001") == (["PIN001"], 1)
        assert codes("--select", "PIN001", "--extend-select", "CAC001") == (["PIN001", "CAC001"], 1)
        assert codes("--no-config", "--select", "PIN001,PIN004") == (["PIN001", "PIN004"], 1)

    def test_a_named_one_counts_for_all_files(self, codes):
        write("Dockerfile")
        write("devcontain.toml", 'select = ["CAC"]')
        write("other.toml", 'select = ["PIN001"]')
        assert codes("--config", "other.toml") == ([], 0)

    def test_per_file_ignores(self, codes):
        write("Dockerfile")
        write("old/Dockerfile")
        write("devcontain.toml", 'per-file-ignores = {"old/" = ["pip-cache"]}')
        assert codes() == (["CAC001"], 1)
        assert codes("old/Dockerfile") == ([], 0)

    @pytest.mark.parametrize(
        ("severity", "found", "code"),
        [
            ('CAC001 = "error"', [("CAC001", "error")], 1),
            ('CAC = "info"', [("CAC001", "info")], 0),
            ('CAC = "off"', [], 0),
            ('CAC = "off"\npip-cache = "error"', [("CAC001", "error")], 1),
            ('ALL = "info"\nCAC = "error"', [("CAC001", "error")], 1),
            ('DL3042 = "info"', [("CAC001", "info")], 0),
        ],
    )
    def test_severities(self, lint, severity, found, code):
        write("Dockerfile")
        write("devcontain.toml", f"[severity]\n{severity}\n")
        answer = lint("--format", "json")
        assert [(each["code"], each["severity"]) for each in json.loads(answer[1])] == found
        assert answer[0] == code

    def test_what_a_rule_grades_lower_stays_lower(self, lint):
        write("Dockerfile", NOTED)
        write("devcontain.toml", 'severity = {CAC001 = "error"}')
        assert [each["severity"] for each in json.loads(lint("--format", "json")[1])] == ["info"]

    def test_a_severity_turns_on_the_rule_that_it_names_and_no_group(self, codes):
        write("Dockerfile", "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n")
        write("devcontain.toml", 'select = ["PIN007"]')
        assert codes() == (["PIN007"], 1)
        write("devcontain.toml", 'ignore = ["CAC"]\nseverity = {PIN = "error"}')
        assert codes() == ([], 0)
        write("devcontain.toml", 'ignore = ["CAC"]\nseverity = {PIN007 = "error"}')
        assert codes() == (["PIN007"], 1)

    def test_allowed_registries(self, codes):
        write("Dockerfile", "FROM quay.io/a/b:1\n")
        assert codes() == ([], 0)
        write("devcontain.toml", 'allowed-registries = ["docker.io"]')
        assert codes() == (["PIN019"], 1)

    def test_the_target(self, lint):
        write("Dockerfile", f"{DIRTY.replace('slim', 'slim AS web')}FROM debian:12 AS test\n")
        write("devcontain.toml", 'select = ["CAC001"]')
        assert json.loads(lint("--format", "json")[1])[0]["severity"] == "info"
        write("devcontain.toml", 'select = ["CAC001"]\ntarget = "web"')
        assert json.loads(lint("--format", "json")[1])[0]["severity"] == "warning"

    def test_a_wrong_one_ends_the_run(self):
        write("Dockerfile")
        write("devcontain.toml", "selekt = []")
        with pytest.raises(UserError, match=r"devcontain.toml:1: there is no key `selekt`"):
            cli.main(["lint"], standalone_mode=False)

    def test_hadolint_s_counts_and_that_is_said(self, lint):
        write("Dockerfile")
        write(".hadolint.yaml", "ignored: [DL3042]")
        assert lint() == (
            0,
            "All checks passed!\n",
            "note: devcontain is not configured, so `.hadolint.yaml` counts: its `ignored`, `override`, "
            "`failure-threshold`, `trustedRegistries`, `label-schema`, `strict-labels`\n",
        )
        assert lint("--no-config")[::2] == (1, "")


class TestExclude:
    def test_it_holds_in_directories_and_for_named_files_if_that_is_insisted_on(self, codes):
        write("Dockerfile")
        write("devcontain.toml", 'exclude = ["Dockerfile"]')
        assert codes() == ([], 0)
        assert codes("Dockerfile") == (["CAC001"], 1)
        assert codes("./Dockerfile", "--force-exclude") == ([], 0)

    def test_on_the_command_line(self, codes, lint):
        write("a/Dockerfile")
        assert codes("--exclude", "a/") == ([], 0)
        assert lint("--exclude", "*", ".")[2] == "warning: all files are excluded\n"
        with pytest.raises(UserError, match=r"--exclude `\[` matches nothing"):
            cli.main(["lint", "--exclude", "["], standalone_mode=False)


class TestExitCode:
    @pytest.mark.parametrize(
        ("text", "arguments", "code"),
        [
            (DIRTY, [], 1),
            (DIRTY, ["--fail-on", "error"], 0),
            (DIRTY, ["--fail-on", "info"], 1),
            (NOTED, [], 0),
            (NOTED, ["--fail-on", "info"], 1),
            (DIRTY, ["--exit-zero"], 0),
            (DIRTY, ["--diff", "--exit-zero"], 0),
            (DIRTY, ["missing", "--exit-zero"], 2),
            (DIRTY, ["--statistics"], 1),
        ],
    )
    @pytest.mark.parametrize("name", ["full", "sarif", "github"])
    def test_it_does_not_depend_on_the_format(self, lint, text, arguments, code, name):
        write("Dockerfile", text)
        name = "full" if "--statistics" in arguments else name
        paths = [] if "missing" in arguments else ["."]
        assert lint("--format", name, *paths, *arguments)[0] == code

    def test_each_file_by_its_configuration(self, codes):
        write("a/Dockerfile")
        write("a/devcontain.toml", 'fail-on = "error"')
        assert codes("a") == (["CAC001"], 0)
        assert codes("a", "--fail-on", "warning") == (["CAC001"], 1)


class TestOutputFile:
    @pytest.mark.parametrize("name", FORMATS)
    def test_every_format_stands_there_as_it_would_be_printed(self, lint, name, monkeypatch):
        write("Dockerfile")
        code, out, _ = lint("--format", name)
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert lint("--format", name, "-o", "report") == (code, "", "")
        assert read("report") == out

    def test_one_that_cannot_be_written(self):
        write("Dockerfile")
        with pytest.raises(UserError, match=r"`no/report` cannot be written: no such file or directory"):
            cli.main(["lint", "-o", "no/report"], standalone_mode=False)

    def test_it_is_utf_8(self, lint):
        write("é\udce9.Dockerfile".encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
        lint("--format", "concise", "-o", "report")
        assert read("report").startswith("é")


class TestHostile:
    NAME = b"caf\xe9\x1b[31m\xe2\x80\xae,:%<&\"'\n::error::x.Dockerfile"

    @pytest.mark.parametrize("name", FORMATS)
    def test_a_name_and_content_that_want_to_be_more(self, name):
        Path(os.fsdecode(self.NAME)).write_bytes(b"FROM a\x1b]0;x\x07\xe2\x80\xa8\nRUN pip install b\xff\x9b==1\n")
        command = [sys.executable, "-m", "devcontain", "lint", "--format", name]
        variables = {**os.environ, "PYTHONIOENCODING": "ascii"}
        done = subprocess.run(command, capture_output=True, env=variables, check=False, timeout=60)
        assert (done.returncode, done.stderr) == (1, b"")
        lines = done.stdout.decode("ascii").splitlines()
        assert all(line.isprintable() for line in lines)
        assert not any(line.startswith("::error::") for line in lines)
        if name in ("json", "sarif", "gitlab"):
            json.loads(done.stdout)
        if name in ("junit", "checkstyle"):
            ElementTree.fromstring(done.stdout)

    @pytest.mark.parametrize("closed", [">&-", "2>&-"])
    def test_a_closed_stream(self, closed):
        write("Dockerfile")
        command = f'exec "{sys.executable}" -m devcontain lint {closed}'
        assert subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60).returncode == 1

    def test_a_working_directory_that_is_gone(self, tmp_path):
        write("Dockerfile")
        write("devcontain.toml", 'severity = {CAC001 = "error"}')
        command = (
            f'mkdir gone && cd gone && rmdir ../gone && "{sys.executable}" -m devcontain lint "{tmp_path}/Dockerfile"'
        )
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, timeout=60)
        assert (done.returncode, done.stderr) == (1, "")
        assert "Found 1 problem (1 error)" in done.stdout


class TestStatistics:
    def test_text_and_json(self, lint):
        write("Dockerfile", DIRTY + "RUN pip install x==1\n")
        assert lint("--statistics")[1] == "2  CAC001  [*]  pip-cache\nFound 2 problems.\n"
        write("Dockerfile", "FROM debian:12\nRUN apt-get install -y git=1\n")
        assert lint("--statistics", "--select=CAC012")[1] == "1  CAC012  [u]  recommended-packages\nFound 1 problem.\n"
        assert lint("--statistics", "--select=CAC012", "--unsafe-fixes")[1].startswith("1  CAC012  [*]")
        write("Dockerfile", DIRTY + "RUN pip install x==1\n")
        assert json.loads(lint("--statistics", "--format", "json")[1])[0]["count"] == 2


class TestShow:
    def test_files(self, lint):
        write("Dockerfile")
        write("a\x1b[31m.Dockerfile")
        write("devcontain.toml", "exclude = ['old']")
        write("old/Dockerfile")
        assert lint("--show-files") == (0, "Dockerfile\na\\x1b[31m.Dockerfile\n", "")

    def test_settings(self, lint):
        write("Dockerfile")
        write("web/Dockerfile")
        write("web/devcontain.toml", 'select = ["pip-cache"]\ntarget = "a\\"\\u001b"\nexclude = ["x"]')
        code, out, _ = lint("--show-settings")
        assert code == 0
        assert out.startswith('# Dockerfile\nconfiguration = ""\nfail-on = "warning"\n')
        assert out.endswith(
            '# web/Dockerfile\nconfiguration = "web/devcontain.toml"\nfail-on = "warning"\nexclude = ["x"]\n'
            'allowed-registries = []\ntarget = "a\\"\\u001b"\ndev-container-files = []\n'
            "label-schema = {}\nstrict-labels = false\n\n"
            '[severity]\nCAC001 = "warning" # pip-cache\n\n'
        )


class TestContradictions:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["--fix", "--add-ignore"],
            ["--diff", "--add-ignore"],
            ["--write-baseline"],
            ["--config", "x", "--no-config"],
            ["--statistics", "--format", "sarif"],
            ["-", "Dockerfile"],
            ["--baseline", "missing.json"],
            ["--baseline", "new.json", "--write-baseline", "--diff"],
            ["--baseline", "new.json", "--write-baseline", "--add-ignore"],
            ["--select", ""],
            ["--extend-select", " , "],
        ],
    )
    def test_they_are_refused(self, arguments):
        write("Dockerfile")
        with pytest.raises(UserError):
            cli.main(["lint", *arguments], standalone_mode=False)
        assert read("Dockerfile") == DIRTY


class TestAddIgnore:
    def test_it_writes_and_a_second_run_finds_nothing(self, lint):
        write("Dockerfile", DIRTY.replace("\n", "\r\n"))
        code, out, _ = lint("--add-ignore", "Dockerfile")
        assert (code, out) == (
            0,
            "Silenced 1 problem (1 CAC001) with comments.\nAll checks passed!\n1 suppressed by a comment.\n",
        )
        assert read("Dockerfile").splitlines()[1] == "# devcontain: ignore=CAC001"
        assert lint("--extend-select", "SUP001,SUP002")[0] == 0

    def test_a_reason(self, lint):
        write("Dockerfile")
        lint("--add-ignore=the image is thrown away")
        assert "# devcontain: ignore=CAC001 the image is thrown away\nRUN" in read("Dockerfile")

    def test_standard_input(self, monkeypatch, capsysbinary):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(DIRTY.encode())))
        with pytest.raises(SystemExit):
            cli.main(["lint", "--add-ignore", "-"], standalone_mode=False)
        assert capsysbinary.readouterr().out == DIRTY.replace("RUN", "# devcontain: ignore=CAC001\nRUN").encode()

    def test_behind_two_dashes_it_is_a_path(self, lint):
        write("--add-ignore")
        assert lint("--", "--add-ignore")[0] == 1
        assert read("--add-ignore") == DIRTY


class TestBaseline:
    def test_what_is_known_is_not_reported_also_when_lines_move(self, lint, codes):
        write("Dockerfile")
        assert lint("--baseline", "known.json", "--write-baseline") == (
            0,
            "",
            "note: wrote 1 finding to `known.json`\n",
        )
        assert codes("--baseline", "known.json") == ([], 0)
        assert lint("--baseline", "known.json")[1] == "All checks passed!\n1 known from the baseline.\n"
        write("Dockerfile", f"# more\n\n{DIRTY}RUN pip install flask==3.0.3\n")
        assert codes("--baseline", "known.json") == (["CAC001"], 1)

    def test_writing_it_anew_keeps_what_other_files_have(self, codes):
        write("a/Dockerfile")
        write("b/Dockerfile")
        codes("--baseline", "known.json", "--write-baseline")
        write("a/Dockerfile", "FROM debian:12\n")
        codes("--baseline", "known.json", "--write-baseline", "a")
        assert list(json.loads(read("known.json"))["findings"]) == ["b/Dockerfile"]

    def test_comments_are_written_only_for_what_is_new(self, lint):
        write("Dockerfile")
        lint("--baseline", "known.json", "--write-baseline")
        write("Dockerfile", f"{DIRTY}RUN pip install x==1\n")
        lint("--baseline", "known.json", "--add-ignore")
        assert read("Dockerfile") == f"{DIRTY}# devcontain: ignore=CAC001\nRUN pip install x==1\n"


class TestLinks:
    @pytest.mark.parametrize(
        ("variables", "linked"),
        [({"FORCE_HYPERLINK": "1"}, True), ({"FORCE_HYPERLINK": "0"}, False), ({"TERM_PROGRAM": "vscode"}, False)],
    )
    def test_only_where_the_terminal_can(self, lint, monkeypatch, variables, linked):
        write("Dockerfile")
        monkeypatch.setenv("FORCE_COLOR", "1")
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert ("\x1b]8;;https://" in lint("--format", "concise")[1]) is linked

    @pytest.mark.parametrize(("term", "linked"), [("vscode", True), ("Apple_Terminal", False)])
    def test_on_a_terminal(self, term, linked):
        write("Dockerfile")
        master, slave = os.openpty()
        variables = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "TERM_PROGRAM": term}
        subprocess.run(
            [sys.executable, "-m", "devcontain", "lint"],
            stdout=slave,
            stderr=slave,
            env=variables,
            check=False,
            timeout=60,
        )
        os.close(slave)
        output = os.read(master, 100_000).decode()
        os.close(master)
        assert ("\x1b]8;;" in output) is linked


class TestCompletion:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("devcontain lint --select CAC001,pip-c", "plain,CAC001,pip-cache"),
            ("devcontain explain LAY001", "plain,LAY001"),
            ("devcontain lint Dock", "file,Dock"),
            ("devcontain lint --format che", "plain,checkstyle"),
        ],
    )
    def test_bash(self, words, found):
        variables = {
            "PATH": os.environ["PATH"],
            "_DEVCONTAIN_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        }
        done = subprocess.run(
            [sys.executable, "-m", "devcontain"], env=variables, capture_output=True, text=True, check=False, timeout=60
        )
        assert (done.stdout.splitlines(), done.stderr) == ([found], "")
