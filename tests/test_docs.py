"""What the documentation says is what the program does."""

from pathlib import Path

import pytest

from devcontain.config.discovery import Configurations
from devcontain.config.keys import KEYS
from devcontain.lint.shellcheck.wanted import LEFT_OUT
from devcontain.report.rule_page import as_document
from devcontain.rules import all_rules

ROOT = Path(__file__).parent.parent


def test_the_rule_pages_are_fresh() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == as_document(all_rules()), "run: devcontain explain --all --format markdown > docs/rules.md"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_s_link_leads_to_its_page(rule) -> None:
    assert f'<a id="{rule.name}"></a>' in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def test_the_table_of_configuration_keys_is_fresh() -> None:
    written = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = [line for line in written.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{name}` | {key.kind} | {key.about} |" for name, key in KEYS.items()]


def test_the_table_of_codes_that_are_left_out_is_fresh() -> None:
    written = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    rows = [line for line in written.splitlines() if line.startswith("| SC")]
    assert rows == [f"| {code} | {reason} |" for code, reason in LEFT_OUT.items()]


def test_the_configuration_that_is_shown_is_right(tmp_path) -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(text.partition("```toml\n")[2].partition("```")[0])
    assert Configurations(all_rules()).named(str(tmp_path / "pyproject.toml")).ignore == ("pip-cache",)
