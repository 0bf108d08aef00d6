"""A dev container may demand a GPU where there is another beside it that does not."""

import pytest

from devcontain.files.reading import read_source
from devcontain.rules.devcontainer.required_gpu import check
from devcontain.workspace import DevContainer

DEMANDS = '{"image": "python:3.12", "runArgs": ["--gpus", "all"]}'
OPENS_ANYWHERE = '{"image": "python:3.12"}'


def findings(path, files):
    for each, text in files.items():
        each.parent.mkdir(parents=True, exist_ok=True)
        each.write_text(text)
    return [problem.message for problem in check.check(DevContainer(read_source(str(path))))]


@pytest.mark.parametrize(
    "name",
    [".devcontainer/devcontainer.json", ".devcontainer.json", ".devcontainer/cpu/devcontainer.json"],
    ids=["the default", "the default in one file", "a folder of its own"],
)
@pytest.mark.parametrize(("text", "is_enough"), [(OPENS_ANYWHERE, True), (DEMANDS, False), ("[", True)])
def test_another_beside_it(tmp_path, name, text, is_enough):
    path = tmp_path / ".devcontainer/gpu/devcontainer.json"
    assert bool(findings(path, {path: DEMANDS, tmp_path / name: text})) is not is_enough


def test_alone_in_its_folder(tmp_path):
    path = tmp_path / ".devcontainer/gpu/devcontainer.json"
    assert findings(path, {path: DEMANDS}) == ["the container does not start on a machine without a GPU"]


def test_the_default_is_held_to_it(tmp_path):
    path = tmp_path / ".devcontainer/devcontainer.json"
    assert findings(path, {path: DEMANDS, tmp_path / ".devcontainer/cpu/devcontainer.json": OPENS_ANYWHERE})
