"""What is compiled for CUDA, and the toolkit that it is compiled with."""

import pytest

from devcontain.detect import detect
from devcontain.generate.artifacts import DOCKERFILE, artifacts
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes
from devcontain.gpu.images import read_image
from devcontain.gpu.table import rows
from devcontain.gpu.tags import deleted, missing
from devcontain.syntax.image import parse


@pytest.fixture
def plan(tmp_path):
    def plan_for(wishes=None, **files):
        for name, text in files.items():
            file = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return decide(detect(tmp_path), wishes or Wishes())

    return plan_for


@pytest.mark.parametrize(
    ("requirements", "tag"),
    [
        ("torch==2.6.0\nflash-attn==2.8.3\n", "12.4.1"),
        ("torch>=2.0,<2.4\nflash-attn==2.5.9\n", "12.1.1"),
        ("torch==2.9.1+cu126\nmamba-ssm==2.2.6\n", "12.6.3"),
        ("torch==2.13.0\ncausal-conv1d==1.5.3\n", "13.0.0"),
        ("torch==2.0.1\ndeepspeed==0.10.0\n", "11.7.1"),
        ("pycuda==2025.1\n", "12.8.1"),
        ("torch==2.6.0\ndetectron2 @ git+https://github.com/facebookresearch/detectron2@v0.6\n", "12.4.1"),
    ],
)
def test_the_toolkit_is_that_of_the_cuda_of_torch(plan, requirements, tag):
    assert plan(requirements_dot_txt=requirements).toolkit.image == f"nvidia/cuda:{tag}-devel-ubuntu22.04"


@pytest.mark.parametrize(
    "requirements",
    [
        "torch==2.6.0\ntransformers==4.57.3\n",
        "torch==2.6.0\nflash-attn @ https://example.org/flash_attn-2.8.3-cp312-cp312-linux_x86_64.whl\n",
        "--find-links https://data.pyg.org/whl/torch-2.6.0+cu124.html\ntorch==2.6.0\ntorch-scatter==2.1.2\n",
        "--index-url https://download.pytorch.org/whl/cpu\ntorch==2.6.0\ntorch-scatter==2.1.2\n",
        "torch==2.6.0\ngsplat==1.5.3\n",
    ],
)
def test_what_comes_built_needs_none(plan, requirements):
    assert plan(requirements_dot_txt=requirements).toolkit is None


def test_without_a_gpu_there_is_none(plan):
    assert plan(Wishes(gpu="none"), requirements_dot_txt="torch==2.6.0\nflash-attn==2.8.3\n").toolkit is None


def test_kernels_that_are_compiled_when_code_runs_need_it(plan):
    files = {"requirements_dot_txt": "torch==2.6.0\n", "ops__blur_dot_cu": "", "ops__load_dot_py": ""}
    assert plan(**files).toolkit is None
    assert plan(**{**files, "ops__load_dot_py": "from torch.utils.cpp_extension import load\n"}).toolkit


def test_conda_has_compilers_of_its_own(plan):
    found = plan(environment_dot_yml="dependencies: [python=3.12, pytorch=2.6.0, pip: [flash-attn==2.8.3]]\n")
    assert found.toolkit is None
    assert any("add `cuda-nvcc` to environment.yml" in note for note in found.notes)


def test_a_cuda_that_debian_cannot_compile_for_is_said(plan):
    found = plan(requirements_dot_txt="torch==1.12.1\nflash-attn==0.2.8\n")
    assert found.toolkit is None
    assert any("CUDA 10.2 needs an older compiler" in note for note in found.notes)


_PROJECT = '[project]\nname = "x"\nversion = "1"\ndependencies = ["torch==2.6.0", "flash-attn==2.8.3"]\n'
_UV_LOCK = """
version = 1

[[package]]
name = "torch"
version = "2.6.0"

[[package]]
name = "flash-attn"
version = "2.8.3"
sdist = { url = "https://example.org/flash_attn-2.8.3.tar.gz" }
"""


def test_an_installer_that_isolates_builds_is_said(plan):
    found = plan(pyproject_dot_toml=f"{_PROJECT}[tool.pdm]\n", pdm_dot_lock="")
    assert found.toolkit
    assert any("flash-attn imports torch" in note and "--no-build-isolation" in note for note in found.notes)


def test_uv_installs_torch_before_what_is_built_with_it(plan):
    found = plan(pyproject_dot_toml=_PROJECT, uv_dot_lock=_UV_LOCK)
    assert found.installation.before.startswith("ninja==")
    assert found.installation.unisolated == "--inexact --no-build-isolation-package flash-attn"
    assert found.installation.update.endswith(f"--locked {found.installation.unisolated}")
    text = next(one.text for one in artifacts(found) if one.path == DOCKERFILE)
    assert text.index("uv pip install --cache-dir=/var/cache/uv ninja") < text.index("uv sync --frozen")


def test_uv_pip_does_so_too(plan):
    found = plan(pyproject_dot_toml=_PROJECT)
    assert found.installation.before.startswith("torch==2.6.0 ninja==")
    assert found.installation.unisolated == "--no-build-isolation-package flash-attn"


def test_an_extra_may_be_what_is_built(plan):
    found = plan(requirements_dot_txt="torch==2.6.0\ntransformer-engine[pytorch]==2.1\n")
    assert found.toolkit.uses_torch
    text = next(one.text for one in artifacts(found) if one.path == DOCKERFILE)
    assert "CUDNN_PATH=/opt/venv/lib/python3.13/site-packages/nvidia/cudnn" in text


def test_pip_has_torch_before_it_builds_what_imports_it(plan):
    found = plan(requirements_dot_txt="torch==2.6.0\nflash-attn==2.8.3\n")
    text = next(one.text for one in artifacts(found) if one.path == DOCKERFILE)
    assert text.index("pip install --cache-dir=/var/cache/pip torch==2.6.0") < text.index(
        "pip install --no-build-isolation"
    )
    assert found.installation.update == "pip install --no-build-isolation -r requirements.txt"


def test_pip_does_so_too_where_the_image_cannot_read_the_requirements(plan):
    found = plan(requirements_dot_txt="torch==2.6.0\nflash-attn==2.8.3\n", _dot_dockerignore="*\n")
    assert found.installation.update.startswith("pip install torch==2.6.0 ninja")
    assert found.installation.update.endswith("&& pip install --no-build-isolation -r requirements.txt")


def test_a_project_is_built_with_the_torch_that_it_is_used_with(plan):
    setup = (
        "from torch.utils.cpp_extension import CUDAExtension\nfrom setuptools import setup\n"
        "setup(name='x', install_requires=['torch==2.6.0'], ext_modules=[CUDAExtension('x', ['x.cu'])])\n"
    )
    update = plan(setup_dot_py=setup).installation.update
    assert update == "pip install setuptools wheel torch==2.6.0 && pip install --no-build-isolation --use-pep517 -e ."


@pytest.mark.parametrize("cuda", sorted({cuda for row in rows("torch-builds").values() for cuda in row["cuda"]}))
def test_no_tag_is_one_that_cannot_be_there(plan, cuda):
    found = plan(requirements_dot_txt=f"torch==2.6.0+cu{cuda.replace('.', '')}\nflash-attn==2.8.3\n")
    if found.toolkit:
        image = read_image(parse(found.toolkit.image))
        assert (deleted(image), missing(image), image.compiles) == (None, None, True)
    else:
        assert cuda in {"10.2", "11.3"}
