"""YAML of unknown origin is data or one sentence, whatever it is."""

import pytest

from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("a: [1, x, null]", {"a": [1, "x", None]}),
        ("a: &x 1\nb: &x 2\nc: *x", {"a": 1, "b": 2, "c": 2}),
        ("a: &x {b: 1}\nc: {<<: *x, d: 2}", {"a": {"b": 1}, "c": {"b": 1, "d": 2}}),
        ("1: a\nnull: b\n[1]: c", {1: "a", None: "b", (1,): "c"}),
    ],
)
def test_what_is_data(text, data):
    assert read_foreign_yaml(text) == data


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "\t",
        "a: 1\na: 2",
        "{a: 1}: b\n? {a: 1}\n: b",
        "a: !!python/object/apply:os.system [exit]",
        "a: !nobody [x]",
        "a: 1\n---\nb: 2",
        "%YAML 9.9\n---\na: 1",
        "a: \0",
        "a: \x1b[31m",
        "a: &a [*a]\nb: *c",
        "a: " + "[" * 2000,
        "a: 2026-13-45",
        "<<: x",
        "1" * 5000,
        "? " * 2000,
    ],
)
def test_what_is_not_is_told_in_one_sentence(text):
    with pytest.raises(NotYamlError) as raised:
        read_foreign_yaml(text)
    assert raised.value.reason
    assert "\n" not in raised.value.reason


def test_aliases_that_multiply_are_refused():
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    with pytest.raises(NotYamlError, match="aliases"):
        read_foreign_yaml("\n".join(rows))
