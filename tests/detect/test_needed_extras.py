"""The extras that code and tests cannot be loaded without."""

import pytest

from devcontain.detect import detect

PROJECT = """
[build-system]
requires = ["hatchling"]
[project]
name = "maps"
version = "1.0"
dependencies = ["numpy"]
[project.optional-dependencies]
all = ["maps[plots,raster]", "matplotlib", "rasterio"]
dev = ["pytest"]
plots = ["matplotlib>=3.6"]
raster = ["rasterio"]
"""


@pytest.fixture
def extras(tmp_path):
    def look(tests, **files):
        (tmp_path / "tests").mkdir()
        (tmp_path / "tests" / "test_maps.py").write_text(tests)
        for name, text in ({"pyproject.toml": PROJECT} | files).items():
            (tmp_path / name).write_text(text)
        return detect(tmp_path).dependencies.extras

    return look


@pytest.mark.parametrize(
    ("tests", "chosen"),
    [
        ("import matplotlib as mpl", ("dev", "plots")),
        ("import matplotlib.pyplot\nimport rasterio", ("dev", "plots", "raster")),
        ("import numpy, pytest", ("dev",)),
        ("def test_plot():\n    import matplotlib", ("dev",)),
        ("try:\n    import matplotlib\nexcept ImportError:\n    matplotlib = None", ("dev",)),
    ],
)
def test_the_smallest_extra_that_brings_what_tests_import(extras, tests, chosen):
    assert extras(tests) == chosen


def test_none_where_extras_exclude_each_other(extras):
    lock = 'version = 1\n[[package]]\nname = "maps"\nversion = "1.0"\nsource = { editable = "." }\n'
    conflicts = '[tool.uv]\nconflicts = [[{ extra = "plots" }, { extra = "raster" }]]\n'
    found = extras("import matplotlib", **{"uv.lock": lock, "pyproject.toml": PROJECT + conflicts})
    assert found == ("dev",)


def test_extras_of_setup_py(extras):
    setup = (
        "import setuptools\nsetuptools.setup(name='maps', extras_require={'plots': ['matplotlib'], 'docs': ['sphinx']})"
    )
    assert extras("import matplotlib", **{"pyproject.toml": "", "setup.py": setup}) == ("plots",)


def test_nothing_where_the_project_is_not_installed(extras):
    files = {"pyproject.toml": PROJECT.replace("[build-system]\n", "[other]\n"), "requirements.txt": "numpy\n"}
    assert "plots" not in extras("import matplotlib", **files)


@pytest.mark.parametrize(
    ("code", "chosen"),
    [
        ("import rasterio", ("dev", "raster")),
        ("try:\n    import rasterio\nexcept ImportError:\n    rasterio = None", ("dev",)),
        ("import torch", ("dev",)),
    ],
)
def test_the_code_needs_them_too_unless_they_bring_a_framework(extras, tmp_path, code, chosen):
    (tmp_path / "src" / "maps").mkdir(parents=True)
    (tmp_path / "src" / "maps" / "grid.py").write_text(code)
    assert extras("", **{"pyproject.toml": PROJECT + 'deep = ["torch"]\n'}) == chosen


def test_examples_need_none(extras, tmp_path):
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "plot.py").write_text("import matplotlib")
    assert extras("") == ("dev",)


def test_what_only_a_group_that_is_not_installed_has_locked_is_not_there(extras):
    lock = (
        'version = 1\n[[package]]\nname = "matplotlib"\nversion = "3.9.0"\n'
        '[[package]]\nname = "maps"\nversion = "1.0"\n'
        'source = { editable = "." }\n[package.dev-dependencies]\ndocs = [{ name = "matplotlib" }]\n'
    )
    groups = '[dependency-groups]\ndocs = ["matplotlib"]\n'
    assert extras("import matplotlib", **{"uv.lock": lock, "pyproject.toml": PROJECT + groups}) == ("dev", "plots")


def test_a_module_that_no_table_has_is_known_by_the_name_of_its_distribution(extras):
    project = PROJECT + 'sonos = ["soco"]\nchroma = ["pyacoustid"]\n'
    assert extras("import soco\nimport acoustid", **{"pyproject.toml": project}) == ("dev", "chroma", "sonos")
