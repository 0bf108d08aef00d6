"""What a terminal would act upon is spelled out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.report.terminal import cells, printable


@pytest.mark.parametrize(
    ("character", "shown"),
    [
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\t", "\\t"),
        ("\x00", "\\x00"),
        ("\x1b", "\\x1b"),
        ("\x7f", "\\x7f"),
        ("\x9b", "\\x9b"),
        ("\u200b", "\\u200b"),
        ("\u2028", "\\u2028"),
        ("\u202e", "\\u202e"),
        ("\u2069", "\\u2069"),
        ("\U000e0001", "\\U000e0001"),
        ("\ud800", "\\ud800"),
        ("\udc7f", "\\udc7f"),
        ("\udc80", "\\x80"),
        ("\udcff", "\\xff"),
        ("\udd00", "\\udd00"),
        ("é😀", "é😀"),
    ],
)
def test_each_kind(character, shown):
    assert printable(f"a{character}b") == f"a{shown}b"


@given(st.text(st.characters()))
def test_what_is_shown_is_printable_in_a_message_and_in_an_excerpt(text):
    assert printable(text).isprintable()
    assert "".join(shown for shown, _ in cells(text)).isprintable()
