"""The AWS CLI, and the credentials of the host's user for it: only to be read, and only where that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.detect.facts import Evidence, Secret
from devcontain.generate.plan import HOME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devcontain.services import Service

PACKAGE = "awscli"
SDKS = frozenset(
    ("aioboto3", "aiobotocore", "awswrangler", "aws-cdk-lib", "aws-sam-cli", "boto3", "botocore", "chalice", "s3fs")
)
"""Distributions whose users are asked whether they want it."""
SECRETS = tuple(
    Secret(name, f"{title}, where there is no ~/.aws, as in Codespaces", "", Evidence("--aws"))
    for name, title in (("AWS_ACCESS_KEY_ID", "AWS access key"), ("AWS_SECRET_ACCESS_KEY", "AWS secret access key"))
)
_HOST = "${localEnv:HOME}${localEnv:USERPROFILE}/.aws"
_HERE = f"{HOME}/.aws"

# Made of what both sh and cmd.exe understand, in which `mkdir` has no option to accept what is there.
MAKE_FOLDER = f'cd "{_HOST}" || mkdir "{_HOST}" || cd .'
"""What makes sure that the host has the folder, without which no container starts."""
MOUNT = f"type=bind,source={_HOST},target={_HERE},readonly"
VOLUME = f"~/.aws:{_HERE}:ro"


def aws_notes(beside: Iterable[Service]) -> list[str]:
    """What keeps the credentials from being used: services beside the application that stand in for AWS."""
    name = SECRETS[0].name
    found = [service.title for service in beside if name in service.environment]
    return [f"{name} is that of {title}, and goes before ~/.aws" for title in found[:1]]
