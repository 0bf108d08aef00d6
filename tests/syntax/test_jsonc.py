"""JSON with comments: what is read, where it stands, and what is said about mistakes."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.syntax.jsonc import MAXIMUM_MISTAKES, parse
from devcontain.syntax.source import Span
from devcontain.syntax.tree import MAXIMUM_DEPTH, Node

EXAMPLE = """\
\ufeff// For VS Code
{
  "name": "web", /* shown in the window's title */
  "forwardPorts": [8000, "db:5432"],\r
  "customizations": {"vscode": {"extensions": ["ms-python.python",]}},
}
"""

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda values: st.lists(values) | st.dictionaries(st.text(), values),
    max_leaves=20,
)
PIECES = ["{", "}", "[", "]", ",", ":", '"', "'", '"a"', "1", "-", "true", "x", "//", "/*", "*/", "\\", "\n", " ", "\t"]
NEARLY_JSON = st.lists(st.sampled_from(PIECES)).map("".join)


def text_of(text, node):
    return text[node.span.start : node.span.end]


def mistakes(text):
    """The messages, each with the text that it stands at."""
    return [(mistake.message, text_of(text, mistake)) for mistake in parse(text).mistakes]


def root(text):
    document = parse(text)
    assert document.mistakes == ()
    assert document.root is not None
    return document.root


class TestValues:
    def test_comments_trailing_commas_and_a_byte_order_mark_are_read_over(self):
        assert root(EXAMPLE).to_python() == {
            "name": "web",
            "forwardPorts": [8000, "db:5432"],
            "customizations": {"vscode": {"extensions": ["ms-python.python"]}},
        }

    @given(JSON_VALUES, st.sampled_from([None, 2]), st.booleans())
    def test_json_means_what_it_means_in_json(self, value, indent, ascii_only):
        text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
        assert root(text).to_python() == json.loads(text)

    @pytest.mark.parametrize("text", ["0", "-0", "-12", "1.5", "1e3", "1E+3", "2.5e-7", "1e999"])
    def test_numbers(self, text):
        value = root(text).value
        assert value == json.loads(text)
        assert type(value) is type(json.loads(text))

    def test_an_integer_with_more_digits_than_python_converts(self):
        assert root("9" * 5000).value == float("inf")

    def test_escapes(self):
        assert root(r'"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud83d"').value == '"\\/\b\f\n\r\té😀\ud83d'

    def test_of_equal_keys_the_last_counts(self):
        assert root('{"a": 1, "a": 2}').to_python() == {"a": 2}

    @pytest.mark.parametrize("text", ["[]", "{}", "[ // x\n ]", "{ /* x */ }"])
    def test_empty_collections(self, text):
        assert root(text).children == ()


class TestPlaces:
    def test_each_value_and_each_key_has_its_span(self):
        node = root(EXAMPLE)
        assert text_of(EXAMPLE, node) == EXAMPLE[EXAMPLE.index("{") : EXAMPLE.rindex("}") + 1]
        assert [text_of(EXAMPLE, key) for key in node.keys] == ['"name"', '"forwardPorts"', '"customizations"']
        assert text_of(EXAMPLE, node.at(["forwardPorts"])) == '[8000, "db:5432"]'
        assert text_of(EXAMPLE, node.at(["forwardPorts", 0])) == "8000"
        assert text_of(EXAMPLE, node.at(["customizations", "vscode", "extensions", 0])) == '"ms-python.python"'

    def test_comments(self):
        assert [EXAMPLE[slice(*span)] for span in parse(EXAMPLE).comments] == [
            "// For VS Code",
            "/* shown in the window's title */",
        ]

    def test_what_looks_like_a_comment_in_a_string_is_none(self):
        assert parse('{"url": "https://example.com/*"}').comments == ()

    def test_trailing_commas(self):
        commas = parse(EXAMPLE).trailing_commas
        assert commas == (Span(EXAMPLE.index(",]"), EXAMPLE.index(",]") + 1), Span(len(EXAMPLE) - 4, len(EXAMPLE) - 3))

    def test_keys_given_twice_whatever_their_spelling(self):
        text = r'{"image": 1, "other": 2, "\u0069mage": 3}'
        [(earlier, later)] = parse(text).duplicates
        assert (text_of(text, earlier), text_of(text, later)) == ('"image"', r'"\u0069mage"')

    def test_equal_keys_of_different_objects_are_no_duplicates(self):
        assert parse('{"a": {"b": 1}, "c": {"b": 1}}').duplicates == ()


class TestTree:
    node = root('{"a": [1, {"b": true}, {"b": false}], "c": {"b": null}}')

    def test_get(self):
        assert self.node.get("c").get("b").value is None
        assert self.node.get("missing") is None
        assert self.node.get("a").get("b") is None

    def test_key(self):
        assert self.node.key("c").span == Span(38, 41)
        assert self.node.key("missing") is None

    def test_items(self):
        assert [(key.value, value.kind) for key, value in self.node.items] == [("a", "sequence"), ("c", "mapping")]

    @pytest.mark.parametrize("path", [["a", 9], ["a", -1], ["a", "b"], ["x", "b"], ["c", "b", "d"], ["a", 0, 0]])
    def test_at_a_path_that_leads_nowhere(self, path):
        assert self.node.at(path) is None

    def test_at_an_empty_path_is_the_node_itself(self):
        assert self.node.at([]) is self.node

    def test_select_takes_a_star_for_any_step(self):
        assert [node.value for node in self.node.select(["a", "*", "b"])] == [True, False]
        assert [node.value for node in self.node.select(["*", "b"])] == [None]
        assert list(self.node.select(["x", "*"])) == []


class TestMistakes:
    """What the reference client reads without a word, and what nobody can read."""

    @pytest.mark.parametrize(
        ("text", "message", "place"),
        [
            ('{image: "a"}', 'Property names stand in double quotes: write `"image"`', "image"),
            ("['a']", "Strings stand in double quotes, not single ones", "'a'"),
            ('{"a": 1 "b": 2}', 'A comma is missing before `"b"`', '"b"'),
            ("[1 2]", "A comma is missing before `2`", "2"),
            ("[1,,2]", "A value is missing before this comma", ","),
            ('["a\tb"]', "A control character in a string is written `\\u0009`", "\t"),
            (r'["C:\Users"]', r"`\U` is no escape in JSON; a backslash itself is written `\\`", r"\U"),
            (r'["\u12x4"]', r"`\u` is no escape in JSON; a backslash itself is written `\\`", r"\u"),
            ("[01]", "`01` is neither a number nor `true`, `false` or `null`", "01"),
            ("[True]", "`True` is neither a number nor `true`, `false` or `null`", "True"),
        ],
    )
    def test_that_leave_a_tree(self, text, message, place):
        assert mistakes(text) == [(message, place)]
        assert parse(text).root is not None

    @pytest.mark.parametrize(
        ("text", "message", "place"),
        [
            ("", "The file holds no JSON value", ""),
            ("// nothing\n", "The file holds no JSON value", ""),
            ("{} x", "Only comments may follow the value, not `x`", "x"),
            ('{"a": [1}', "`[` is closed by `}`; write `]`", "}"),
            ('{"a": 1', "This `{` is never closed; add a `}`", "{"),
            ('{"a":', "The file ends where a value is expected", ""),
            ('{"a": }', "A value is expected, not `}`", "}"),
            ('{"a"}', "A colon and a value are missing after `a`", '"a"'),
            ("{[]: 1}", "A property name is expected, not `[`", "["),
            ('["a\n"]', "The string is not closed on its line", '"a'),
            ('["a\\"', "The string is not closed on its line", '"a\\"'),
            ("[1] /* more", "The comment is never closed; end it with `*/`", "/*"),
            ("/*/", "The comment is never closed; end it with `*/`", "/*"),
        ],
    )
    def test_that_leave_none(self, text, message, place):
        assert mistakes(text) == [(message, place)]
        assert parse(text).root is None

    def test_several_are_all_told(self):
        assert [place for _, place in mistakes("{a: 'b', c: 1 d: 2}")] == ["a", "'b'", "c", "d", "d"]

    def test_but_not_without_end(self):
        assert len(mistakes("[" + "x " * 1000)) == MAXIMUM_MISTAKES

    def test_a_long_text_is_cropped_in_the_message(self):
        [(message, _)] = mistakes("[" + "x" * 1000 + "]")
        assert len(message) < 120

    @pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
    def test_nesting_has_a_limit(self, opening, closing):
        def nested(depth):
            return opening * depth + "1" + closing * depth

        assert parse(nested(MAXIMUM_DEPTH)).root is not None
        [(message, place)] = mistakes(nested(MAXIMUM_DEPTH + 1))
        assert message == "Values are nested more than 100 deep"
        assert place == opening[0]


def nodes(node: Node):
    yield node
    for part in (*node.keys, *node.children):
        yield from nodes(part)


class TestAnything:
    @given(st.text() | NEARLY_JSON)
    def test_never_raises_and_stays_inside_the_text(self, text):
        document = parse(text)
        assert document.mistakes or document.root
        spans = [mistake.span for mistake in document.mistakes]
        spans += [*document.comments, *document.trailing_commas]
        spans += [node.span for node in nodes(document.root)] if document.root else []
        assert all(0 <= start <= end <= len(text) for start, end in spans)

    @given(NEARLY_JSON)
    def test_what_json_accepts_is_accepted(self, text):
        try:
            value = json.loads(text)
        except ValueError:
            return
        assert root(text).to_python() == value

    @given(JSON_VALUES)
    def test_the_text_of_each_part_means_the_part(self, value):
        text = json.dumps(value, indent=1)
        for node in nodes(root(text)):
            assert json.loads(text_of(text, node)) == node.to_python()

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 500_000,
            '{"a":' * 100_000,
            '"\\n' * 200_000,
            "/*" * 300_000,
            "'" * 500_000,
            "[" + "1," * 200_000,
            "\\" * 500_000,
            '["' + "\\" * 500_000,
            "[" + "9" * 500_000 + "]",
            '"' + "\\u" * 200_000 + '"',
            " " * 500_000,
            "/" * 500_000,
        ],
        ids=lambda text: text[:8],
    )
    def test_half_a_megabyte_of_anything_takes_no_time(self, text):
        start = time.process_time()
        parse(text)
        assert time.process_time() - start < 5
