"""Every example in a rule's documentation is true: what is bad is reported where it is marked, what is good is not."""

from dataclasses import replace
from pathlib import Path

import pytest

from devcontain.lint.fix import fix
from devcontain.lint.page import Example, page_of
from devcontain.lint.rule import SUPPRESSION, WARNING, Rule
from devcontain.lint.runner import Linter
from devcontain.lint.select import known_codes
from devcontain.rules import all_rules
from devcontain.semantics.settings import Settings
from devcontain.syntax.source import Source

# What the pages show as configured.
SETTINGS = Settings(
    allowed_registries=("docker.io", "ghcr.io/astral-sh", "*.example.com"),
    label_schema=(("version", "semver"), ("contact", "email")),
    strict_labels=True,
)


def _examples(*roles: str) -> list:
    return [
        pytest.param(rule, index, id=f"{rule.code}-{index}")
        for rule in all_rules()
        for index, example in enumerate(page_of(rule).examples)
        if example.role in roles
    ]


def _linter(rule: Rule) -> Linter:
    """The rule alone; one about comments needs the others to know what they silence."""
    others = [other for other in all_rules() if other.on != rule.on] if rule.on == (SUPPRESSION,) else []
    return Linter([replace(rule, severity=WARNING), *others], known_codes(all_rules()), SETTINGS)


def _kind(example: Example) -> str:
    return {"jsonc": "devcontainer", "yaml": "compose", "text": "requirements"}.get(example.language, "dockerfile")


@pytest.fixture(autouse=True)
def directory(tmp_path, monkeypatch) -> None:
    """Where an example lies, with the files beside it."""
    monkeypatch.chdir(tmp_path)


def _put(*examples: Example) -> None:
    for example in examples:
        Path(example.path).parent.mkdir(parents=True, exist_ok=True)
        Path(example.path).write_text(example.plain, "utf-8")


def _findings(rule: Rule, example: Example) -> list:
    outcome = _linter(rule).lint(Source(example.path, example.plain), _kind(example))
    assert not outcome.errors
    return [finding for finding in outcome.findings if finding.code == rule.code]


@pytest.mark.parametrize(("rule", "index"), _examples("bad"))
def test_a_bad_example_is_reported_exactly_where_it_is_marked(rule: Rule, index: int) -> None:
    example = page_of(rule).examples[index]
    _put(example, *page_of(rule).beside(index))
    assert [tuple(finding.problem.span) for finding in _findings(rule, example)] == example.spans


@pytest.mark.parametrize(("rule", "index"), _examples("good", "fixed", "unsafe"))
def test_a_good_example_is_not_reported(rule: Rule, index: int) -> None:
    example = page_of(rule).examples[index]
    _put(example, *page_of(rule).beside(index))
    assert _findings(rule, example) == []


@pytest.mark.parametrize(("rule", "index"), _examples("fixed", "unsafe"))
def test_a_fixed_example_is_what_the_bad_one_before_it_becomes(rule: Rule, index: int) -> None:
    bad, fixed = page_of(rule).examples[index - 1 : index + 1]
    source = Source(bad.path, bad.plain)
    assert fix(_linter(rule), source, _kind(bad), unsafe=fixed.role == "unsafe").source.text == fixed.text
    if fixed.role == "unsafe":
        assert fix(_linter(rule), source, _kind(bad), unsafe=False).source == source


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_documents_itself(rule: Rule) -> None:
    page = page_of(rule)
    assert page.summary.endswith(".")
    assert page.reason
    assert len(rule.doc) < 4000
    assert page.examples or rule.code == "DKF002"


def test_codes_names_and_aliases_mean_one_rule_each() -> None:
    names = [name.upper() for rule in all_rules() for name in (rule.code, rule.name, *rule.aliases)]
    assert len(names) == len(set(names))
