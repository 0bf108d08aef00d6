"""What a secret looks like: by the name of a variable, by its value, and by a file's name."""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise

from devcontain.pattern import pattern

_WORDS = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SECRET = frozenset(
    "password passwd passphrase pword secret token credential credentials apikey apitoken authtoken accesstoken".split()
)
_KEYS = frozenset(
    "api access secret private encryption signing auth account storage client master ssh deploy subscription app"
    " application openai anthropic stripe license".split()
)
"""Before `KEY` these make a secret; a `GPG_KEY` or `CACHE_KEY` is none."""
_BENIGN = frozenset(
    "public pub file files path dir directory url uri endpoint host port name names version type kind length len size"
    " limit max min count expire expires expiry expiration ttl timeout lifetime age policy ring server fingerprint"
    " algorithm algo header prefix suffix enable enabled disable disabled required allow skip use no without store"
    " provider method parallelism sock socket engine backend manager arn ref digest format index model mode helper"
    " dummy".split()
)
_NO_VALUE = pattern(
    r"(?:true|false|yes|no|on|off|none|null|nil|\d{1,5}|[/~.].*|file:.*|[a-z][a-z0-9+.-]*://[^@]*)?", re.IGNORECASE
)
_PLACEHOLDER = pattern(
    r".*(?:your|example|dummy|placeholder|fake|unused|insert|replace|sample|todo|mock|not[-_ ]?(?:needed|used|real|set|"
    r"secret|required)|build[-_ ]?(?:time|only)|collectstatic|x{3,}|\*{3,}|\.{3}).*|[<{\[].*[>}\]]|build|ci|foo|bar|x+",
    re.IGNORECASE | re.DOTALL,
)
_WELL_KNOWN = pattern(
    r"(?:pass|password|passwd|secret|postgres|postgresql|root|admin|administrator|changeme|change[-_]?me|change[-_]?it|test"
    r"|testing|user|guest|mysql|redis|django|toor|vagrant|docker|minio\w*|default|demo|local|dev|development|\d+|qwerty|"
    r"letmein|benchmark\w*)[!123]*",
    re.IGNORECASE,
)


class Kind(Enum):
    """What a variable of a secret's name holds."""

    NONE = 0
    WELL_KNOWN = 1
    SECRET = 2


def is_secret_name(name: str) -> bool:
    """Whether a variable of this name is meant to hold a secret."""
    words = [word.lower() for word in _WORDS.findall(name)]
    if not _BENIGN.isdisjoint(words):
        return False
    if not _SECRET.isdisjoint(words):
        return True
    return any(one in _KEYS and other == "key" for one, other in pairwise(words))


def kind_of_value(value: str | None) -> Kind:
    """What such a variable is set to; an ARG without a value gets a secret later."""
    if value is None:
        return Kind.SECRET
    text = value.strip("\"' ")
    if _NO_VALUE.fullmatch(text) or _PLACEHOLDER.fullmatch(text):
        return Kind.NONE
    return Kind.WELL_KNOWN if _WELL_KNOWN.fullmatch(text) else Kind.SECRET


_FILE = pattern(
    r"""\.env(?:\.(?:local|prod|production|staging|dev|development|secret))?
      | id_(?:rsa|dsa|ecdsa|ed25519)
      | \.(?:netrc|pypirc|git-credentials|dockercfg|vault-token|htpasswd|pgpass|my\.cnf|aws|ssh|gnupg|kube)
      | _netrc | kubeconfig
      | (?:credentials?|client_secrets?|secrets?|service[-_]account[\w.-]*|[\w.-]*service[-_]account)
        \.(?:json|ya?ml|toml|env|ini|txt|key)
      | [\w.-]*private[\w.-]*\.(?:pem|key) | [\w.-]+[-_.]key\.pem | privkey\.pem
      | [\w.-]+\.(?:key|p12|pfx|jks|keystore|ppk)
      | terraform\.tfstate
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PUBLIC_KEY_PLACES = pattern(r"apt|keyring|rpm-gpg|trusted|gpg|public|ca-certificates|pki/rpm")


def is_secret_file(path: str, destination: str) -> bool:
    """Whether a file of this name is meant to be kept secret; a `.key` of a package archive is public."""
    parts = path.rstrip("/").split("/")
    name = parts[-1]
    if name == "config.json" and parts[-2:-1] == [".docker"]:
        return True
    if not _FILE.fullmatch(name):
        return False
    return not (name.lower().endswith(".key") and _PUBLIC_KEY_PLACES.search(f"{path} {destination}".lower()))


KEY = "a private key"
URL = "a URL"
_EXAMPLE = pattern(r"example|xxx", re.IGNORECASE)
_TOKENS = (
    ("AWS", "AKIA", r"AKIA[0-9A-Z]{16}(?![0-9A-Za-z])"),
    ("AWS", "ASIA", r"ASIA[0-9A-Z]{16}(?![0-9A-Za-z])"),
    *(("GitHub", f"gh{kind}_", rf"gh{kind}_[A-Za-z0-9]{{36}}") for kind in "pousr"),
    ("GitHub", "github_pat_", r"github_pat_[A-Za-z0-9_]{50,100}"),
    ("GitLab", "glpat-", r"glpat-[\w-]{20,60}"),
    ("Slack", "xox", r"xox[abprs]-[0-9][\w-]{15,80}"),
    ("Anthropic", "sk-ant-", r"sk-ant-[\w-]{20,200}"),
    ("OpenAI", "sk-", r"\bsk-(?!ant-)(?:proj-|svcacct-)?[A-Za-z0-9][\w-]{30,200}"),
    ("Hugging Face", "hf_", r"\bhf_[A-Za-z0-9]{30,60}"),
    ("Google", "AIza", r"AIza[\w-]{35}"),
    ("npm", "npm_", r"\bnpm_[A-Za-z0-9]{36}"),
    ("PyPI", "pypi-AgEI", r"pypi-AgEIcHlwaS5vcmc[\w-]{40,250}"),
    (KEY, "PRIVATE KEY-----", r"-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----"),
    (URL, "://", r"https?://[\w.%+-]{1,60}:[^\s/@:$<>{}'\"\\]{3,100}@"),
)
"""Whose token it is, what every such token holds, and what it looks like."""


def tokens_in(text: str) -> list[tuple[int, int, str]]:
    """Where a text holds secrets of a known form, in order: start, end, and whose they are."""
    return sorted(
        (match.start(), match.end(), owner)
        for owner, part, pattern in _TOKENS
        if part in text
        for match in re.finditer(pattern, text)
        if _is_real(owner, match[0])
    )


def _is_real(owner: str, text: str) -> bool:
    """Whether it is not made up: an example, a row of one letter, a password that everybody knows."""
    if owner == KEY:
        return True
    if owner == URL:
        return kind_of_value(text.rpartition(":")[2][:-1]) is Kind.SECRET
    return len(set(text[8:])) > 7 and not _EXAMPLE.search(text)
