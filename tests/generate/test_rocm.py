"""What --gpu amd makes of a project."""

import pytest

from devcontain.detect import detect
from devcontain.errors import UserError
from devcontain.generate.artifacts import DOCKERFILE, artifacts
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes


@pytest.fixture
def plan(tmp_path):
    def plan_for(text, file="requirements.txt"):
        (tmp_path / file).write_text(text)
        return decide(detect(tmp_path), Wishes(gpu="amd"))

    return plan_for


@pytest.mark.parametrize(("pin", "rocm"), [("2.9.1", "6.4"), ("2.6.0", "6.2.4"), ("2.14.1", "7.14")])
def test_a_pinned_torch_comes_from_the_index_that_was_made_for_it(plan, pin, rocm):
    assert plan(f"torch=={pin}\n").wheel_index == f"https://download.pytorch.org/whl/rocm{rocm}"


@pytest.mark.parametrize(
    ("text", "file", "note"),
    [
        ("torch>=2.6\n", "requirements.txt", "torch>=2.6 comes without ROCm: require one release"),
        ("torch==2.6.0+cu124\n", "requirements.txt", "comes without ROCm: require one release"),
        ("torch==2.15.0\n", "requirements.txt", "comes without ROCm: require one release"),
        ("flask\n", "requirements.txt", "no requirement of torch was found"),
        (
            '[project]\nname = "x"\nversion = "1"\ndependencies = ["torch==2.14.1"]\n',
            "pyproject.toml",
            "torch==2.14.1 comes without ROCm, whose 7.14 uv does not know",
        ),
        (
            '[tool.poetry]\nname = "x"\nversion = "1"\n[tool.poetry.dependencies]\ntorch = "2.9.1"\n',
            "pyproject.toml",
            "name PyTorch's index for it in pyproject.toml",
        ),
    ],
)
def test_else_it_is_said_what_to_do(plan, text, file, note):
    found = plan(text, file)
    assert found.wheel_index == ""
    assert any(note in one for one in found.notes)


def test_uv_knows_the_index_by_its_name(plan):
    found = plan('[project]\nname = "x"\nversion = "1"\ndependencies = ["torch==2.9.1"]\n', "pyproject.toml")
    (text,) = (one.text for one in artifacts(found) if one.path == DOCKERFILE)
    assert "UV_TORCH_BACKEND=rocm6.4 \\\n" in text


def test_a_torch_for_rocm_is_left_alone(plan):
    found = plan("--extra-index-url https://download.pytorch.org/whl/rocm6.4\ntorch==2.9.1\n")
    assert (found.wheel_index, found.notes) == ("", ())


def test_nothing_is_copied_from_nvidia(plan):
    found = plan("torch==2.9.1\nflash-attn==2.8.3\n")
    assert (found.gpu_maker, found.toolkit) == ("amd", None)


def test_another_maker_is_refused(tmp_path):
    (tmp_path / "requirements.txt").write_text("torch==2.9.1\n")
    with pytest.raises(UserError, match="there is no GPU support called `intel`"):
        decide(detect(tmp_path), Wishes(gpu="intel"))
