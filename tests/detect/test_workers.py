"""The processes of Celery that a project runs beside its application."""

import pytest

from devcontain.detect import detect

APP = "from celery import Celery\n\napp = Celery('x')\n"


@pytest.fixture
def workers(tmp_path):
    def see(files, requirements="celery[redis]==5.5.3\n"):
        for name, text in {"requirements.txt": requirements, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return {one.name: " ".join(one.command) for one in detect(tmp_path).workers}

    return see


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"tasks.py": APP}, "celery -A tasks worker --loglevel=info"),
        ({"tasks.py": APP.replace("app =", "queue =")}, "celery -A tasks:queue worker --loglevel=info"),
        ({"shop/__init__.py": "", "shop/celery.py": APP}, "celery -A shop.celery worker --loglevel=info"),
        ({"src/a/__init__.py": "", "src/a/jobs.py": APP}, "celery --workdir=src -A a.jobs worker --loglevel=info"),
        (
            {"src/__init__.py": "", "src/manage.py": "", "src/config/celery.py": APP},
            "celery --workdir=src -A config.celery worker --loglevel=info",
        ),
    ],
)
def test_a_worker_for_the_application(workers, files, command):
    assert workers(files) == {"worker": command}


@pytest.mark.parametrize(
    ("requirement", "text", "option"),
    [
        ("", "app.conf.beat_schedule = {}\n", "--schedule=/tmp/celerybeat-schedule"),
        ("", "CELERY_BEAT_SCHEDULE = {}\n", "--schedule=/tmp/celerybeat-schedule"),
        ("django-celery-beat==2.8.1\n", "", "--scheduler=django"),
    ],
)
def test_a_beat_where_something_is_scheduled(workers, requirement, text, option):
    found = workers({"tasks.py": APP + text}, f"celery==5.5.3\n{requirement}")
    assert found["beat"] == f"celery -A tasks beat {option} --loglevel=info"


@pytest.mark.parametrize(
    ("files", "requirements"),
    [
        ({"tests/tasks.py": APP}, "celery==5.5.3\n"),
        ({"docker/celery.py": APP}, "celery==5.5.3\n"),
        ({"tasks.py": "from celery import shared_task\n"}, "celery==5.5.3\n"),
        ({"tasks.py": "def make_app():\n    return Celery('x')\n"}, "celery==5.5.3\n"),
    ],
)
def test_none_without_an_application(workers, files, requirements):
    assert workers(files, requirements) == {}
