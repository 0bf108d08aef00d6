"""`devcontain lint` as a user meets it: a process with arguments, files, two streams and an exit code."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

COMMAND = [sys.executable, "-m", "devcontain", "lint"]
CLEAN = "FROM python:3.12-slim\nRUN pip install --no-cache-dir flask==3.0.3\n"
DIRTY = "FROM python:3.12-slim\nRUN pip install flask==3.0.3\n"
# Reported as information only: the cache is in a stage that does not reach the image.
NOTED = f"{DIRTY.replace('slim', 'slim AS build')}FROM debian:12\nCOPY --from=build /x /x\n"
UNSAFE = "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends curl=8.*\n"
TERMINAL = (
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "TERM",
    "DEVCONTAIN_TRACEBACK",
    "PYTHONUTF8",
    "PYTHONIOENCODING",
)


class Answer(NamedTuple):
    """What a run of the command came to."""

    code: int
    out: str
    err: str


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if name not in TERMINAL and not name.startswith("LC_")}
    return {**kept, "LANG": "C.UTF-8", **more}


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lint(*arguments, stdin="", env=None, **options):
    content = stdin if isinstance(stdin, bytes) else stdin.encode()
    done = subprocess.run(
        [*COMMAND, *arguments],
        input=content,
        capture_output=True,
        env=environment(**(env or {})),
        timeout=60,
        **options,
    )
    answer = Answer(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))
    assert "Traceback" not in answer.err
    return answer


def write(path, content=DIRTY):
    """Write a file that is linted: text, or bytes."""
    Path(os.fsdecode(path)).write_bytes(content if isinstance(content, bytes) else content.encode())


def read(path):
    return Path(path).read_bytes().decode("utf-8", "surrogateescape")


def concise(*arguments, **options):
    """The findings' lines, without the summary, and the exit code."""
    answer = lint("--format", "concise", *arguments, **options)
    lines = answer.out.splitlines()
    return [line for line in lines if re.match(r".*:\d+:\d+: ", line)], answer.code


class TestExitCode:
    @pytest.mark.parametrize(
        ("text", "code"), [(CLEAN, 0), (DIRTY, 1), (NOTED, 0)], ids=["clean", "findings", "only information"]
    )
    @pytest.mark.parametrize("output_format", ["full", "concise", "json"])
    def test_it_tells_whether_there_are_findings(self, text, code, output_format):
        write("Dockerfile", text)
        assert lint("--format", output_format).code == code

    def test_information_is_shown_all_the_same(self):
        write("Dockerfile", NOTED)
        assert "CAC001" in lint().out

    def test_an_empty_directory_is_clean_with_a_warning(self):
        answer = lint()
        assert answer.code == 0
        assert answer.err == "warning: no Dockerfile, compose file or devcontainer.json found\n"

    @pytest.mark.parametrize("option", ["--nope", "--format=nope", "--select"])
    def test_a_wrong_option_is_2(self, option):
        assert lint(option).code == 2

    def test_help_is_0(self):
        answer = lint("--help")
        assert answer.code == 0
        assert "Exit code 0: clean; 1: findings; 2:" in answer.out

    def test_a_missing_path_is_2_and_the_rest_is_linted(self):
        write("Dockerfile")
        answer = lint("--format", "concise", "missing", "Dockerfile")
        assert answer.code == 2
        assert answer.out.startswith("Dockerfile:2:5: CAC001")
        assert answer.err == "error: `missing` does not exist\nhint: check the path\n"


class TestInterrupt:
    def test_it_is_130_without_a_word(self):
        process = subprocess.Popen(
            [*COMMAND, "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a test run may itself ignore it
        )
        # More than a pipe holds: once it is written, the command is reading.
        process.stdin.write(b"# x\n" * 100_000)
        while process.poll() is None:
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.2)
        out, err = process.communicate()
        assert (process.returncode, out, err.strip()) == (130, b"", b"")


class TestStandardInput:
    def test_a_dash_reads_it(self):
        assert concise("-", stdin=DIRTY) == (["-:2:5: CAC001 [*] pip leaves its cache in the layer"], 1)
        assert lint("-", stdin=CLEAN).code == 0

    def test_its_name_is_shown_and_decides_what_it_is(self):
        lines, _ = concise("-", "--stdin-filename", "app/Dockerfile", stdin=DIRTY)
        assert lines == ["app/Dockerfile:2:5: CAC001 [*] pip leaves its cache in the layer"]
        lines, _ = concise("-", "--stdin-filename", ".devcontainer/devcontainer.json", stdin="{image: 1}")
        assert lines[0].startswith(".devcontainer/devcontainer.json:1:2: DEV001")

    def test_it_stands_alone(self):
        answer = lint("-", "Dockerfile", stdin=DIRTY)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith("error: `-` cannot stand beside other paths\nhint: ")
        answer = lint("--stdin-filename", "a/Dockerfile", "Dockerfile", stdin=DIRTY)
        assert answer.err.startswith("error: --stdin-filename cannot stand beside other paths\nhint: ")

    def test_a_name_for_it_is_enough(self):
        assert concise("--stdin-filename", "app/Dockerfile", stdin=DIRTY) == (
            ["app/Dockerfile:2:5: CAC001 [*] pip leaves its cache in the layer"],
            1,
        )

    def test_one_that_is_excluded_is_linted_unless_that_is_insisted_on_and_then_passed_on(self):
        arguments = ("--stdin-filename", "vendor/Dockerfile", "--exclude", "vendor/", "--fix")
        assert lint(*arguments, stdin=DIRTY).out != DIRTY
        assert lint(*arguments, "--force-exclude", stdin=DIRTY)[:2] == (0, DIRTY)

    def test_fix_prints_the_fixed_text_and_the_report_aside(self):
        answer = lint("--fix", "-", stdin=DIRTY)
        assert (answer.code, answer.out) == (0, CLEAN)
        assert answer.err == "Fixed 1 problem (1 CAC001).\nAll checks passed!\n"

    @pytest.mark.parametrize("content", [CLEAN.encode(), b"\xef\xbb\xbfFROM a:1\r\nCMD x\r\n", b"FROM a:1\n# caf\xe9"])
    def test_fix_leaves_what_needs_none_byte_for_byte(self, content):
        done = subprocess.run(
            [*COMMAND, "--fix", "-"], input=content, capture_output=True, env=environment(), check=False
        )
        assert done.stdout == content

    def test_empty(self):
        assert concise("-", stdin="") == (["-:1:1: DKF001 the file has no instructions"], 1)


class TestFix:
    def test_the_file_is_fixed_in_place(self):
        write("Dockerfile")
        answer = lint("--fix")
        assert (answer.code, read("Dockerfile")) == (0, CLEAN)
        assert answer.out == "Fixed 1 problem (1 CAC001).\nAll checks passed!\n"

    def test_a_second_time_changes_nothing(self):
        write("Dockerfile")
        lint("--fix")
        before = Path("Dockerfile").stat()
        assert lint("--fix").code == 0
        after = Path("Dockerfile").stat()
        assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)

    def test_what_cannot_be_fixed_is_left_and_reported(self):
        write("Dockerfile", DIRTY + "FROM python\n")
        answer = lint("--fix", "--format", "concise")
        assert answer.code == 1
        assert "PIN001" in answer.out
        assert "CAC001" not in answer.out.partition("Fixed")[0]

    def test_unsafe_fixes_only_when_asked_for(self):
        write("Dockerfile", UNSAFE)
        lint("--fix")
        assert "RUN apt-get update\n" in read("Dockerfile")
        lint("--fix", "--unsafe-fixes")
        assert "RUN apt-get update && apt-get install" in read("Dockerfile")

    @pytest.mark.parametrize(
        ("content", "fixed"),
        [
            (DIRTY.replace("\n", "\r\n").encode(), CLEAN.replace("\n", "\r\n")),
            (b"\xef\xbb\xbf" + DIRTY.encode(), "\ufeff" + CLEAN),
            (DIRTY.encode() + b"# caf\xe9\n", CLEAN + "# caf\udce9\n"),
            (DIRTY.rstrip("\n").encode(), CLEAN.rstrip("\n")),
        ],
        ids=["CRLF", "byte order mark", "not UTF-8", "no final line end"],
    )
    def test_all_else_stays_as_it_is(self, content, fixed):
        write("Dockerfile", content)
        lint("--fix")
        assert read("Dockerfile") == fixed

    def test_permissions_and_links_are_kept(self):
        write("real")
        Path("real").chmod(0o640)
        Path("Dockerfile").symlink_to("real")
        lint("--fix", "Dockerfile")
        assert Path("Dockerfile").is_symlink()
        assert (read("real"), Path("real").stat().st_mode & 0o777) == (CLEAN, 0o640)


class TestDiff:
    def test_it_shows_what_fix_would_change_and_changes_nothing(self):
        write("Dockerfile")
        answer = lint("--diff")
        assert answer.code == 1
        assert answer.out.splitlines() == [
            "--- Dockerfile",
            "+++ Dockerfile",
            "@@ -1,2 +1,2 @@",
            " FROM python:3.12-slim",
            "-RUN pip install flask==3.0.3",
            "+RUN pip install --no-cache-dir flask==3.0.3",
        ]
        assert read("Dockerfile") == DIRTY

    def test_nothing_to_change_is_0_and_silent(self):
        write("Dockerfile", "FROM python\n")
        assert lint("--diff") == (0, "", "")

    def test_it_says_what_it_comes_to(self):
        write("Dockerfile", DIRTY)
        assert lint("--diff").err == "Would fix 1 problem (1 CAC001).\n"
        write("Dockerfile", "FROM python:3.12-slim\nCOPY src /app\nRUN pip install --no-cache-dir flask==3.0.3\n")
        answer = lint("--diff")
        assert (answer.code, answer.out) == (0, "")
        assert answer.err == "Would fix nothing; 1 problem with `--unsafe-fixes`.\n"
        assert lint("--diff", "--unsafe-fixes").err == "Would fix 1 problem (1 LAY001).\n"
        write("Dockerfile", DIRTY + "COPY src /app\nRUN pip install --no-cache-dir requests==2.32.3\n")
        assert lint("--diff").err == "Would fix 1 problem (1 CAC001); 1 more with `--unsafe-fixes`.\n"

    def test_fix_with_diff_only_shows_it(self):
        write("Dockerfile", DIRTY)
        assert lint("--fix", "--diff")[:2] == lint("--diff")[:2]
        assert lint("--fix", "--diff", "-", stdin=DIRTY).out.startswith("--- -\n")
        assert read("Dockerfile") == DIRTY

    def test_a_last_line_without_an_end(self):
        answer = lint("--diff", "-", stdin=DIRTY.rstrip("\n"))
        assert answer.out.splitlines()[-2:] == [
            "+RUN pip install --no-cache-dir flask==3.0.3",
            "\\ No newline at end of file",
        ]

    @pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
    @pytest.mark.parametrize("text", [DIRTY, DIRTY.rstrip("\n"), DIRTY + "\n\n# more\n" + DIRTY])
    def test_patch_applies_it(self, text):
        write("Dockerfile", text)
        patch = lint("--diff").out
        subprocess.run(["patch", "-s", "-p0"], input=patch.encode(), check=True, timeout=60)
        assert read("Dockerfile") == text.replace("install flask", "install --no-cache-dir flask")


class TestSelection:
    @pytest.mark.parametrize(
        ("arguments", "codes"),
        [
            ([], ["CAC001", "PIN001"]),
            (["--select", "CAC001"], ["CAC001"]),
            (["--select", "pip-cache"], ["CAC001"]),
            (["--select", "DL3042"], ["CAC001"]),
            (["--select", "CAC,PIN001"], ["CAC001", "PIN001"]),
            (["--select", "CAC", "--select", "PIN001"], ["CAC001", "PIN001"]),
            (["--ignore", "DL3042"], ["PIN001"]),
            (["--select", "CAC,PIN", "--ignore", "PIN,CAC"], []),
            (["--select", "CAC,PIN", "--ignore", "ALL", "--ignore", "PIN003"], ["CAC001", "PIN001"]),
        ],
    )
    def test_codes_names_prefixes_and_aliases(self, arguments, codes):
        write("Dockerfile", "FROM python\nRUN pip install flask==3.0.3\n")
        lines, code = concise(*arguments)
        assert sorted(line.split()[1] for line in lines) == codes
        assert code == bool(codes)

    @pytest.mark.parametrize("option", ["--select", "--ignore"])
    def test_an_unknown_one_is_2_with_a_suggestion(self, option):
        write("Dockerfile")
        assert lint(option, "pip-cach") == (
            2,
            "",
            "error: no rule is called `pip-cach`\n"
            "hint: did you mean `pip-cache`? `devcontain explain --all` lists all rules\n",
        )


class TestBadFiles:
    @pytest.mark.parametrize(
        ("content", "line"),
        [
            (b"", "bad.Dockerfile:1:1: DKF001 the file has no instructions"),
            (b"# nothing\n\n", "bad.Dockerfile:1:1: DKF001 the file has no instructions"),
            (b"RUN x\n", "bad.Dockerfile:1:1: DKF001 the file has no FROM"),
            (b"FROM a:1\nRUN <<EOF\nx\n", "bad.Dockerfile:2:5: DKF001 the heredoc `EOF` is never closed"),
            (b"FROM a:1\nRUM x\n", "bad.Dockerfile:2:1: DKF001 there is no instruction `rum`"),
            (
                b"FROM a:1\n# caf\xe9\n",
                "bad.Dockerfile:2:6: DKF002 the byte 0xE9 stands here, and the file is not UTF-8 text",
            ),
            (
                b"FROM a:1\nRUN x\0y\n",
                "bad.Dockerfile:2:6: DKF002 a NUL byte stands here, and the file is not UTF-8 text",
            ),
        ],
    )
    def test_one_sentence_with_the_place(self, content, line):
        write("bad.Dockerfile", content)
        assert concise("bad.Dockerfile") == ([line], 1)

    def test_utf16(self):
        write("Dockerfile", DIRTY.encode("utf-16"))
        lines, code = concise()
        assert code == 1
        assert lines[0] == "Dockerfile:1:1: DKF002 the byte 0xFF stands here, and the file is not UTF-8 text"

    def test_too_large(self):
        write("Dockerfile", "#" * (1024 * 1024 + 1))
        assert lint("Dockerfile").err.startswith("error: `Dockerfile` is larger than 1 MiB\nhint: ")

    def test_the_others_are_linted(self):
        write("a.Dockerfile", b"\xff\xfe")
        write("b.Dockerfile")
        lines, code = concise()
        assert code == 1
        assert [line.partition(":")[0] for line in lines] == ["a.Dockerfile", "a.Dockerfile", "b.Dockerfile"]


class TestWhatIsNoFile:
    def test_a_link_to_a_device_and_a_pipe_are_refused_if_named(self):
        Path("zero.Dockerfile").symlink_to("/dev/zero")
        os.mkfifo("pipe.Dockerfile")
        for path in ("zero.Dockerfile", "pipe.Dockerfile"):
            answer = lint(path)
            assert (answer.code, answer.out) == (2, "")
            assert answer.err.startswith(f"error: `{path}` is not a regular file\nhint: ")

    def test_and_passed_over_in_a_directory(self):
        Path("zero.Dockerfile").symlink_to("/dev/zero")
        Path("dangling.Dockerfile").symlink_to("nowhere")
        Path("loop.Dockerfile").symlink_to("loop.Dockerfile")
        os.mkfifo("Dockerfile")
        write("real.Dockerfile", CLEAN)
        assert lint() == (0, "All checks passed!\n", "")

    def test_a_link_to_nothing(self):
        Path("Dockerfile").symlink_to("nowhere")
        answer = lint("Dockerfile")
        assert answer.code == 2
        assert answer.err.startswith("error: `Dockerfile` is a symbolic link to nothing\n")

    def test_a_directory_named_dockerfile_is_searched(self):
        Path("Dockerfile").mkdir()
        write("Dockerfile/Dockerfile.dev")
        for arguments in ([], ["Dockerfile"]):
            lines, code = concise(*arguments)
            assert (lines[0].partition(":")[0], code) == ("Dockerfile/Dockerfile.dev", 1)


@contextmanager
def read_only(path):
    """A file that may not be written; for root that takes more than permissions."""
    Path(path).chmod(0o444)
    immutable = os.access(path, os.W_OK) and shutil.which("chattr") is not None
    if immutable:
        immutable = subprocess.run(["chattr", "+i", path], capture_output=True, check=False).returncode == 0
    try:
        if os.access(path, os.W_OK) and not immutable:
            pytest.skip("root may write every file here")
        yield
    finally:
        if immutable:
            subprocess.run(["chattr", "-i", path], check=True)


class TestWhatCannotBeWritten:
    def test_a_read_only_file(self):
        write("Dockerfile")
        with read_only("Dockerfile"):
            answer = lint("--fix")
            assert answer.code == 2
            assert answer.err.startswith("error: `Dockerfile` cannot be written: ")
            assert read("Dockerfile") == DIRTY
            assert list(map(str, Path().iterdir())) == ["Dockerfile"]

    def test_a_full_disk(self):
        write("a.Dockerfile")
        write("b.Dockerfile", CLEAN)
        answer = lint("--fix", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)))
        assert answer.code == 2
        assert answer.err == (
            "error: `a.Dockerfile` cannot be written: file too large\nhint: check the permissions and the space left\n"
        )
        assert read("a.Dockerfile") == DIRTY
        assert sorted(map(str, Path().iterdir())) == ["a.Dockerfile", "b.Dockerfile"]


class TestTerminal:
    COLOR = "\x1b["

    @pytest.mark.parametrize(
        ("variables", "colored"),
        [
            ({}, False),
            ({"FORCE_COLOR": "1"}, True),
            ({"CLICOLOR_FORCE": "1"}, True),
            ({"FORCE_COLOR": "0"}, False),
            ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
            ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
            ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ],
    )
    def test_color(self, variables, colored):
        write("Dockerfile")
        answer = lint("Dockerfile", "missing", env=variables)
        assert (self.COLOR in answer.out, self.COLOR in answer.err) == (colored, colored)

    @pytest.mark.parametrize(
        ("variables", "colored"), [({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1"}, False)]
    )
    def test_color_on_a_terminal(self, variables, colored):
        write("Dockerfile")
        master, slave = os.openpty()
        subprocess.run(
            COMMAND, stdout=slave, stderr=slave, env=environment(**{"TERM": "xterm", **variables}), check=False
        )
        os.close(slave)
        output = os.read(master, 100_000).decode()
        os.close(master)
        assert "CAC001" in output
        assert (self.COLOR in output) is colored

    def test_nothing_in_a_file_or_a_name_steers_it(self):
        hostile = "a\x1b[31m\u202e\x07\x9b.Dockerfile"
        write(hostile, "FROM python\x1b]0;x\x07\u2028:1\nRUM\x1b[2J x\n")
        for arguments in (
            ["--format", "full"],
            ["--format", "concise"],
            ["--diff", "--unsafe-fixes"],
            [f"no{hostile}"],
        ):
            answer = lint(*arguments)
            assert not set(answer.out + answer.err) & set("\x1b\x07\x9b\u202e\u2028")
        assert (
            "a\\x1b[31m\\u202e\\x07\\x9b.Dockerfile:2:1: DKF001 there is no instruction `rum\\x1b[2j`"
            in lint("--format", "concise").out
        )

    def test_a_name_that_is_no_unicode(self):
        write(b"caf\xe9.Dockerfile")
        for output_format in ("full", "concise", "json"):
            assert lint("--format", output_format).code == 1

    @pytest.mark.parametrize(
        "variables", [{"PYTHONIOENCODING": "ascii"}, {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
    )
    def test_an_encoding_that_cannot_say_it(self, variables):
        write("é.Dockerfile", "FROM a:1\nRUN pip install flask==1 # naïve\n")
        assert lint(env=variables).code == 1

    def test_a_reader_that_leaves(self):
        write("Dockerfile", "FROM a:1\n" + "RUN pip install flask==3.0.3\n" * 600)
        process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        assert process.stdout.readline().startswith(b"CAC001")
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(60) == 141


class TestJson:
    def test_the_shape(self):
        write("Dockerfile")
        answer = lint("--format", "json")
        assert (answer.code, answer.err) == (1, "")
        assert json.loads(answer.out) == [
            {
                "code": "CAC001",
                "name": "pip-cache",
                "severity": "warning",
                "message": "pip leaves its cache in the layer",
                "filename": "Dockerfile",
                "location": {"row": 2, "column": 5},
                "end_location": {"row": 2, "column": 16},
                "fix": {
                    "title": "Add `--no-cache-dir`",
                    "applicability": "safe",
                    "edits": [
                        {
                            "content": " --no-cache-dir",
                            "location": {"row": 2, "column": 16},
                            "end_location": {"row": 2, "column": 16},
                        }
                    ],
                },
                "url": "https://github.com/devcontain/devcontain/blob/main/docs/rules.md#pip-cache",
            }
        ]

    def test_nothing_is_an_empty_list(self):
        write("Dockerfile", CLEAN)
        assert json.loads(lint("--format", "json").out) == []
        assert json.loads(lint("--format", "json", "--ignore", "ALL").out) == []

    def test_no_fix_and_an_unsafe_one(self):
        write("Dockerfile", "FROM debian\n" + UNSAFE)
        found = {each["code"]: each["fix"] for each in json.loads(lint("--format", "json").out)}
        assert found["PIN001"] is None
        assert found["LAY002"]["applicability"] == "unsafe"

    def test_columns_count_characters(self):
        write("Dockerfile", "\ufeffFROM a:1\r\nRUN echo 'naïve 😀' && pip install flask==1\r\n")
        [found] = json.loads(lint("--format", "json", "--select", "CAC001").out)
        assert (found["location"], found["end_location"]) == ({"row": 2, "column": 23}, {"row": 2, "column": 34})

    def test_errors_stay_out_of_it(self):
        answer = lint("--format", "json", "missing")
        assert (answer.code, json.loads(answer.out)) == (2, [])


class TestReport:
    def test_the_whole(self):
        write("Dockerfile", f"{DIRTY}# devcontain: ignore=CAC001 on purpose\nRUN pip install x==1\n")
        assert lint().out == (
            "CAC001 [*] pip leaves its cache in the layer\n"
            "  --> Dockerfile:2:5\n"
            "   |\n"
            " 1 | FROM python:3.12-slim\n"
            " 2 | RUN pip install flask==3.0.3\n"
            "   |     ^^^^^^^^^^^\n"
            "   |\n"
            "   = help: add `--no-cache-dir`, or mount a cache at `/root/.cache/pip`:"
            " `RUN --mount=type=cache,target=/root/.cache/pip`\n"
            "   = fix: Add `--no-cache-dir`\n"
            "   = rule: pip-cache   https://github.com/devcontain/devcontain/blob/main/docs/rules.md#pip-cache\n"
            "\n"
            "Found 1 problem (1 warning) in 1 file.\n"
            "[*] 1 fixable with `--fix`.\n"
            "1 suppressed by a comment.\n"
        )


class TestPaths:
    def test_directories_files_and_both_at_once(self):
        Path("web/.devcontainer").mkdir(parents=True)
        write("web/Dockerfile")
        write("web/.devcontainer/devcontainer.json", "{image: 1}")
        write("build.txt")
        lines, _ = concise("web", "build.txt", "web/Dockerfile")
        assert [line.partition(":")[0] for line in lines] == [
            "web/Dockerfile",
            "web/.devcontainer/devcontainer.json",
            "build.txt",
        ]

    def test_names_that_look_like_options(self):
        write("--help.Dockerfile")
        write("-")
        assert concise("--", "--help.Dockerfile")[0][0].startswith("--help.Dockerfile:2:5")
        assert concise("./-")[0][0].startswith("./-:2:5")
        assert concise()[0][0].startswith("--help.Dockerfile:2:5")

    def test_what_git_ignores_is_left_out_unless_named(self):
        write(".gitignore", "build/\n")
        Path("build").mkdir()
        write("build/Dockerfile")
        assert concise() == ([], 0)
        assert concise("build/Dockerfile")[1] == 1
