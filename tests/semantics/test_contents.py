"""What steps bring, what stays of it, and what later ones remove."""

import pytest

from devcontain.semantics.build import Build
from devcontain.semantics.contents import Contents, brought_by, history
from devcontain.semantics.directories import directory_of
from devcontain.semantics.removals import Removed, removals_of, removes
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source


def build(text):
    return Build(parse(Source("Dockerfile", f"FROM a\nWORKDIR /w\n{text}\n")))


def step(text):
    return build(text).steps[1]


def brought(text):
    """The path, the kind, and whether it is small, of what the first step brings."""
    return [(content.path, content.kind, content.is_small) for content in brought_by(step(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COPY . .", [("/w", "copy", False)]),
        ("COPY src /app/src", [("/app/src", "copy", False)]),
        ("COPY a.bin b.txt /x/", [("/x/a.bin", "copy", False), ("/x/b.txt", "copy", True)]),
        ("COPY entrypoint.sh /", [("/entrypoint.sh", "copy", True)]),
        ("COPY --from=b /opt/venv /opt/venv", [("/opt/venv", "copy", False)]),
        ("COPY $X /x", []),
        ("COPY dist/*.whl /x/", [("/x/*.whl", "copy", False)]),
        ("COPY src/* /x/", [("/x", "copy", False)]),
        ("COPY package.tar.gz /x/", [("/x/package.tar.gz", "copy", False)]),
        ("COPY src $X", []),
        ("ADD https://e.org/x-1.tgz /x/", [("/x/x-1.tgz", "copy", False)]),
        ("RUN curl -O https://e.org/x-1.tgz", [("/w/x-1.tgz", "download", False)]),
        ("RUN curl -o a.sh https://e.org/Miniconda3.sh", [("/w/a.sh", "download", False)]),
        ("RUN git clone https://e.org/x", [("/w/x", "clone", False)]),
        ("RUN mkdir -p /x /y", [("/x", "directory", False), ("/y", "directory", False)]),
        ("RUN python3 -m venv /opt/venv", [("/opt/venv", "environment", False)]),
        ("RUN bash Miniconda.sh -b -p /opt/conda", [("/opt/conda", "environment", False)]),
        ("RUN tar -xf x.tgz -C /opt/x", [("/opt/x", "unpacked", False)]),
        ("RUN tar -xf x.tgz -C /opt", []),
        ("RUN apt-get update", [("/var/lib/apt/lists", "cache", False)]),
        ("RUN pip install flask", [("/root/.cache/pip", "cache", False)]),
        ("RUN pip install --no-cache-dir flask", []),
        ("USER app", []),
    ],
)
def test_what_a_step_brings(text, expected):
    assert brought(text) == expected


@pytest.mark.parametrize(
    ("body", "stays"),
    [
        ("true", True),
        ("rm x-1.tgz", False),
        ("rm -rf /w", False),
        ("rm *.tgz", False),
        ("rm -f $FILE", False),
        ("find . -name '*.tgz' -delete", False),
        ("find /tmp -delete", True),
        ("mv x-1.tgz /opt/", False),
        ("rm y-1.tgz", True),
        ("cd /opt && rm x-1.tgz", True),
        ("rm -r /{w,x}", False),
    ],
)
def test_what_stays(body, stays):
    [_, entry] = history(build(f"RUN curl -O https://e.org/x-1.tgz && {body}"))
    assert bool(entry.left) is stays


def test_only_stages_whose_layers_are_in_the_image_count():
    text = "COPY a.bin /a\nFROM b AS base\nCOPY b.bin /b\nFROM base\nCOPY c.bin /c"
    assert [content.path for entry in history(build(text)) for content in entry.left] == ["/b", "/c"]


class TestContents:
    def contents(self):
        contents = Contents()
        for text in ("COPY run.sh /app/", "COPY model.bin /app/", "COPY data /srv/data", "RUN mkdir /made"):
            for content in brought_by(step(text)):
                contents.add(content)
        return contents

    @pytest.mark.parametrize(
        ("pattern", "path"),
        [
            ("/app", "/app/model.bin"),
            ("/app/*", "/app/model.bin"),
            ("/app/*.sh", "/app/run.sh"),
            ("/app/run.sh", "/app/run.sh"),
            ("/srv", "/srv/data"),
            ("/srv/data/*", "/srv/data"),
            ("/made", "/made"),
            ("/made/*", None),
            ("/app/x", None),
            ("/*/run.sh", None),
        ],
    )
    def test_what_lies_within(self, pattern, path):
        found = self.contents().within(pattern)
        assert (found and found.path) == path

    def test_what_lies_around(self):
        found = self.contents().around("/srv/data/a/b")
        assert found is not None
        assert found.path == "/srv/data"
        assert self.contents().around("/opt/x") is None


@pytest.mark.parametrize(
    ("pattern", "path", "gone"),
    [
        ("/a", "/a", True),
        ("/a", "/a/b", True),
        ("/a/*", "/a/b/c", True),
        ("/a/*", "/a", False),
        ("/a/b", "/a", False),
        ("/a/*.zip", "/a/x.zip", True),
        ("/a/*.zip", "/a/x.tar", False),
    ],
)
def test_what_a_pattern_removes(pattern, path, gone):
    assert removes(pattern, path) is gone


def test_so_many_patterns_that_nobody_knows():
    assert Removed(step("RUN rm " + " ".join(f"/x/{n}*" for n in range(60)))).has("/a")
    assert not Removed(step("RUN rm /x/1*")).has("/a")


def test_moved_files_are_not_removed_from_the_place_they_go_to():
    assert [removal.path for removal in removals_of(step("RUN mv a b /opt"))] == ["/w/a", "/w/b"]


@pytest.mark.parametrize(
    ("body", "directory"),
    [
        ("cd a && x", "/w/a"),
        ("cd /a && cd b && x", "/a/b"),
        ("cd .. && x", "/"),
        ("cd ~ && x", "/root"),
        ("cd && x", "/root"),
        ("cd $DIR && x", None),
        ("cd - && x", None),
        ("pushd /a && popd && x", None),
        ("(cd /a) && x", "/w"),
        ("(cd /a && x)", "/a"),
        ("bash -c 'cd /a && y' && x", "/w"),
        ("if cd /a; then x; fi", "/a"),
    ],
)
def test_the_directory_of_a_command(body, directory):
    command = next(command for command in step(f"RUN {body}").commands if command.name == "x")
    assert directory_of(command) == directory
