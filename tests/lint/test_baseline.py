"""A baseline knows findings again when lines move, and counts equal ones."""

import json
from pathlib import Path

import pytest

from devcontain.errors import UserError
from devcontain.lint.baseline import Baseline, read_baseline
from devcontain.lint.fingerprint import fingerprint, numbered
from devcontain.lint.rule import Finding, Problem
from devcontain.syntax.source import Source, Span


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def found(text, part="b", code="X001", path="Dockerfile"):
    """A finding at each place where a part stands."""
    places = [place for place in range(len(text)) if text.startswith(part, place)]
    return [Finding(code, "x", "error", path, Problem(Span(at, at + len(part)), "")) for at in places]


def mark(text, **more):
    [finding] = found(text, **more)
    return fingerprint(finding, Source("Dockerfile", text))


class TestFingerprint:
    @pytest.mark.parametrize(
        "text", ["FROM c\n\nRUN b\n", "RUN b", "  RUN  b \nRUN x\n", "RUN b\r\n", "FROM é\nRUN\tb\n"]
    )
    def test_it_stays_when_lines_move_or_are_indented(self, text):
        assert mark(text) == mark("RUN b\n")

    @pytest.mark.parametrize(
        ("text", "more"), [("RUN b c\n", {}), ("RUN bb\n", {"part": "bb"}), ("RUN b\n", {"code": "X002"})]
    )
    def test_it_is_another_for_another_line_place_or_rule(self, text, more):
        assert mark(text, **more) != mark("RUN b\n")

    def test_of_a_place_over_several_lines_the_first_counts(self):
        assert mark("RUN b \\\n  c\n", part="b \\\n  c") == mark("RUN b \\\n  d\n", part="b \\\n  d")

    def test_equal_ones_are_numbered(self):
        text = "RUN b\nRUN b\n"
        numbers = [each for _, each in numbered(found(text), {"Dockerfile": Source("Dockerfile", text)})]
        assert [each.partition(":")[2] for each in numbers] == ["1", "2"]


class TestBaseline:
    def taken(self, text, path="Dockerfile"):
        Path(path).touch()
        baseline = Baseline("baseline.json", {})
        baseline.take(found(text, path=path), Source(path, text))
        Path("baseline.json").write_text("\n".join(baseline.to_lines()), "utf-8")
        return read_baseline("baseline.json")

    def new(self, baseline, text, path="Dockerfile"):
        return len(baseline.new(found(text, path=path), Source(path, text)))

    def test_what_is_in_it_is_not_new(self):
        baseline = self.taken("RUN b\nRUN b b\n")
        assert self.new(baseline, "RUN b\nRUN b b\n") == 0
        assert self.new(baseline, "# more\nRUN b b\n\nRUN b\n") == 0

    def test_one_more_of_the_same_is_new(self):
        assert self.new(self.taken("RUN b\n"), "RUN b\nRUN b\n") == 1

    def test_another_file_is_another_matter(self):
        assert self.new(self.taken("RUN b\n"), "RUN b\n", "web/Dockerfile") == 1

    def test_paths_count_from_its_directory(self, monkeypatch):
        Path("web").mkdir()
        self.taken("RUN b\n", "web/Dockerfile")
        monkeypatch.chdir("web")
        assert self.new(read_baseline("../baseline.json"), "RUN b\n") == 0

    def test_files_that_are_gone_are_dropped(self):
        self.taken("RUN b\n", "old.Dockerfile")
        Path("old.Dockerfile").unlink()
        assert json.loads("".join(read_baseline("baseline.json").to_lines()))["findings"] == {}

    def test_a_name_that_is_no_unicode(self):
        assert self.new(self.taken("RUN b\n", "caf\udce9"), "RUN b\n", "caf\udce9") == 0

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "{",
            "null",
            "[" * 100_000,
            "9" * 5000,
            '{"version": 1}',
            '{"version": 1, "findings": []}',
            '{"version": 1, "findings": {"a": 1}}',
            '{"version": 1, "findings": {"a": {"b": 1}}}',
        ],
    )
    def test_what_is_no_baseline(self, text):
        Path("baseline.json").write_text(text, "utf-8")
        with pytest.raises(UserError, match=r"`baseline.json` is no baseline"):
            read_baseline("baseline.json")

    def test_another_version(self):
        Path("baseline.json").write_text('{"version": 2}', "utf-8")
        with pytest.raises(UserError, match=r"is a baseline of another version: 2"):
            read_baseline("baseline.json")

    def test_none(self):
        with pytest.raises(UserError, match=r"`missing.json` does not exist"):
            read_baseline("missing.json")
