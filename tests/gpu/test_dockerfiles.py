"""Whole Dockerfiles: what the GPU rules say together, and where they say nothing."""

from textwrap import dedent

import pytest

from devcontain.lint.runner import Linter
from devcontain.lint.select import Selection, choose, known_codes
from devcontain.rules import all_rules
from devcontain.syntax.source import Source

LINTER = Linter(choose(all_rules(), [Selection(("GPU",))]), known_codes(all_rules()))

RUNTIME = "FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nRUN apt-get update && apt-get install -y python3-pip\n"
DEVEL = "FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nRUN apt-get update && apt-get install -y python3-pip g++\n"


def said(text, path="Dockerfile"):
    outcome = LINTER.lint(Source(path, dedent(text)), "dockerfile")
    assert not outcome.errors
    return [f"{finding.code} {finding.severity}" for finding in outcome.findings]


FINE = {
    "a wheel of an older CUDA on a runtime image": RUNTIME
    + "RUN pip3 install torch==2.6.0 --index-url https://download.pytorch.org/whl/cu118 -r requirements.txt\n",
    "a wheel of an older CUDA on a devel image": DEVEL
    + "RUN pip3 install torch==2.6.0 --index-url https://download.pytorch.org/whl/cu118\n",
    "a wheel of a newer CUDA on an older image": RUNTIME.replace("12.4.1", "12.1.1")
    + "RUN pip3 install torch==2.8.0 -r requirements.txt\n",
    "nvcc for an extension": DEVEL
    + "RUN pip3 install torch==2.6.0 && pip3 install --no-build-isolation flash-attn==2.8.3\n",
    "nvcc for an extension from git": DEVEL.replace(" g++", "")
    + "ENV FORCE_CUDA=1 TORCH_CUDA_ARCH_LIST=8.6\nRUN pip3 install torch==2.6.0\n"
    + "RUN pip3 install --no-build-isolation git+https://github.com/facebookresearch/detectron2@v0.6\n",
    "nvcc for a CMake project": "FROM nvidia/cuda:12.4.1-devel-ubuntu22.04\nCOPY . /src\nRUN cmake -B build -S /src\n",
    "nvcc in a stage that others copy from": "FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS build\nCOPY a.cu /\n"
    + "RUN nvcc -o /a /a.cu\nFROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nCOPY --from=build /a /a\n",
    "a question with || true": RUNTIME + "RUN nvidia-smi || true\n",
    "a question in a condition": RUNTIME + "RUN if nvidia-smi; then echo gpu; fi\n",
    "a question after command -v": RUNTIME + "RUN command -v nvidia-smi && nvidia-smi\n",
    "a question written into a script": RUNTIME + "RUN printf 'nvidia-smi\\n' > /usr/local/bin/check\n",
    "a question in a here-document": RUNTIME + "COPY <<EOF /usr/local/bin/check\nnvidia-smi\nEOF\n",
    "a question with a device": RUNTIME + "RUN --device=nvidia.com/gpu=all nvidia-smi\n",
    "a question when the container runs": RUNTIME + 'HEALTHCHECK CMD nvidia-smi\nCMD ["nvidia-smi"]\n',
    "a question of what the wheel is built for": RUNTIME + "RUN python3 -c 'import torch; assert torch.version.cuda'\n",
    "all capabilities with EGL and Vulkan": RUNTIME
    + "RUN apt-get install -y libegl1 libvulkan1\nENV NVIDIA_DRIVER_CAPABILITIES=all\n",
    "the CPU on purpose": RUNTIME + "ENV CUDA_VISIBLE_DEVICES=-1\n",
    "frameworks on a Python image": "FROM python:3.12-slim\nRUN pip install torch tensorflow==2.19.1 faiss-cpu\n",
    "all devices on a Python image": "FROM python:3.12-slim\n"
    + "ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility\n",
    "the toolkit beside an engine": "FROM ubuntu:24.04\n"
    + "RUN apt-get update && apt-get install -y docker-ce nvidia-container-toolkit\n",
    "the compatibility package": "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y cuda-compat-12-4\n",
    "a base image that is not known": "ARG BASE\nFROM ${BASE}\nRUN nvcc --version && pip install cupy-cuda12x\n",
    "a build for the CPU in a stage of that name": RUNTIME.replace("22.04\n", "22.04 AS cpu\n", 1)
    + "RUN pip3 install torch==2.6.0 --index-url https://download.pytorch.org/whl/cpu\n",
    "stubs for linking": DEVEL + "ENV LIBRARY_PATH=/usr/local/cuda/lib64/stubs\n",
}
"""What other linters report, and what reference texts on GPUs warn of reporting."""


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_what_is_fine_is_not_mentioned(text):
    assert said(text) == []


@pytest.mark.parametrize("image", ["nvidia/cuda", "nvidia/cuda:latest", "nvidia/cuda:12.4.1-devel"])
def test_a_tag_that_does_not_exist_is_all_that_is_said_of_it(image):
    assert said(f"FROM {image}\nRUN echo hello\n") == ["GPU801 error"]


def test_a_wrong_list_of_architectures_does_not_make_the_compiler_useless():
    assert said(DEVEL.replace(" g++", "") + "ENV TORCH_CUDA_ARCH_LIST=sm_86\nRUN pip3 install torch==2.6.0 .\n") == [
        "GPU703 error"
    ]


def test_a_dev_container_may_keep_its_compiler():
    text = DEVEL.replace(" g++", "") + "RUN pip3 install torch==2.6.0\n"
    assert said(text, ".devcontainer/Dockerfile") == []
    assert said(text) == ["GPU102 info"]


def test_a_question_that_only_prints_is_information():
    assert said(RUNTIME + "RUN python3 -c 'import torch; print(torch.cuda.is_available())'\n") == ["GPU701 info"]


def test_an_answer_that_stays_in_the_image_is_a_warning():
    text = RUNTIME + "RUN python3 -c 'import torch; print(torch.cuda.is_available())' > /etc/gpu\n"
    assert said(text) == ["GPU701 warning"]


def test_a_base_that_cannot_be_and_a_system_python():
    text = """\
        FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu24.04
        RUN apt-get update && apt-get install -y python3-pip git
        RUN pip3 install torch --index-url https://download.pytorch.org/whl/cu124
        """
    assert said(text) == ["GPU802 error", "GPU106 error"]


def test_a_pinned_build_that_no_index_has():
    text = """\
        FROM nvidia/cuda:11.8.0-base-ubuntu22.04
        RUN apt-get update && apt-get install -y python3.10
        RUN pip install torch==2.0.0+cu118
        """
    assert said(text) == ["GPU105 error", "GPU205 error"]


def test_an_extension_without_architectures_in_the_wrong_image():
    text = """\
        FROM nvidia/cuda:12.1.0-runtime-ubuntu22.04
        RUN apt-get update && apt-get install -y python3-pip git
        RUN pip3 install torch==2.4.1
        RUN pip3 install 'git+https://github.com/NVlabs/tiny-cuda-nn/#subdirectory=bindings/torch'
        """
    assert said(text) == ["GPU101 error", "GPU702 error"]


def test_a_base_image_chosen_by_an_argument_counts_with_its_default():
    text = """\
        ARG CUDA=12.4.1
        ARG FLAVOUR=runtime
        FROM nvidia/cuda:${CUDA}-${FLAVOUR}-ubuntu22.04
        RUN nvcc --version
        """
    assert said(text) == ["GPU101 error"]


def test_what_a_stage_continues_counts():
    text = """\
        FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS base
        RUN apt-get update && apt-get install -y python3-pip g++ git
        RUN pip3 install torch==2.6.0
        FROM base
        RUN pip3 install --no-build-isolation flash-attn==2.8.3 onnxruntime==1.22.0
        RUN pip3 install onnxruntime-gpu==1.22.0
        """
    assert said(text) == ["GPU208 error"]


@pytest.mark.parametrize("count", [3, 3000])
def test_a_long_chain_of_stages_is_read_once(count):
    stages = "".join(f"FROM s{i} AS s{i + 1}\nRUN pip install p{i} torch && nvcc x.cu\n" for i in range(count))
    text = "FROM nvidia/cuda:12.4.1-base-ubuntu22.04 AS s0\nRUN apt-get install -y python3-pip\n" + stages
    assert said(text).count("GPU101 error") == count
