"""What git fetches, and whether it stays what it is."""

import pytest

from devcontain.semantics.build import Build
from devcontain.semantics.git import floating_clones, is_floating, reference_of
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source

URL = "https://example.org/tool.git"


def floating(text):
    """The URLs of the clones that stay on a branch, in all RUNs."""
    build = Build(parse(Source("Dockerfile", f"FROM a\n{text}\n")))
    return [clone.url for step in build.steps if step.keyword == "RUN" for clone in floating_clones(step)]


@pytest.mark.parametrize(
    ("reference", "floats"),
    [
        ("", True),
        ("main", True),
        ("origin/develop", True),
        ("feature/login", True),
        ("HEAD", True),
        ("2.x", True),
        ("1.4.x", True),
        ("stable/2024", True),
        ("rocm6-branch", True),
        ("refs/heads/v1", True),
        ("v1.2", False),
        ("release-3", False),
        ("2024.05", False),
        ("3f2a1c9", False),
        ("deadbeef", False),
        ("refs/tags/stable", False),
        ("$REF", False),
        ("${REF}", False),
    ],
)
def test_a_branch_is_told_by_its_name(reference, floats):
    assert is_floating(reference) is floats


@pytest.mark.parametrize(
    ("url", "reference"),
    [
        ("git+https://example.org/a/b", ""),
        ("git+https://example.org/a/b.git@v1#egg=b", "v1"),
        ("git+ssh://git@example.org/a/b.git", ""),
        ("git+ssh://git@example.org/a/b.git@main", "main"),
        ("b @ git+https://example.org/a/b@3f2a1c9", "3f2a1c9"),
        ("b[x]@git+https://example.org/a/b", ""),
    ],
)
def test_the_reference_of_a_pip_url(url, reference):
    assert reference_of(url) == reference


class TestClones:
    @pytest.mark.parametrize(
        "body",
        [
            f"git clone {URL}",
            f"git clone --depth 1 --recursive {URL} /opt/tool",
            f"git clone -b main {URL}",
            f"git clone {URL} --branch=develop",
            f"git -c http.sslVerify=false clone {URL}",
            f"git lfs clone {URL}",
            f"git clone {URL} && cd tool && git checkout main",
            f"git clone {URL} && cd tool && git checkout -b local",
            f"git clone {URL} && cd tool && git submodule update --init",
            f"sudo -u app git clone {URL}",
            f"bash -c 'git clone {URL}'",
        ],
    )
    def test_what_floats(self, body):
        assert floating(f"RUN {body}") == [URL]

    @pytest.mark.parametrize(
        "body",
        [
            f"git clone -b v1.2 {URL}",
            f"git clone --revision=3f2a1c9d0e {URL}",
            f"git clone --branch $TAG {URL}",
            f"git clone {URL} && cd tool && git checkout v1.2",
            f"git clone {URL} && (cd tool; git checkout -q 3f2a1c9)",
            f"git clone {URL} /opt/x && git -C /opt/x reset --hard 3f2a1c9",
            f"git clone {URL} && cd tool && git switch --detach v1",
            f"git clone {URL} && cd tool && git fetch origin 3f2a1c9 && git checkout FETCH_HEAD",
            f"git clone {URL} && cd tool && git checkout $(git describe --tags)",
            "git clone /src /opt/tool",
            "git clone $REPOSITORY",
            "git checkout main",
            "git",
        ],
    )
    def test_what_does_not(self, body):
        assert floating(f"RUN {body}") == []

    def test_an_argument_that_names_a_branch(self):
        assert floating(f"ARG REF=main\nRUN git clone -b $REF {URL}") == [URL]

    def test_a_checkout_in_a_later_run(self):
        assert floating(f"RUN git clone {URL}\nWORKDIR /tool\nRUN git checkout v1") == []
        assert floating(f"RUN git clone {URL} /a\nRUN cd /b && git checkout v1") == [URL]
        assert floating(f"WORKDIR /tool\nRUN git checkout v1\nRUN git clone {URL} /tool") == [URL]

    def test_of_several_clones_the_one_in_whose_directory_it_is_checked_out(self):
        body = f"git clone {URL} /a && git clone https://example.org/b /b && cd /a && git checkout v1"
        assert floating(f"RUN {body}") == ["https://example.org/b"]
