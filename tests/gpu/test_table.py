"""The compatibility table: every row tells where it comes from, and the questions asked of it."""

import importlib.util
from pathlib import Path

import pytest

from devcontain.gpu import table

ROOT = Path(__file__).parents[2]
SECTIONS = [name for name in table.read() if name not in ("generated", "sources")]


def _tool():
    path = ROOT / "tools" / "refresh_gpu_table.py"
    spec = importlib.util.spec_from_file_location("refresh_gpu_table", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("section", SECTIONS)
def test_every_row_names_a_source_and_says_whether_it_is_verified(section):
    for name, row in table.rows(section).items():
        assert row["source"] in table.read()["sources"], name
        assert isinstance(row["verified"], bool), name


def test_what_is_only_known_is_not_called_verified():
    rows = [row for section in SECTIONS for row in table.rows(section).values()]
    assert not [row for row in rows if row["source"] == "knowledge" and row["verified"]]


def test_every_source_is_used():
    used = {row["source"] for section in SECTIONS for row in table.rows(section).values()}
    assert used == set(table.read()["sources"])


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("12.4.1", (12, 4, 1)), ("2.6.0+cu124", (2, 6, 0)), ("2.9.0a0+git", (2, 9, 0)), ("0.0.27.post2", (0, 0, 27, 2))],
)
def test_a_version_is_compared_by_its_numbers(version, numbers):
    assert table.number(version) == numbers


def test_a_release_is_found_by_its_minor():
    assert table.release("torch", "2.6.1")["cuda"] == "12.4"
    assert table.release("torch", "99.0") is None
    assert table.release("torch", "") is None


def test_an_old_python_gets_an_old_release():
    assert table.newest("torch", "3.8")["version"] == "2.4.1"
    assert table.newest("torch", "2.7") is None
    versions = [row["version"] for row in table.rows("torch").values()]
    assert table.last("torch")["version"] == max(versions, key=table.number)


@pytest.mark.parametrize("section", ["torch", "tensorflow", "onnxruntime-gpu"])
def test_a_release_needs_a_cuda_that_is_a_version(section):
    for row in table.rows(section).values():
        assert table.number(row["cuda"])
        assert row["pythons"] == sorted(row["pythons"], key=table.number)


def test_writing_the_table_changes_nothing(tmp_path):
    tool = _tool()
    written = tool.TABLE.read_text("utf-8")
    tool.TABLE = tmp_path / "table.json"
    tool.write(table.read())
    assert tool.TABLE.read_text("utf-8") == written


def test_the_cuda_of_a_wheel_is_read_from_its_requirements():
    tool = _tool()
    found = {
        "requires_dist": [
            "filelock",
            'nvidia-cuda-runtime-cu12==12.4.127; platform_system == "Linux"',
            'nvidia-cudnn-cu12<10.0,>=9.3.0.75; extra == "and-cuda"',
            'nvidia-cuda-runtime-cu12<13.0,>=12.5.82; extra == "and-cuda"',
        ]
    }
    assert tool.first(tool._CUDA, tool.requirements(found)) == "12.4"
    assert tool.first(tool._CUDA, ["cuda-toolkit[cublas,cudart]==13.0.2; x"]) == "13.0"
    assert tool.first(tool._CUDNN, ["nvidia-cudnn-cu13==9.26.0.51"]) == "9"
    assert tool.glibc("torch-2.7.1-cp312-cp312-manylinux_2_28_x86_64.whl") == "2.28"
    assert tool.glibc("torch-1.12.1-cp310-cp310-manylinux1_x86_64.whl") == "2.5"


def test_each_release_that_asks_for_one_pytorch_gets_a_row_in_order(monkeypatch):
    tool = _tool()
    wheels = {"0.2.0": "torch==2.5.1", "0.10.0": "torch==2.8.0; platform_machine == 'x86_64'", "0.9.0": "torch>=2.7"}
    monkeypatch.setattr(tool, "versions", lambda name, python: ["0.1.0", *wheels])
    monkeypatch.setattr(tool, "metadata", lambda name, version, *pythons: ({"requires_dist": [wheels[version]]}, ""))
    rows = {"0.2.0": {"torch": "2.5.1", "source": "pypi", "verified": True}}
    tool.refresh("xformers", rows)
    assert {version: row["torch"] for version, row in rows.items()} == {"0.2.0": "2.5.1", "0.10.0": "2.8.0"}
    assert list(rows) == ["0.2.0", "0.10.0"]


def test_a_wheel_that_no_python_has_is_without_metadata(monkeypatch):
    tool = _tool()
    monkeypatch.setattr(tool, "pip", lambda *arguments: "")
    assert tool.metadata("vllm", "0.1.0", *tool.SAMPLED) == ({}, "")
