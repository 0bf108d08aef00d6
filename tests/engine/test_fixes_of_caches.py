"""A fix of a cache takes the cache out of the image, and nothing else.

The managers and what they install are real; dnf, zypper and gem install from a repository in their stand-in. Not built
here: apk (CAC004) and conda (CAC003), which neither Debian nor a package index has, and of CAC011 Go, Cargo, Composer
and Bower, whose indices a machine may lack.
"""

import uuid

import pytest

PYTHON = "FROM python:3.11-slim-bookworm\n"
UV = PYTHON + "COPY --from=ghcr.io/astral-sh/uv:0.13.8 /uv /usr/local/bin/\n"
APT = PYTHON + "RUN apt-get update\n"
# pip keeps the wheels that it builds whatever the index says about caching.
SIX = "--no-build-isolation --use-pep517 --no-binary six six==1.16.0"
MOUNT = "--mount=type=cache,id=test,target"

CACHES = {
    "CAC001": (
        f"{PYTHON}RUN pip install {SIX}",
        "python3 -c 'import six; print(six.__version__)'",
        "/root/.cache/pip/",
    ),
    "CAC001 where mounts are used": (
        f"{PYTHON}RUN {MOUNT}=/root/.cache/pip pip download six==1.16.0\nRUN pip install {SIX}",
        "python3 -c 'import six; print(six.__version__)'",
        "/root/.cache/pip/",
    ),
    "CAC002": (
        f"{PYTHON}RUN apt-get update \\\n && apt-get install -y --no-install-recommends bc",
        "echo 6*7 | bc",
        "/var/lib/apt/lists/",
    ),
    "CAC005": (
        "FROM devcontain-stand-in/rpm\nRUN dnf install -y greeting",
        "cat /usr/share/greeting/text",
        "/var/cache/dnf/",
    ),
    "CAC006": (
        "FROM devcontain-stand-in/rpm\nRUN zypper install -y greeting",
        "cat /usr/share/greeting/text",
        "/var/cache/zypp/",
    ),
    "CAC007": (
        "FROM devcontain-stand-in/node\nRUN npm install -g semver@7.6.3",
        "semver --increment 1.2.3",
        "/root/.npm/_cacache/",
    ),
    "CAC008": (
        "FROM devcontain-stand-in/node\nRUN yarn global add semver@7.6.3",
        "semver --increment 1.2.3",
        "/usr/local/share/.cache/yarn/",
    ),
    "CAC009": (
        f"{UV}RUN uv pip install --system --link-mode=copy six==1.16.0",
        "python3 -c 'import six; print(six.__version__)'",
        "/root/.cache/uv/",
    ),
    "CAC009 where mounts are used": (
        f"{UV}RUN {MOUNT}=/root/.cache/uv uv venv /opt/venv\nRUN uv pip install --system --link-mode=copy six==1.16.0",
        "python3 -c 'import six; print(six.__version__)'",
        "/root/.cache/uv/",
    ),
    "CAC010": (
        f"{PYTHON}RUN pip install --no-cache-dir pdm==2.29.3 hishel==1.4.0 unearth==0.17.5\n"
        "WORKDIR /app\nCOPY pyproject.toml ./\nRUN pdm install --no-self",
        ".venv/bin/python -c 'import six; print(six.__version__)'",
        "/root/.cache/pdm/",
    ),
    "CAC011": (
        "FROM devcontain-stand-in/ruby\nRUN gem install greeting -v 1.0",
        "gem list greeting",
        "/var/lib/gems/3.1.0/cache/",
    ),
}

MISSED = {
    "~ is not expanded": f"{PYTHON}RUN {MOUNT}=~/.cache/pip pip install {SIX}\n",
    "--no-cache-dir": f"{PYTHON}RUN {MOUNT}=/root/.cache/pip pip install --no-cache-dir {SIX}\n",
    "another user's home": f"{UV}RUN install -d -o 1000 /home/app\nUSER 1000\nENV HOME=/home/app\n"
    f"RUN uv venv /tmp/venv && rm -rf ~/.cache\n"
    f"RUN {MOUNT}=/root/.cache/uv uv pip install --python /tmp/venv six==1.16.0\nUSER root\n",
}


@pytest.fixture(autouse=True)
def project(tmp_path):
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "app"\nversion = "1"\nrequires-python = "==3.11.*"\ndependencies = ["six==1.16.0"]\n'
    )


@pytest.mark.parametrize("case", CACHES)
def test_the_image_is_smaller_by_the_cache_alone(before_and_after, case):
    code = case.partition(" ")[0]
    text, question, cache = CACHES[case]
    before, after = before_and_after(code, text, unsafe=code == "CAC011")
    assert after.answer(question) == before.answer(question) != ""
    assert after.facts["Size"] < before.facts["Size"]
    lost = before.files - after.files
    assert lost
    assert [path for path in lost if not path.startswith(cache)] == []
    assert after.files - before.files == set()
    assert after.config == before.config


def test_recommended_packages_stay_away(before_and_after):
    text = f"{APT}RUN apt-get install -y zip\n"
    before, after = before_and_after("CAC012", text, unsafe=True)
    assert before.answer("which zip unzip").split() == ["/usr/bin/zip", "/usr/bin/unzip"]
    assert after.answer("which zip unzip || true") == "/usr/bin/zip"
    assert after.facts["Size"] < before.facts["Size"]


@pytest.mark.parametrize("text", MISSED.values(), ids=MISSED)
def test_a_cache_mount_is_filled(build, fixed, text):
    # A mount with an owner and one without are two caches.
    look = f"RUN {MOUNT}=/roots {MOUNT}=/users,uid=1000 find /roots /users -type f >/found\n"
    before, after = (
        build((each + look).replace("id=test", f"id={uuid.uuid4()}"), "--no-cache")
        for each in (text, fixed("CAC013", text))
    )
    assert before.answer("cat /found") == ""
    assert after.answer("cat /found") != ""
