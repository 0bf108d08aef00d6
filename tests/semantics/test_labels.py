"""The labels of an image, and the types of their values."""

import pytest

from devcontain.semantics.build import Build
from devcontain.semantics.labels import TYPES, labels_of
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source

FITTING = {
    "text": ["x", " "],
    "url": ["https://example.com", "http://user@[::1]:8080/a?b=c#d", "mailto:a@example.com", "urn:isbn:0451450523"],
    "email": ["a@example.com", "a.b+c@localhost", "o'neil@mail.example.org"],
    "hash": ["43c572f", "43c572f1272b", "43c572f1272b6b3171dd1db9e41b7027128ce080", "a" * 64],
    "rfc3339": ["2025-03-14T15:09:26Z", "2025-03-14t15:09:26.5+01:00", "2025-03-14 15:09:26Z", "2016-12-31T23:59:60Z"],
    "semver": ["1.4.0", "0.0.1-rc.1", "1.0.0-alpha-x.7+build.001", "1.0.0+21AF26D3"],
    "spdx": ["MIT", "BSD-3-Clause", "MIT OR Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"],
}
OTHER = {
    "text": [""],
    "url": ["example.com", "https://", "/a/b", "https://a b", "https://a/%zz", "1http://a"],
    "email": ["a", "a@", "@b", "a b@example.com", "a@b@c", "a@-example.com", "A <a@example.com>"],
    "hash": ["43c572", "43C572F", "main", "a" * 41, "a" * 65],
    "rfc3339": ["2025-03-14", "2025-02-30T00:00:00Z", "2025-03-14T25:00:00Z", "2025-03-14T15:09:26", "today"],
    "semver": ["1.4", "v1.4.0", "1.4.0.0", "01.4.0", "1.4.0-01", "1.4.0-", "latest"],
    "spdx": ["GPL3", "Apache License 2.0", "MIT OR", ""],
}


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind in FITTING for value in FITTING[kind]])
def test_a_value_that_fits(kind: str, value: str) -> None:
    assert TYPES[kind].fits(value)


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind in OTHER for value in OTHER[kind]])
def test_a_value_that_does_not_fit(kind: str, value: str) -> None:
    assert not TYPES[kind].fits(value)


@pytest.mark.parametrize("kind", TYPES)
def test_hostile_values_take_no_time(kind: str) -> None:
    for part in ("1", "1.", "a@", "a.", "-a", "%20", "1-", "0a-"):
        TYPES[kind].fits(part * 20_000 + "!")


def test_keys_and_values_stand_without_quotes_and_continuations() -> None:
    text = 'FROM a\nLABEL "a.b"="x y" \\\n  c=\'d"\' e=$F $G=h\nLABEL old value here\n'
    steps = Build(parse(Source("Dockerfile", text))).steps
    labels = [label for step in steps for label in labels_of(step)]
    assert [(label.key, label.value) for label in labels] == [
        ("a.b", "x y"),
        ("c", 'd"'),
        ("e", None),
        ("old", "value here"),
    ]
    assert [text[slice(*label.key_span)] for label in labels] == ['"a.b"', "c", "e", "old"]
