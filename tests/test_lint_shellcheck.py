"""ShellCheck as a user of `devcontain lint` meets it: asked for by its codes, and found or not."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
UNQUOTED = "FROM debian:12\nRUN rm $FILE\n"
HERE = Path(sys.executable).parent
needs_shellcheck = pytest.mark.skipif(
    shutil.which("shellcheck", path=str(HERE)) is None, reason="ShellCheck is not installed: pip install -e '.[test]'"
)


class Answer(NamedTuple):
    """What a run of the command came to."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch):
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "Dockerfile").write_text(UNQUOTED)
    return folder


def devcontain(*arguments, python=sys.executable, stdin="", **env):
    command = [str(python), "-m", "devcontain", *arguments]
    kept = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "SHELLCHECK_OPTS")}
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, env={**kept, **env}, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)


def lint(*arguments, **options):
    return devcontain("lint", "--fail-on", "info", *arguments, **options)


def codes(*arguments, **options):
    """The codes that are reported."""
    answer = lint("--format", "json", *arguments, **options)
    assert answer.err.replace("note: devcontain is not configured", "") == "" or "hadolint" in answer.err, answer.err
    return [finding["code"] for finding in json.loads(answer.out)]


@pytest.fixture
def bare(tmp_path):
    """A Python beside which there is no ShellCheck, and the environment in which it finds our packages and nothing."""
    if os.name == "nt":
        pytest.skip("links need rights on Windows")
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "python").symlink_to(os.path.realpath(sys.executable))
    path = os.pathsep.join([str(ROOT), *(each for each in sys.path if each)])
    return {"python": folder / "python", "PYTHONPATH": path, "PATH": str(folder)}


class TestNotInstalled:
    def test_what_does_not_ask_for_it_is_as_ever(self, bare):
        assert lint("--select", "ALL", **bare).err == ""
        assert lint("--ignore", "SC", "--extend-select", "PIN", **bare).err == ""
        assert lint("--extend-select", "SC", "--ignore", "SC", **bare).err == ""

    @pytest.mark.parametrize("asked", [("--extend-select", "SC"), ("--select", "SC2086"), ("--select", "PIN,sc2")])
    def test_one_sentence_says_so_whatever_the_number_of_files(self, bare, directory, asked):
        (directory / "b.Dockerfile").write_text(UNQUOTED)
        assert lint(*asked, **bare) == (
            2,
            "",
            "error: codes of ShellCheck (SC) are selected, but it is not installed\n"
            "hint: run `pip install 'devcontain[shellcheck]'`\n",
        )
        assert lint("-", *asked, stdin=UNQUOTED, **bare).code == 2

    def test_where_a_configuration_asks_for_it(self, bare, directory):
        (directory / "devcontain.toml").write_text('extend-select = ["SC"]\n')
        assert lint(**bare).code == 2
        assert lint("--ignore", "SC", **bare).code == 0

    def test_hadolint_s_configuration_does_not_ask_for_it(self, bare, directory):
        (directory / ".hadolint.yaml").write_text("ignored: [SC2046]\noverride: {error: [SC2086]}\n")
        assert lint(**bare).code == 0


@needs_shellcheck
class TestInstalled:
    def test_it_is_not_run_unless_it_is_asked_for(self):
        assert "SC2086" not in codes()
        assert "SC2086" not in codes("--select", "ALL")

    @pytest.mark.parametrize("asked", ["SC", "SC2086", "SC2", "sc2086", "CAC001,SC2086"])
    def test_a_code_or_a_prefix_asks_for_it(self, asked):
        assert codes("--select", asked) == ["SC2086"]

    def test_standard_input(self):
        assert codes("--select", "SC", "-", stdin=UNQUOTED) == ["SC2086"]

    def test_many_files_are_asked_about_at_once(self, directory):
        for number in range(30):
            (directory / f"{number}.Dockerfile").write_text(f"FROM debian:12\nRUN rm $FILE{number}\n")
        assert codes("--select", "SC") == ["SC2086"] * 31

    def test_a_configuration_chooses_and_grades(self, directory):
        (directory / "devcontain.toml").write_text(
            'select = ["SC"]\nignore = ["SC2046"]\n[severity]\nSC2086 = "error"\n'
            '[per-file-ignores]\n"b.*" = ["SC2"]\n"c.*" = ["ALL"]\n'
        )
        for name in "abc":
            (directory / f"{name}.Dockerfile").write_text("FROM debian:12\nRUN rm $FILE $(ls); cd /x; cat\n")
        answer = lint("--format", "json", "a.Dockerfile", "b.Dockerfile", "c.Dockerfile")
        found = [(each["filename"], each["code"], each["severity"]) for each in json.loads(answer.out)]
        assert found == [("a.Dockerfile", "SC2086", "error"), ("a.Dockerfile", "SC2164", "warning")]

    def test_hadolint_s_configuration_counts_for_its_codes(self, directory):
        (directory / ".hadolint.yaml").write_text("ignored: [SC2046]\noverride: {error: [SC2086]}\n")
        (directory / "Dockerfile").write_text("FROM debian:12\nRUN rm $FILE $(ls)\n")
        answer = lint("--extend-select", "SC", "--ignore", "DKF,LAY,PIN,SEC", "--format", "concise")
        assert [line.split()[1] for line in answer.out.splitlines() if ":" in line] == ["SC2086"]

    def test_a_mistaken_code_is_no_code(self):
        answer = lint("--select", "SC20866")
        assert answer.code == 2
        assert "no rule is called `SC20866`" in answer.err

    def test_the_settings_say_that_it_runs(self):
        assert "# and as ShellCheck grades them: SC2086, SC3\n" in lint("--select", "SC3,SC2086", "--show-settings").out
        assert "ShellCheck" not in lint("--show-settings").out

    def test_fixes_and_comments_are_written(self, directory):
        assert '+RUN rm "$FILE"\n' in lint("--select", "SC", "--diff", "--unsafe-fixes").out
        assert lint("--select", "SC", "--add-ignore=to be split").code == 0
        assert (directory / "Dockerfile").read_text() == (
            "FROM debian:12\n# devcontain: ignore=SC2086 to be split\nRUN rm $FILE\n"
        )
        assert codes("--select", "SC,SUP") == []
        (directory / "Dockerfile").write_text('FROM debian:12\n# devcontain: ignore=SC2086 why\nRUN rm "$FILE"\n')
        assert codes("--select", "SC,SUP") == ["SUP001"]

    def test_a_baseline_holds_them(self):
        baseline = ("--select", "SC", "--baseline", "known.json")
        assert lint(*baseline, "--write-baseline").code == 0
        assert codes(*baseline) == []

    def test_fixing_both_kinds_ends(self, directory):
        (directory / "Dockerfile").write_text("FROM debian:12\nRUN pip install $A \\\n  # c\n  && cd $B\n")
        lint("--extend-select", "SC", "--fix", "--unsafe-fixes")
        text = (directory / "Dockerfile").read_text()
        assert '"$A"' in text
        assert '"$B"' in text
        assert "SC2086" not in codes("--extend-select", "SC")

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("full", "Double quote to prevent globbing and word splitting\n  --> Dockerfile:2:8\n"),
            ("concise", "Dockerfile:2:8: SC2086 [u] Double quote"),
            ("grouped", "SC2086 [u] Double quote"),
            ("json", '"url": "https://www.shellcheck.net/wiki/SC2086"'),
            ("json-lines", '"url": "https://www.shellcheck.net/wiki/SC2086"'),
            ("sarif", '"helpUri": "https://www.shellcheck.net/wiki/SC2086"'),
            ("github", "title=devcontain SC2086,file=Dockerfile,line=2,col=8,endLine=2,endColumn=13::SC2086 Double"),
            ("gitlab", '"check_name": "SC2086"'),
            ("junit", "SC2086 2:8"),
            ("checkstyle", 'source="devcontain.SC2086"'),
        ],
    )
    def test_every_format_shows_them(self, name, expected):
        assert expected in lint("--select", "SC", "--format", name).out

    def test_sarif_describes_the_codes_that_were_found(self):
        [run] = json.loads(lint("--select", "SC,CAC001", "--format", "sarif").out)["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == ["CAC001", "SC2086"]
        assert rules[run["results"][0]["ruleIndex"]]["id"] == "SC2086"
        assert rules[1]["properties"]["tags"] == ["shellcheck"]
        assert "https://www.shellcheck.net/wiki/SC2086" in rules[1]["help"]["text"]


def test_explain_leads_to_shellcheck_s_page():
    answer = devcontain("explain", "SC2086", "SC1091")
    assert "https://www.shellcheck.net/wiki/SC2086" in answer.out
    assert "SC1091 is reported only if it is selected by its code" in answer.out
    assert devcontain("explain", "SC2", "--format", "markdown").code == 0
    assert json.loads(devcontain("explain", "sc2086", "--format", "json").out)[0]["code"] == "SC2086"
