"""A fix of the order of layers builds the same image, and less of it again; a fix of an install heeds the lock file."""

import uuid

import pytest

PYTHON = "FROM python:3.11-slim-bookworm\n"
UV = PYTHON + "COPY --from=ghcr.io/astral-sh/uv:0.13.8 /uv /usr/local/bin/\n"
INSTALL = "RUN pip install --no-cache-dir -r requirements.txt\n"
EDIT, REVISION = "app.py", "--build-arg=GIT_SHA"

BUILT_AGAIN = {
    "LAY001": (f"{PYTHON}WORKDIR /app\nCOPY . .\n{INSTALL}", "import six, app"),
    "LAY001 a folder": (
        f"{PYTHON}COPY . /app\nRUN pip install --no-cache-dir six==1.16.0\nWORKDIR /app\n",
        "import app",
    ),
    "LAY003": (
        f"{PYTHON}ARG GIT_SHA\nENV GIT_SHA=$GIT_SHA\nWORKDIR /app\nCOPY requirements.txt .\n{INSTALL}COPY . .\n",
        "import app",
    ),
}


@pytest.fixture(autouse=True)
def project(tmp_path):
    (tmp_path / "requirements.txt").write_text("six==1.16.0\n")
    (tmp_path / "app.py").write_text("import six\n")


@pytest.fixture
def change(build, tmp_path):
    """Return a function that builds, edits the source and makes a new revision, and builds again."""

    def run(text):
        build(text, f"{REVISION}={uuid.uuid4()}")
        (tmp_path / EDIT).write_text(f"import six  # {uuid.uuid4()}\n")
        return build(text, f"{REVISION}={uuid.uuid4()}")

    return run


def installs(image):
    return [step for step in image.steps_run if "pip install" in step]


@pytest.mark.parametrize("case", BUILT_AGAIN)
def test_a_change_repeats_no_install(change, fixed, case):
    text, script = BUILT_AGAIN[case]
    before, after = change(text), change(fixed(case.partition(" ")[0], text, unsafe=True))
    assert installs(before)
    assert not installs(after)
    for image in (before, after):
        image.run("python3", "-c", script)


def test_an_index_is_updated_for_each_install(build, fixed):
    text = f"{PYTHON}ENV OWN={uuid.uuid4()}\nRUN apt-get update\nRUN apt-get install -y --no-install-recommends bc\n"
    before, after = (
        build(each) and build(each.replace(" bc", " bc time")) for each in (text, fixed("LAY002", text, unsafe=True))
    )
    assert not any("apt-get update" in step for step in before.steps_run)
    assert any("apt-get update" in step for step in after.steps_run)
    assert before.answer("echo 6*7 | bc") == after.answer("echo 6*7 | bc") == "42"


@pytest.mark.parametrize(
    ("copy", "later"),
    [
        ("COPY . .", "chown -R app:app /app"),
        ("COPY models models", "chmod -R 0755 /app"),
    ],
)
def test_files_are_stored_once(before_and_after, tmp_path, copy, later):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "weights").write_bytes(bytes(2_000_000))
    text = f"{PYTHON}RUN useradd -m app\nWORKDIR /app\n{copy}\nRUN {later}\n"
    before, after = before_and_after("LAY005", text, unsafe=True)
    question = "find /app -not -name Dockerfile -printf '%p %u:%g %m\\n' | sort"
    assert after.answer(question) == before.answer(question)
    assert before.facts["Size"] - after.facts["Size"] > 1_900_000


def test_runs_are_one_layer(before_and_after):
    before, after = before_and_after("LAY009", f"{PYTHON}RUN mkdir /data\nRUN touch /data/file\n", unsafe=True)
    assert len(after.facts["RootFS"]["Layers"]) == len(before.facts["RootFS"]["Layers"]) - 1
    assert after.files == before.files


class TestLockFile:
    """PIN017."""

    text = f"{UV}WORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --no-cache --no-install-project\n"

    @pytest.fixture(autouse=True)
    def lock(self, tmp_path):
        lock = '[[package]]\nname = "app"\nversion = "1"\nsource = { virtual = "." }\n'
        (tmp_path / "uv.lock").write_text(f'version = 1\nrequires-python = ">=3.11"\n\n{lock}')

    def requires(self, tmp_path, *requirements):
        project = (
            f'[project]\nname = "app"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = {[*requirements]}\n'
        )
        (tmp_path / "pyproject.toml").write_text(project)

    def test_one_in_date_is_installed(self, before_and_after, tmp_path):
        self.requires(tmp_path)
        before, after = before_and_after("PIN017", self.text, unsafe=True)
        assert after.files == before.files

    def test_one_out_of_date_ends_the_build(self, build, fixed, tmp_path):
        self.requires(tmp_path, "six")
        build(self.text).answer("/app/.venv/bin/python -c 'import six'")
        with pytest.raises(AssertionError, match="needs to be updated"):
            build(fixed("PIN017", self.text, unsafe=True))

    def test_npm_stops_where_they_disagree(self, build, fixed, tmp_path):
        (tmp_path / "package.json").write_text('{"name": "app", "version": "1.0.0", "dependencies": {"ms": "2.1.3"}}')
        (tmp_path / "package-lock.json").write_text(
            '{"name": "app", "version": "1.0.0", "lockfileVersion": 3, "packages": {}}'
        )
        text = "FROM devcontain-stand-in/node\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm install\n"
        build(text).answer("node -e 'require(\"ms\")'")
        with pytest.raises(AssertionError, match="npm ci"):
            build(fixed("PIN017", text, unsafe=True))
