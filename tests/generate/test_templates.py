"""Own templates and services go before ours, file by file, and reach nothing outside of their directory."""

import re
import resource
import signal
import sys

import pytest

from devcontain.detect import detect
from devcontain.errors import UserError
from devcontain.generate.artifacts import artifacts
from devcontain.generate.decide import decide
from devcontain.generate.limits import limited
from devcontain.generate.templates import Templates
from devcontain.generate.wishes import Wishes


@pytest.fixture
def own(tmp_path):
    """Write templates, and generate for a repository that requires Flask."""

    def generate(**files):
        for name, text in files.items():
            path = tmp_path / "own" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        repository = tmp_path / "repository"
        repository.mkdir(exist_ok=True)
        (repository / "requirements.txt").write_text("flask\nnats-py\n")
        templates = Templates(tmp_path / "own")
        plan = decide(detect(repository, None, templates.services), Wishes(), templates.services)
        return {artifact.path: artifact.text for artifact in artifacts(plan, templates)}

    generate.directory = tmp_path / "own"
    return generate


def test_a_template_replaces_ours(own):
    files = own(**{"dockerfile/pip.j2": "FROM {{ python.image.reference }}\n"})
    assert files[".devcontainer/Dockerfile"] == "FROM mcr.microsoft.com/devcontainers/python:3-3.13-bookworm\n"


def test_a_template_may_extend_ours(own):
    text = '{% extends "devcontain/pip.j2" %}\n{% block tools %}\nRUN true\n{% endblock %}\n'
    dockerfile = own(**{"dockerfile/pip.j2": text})[".devcontainer/Dockerfile"]
    assert "RUN true" in dockerfile
    assert "pip install --cache-dir=/var/cache/pip" in dockerfile


def test_the_layout_that_all_extend_can_be_replaced(own):
    assert own(**{"dockerfile/base.j2": "FROM x\n"})[".devcontainer/Dockerfile"] == "FROM x\n"


def test_a_service_is_added(own):
    fragment = "distributions: [nats-py]\nenvironment: {NATS_URL: 'nats://nats:4222'}\nservice: {image: 'nats:2.11'}\n"
    assert "image: nats:2.11" in own(**{"services/nats.yaml": fragment})[".devcontainer/compose.yaml"]


def test_a_dockerignore_replaces_ours(own):
    assert own(dockerignore=".git\n")[".dockerignore"] == ".git\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("FROM {{ nothing }}", "dockerfile/pip.j2:1: 'nothing' is undefined"),
        ("FROM x\n{% if %}", "dockerfile/pip.j2:2: Expected an expression"),
        ("{{ ().__class__.__base__.__subclasses__() }}", "access to attribute '__class__'"),
        ("{{ python._replace.__globals__ }}", "access to attribute"),
        ("{% include '../../secret' %}", "leads out of the directory of templates"),
        ("{% include '/etc/passwd' %}", "there is no template `/etc/passwd`"),
        ("{% include 'nothing.j2' %}", "there is no template `nothing.j2`"),
        ("{% extends 'pip.j2' %}", "dockerfile/"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ services.append(1) }}", "access to attribute 'append'"),
        ("{{ range(10 ** 9) | list }}", "Range too big"),
    ],
)
def test_a_template_that_is_wrong_or_reaches_out_is_refused(own, tmp_path, text, message):
    (tmp_path / "secret").write_text("secret")
    with pytest.raises(UserError, match=re.escape(message)):
        own(**{"dockerfile/pip.j2": text})


@pytest.mark.parametrize("name", ["dockerfile/pip.j2", "dockerignore", "services/nats.yaml", "services"])
@pytest.mark.parametrize("target", ["secret", "absent", "/dev/zero"])
def test_a_link_that_leads_out_is_refused(own, tmp_path, name, target):
    (tmp_path / "secret").write_text("title: x\nservice: {image: x}\n")
    (own.directory / "dockerfile").mkdir(parents=True)
    if name.startswith("services/"):
        (own.directory / "services").mkdir()
    (own.directory / name).symlink_to(target if target.startswith("/") else tmp_path / target)
    if name == "services":
        own()
    else:
        with pytest.raises(UserError, match="leads"):
            own()


def test_a_directory_of_services_that_is_a_link_is_refused(own, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "nats.yaml").write_text("service: {image: x}\n")
    own.directory.mkdir()
    (own.directory / "services").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="leads out of the directory of templates"):
        own()


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("nats", "service: [", "services/nats.yaml:1:11: "),
        ("nats", "title: x", "the key `service` must hold the service"),
        ("nats", "service: {}\npackages: vim", "`packages` must be a list of names"),
        ("nats", "service: {}\npackages: ['vim; reboot']", "`vim; reboot` cannot stand in `packages`"),
        ("nats", "service: {}\nenvironment: {a b: c}", "`environment` must map names of variables to text"),
        ("nats", "service: {}\nenvironment: {A: 1}", "`environment` must map names of variables to text"),
        ("nats", "service: {}\nvariables: [NATS]", "`variables` must map names of variables to text"),
        ("nats", "service: {}\non_request: maybe", "`on_request` must be true or false"),
        ("nats", "service: {}\nversions: {x: {}}", "`versions` must map major versions to keys of `service`"),
        ("nats", "service: {}\nversions: {2: x}", "`versions` must map major versions to keys of `service`"),
        ("Nats x", "service: {}", "`Nats x` cannot name a service"),
    ],
)
def test_a_service_that_is_wrong_is_refused(own, name, text, message):
    with pytest.raises(UserError, match=re.escape(message)):
        own(**{f"services/{name}.yaml": text})


def test_a_directory_without_templates_is_refused(own, tmp_path):
    own.directory.mkdir()
    with pytest.raises(UserError, match="holds no templates"):
        own()


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("dockerfile/pips.j2", "is not read: it replaces no template", "did you mean `pip.j2`?"),
        ("dockerfile/company.j2", "is not read: it replaces no template", "there are base.j2, conda.j2, "),
        ("services/nats.yml", "is not read: a service's file ends in `.yaml`", "call it `nats.yaml`"),
    ],
)
def test_a_file_that_nothing_would_read_is_refused(own, name, message, hint):
    with pytest.raises(UserError) as refused:
        own(**{name: "", "dockerfile/uv.j2": '{% extends "devcontain/uv.j2" %}'})
    assert refused.value.message == f"`{own.directory / name}` {message}"
    assert refused.value.hint.startswith(hint)


@pytest.mark.parametrize(
    "use",
    [
        "{% extends 'company.j2' %}",
        "{%- include 'company.j2' ignore missing -%}",
        '{% from "company.j2" import proxy %}',
        "{% include 'comp' ~ 'any.j2' %}",
        "{% include ['company.j2', 'base.j2'] %}",
    ],
)
def test_a_file_that_a_template_names_is_no_mistake(own, use):
    own(**{"dockerfile/company.j2": "{% macro proxy() %}{% endmacro %}FROM x\n", "dockerfile/pip.j2": use})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{% for i in range(9999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "more than 0.3 seconds"),
        ("{% set x = 9 ** (9 ** 9) %}", "takes more than 0.3 seconds"),
        ("{{ 'x' * 10 ** 9 }}", "takes more than 256 MiB of memory"),
        ("{{ '%1000000000d' % 1 }}", "takes more than 256 MiB of memory"),
        ("{{ 'x'.center(10 ** 9) }}", "takes more than 256 MiB of memory"),
        ("{% for i in range(99999) %}{% for j in range(99) %}xxxxx{% endfor %}{% endfor %}", "takes more than"),
        ("{{ 'x' * 10 ** 7 }}", "gives more than 1 MiB of text"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds both time and memory")
def test_a_template_that_takes_too_much_is_refused_and_takes_nothing_else_with_it(own, monkeypatch, text, reason):
    monkeypatch.setattr("devcontain.generate.render._SECONDS", 0.3)
    before = signal.getsignal(signal.SIGALRM), resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(UserError, match=re.escape(reason)):
        own(**{"dockerfile/pip.j2": text})
    assert (signal.getsignal(signal.SIGALRM), resource.getrlimit(resource.RLIMIT_AS)) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_nothing_is_bounded_where_the_system_cannot_tell(monkeypatch):
    monkeypatch.setattr("devcontain.generate.limits._PAGES", "/absent")
    monkeypatch.delattr(signal, "setitimer")
    with limited(0.0001, 1):
        assert len(b"x" * (8 << 20)) == 8 << 20
