"""How the application starts where it is in use."""

import pytest

from devcontain.detect import detect

FLASK = "from flask import Flask\n\napp = Flask(__name__)\n"


@pytest.fixture
def start(tmp_path):
    """Return a function that writes a repository and says how its application starts."""

    def see(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return detect(tmp_path).start

    return see


@pytest.mark.parametrize(
    ("line", "command", "port"),
    [
        ("web: gunicorn app:app", "gunicorn app:app --bind=0.0.0.0:5000", 5000),
        ("web: gunicorn app:app -b :$PORT", "gunicorn app:app -b :5000", 5000),
        ("web: gunicorn --bind=0.0.0.0:${PORT:-80} app:app", "gunicorn --bind=0.0.0.0:5000 app:app", 5000),
        ("web: gunicorn --bind 0.0.0.0:8080 app:app", "gunicorn --bind 0.0.0.0:8080 app:app", 8080),
        ("release: flask db upgrade\nweb: python app.py", "python app.py", 0),
        ("worker: python app.py", "python app.py", 0),
        ("web: python app.py runserver 0.0.0.0:$PORT", "python app.py runserver 0.0.0.0:5000", 5000),
    ],
)
def test_what_the_procfile_says(start, line, command, port):
    seen = start({"Procfile": line, "requirements.txt": "flask\ngunicorn\n", "app.py": FLASK})
    assert (" ".join(seen.command), seen.port, str(seen.evidence)) == (command, port, "Procfile")


@pytest.mark.parametrize(
    "line",
    [
        "web: flask db upgrade && gunicorn app:app",
        "web: PORT=$(cat port) gunicorn app:app",
        "web: uvicorn app:app",
        "web: python absent.py",
        "web: gunicorn 'app:app",
        "one: gunicorn app:app\ntwo: gunicorn app:app",
        "nothing of the kind",
    ],
)
def test_a_procfile_that_takes_a_shell_or_what_is_not_there_is_left_alone(start, line):
    seen = start({"Procfile": line, "requirements.txt": "flask\ngunicorn\n", "app.py": FLASK})
    assert str(seen.evidence) == "app.py"


@pytest.mark.parametrize(
    ("options", "configuration", "command", "port"),
    [
        ("", "bind = '0.0.0.0:9000'\n", "gunicorn app:app", 9000),
        ("", "workers = 2\n", "gunicorn app:app --bind=0.0.0.0:5000", 5000),
        (" -c gunicorn.conf.py", 'bind = "unix:/run/app"  # behind nginx\n', "gunicorn app:app -c gunicorn.conf.py", 0),
        (" --config=gunicorn.conf.py", "bind = [':80']", "gunicorn app:app --config=gunicorn.conf.py", 0),
    ],
)
def test_what_gunicorn_is_configured_to_listen_to(start, options, configuration, command, port):
    files = {"Procfile": f"web: gunicorn app:app{options}", "gunicorn.conf.py": configuration}
    seen = start({**files, "requirements.txt": "flask\ngunicorn\n", "app.py": FLASK})
    assert (" ".join(seen.command), seen.port) == (command, port)


@pytest.mark.parametrize(
    ("files", "command", "handles_sigterm"),
    [
        ({"main.py": ""}, "python main.py", False),
        ({"main.py": "import signal\nsignal.signal(signal.SIGTERM, print)\n"}, "python main.py", True),
        ({"requirements.txt": "flask", "app.py": FLASK}, "flask --app app.py run --host 0.0.0.0 --port 5000", False),
        (
            {"requirements.txt": "flask\ngunicorn", "app.py": FLASK},
            "gunicorn --worker-tmp-dir /dev/shm --bind 0.0.0.0:5000 app:app",
            True,
        ),
        (
            {"requirements.txt": "celery", "tasks.py": "from celery import Celery\n\napp = Celery()\n"},
            "celery -A tasks worker --loglevel=info",
            True,
        ),
        ({"script.py": ""}, "", False),
    ],
)
def test_what_ends_when_it_is_told_to(start, files, command, handles_sigterm):
    seen = start(files)
    assert (" ".join(seen.command), seen.handles_sigterm) == (command, handles_sigterm)


SETUP = "from setuptools import setup\nsetup(name='ledger', entry_points={})\n"


@pytest.mark.parametrize(
    ("files", "command"),
    [
        ({"setup.py": SETUP.format("{'console_scripts': ['tally=ledger:main']}")}, "tally"),
        ({"setup.py": SETUP.format("{'console_scripts': 'tally = ledger:main'}")}, "tally"),
        ({"setup.py": SETUP.format("'[console_scripts]\\ntally=ledger:main\\n[other]\\nx=y:z'")}, "tally"),
        ({"setup.py": SETUP.format("{'console_scripts': ['a=l:a', 'ledger=l:b']}")}, "ledger"),
        ({"setup.py": SETUP.format("{'console_scripts': ['a=l:a', 'b=l:b']}")}, ""),
        ({"setup.py": SETUP.format("{'console_scripts': scripts()}")}, ""),
        (
            {
                "setup.py": "from setuptools import setup\nsetup()\n",
                "setup.cfg": "[metadata]\nname = ledger\n"
                "[options.entry_points]\nconsole_scripts =\n  tally = ledger:main\n",
            },
            "tally",
        ),
        ({"setup.py": SETUP.format("{}"), "setup.cfg": "no configuration"}, ""),
    ],
)
def test_the_command_of_a_package(start, files, command):
    assert " ".join(start({**files, "ledger.py": "def main(): pass\n"}).command) == command


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ('CMD ["python3", "-u", "-m", "bot"]', "python -m bot"),
        ("ENTRYPOINT poetry run python ./run.py --fast", "python run.py --fast"),
        ('ENTRYPOINT ["/entry.sh"]\nCMD ["python", "-m", "bot.run"]', "python -m bot.run"),
        ("CMD python run.py && sleep 1", ""),
        ("CMD python absent.py", ""),
        ('CMD ["python", "-m", "http.server"]', ""),
        ('CMD ["python", "run.py"', ""),
        ("CMD [1]", ""),
    ],
)
def test_what_the_dockerfile_starts(start, line, command):
    files = {"requirements.txt": "rich\n", "run.py": "", "bot/__main__.py": "", "bot/run.py": ""}
    assert " ".join(start({"Dockerfile": f"FROM python:3.13\n{line}\n", **files}).command) == command
