"""Files, names and surroundings made to do harm: a clear word, never a hang, nothing executed, nothing lost."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest

from devcontain.errors import UserError
from devcontain.files.search import search
from devcontain.files.writing import replace_source
from devcontain.report import FORMATS
from devcontain.syntax.source import Source

CLEAN = "FROM python:3.12-slim\nRUN pip install --no-cache-dir flask==3.0.3\n"
DIRTY = "FROM python:3.12-slim\nRUN pip install flask==3.0.3\n"
STEERING = "\x1b[31m\u202e\x07\x9b\r"
MEBIBYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lint(*arguments, before=(), **options):
    """Run the command; the answer's code, output and errors as bytes."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "DEVCONTAIN"))}
    command = [sys.executable, *before, "-m", "devcontain", "lint", *arguments]
    options = {"env": {**environment, "LANG": "C.UTF-8", "NO_COLOR": "1"}, **options}
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, **options)
    assert b"Traceback" not in done.stderr
    assert b"error of its own" not in done.stderr
    return done


def limit_memory(mebibytes):
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes * MEBIBYTE,) * 2)


def write(name, content=DIRTY):
    Path(os.fsdecode(name)).write_bytes(content if isinstance(content, bytes) else content.encode())


def names():
    """What is in the directory."""
    return sorted(map(str, Path().iterdir()))


class TestSize:
    @pytest.mark.parametrize("size", [MEBIBYTE + 1, 100 * MEBIBYTE])
    def test_a_file_that_is_too_large_is_not_read(self, size):
        with Path("Dockerfile").open("wb") as file:
            file.truncate(size)  # a hole takes no room on the disk
        start = time.perf_counter()
        answer = lint("Dockerfile", preexec_fn=lambda: limit_memory(300))
        assert (answer.returncode, answer.stdout) == (2, b"")
        assert answer.stderr.startswith(b"error: `Dockerfile` is larger than 1 MiB\nhint: ")
        assert time.perf_counter() - start < 10

    def test_nor_is_endless_standard_input(self):
        with Path("/dev/zero").open("rb") as zero:
            answer = lint("-", stdin=zero)
        assert (answer.returncode, answer.stdout) == (2, b"")
        assert answer.stderr.startswith(b"error: `-` is larger than 1 MiB\nhint: ")

    @pytest.mark.parametrize(
        "text",
        [
            "FROM a:1\nRUN " + "x" * 1_000_000,
            "FROM a:1\nRUN " + "(({[" * 50_000,
            "FROM a:1\n" + "\\\n" * 400_000,
            "FROM a:1\n" + "WORKDIR a\n" * 20_000,
            f"FROM a:1\nENV A={'x' * 30_000}\n" + "ENV A=$A\n" * 20_000,
            "FROM a:1\nENV A=xx\n" + "ENV A=$A$A\n" * 60,
            f"FROM a:1\nENV A={'x' * 4000}\nENV B={'$A' * 300_000}\n",
            "FROM a:1\nRUN rm b" + " && cd a" * 20_000,
        ],
        ids=["a line", "brackets", "continuations", "directories", "long values", "doublings", "references", "cd"],
    )
    def test_the_largest_files_are_linted_in_little_memory(self, text):
        write("Dockerfile", text)
        assert lint(preexec_fn=lambda: limit_memory(300)).returncode in (0, 1)


class TestText:
    def test_carriage_returns_alone_end_no_line(self):
        write("Dockerfile", "FROM a:1\rRUN b\r")
        answer = lint("--format", "concise")
        assert answer.returncode == 1
        assert answer.stdout.startswith(b"Dockerfile:1:1: DKF001 FROM takes an image")

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_another_encoding_is_named_as_such_and_the_others_go_on(self, encoding):
        write("a.Dockerfile", DIRTY.encode(encoding))
        write("b.Dockerfile")
        answer = lint("--format", "concise")
        assert answer.returncode == 1
        assert b"a.Dockerfile:1:" in answer.stdout
        assert b"the file is not UTF-8 text" in answer.stdout
        assert b"b.Dockerfile:2:5: CAC001" in answer.stdout


class TestNames:
    @pytest.mark.parametrize("output_format", FORMATS)
    def test_nothing_in_a_name_or_a_file_steers_a_terminal_in_any_format(self, output_format):
        write(
            f"a{STEERING}\n::error::pwned.Dockerfile", f"FROM python{STEERING}\nRUM{STEERING} \u2028\u200b\nRUN \xff\n"
        )
        write(b"\xff\xed\xa0\x80.Dockerfile", b"FROM a\xff\x1b:latest\n")
        answer = lint("--format", output_format)
        assert answer.returncode == 1
        text = answer.stdout.decode()
        assert text.replace("\n", "").isprintable()
        assert "::error::pwned" not in text.split("\n")
        if "json" in output_format or output_format in ("sarif", "gitlab"):
            assert json.loads(text.replace("}\n{", "},{").join("[]"))
        if output_format in ("junit", "checkstyle"):
            assert ElementTree.fromstring(text)

    @pytest.mark.parametrize(
        "arguments", [["--diff"], ["--show-files"], ["--statistics"], ["--fix"], ["--show-settings"]]
    )
    def test_nor_in_what_else_is_printed(self, arguments):
        write(f"a{STEERING}.Dockerfile", DIRTY.replace("RUN", f"LABEL a={STEERING}\nRUN"))
        write(b"\xff.Dockerfile")
        write("devcontain.toml", f"exclude = ['{STEERING.rstrip()}']".replace("\x1b", "").replace("\x07", ""))
        answer = lint(*arguments)
        assert (answer.stdout + answer.stderr).decode().replace("\n", "").replace("\t", "").isprintable()

    def test_nor_in_an_error(self):
        answer = lint(f"no{STEERING}", "\udcff", "--select", f"CAC{STEERING}")
        assert answer.stderr.decode().replace("\n", "").isprintable()
        answer = lint(f"no{STEERING}", "\udcff")
        assert answer.returncode == 2
        assert answer.stderr.decode().replace("\n", "").isprintable()

    @pytest.mark.parametrize(
        "name", ["--config=evil", "-h", "--fix", "%s{0}$(x)`x`.Dockerfile", "a" * 244 + ".Dockerfile"]
    )
    def test_a_name_is_a_name_behind_two_dashes(self, name):
        write(name)
        answer = lint("--format", "concise", "--", name)
        assert answer.returncode == 1
        assert answer.stdout.decode().startswith(f"{name}:2:5: CAC001")

    @pytest.mark.parametrize("name", ["a\0b", "a" * 300, "x/" * 3000])
    def test_a_name_that_no_file_can_have(self, name):
        [error] = search([name]).errors
        assert error.message.startswith("`")
        assert len(error.message.splitlines()) == 1


class TestWhatIsNoFile:
    @pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/stdin", "pipe", "/proc/self/mem"])
    def test_devices_and_pipes_are_refused_without_waiting(self, path):
        os.mkfifo("pipe")
        answer = lint(path, stdin=subprocess.DEVNULL)
        assert (answer.returncode, answer.stdout) == (2, b"")
        assert len(answer.stderr.splitlines()) <= 2

    def test_what_vanishes_after_it_was_found_is_told_and_the_others_go_on(self, monkeypatch, capsys):
        from devcontain.commands import lint as command
        from devcontain.commands.request import Request

        write("a.Dockerfile")
        write("b.Dockerfile")
        found = search(["."])
        Path("a.Dockerfile").unlink()
        monkeypatch.setattr(command, "search", lambda paths: found)
        monkeypatch.setattr(command, "_collect_rarely", lambda: None)
        assert command.run(Request(output_format="concise")) == 2
        out, err = capsys.readouterr()
        assert out.startswith("b.Dockerfile:2:5: CAC001")
        assert err.startswith("error: `a.Dockerfile` does not exist\n")

    def test_links_lead_nowhere_in_a_walk(self, tmp_path_factory):
        outside = tmp_path_factory.mktemp("outside")
        (outside / "secret").write_text("FROM secret\n")
        for name, target in [
            ("Dockerfile", outside / "secret"),
            ("x", "/"),
            ("y", ".."),
            ("z.Dockerfile", "/dev/zero"),
        ]:
            Path(name).symlink_to(target)
        answer = lint()
        assert (answer.returncode, answer.stdout) == (0, b"All checks passed!\n")

    @pytest.mark.parametrize("missing", ["stdin", "stdout", "stderr"])
    def test_a_stream_that_is_closed(self, missing):
        write("Dockerfile")
        number = ("stdin", "stdout", "stderr").index(missing)
        paths = ["-"] if missing == "stdin" else []
        done = subprocess.run(
            [sys.executable, "-m", "devcontain", "lint", *paths],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            preexec_fn=lambda: os.close(number),
            timeout=60,
            check=False,
        )
        assert done.returncode == (2 if missing == "stdin" else 1)
        assert b"of its own" not in done.stderr
        assert b"Traceback" not in done.stderr

    def test_an_empty_environment(self):
        write("Dockerfile", CLEAN)
        assert lint(env={}).returncode == 0


GUARD = """
import sys
FORBIDDEN = "subprocess.Popen os.system os.exec os.posix_spawn os.fork socket.connect socket.getaddrinfo".split()
def guard(event, arguments):
    if event in FORBIDDEN:
        raise SystemExit(f"{event} {arguments}")
sys.addaudithook(guard)
from devcontain.__main__ import main
main()
"""


class TestNothingIsExecuted:
    @pytest.mark.parametrize(
        "arguments", [["lint"], ["lint", "--fix"], ["lint", "--diff", "--unsafe-fixes"], ["explain", "CAC"]]
    )
    def test_no_program_no_code_of_the_repository_and_no_connection(self, arguments):
        subprocess.run(["git", "init", "-q"], check=True)
        with Path(".git/config").open("a") as config:
            config.write("[core]\n\tfsmonitor = touch executed\n\tpager = touch executed\n")
        write(".gitattributes", "* filter=x\n")
        for name in ("setup.py", "conftest.py", "devcontain_plugin.py"):
            write(name, "open('executed', 'w')")
        write("pyproject.toml", "[tool.devcontain]\nselect = ['CAC']\n")
        write("Dockerfile", DIRTY + "ADD https://example.com/x /x\nRUN touch executed\n")
        done = subprocess.run([sys.executable, "-c", GUARD, *arguments], capture_output=True, timeout=60, check=False)
        assert done.returncode in (0, 1), done.stderr
        assert not Path("executed").exists()

    @pytest.mark.parametrize("key", ["plugin = 'x'", "shellcheck = '/bin/sh'", "command = 'x'", "url = 'http://x'"])
    def test_a_configuration_names_no_program(self, key):
        write("Dockerfile")
        write("devcontain.toml", key)
        answer = lint()
        assert answer.returncode == 2
        assert answer.stderr.startswith(b"error: devcontain.toml:1: ")


class TestTheSameEveryTime:
    def test_whatever_the_seed_of_hashes_and_the_order_of_files(self):
        for name in "abc":
            write(f"{name}.Dockerfile", DIRTY + "FROM python\nRUN apt-get install curl\nENV A=$B C=$D\nRUN cd y\n")
        paths = [f"{name}.Dockerfile" for name in "abc"]
        seen = {
            b"\n".join(sorted(lint("--format", "json-lines", *order, env={"PYTHONHASHSEED": seed}).stdout.splitlines()))
            for seed, order in (("0", paths), ("1", paths), ("2", paths[::-1]))
        }
        assert len(seen) == 1

    def test_from_standard_input_as_from_the_file(self):
        write("Dockerfile")
        answer = lint("--format", "json", "-", "--stdin-filename", "Dockerfile", input=DIRTY.encode())
        assert answer.stdout == lint("--format", "json", "Dockerfile").stdout


class TestWriting:
    """A file is written whole or not at all."""

    @staticmethod
    def source():
        write("Dockerfile")
        return Source("Dockerfile", DIRTY)

    @pytest.mark.parametrize("failing", ["replace", "fsync", "chmod"])
    @pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
    def test_an_interruption_leaves_the_file_and_nothing_beside_it(self, monkeypatch, failing, error):
        def fail(*arguments):
            raise error

        source = self.source()
        monkeypatch.setattr(os, failing, fail)
        with pytest.raises(error):
            replace_source(source, CLEAN)
        assert (Path("Dockerfile").read_text(), names()) == (DIRTY, ["Dockerfile"])

    def test_what_has_changed_since_it_was_read_is_left(self):
        source = self.source()
        write("Dockerfile", "FROM other\n")
        with pytest.raises(UserError, match="`Dockerfile` has changed since it was read"):
            replace_source(source, CLEAN)
        assert Path("Dockerfile").read_text() == "FROM other\n"

    def test_what_has_become_a_pipe_is_left_without_waiting(self):
        source = self.source()
        Path("Dockerfile").unlink()
        os.mkfifo("Dockerfile")
        with pytest.raises(UserError, match="Dockerfile` is not a regular file"):
            replace_source(source, CLEAN)

    def test_a_link_stays_a_link(self):
        source = self.source()
        Path("Dockerfile").rename("real")
        Path("Dockerfile").symlink_to("real")
        replace_source(source, CLEAN)
        assert Path("Dockerfile").is_symlink()
        assert Path("real").read_text() == CLEAN

    def test_ctrl_c_in_the_middle_of_many_files_leaves_each_whole(self):
        expected = [f"{number:03}.Dockerfile" for number in range(300)]
        for name in expected:
            write(name)
        process = subprocess.Popen(
            [sys.executable, "-m", "devcontain", "lint", "--fix"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        while process.poll() is None and Path(expected[3]).read_text() == DIRTY:
            time.sleep(0.001)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode in (130, 0)
        assert names() == expected
        assert {Path(name).read_text() for name in expected} <= {CLEAN, DIRTY}
