"""The hashes of lines are those that GitHub's own upload computes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.report.line_hash import line_hashes


# From the tests of codeql-action.
@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (
            " hello; \t\nworld!\n\n\n  \t\tGreetings\n End",
            [
                "c01e2c0703a46d64:1",
                "8daff184646bb1e3:1",
                "bff680108adb0fcc:1",
                "c6805c5e1288b612:1",
                "b86d3392aea1be30:1",
                "e6ceba753e1a442:1",
            ],
        ),
        (
            "x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n",
            [
                "e54938cc54b302f1:1",
                "bb609acbe9138d60:1",
                "1131fd5871777f34:1",
                "5c482a0f8b35ea28:1",
                "54517377da7028d2:1",
                "2c644846cb18d53e:1",
                "f1b89f20de0d133:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_published_ones(text, hashes):
    assert line_hashes(text) == hashes


def test_line_endings_are_all_one():
    text = "a\nb\n\nc\n"
    assert line_hashes(text) == line_hashes(text.replace("\n", "\r\n")) == line_hashes(text.replace("\n", "\r"))


def test_equal_lines_are_counted():
    hashes = line_hashes("x\n" * 60)
    assert hashes[0] == hashes[1].replace(":2", ":1")


@given(st.text("ab \t\r\n"))
def test_there_is_one_for_each_line(text):
    assert len(line_hashes(text)) == len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def test_a_change_far_below_changes_nothing_above():
    text = "\n".join(f"line number {number}" for number in range(40))
    assert line_hashes(text)[:10] == line_hashes(text + "\nmore")[:10]
