"""YAML with places: what stands where, and that nothing makes it fail or wait."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.syntax.yaml_tree import parse


def places(text, *path):
    """What the value at a path is written as."""
    node = parse(text).root.at(path)
    return text[node.span.start : node.span.end]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: [1, x, null, true, 1.5, 0x10, '1']", {"a": [1, "x", None, True, "1.5", "0x10", "1"]}),
        ("a: yes\nb: 22:22\nc: on", {"a": "yes", "b": "22:22", "c": "on"}),
        ("a: &x {b: 1}\nc: {<<: *x, d: 2}", {"a": {"b": 1}, "c": {"b": 1, "d": 2}}),
        (
            "a: &x {b: 1, d: 1}\nc: {<<: [*x, {d: 3, e: 4}], b: 2}",
            {"a": {"b": 1, "d": 1}, "c": {"b": 2, "d": 1, "e": 4}},
        ),
        ("<<: x\na: !reset []\nb: !override {c: !x 1}", {"a": [], "b": {"c": "1"}}),
        ("a: 1\n---\nb: 2\n", {"a": 1}),
        ("\ufeffa: |\n  x\n", {"a": "x\n"}),
        ("image:\tx\t# c\nb:\t\n  c: d\t\n", {"image": "x", "b": {"c": "d"}}),
    ],
)
def test_values(text, data):
    assert parse(text).root.to_python() == data
    assert not parse(text).mistakes


def test_places():
    text = '# c\r\na:\r\n  - x # d\r\n  - "y"\r\nb: {c: d}\r\n'
    assert places(text, "a", 0) == "x"
    assert places(text, "a", 1) == '"y"'
    assert places(text, "b", "c") == "d"
    assert places(text, "a") == '- x # d\r\n  - "y"'
    assert [text[start:end] for start, end in parse(text).comments] == ["# c", "# d"]


def test_a_key_that_stands_twice_is_noted():
    [(earlier, later)] = parse("a: {b: 1, <<: {b: 2}, b: 3}").duplicates
    assert (earlier.span.start, later.span.start) == (4, 22)


@pytest.mark.parametrize(
    ("text", "start"),
    [("a: [", 4), ("\t", 0), ("a: \0", 3), ("a: *b", 3), ("a: b: c", 4), ("%YAML 9.9\n---\na: 1", 0), ("a: \ud800", 3)],
)
def test_a_mistake_is_one_sentence_and_its_place(text, start):
    [mistake] = parse(text).mistakes
    assert mistake.span.start == start
    assert mistake.message.startswith("this is no YAML: ")


def test_nothing_is_no_document():
    assert parse("").root is None
    assert parse("# c\n").root is None


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 20_000,
        "? " * 3000,
        "- " * 3000,
        "a: &a [*a]",
        "a: &a {<<: *a, b: *a}",
        "\n".join(["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60))]),
        "\n".join(["a0: &a0 {x: 1}", *(f"a{n}: &a{n} {{<<: *a{n - 1}, k{n}: 1}}" for n in range(1, 500))]),
        "a:\tb\n" * 500,
    ],
)
def test_nothing_takes_long(text):
    start = time.process_time()
    parse(text)
    assert time.process_time() - start < 2


@given(st.text(alphabet="ab:-[]{}#&*<>|!'\"\n\t ,?%\0é\u2028"))
def test_it_never_raises(text):
    document = parse(text)
    assert (document.root is None) or not document.mistakes
