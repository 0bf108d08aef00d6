"""A pattern that is compiled late is a pattern."""

import re

import pytest

from devcontain.pattern import pattern


def test_it_matches_as_a_compiled_one():
    late = pattern("a+(b)?", re.IGNORECASE)
    assert late.fullmatch("AAB")[1] == "B"
    assert [match.span() for match in late.finditer("a ab")] == [(0, 1), (2, 4)]
    assert late.sub("x", "aab c") == "x c"
    assert late.pattern == "a+(b)?"


def test_a_mistake_shows_when_it_is_used():
    late = pattern("(")
    with pytest.raises(re.error):
        late.match("")
