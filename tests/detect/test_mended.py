"""Requirements files that nobody can install as they stand."""

import pytest

from devcontain.detect.managers.mended import mend
from devcontain.manifests.repository import Repository


def mended(tmp_path, text, code="import numpy\n"):
    (tmp_path / "requirements.txt").write_text(text)
    (tmp_path / "main.py").write_text(code)
    found = mend(Repository(tmp_path), "requirements.txt")
    return [line for line, _ in found.lines] if found else None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("python==3.6.12\npytorch==1.3.1", ["torch==1.3.1"]),
        ("pytorch[x] >= 1.3 ; sys_platform == 'linux'", ["torch[x]>= 1.3; sys_platform == 'linux'"]),
        ("cv2\nPIL==9.0\nyaml", ["opencv-python", "pillow", "pyyaml"]),
        ("sklearn==0.0.post1\nrich", ["scikit-learn", "rich"]),
        ("msgpack-python==1.0.2", ["msgpack==1.0.2"]),
        ("numpy=1.19.2\nos\nsys", ["numpy==1.19.2"]),
        ("numpy @ file:///tmp/build/work\nanaconda-client @ file:///opt/x\nmkl-fft==1.2", ["numpy"]),
        ("numpy @ file:///tmp/build/work\nnobodys-own @ file:///home/me/x", ["numpy"]),
        (
            "--extra-index-url https://example.org/simple\npytorch",
            ["--extra-index-url https://example.org/simple", "torch"],
        ),
        ("pywin32==300\nwmi\npyobjc-core==7.1\nrich", ["rich"]),
        ("tensorflow==2.12.0\ntensorflow-intel==2.12.0", ["tensorflow==2.12.0"]),
        ("tensorflow-macos==2.12.0", ["tensorflow==2.12.0"]),
        (
            "torch==1.9.0+cu111",
            ["--find-links https://download.pytorch.org/whl/torch_stable.html", "torch==1.9.0+cu111"],
        ),
        (
            "torch==2.0.1+cu118\nrich",
            ["--extra-index-url https://download.pytorch.org/whl/cu118", "torch==2.0.1+cu118", "rich"],
        ),
        ("Package Version\n------- -------\nnumpy 1.19.2\npip 20.0", ["numpy==1.19.2"]),
        ("Package Version\n------- -------\nnumpy 1.19.2\npywin32 300", ["numpy==1.19.2"]),
        ("numpy=1.19.2=py38_0\nnumpy-base=1.1=x\nyaml=0.2.5=h7b_0\ngraphviz=2.40=h21_0", ["numpy==1.19.2"]),
        ("sklearn==0.0,<1\nyaml==abc", ["scikit-learn", "pyyaml"]),
        ("blas=1.0=mkl\nnumpy=1.19.2=py38_0\nrich=10.1=pypi_0", ["numpy==1.19.2", "rich==10.1"]),
    ],
)
def test_what_is_meant(tmp_path, text, meant):
    assert mended(tmp_path, text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "numpy==1.19.2\n-e .\ngit+https://example.org/a.git#egg=a",
        "sklearn==0.0",
        "msgpack-python==0.5.6",
        "mkl-fft==2.1.0",
        "pywin32==300; sys_platform == 'win32'\nrich",
        "-f https://example.org/x.html\ntorch==1.9.0+cu111",
        "argparse\ntyping\npathlib",
        "numpy==1.0 --hash=sha256:00",
        "python==3.8",
        "-r other.txt\npython==3.8\nnumpy",
        "",
    ],
)
def test_what_stays(tmp_path, text):
    assert mended(tmp_path, text) is None


def test_opencv_of_conda_in_the_version_of_the_library(tmp_path):
    assert mended(tmp_path, "opencv=4.5.1=py38_0\nblas=1.0=mkl", "import cv2\n") == ["opencv-python==4.5.1.*"]


def test_the_note_names_what_is_wrong(tmp_path):
    (tmp_path / "requirements.txt").write_text("python\nos\nsys\njson\nrich")
    note = mend(Repository(tmp_path), "requirements.txt").note
    assert note.startswith("nobody can install requirements.txt as it stands (`python`, `os`, `sys` and 1 more): ")
