"""The Debian packages that jobs of the CI install before they run the tests."""

import pytest

from devcontain.detect.survey import Asked, survey
from devcontain.detect.system.ci import packages_of_ci
from devcontain.manifests.repository import Repository

GITHUB = ".github/workflows/ci.yml"
CIRCLE = ".circleci/config.yml"


@pytest.fixture
def packages(tmp_path):
    def packages_in(**files):
        for path, text in files["files"].items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return [(need.evidence.path, need.packages) for need in packages_of_ci(Repository(tmp_path))]

    return packages_in


def github(*steps, runs_on="ubuntu-latest", more=""):
    lines = "".join(f"      - {step}\n" for step in steps)
    return f"jobs:\n  one:\n    runs-on: {runs_on}\n    steps:\n{lines}{more}"


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (["run: sudo apt-get install -y libsndfile1", "run: pytest"], ("libsndfile1",)),
        (["run: sudo apt -qq install libsndfile1=1.2.0-1", "run: python -m pytest -q"], ("libsndfile1",)),
        (["run: sudo apt-get install libsndfile1", "run: uv run --frozen pytest tests"], ("libsndfile1",)),
        (["run: sudo apt-get install libsndfile1", "run: uvx nox -s tests"], ("libsndfile1",)),
        (["run: sudo apt-get install libsndfile1", "run: ./scripts/run_tests.sh"], ("libsndfile1",)),
        (["run: sudo apt-get install libsndfile1", "run: make test"], ("libsndfile1",)),
        (["run: sudo apt-get install libsndfile1", "run: python manage.py test"], ("libsndfile1",)),
        (["run: sudo apt-get install libsndfile1", "run: xvfb-run -a pytest"], ("libsndfile1",)),
        (['run: sudo apt-get install libsndfile1 "${{ matrix.more }}"', "run: tox -e ${{ matrix.env }}"],
         ("libsndfile1",)),
        (["run: sudo apt-get install -y libgl1-mesa-glx libasound2t64 graphviz-dev", "run: pytest"],
         ("libgl1", "libasound2", "libgraphviz-dev")),
        (["uses: awalsh128/cache-apt-pkgs-action@v1\n        with: {packages: libsndfile1 sox}", "run: pytest"],
         ("libsndfile1", "sox")),
    ],
)  # fmt: skip
def test_what_a_job_installs_before_the_tests(packages, steps, expected):
    assert packages(files={GITHUB: github(*steps)}) == [(GITHUB, expected)]


@pytest.mark.parametrize(
    "steps",
    [
        ["run: sudo apt-get install pandoc", "run: make -C docs html"],
        ["run: sudo apt-get install libsndfile1", "run: pip install -e .[test]"],
        ["run: sudo apt-get install libsndfile1", "run: uv sync --group test"],
        ["run: sudo apt-get install libsndfile1", "run: test -d build"],
        ["run: sudo apt-get install libsndfile1", "run: npm test"],
        ["run: sudo apt-get install libsndfile1", "run: docker compose run web pytest"],
        ["run: sudo apt-get install git curl jq lcov gcc shellcheck python3-dev nginx redis-server", "run: pytest"],
        ["run: sudo apt-get install libsndfile1", "run: echo run the tests with pytest"],
        ["run: sudo apt-get install unheard-of", "run: pytest"],
        ["run: sudo apt-get remove libsndfile1", "run: pytest"],
        ["run: sudo apt-get install pandoc libenchant-2-2", "run: tox -e docs,lint"],
        ["run: apt-get install -y python3 python3-pip libsndfile1", "run: pytest"],
        ["run: apt-get install -y python$VERSION libsndfile1", "run: pytest"],
        ["run: apt-get install -y libssl-dev libreadline-dev libsqlite3-dev tk-dev", "run: pytest"],
        ["if: contains(matrix.python, 'pypy')\n        run: sudo apt-get install libsndfile1", "run: pytest"],
    ],
)
def test_what_no_test_needs(packages, steps):
    assert packages(files={GITHUB: github(*steps)}) == []


def test_a_job_of_another_system(packages):
    steps = ["run: sudo apt-get install libsndfile1", "run: pytest"]
    assert packages(files={GITHUB: github(*steps, runs_on="windows-latest")}) == []


def test_a_condition_on_the_system(packages):
    steps = ["if: matrix.os == 'ubuntu-latest'\n        run: sudo apt-get install libsndfile1", "run: pytest"]
    assert packages(files={GITHUB: github(*steps)}) == [(GITHUB, ("libsndfile1",))]


def test_each_package_by_the_first_file_that_installs_it(packages):
    other = ".github/workflows/other.yaml"
    both = ["run: sudo apt-get install sox", "run: sudo apt-get install libsndfile1", "run: pytest"]
    found = packages(files={GITHUB: github("run: sudo apt-get install libsndfile1", "run: tox"), other: github(*both)})
    assert found == [(GITHUB, ("libsndfile1",)), (other, ("sox",))]


def test_an_action_of_the_repository(packages):
    action = "runs:\n  using: composite\n  steps:\n    - run: sudo apt-get install -y libsndfile1\n      shell: bash\n"
    found = packages(
        files={
            ".github/actions/setup/action.yml": action,
            ".github/actions/round/action.yaml": "runs:\n  steps:\n    - uses: ./.github/actions/round\n",
            GITHUB: github("uses: ./.github/actions/setup", "uses: ./.github/actions/round", "run: pytest"),
        }
    )
    assert found == [(GITHUB, ("libsndfile1",))]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".gitlab-ci.yml", "t:\n  before_script: [apt update, apt install -y libsndfile1]\n  script: [[tox]]\n"),
        (".gitlab-ci.yml", "default:\n  before_script: apt-get install libsndfile1\nt:\n  script: tox\n"),
        (".gitlab-ci.yml", ".b:\n  before_script: [apt install libsndfile1]\nt:\n  extends: [.b]\n  script: pytest\n"),
        (".travis.yml", "addons:\n  apt:\n    packages: [libsndfile1]\nscript: pytest\n"),
        (".travis.yml", "addons:\n  apt:\n    packages: libsndfile1\njobs:\n  include:\n    - script: tox\n"),
        (".travis.yml", "before_install:\n  - sudo apt-get install libsndfile1\nscript:\n  - nosetests\n"),
        (CIRCLE, "jobs:\n  t:\n    steps: [run: apt install libsndfile1, run: {command: tox}]\n"),
        (CIRCLE, "commands:\n  d:\n    steps: [run: apt install libsndfile1]\njobs:\n  t:\n    steps: [d, run: tox]\n"),
        ("azure-pipelines.yml", "steps:\n- script: sudo apt-get install libsndfile1\n- bash: pytest\n"),
        ("azure-pipelines.yml", "stages:\n- jobs:\n  - steps: [script: apt-get install libsndfile1, script: tox]\n"),
    ],
)  # fmt: skip
def test_other_services(packages, path, text):
    assert packages(files={path: text}) == [(path, ("libsndfile1",))]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".gitlab-ci.yml", "default: {before_script: apt install sox}\nt:\n  before_script: []\n  script: tox\n"),
        (".gitlab-ci.yml", ".t:\n  script: [apt-get install libsndfile1, pytest]\n"),
        (".travis.yml", "os: osx\naddons:\n  apt:\n    packages: [libsndfile1]\nscript: pytest\n"),
        (CIRCLE, "jobs:\n  t:\n    steps: [run: apt-get install libsndfile1]\n  u:\n    steps: [run: pytest]\n"),
        (".travis.yml", "- apt"),
        (".travis.yml", "apt: [unclosed"),
        (".travis.yml", "script: [1, {apt: pytest}]\naddons: [apt]\njobs: apt\n"),
        (GITHUB, "jobs: [apt]"),
        (GITHUB, "jobs:\n  t: apt\n"),
        (GITHUB, "jobs:\n  t:\n    steps: [apt, {run: 3}, {run: pytest}, {uses: 1, with: x}]\n"),
        ("azure-pipelines.yml", "jobs: {apt: 1}\nsteps: pytest\n"),
        (".circleci/config.yml", "jobs: apt\ncommands: 1\n"),
    ],
)  # fmt: skip
def test_files_that_say_nothing_of_it(packages, path, text):
    assert packages(files={path: text}) == []


def test_a_project_that_is_alone_has_the_ci_of_the_repository_around_it(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "backend").mkdir()
    (tmp_path / "backend/requirements.txt").write_text("soundfile\n")
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / GITHUB).write_text(github("run: sudo apt-get install libsndfile1", "run: pytest"))
    (facts,) = survey(tmp_path, Asked(), {})
    assert [need.packages for need in facts.system] == [("libsndfile1",)]


def test_what_else_names_a_package_goes_before_the_ci(tmp_path):
    (tmp_path / "requirements.txt").write_text("psycopg2\n")
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / GITHUB).write_text(github("run: sudo apt-get install libpq-dev sox", "run: pytest"))
    (facts,) = survey(tmp_path, Asked(), {})
    assert [(need.packages, need.evidence.path) for need in facts.system] == [
        (("libpq-dev",), "requirements.txt"),
        (("sox",), GITHUB),
    ]
