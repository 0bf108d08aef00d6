"""What is downloaded, where it goes, what runs it, and whether its URL stays what it is."""

import pytest

from devcontain.semantics.build import Build
from devcontain.semantics.downloads import downloads_of, is_verified, readers_of, runners_of
from devcontain.semantics.floating import is_software, why_floating
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source

URL = "https://example.org/a.sh"


def step(text):
    return Build(parse(Source("Dockerfile", f"FROM a\nWORKDIR /w\n{text}\n"))).steps[1]


def targets(text):
    """The URL and the file of each download."""
    return [(download.url, download.target) for download in downloads_of(step(text))]


@pytest.mark.parametrize(
    ("body", "target"),
    [
        (f"curl -fsSL {URL}", ""),
        (f"curl -fsSL {URL} -o x", "/w/x"),
        (f"curl -fsSLo /opt/x {URL}", "/opt/x"),
        (f"curl -fsSLO {URL}", "/w/a.sh"),
        (f"curl -OL --output-dir /opt {URL}?x=1", "/opt/a.sh"),
        (f"curl {URL} > /opt/x", "/opt/x"),
        (f"curl -H 'X: https://other' --retry 3 {URL}", ""),
        (f"wget {URL}", "/w/a.sh"),
        (f"wget -q -P /opt {URL}", "/opt/a.sh"),
        (f"wget -qO- {URL}", ""),
        (f"wget -O x {URL}", "/w/x"),
        (f"cd /opt && wget {URL}", "/opt/a.sh"),
        (f"(cd /opt && true) && wget {URL}", "/w/a.sh"),
        (f"wget -O $X {URL}", None),
        (f"wget -O ~/x {URL}", "/root/x"),
        (f"aria2c -d /opt {URL}", "/opt/a.sh"),
    ],
)
def test_where_a_download_goes(body, target):
    [(_, found)] = targets(f"RUN {body}")
    assert found == target


@pytest.mark.parametrize(
    "body",
    [
        f"curl -I {URL}",
        f"curl -X POST -d x {URL}",
        f"wget --spider {URL}",
        "curl http://localhost:80/x",
        "curl --version",
        f"echo {URL}",
    ],
)
def test_what_is_no_download(body):
    assert targets(f"RUN {body}") == []


def test_what_add_downloads():
    url = "https://example.org/x.tar.gz"
    assert targets(f"ADD {url} a.txt /opt/") == [(url, "/opt/x.tar.gz")]
    assert targets(f"ADD {url} /opt/y") == [(url, "/opt/y")]
    assert targets("COPY a b") == []


@pytest.mark.parametrize(
    ("body", "names"),
    [
        (f"curl {URL} | sudo bash -", ["bash"]),
        (f"curl {URL} | tee x | sh", ["sh"]),
        (f'sh -c "$(curl {URL})"', ["sh"]),
        (f"bash <(curl {URL})", ["bash"]),
        (f"curl -O {URL} && sh a.sh", ["sh"]),
        (f"curl -O {URL} && chmod +x a.sh && ./a.sh", ["a.sh"]),
        (f"curl -o /opt/x.py {URL} && python3 /opt/x.py -q", ["python"]),
        (f"curl {URL} | tar -x", []),
        (f"curl -O {URL} && sh -c ls", []),
    ],
)
def test_what_runs_a_download(body, names):
    [download] = downloads_of(step(f"RUN {body}"))
    assert [command.name for command in runners_of(download)] == names


def test_a_later_run_runs_it():
    [download] = downloads_of(step(f"ADD {URL} /x.sh\nRUN sh /x.sh"))
    assert [command.name for command in runners_of(download)] == ["sh"]


def test_the_pipeline_after_a_command():
    first = step("RUN a | b | c && d | e").commands[0]
    assert [command.name for command in readers_of(first)] == ["b", "c"]


@pytest.mark.parametrize(
    ("text", "verified"),
    [
        (f"RUN curl -O {URL} && echo x a.sh | sha256sum -c -", True),
        (f"RUN curl -O {URL}\nRUN gpg --verify a.sig a.sh", True),
        (f"RUN curl -O {URL}\nRUN openssl dgst -sha256 a.sh", True),
        (f"RUN curl -O {URL}", False),
    ],
)
def test_whether_something_is_verified(text, verified):
    assert is_verified(step(text)) is verified


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://github.com/a/b/releases/latest/download/b", "moving"),
        ("https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh", "moving"),
        ("https://example.org/LATEST_RELEASE", "moving"),
        ("https://example.org/google-chrome-stable_current_amd64.deb", "moving"),
        ("https://example.org/latest/tool-1.2.3.tar.gz", None),
        ("https://raw.githubusercontent.com/a/b/main/install.sh", "branch"),
        ("https://raw.githubusercontent.com/a/b/refs/heads/v2/x", "branch"),
        ("https://raw.githubusercontent.com/a/b/v1.2/install.sh", None),
        ("https://raw.githubusercontent.com/a/b/3f2a1c9d0e/install.sh", None),
        ("https://github.com/a/b/archive/master.zip", "branch"),
        ("https://huggingface.co/a/b/resolve/main/model.bin", "branch"),
        ("https://git.example.org/x/plain/config.guess?h=master", "branch"),
        ("http://archive.ubuntu.com/ubuntu/pool/main/o/openssl/libssl1.1_1.1.0g-2_amd64.deb", None),
        ("https://example.org/$VERSION/x", None),
        ("https://example.org/jq/linux64/jq", "unversioned"),
        ("https://bootstrap.pypa.io/get-pip.py", "unversioned"),
        ("https://deb.nodesource.com/setup_18.x", None),
        ("https://download.docker.com/linux/debian/gpg", None),
        ("https://apt.example.org/latest/archive-keyring.gpg", None),
        ("sh.rustup.rs", "unversioned"),
    ],
)
def test_why_a_url_floats(url, reason):
    assert why_floating(url) == reason


@pytest.mark.parametrize(
    ("url", "software"),
    [
        ("https://awscli.amazonaws.com/awscli-exe-linux-x86_64.zip", True),
        ("https://dl.google.com/dl/cloudsdk/release/google-cloud-sdk.tar.gz", True),
        ("https://example.org/tool.deb?x=1", True),
        ("https://example.org/corpus.zip", False),
        ("https://example.org/font.ttf", False),
    ],
)
def test_what_is_software(url, software):
    assert is_software(url) is software
