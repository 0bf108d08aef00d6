"""requirements.txt, line by line."""

import pytest

from devcontain.errors import UserError
from devcontain.manifests.requirements_txt import parse_requirements
from devcontain.syntax.source import Source


def parse(text):
    return parse_requirements(Source("requirements.txt", text))


def names(text):
    return [requirement.name for requirement in parse(text).requirements]


def words(text):
    """What each requirement's span covers."""
    file = parse(text)
    return [file.source.slice(requirement.span) for requirement in file.requirements]


def refuses(text, message):
    with pytest.raises(UserError) as error:
        parse(text)
    assert error.value.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n# nothing\n   \n", []),
        ("flask\nredis\n", ["flask", "redis"]),
        ("Flask_Login", ["flask-login"]),
        ("flask # the web\nredis#not a comment", None),
        ("flask==3.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\nredis\n", ["flask", "redis"]),
        ("flask==3.0 \\\r\n    --hash=sha256:aa\r\nredis\r\n", ["flask", "redis"]),
        ("\ufeffflask\n", ["flask"]),
        ("celery[redis,msgpack]>=5", ["celery"]),
        ("pywin32; sys_platform == 'win32'", ["pywin32"]),
        ("flask @ https://example.org/flask.zip", ["flask"]),
        ("git+https://example.org/flask.git@main#egg=flask", ["flask"]),
        ("git+https://example.org/flask.git", []),
        ("-e git+https://example.org/flask.git#egg=Flask", ["flask"]),
        ("--index-url https://example.org/simple\n--no-binary :all:\n--pre\nflask", ["flask"]),
    ],
)
def test_names_what_is_required(text, expected):
    if expected is None:
        refuses(text, "requirements.txt:2:1: `redis#not a comment` is not a requirement")
    else:
        assert names(text) == expected


def test_knows_where_each_requirement_stands():
    assert words("  flask==3.0  # web\n\nredis \\\n  >=5\n") == ["flask==3.0", "redis \\\n  >=5"]


@pytest.mark.parametrize(
    "line",
    [
        "-r base.txt",
        "-rbase.txt",
        "--requirement base.txt",
        "--requirement=base.txt",
        "-r  'base.txt'",
        "-r base.txt # x",
    ],
)
def test_includes_a_file_however_it_is_written(line):
    (include,) = parse(line).includes
    assert (include.path, include.is_constraint) == ("base.txt", False)


def test_tells_constraints_from_requirements():
    assert parse("-c limits.txt").includes[0].is_constraint


@pytest.mark.parametrize(
    "line", ["-e .", "-e .[dev]", ".", "./lib", "../lib", "/opt/lib", "file:///lib", "lib.whl", "-e lib", "-f wheels"]
)
def test_knows_what_is_installed_from_the_file_system(line):
    assert len(parse(line).locals) == 1


@pytest.mark.parametrize(
    ("line", "is_secret"),
    [
        ("--index-url https://${TOKEN}@example.org/simple", True),
        ("git+ssh://git@example.org/private.git#egg=private", True),
        ("--index-url https://example.org/simple", False),
    ],
)
def test_knows_what_only_works_with_a_secret(line, is_secret):
    assert parse(line).needs_secret is is_secret


@pytest.mark.parametrize(("text", "pin"), [("a==1.0", "1.0"), ("a>=1", None), ("a==1.*", None), ("a==1,<2", None)])
def test_reads_exact_pins(text, pin):
    found = parse(text).requirements[0].pin
    assert (str(found) if found else None) == pin


def test_says_where_the_text_is_no_requirement():
    refuses("flask\n  redis = 5\n", "requirements.txt:2:3: `redis = 5` is not a requirement")


@pytest.mark.parametrize("text", ["\\\n" * 50_000, "#" * 200_000, "a" * 100_000, " \\\n" * 50_000 + "flask"])
def test_reads_long_input_in_no_time(text):
    parse(text)
