"""What the editor gets, and what is said of machines with other processors."""

import pytest

from devcontain.detect import detect
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes


@pytest.fixture
def plan(tmp_path):
    def make(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return decide(detect(tmp_path), Wishes())

    return make


@pytest.mark.parametrize("folder", ["${localEnv:HOME}", "line\nbreak"])
def test_a_path_that_devcontainer_json_would_expand_is_not_named(plan, folder):
    files = {"requirements.txt": "gradio", f"{folder}/app.py": "import gradio\ngradio.Blocks().launch()\n"}
    assert "launch" not in plan(files).editor.settings


@pytest.mark.parametrize(
    ("files", "cwd"),
    [
        ({"site/pytest.ini": ""}, "${workspaceFolder}/site"),
        ({"site/pytest.ini": "", "pytest.ini": ""}, None),
        ({"site/pytest.ini": "", "setup.cfg": "[tool:pytest]\n"}, None),
        ({"site/pytest.ini": "", "pyproject.toml": "[tool.pytest.ini_options]\n"}, None),
        ({"site/pytest.ini": "", "api/pytest.ini": ""}, None),
        ({"docs/pytest.ini": ""}, None),
        ({"site/pyproject.toml": "[tool.pytest.ini_options]\n", "site/test_it.py": ""}, "${workspaceFolder}/site"),
        ({"site/setup.cfg": "[tool:pytest]\n", "site/test_it.py": ""}, "${workspaceFolder}/site"),
        ({"site/pyproject.toml": "[tool.pytest.ini_options]\n", "tests/test_it.py": ""}, None),
        ({"site/pyproject.toml": "[tool.ruff]\n", "site/test_it.py": ""}, None),
        ({"lib/setup.cfg": "[tool:pytest]\n", "lib/setup.py": "setup()", "lib/test_it.py": ""}, None),
        ({"${localEnv:HOME}/pytest.ini": ""}, None),
    ],
)
def test_pytest_is_run_where_its_configuration_is(plan, files, cwd):
    assert plan({"requirements.txt": "pytest", **files}).editor.settings.get("python.testing.cwd") == cwd


def test_a_repository_with_configurations_of_its_own_gets_none(plan):
    assert "launch" not in plan({"main.py": "", ".vscode/launch.json": "{}"}).editor.settings


@pytest.mark.parametrize(
    ("requirement", "is_said"),
    [
        ("torch==1.7.1", True),
        ("torch==1.7.1 ; platform_machine == 'x86_64'", False),
        ("torch>=1.7", False),
        ("decord", True),
        ("tensorflow<2.10", True),
        ("numpy==1.10", False),
    ],
)
def test_what_is_not_built_for_arm_is_said(plan, requirement, is_said):
    notes = plan({"requirements.txt": requirement}).notes
    assert any("not built for arm64" in note for note in notes) == is_said


def test_a_pin_of_two_files_is_said_once_not_to_be_built_for_arm(plan):
    notes = plan({"requirements.txt": "torch==1.7.1", "requirements-dev.txt": "torch==1.7.1\ndecord"}).notes
    said = "not built for arm64: torch==1.7.1 (requirements.txt, requirements-dev.txt), decord (requirements-dev.txt); "
    assert any(note.startswith(said) for note in notes)


LOCK = """\
[[package]]
name = "app"
source = {{ virtual = "." }}
dependencies = [{{ name = "fast"{marker} }}]

[[package]]
name = "fast"
version = "1"
source = {{ registry = "index" }}
{files}
"""
INTEL = 'wheels = [{ filename = "fast-1-cp313-cp313-manylinux_2_17_x86_64.whl" }]'
BOTH = INTEL.replace("]", ', { filename = "fast-1-cp313-cp313-manylinux_2_17_aarch64.whl" }]')
SOURCE = 'sdist = { url = "fast-1.tar.gz" }\n' + INTEL


@pytest.mark.parametrize(
    ("files", "marker", "is_said"),
    [
        (INTEL, "", True),
        (BOTH, "", False),
        (SOURCE, "", False),
        (INTEL, ", marker = \"platform_machine == 'x86_64'\"", False),
    ],
)
def test_what_a_lock_file_has_for_one_processor_alone_is_said(plan, files, marker, is_said):
    project = "[project]\nname = 'app'\nversion = '1'\ndependencies = ['fast']\n"
    notes = plan({"pyproject.toml": project, "uv.lock": LOCK.format(files=files, marker=marker)}).notes
    assert any("not built for arm64: fast 1 (uv.lock)" in note for note in notes) == is_said


def test_what_is_printed_as_json_has_names(plan):
    assert plan({"requirements.txt": "pytest"}).to_data()["editor"]["settings"]["python.testing.pytestEnabled"] is True
