"""Variables that the project's own containers have."""

import pytest

from devcontain.detect import detect
from devcontain.detect.given_variables import GivenVariable
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes

SETTINGS = (
    "SECRET_KEY = os.environ['SECRET_KEY']\nDEBUG = env.bool('DEBUG', False)\nos.getenv('HOSTS')\nenviron.get('X')\n"
)


def written(directory, compose, code=SETTINGS, requirements="django\n"):
    (directory / "requirements.txt").write_text(requirements)
    (directory / "compose.yaml").write_text(compose)
    (directory / "settings.py").write_text(code)
    return detect(directory)


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ("{SECRET_KEY: a b, DEBUG: 1, UNREAD: 1}", {"SECRET_KEY": "a b", "DEBUG": "1"}),
        ("[SECRET_KEY=a=b, DEBUG]", {"SECRET_KEY": "a=b"}),
        ("{SECRET_KEY: , DEBUG: true, X: 0}", {"DEBUG": "true", "X": "0"}),
        ("{SECRET_KEY: '${SECRET_KEY:-weak}', DEBUG: '${DEBUG}'}", {"SECRET_KEY": "weak"}),
        ("{SECRET_KEY: /run/key, DEBUG: '', HOSTS: 'https://x.org'}", {}),
        ("{SECRET_KEY: s, MODE: production}", {}),
        ("[X=./here, DEBUG=~/x]", {}),
    ],
)
def test_what_the_code_reads_is_taken(tmp_path, environment, found):
    facts = written(tmp_path, f"services:\n  web:\n    build: .\n    environment: {environment}\n")
    assert {one.name: one.value for one in facts.variables} == found


@pytest.mark.parametrize(
    ("variable", "code"),
    [
        ("DJANGO_SETTINGS_MODULE: a.b", "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'a.c')"),
        ("SMTP_HOST: mail", "os.environ['SMTP_HOST']"),
        ("DB_PASS: word", "os.environ['DB_PASS']"),
        ("OPENAI_API_KEY: sk-1", "os.environ['OPENAI_API_KEY']"),
        ("REDIS_URL: redis", "os.environ['REDIS_URL']"),
        ("DEBUG: 1", "'DEBUG'"),
    ],
)
def test_what_means_something_else_here_is_not_taken(tmp_path, variable, code):
    compose = f"services:\n  web:\n    build: .\n    environment:\n      {variable}\n"
    assert written(tmp_path, compose, code).variables == ()


def test_a_service_that_is_not_built_is_another_s(tmp_path):
    assert written(tmp_path, "services:\n  web:\n    image: web\n    environment: {DEBUG: 1}\n").variables == ()


def test_a_field_of_settings_reads_too(tmp_path):
    compose = "services:\n  web:\n    build: .\n    environment: {SECRET: s}\n"
    facts = written(tmp_path, compose, "class Settings(BaseSettings):\n    secret: str\n")
    assert [(one.name, one.value, str(one.evidence)) for one in facts.variables] == [
        ("SECRET", "s", "compose.yaml: web")
    ]
    assert isinstance(facts.variables[0], GivenVariable)


@pytest.mark.parametrize("requirements", ["django\n", "django\npsycopg\n"])
def test_they_are_set_with_services_and_without(tmp_path, requirements):
    compose = "services:\n  web:\n    build: .\n    environment: {DEBUG: 1, DB_HOST: db}\n"
    plan = decide(written(tmp_path, compose, requirements=requirements), Wishes())
    assert plan.given == (("DEBUG", "1"),)
