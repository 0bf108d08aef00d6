"""What the user edited stays, what devcontain owns is brought up to date, and contradictions are told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.generate.adopt.configuration import adopt
from devcontain.generate.again.merge import merge_texts
from devcontain.generate.again.merge_json import merge_jsons
from devcontain.syntax.jsonc import parse


def text(base, mine, new, *, takes_new=False):
    """The merged lines, each text written as one word a line, and the places of conflicts."""
    sides = ["".join(f"{word}\n" for word in side.split()) for side in (base, mine, new)]
    merged = merge_texts("f", *sides, frozenset())
    if takes_new:
        merged = merge_texts("f", *sides, frozenset(merged.conflicts))
    return " ".join(merged.text.split()), [conflict.place for conflict in merged.conflicts]


OURS = """{
  "name": "x",
  // Why this command.
  "postCreateCommand": "a",
  "customizations": {
    // Two lines
    // of reasons.
    "codespaces": { "disableAutomaticConfiguration": true }
  }
}
"""


def commented(base, mine, new):
    merged = merge_jsons("f.json", base, mine, new, frozenset())
    assert merged.conflicts == ()
    return merged.text


def test_a_key_comes_and_goes_with_the_comment_above_it():
    bare = '{\n  "name": "x",\n  "customizations": {}\n}\n'
    assert commented(bare, bare.replace("x", "mine"), OURS) == OURS.replace("x", "mine", 1)
    assert json.loads(commented(OURS, OURS.replace('"x"', '"mine"'), bare)) == {"name": "mine", "customizations": {}}


def test_a_comment_follows_the_reason_and_the_user_s_own_stays():
    now = OURS.replace("this command", "that one").replace('"a"', '"b"').replace("of reasons", "of other reasons")
    assert commented(OURS, OURS.replace('"x"', '"mine"'), now) == now.replace('"x"', '"mine"')
    edited = OURS.replace("Why this command", "My own words")
    assert commented(OURS, edited, now) == now.replace("Why that one", "My own words")


@pytest.mark.parametrize(
    ("base", "mine", "new", "merged"),
    [
        ("a b c", "a b c", "a x c", "a x c"),
        ("a b c", "a x c", "a b c", "a x c"),
        ("a b c", "x a b c", "a b c y", "x a b c y"),
        ("a b c d e", "a c d e", "a b c d x e", "a c d x e"),
        ("a b c", "a x c", "a x c", "a x c"),
        ("", "", "a", "a"),
    ],
)
def test_what_does_not_touch_is_merged(base, mine, new, merged):
    assert text(base, mine, new) == (merged, [])


@pytest.mark.parametrize(
    ("base", "mine", "new", "place", "theirs"),
    [
        ("a b c", "a x c", "a y c", "line 2", "a y c"),
        ("a b c", "a c", "a y c", "line 2", "a y c"),
        ("a b c d", "a x y d", "a z d", "lines 2-3", "a z d"),
        ("a b", "a b x", "a b y", "line 3", "a b y"),
    ],
)
def test_a_conflict_keeps_the_user_s_side_unless_the_other_is_taken(base, mine, new, place, theirs):
    assert text(base, mine, new) == (mine, [place])
    assert text(base, mine, new, takes_new=True) == (theirs, [place])


def test_a_conflict_is_shown_as_git_shows_it():
    (conflict,) = merge_texts("Dockerfile", "FROM a\n", "FROM mine\n", "FROM b\n", frozenset()).conflicts
    assert list(conflict.lines()) == [
        "<<<<<<< Dockerfile, line 1: yours",
        "FROM mine",
        "||||||| what devcontain wrote before",
        "FROM a",
        "=======",
        "FROM b",
        ">>>>>>> what devcontain writes now",
    ]


def jsonc(base, mine, new, *, takes_new=False):
    """The merged text, and the places of conflicts; every result is right JSONC."""
    sides = (json.dumps(base), mine, json.dumps(new))
    merged = merge_jsons("f.json", *sides, frozenset())
    if takes_new:
        merged = merge_jsons("f.json", *sides, frozenset(merged.conflicts))
    assert parse(merged.text).mistakes == ()
    return merged.text, [conflict.place for conflict in merged.conflicts]


COMMENTED = """{
\t// the name that people see
\t"name": "mine", // really
\t"forwardPorts": [5000],
\t/* what the editor has */
\t"customizations": {
\t\t"vscode": { "extensions": ["a.a", "me.mine"] }
\t}, // the last
}
"""
BASE = {"name": "x", "forwardPorts": [5000], "customizations": {"vscode": {"extensions": ["a.a"]}}}


def test_comments_layout_and_the_user_s_keys_stay():
    new = {
        "name": "x",
        "init": True,
        "forwardPorts": [5000, 8000],
        "portsAttributes": {"8000": {"label": "Django", "onAutoForward": "notify"}},
        "customizations": {"vscode": {"extensions": ["b.b"], "settings": {"a": 1}}},
    }
    merged, conflicts = jsonc(BASE, COMMENTED, new)
    assert conflicts == []
    assert (
        merged
        == """{
\t// the name that people see
\t"name": "mine", // really
\t"init": true,
\t"forwardPorts": [5000, 8000],
\t"portsAttributes": {
\t\t"8000": { "label": "Django", "onAutoForward": "notify" }
\t},
\t/* what the editor has */
\t"customizations": {
\t\t"vscode": { "extensions": ["me.mine", "b.b"], "settings": { "a": 1 } }
\t}, // the last
}
"""
    )


@pytest.mark.parametrize(
    ("base", "mine", "new", "merged"),
    [
        ({"a": 1}, '{"a": 1}', {"a": 2}, '{"a": 2}'),
        ({"a": 1}, '{"a": 1}', {}, "{}"),
        ({"a": 1, "b": 2}, '{"a": 1, "b": 2}', {"b": 2}, '{"b": 2}'),
        ({"a": 1, "b": 2}, '{"a": 1, "b": 2}', {"a": 1}, '{"a": 1}'),
        ({"a": 1, "b": 2}, '{\n  "a": 1,\n  "b": 2\n}', {"a": 1}, '{\n  "a": 1\n}'),
        ({"a": 1, "b": 2}, '{\n  "a": 1, // one, two\n  "b": 2\n}', {"a": 1}, '{\n  "a": 1 // one, two\n}'),
        ({}, "{}", {"a": 1}, '{\n  "a": 1\n}'),
        ({}, "{ // mine\n}", {"a": 1}, '{\n  "a": 1 // mine\n}'),
        ({}, '{\n  "m": 1 // mine\n}', {"a": 1}, '{\n  "m": 1, // mine\n  "a": 1\n}'),
        ({}, '{\n  "m": 1 // a, b\n}', {"a": [{"b": [1]}]}, None),
        ({"l": [1, 2]}, '{"l": [1, 2]}', {"l": [2, 3]}, '{"l": [2, 3]}'),
        ({"mounts": []}, '{"mounts": []}', {"mounts": ["a"]}, '{"mounts": ["a"]}'),
        ({"mounts": ["a"]}, '{"mounts": ["a", "b"]}', {"mounts": []}, '{"mounts": ["b"]}'),
        ({"mounts": ["a"]}, '{"mounts": ["b", "a"]}', {"mounts": ["c"]}, '{"mounts": ["b", "c"]}'),
        ({"a": 1}, '{"b": 1}', {"a": 1, "c": 2}, '{"b": 1, "c": 2}'),
        ({"d": {"a": 1}}, '{"d": {"a": 1, "b": 2}}', {}, None),
        ({"a": 1}, '\ufeff{"a": 1}', {"a": 2}, '\ufeff{"a": 2}'),
    ],
)
def test_keys_are_merged_one_by_one(base, mine, new, merged):
    if merged is not None:
        assert jsonc(base, mine, new) == (merged, [])
    jsonc(base, mine, new, takes_new=True)


@pytest.mark.parametrize(
    ("base", "mine", "new", "place", "theirs"),
    [
        ({"a": 1}, '{"a": 2}', {"a": 3}, "a", '{"a": 3}'),
        ({"a": 1}, "{}", {"a": 3}, "a", '{\n  "a": 3\n}'),
        ({"a": 1}, '{"a": 2}', {}, "a", "{}"),
        ({}, '{"a": 2}', {"a": 3}, "a", '{"a": 3}'),
        ({"a": {"b": 1}}, '{"a": {"b": 2}}', {"a": {"b": 3}}, "a.b", '{"a": {"b": 3}}'),
        ({"a": {}}, '{"a": 1}', {"a": {"b": 1}}, "a", '{"a": { "b": 1 }}'),
        ({"runArgs": ["x"]}, '{"runArgs": ["x", "y"]}', {"runArgs": ["z"]}, "runArgs", '{"runArgs": ["z"]}'),
    ],
)
def test_a_key_that_both_changed_is_a_conflict(base, mine, new, place, theirs):
    assert jsonc(base, mine, new) == (mine, [place])
    assert jsonc(base, mine, new, takes_new=True) == (theirs, [place])


@pytest.mark.parametrize("mine", ["", "[]", '{"a": 1', '{"a": 1, "a": 2}', "null", "{'a': 1}"])
def test_what_cannot_be_taken_apart_is_one_conflict(mine):
    merged = merge_jsons("f", '{"a": 1}', mine, '{"a": 3}', frozenset())
    assert (merged.text, [conflict.place for conflict in merged.conflicts]) == (mine, ["the whole file"])


WRITTEN = json.dumps(
    {
        "name": "project",
        "build": {"dockerfile": "Dockerfile", "context": ".."},
        "remoteUser": "vscode",
        "forwardPorts": [8000],
        "updateContentCommand": "pip install -r requirements.txt",
        "customizations": {
            "vscode": {"extensions": ["ms-python.python"], "settings": {"python.defaultInterpreterPath": "/opt/venv"}}
        },
    }
)
BY_HAND = """{
  "name": "Our service", // known to all
  "image": "mcr.microsoft.com/devcontainers/python:3",
  "features": { "ghcr.io/devcontainers/features/node:1": {} },
  "mounts": ["source=x,target=/x,type=volume"],
  "postCreateCommand": "make",
  "remoteUser": "root",
  "customizations": { "vscode": {
    "extensions": ["our.own"],
    "settings": { "editor.rulers": [100], "python.defaultInterpreterPath": "/usr/bin/python" }
  } }
}
"""


def test_a_file_that_somebody_wrote_is_taken_as_input():
    text = adopt("devcontainer.json", BY_HAND, WRITTEN, None).text
    adopted = parse(text).root.to_python()
    assert adopted == {
        "name": "Our service",
        "build": {"dockerfile": "Dockerfile", "context": ".."},
        "features": {"ghcr.io/devcontainers/features/node:1": {}},
        "mounts": ["source=x,target=/x,type=volume"],
        "postCreateCommand": "make",
        "remoteUser": "vscode",
        "forwardPorts": [8000],
        "updateContentCommand": "pip install -r requirements.txt",
        "customizations": {
            "vscode": {
                "extensions": ["our.own", "ms-python.python"],
                "settings": {"editor.rulers": [100], "python.defaultInterpreterPath": "/opt/venv"},
            }
        },
    }
    assert "// known to all" in text
    assert adopt("devcontainer.json", "{", WRITTEN, None).text == WRITTEN


@pytest.mark.parametrize(
    ("arguments", "kept"),
    [
        ('"--gpus", "all", "--ipc=host"', ["--ipc=host"]),
        ('"--gpus=all"', []),
        ('"--gpus", "device=0"', ["--gpus", "device=0"]),
        ('"--ipc=host"', ["--ipc=host"]),
    ],
)
def test_a_demand_for_all_gpus_gives_way_where_a_gpu_is_optional(arguments, kept):
    ours = '{ "name": "x", "hostRequirements": { "gpu": "optional" } }'
    adopted = adopt("devcontainer.json", f'{{ "runArgs": [{arguments}] }}', ours, None)
    assert parse(adopted.text).root.to_python()["runArgs"] == kept
    assert any("--gpus all" in note for note in adopted.notes) == ("all" in arguments)
    plain = adopt("devcontainer.json", f'{{ "runArgs": [{arguments}] }}', '{ "name": "x" }', None)
    assert f"[{arguments}]" in plain.text


keys = st.sampled_from(["a", "b", "mounts", "extensions"])
values = st.recursive(
    st.integers(0, 3), lambda inner: st.lists(st.integers(0, 3), max_size=3) | st.dictionaries(keys, inner, max_size=3)
)
mappings = st.dictionaries(keys, values, max_size=4)


@st.composite
def written(draw, value):
    """A value as somebody may write it, with comments, blanks and commas."""
    gap = draw(st.sampled_from(["", " ", "\n  ", " // a, {b\n", "/* , ] */"]))
    if isinstance(value, dict):
        members = [f'"{key}":{gap}{draw(written(item))}' for key, item in value.items()]
    elif isinstance(value, list):
        members = [draw(written(item)) for item in value]
    else:
        return json.dumps(value)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    trailing = draw(st.sampled_from(["", ","])) if members else ""
    return opening + gap + f"{gap},{gap}".join(members) + gap + trailing + gap + closing


@given(st.data(), mappings, mappings, mappings)
def test_whatever_is_merged_is_right(data, base, mine, new):
    text = data.draw(written(mine))
    merged = merge_jsons("f", json.dumps(base), text, json.dumps(new), frozenset())
    document = parse(merged.text)
    assert (document.mistakes, document.duplicates) == ((), ())
    if mine == base:
        assert document.root.to_python() == new
    if new == base:
        assert merged.text == text
