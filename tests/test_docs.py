"""What the documentation says is what the program does."""

from pathlib import Path

import pytest

from devcontain.report.rule_page import as_document
from devcontain.rules import all_rules

ROOT = Path(__file__).parent.parent


def test_the_rule_pages_are_fresh() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == as_document(all_rules()), "run: devcontain explain --all --format markdown > docs/rules.md"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_s_link_leads_to_its_page(rule) -> None:
    assert f'<a id="{rule.name}"></a>' in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
