"""Fuzz a part of devcontain with atheris, from real files on; every input that breaks a promise is written down.

    pip install atheris dockerfile
    python tools/fuzz.py TARGET [CORPUS ...] [-max_total_time=1200 -timeout=10 ...]

TARGET is one of `dockerfile`, `shell`, `lint`, `fix`, `devcontainer`, `compose`, `manifest`, `config` and `detect`;
CORPUS are directories of seeds, of which the first also takes what is new; the rest are options of libFuzzer. What it
finds becomes a test.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from collections.abc import Callable

os.environ["DEVCONTAIN_TRACEBACK"] = "1"

with atheris.instrument_imports(include=["devcontain"]):
    from devcontain.config.hadolint import adopt
    from devcontain.config.load import load
    from devcontain.detect import detect
    from devcontain.errors import UserError
    from devcontain.lint.fix import fix
    from devcontain.lint.outcome import Report
    from devcontain.lint.runner import Linter
    from devcontain.lint.select import Selection, choose, known_codes
    from devcontain.report import FORMATS
    from devcontain.rules import all_rules
    from devcontain.semantics.grammar import faults_of
    from devcontain.syntax import dockerfile, jsonc, shell
    from devcontain.syntax.source import Source

try:
    import dockerfile as buildkit
except ImportError:
    buildkit = None

RULES = all_rules()
EVERY = Linter(choose(RULES, [Selection(("ALL",))]), known_codes(RULES))
USUAL = Linter(choose(RULES, []), known_codes(RULES))
BETWEEN = re.compile(r"\ufeff?(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*(?:#[^\n]*)?")
# BuildKit's parser takes these; a later stage of its build, or a later release, refuses them.
LATER = re.compile(
    "there is no instruction|needs a source|FROM takes|before the first FROM|no FROM|needs an argument|a stage cannot"
    "|ONBUILD cannot|SHELL takes|health check|CMD needs|NONE takes"
)
TOKENS = r"""
FROM RUN COPY ADD ENV ARG LABEL USER WORKDIR SHELL ONBUILD CMD ENTRYPOINT HEALTHCHECK AS --mount=type=cache
<<EOF <<-EOF \x0aEOF\x0a && || ; | \\\x0a \x0d\x0a # escape=` $( ${ } ) ` [\" \"] if then fi for do done case esac
pip install apt-get update conda uv npm apk sudo bash -c torch== nvidia/cuda:12.4.1-devel-ubuntu22.04 python:3.12-slim
devcontain: hadolint ignore= --no-cache-dir -y rm -rf /var/lib/apt/lists/* requirements.txt pyproject.toml"""
MANIFESTS = "pyproject.toml setup.py setup.cfg environment.yml Pipfile poetry.lock uv.lock app.py".split()


def check_dockerfile(text: str) -> None:
    """Nothing is lost between the pieces, and BuildKit reads the same."""
    tree = dockerfile.parse(Source("Dockerfile", text))
    end = 0
    for each in tree.instructions:
        assert BETWEEN.fullmatch(text[end : each.start]), (end, each.start)
        line = text[each.start : each.line_end]
        assert len(line) == len(each.masked)
        assert all(shown in (written, "\0") for shown, written in zip(each.masked, line, strict=True))
        for piece in (*each.words, *each.pairs, *each.flags):
            assert each.start <= piece.span.start <= piece.span.end <= each.line_end, (each.span, piece)
        end = each.span.end
    assert BETWEEN.fullmatch(text[end:]), end
    if is_comparable(text):
        agree(tree, text)


def agree(tree: dockerfile.Dockerfile, text: str) -> None:
    """The same keywords in the same rows, or a refusal by both; the module still reads arrays with something behind."""
    odd = [each for each in tree.instructions if each.body.startswith("[") and each.exec_form is None]
    odd += [each for each in tree.instructions if each.keyword.startswith(("{%", "{{", "<%"))]
    if odd or "check" in tree.directives:
        return
    try:
        theirs = [((each.cmd or "").upper(), each.start_line) for each in buildkit.parse_string(text)]
    except buildkit.GoParseError:
        theirs = None
    refused = any(not LATER.search(fault.message) for fault in faults_of(tree))
    row = tree.source.position
    ours = None if refused else [(each.keyword, row(each.start).row) for each in tree.instructions]
    assert ours == theirs or (not ours and not theirs), (ours, theirs)


def check_shell(text: str) -> None:
    """Commands and words stand where they say."""
    for command in shell.parse(text):
        low, high = command.span
        assert 0 <= low <= high <= len(text)
        for word in (*command.words, *command.assignments):
            assert low <= word.span.start <= word.span.end <= high, (command.span, word)


def check_lint(text: str, kind: str = "dockerfile", path: str = "Dockerfile") -> None:
    """No rule fails, every place is in the file, and no format shows a control character."""
    source = Source(path, text)
    outcome = EVERY.lint(source, kind)
    for each in outcome.findings:
        spans = [each.problem.span, *(note.span for note in each.problem.also)]
        spans += [edit.span for edit in each.problem.fix.edits] if each.problem.fix else []
        assert all(0 <= start <= end <= len(text) for start, end in spans), (each.code, spans)
    report = Report(tuple(outcome.findings), {path: source}, rules=RULES[:3])
    for show in FORMATS.values():
        for line in show(report):
            assert line.replace("\n", "").isprintable(), (show.name, line)


def check_fix(text: str, kind: str = "dockerfile") -> None:
    """Fixing comes to an end, also a second time, and does not break what BuildKit can read."""
    for unsafe in (False, True):
        fixed = fix(USUAL, Source("Dockerfile", text), kind, unsafe=unsafe)
        assert fix(USUAL, fixed.source, kind, unsafe=unsafe).source.text == fixed.source.text, unsafe
        assert not is_read(text) or is_read(fixed.source.text), (unsafe, fixed.counts, fixed.source.text)


def is_comparable(text: str) -> bool:
    """Whether BuildKit's parser is here, and its module can take a text: it ends at a NUL and dies of stray bytes."""
    return buildkit is not None and "\0" not in text and text.encode("utf-8", "replace").decode() == text


def is_read(text: str) -> bool:
    """Whether BuildKit's parser takes a text."""
    try:
        return not is_comparable(text) or bool(buildkit.parse_string(text))
    except buildkit.GoParseError:
        return False


def check_devcontainer(text: str) -> None:
    """JSON with comments is read to its end, linted and fixed."""
    tree = jsonc.parse(text)
    assert all(0 <= start <= end <= len(text) for start, end in tree.comments)
    check_lint(text, "devcontainer")
    fixed = fix(USUAL, Source("devcontainer.json", text), "devcontainer", unsafe=True)
    assert fix(USUAL, fixed.source, "devcontainer", unsafe=True).source.text == fixed.source.text


def check_compose(text: str) -> None:
    """YAML is read to its end or refused, linted and fixed."""
    check_lint(text, "compose")
    fixed = fix(USUAL, Source("compose.yaml", text), "compose", unsafe=True)
    assert fix(USUAL, fixed.source, "compose", unsafe=True).source.text == fixed.source.text


def check_manifest(text: str) -> None:
    """A dependency file, whose name is the first line, is linted whatever it holds."""
    name, _, rest = text.partition("\n")
    check_lint(rest, "requirements", name if name in MANIFESTS else "requirements.txt")


def check_config(text: str) -> None:
    """A configuration is understood, or refused in one sentence."""
    with_file("devcontain.toml", text, lambda path: load(path, DIRECTORY, RULES))
    with_file(".hadolint.yaml", text, lambda path: adopt(path, RULES))


def check_detect(text: str) -> None:
    """A repository is read, or refused in one sentence, whatever its files hold; their name is the first line."""
    name, _, rest = text.partition("\n")
    with_file(name if name in MANIFESTS else "requirements.txt", rest, lambda path: detect(Path(path).parent))


def with_file(name: str, text: str, read: Callable[[str], object]) -> None:
    """Call with the path of a file of this content; a UserError is an answer."""
    path = Path(DIRECTORY, name)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    try:
        read(str(path))
    except UserError:
        pass
    finally:
        path.unlink()


CHECKS = {name.removeprefix("check_"): value for name, value in globals().items() if name.startswith("check_")}


def main() -> None:
    """Run libFuzzer on the target that is named first."""
    if len(sys.argv) < 2 or sys.argv[1] not in CHECKS:
        raise SystemExit(__doc__)
    check = CHECKS[sys.argv.pop(1)]
    words = Path(DIRECTORY, "words")
    words.write_text("".join(f'"{word}"\n' for word in TOKENS.split()), "utf-8")
    atheris.Setup([*sys.argv, f"-dict={words}"], lambda data: check(data.decode("utf-8", "surrogateescape")))
    atheris.Fuzz()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as DIRECTORY:
        main()
