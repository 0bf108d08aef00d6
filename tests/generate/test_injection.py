"""Whatever things are called, what is generated says what it says of things with plain names, and nothing more.

BuildKit's own parser reads the Dockerfiles, so that they are taken as they will be built.
"""

import json
import re
import shlex
import tempfile
from pathlib import Path
from urllib.parse import quote

import dockerfile
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from devcontain.detect.survey import Asked, survey
from devcontain.errors import UserError
from devcontain.generate.artifacts import all_artifacts
from devcontain.generate.decide import decide
from devcontain.generate.names import as_title
from devcontain.generate.wishes import Wishes
from devcontain.semantics.build import Build
from devcontain.services import services
from devcontain.syntax import shell
from devcontain.syntax.dockerfile import parse as parse_dockerfile
from devcontain.syntax.jsonc import parse as parse_json
from devcontain.syntax.source import Source
from devcontain.syntax.yaml import read_yaml

NASTY = "ab-.#:$`'\"\\{}()[]%&|;<>*?!~=,@ \n\r\té日\u2028\u202e\x1b\x07"
WORDS = [
    "touch pwned",
    "$(touch pwned)",
    "`touch pwned`",
    "${localEnv:SECRET}",
    "${containerEnv:SECRET}",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "a,target=/etc",
    "\nRUN touch pwned\n",
    "\n  pwned: true\n",
    "# syntax=evil/frontend",
    "$$",
    "${X}",
    "-rf",
    "--help",
    "*/ pwned //",
    '", "pwned": "',
    "<<EOF",
    " \\",
]
names = st.lists(st.text(NASTY, max_size=4) | st.sampled_from(WORDS), min_size=1, max_size=3).map("".join).filter(bool)
folders = names.filter(lambda name: "/" not in name and name not in {".", ".."} and 0 < len(name.encode()) < 200)
examples = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))

OUR_VARIABLES = {
    "${devcontainerId}",
    "${localWorkspaceFolder}",
    "${localWorkspaceFolderBasename}",
    "${containerWorkspaceFolder}",
    "${workspaceFolder}",
    "${command:pickArgs}",
}


class Generated:
    """The files that are generated for a repository, read as their readers read them; every check is on all of them."""

    def __init__(self, files, folder="project", **wishes):
        with tempfile.TemporaryDirectory() as directory:
            root = Path(directory, folder)
            for name, text in {".git/HEAD": "", **files}.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8", newline="")
            found = survey(root, Asked(None, (), wishes.pop("projects", None)), services())
            plans = [decide(facts, Wishes(**wishes)) for facts in found]
            self.texts = {artifact.path: artifact.text for artifact in all_artifacts(plans)}
        self.check()

    def check(self):
        for path, text in self.texts.items():
            if path.endswith(".json"):
                root = parse_json(text).root
                assert root is not None
                assert "pwned" not in {key.value for key in root.keys}
                assert "touch" not in run_by(root.to_python().get("updateContentCommand", "")), text
                assert set(re.findall(r"\$\{[^}]*\}?", text)) <= OUR_VARIABLES, text
            elif path.endswith(".yaml"):
                assert re.sub(r"\$\$|\$\{[A-Z_0-9]*WEB_PORT:-\d+\}", "", text).count("$") == 0, text
                for service in read_yaml(text)["services"].values():
                    command = service.get("command")
                    script = command[-1].replace("$$", "$") if isinstance(command, list) else ""
                    assert "touch" not in run_by(script), text
            elif path.endswith("Dockerfile"):
                dockerfile.parse_string(text)
                build = Build(parse_dockerfile(Source(path, text)))
                run_here = {command.name for step in build.steps for command in step.commands}
                assert not run_here & {"touch", "evil", "pwned"}, text
                assert not text.lstrip().lower().startswith(("# syntax", "#syntax"))

    def json(self, path=".devcontainer/devcontainer.json"):
        return parse_json(self.texts[path]).root.to_python()

    def compose(self):
        return read_yaml(self.texts[".devcontainer/compose.yaml"])

    def instructions(self, path=".devcontainer/Dockerfile"):
        return [(one.cmd, one.flags, one.value) for one in dockerfile.parse_string(self.texts[path])]


def generate(*arguments, **options):
    """The files, or nothing where the name is refused in one sentence."""
    try:
        return Generated(*arguments, **options)
    except UserError:
        return None


def run_by(script):
    """The names of the commands that a shell script runs."""
    return {command.words[0].value for command in shell.parse(script, 0) if command.words}


def words_of(command):
    """The words of a command as a shell has them, with what joins commands."""
    return list(shlex.shlex(command, posix=True, punctuation_chars="();<>|&"))


PLAIN = Generated({"requirements.txt": "flask\n", "app.py": "from flask import Flask\napp = Flask('x')\n"})


@examples
@given(folders)
def test_the_name_of_the_folder(name):
    found = Generated({"requirements.txt": "flask\n", "app.py": "from flask import Flask\napp = Flask('x')\n"}, name)
    assert found.json()["name"] == as_title(name)
    assert found.json() | {"name": ""} == PLAIN.json() | {"name": ""}
    assert found.texts.keys() == PLAIN.texts.keys()
    for path in set(PLAIN.texts) - {".devcontainer/devcontainer.json"}:
        assert found.texts[path] == PLAIN.texts[path]


@examples
@given(names)
def test_the_name_of_the_project(name):
    toml = f"[project]\nname = {json.dumps(name)}\nversion = '1'\n"
    found = generate({"pyproject.toml": toml}, services=("redis",), production=True)
    plain = Generated({"pyproject.toml": toml.replace(json.dumps(name), "'a'")}, services=("redis",), production=True)
    if found:
        assert found.json()["name"] == as_title(name)
        for path in set(plain.texts) - {".devcontainer/devcontainer.json"}:
            assert found.texts[path] == plain.texts[path]


@examples
@given(folders)
def test_an_included_file(name):
    path = f"{name}.txt"
    assume("\\" not in name and "\n" not in name and "\r" not in name)
    found = generate({"requirements.txt": f"-r {shlex.quote('./' + path)}\nflask\n", path: "redis\n"}, production=True)
    if found:
        kinds = [(cmd, len(value)) for cmd, _, value in found.instructions()]
        plain = Generated({"requirements.txt": "-r ./x.txt\nflask\n", "x.txt": "redis\n"}, production=True)
        without = Generated({"requirements.txt": "-e ./nowhere\nflask\n"}, production=True)
        assert kinds in [[(cmd, len(value)) for cmd, _, value in one.instructions()] for one in (plain, without)]
        for cmd, flags, _ in found.instructions():
            mounts = [flag for flag in flags if "type=bind" in flag]
            assert cmd == "RUN" or not mounts
            assert all(flag.count(",") == 2 for flag in mounts)


@examples
@given(folders)
def test_a_requirements_file_as_a_word_of_a_command(name):
    path = f"requirements/{name}dev.txt"
    found = generate({"requirements.txt": "-e .\n", "setup.py": "", path: "flask\n"})
    if found and name.endswith(("-", ".", "_")):
        assert "pwned" not in words_of(found.json()["updateContentCommand"])


@examples
@given(folders, st.sampled_from(["Flask", "FastAPI", "Streamlit", "Django"]))
def test_the_folder_of_an_application(name, framework):
    requirements = {"Flask": "flask", "FastAPI": "fastapi[standard]", "Streamlit": "streamlit", "Django": "django"}
    code = {
        "Flask": ("app.py", "from flask import Flask\napp = Flask('x')\n"),
        "FastAPI": ("main.py", "from fastapi import FastAPI\napp = FastAPI()\n"),
        "Streamlit": ("app.py", "import streamlit as st\nst.write('x')\n"),
        "Django": ("manage.py", "import django\n"),
    }
    path, text = code[framework]
    files = {"requirements.txt": f"{requirements[framework]}\ngunicorn\n", f"{name}/{path}": text}
    found = generate(files, production=True, compose=True)
    if found is None:
        return
    plain = generate({**files, f"plain/{path}": files[f"{name}/{path}"]}, production=True, compose=True)
    assert [cmd for cmd, _, _ in found.instructions("Dockerfile")].count("CMD") == 1
    assert {cmd for cmd, _, _ in found.instructions("Dockerfile")} <= {
        *("FROM", "RUN", "ENV", "COPY", "WORKDIR", "USER", "EXPOSE", "HEALTHCHECK", "CMD", "STOPSIGNAL", "ENTRYPOINT"),
    }
    assert plain
    if "web" in found.compose()["services"]:
        script = found.compose()["services"]["web"]["command"][2].replace("$$", "$").rpartition("exec ")
        assert words_of(script[2])[0] in {"flask", "uvicorn", "streamlit", "python", "fastapi"}
        if "pwned" in script[2]:
            assert "pwned" not in words_of(script[2])


@examples
@given(names)
def test_what_an_example_of_the_environment_says(value):
    lines = f"DATABASE_URL=postgres://{value}\nREDIS_URL={value}\nDB_HOST={value}\nCELERY_BROKER_URL=redis://{value}\n"
    found = generate({"requirements.txt": "psycopg\nredis\ncelery\n", ".env.example": lines})
    assert found
    assert set(found.compose()) == {"services", "volumes"}
    assert "pwned" not in json.dumps(found.compose())
    assert all(
        re.fullmatch(r"[\w.:/+@?=&-]*", value) for value in found.compose()["services"]["app"]["environment"].values()
    )


@examples
@given(names)
def test_what_a_compose_file_of_the_repository_says(value):
    compose = {
        "services": {
            value: {"image": f"redis:{value}", "build": "."},
            "web": {"build": ".", "environment": {"REDIS_URL": f"redis://{value}", value: value}},
            "db": {"image": f"postgres:16{value}"},
        }
    }
    found = generate({"requirements.txt": "redis\n", "docker-compose.yml": json.dumps(compose)})
    assert found
    assert "pwned" not in json.dumps(found.compose())


@examples
@given(names, names, names)
def test_an_address_at_localhost(user, password, database):
    url = f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@localhost/{quote(database, safe='')}"
    settings = f"DATABASES = {{'default': {{'ENGINE': 'django.db.backends.mysql', 'NAME': {database!r}"
    files = {
        "requirements.txt": "psycopg\nmysqlclient\npika\n",
        "a.py": f"url = {url!r}\nbroker = {'amqp' + url[10:]!r}\n",
        "manage.py": "",
        "shop/settings.py": f"{settings}, 'USER': {user!r}, 'PASSWORD': {password!r}, 'HOST': 'localhost'}}}}",
        ".env.example": "DB_PASSWORD=x\nPOSTGRES_PASSWORD=x\n",
    }
    composed = generate(files).compose()["services"]
    assert set(composed) == {"app", "mysql", "postgres", "rabbitmq"}
    assert run_by(composed["app"]["entrypoint"][2].replace("$$", "$")) == {"socat", "exec"}
    for name, service in composed.items():
        assert name == "app" or set(service["environment"].values()) <= {user, password, database, "app", "guest", "1"}
        kind, *check = service.get("healthcheck", {"test": [""]})["test"]
        assert kind != "CMD-SHELL" or run_by(check[0]) <= {"pg_isready", "mysqladmin"}
    words = words_of(composed["postgres"]["healthcheck"]["test"][1])
    assert words[:4] == ["pg_isready", "-h", "127.0.0.1", "-U"]
    assert len(words) == len(["pg_isready", "-h", "127.0.0.1", "-U", user, "-d", database])
    urls = (value for value in composed["app"]["environment"].values() if "://" in value)
    assert all(re.fullmatch(r"[a-z+]+://[\w.%~-]+(:[\w.%~-]*)?@[a-z]+:\d+/[\w.-]*", value) for value in urls)


@examples
@given(names)
def test_an_index_of_packages(value):
    assume("\n" not in value and "\r" not in value)
    lines = f"--extra-index-url https://example.org/{value}\ntorch==2.6.0\nflash-attn\n"
    found = generate({"requirements.txt": lines, "pip.conf": ""})
    if found:
        words = [word for _, _, value in found.instructions() for line in value for word in _split(line)]
        assert "pwned" not in words
        assert "pwned" not in _split(found.json().get("updateContentCommand", ""))


@examples
@given(names)
def test_the_name_of_a_script_an_extra_and_a_group(name):
    key = json.dumps(name)
    toml = (
        f"[build-system]\nrequires = []\n[project]\nname = 'a'\nversion = '1'\ndependencies = ['flask']\n"
        f"[project.scripts]\n{key} = 'a:main'\n[project.optional-dependencies]\n{key} = ['redis']\ndev = ['pytest']\n"
        f"[dependency-groups]\n{key} = ['rich']\n"
    )
    found = generate({"pyproject.toml": toml, "a.py": ""}, production=True)
    if found:
        *_, (command, _, words) = found.instructions("Dockerfile")
        assert command == "CMD"
        assert words in {(name,), ("python",), ("python", "a.py")}
        assert "pwned" not in _split(found.json()["updateContentCommand"])


@examples
@given(folders)
def test_a_file_whose_imports_are_listed(name):
    found = generate({f"{name}.py": "import numpy\n"})
    assert found
    listed = found.texts[".devcontainer/requirements.txt"].splitlines()
    assert [line.split(" ")[0] for line in listed if not line.startswith("#")] == ["numpy"]


@examples
@given(names)
def test_what_a_procfile_starts(value):
    found = generate({"requirements.txt": "flask\ngunicorn\n", "Procfile": f"web: gunicorn {value}\n"}, production=True)
    assert found
    assert [cmd for cmd, _, _ in found.instructions("Dockerfile")].count("CMD") == 1


@examples
@given(folders, st.sampled_from(["each", "together"]))
def test_the_folder_of_a_project_among_several(name, projects):
    files = {f"{name}/requirements.txt": "flask\nredis\n", "other/requirements.txt": "rich\n"}
    found = generate(files, projects=projects, services=("redis",), production=True)
    if found:
        for path in found.texts:
            assert path.isprintable() or path.startswith(name)
        commands = [
            found.json(path).get("updateContentCommand", "")
            for path in found.texts
            if path.endswith("devcontainer.json")
        ]
        assert all("pwned" not in _split(command) for command in commands)
        assert set(found.compose()) <= {"services", "volumes"}


def _split(command):
    if not isinstance(command, str):
        return []
    return words_of(command.replace("\\\n", " "))


@pytest.mark.parametrize("text", ["#", "# syntax=evil", "FROM x"])
def test_a_check_that_would_see_something(text):
    with pytest.raises((AssertionError, KeyError)):
        assert Generated({"requirements.txt": ""}).texts["Dockerfile"] == text
