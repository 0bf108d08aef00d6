"""What a fix of a Dockerfile, its GPU variables or a devcontainer.json promises, on a real engine.

Not built here: GPU207, GPU703 and GPU704, which need gigabytes of frameworks and CUDA's compiler. That DKF036 saves
hundreds of megabytes shows on Debian 11 alone, of which there is no stand-in; here the user is the same.
"""

import os
import subprocess
import uuid

import pytest

PYTHON = "FROM python:3.11-slim-bookworm\n"
CUDA = (
    "FROM python:3.11-slim-bookworm AS cuda\nENV LD_LIBRARY_PATH=/usr/local/nvidia/lib64 NVIDIA_VISIBLE_DEVICES=all\n"
)
DEVCONTAINER = "mcr.microsoft.com/devcontainers/python:3-3.11-bookworm"

SAME = {
    "DKF003": f"{PYTHON}WORKDIR app\nRUN touch here\n",
    "DKF009": f"{PYTHON}RUN apt update && apt install -y --no-install-recommends bc && apt clean\n",
    "DKF012": f"{PYTHON}EXPOSE 8080:80 53/UDP\n",
    "DKF013": f'{PYTHON}CMD ["python", "-V"]\nRUN touch /file\nCMD ["bash"]\n',
    "DKF014": f"{PYTHON}ADD a.txt /srv/\n",
    "DKF014 a folder": f"{PYTHON}ADD . /srv/\n",
    "DKF015": f"{PYTHON}WORKDIR /srv/app\nCOPY a.txt b.txt /srv/app\n",
    "DKF022": "FROM --platform=$TARGETPLATFORM python:3.11-slim-bookworm\nRUN touch /file\n",
    "DKF026": f"{PYTHON}ENV LANG C.UTF-8\nENV GREETING hello to all\nLABEL about An image\nENV PATH  /opt/bin:$PATH\n",
    "DKF027": f'{PYTHON}run touch /file\nFROM python:3.11-slim-bookworm AS Build\nRUN touch /other\nCMD ["bash"]\n',
    "DKF028": f"{PYTHON}RUN touch /file && \\\n\n    touch /other\n",
    "DKF036": "FROM devcontain-stand-in/node\nRUN useradd -m -u 1234567 dev\n",
    "SUP001,CAC001": f"{PYTHON}# devcontain: ignore=CAC001 the image is thrown away\nRUN touch /file\n",
    "GPU501": "FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nENV NVIDIA_VISIBLE_DEVICES all\nRUN touch /file\n",
}
"""A Dockerfile whose fix changes nothing in the image."""

DIFFERENT = {
    "DKF006": (
        f"{PYTHON}RUN mkdir /opt/app\nRUN cd /opt/app\nRUN touch here\n",
        "ls -d /here /opt/app/here 2>/dev/null || true",
        ("/here", "/opt/app/here"),
    ),
    "DKF008": (
        f"FROM {DEVCONTAINER}\nENV GREETING=hello\nUSER root\nRUN sudo sh -c 'echo $GREETING there >/said'\n",
        "cat /said",
        ("there", "hello there"),
    ),
    "DKF023": (f"{PYTHON}ENV TOOLS=/opt/tools PLACE=$TOOLS/bin\n", "echo $PLACE", ("/bin", "/opt/tools/bin")),
    "DKF024": (f"ARG VERSION=1.2\n{PYTHON}ENV RELEASE=r$VERSION\n", "echo $RELEASE", ("r", "r1.2")),
    "DKF015": (f"{PYTHON}COPY a.txt b.txt /srv/app\n", "ls /srv/app", ("/srv/app", "a.txt\nb.txt")),
    "GPU503": (
        f"{PYTHON}ENV NVIDIA_DRIVER_CAPABILITIES=compute\n",
        "echo $NVIDIA_DRIVER_CAPABILITIES",
        ("compute", "compute,utility"),
    ),
    "GPU504": (
        "FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\nENV LD_LIBRARY_PATH=/usr/local/lib\n",
        "echo $LD_LIBRARY_PATH",
        ("/usr/local/lib", "/usr/local/lib:/usr/local/nvidia/lib64"),
    ),
    "GPU504 stubs": (
        "FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04\n"
        "ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64/stubs:${LD_LIBRARY_PATH}\n",
        "echo $LD_LIBRARY_PATH",
        ("/usr/local/cuda/lib64/stubs:/usr/local/nvidia/lib64", "/usr/local/nvidia/lib64"),
    ),
}
"""A Dockerfile, a question, and what the image answers before and after."""

SAFE = {
    "DKF003",
    "DKF009",
    "DKF012",
    "DKF014",
    "DKF022",
    "DKF026",
    "DKF027",
    "DKF028",
    "DKF036",
    "SUP001,CAC001",
    "GPU501",
    "GPU503",
}

REFUSED = {
    "DKF010": (
        f"{PYTHON}RUN apt-get update && apt-get install zip\n",
        "Abort",
        "zip --version",
    ),
    "DKF010 dnf": (
        "FROM devcontain-stand-in/rpm\nRUN dnf install greeting\n",
        "Operation aborted",
        "cat /usr/share/greeting/text",
    ),
}
"""A Dockerfile that does not build, what the build says, and a command that the fixed one can carry out."""


@pytest.fixture(autouse=True)
def context(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / ".dockerignore").write_text("Dockerfile\n")


@pytest.fixture(scope="session")
def cuda(engine):
    """The options of a build that take Python's image, with a variable of NVIDIA's, for NVIDIA's."""
    tag = "devcontain-test:cuda"
    subprocess.run(["docker", "build", "--tag", tag, "-"], input=CUDA, text=True, check=True, capture_output=True)
    yield [f"--build-context=nvidia/cuda:12.4.1-runtime-ubuntu22.04=docker-image://{tag}"]
    subprocess.run(["docker", "image", "rm", "--force", tag], capture_output=True)


def code_of(case):
    return case.partition(" ")[0]


@pytest.mark.parametrize("case", SAME)
def test_the_image_is_the_same(before_and_after, cuda, case):
    code = code_of(case)
    before, after = before_and_after(code, SAME[case], *cuda, unsafe=code not in SAFE)
    assert after.config == before.config
    assert after.files == before.files


@pytest.mark.parametrize("case", DIFFERENT)
def test_the_image_does_what_was_meant(before_and_after, cuda, case):
    code = code_of(case)
    text, question, answers = DIFFERENT[case]
    images = before_and_after(code, text, *cuda, unsafe=code not in SAFE)
    assert tuple(image.answer(question) for image in images) == answers


@pytest.mark.parametrize("case", REFUSED)
def test_the_image_can_be_built(build, fixed, case):
    text, complaint, command = REFUSED[case]
    with pytest.raises(AssertionError, match=complaint):
        build(text)
    build(fixed(code_of(case), text)).answer(command)


def test_apt_warns_of_itself_no_longer(before_and_after):
    before, after = before_and_after("DKF009", f"{PYTHON}RUN apt clean && echo {uuid.uuid4()}\n")
    warning = "apt does not have a stable CLI interface"
    assert (warning in before.log, warning in after.log) == (True, False)


def test_the_author_is_a_label(before_and_after):
    before, after = before_and_after("DKF029", f"{PYTHON}MAINTAINER Ada <ada@example.com>\n")
    assert before.facts["Author"] == after.config["Labels"]["org.opencontainers.image.authors"]


def test_an_entry_point_gets_its_arguments(before_and_after):
    before, after = before_and_after("DKF019", f"{PYTHON}ENTRYPOINT echo hello\n", unsafe=True)
    assert (before.run("world"), after.run("world")) == ("hello", "hello world")


def test_a_command_starts_as_before(before_and_after):
    images = before_and_after("DKF019", f"{PYTHON}CMD python3 -m site --user-base\n", unsafe=True)
    assert [image.run() for image in images] == ["/root/.local", "/root/.local"]


def test_an_array_starts_its_program(before_and_after):
    before, after = before_and_after("DKF020", f"{PYTHON}CMD ['echo', 'hello']\n", unsafe=True)
    assert after.run() == "hello"
    with pytest.raises(subprocess.CalledProcessError):
        before.run()


def test_progress_takes_few_lines(before_and_after, tmp_path):
    (tmp_path / "model").write_bytes(os.urandom(5_000_000))
    serve = "(python3 -m http.server --directory /srv 8000 & sleep 2)"
    text = f"{PYTHON}RUN apt-get update && apt-get install -y --no-install-recommends wget\nCOPY model /srv/\n"
    before, after = before_and_after("DKF037", f"{text}RUN {serve} && wget http://localhost:8000/model\n")
    assert before.answer("cmp model /srv/model && echo same") == after.answer("cmp model /srv/model && echo same")
    assert before.log.count(".......... ") > 10 * after.log.count(".......... ")


def test_a_dev_container_opens_without_a_gpu(project_copy, devcontainer_up, fixed, tmp_path):
    if "nvidia" in subprocess.check_output(["docker", "info", "--format", "{{.Runtimes}}"], text=True):
        pytest.skip("this engine has GPUs to give")
    directory = project_copy("scripts")
    text = f'{{\n  "image": "{DEVCONTAINER}",\n  "runArgs": ["--gpus", "all"]\n}}\n'
    path = directory / ".devcontainer" / "devcontainer.json"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(AssertionError, match="could not select device driver"):
        devcontainer_up(directory)
    path.write_text(fixed("GPU2101", text, unsafe=True, path=".devcontainer/devcontainer.json"))
    assert devcontainer_up(directory).exec("id", "--user", "--name").stdout.strip() == "vscode"
