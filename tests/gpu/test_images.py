"""What the names of GPU images say about their contents, and which of them cannot be pulled."""

import pytest

from devcontain.gpu.images import GpuImage, read_image
from devcontain.gpu.tags import deleted, missing
from devcontain.syntax.image import parse


def read(reference):
    return read_image(parse(reference))


def test_the_tag_of_nvidia_cuda_says_everything():
    image = read("nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04")
    assert image == GpuImage("nvidia/cuda", "12.4.1", "9", "devel", "ubuntu22.04")
    assert (image.major, image.compiles, image.is_gpu) == ("12", True, True)
    assert image.system["python"] == "3.10"


@pytest.mark.parametrize("registry", ["", "docker.io/", "nvcr.io/", "registry.example.com:5000/mirror/"])
def test_a_mirror_has_the_same_contents(registry):
    assert read(f"{registry}nvidia/cuda:11.8.0-cudnn8-runtime-ubuntu20.04").cudnn == "8"


@pytest.mark.parametrize("tag", ["", ":latest", ":devel"])
def test_a_tag_without_a_version_says_nothing(tag):
    assert read(f"nvidia/cuda{tag}") == GpuImage("nvidia/cuda")


@pytest.mark.parametrize(
    ("reference", "compiles"),
    [
        ("nvidia/cuda:12.4.1-base-ubuntu22.04", False),
        ("pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime", False),
        ("pytorch/pytorch:2.6.0-cuda12.4-cudnn9-devel", True),
        ("python:3.12-slim", False),
        ("ubuntu:22.04", False),
        ("pytorch/pytorch", None),
        ("nvcr.io/nvidia/pytorch:25.01-py3", None),
        ("ghcr.io/example/python:3.12", None),
        ("example/cuda-tools:1", None),
    ],
)
def test_only_known_images_are_said_to_have_a_compiler_or_none(reference, compiles):
    assert read(reference).compiles is compiles


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("nvcr.io/nvidia/pytorch:25.01-py3", True),
        ("tensorflow/tensorflow:2.15.0-gpu", True),
        ("tensorflow/tensorflow:2.15.0", False),
        ("rocm/pytorch:rocm6.4_ubuntu22.04_py3.10_pytorch_release_2.6.0", True),
        ("nvcr.io/nvidia/l4t-jetpack:r36.4.0", True),
        ("python:3.12", False),
        ("example/cuda-tools:1-cpu", False),
    ],
)
def test_an_image_for_gpus_is_known_by_its_name(reference, expected):
    assert read(reference).is_gpu is expected


@pytest.mark.parametrize(
    ("reference", "version"),
    [
        ("runpod/pytorch:2.4.0-py3.11-cuda12.4.1-devel-ubuntu22.04", "2.4.0"),
        ("runpod/pytorch:1.0.2-cu1281-torch280-ubuntu2404", ""),
        ("rocm/pytorch:rocm6.4_ubuntu22.04_py3.10_pytorch_release_2.6.0", "2.6.0"),
        ("rocm/pytorch:latest", ""),
        ("determinedai/environments:cuda-11.3-pytorch-1.10-gpu-0.21.2", "1.10"),
    ],
)
def test_the_pytorch_of_an_image_is_read_from_its_tag(reference, version):
    image = read(reference)
    assert (image.framework, image.version, image.is_gpu) == ("torch", version, True)


def test_a_gpu_image_without_pytorch_in_its_tag_has_no_framework():
    assert read("example/cuda-tools:1").framework == ""


@pytest.mark.parametrize(
    ("reference", "distribution", "python"),
    [
        ("python:3.12-slim-bookworm", "debian12", "3.12"),
        ("python:3.12.4", "", "3.12"),
        ("python:3.12-alpine3.20", "alpine", "3.12"),
        ("python:3", "", ""),
        ("debian:12.5-slim", "debian12", ""),
        ("debian:bullseye", "debian11", ""),
        ("ubuntu:focal", "ubuntu20.04", ""),
        ("alpine:3.20", "alpine", ""),
    ],
)
def test_a_plain_image_says_its_distribution_and_python(reference, distribution, python):
    image = read(reference)
    assert (image.distribution, image.python) == (distribution, python)


@pytest.mark.parametrize("cuda", ["8.0", "9.2", "10.0", "10.2", "11.2.0", "11.7.0"])
def test_deleted_images_are_known(cuda):
    assert deleted(read(f"nvidia/cuda:{cuda}-devel-ubuntu18.04"))["verified"]


@pytest.mark.parametrize("cuda", ["11.2.2", "11.7.1", "11.8.0", "12.0.0"])
def test_others_are_not_said_to_be_deleted(cuda):
    assert deleted(read(f"nvidia/cuda:{cuda}-devel-ubuntu20.04")) is None


@pytest.mark.parametrize(
    "tag",
    [
        "12.4-devel-ubuntu22.04",
        "12.7.0-base-ubuntu22.04",
        "12.4.0-cudnn-runtime-ubuntu22.04",
        "12.8.1-cudnn8-runtime-ubuntu22.04",
        "12.4.1-base-ubuntu24.04",
        "13.0.0-base-ubuntu20.04",
        "12.5.0-devel-centos7",
    ],
)
def test_a_tag_that_cannot_exist(tag):
    assert missing(read(f"nvidia/cuda:{tag}"))


@pytest.mark.parametrize(("cuda", "advice"), [("12.4", "`12.4.0` or the last patch"), ("11.2", "write the last patch")])
def test_a_missing_patch_number_is_given_by_one_that_may_be_there(cuda, advice):
    assert advice in missing(read(f"nvidia/cuda:{cuda}-devel-ubuntu20.04")).advice


@pytest.mark.parametrize(
    "tag",
    [
        "12.3.2-cudnn9-runtime-ubuntu22.04",
        "12.4.1-cudnn-runtime-ubuntu22.04",
        "12.4.0-devel-centos7",
        "12.5.1-base-ubuntu24.04",
        "12.9.1-base-ubuntu20.04",
        "14.0.0-cudnn-devel-ubuntu26.04",
        "10.2-devel-ubuntu18.04",
        "latest",
    ],
)
def test_a_tag_that_may_exist(tag):
    assert missing(read(f"nvidia/cuda:{tag}")) is None
