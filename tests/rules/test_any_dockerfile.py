"""What holds of all rules together on any Dockerfile: examples as they are, and files put together from their lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devcontain.lint.fix import fix
from devcontain.lint.outcome import Report
from devcontain.lint.page import page_of
from devcontain.lint.runner import Linter
from devcontain.lint.select import choose, known_codes
from devcontain.report import FORMATS
from devcontain.rules import all_rules
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source

LINTER = Linter(choose(all_rules(), []), known_codes(all_rules()))
EXAMPLES = [
    pytest.param(example.plain, id=f"{rule.code}-{index}")
    for rule in all_rules()
    for index, example in enumerate(page_of(rule).examples)
    if example.language == "dockerfile" and example.role == "bad"
]
PARTS = sorted(
    {
        source.slice(instruction.span) + "\n"
        for source in (Source("", example.values[0]) for example in EXAMPLES)
        for instruction in parse(source).instructions
    }
)
ODD = [
    "", "# devcontain: ignore=CAC001 why\n", "# hadolint ignore=DL3008\n", "  && \\\n", "RUN a \\\n", "EOF\n",
    "\x0c\n", "RUN (\n", 'RUN "\n', "RUN <<EOF\n", "ENV\n", "RUN $(`${\n", "ONBUILD\n", "RUM x\n",
    "\x1b]0;x\x07\u202e\n", "\udcff",
]  # fmt: skip
FILES = st.lists(st.sampled_from(PARTS) | st.sampled_from(ODD), max_size=12).map("".join)
FROM_FILES = FILES.map("FROM python:3.12-slim\n".__add__)


@pytest.fixture(autouse=True, scope="module")
def directory(tmp_path_factory):
    """Rules look at what lies beside a Dockerfile; one that fails raises here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEVCONTAIN_TRACEBACK", "1")
        patch.chdir(tmp_path_factory.mktemp("empty"))
        yield


def lint(text):
    return LINTER.lint(Source("Dockerfile", text), "dockerfile").findings


def said(text):
    """What is found, without offsets: code, row and text."""
    source = Source("Dockerfile", text)
    return [
        (each.code, source.position(each.problem.span.start).row, source.slice(each.problem.span).replace("\r", ""))
        for each in lint(text)
    ]


def is_read(text):
    """Whether BuildKit's parser takes a text, where it is here and can be asked."""
    buildkit = pytest.importorskip("dockerfile", reason="BuildKit's parser has no wheel for this platform")
    try:
        return "\udcff" in text or bool(buildkit.parse_string(text))
    except buildkit.GoParseError:
        return False


def spans(problem):
    yield problem.span
    yield from (note.span for note in problem.also)
    yield from (edit.span for edit in problem.fix.edits if problem.fix) if problem.fix else ()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(FILES | FROM_FILES)
def test_no_rule_fails_and_every_place_is_in_the_file(text):
    for finding in lint(text):
        assert all(0 <= start <= end <= len(text) for start, end in spans(finding.problem))
        assert finding.problem.message
        assert finding.severity != "off"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(FILES | FROM_FILES)
def test_every_format_shows_all_of_it_in_printable_lines(text):
    findings = lint(text)
    for output in FORMATS.values():
        report = Report(tuple(findings), {"Dockerfile": Source("Dockerfile", text)}, rules=all_rules()[:3])
        lines = [line for block in output(report) for line in block.split("\n")]
        assert all(map(str.isprintable, lines)), output.name
        assert all(any(each.code in line for line in lines) for each in findings), output.name


@settings(max_examples=60, deadline=None, derandomize=True)
@given(FILES | FROM_FILES, st.booleans())
def test_fixing_ends_and_breaks_nothing(text, unsafe):
    fixed = fix(LINTER, Source("Dockerfile", text), "dockerfile", unsafe=unsafe)
    again = fix(LINTER, fixed.source, "dockerfile", unsafe=unsafe)
    assert again.source.text == fixed.source.text
    assert not is_read(text) or is_read(fixed.source.text)
    if not fixed.counts:
        assert fixed.source.text == text


@pytest.mark.parametrize("text", EXAMPLES)
def test_line_endings_a_mark_and_a_missing_end_change_no_finding(text):
    expected = said(text)
    assert said(text.replace("\n", "\r\n")) == expected
    assert said("\ufeff" + text) == expected
    assert said(text.rstrip("\n")) == expected
