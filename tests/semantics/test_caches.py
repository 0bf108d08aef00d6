"""What a RUN leaves behind, and what it takes away again."""

import pytest

from devcontain.semantics.build import Build
from devcontain.semantics.caches import covers, expand_braces, home_of, is_removed, variable
from devcontain.semantics.mounts import is_mounted, mounts_of
from devcontain.semantics.package_caches import Cache, cache_left
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source


def step(body, before=""):
    return Build(parse(Source("Dockerfile", f"FROM a\n{before}\nRUN {body}"))).steps[-1]


def command(body, before="", name="pip"):
    """The first command of this name."""
    return next(each for each in step(body, before).commands if each.name == name)


class TestRemoval:
    @pytest.mark.parametrize(
        ("path", "covered"),
        [
            ("/var/lib/apt/lists", True),
            ("/var/lib/apt/lists/", True),
            ("/var/lib/apt/lists/*", True),
            ("/var/lib/apt/*", True),
            ("/var/lib/apt", True),
            ("/var/lib/apt/lists/*_*", True),
            ("/var/lib/apt/lis", False),
            ("/var/lib/apt/lists2", False),
            ("/var/lib/apt/lists/partial", False),
            ("/var/cache/*", False),
            ("/tmp/*", False),
            ("/*", False),
        ],
    )
    def test_what_a_path_covers(self, path, covered):
        assert covers(path, "/var/lib/apt/lists") is covered

    @pytest.mark.parametrize(
        ("rest", "removed"),
        [
            ("rm -rf /root/.cache/pip", True),
            ("rm -rf /root/.cache", True),
            ("rm -rf ~/.cache", True),
            ("rm -rf $HOME/.cache/*", True),
            ('rm -rf "${HOME}/.cache"', True),
            ("rm -rf /tmp/* /root/.cache", True),
            ("rm -rf /root/{.cache,.npm}", True),
            ("sudo rm -rf /root/.cache", True),
            ("bash -c 'rm -rf /root/.cache'", True),
            ("find /root/.cache -delete", True),
            ("find /root/.cache -type f -exec rm {} +", True),
            ("find /tmp /root/.cache ! -name lock -type f -delete", True),
            ("find /root/.cache", False),
            ("find /tmp -path /root/.cache -delete", False),
            ("rm -rf /tmp/*", False),
            ("echo rm -rf /root/.cache", False),
            ("rm -rf $CACHE", False),
        ],
    )
    def test_by_a_later_command(self, rest, removed):
        assert is_removed(command(f"pip install a && {rest}"), "/root/.cache/pip") is removed

    def test_an_earlier_command_removes_nothing(self):
        assert not is_removed(command("rm -rf /root/.cache && pip install a"), "/root/.cache/pip")

    def test_braces(self):
        assert expand_braces("/a/{b,c}/{d,}") == ["/a/b/d", "/a/b/", "/a/c/d", "/a/c/"]
        assert expand_braces("{a}") == ["{a}"]
        assert len(expand_braces("{a,b}" * 40)) == 64


class TestHome:
    @pytest.mark.parametrize(
        ("before", "home"),
        [
            ("", "/root"),
            ("USER root", "/root"),
            ("USER 0:0", "/root"),
            ("USER app", "/home/app"),
            ("USER app:staff", "/home/app"),
            ("ENV HOME=/srv\nUSER app", "/srv"),
            ("USER app\nUSER root", "/root"),
        ],
    )
    def test_it_is_that_of_the_user_in_force(self, before, home):
        assert home_of(step("true", before)) == home

    def test_a_tilde_is_that_home(self):
        assert is_removed(command("pip install a && rm -rf ~/.cache", "USER app"), "/home/app/.cache/pip")
        assert not is_removed(command("pip install a && rm -rf /root/.cache", "USER app"), "/home/app/.cache/pip")


class TestVariables:
    @pytest.mark.parametrize(
        ("before", "body", "value"),
        [
            ("", "pip install a", None),
            ("ENV X=1", "pip install a", "1"),
            ("ARG X=1", "pip install a", "1"),
            ("ARG X", "pip install a", None),
            ("ENV X=$unknown", "pip install a", "?"),
            ("ENV X=", "pip install a", ""),
            ("", "X=1 pip install a", "1"),
            ("ENV X=1", "X= pip install a", None),
            ("", "env X=1 pip install a", "1"),
            ("", "sudo X=1 pip install a", "1"),
            ("", "export X=1 && pip install a", "1"),
            ("", "export Y=1 X=2; pip install a", "2"),
            ("ENV X=1", "export X= && pip install a", None),
            ("", "pip install a && export X=1", None),
            ("", "X=1 bash -c 'pip install a'", "1"),
        ],
    )
    def test_in_force_for_a_command(self, before, body, value):
        assert (variable(command(body, before), "X") or None) == (value or None)


class TestMounts:
    @pytest.mark.parametrize(
        ("flags", "mounted"),
        [
            ("--mount=type=cache,target=/root/.cache", True),
            ("--mount=type=cache,target=/root/.cache/pip", True),
            ("--mount=type=cache,target=/root/.cache/", True),
            ("--mount=type=tmpfs,target=/root/.cache", True),
            ("--mount=target=/root/.cache,type=cache,sharing=locked", True),
            ("--mount=type=cache,dst=/root", True),
            ("--mount=type=cache,destination=/root", True),
            ("--mount=type=cache,target=$unknown", True),
            ("--mount=type=cache,target=/root/.cache/pip/http", False),
            ("--mount=type=cache,target=/root/.ca", False),
            ("--mount=type=bind,target=/root/.cache", False),
            ("--mount=target=/root/.cache", False),
            ("--mount=type=secret,id=x --mount=type=cache,target=/root/.cache", True),
            ('--mount="type=cache,target=/root/.cache"', True),
            ("--mount=type=cache,target=.cache", False),
            ("", False),
        ],
    )
    def test_what_is_written_there_stays_out_of_the_layer(self, flags, mounted):
        assert is_mounted(step(f"{flags} true"), "/root/.cache/pip") is mounted

    def test_a_target_is_relative_to_the_workdir_and_expanded(self):
        assert is_mounted(step("--mount=type=cache,target=.cache true", "WORKDIR /root"), "/root/.cache/pip")
        assert is_mounted(step("--mount=type=cache,target=$C true", "ENV C=/root/.cache"), "/root/.cache/pip")

    @pytest.mark.parametrize(
        "flag",
        ["--mount=type=bind,from=b:1,target=/x", '--mount="from=b:1,target=/x"', "--mount=from=b:1,\\\ntarget=/x"],
    )
    def test_the_place_of_its_image(self, flag):
        text = f"FROM a\nRUN {flag} true"
        [mount] = mounts_of(Build(parse(Source("Dockerfile", text))).steps[-1])
        assert (mount.image, text[slice(*mount.image_span)]) == ("b:1", "b:1")


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("yarn install", "/root/.yarn"),
        ("yarn install && yarn cache clean", None),
        ("yarn install && yarn cache --force clean", None),
        ("yarn cache clean && yarn install", "/root/.yarn"),
        ("yarn install && yarn cache list", "/root/.yarn"),
        ("yarn install && yarn cache clean && yarn install", None),
    ],
)
def test_only_what_is_emptied_afterwards_is_not_left(body, left):
    first = command(body, name="yarn") if body.startswith("yarn install") else step(body).commands[-1]
    assert cache_left(first, Cache((".yarn",), cleaners=(("yarn", "cache", "clean"),))) == left
