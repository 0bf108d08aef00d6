"""Names from the repository stay names in what is written, or are refused in one sentence."""

import json
import shlex

import pytest

from devcontain.detect import detect
from devcontain.errors import UserError
from devcontain.generate.again.merge_json import read_json
from devcontain.generate.artifacts import artifacts
from devcontain.generate.decide import decide
from devcontain.generate.names import as_title, shell_word
from devcontain.generate.wishes import Wishes
from devcontain.syntax.dockerfile import parse as parse_dockerfile
from devcontain.syntax.source import Source
from devcontain.syntax.yaml import read_yaml

HOSTILE = [
    "two words",
    'say "hi"',
    "it's",
    "$(touch pwned)",
    "`touch pwned`",
    "a;touch pwned",
    "a,target=",
    "-rf",
    "café",
    "日本語",
    "back\\slash",
    "#comment",
    "a: b",
    "{{ 7 * 7 }}",
]


@pytest.fixture
def written(tmp_path):
    def write(files, folder="project"):
        for name, text in files.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        plan = decide(detect(tmp_path / folder), Wishes(services=("redis",)))
        return {artifact.path.removeprefix(".devcontainer/"): artifact.text for artifact in artifacts(plan)}

    return write


@pytest.mark.parametrize("name", HOSTILE)
def test_a_folder_of_any_name(written, name):
    files, plain = written({"requirements.txt": ""}, name), written({"requirements.txt": ""}, "plain")
    assert read_json(files.pop("devcontainer.json"))["name"] == name.replace("$", "")
    plain.pop("devcontainer.json")
    assert files == plain


@pytest.mark.parametrize("name", HOSTILE)
def test_an_included_file_of_any_name(written, name):
    quoted = f"-r {shlex.quote(f'{name}.txt')}" if "\\" not in name else "-r plain.txt"
    if name == "#comment":
        quoted = "-r ./#comment.txt"
    files = written({"requirements.txt": quoted, f"{name}.txt": "", "plain.txt": ""})
    mounts = [line for line in files["Dockerfile"].splitlines() if "--mount=type=bind" in line]
    assert all(len(line.split()) == 2 and line.count(",") == 2 for line in mounts)
    assert "touch" not in files["Dockerfile"]


@pytest.mark.parametrize("name", [name for name in HOSTILE if "\\" not in name])
def test_what_the_production_image_installs_and_starts(tmp_path, name):
    (tmp_path / "pyproject.toml").write_text(
        "[build-system]\nrequires = []\n[project]\nname = 'x'\ndynamic = ['version']\n"
    )
    (tmp_path / "requirements.txt").write_text(f"-e .\n-r {shlex.quote(f'./{name}.txt')}\nflask\n")
    (tmp_path / f"{name}.txt").write_text("gunicorn")
    (tmp_path / name).mkdir()
    (tmp_path / name / "app.py").write_text("from flask import Flask\napp = Flask('x')")
    plan = decide(detect(tmp_path), Wishes(production=True))
    text = next(artifact.text for artifact in artifacts(plan) if artifact.path == "Dockerfile")
    document = parse_dockerfile(Source("Dockerfile", text))
    assert [instruction.keyword for instruction in document.instructions][-1] == "CMD"
    assert json.loads(text.rpartition("CMD ")[2])[:1] == ["gunicorn"]
    assert "touch" not in text.rpartition("CMD ")[0]


@pytest.mark.parametrize("name", ["a b", "$(touch pwned)", "it's", "-x"])
def test_a_path_in_the_command_that_serves_the_application(written, name):
    files = written({"requirements.txt": "flask", f"{name}/app.py": "from flask import Flask\napp = Flask('x')"})
    command = read_yaml(files["compose.yaml"])["services"]["web"]["command"][2].replace("$$", "$")
    assert f"{name}/app.py" in shlex.split(command.partition("exec ")[2])


@pytest.mark.parametrize("path", ["${localEnv:HOME}.txt", "x\ny.txt", "\x1b[31m.txt", "\udcff.txt"])
def test_a_path_that_devcontainer_json_would_expand_or_break_on_is_refused(path):
    with pytest.raises(UserError, match=r"cannot be named in devcontainer\.json"):
        shell_word(path)


@pytest.mark.parametrize("name", ["x\ny", "\x1b[31m", "\u202eevil", "${localEnv:HOME}", "\udcff", ""])
def test_a_project_name_becomes_printable_and_expands_to_nothing(name):
    assert as_title(name).isprintable()
    assert as_title(name)
    assert "$" not in as_title(name)
