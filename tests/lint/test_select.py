"""Which rules run: codes, names, prefixes, ALL, and the codes of other linters."""

import pytest

from devcontain.errors import UserError
from devcontain.lint.rule import DOCKERFILE, ERROR, OFF, WARNING, Rule
from devcontain.lint.select import Selection, choose, known_codes, match


def rule(code, name, *aliases, severity=ERROR):
    return Rule(code, (DOCKERFILE,), severity, lambda build: (), aliases, f"rules.{name}")


RULES = (
    rule("CAC001", "pip_cache", "DL3042"),
    rule("CAC002", "apt_lists", "DL3009"),
    rule("PIN001", "untagged_image", "DL3006"),
    rule("PIN010", "loose", severity=OFF),
)


def chosen(select=(), ignore=(), extend=()):
    return [rule.code for rule in choose(RULES, [Selection(tuple(select), tuple(extend), tuple(ignore))])]


def refusal(select=(), ignore=()):
    with pytest.raises(UserError) as caught:
        choose(RULES, [Selection(tuple(select), (), tuple(ignore))])
    return caught.value.message, caught.value.hint


class TestSelect:
    def test_without_a_selection_all_that_are_on_run(self):
        assert chosen() == ["CAC001", "CAC002", "PIN001"]

    @pytest.mark.parametrize(
        ("select", "codes"),
        [
            (["CAC001"], ["CAC001"]),
            (["cac001"], ["CAC001"]),
            (["pip-cache"], ["CAC001"]),
            (["DL3042"], ["CAC001"]),
            (["dl3042"], ["CAC001"]),
            (["CAC"], ["CAC001", "CAC002"]),
            (["PIN00"], ["PIN001"]),
            (["PIN001,CAC002"], ["CAC002", "PIN001"]),
            ([" PIN001 , CAC002 ,"], ["CAC002", "PIN001"]),
            (["PIN001", "CAC002"], ["CAC002", "PIN001"]),
            (["ALL"], ["CAC001", "CAC002", "PIN001", "PIN010"]),
            (["PIN"], ["PIN001", "PIN010"]),
            (["DL30"], ["CAC001", "CAC002", "PIN001"]),
            (["DL304"], ["CAC001"]),
        ],
    )
    def test_only_what_is_named(self, select, codes):
        assert chosen(select) == codes

    def test_a_rule_that_is_off_warns_once_it_is_named(self):
        assert [rule.severity for rule in choose(RULES, [Selection(("PIN",))])] == [ERROR, WARNING]


class TestIgnore:
    @pytest.mark.parametrize(
        ("select", "ignore", "codes"),
        [
            ([], ["CAC001"], ["CAC002", "PIN001"]),
            ([], ["DL3042", "untagged-image"], ["CAC002"]),
            ([], ["ALL"], []),
            (["CAC"], ["CAC001"], ["CAC002"]),
            (["ALL"], ["PIN"], ["CAC001", "CAC002"]),
        ],
    )
    def test_it_wins(self, select, ignore, codes):
        assert chosen(select, ignore) == codes

    @pytest.mark.parametrize(
        ("select", "extend", "ignore", "codes"),
        [
            (["CAC001"], [], ["CAC"], ["CAC001"]),
            ([], ["CAC001"], ["CAC"], ["CAC001", "PIN001"]),
            ([], ["CAC"], ["CAC001"], ["CAC002", "PIN001"]),
            (["CAC001"], [], ["CAC001"], []),
            (["ALL"], [], ["CAC", "PIN001"], ["PIN010"]),
            ([], ["CAC001"], ["ALL"], ["CAC001"]),
        ],
    )
    def test_the_narrower_selector_counts(self, select, extend, ignore, codes):
        assert chosen(select, ignore, extend) == codes


class TestSeveralPlaces:
    def test_the_later_one_has_the_last_word(self):
        config = Selection(extend=("PIN010",), ignore=("CAC001",))
        assert codes_of(config) == ["CAC002", "PIN001", "PIN010"]
        assert codes_of(config, Selection(extend=("CAC",))) == ["CAC001", "CAC002", "PIN001", "PIN010"]
        assert codes_of(config, Selection(ignore=("PIN",))) == ["CAC002"]

    def test_a_selection_begins_anew(self):
        config = Selection(("PIN",), ("CAC002",), ("PIN001",))
        assert codes_of(config, Selection(("PIN001", "CAC001"))) == ["CAC001", "PIN001"]

    def test_what_is_ignored_for_a_file_is_never_selected(self):
        assert [rule.code for rule in choose(RULES, [Selection(("CAC001", "PIN001"))], ["CAC"])] == ["PIN001"]


def codes_of(*selections):
    return [rule.code for rule in choose(RULES, selections)]


class TestUnknown:
    def test_the_nearest_is_suggested_as_it_is_written(self):
        listing = "`devcontain explain --all` lists all rules"
        assert refusal(["CAC01"]) == ("no rule is called `CAC01`", f"did you mean `CAC001`? {listing}")
        assert refusal(["PIM"]) == ("no rule is called `PIM`", f"did you mean `PIN`? {listing}")
        assert refusal(["pip-cach"]) == ("no rule is called `pip-cach`", f"did you mean `pip-cache`? {listing}")
        assert refusal([], ["zzz"]) == ("no rule is called `zzz`", listing)

    def test_one_among_several(self):
        assert refusal(["CAC001,nothing"])[0] == "no rule is called `nothing`"


def test_every_way_to_write_a_rule():
    assert known_codes(RULES[:1]) == {"CAC001": "CAC001", "PIP-CACHE": "CAC001", "DL3042": "CAC001"}
    assert [rule.code for rule in match(RULES, "ALL")] == ["CAC001", "CAC002", "PIN001", "PIN010"]
