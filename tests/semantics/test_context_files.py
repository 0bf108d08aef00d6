"""Which files of the build context the installations of a build read."""

import pytest

from devcontain.semantics.build import Build
from devcontain.semantics.context_files import dependency_files
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source


def read(*lines, base="FROM a"):
    build = Build(parse(Source("Dockerfile", "\n".join([base, *lines]) + "\n")))
    return dependency_files(install for step in build.steps for install in step.installs)


INSTALL = "RUN pip install -r requirements.txt"


@pytest.mark.parametrize(
    ("copy", "install", "found"),
    [
        ("COPY requirements.txt .", "-r requirements.txt", ["requirements.txt"]),
        ("COPY requirements.txt ./", "-r ./requirements.txt", ["requirements.txt"]),
        ("COPY docker/requirements.txt /tmp/", "-r /tmp/requirements.txt", ["docker/requirements.txt"]),
        ("COPY docker/pip.txt /tmp/requirements.txt", "-r /tmp/requirements.txt", ["docker/pip.txt"]),
        ('COPY "requirements.txt" .', "-r requirements.txt", ["requirements.txt"]),
        ("COPY setup.py requirements*.txt /src/", "-r /src/requirements-dev.txt", ["requirements-dev.txt"]),
        ("COPY . /src", "-r /src/requirements/base.txt", ["requirements/base.txt"]),
        ("COPY requirements/ /r/", "-r /r/base.txt", ["requirements/base.txt"]),
        ("COPY ./requirements requirements", "-r requirements/base.txt", ["requirements/base.txt"]),
        ("COPY a.txt b.txt ./", "-r a.txt -r b.txt", ["a.txt", "b.txt"]),
        ("COPY . .", "-c constraints.txt -r requirements.txt", []),
        ("COPY . .", "-r $FILE -r https://example.org/requirements.txt -r pyproject.toml", []),
        ("COPY --from=b /x/requirements.txt .", "-r requirements.txt", []),
        ("COPY setup.py .", "-r requirements.txt", []),
        ("COPY ../requirements.txt .", "-r requirements.txt", []),
    ],
)
def test_a_file_is_found_where_a_copy_put_it(copy, install, found):
    assert read(copy, f"RUN pip install {install}") == found
    assert read(copy, f"RUN uv pip install {install}") == found


class TestWhatStandsAtThePath:
    def test_is_what_was_copied_last(self):
        assert read("COPY . .", "COPY docker/requirements.txt .", INSTALL) == ["docker/requirements.txt"]

    def test_is_unknown_when_it_comes_from_another_stage(self):
        assert read("COPY . .", "COPY --from=b /requirements.txt .", INSTALL) == []

    @pytest.mark.parametrize(
        "command",
        [
            "sed -i /torch/d requirements.txt",
            "poetry export -o requirements.txt",
            "uv export > requirements.txt",
            "cat extra.txt >> requirements.txt",
        ],
    )
    def test_is_unknown_when_a_command_may_have_written_it(self, command):
        assert read("COPY . .", f"RUN {command}", INSTALL) == []
        assert read("COPY . .", f"RUN {command} && pip install -r requirements.txt") == []

    def test_is_known_when_it_is_only_read_or_removed(self):
        run = "RUN cat requirements.txt && pip install -r requirements.txt && rm requirements.txt"
        assert read("COPY . .", run) == ["requirements.txt"]

    def test_may_be_mounted(self):
        mount = "--mount=type=bind,source=reqs/base.txt,target=/tmp/base.txt"
        assert read(f"RUN {mount} pip install -r /tmp/base.txt") == ["reqs/base.txt"]
        assert read("RUN --mount=type=bind,target=/src pip install -r /src/base.txt") == ["base.txt"]
        assert read("RUN --mount=type=bind,from=b,target=/src pip install -r /src/base.txt") == []

    def test_may_come_from_the_stage_that_is_continued(self):
        assert read("WORKDIR /app", "COPY . .", "FROM b", INSTALL, base="FROM a AS b") == ["requirements.txt"]

    def test_is_found_by_the_directory_in_which_the_command_works(self):
        assert read("COPY . /src", "RUN cd /src/api && pip install -r requirements.txt") == ["api/requirements.txt"]
        assert read("COPY . /src", "RUN bash -c 'cd /src && pip install -r requirements.txt'") == ["requirements.txt"]


@pytest.mark.parametrize(
    "lines",
    [
        ("ONBUILD COPY . .", "ONBUILD RUN pip install -r requirements.txt"),
        ("COPY . .", "ENV PIP_CONSTRAINT=/constraints.txt", INSTALL),
        ("COPY . .", "RUN conda install --file requirements.txt"),
        ("COPY . .", "RUN pip install flask"),
    ],
)
def test_other_installations_read_none(lines):
    assert read(*lines) == []
