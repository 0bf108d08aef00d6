"""What BuildKit makes of a word: quotes, escapes and variables."""

import pytest

from devcontain.semantics.build import Build
from devcontain.semantics.variables import resolve
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source

VALUES = {"x": "1", "empty": "", "literal": "$y", "unknown": None}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("plain", "plain"),
        ("$x", "1"),
        ("${x}2", "12"),
        ("'$x'", "$x"),
        ('"$x"', "1"),
        ("a'$x'\"$x\"$x", "a$x11"),
        (r"\$x", "$x"),
        (r'"\$x"', "$x"),
        (r"a\ b", "a b"),
        (r'"a\"b\nc"', r'a"b\nc'),
        (r"'a\'", "a\\"),
        ("$literal", "$y"),
        ("it's", "it's"),
        ("${none:-d}", "d"),
        ("${none:+d}", ""),
        ("${x:+d}", "d"),
        ("${empty:-d}", "d"),
        ("${empty-d}", ""),
        ("${empty+d}", "d"),
        ("${empty:+d}", ""),
        ("$none", None),
        ("$unknown", None),
        ("${x#y}", None),
        ("${x:-${y}}", "1"),
        ("${none:-a$x}", "a1"),
        ("${none:-${y}}", None),
        ("'${x#y}'", "${x#y}"),
        ("a$", None),
    ],
)
def test_a_word_is_read_as_buildkit_reads_it(written: str, value: str | None) -> None:
    assert resolve(written, VALUES) == value


def test_another_escape_character_leaves_backslashes_alone() -> None:
    assert resolve(r"C:\x`$x", VALUES, "`") == r"C:\x$x"
    assert resolve('C:\\x"`"\\"', VALUES, "`") == 'C:\\x"\\'


def test_a_value_that_grows_without_bound_counts_as_unknown() -> None:
    assert resolve("$x$x", {"x": "1" * 40_000}) is None


def test_single_quotes_keep_a_variable_out_of_every_instruction() -> None:
    text = "ARG v=1\nFROM a:'$v' AS b\nENV c='$v' d=\"$v\"\nARG e='$v'\nUSER '$v'\nWORKDIR '/$v'\nRUN x\n"
    stage = Build(parse(Source("Dockerfile", text))).stages[0]
    scope = stage.steps[-1].scope
    assert stage.base == "a:$v"
    assert dict(scope.environment) == {"c": "$v", "d": None}
    assert (scope.arguments["e"], scope.user, scope.workdir) == ("$v", "$v", "/$v")
