"""Each check of hadolint and of BuildKit has a rule of ours, or a reason why it has none."""

import pytest

from devcontain.lint.other_linters import BUILDKIT, DIFFERENCES, HADOLINT, WITHOUT_RULE, counterparts
from devcontain.rules import all_rules

ALIASES = {alias for rule in all_rules() for alias in rule.aliases}


def test_all_checks_are_here() -> None:
    assert len(HADOLINT) == len(set(HADOLINT)) == 71
    assert len(BUILDKIT) == len(set(BUILDKIT)) == 22


@pytest.mark.parametrize("check", [*HADOLINT, *BUILDKIT])
def test_a_check_has_a_rule_or_a_reason(check: str) -> None:
    assert (check in ALIASES) != (check in WITHOUT_RULE)


def test_aliases_and_remarks_are_of_known_checks() -> None:
    assert {*HADOLINT, *BUILDKIT} >= ALIASES
    assert DIFFERENCES.keys() <= ALIASES


def test_a_counterpart_says_which_rule_or_why_none() -> None:
    with_rule, without = counterparts(["DL3042", "DL1001"], all_rules())
    assert with_rule.rule is not None
    assert with_rule.rule.code == "CAC001"
    assert "any value" in with_rule.remark
    assert without.rule is None
    assert without.remark
