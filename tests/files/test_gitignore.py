"""Ignore patterns mean what they mean to git."""

import os
import re
import shutil
import subprocess
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devcontain.files.gitignore import IgnoreFile

PATTERNS = [
    "foo", "foo/", "/foo", "/foo/", "foo/bar", "/foo/bar", "foo/bar/", "*", "*.c", "f*", "f*o", "*o*", "fo?", "f??",
    "?oo", "a*b*c", "*a*b", "**", "**/", "/**", "**/foo", "**/foo/", "foo/**", "/foo/**", "foo/**/bar", "**/foo/**",
    "a/**/b/**/c", "**/bar/*", "*/bar", "foo/*", "a/*/c", "***", "foo/***/bar", "a**", "**a", "a/b**", "a/**b",
    "[f]oo", "[a-f]oo", "[!a-f]oo", "[^f]oo", "[]f]oo", "[f-]oo", "[!]]oo", "[[:alpha:]]oo", "[^[:digit:]]oo",
    "[[:nothing:]]oo", "[z-a]", "[a", "foo[", "[", "[]", "[!]", "a[/]b", "x[\\]]y", "[\\f]oo", "[a-\\f]oo", "\\foo",
    "f\\*o", "\\*", "\\!foo", "\\#foo", "#foo", "!", "!foo", "/", "//", "foo//", "foo\\", "a\\", "foo ", "foo\\ ",
    "foo\\  ", " foo", "foo\t", "foo\r", "", " ", "é*", "?", "fo[!/]", ".*", "*.", "*.tar.*", "a.b.c", "foo.*/",
    "foo/bar/baz", "**/**", "a/**/**/b", "**/*.c",
]  # fmt: skip
# Those that end with a slash, and those that others are in, are directories.
PATHS = [
    "foo/", "foo/bar/", "foo/bar/baz", "a", "a/b", "a/b/c", "a/x/b", "a/x/b/y/c", "a/c", "abc", "aXbXc", "ab", "ba",
    "x.c", "src/x.c", "src/deep/x.c", "fo", "fooo", "f*o", "*", "!foo", "#foo", "foo ", "foo\\", " foo", "foo\t",
    "éa", "-oo", "]oo", "[", "[a", "foo[", "1oo", "x]y", "x/foo/", "x/foo/bar", ".env", ".git_", "a.", "a.tar.gz",
    "a.b.c", "foo.d/", "a/bc", "a/xb", "a]b", "z/foo", "z/foo.d", "bar/bar", "y",
]  # fmt: skip

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def has_quirk(pattern: str) -> bool:
    """Whether `**` follows a literal beginning: git cuts that off first, and then takes `a**/b` for `a` and `**/b`."""
    return re.match(r"[^*?\[\\]*[^*?\[\\/]\*\*+(/|$)", pattern) is not None


def is_directory(path: str) -> bool:
    return any(other.startswith(path.rstrip("/") + "/") for other in PATHS)


def ignored(text: str, path: str) -> bool:
    """Whether a walk would leave the path out: because of itself, or of a directory above it."""
    file = IgnoreFile(text)
    names = tuple(path.rstrip("/").split("/"))
    return any(
        file.verdict(names[:length], length < len(names) or is_directory(path)) for length in range(1, len(names) + 1)
    )


@pytest.fixture(scope="module")
def git(tmp_path_factory):
    """A function that asks git which of the paths an ignore file leaves out."""
    repository = tmp_path_factory.mktemp("repository")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(repository)}

    def run(*arguments: str, stdin: str = "") -> str:
        command = ["git", "-C", str(repository), *arguments]
        answer = subprocess.run(command, input=stdin.encode(), capture_output=True, env=environment, check=False)
        assert answer.returncode in (0, 1), answer.stderr
        return answer.stdout.decode()

    run("init", "--quiet")
    for path in PATHS:
        (repository / path if path.endswith("/") else (repository / path).parent).mkdir(parents=True, exist_ok=True)

    def ask(text: str, paths: list[str]) -> set[str]:
        (repository / ".gitignore").write_bytes(text.encode())
        bare = {path.rstrip("/"): path for path in paths}
        listed = run("check-ignore", "--no-index", "-z", "--stdin", stdin="\0".join(bare) + "\0")
        return {bare[path] for path in listed.split("\0") if path}

    return ask


@needs_git
@pytest.mark.parametrize("pattern", PATTERNS)
def test_each_pattern_as_git_has_it(git, pattern):
    assert {path for path in PATHS if ignored(pattern, path)} == git(pattern, PATHS)


ONE = st.sampled_from([pattern for pattern in PATTERNS if not has_quirk(pattern)])


@needs_git
@settings(max_examples=150, deadline=None)
@given(st.lists(ONE | ONE.map("!{}".format), min_size=2, max_size=6))
def test_several_patterns_as_git_has_them(git, patterns):
    text = "\n".join(patterns)
    assert {path for path in PATHS if ignored(text, path)} == git(text, PATHS)


PIECES = ["a", "b", "*", "**", "/", "?", "[ab]", "[!a]", "\\a", "/**/", "**/"]


@needs_git
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join).filter(lambda text: not has_quirk(text)),
    st.lists(st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=4).map("/".join), min_size=1),
)
def test_made_up_patterns_as_git_has_them(git, pattern, paths):
    assert {path for path in paths if ignored(pattern, path)} == git(pattern, paths)


class TestVerdicts:
    def test_the_last_pattern_that_matches_decides(self):
        file = IgnoreFile("*.Dockerfile\n!keep.Dockerfile\nkeep.*\n!keep.Dockerfile\n")
        assert file.verdict(("x.Dockerfile",), False) is True
        assert file.verdict(("keep.Dockerfile",), False) is False
        assert file.verdict(("Dockerfile",), False) is None

    def test_a_pattern_for_directories_leaves_files_alone(self):
        file = IgnoreFile("build/\n")
        assert file.verdict(("build",), True) is True
        assert file.verdict(("build",), False) is None

    def test_a_byte_order_mark_and_carriage_returns_are_read_over(self):
        assert IgnoreFile("\ufefffoo\r\n").verdict(("foo",), False) is True


class TestHostile:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("*a" * 30 + "*b", "a" * 255),
            ("*?" * 100 + "*b", "a" * 255),
            ("*[a-z]" * 100 + "b", "a" * 255),
            ("[" * 500_000, "a"),
            ("[[:" * 100_000, "a"),
            ("[a" * 1300, "a"),
            ("\n".join(f"x{number}*y?" for number in range(50_000)), "x1"),
            ("\\" * 100_001, "a"),
        ],
        ids=lambda value: value[:9],
    )
    def test_no_pattern_takes_long(self, text, name):
        start = time.process_time()
        assert IgnoreFile(text).verdict((name,), False) is None
        assert time.process_time() - start < 3

    def test_no_path_takes_long(self):
        start = time.process_time()
        assert IgnoreFile("**/a/" * 100 + "b").verdict(("a",) * 1000, False) is None
        assert time.process_time() - start < 1

    @given(st.text())
    def test_nothing_raises(self, text):
        IgnoreFile(text).verdict(("a", "Dockerfile"), False)
