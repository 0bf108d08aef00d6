"""One more command at the end of a RUN, in the style of the RUN."""

import pytest

from devcontain.semantics.append import append_command
from devcontain.semantics.build import Build
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source


def appended(text, name="pip", addition="rm x"):
    """The text with a command added to the RUN of the first command of this name; nothing where that cannot be."""
    build = Build(parse(Source("Dockerfile", text)))
    command = next(each for step in build.steps for each in step.commands if each.name == name)
    insertion = append_command(command, addition)
    return insertion and text[: insertion.offset] + insertion.text + text[insertion.offset :]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("RUN pip a", "RUN pip a && rm x"),
        ("RUN pip a\n", "RUN pip a && rm x\n"),
        ("RUN pip a   \nRUN b\n", "RUN pip a && rm x   \nRUN b\n"),
        ("RUN pip a && b\n", "RUN pip a && b && rm x\n"),
        ("RUN pip a;\n", "RUN pip a; rm x\n"),
        ("RUN pip a; b\n", "RUN pip a; b && rm x\n"),
        ("RUN pip a || true\n", "RUN pip a || true && rm x\n"),
        ("RUN --mount=type=cache,target=/x pip a\n", "RUN --mount=type=cache,target=/x pip a && rm x\n"),
        ("RUN pip a # why\n", "RUN pip a && rm x # why\n"),
        ("RUN pip \\' a\\ b\n", "RUN pip \\' a\\ b && rm x\n"),
        ("RUN pip a $(b) 'c # d'\n", "RUN pip a $(b) 'c # d' && rm x\n"),
        ("RUN pip a && [[ $# > 0 ]] # why\n", "RUN pip a && [[ $# > 0 ]] && rm x # why\n"),
        ("RUN (pip a)\n", "RUN (pip a) && rm x\n"),
        ("RUN if b; then pip a; fi\n", "RUN if b; then pip a; fi && rm x\n"),
        ("RUN pip a > f\n", "RUN pip a > f && rm x\n"),
        ("RUN bash -c 'pip a'\n", "RUN bash -c 'pip a' && rm x\n"),
        ("ONBUILD RUN pip a\n", "ONBUILD RUN pip a && rm x\n"),
    ],
)  # fmt: skip
def test_on_one_line(before, after):
    assert appended("FROM a\n" + before) == "FROM a\n" + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("RUN pip a && \\\n    b\n", "RUN pip a && \\\n    b && \\\n    rm x\n"),
        ("RUN pip a \\\n && b\n", "RUN pip a \\\n && b \\\n && rm x\n"),
        ("RUN pip a \\\n  && b \\\n  && c\n", "RUN pip a \\\n  && b \\\n  && c \\\n  && rm x\n"),
        ("RUN pip a; \\\n    b;\n", "RUN pip a; \\\n    b; \\\n    rm x\n"),
        ("RUN pip a \\\n\tb\n", "RUN pip a \\\n\tb \\\n\t&& rm x\n"),
        ("RUN \\\n  pip a && \\\n  # why\n  b\n", "RUN \\\n  pip a && \\\n  # why\n  b && \\\n  rm x\n"),
        ("RUN pip a \\\r\n && b\r\n", "RUN pip a \\\r\n && b \\\r\n && rm x\r\n"),
        ("RUN pip a && \\\r\n    b\r\n", "RUN pip a && \\\r\n    b && \\\r\n    rm x\r\n"),
        ("RUN pip a \\\nb\n", "RUN pip a \\\nb \\\n    && rm x\n"),
    ],
)
def test_on_several_the_operator_stands_where_the_others_stand(before, after):
    assert appended("FROM a\n" + before) == "FROM a\n" + after


def test_with_another_escape_character():
    text = "# escape=`\nFROM a\nRUN pip a `\n && b\n"
    assert appended(text) == "# escape=`\nFROM a\nRUN pip a `\n && b `\n && rm x\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("RUN <<E\npip a\nE\n", "RUN <<E\npip a\nrm x\nE\n"),
        ("RUN <<E\n  pip a\n  b\nE\n", "RUN <<E\n  pip a\n  b\n  rm x\nE\n"),
        ("RUN <<-E\n\tpip a\n\tE\n", "RUN <<-E\n\tpip a\n\trm x\n\tE\n"),
        ("RUN bash <<E\npip a\nE\n", "RUN bash <<E\npip a\nrm x\nE\n"),
        ("RUN <<E\r\npip a\r\nE\r\n", "RUN <<E\r\npip a\r\nrm x\r\nE\r\n"),
        ("RUN cat <<E > f && pip a\nb\nE\n", "RUN cat <<E > f && pip a && rm x\nb\nE\n"),
    ],
)
def test_in_a_heredoc(before, after):
    assert appended("FROM a\n" + before) == "FROM a\n" + after


def test_by_the_same_user():
    assert appended("FROM a\nRUN sudo pip a\n") == "FROM a\nRUN sudo pip a && sudo rm x\n"
    assert appended("FROM a\nRUN sudo -E X=1 pip a\n") == "FROM a\nRUN sudo -E X=1 pip a && sudo rm x\n"


@pytest.mark.parametrize(
    "run",
    [
        'RUN ["pip", "a"]',
        "RUN pip a &",
        "RUN pip a && exec b",
        "RUN pip a && exit 0",
        "RUN pip a &&",
        "RUN pip a &&\\\n",
        "RUN pip a |",
        "RUN pip a || { b; exit 1; }",
        "RUN pip 'a",
        'RUN pip a && b "c\\"',
        "RUN pip a $(b",
        "RUN pip a ${b",
        "RUN pip `a",
        "RUN pip a > 'f",
        "RUN pip a && X='b",
        "RUN <<E\npip a\nexit 0\nE",
        "RUN <<E\npip a\nexec b\nE",
        "RUN <<E\npip a \\\nE",
    ],
)
def test_nothing_where_it_might_not_be_carried_out(run):
    assert appended(f"FROM a\n{run}\n") is None
