"""Makes lock files with the managers themselves, so that none has to stand here and grow old."""

import re
import subprocess
import sys

_INDEX = "$(python -c 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)')"
_NAMED = f'\'\\n[[tool.poetry.source]]\\nname = "index"\\nurl = "%s"\\n\' {_INDEX}'
COMMANDS = {
    # Poetry asks an interface of the package index that mirrors lack, unless the index is named.
    "poetry.lock": f"printf {_NAMED} >> pyproject.toml && poetry lock",
    "pdm.lock": "pdm lock --python $(python -c 'import platform; print(platform.python_version())')",
    "Pipfile.lock": "pipenv lock",
}


def lock(directory, image, file, tool, *, project="."):
    """Make the lock file of a project in the directory, in a container of the image."""
    if file == "uv.lock":
        subprocess.run([sys.executable, "-m", "uv", "lock", "--quiet", "--directory", directory / project], check=True)
        return
    install = f"python -m venv /tmp/tool && /tmp/tool/bin/pip install -q {tool} && export PATH=/tmp/tool/bin:$PATH"
    place = ["--volume", f"{directory}:/project", "--workdir", f"/project/{project}"]
    run = ["docker", "run", "--rm", *place, image, "sh", "-c", f"{install} && {COMMANDS[file]}"]
    done = subprocess.run(run, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr + done.stdout


def lock_again(directory):
    """Make the lock files of a generated project anew, with the managers that its Dockerfile installs."""
    for name in ("uv.lock", *COMMANDS):
        for path in directory.rglob(name):
            path.unlink()
            dockerfile = next((directory / ".devcontainer").rglob("Dockerfile")).read_text()
            image = re.search(r"^FROM (\S+)", dockerfile, re.MULTILINE)[1]
            tool = re.search(r"/bin/pip install --no-cache-dir (.+?)(?: \\)?$", dockerfile, re.MULTILINE)
            lock(directory, image, name, tool and tool[1], project=path.parent.relative_to(directory))
