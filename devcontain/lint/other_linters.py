"""What other linters of Dockerfiles check: our rule for it, or why there is none, and where the two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.lint.rule import OFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devcontain.lint.rule import Rule

HADOLINT = tuple(
    "DL1001 DL3000 DL3001 DL3002 DL3003 DL3004 DL3006 DL3007 DL3008 DL3009 DL3010 DL3011 DL3012 DL3013 DL3014 DL3015"
    " DL3016 DL3018 DL3019 DL3020 DL3021 DL3022 DL3023 DL3024 DL3025 DL3026 DL3027 DL3028 DL3029 DL3030 DL3032 DL3033"
    " DL3034 DL3035 DL3036 DL3037 DL3038 DL3040 DL3041 DL3042 DL3043 DL3044 DL3045 DL3046 DL3047 DL3048 DL3049 DL3050"
    " DL3051 DL3052 DL3053 DL3054 DL3055 DL3056 DL3057 DL3058 DL3059 DL3060 DL3061 DL3062 DL3063 DL3064 DL3065 DL3066"
    " DL3067 DL4000 DL4001 DL4003 DL4004 DL4005 DL4006".split()
)
"""The rules of hadolint 2.15, by code."""

BUILDKIT = tuple(
    "StageNameCasing FromAsCasing NoEmptyContinuation ConsistentInstructionCasing DuplicateStageName ReservedStageName"
    " JSONArgsRecommended MaintainerDeprecated UndefinedArgInFrom WorkdirRelativePath UndefinedVar"
    " MultipleInstructionsDisallowed LegacyKeyValueFormat InvalidBaseImagePlatform RedundantTargetPlatform"
    " SecretsUsedInArgOrEnv InvalidDefaultArgInFrom FromPlatformFlagConstDisallowed CopyIgnoredFile"
    " InvalidDefinitionDescription ExposeProtoCasing ExposeInvalidFormat".split()
)
"""The checks of `docker build --check`, by name."""

WITHOUT_RULE = {
    "DL1001": "a comment that silences a finding is how a team says that it has looked at it",
    "InvalidBaseImagePlatform": "asks the registry for the image's platforms; the build itself says it",
    "InvalidDefinitionDescription": "takes each comment above an ARG or a FROM for its description, which few are",
}
"""Why a check has no rule of ours."""

DIFFERENCES = {
    "DL3000": "a path relative to a WORKDIR above it is clear",
    "DL3001": "a service that the rest of the RUN uses is fine",
    "DL3002": "only the stage that makes the image counts, and no dev container",
    "DL3003": "a `cd` in a subshell leaves the directory as it was",
    "DL3009": "a stage that does not reach the image is information; every way to remove the lists counts, and only"
    " that: `rm -rf /tmp/x` does not clean them, a cache mount over all of `/var/lib/apt` does",
    "DL3013": "a range is not a pin; a file or `.` beside a package excuses nothing; uv, pipx, Pipenv and all spellings"
    " of pip count; a Git URL is a matter of PIN014",
    "DL3016": "a range is not a pin; a Git URL is a matter of PIN014",
    "DL3018": "a range (`>=`, `<`) is not a pin; the beginning of a version (`~`) is enough",
    "DL3019": "an index that the same RUN removes does not stay",
    "DL3020": "what a variable or a pattern names may be a URL or an archive",
    "DL3022": "information where the name may be an image's or another context's; an image without a tag is PIN001's",
    "DL3025": "a health check gets no signals, so it may use a shell; so may `exec`, and what follows a SHELL",
    "DL3033": "a variable whose value cannot be known is taken for a version",
    "DL3037": "a range (`>`, `<=`) is not a pin",
    "DL3038": "microdnf never asks",
    "DL3041": "a variable whose value cannot be known is taken for a version",
    "DL3042": "pip takes any value of `PIP_NO_CACHE_DIR`, `0` and `false` too, as a yes; so do we",
    "DL3046": "the `useradd` of Debian 12 and Ubuntu 24.04 makes no room for a high number, and is left alone",
    "DL3047": "the wget of BusyBox is left alone",
    "DL3048": "a `$` in a key is a variable, and left alone",
    "DL3049": "only the stage that makes the image counts",
    **dict.fromkeys(["DL3050", "DL3051"], "only stages that reach the image count"),
    **dict.fromkeys(
        ["DL3052", "DL3053", "DL3054", "DL3056", "DL3058"],
        "a value with a variable is left to the build; stages that do not reach the image do not count",
    ),
    "DL3055": "a hash may be shortened to any length from 7 digits on; a value with a variable is left to the build",
    "DL3059": "one RUN for all is one layer to repeat for all",
    "DL3060": "a stage that does not reach the image is information",
    "DL3062": "a path without a dot is the module's own unless a version is asked for; where a `go.mod` is, a path"
    " alone means its version",
    "DL3064": "a user's name is no secret, nor is a placeholder, nor what tells of a file, a URL or a limit",
    "DL4006": "only where the left side may fail and the right side would not notice",
    "UndefinedVar": "only what the file alone decides: what a base image may set is left alone",
    "SecretsUsedInArgOrEnv": "a placeholder is no secret, nor is what tells of a file, a URL or a limit",
    "JSONArgsRecommended": "not for what begins with `exec`",
    "CopyIgnoredFile": "only where all that is copied by name is found, which tells the build context",
    "WorkdirRelativePath": "a variable that cannot be known is left alone",
}
"""Where our rule says something else about the same file, and means to."""


class Counterpart(NamedTuple):
    """A check of another linter, our rule for it if there is one, and a word about the two."""

    check: str
    rule: Rule | None
    remark: str


def counterparts(checks: Iterable[str], rules: Iterable[Rule]) -> Iterator[Counterpart]:
    """What we have for each of these checks."""
    known = {alias: rule for rule in rules for alias in rule.aliases}
    for check in checks:
        rule = known.get(check)
        remarks = ["off by default" if rule and rule.severity == OFF else "", DIFFERENCES.get(check, "")]
        yield Counterpart(check, rule, WITHOUT_RULE.get(check) or "; ".join(filter(None, remarks)))
