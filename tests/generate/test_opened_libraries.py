"""The CUDA that libraries open when they run: what is installed of it, and what is said where that cannot be."""

import pytest
from packaging.version import Version

from devcontain.detect import detect
from devcontain.generate.artifacts import DOCKERFILE, artifacts
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes
from devcontain.gpu import table
from devcontain.gpu.images import read_image
from devcontain.gpu.tags import deleted, missing
from devcontain.syntax.image import parse


@pytest.fixture
def plan(tmp_path):
    def plan_for(requirements, **wishes):
        (tmp_path / "requirements.txt").write_text("\n".join(requirements.split()) + "\n")
        return decide(detect(tmp_path), Wishes(**wishes))

    return plan_for


def opened(plan):
    """The CUDA and the cuDNN that are installed, by the names of their wheels."""
    names = [wheel.partition("==") for wheel in plan.cuda_libraries]
    runtime = next((version.partition(".")[0] for name, _, version in names if name.startswith("nvidia-cublas")), "")
    return runtime, next((version.partition(".")[0] for name, _, version in names if "cudnn" in name), "")


@pytest.mark.parametrize(
    ("requirements", "python", "cuda", "cudnn"),
    [
        ("tensorflow==2.5.0", "3.9", "11", "8"),
        ("tensorflow==2.8.0", "3.10", "11", "8"),
        ("tensorflow~=2.13.0", "3.11", "11", "8"),
        ("tensorflow>=2.0,<2.14", "3.11", "11", "8"),
        ("tensorflow-gpu==2.9.1", "3.10", "11", "8"),
        ("tensorflow-gpu", "3.10", "11", "8"),
        ("tensorflow-gpu>=2.3", "3.10", "11", "8"),
        ("onnxruntime-gpu==1.23.2", "3.13", "12", "9"),
        ("onnxruntime-gpu", "3.13", "13", "9"),
        ("ctranslate2==4.4.0", "3.12", "12", "8"),
        ("ctranslate2==4.5.0", "3.12", "12", "9"),
        ("faster-whisper", "3.13", "12", ""),
        ("faster-whisper==1.0.3 ctranslate2==4.4.0", "3.12", "12", "8"),
    ],
)
def test_what_a_release_opens_is_installed(plan, requirements, python, cuda, cudnn):
    found = plan(requirements)
    assert (found.python.version, *opened(found)) == (python, cuda, cudnn)
    assert found.uses_gpu
    assert not [note for note in found.notes if "CUDA" in note]


def test_an_old_python_gets_an_old_tensorflow(plan):
    assert opened(plan("tensorflow", python="3.8")) == ("11", "8")
    assert opened(plan("tensorflow", python="3.12")) == ("", "")


@pytest.mark.parametrize(
    ("requirements", "python", "note"),
    [
        (
            "tensorflow-gpu==1.15",
            "3.7",
            "`tensorflow-gpu==1.15` opens CUDA 10.0 and cuDNN 7, which no wheel has: it computes on the CPU here, and"
            " NVIDIA has deleted its images of CUDA 10.0",
        ),
        (
            "tensorflow-gpu==2.4.1",
            "3.8",
            "`tensorflow-gpu==2.4.1` opens CUDA 11.0 and cuDNN 8, which no wheel has: it computes on the CPU here;"
            " `nvidia/cuda:11.0.3-cudnn8-runtime-ubuntu20.04` has them",
        ),
        ("tensorflow==2.0.0", "3.7", "`tensorflow==2.0.0` is built without CUDA: it computes on the CPU"),
        (
            "tensorflow-gpu==2.12.0",
            "3.10",
            "`tensorflow-gpu==2.12.0` installs a release that only raises an error: require `tensorflow`",
        ),
        (
            "onnxruntime-gpu==1.16.3",
            "3.11",
            "`onnxruntime-gpu==1.16.3` breaks where it finds CUDA and no GPU, so that it gets none: 1.23 and newer get"
            " it",
        ),
        (
            "faster-whisper==0.10.0",
            "3.11",
            "`faster-whisper==0.10.0` opens CUDA 11 and cuDNN 8, which no wheel has: it computes on the CPU here",
        ),
    ],
)
def test_what_cannot_use_a_gpu_is_promised_none(plan, requirements, python, note):
    found = plan(requirements)
    assert found.python.version == python
    assert note in found.notes
    assert not found.uses_gpu


def test_a_gpu_that_is_asked_for_is_there_all_the_same(plan):
    assert plan("tensorflow-gpu==2.4.1", gpu="nvidia").uses_gpu
    assert plan("tensorflow==2.8.0", gpu="none").cuda_libraries == ()


@pytest.mark.parametrize(
    ("requirements", "note"),
    [
        (
            "tensorflow==2.18.0",
            "`tensorflow` brings no CUDA of its own: require `tensorflow[and-cuda]` to use the GPU",
        ),
        ("cupy-cuda12x", "`cupy-cuda12x` brings no CUDA of its own: require `cupy-cuda12x[ctk]` to use the GPU"),
        (
            "cupy-cuda12x==13.3.0",
            "`cupy-cuda12x==13.3.0` brings no CUDA: from 14 on, `cupy-cuda12x[ctk]` does, which uses the GPU",
        ),
        (
            "onnxruntime-gpu[cuda,cudnn]==1.22.0",
            "`onnxruntime-gpu[cuda,cudnn]==1.22.0` finds the CUDA of its extras only after"
            " `onnxruntime.preload_dlls()`",
        ),
        ("torch cupy-cuda12x", "`cupy-cuda12x` brings no CUDA of its own: require `cupy-cuda12x[ctk]` to use the GPU"),
        (
            "torch==2.9.1 onnxruntime-gpu==1.20.0",
            "`onnxruntime-gpu==1.20.0` opens the CUDA 12 and cuDNN 9 that torch brings: import torch first",
        ),
        (
            "torch==2.13.0 onnxruntime-gpu==1.20.0",
            "`onnxruntime-gpu==1.20.0` opens CUDA 12 and cuDNN 9, but torch brings CUDA 13.0: choose releases of one"
            " CUDA",
        ),
    ],
)
def test_what_its_user_has_to_do_is_said(plan, requirements, note):
    found = plan(requirements)
    assert note in found.notes
    assert found.uses_gpu
    assert found.cuda_libraries == ()


def test_torch_gets_into_the_way_of_no_other_cuda(plan):
    assert opened(plan("torch==2.13.0 faster-whisper==1.2.1")) == ("12", "")
    assert opened(plan("torch==2.6.0 faster-whisper==1.2.1")) == ("", "")
    assert opened(plan("torch==2.6.0 tensorflow==2.8.0")) == ("11", "8")


def test_the_extra_of_tensorflow_needs_nothing_more(plan):
    found = plan("tensorflow[and-cuda]==2.18.0")
    assert found.cuda_libraries == ()
    assert not [note for note in found.notes if "CUDA" in note]


def test_a_cpu_index_means_the_cpu(plan):
    found = plan("--extra-index-url=https://download.pytorch.org/whl/cpu torch==2.6.0 tensorflow==2.8.0")
    assert not found.uses_gpu
    assert not [note for note in found.notes if "CUDA" in note]


POETRY = '[tool.poetry]\nname = "x"\nversion = "1"\n[tool.poetry.dependencies]\npython = "~3.10"\n'


def test_other_managers_install_it_too(tmp_path):
    (tmp_path / "pyproject.toml").write_text(f'{POETRY}tensorflow = "2.8.0"\n')
    assert opened(decide(detect(tmp_path), Wishes())) == ("11", "8")


def test_poetry_cannot_be_kept_from_the_stub(tmp_path):
    (tmp_path / "pyproject.toml").write_text(f'{POETRY}tensorflow-gpu = "*"\n')
    notes = decide(detect(tmp_path), Wishes()).notes
    assert any("installs a release that only raises an error" in note for note in notes)


def test_conda_has_to_name_it(tmp_path):
    (tmp_path / "environment.yml").write_text("dependencies: [python=3.10, pip, pip: [tensorflow==2.8.0]]\n")
    found = decide(detect(tmp_path), Wishes())
    assert found.cuda_libraries == ()
    note = "`tensorflow==2.8.0` opens CUDA 11 and cuDNN 8 and brings none: environment.yml has to name it"
    assert note in found.notes


def test_conda_brings_the_cuda_of_its_own_packages(tmp_path):
    (tmp_path / "environment.yml").write_text("dependencies: [python=3.10, tensorflow=2.8]\n")
    found = decide(detect(tmp_path), Wishes())
    assert found.uses_gpu
    assert not [note for note in found.notes if "CUDA" in note]


def test_a_locked_release_counts(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "x"\nversion = "1"\nrequires-python = "==3.10.*"\ndependencies = ["tensorflow"]\n'
    )
    (tmp_path / "uv.lock").write_text(
        'version = 1\nrequires-python = "==3.10.*"\n'
        '[[package]]\nname = "x"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "tensorflow" }]\n'
        '[[package]]\nname = "tensorflow"\nversion = "2.11.1"\nsource = { registry = "https://pypi.org/simple" }\n'
    )
    assert opened(decide(detect(tmp_path), Wishes())) == ("11", "8")


def test_the_application_has_it_in_production_too(plan):
    text = {one.path: one.text for one in artifacts(plan("tensorflow==2.8.0", production=True))}
    last = text["Dockerfile"].rpartition("FROM ")[2]
    assert "nvidia-cudnn-cu11==" in last
    assert last.index("ldconfig") < last.index("USER 10001")


def test_the_toolkit_of_a_project_that_compiles_stays_what_it_is(plan):
    text = {one.path: one.text for one in artifacts(plan("tensorflow==2.13.0 pycuda==2022.2"))}[DOCKERFILE]
    assert "nvidia-cublas-cu11==" in text
    assert "ln -s" not in text


ROWS = table.rows("opened-libraries")


@pytest.mark.parametrize("name", ROWS)
def test_a_row_covers_the_releases_it_names(name):
    row = ROWS[name]
    for release, (first, last) in row["releases"].items():
        assert Version(row["since"]) <= Version(release) <= Version(row["before"])
        assert Version(first) <= Version(last)


@pytest.mark.parametrize("name", {name for row in ROWS.values() for name in row["of"]} - {"tensorflow-gpu"})
def test_rows_follow_each_other(name):
    rows = [row for row in ROWS.values() if name in row["of"]]
    assert [Version(row["before"]) for row in rows[:-1]] == [Version(row["since"]) for row in rows[1:]]


def test_the_image_that_is_named_is_there():
    for row in ROWS.values():
        if "image" in row:
            image = read_image(parse(row["image"]))
            assert not missing(image)
            assert not deleted(image)
