"""Check whom you download from.

Without a certificate's or a signature's check anybody between the build and the server decides what is installed. Add
the missing certificate instead (`ca-certificates`, or the company's own with `update-ca-certificates`).

```dockerfile bad
FROM python:3.12-slim
RUN curl «-kfsSL» https://example.com/install-1.0.sh -o /install.sh
RUN wget «--no-check-certificate» https://example.com/a-1.0
RUN pip install «--trusted-host» index.example.org flask==3.0.3 && apt-get install -y «--allow-unauthenticated» tool
ENV «GIT_SSL_NO_VERIFY»=1
RUN git config --global «http.sslVerify» false && npm config set «strict-ssl» false
```

```dockerfile good
FROM python:3.12-slim
RUN curl -fsSL -o k https://example.com/a-1.0 && curl -k https://localhost:8443/health
RUN pip install --trusted-host 127.0.0.1 --index-url http://127.0.0.1:3141/simple flask==3.0.3
ENV GIT_SSL_NO_VERIFY=0 NODE_TLS_REJECT_UNAUTHORIZED=1
RUN git config --global http.sslVerify true && apk add --no-cache curl && apk add --allow-untrusted ./own.apk
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, instruction, rule, run
from devcontain.pattern import pattern
from devcontain.semantics.options import read_options
from devcontain.semantics.variables import unquote
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_FLAGS = {
    "curl": ("-k", "--insecure", "--proxy-insecure"),
    "wget": ("--no-check-certificate",),
    "pip": ("--trusted-host",),
    "uv": ("--allow-insecure-host", "--trusted-host"),
    "apt-get": ("--allow-unauthenticated", "--allow-insecure-repositories", "--force-yes"),
    "apt": ("--allow-unauthenticated", "--allow-insecure-repositories"),
    "apk": ("--allow-untrusted",),
    "yum": ("--nogpgcheck",),
    "dnf": ("--nogpgcheck", "--no-gpgchecks"),
    "microdnf": ("--nogpgcheck",),
    "zypper": ("--no-gpg-checks",),
}
_WITH_VALUE = {
    "curl": tuple(f"-{letter}" for letter in "oHduxXAbceFmTwCDEK"),
    "wget": tuple(f"-{letter}" for letter in "OPoaUeTt"),
}
_SETTINGS = {
    "http.sslverify": ("false", "0"),
    "strict-ssl": ("false",),
    "ssl_verify": ("false", "no"),
    "global.trusted-host": (),
}
_VARIABLES = {
    "GIT_SSL_NO_VERIFY": pattern(r"1|true|yes", re.IGNORECASE),
    "NODE_TLS_REJECT_UNAUTHORIZED": pattern(r"0"),
    "PYTHONHTTPSVERIFY": pattern(r"0"),
    "PIP_TRUSTED_HOST": pattern(r"(?!localhost|127\.|host\.).+", re.DOTALL),
    "UV_INSECURE_HOST": pattern(r"(?!localhost|127\.|host\.).+", re.DOTALL),
    "CURL_INSECURE": pattern(r"1|true"),
}
_HERE = pattern(r"(?:https?://)?(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?:[:/].*)?")
_HELP = "leave it out, and install the certificate or the key that is missing"


@rule("SEC007", on=[run(*_FLAGS, "git", "npm", "yarn", "conda", "mamba", "pnpm"), instruction("ENV")], severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield each flag, setting or variable that turns a check off."""
    if step.keyword == "ENV":
        yield from _variables(step)
        return
    for command in step.commands:
        if command.name in _FLAGS:
            yield from _flags(command)
        elif command.name in ("git", "npm", "yarn", "conda", "mamba", "pnpm"):
            yield from _settings(command)


def _variables(step: Step) -> Iterator[Problem]:
    for pair in step.instruction.pairs:
        pattern = _VARIABLES.get(pair.name)
        if pattern and pair.value is not None and pattern.fullmatch(unquote(pair.value)):
            span = Span(pair.span.start, pair.span.start + len(pair.name))
            yield Problem(span, f"`{pair.name}` turns the check of certificates off", help=_HELP)


def _flags(command: Command) -> Iterator[Problem]:
    flags = _FLAGS[command.name]
    if not any(
        value.startswith("-") and (value[1] != "-" or value.partition("=")[0] in flags)
        for value in command.values
        if len(value) > 1
    ):
        return
    options = read_options(command, (*_WITH_VALUE.get(command.name, ()), "--trusted-host"))
    if not options.has(*flags):
        return
    if command.name == "apk" and all(operand.value.endswith(".apk") for operand in options.operands[1:]):
        return
    hosts = [operand.value for operand in (*options.operands, *options.values("--trusted-host"))]
    if any(map(_HERE.fullmatch, hosts)):
        return
    short = [flag[1] for flag in flags if len(flag) == 2]
    for word, value in zip(command.arguments, command.values, strict=True):
        is_cluster = bool(re.fullmatch(r"-[A-Za-z]+", value)) and any(letter in value for letter in short)
        if value.partition("=")[0] in flags or is_cluster:
            yield Problem(word.span, f"`{value}` turns a check of the server or its packages off", help=_HELP)
            return


def _settings(command: Command) -> Iterator[Problem]:
    """`git config http.sslVerify false`, `git -c http.sslVerify=false`, `npm config set strict-ssl false`."""
    for index, (word, value) in enumerate(zip(command.arguments, command.values, strict=True)):
        name, equals, text = value.partition("=")
        off = _SETTINGS.get(name.lower())
        following = text if equals else next(iter(command.values[index + 1 :]), "")
        if off and following.lower() in off:
            yield Problem(word.span, f"`{name}` turns the check of certificates off", help=_HELP)
            return
