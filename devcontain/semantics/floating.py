"""Whether a URL names something that stays what it is, as far as its words tell."""

from __future__ import annotations

import re
from typing import Literal

from devcontain.pattern import pattern

Reason = Literal["moving", "branch", "unversioned"]

_PARTS = pattern(r"(?:\w+://)?(?:[^/@]*@)?([^/?#]+)([^#]*)")
_MOVING = pattern(r"(?<![A-Za-z])latest(?![A-Za-z])", re.IGNORECASE)
_VAGUE = pattern(
    r"(?<![A-Za-z])(?:current|stable|nightly|snapshot|lts|edge|canary|continuous)(?![A-Za-z])", re.IGNORECASE
)
_BRANCHES = "master|main|trunk|develop|devel|dev|HEAD|gh-pages|nightly"
_CODE_HOST = pattern(
    r"raw\.githubusercontent\.com|(?:www\.|raw\.)?github\.com|codeload\.github\.com|(?:.*\.)?gitlab\.[\w.]+|bitbucket\.org"
    r"|(?:.*\.)?huggingface\.co|hf\.co|cdn\.jsdelivr\.net|(?:.*\.)?googlesource\.com|gitee\.com|rawgit\.com"
    r"|(?:cgit|git)\.[\w.-]+|opendev\.org|codeberg\.org"
)
_BRANCH = pattern(
    rf"/(?:refs/heads/[^/]+|(?:{_BRANCHES}))(?=/|$|\.zip|\.tar\.|[?])|[?&](?:h|ref|id|at)=(?:{_BRANCHES})(?=&|$)|@(?:{_BRANCHES})/"
)
_MASTER = pattern(r"/(?:master|trunk)(?=/|\.zip|\.tar\.)")
_HEADS = pattern(r"/refs/heads/")
_MACHINE = pattern(
    r"x86[-_]?64|glnxa64|maci64|amd64|arm64(?:v8)?|aarch64|armv\d\w*|armhf|i[3-6]86|(?:linux|win|darwin|mac|macos)[-_]?(?:32|64)|x64|x86"
    r"|64-?bit|32-?bit|ppc64(?:le)?|s390x|(?:glibc|musl)[\d.]*|mp3|mp4|h264|utf-?8|bz2|7z|sha\d+|md5|s3|k8s|i18n|l10n",
    re.IGNORECASE,
)
_NUMBERED_NAME = pattern(
    r"(?:python|conda|miniconda|anaconda|forge|node|lib\w*|boost|qt|gtk|log4)[23]\b", re.IGNORECASE
)
_EXACT = pattern(r"\d+[._]\d+[._]\d+|\d{8}")
_VERSION = pattern(r"\d")
_COMMIT = pattern(r"(?<![0-9a-zA-Z])[0-9a-f]{7,64}(?![0-9a-zA-Z])")
_SOFTWARE = pattern(
    r"\.(?:deb|rpm|apk|jar|phar|exe|run|whl|appimage)$|(?:^|[-_.])(?:sdk|cli|installer|setup|linux|linux64|amd64)(?:[-_.]|$)",
    re.IGNORECASE,
)
_SUPPORTING = pattern(
    r".*(?:\.(?:gpg|asc|key|pub|pgp|list|repo|sources|sig|sign|pem|crt|cer|ascii)|gpg|key|keys|keyring|[-_.]?(?:sha|md5)\d*(?:sums?)?(?:\.txt)?)",
    re.IGNORECASE,
)


def why_floating(url: str) -> Reason | None:
    """Why a URL may give another file tomorrow: a moving name, a branch, or no version at all.

    Keys, signatures and lists of package sources are no such files. What a variable may name is taken for a version.
    """
    match = _PARTS.match(url)
    if match is None:
        return None
    host, path = match[1].lower(), match[2]
    last = path.partition("?")[0].rstrip("/").rpartition("/")[2]
    if is_supporting(path):
        return None
    known = _NUMBERED_NAME.sub("", _MACHINE.sub("", path))
    if _CODE_HOST.fullmatch(host) and _BRANCH.search(path) and (_HEADS.search(path) or not _EXACT.search(last)):
        return "branch"
    if _MOVING.search(path) and not _EXACT.search(_MACHINE.sub("", last)):
        return "moving"
    if _is_versioned(known):
        return None
    if _MASTER.search(path):
        return "branch"
    return "moving" if _VAGUE.search(path) else "unversioned"


def is_supporting(url: str) -> bool:
    """Whether a URL names a key, a signature, a checksum or a list of package sources."""
    return bool(_SUPPORTING.fullmatch(url.partition("?")[0].rstrip("/").rpartition("/")[2]))


def is_software(url: str) -> bool:
    """Whether a URL names a program or a package rather than data, as far as its last part tells."""
    return bool(_SOFTWARE.search(url.partition("?")[0].rpartition("/")[2]))


def _is_versioned(path: str) -> bool:
    return bool("$" in path or "`" in path or _VERSION.search(path) or _COMMIT.search(path))
