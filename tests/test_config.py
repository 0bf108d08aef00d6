"""Configuration: where it is found, what it may say, and what is said of mistakes in it."""

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest

from devcontain.config import NOTHING
from devcontain.config.discovery import Configurations
from devcontain.config.document import line_of
from devcontain.config.keys import KEYS, LEVELS, SEVERITIES
from devcontain.errors import UserError
from devcontain.resources import SCHEMAS
from devcontain.rules import all_rules
from devcontain.semantics.labels import TYPES

STRINGS = {"type": "array", "items": {"type": "string"}}
SOME_STRINGS = {"type": "array", "minItems": 1, "items": {"type": "string"}}
TEXT = {"type": "string", "minLength": 1}
SCHEMA_OF = {
    "rules": STRINGS,
    "some rules": SOME_STRINGS,
    "files": STRINGS,
    "registries": SOME_STRINGS,
    "path": TEXT,
    "directory": TEXT,
    "name": TEXT,
    "severity": {"enum": list(LEVELS)},
    "types of labels": {"type": "object", "additionalProperties": {"enum": list(TYPES)}},
    "true or false": {"type": "boolean"},
    "rules by file": {"type": "object", "additionalProperties": STRINGS},
    "severity by rule": {"type": "object", "additionalProperties": {"enum": list(SEVERITIES)}},
}


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    return tmp_path


def write(path, text):
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def config(path="Dockerfile"):
    return Configurations(all_rules()).of(path)


def refusal(text, path="devcontain.toml"):
    write(path, text)
    with pytest.raises(UserError) as caught:
        config()
    return caught.value.message, caught.value.hint


class TestSchema:
    def written(self):
        return json.loads((SCHEMAS / "config.schema.json").read_text("utf-8"))

    def test_it_says_what_the_table_says(self):
        schema = self.written()
        assert schema["properties"] == {
            name: {"description": key.about, **SCHEMA_OF[key.kind]} for name, key in KEYS.items()
        }
        assert schema["additionalProperties"] is False
        jsonschema.Draft202012Validator.check_schema(schema)

    @pytest.mark.parametrize(
        ("data", "is_right"),
        [
            ({}, True),
            ({"select": ["CAC", "pip-cache"], "ignore": ["DL3007"], "extend-select": ["ALL"]}, True),
            ({"per-file-ignores": {"a/**": ["CAC"]}, "severity": {"PIN": "off"}, "fail-on": "info"}, True),
            ({"exclude": ["a/", "!b"], "dev-container-files": ["*.dev"], "target": "web"}, True),
            ({"allowed-registries": ["docker.io"]}, True),
            ({"label-schema": {"version": "semver", "a.b": "text"}, "strict-labels": True}, True),
            ({"label-schema": {"version": "number"}}, False),
            ({"label-schema": ["version"]}, False),
            ({"strict-labels": "yes"}, False),
            ({"ignore": [], "extend-select": [], "exclude": [], "per-file-ignores": {"a": []}}, True),
            ({"allowed-registries": []}, False),
            ({"selekt": ["CAC"]}, False),
            ({"select": "CAC"}, False),
            ({"select": []}, False),
            ({"select": [1]}, False),
            ({"fail-on": "off"}, False),
            ({"fail-on": 1}, False),
            ({"severity": ["CAC"]}, False),
            ({"severity": {"CAC": "loud"}}, False),
            ({"per-file-ignores": {"a": "CAC"}}, False),
            ({"target": ""}, False),
            ({"target": ["a"]}, False),
            ({"exclude": {}}, False),
            ({"extend": 1}, False),
        ],
    )
    def test_it_and_the_reader_agree(self, data, is_right):
        assert jsonschema.Draft202012Validator(self.written()).is_valid(data) is is_right
        write("devcontain.toml", "\n".join(f"{json.dumps(key)} = {toml(value)}" for key, value in data.items()))
        if is_right:
            assert config().path == "devcontain.toml"
        else:
            with pytest.raises(UserError, match=r"^devcontain\.toml:1: "):
                config()


def toml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in value.items()) + "}"
    return json.dumps(value)


class TestDiscovery:
    def test_without_one_nothing_is_configured(self):
        assert config() == NOTHING

    @pytest.mark.parametrize(
        ("path", "text"),
        [
            ("devcontain.toml", 'target = "web"'),
            (".devcontain.toml", 'target = "web"'),
            ("pyproject.toml", '[project]\nname = "x"\n[tool.devcontain]\ntarget = "web"'),
            ("pyproject.toml", 'tool.devcontain.target = "web"'),
            ("pyproject.toml", '\ufeff[tool."devcontain"]\r\ntarget = "web"\r\n'),
        ],
    )
    def test_the_files_it_may_stand_in(self, path, text):
        write(path, text)
        assert (config().path, config().target) == (path, "web")

    def test_the_nearest_counts_for_each_file(self):
        write("devcontain.toml", 'target = "outer"')
        write("web/pyproject.toml", '[tool.devcontain]\ntarget = "inner"')
        write("web/api/pyproject.toml", '[project]\nname = "devcontain-plugin"')
        assert config("Dockerfile").target == "outer"
        assert config("web/Dockerfile").target == "inner"
        assert config("web/api/Dockerfile").target == "inner"
        assert config("nowhere/Dockerfile").target == "outer"

    def test_of_several_in_one_directory_our_own_file_counts(self):
        write("pyproject.toml", '[tool.devcontain]\ntarget = "project"')
        write("devcontain.toml", 'target = "own"')
        assert config().target == "own"

    def test_it_ends_at_the_top_of_the_repository(self):
        write("devcontain.toml", 'target = "outer"')
        Path("vendor/.git").mkdir(parents=True)
        assert config("vendor/Dockerfile") == NOTHING

    def test_outside_a_repository_it_ends_where_the_user_is_or_points_to(self, monkeypatch):
        Path(".git").rmdir()
        write("devcontain.toml", 'target = "outer"')
        assert config("a/b/Dockerfile").target == "outer"
        Path("a").mkdir()
        monkeypatch.chdir("a")
        assert Configurations(all_rules()).of("../b/Dockerfile") == NOTHING
        assert Configurations(all_rules(), ["..", ".."]).of("../b/Dockerfile").target == "outer"

    def test_a_directory_or_a_pipe_of_its_name_is_none(self):
        Path("devcontain.toml").mkdir()
        os.mkfifo(".devcontain.toml")
        assert config() == NOTHING

    def test_a_named_one(self):
        write("other/settings.toml", 'target = "web"')
        write("pyproject.toml", "[project]")
        configurations = Configurations(all_rules())
        assert configurations.named("other/settings.toml").target == "web"
        with pytest.raises(UserError, match=r"`pyproject.toml` has no `\[tool.devcontain\]`"):
            configurations.named("pyproject.toml")
        with pytest.raises(UserError, match=r"`missing.toml` does not exist"):
            configurations.named("missing.toml")
        with pytest.raises(UserError, match="`other` is a directory"):
            configurations.named("other")


class TestExtend:
    def test_what_is_said_here_wins_and_tables_are_added_up(self):
        write(
            "base/devcontain.toml",
            'select = ["CAC"]\nextend-select = ["PIN007"]\ntarget = "a"\nexclude = ["old/"]\n'
            'severity = {PIN = "error", CAC = "info"}\nper-file-ignores = {"*.dev" = ["CAC"]}\n',
        )
        write(
            "web/devcontain.toml",
            'extend = "../base/devcontain.toml"\nextend-select = ["PIN008"]\ntarget = "b"\n'
            'severity = {CAC = "off"}\nper-file-ignores = {"Dockerfile" = ["PIN"]}\n',
        )
        found = config("web/Dockerfile")
        assert (found.select, found.extend_select, found.target) == (("CAC",), ("PIN007", "PIN008"), "b")
        assert found.severity == {"PIN": "error", "CAC": "off"}
        assert found.ignored_in("web/Dockerfile") == ("PIN",)
        assert found.ignored_in("base/x.dev") == ("CAC",)
        assert found.excludes("base/old/Dockerfile")
        assert not found.excludes("web/old/Dockerfile")

    def test_a_pyproject(self):
        write("pyproject.toml", '[tool.devcontain]\ntarget = "a"')
        write("web/devcontain.toml", 'extend = "../pyproject.toml"')
        assert config("web/Dockerfile").target == "a"

    @pytest.mark.parametrize(
        ("written", "message"),
        [
            ("devcontain.toml", "leads round in a circle"),
            ("../../elsewhere.toml", "leads out of the repository"),
            ("/etc/passwd", "leads out of the repository"),
            ("missing.toml", "names a file that there is not"),
            (".git", "names a file that there is not"),
            ("pyproject.toml", "names a file without `[tool.devcontain]`"),
            ("link.toml", "leads out of the repository"),
        ],
    )
    def test_what_cannot_be_extended(self, written, message):
        write("pyproject.toml", "[project]")
        Path("link.toml").symlink_to("/etc/passwd")
        assert (
            refusal(f'target = "a"\nextend = "{written}"')[0] == f"devcontain.toml:2: `extend` {message}: `{written}`"
        )

    def test_a_circle_of_two(self):
        write("base.toml", 'extend = "devcontain.toml"')
        assert refusal('extend = "base.toml"')[0].startswith("base.toml:1: `extend` leads round in a circle")


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "message", "hint"),
        [
            ("\nignor = []", "2: there is no key `ignor`", "did you mean `ignore`?"),
            ("per_file_ignores = {}", "1: there is no key `per_file_ignores`", "did you mean `per-file-ignores`?"),
            (
                'select = [\n  "CAC",\n  "PIN04"\n]',
                "3: `select` names a rule that there is not: `PIN04`",
                "did you mean",
            ),
            ("select = []", "1: `select` is empty", "name something, or leave the key out"),
            ('fail-on = "warn"', "1: `fail-on` must be error, warning or info, not `warn`", "did you mean `warning`?"),
            ("fail-on = 3", "1: `fail-on` must be error, warning or info, not something else", "the severities are"),
            ('[severity]\nPIN = "error"\nCAC = "high"', "3: `severity` must be error, warning, info or off, not", ""),
            ('[severity]\n"pip-cach" = "off"', "2: `severity` names a rule that there is not: `pip-cach`", "did you"),
            ('[per-file-ignores]\n"../x" = ["CAC"]', "2: `per-file-ignores` names a place outside: `../x`", "patterns"),
            ('[per-file-ignores]\n"!x" = ["CAC"]', "2: `per-file-ignores` cannot exempt files: `!x`", "name the files"),
            ('exclude = ["a", "[z"]', "1: `exclude` holds a pattern that matches nothing: `[z`", "patterns are"),
            ('exclude = ["#a"]', "1: `exclude` holds a pattern that matches nothing: `#a`", "patterns are"),
            ('allowed-registries = ["https://ghcr.io"]', "1: `allowed-registries` holds `https://ghcr.io`", "write a"),
            ("a = [", "1: invalid value", "this is no TOML"),
            ("a = 1\na = 2", "2: cannot overwrite a value", "this is no TOML"),
        ],
    )
    def test_one_sentence_with_the_line_and_the_nearest_right_word(self, text, message, hint):
        said, advice = refusal(text)
        assert said.startswith(f"devcontain.toml:{message}")
        assert hint in advice

    def test_the_line_in_a_pyproject(self):
        text = (
            '[project]\nname = "x"\nignor = 1\n[tool.other]\nignor = 1\n[tool.devcontain]\ntarget = "a"\nignor = []\n'
        )
        assert refusal(text, "pyproject.toml")[0] == "pyproject.toml:8: there is no key `ignor`"

    def test_a_section_that_is_no_table(self):
        assert (
            refusal("[tool]\ndevcontain = 1", "pyproject.toml")[0]
            == "pyproject.toml:2: `tool.devcontain` must be a table"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "a = " + "[" * 100_000,
            "a = " + "9" * 5000,
            ".".join("a" * 5000) + " = 1",
            "a = {" * 3000,
            "select = [" + '"*a*a*a*a*a*a*a*b", ' * 5000 + "]",
        ],
    )
    def test_a_monster(self, text):
        assert refusal(text)[0].startswith("devcontain.toml:")

    def test_no_text(self):
        Path("devcontain.toml").write_bytes(b"target = '\xff'")
        with pytest.raises(UserError, match=r"devcontain.toml: this is not UTF-8 text"):
            config()

    @pytest.mark.parametrize(
        ("keys", "row"),
        [
            (("a",), 1),
            (("t", "b"), 4),
            (("t", "c", "d"), 5),
            (("t", "e f"), 6),
            (("t", "g", "x"), 7),
            (("u", "v", "w"), 11),
            (("nothing",), 1),
        ],
    )
    def test_the_lines_of_keys(self, keys, row):
        text = 'a = 1\n\n[t]\nb = 2\nc . d = 3\n"e f" = 4\ng = {x = 5}\n\n# [u.v]\n["u".v]\nw = [\n  "b",\n]\n'
        assert line_of(text, keys) == row


class TestPatterns:
    @pytest.mark.parametrize(
        ("pattern", "path", "matches"),
        [
            ("old/", "old/Dockerfile", True),
            ("old/", "web/old/a/Dockerfile", True),
            ("/old/", "web/old/Dockerfile", False),
            ("old", "old/Dockerfile", True),
            ("*.dev", "web/x.dev", True),
            ("web/**", "web/a/b/Dockerfile", True),
            ("web/*/Dockerfile", "web/a/b/Dockerfile", False),
            ("Dockerfile", "../Dockerfile", False),
            ("Docker?ile", "Dockerfile", True),
        ],
    )
    def test_they_are_those_of_gitignore(self, pattern, path, matches):
        write("devcontain.toml", f'exclude = ["{pattern}"]')
        assert config().excludes(path) is matches

    def test_the_last_one_decides(self):
        write("devcontain.toml", 'exclude = ["*.dev", "!keep.dev"]')
        assert [config().excludes(path) for path in ("a.dev", "keep.dev")] == [True, False]

    def test_hostile_ones_are_quick(self):
        write("devcontain.toml", f'exclude = ["{"*a" * 200}b"]')
        assert not config().excludes("a" * 250)


class TestHadolint:
    TEXT = """\
ignored: [DL3042, DL3059, SC2086, DL9999]
override:
  error: [DL3007]
  style: [DL3006]
trustedRegistries: [docker.io, "*.example.com"]
failure-threshold: error
label-schema: {version: semver, contact: email, size: number, 1: text}
strict-labels: true
"""

    @pytest.mark.parametrize("name", [".hadolint.yaml", ".hadolint.yml"])
    def test_it_counts_where_there_is_none_of_ours(self, name):
        write(name, self.TEXT)
        configurations = Configurations(all_rules())
        found = configurations.of("web/Dockerfile")
        assert "DL3042" in found.ignore
        assert "SC2086" not in found.ignore
        assert "DL9999" not in found.ignore
        assert found.severity == {"DL3007": "error", "DL3006": "info", "SC2086": "off"}
        assert found.allowed_registries == ("docker.io", "*.example.com")
        assert found.label_schema == {"version": "semver", "contact": "email", "1": "text"}
        assert (found.strict_labels, found.fail_on) == (True, "error")
        assert configurations.adopted == [name]

    def test_it_may_be_named(self):
        write("conf/hadolint.yml", self.TEXT)
        assert "DL3042" in Configurations(all_rules()).named("conf/hadolint.yml").ignore
        with pytest.raises(UserError, match=r"^`none.yaml` does not exist$"):
            Configurations(all_rules()).named("none.yaml")

    def test_ours_wins(self):
        write(".hadolint.yaml", self.TEXT)
        write("pyproject.toml", "[tool.devcontain]\ntarget = 'x'")
        assert config().ignore == ()

    @pytest.mark.parametrize(
        "text",
        [
            *("", "# nothing", "a: 1", "\ufeffa: 1", "ignored:", "override:", "override: {error: }", "label-schema:"),
            *("failure-threshold: none", "failure-threshold:", "override: {fatal: [DL3042]}", "ignored: [DL9999]"),
        ],
    )
    def test_what_is_left_empty_or_not_known_says_nothing(self, text):
        write(".hadolint.yaml", text)
        assert (config().ignore, config().severity) == ((), {})

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("ignored: DL3042", "`ignored` must be a list of codes"),
            ("ignored: [1, [2]]", "`ignored` must be a list of codes"),
            ("override: [DL3042]", "`override` must be lists of codes by their severity"),
            ("override: 1", "`override` must be lists of codes by their severity"),
            ("override: {error: DL3042}", "`override` must be lists of codes by their severity"),
            ("failure-threshold: [error]", "`failure-threshold` must be error, warning, info, style, ignore or none"),
            ("failure-threshold: WARNING", "`failure-threshold` must be error, warning, info, style, ignore or none"),
            ("trustedRegistries: docker.io", "`trustedRegistries` must be a list of registries"),
            ("label-schema: [a]", "`label-schema` must be the types of labels by their names"),
            ("label-schema: {a: 1}", "`label-schema` must be the types of labels by their names"),
            ("strict-labels: 1", "`strict-labels` must be true or false"),
            ("[]", "this must map keys, such as `ignored`, to values"),
        ],
    )
    def test_what_hadolint_refuses_is_refused(self, text, message):
        write(".hadolint.yaml", text)
        with pytest.raises(UserError, match=rf"^\.hadolint\.yaml: {re.escape(message)}$"):
            config()

    @pytest.mark.parametrize("text", ["a: [", "a: !!python/object/apply:os.system [x]", "\t", "a: " + "[" * 2000])
    def test_what_cannot_be_read_is_refused(self, text):
        write(".hadolint.yaml", text)
        with pytest.raises(UserError, match=r"^\.hadolint\.yaml(:\d+:\d+)?: no YAML that can be read: "):
            config()

    def test_what_is_too_large_or_no_text_is_refused(self):
        write(".hadolint.yaml", "ignored:\n" + "- DL3042\n" * 10_000)
        with pytest.raises(UserError, match=r"^`\.hadolint\.yaml` is larger than 64 KiB$"):
            config()
        Path(".hadolint.yaml").write_bytes(b"\xff\xfe")
        with pytest.raises(UserError, match=r"^\.hadolint\.yaml: this is not UTF-8 text$"):
            config()
