"""What a secret looks like; the tokens are put together here, so that no scanner takes them for real ones."""

import pytest

from devcontain.semantics.secrets import Kind, is_secret_file, is_secret_name, kind_of_value, tokens_in

RANDOM = "q3Zk8Wd1Xv6Bn4Tm7Yp2Rs9Lf5Hc0Jg1aUeK"


@pytest.mark.parametrize(
    "name",
    "GITHUB_TOKEN AWS_ACCESS_KEY_ID openai_api_key my_password adminPassword DB_PASSWD APP_SECRET SSH_PRIVATE_KEY"
    " apikey HF_TOKEN CREDENTIALS ANTHROPIC_KEY".split(),
)
def test_names_of_secrets(name):
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    "PATH GPG_KEY GPG_KEYS TOKENIZERS_PARALLELISM MAX_TOKENS TOKEN_LIMIT PASSWORD_FILE SECRET_NAME JWT_PUBLIC_KEY"
    " SSH_AUTH_SOCK KEYSERVER AUTH_TOKEN_URL DISABLE_PASSWORD CACHE_KEY USERNAME MONKEY API_VERSION".split(),
)
def test_names_that_only_resemble_them(name):
    assert not is_secret_name(name)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (None, Kind.SECRET),
        ("$TOKEN", Kind.SECRET),
        (RANDOM, Kind.SECRET),
        ("", Kind.NONE),
        ('""', Kind.NONE),
        ("true", Kind.NONE),
        ("512", Kind.NONE),
        ("/run/secrets/x", Kind.NONE),
        ("https://example.com/token", Kind.NONE),
        ("<your-token>", Kind.NONE),
        ("dummy", Kind.NONE),
        ("not-used-in-build", Kind.NONE),
        ("postgres", Kind.WELL_KNOWN),
        ("changeme", Kind.WELL_KNOWN),
    ],
)
def test_values(value, kind):
    assert kind_of_value(value) is kind


@pytest.mark.parametrize(
    ("owner", "token"),
    [
        ("AWS", "AKIA" + "Q3ZK8WD1XV6BN4TM"),
        ("GitHub", "ghp" + "_" + RANDOM),
        ("GitHub", "github_pat" + "_" + RANDOM * 2),
        ("GitLab", "glpat" + "-" + RANDOM[:20]),
        ("Slack", "xoxb" + "-" + "12345678901-" + RANDOM),
        ("OpenAI", "sk" + "-proj-" + RANDOM),
        ("Anthropic", "sk" + "-ant-" + RANDOM),
        ("Hugging Face", "hf" + "_" + RANDOM),
        ("Google", "AIza" + RANDOM[:35]),
        ("npm", "npm" + "_" + RANDOM),
        ("PyPI", "pypi-" + "AgEIcHlwaS5vcmc" + RANDOM * 2),
        ("a private key", "-----BEGIN RSA " + "PRIVATE KEY-----"),
        ("a URL", "https://ada:" + RANDOM + "@"),
    ],
)
def test_tokens(owner, token):
    assert tokens_in(f"ENV X={token} y") == [(6, 6 + len(token), owner)]


@pytest.mark.parametrize(
    "text",
    [
        "hf" + "_" + "x" * 36,
        "AKIA" + "IOSFODNN7EXAMPLE",
        "https://ada:$TOKEN@host",
        "https://a:password@host",
        "task-" + RANDOM,
    ],
)
def test_what_is_made_up_is_no_token(text):
    assert tokens_in(text) == []


def test_files():
    assert is_secret_file("deploy/id_rsa", "/root/.ssh/")
    assert is_secret_file(".env", "/app")
    assert is_secret_file("/home/me/.docker/config.json", "/root/")
    assert is_secret_file("server.key", "/etc/ssl/private/")
    assert not is_secret_file("id_rsa.pub", "/root/.ssh/")
    assert not is_secret_file(".env.example", "/app/.env")
    assert not is_secret_file("docker.key", "/etc/apt/keyrings/")
    assert not is_secret_file("config.json", "/app")
