"""The commands of a RUN as they are carried out, behind whatever wraps them."""

import pytest

from devcontain.semantics.build import Build
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source


def run(text):
    """The commands of the last step of a Dockerfile."""
    return Build(parse(Source("Dockerfile", text))).steps[-1].commands


def commands(body, before=""):
    """The commands of a RUN: name and arguments, with known variables replaced."""
    return [" ".join([command.name, *command.values]) for command in run(f"FROM a\n{before}\nRUN {body}")]


def wrapped(body):
    """The last command with its wrappers."""
    last = run(f"FROM a\nRUN {body}")[-1]
    return (*last.wrappers, last.name)


class TestWrappers:
    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ("sudo pip install a", "pip install a"),
            ("sudo -E -u app -H pip install a", "pip install a"),
            ("sudo X=1 pip install a", "pip install a"),
            ("env X=1 -u Y pip install a", "pip install a"),
            ("exec pip install a", "pip install a"),
            ("command pip install a", "pip install a"),
            ("time pip install a", "pip install a"),
            ("nohup pip install a", "pip install a"),
            ("nice -n 10 pip install a", "pip install a"),
            ("timeout -k 5 300 pip install a", "pip install a"),
            ("gosu app pip install a", "pip install a"),
            ("runuser -u app -g app -- pip install a", "pip install a"),
            ("runuser --user=app pip install a", "pip install a"),
            ("setpriv --reuid 1000 --init-groups pip install a", "pip install a"),
            ("chroot /mnt pip install a", "pip install a"),
            ("cat a.txt | xargs -n 1 pip install", "pip install"),
            ("sudo env X=1 nice pip install a", "pip install a"),
            ("conda run -n env pip install a", "pip install a"),
            ("micromamba run -n base pip install a", "pip install a"),
            ("poetry run pip install a", "pip install a"),
            ("uv run --with b pip install a", "pip install a"),
            ("python -m pip install a", "pip install a"),
            ("python3.12 -u -m pip install a", "pip install a"),
            ("/opt/venv/bin/python -m pip install a", "pip install a"),
            ("/usr/bin/sudo /opt/venv/bin/pip3.12 install a", "pip install a"),
            ("pip3 install a", "pip install a"),
            ("! pip install a", "pip install a"),
        ],
    )
    def test_the_command_behind_them(self, body, found):
        assert commands(body)[-1] == found

    def test_their_names_are_kept(self):
        assert wrapped("sudo -E env X=1 pip install a") == ("sudo", "env", "pip")
        assert wrapped("sudo bash -c 'pip install a'") == ("sudo", "pip")

    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ("sudo", "sudo"),
            ("sudo -u", "sudo -u"),
            ("env X=1", "env X=1"),
            ("conda install a", "conda install a"),
            ("conda run", "conda run"),
            ("python a.py -m pip", "python a.py -m pip"),
            ("python -m build", "python -m build"),
            ("python -m", "python -m"),
            ("poetry install", "poetry install"),
        ],
    )
    def test_what_wraps_nothing_is_itself(self, body, found):
        assert commands(body) == [found]

    def test_a_module_is_at_the_place_of_the_whole(self):
        text = "FROM a\nRUN python3 -m pip install b"
        [command] = run(text)
        assert text[slice(*command.span)] == "python3 -m pip install b"
        assert text[slice(*command.words[0].span)] == "python3 -m pip"

    def test_a_hundred_thousand_are_no_matter(self):
        assert len(commands("sudo " * 100_000)) == 1


class TestScriptsInWords:
    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ("bash -c 'pip install a && b'", ["pip install a", "b"]),
            ('/bin/bash -lc "pip install a"', ["pip install a"]),
            ('sh -euxc "a; b"', ["a", "b"]),
            ("bash -o pipefail -c 'a | b'", ["a", "b"]),
            ("su app -c 'pip install a'", ["pip install a"]),
            ("su - app --command 'a'", ["a"]),
            ("sudo -u app bash -c 'a'", ["a"]),
            ("eval 'a; b'", ["a", "b"]),
            ("scl enable python27 'a; b'", ["a", "b"]),
            (r"find /a -name b -exec pip install {}[all] \;", ["pip install {}[all]"]),
            ("find /a -exec sudo python3 -m pip install -r {} +", ["pip install -r {}"]),
            (r"find . -exec sh -c 'a; b' _ {} \;", ["sh -c a; b _ {}", "a", "b"]),
            (r"find . -exec find . -exec a \; \;", ["find . -exec a"]),
            (r"find . -type f -exec rm {} \;", []),
            ("find . -exec", []),
            ("bash -c \"bash -c 'a; b'\"", ["bash -c a; b", "a", "b"]),
            ("bash script.sh", []),
            ("bash -c", []),
        ],
    )
    def test_are_read_too(self, body, found):
        assert commands(body)[1:] == found

    @pytest.mark.parametrize(
        "text",
        [
            "FROM a\nRUN bash -c 'x && pip install b'",
            'FROM a\nRUN bash -c "x && pip install b"',
            "FROM a\nRUN bash -c 'x \\\n  && pip install b'",
            'FROM a\nRUN ["bash", "-c", "x && pip install b"]',
        ],
    )
    def test_their_places_are_places_of_the_file(self, text):
        assert text[slice(*run(text)[-1].span)] == "pip install b"

    def test_the_context_is_that_of_both(self):
        last = run("FROM a\nRUN if x; then bash -c '( b )'; fi")[-1]
        assert (last.name, last.context) == ("b", ("branch", "subshell"))

    def test_the_outer_command_is_known(self):
        outer, inner = run("FROM a\nRUN X=1 bash -c 'Y=2 b'")
        assert inner.outer is outer
        assert inner.environment == {"X": "1", "Y": "2"}

    def test_however_deep(self):
        assert len(commands("eval '" * 1000 + "a" + "'" * 1000)) < 20
        assert commands('bash -c "bash -c \\"eval a\\""')


class TestVariablesOfTheScript:
    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ("x=b && a $x", "a b"),
            ('x="b c"; a $x d', "a b c d"),
            ('x="b c"; a "$x"', "a b c"),
            ('x="a b" && $x c', "a b c"),
            ("x=b; y=$x/c; a ${y}", "a b/c"),
            ("export x=b; a $x", "a b"),
            ("x=b; bash -c 'a $x'", "a b"),
            ("x=b; x=c; a $x", "a $x"),
            ("if y; then x=b; fi; a $x", "a $x"),
            ("[ $y = 1 ] && x=b; a $x", "a $x"),
            ("y || x=b; a $x", "a $x"),
            ("y | x=b; a $x", "a $x"),
            ("x=$(y); a $x", "a $x"),
            ("x=(b c); a $x", "a $x"),
            ("x=b y; a $x", "a $x"),
            ("v=b; v=c; a $v", "a $v"),
        ],
    )
    def test_are_known_where_they_are_set_once(self, body, found):
        assert commands(body, "ENV v=e")[-1] == found

    def test_two_words_are_apart(self):
        last = run('FROM a\nRUN x="b c" && a $x')[-1]
        assert [word.value for word in last.words] == ["a", "b", "c"]
        assert last.arguments[0].span == last.arguments[1].span

    def test_ten_thousand_are_no_matter(self):
        assert commands("".join(f"x{n}=$x{n - 1}a; " for n in range(10_000)) + "a $x3")[-1] == "a $x3"


class TestExecForm:
    def test_one_command_without_a_shell(self):
        assert commands('["pip", "install", "a b", "$HOME"]') == ["pip install a b $HOME"]
        assert commands('["/bin/bash", "-c", "a && b"]') == ["bash -c a && b", "a", "b"]
        assert commands("[]") == []

    def test_the_shell_in_force_does_not_matter(self):
        assert commands('["pip", "x"]', before='SHELL ["pwsh", "-c"]') == ["pip x"]


class TestHeredocs:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("RUN <<E\na\nb c\nE\n", ["a", "b c"]),
            ("RUN <<'E'\npip install $x\nE\n", ["pip install $x"]),
            ("RUN <<E\n#!/bin/bash -e\na\nE\n", ["a"]),
            ("RUN <<E\n#!/usr/bin/env bash\na\nE\n", ["a"]),
            ("RUN <<E\n#!/usr/bin/env python3\nimport os\nE\n", []),
            ("RUN bash <<E\na\nE\n", ["bash", "a"]),
            ("RUN bash -ex <<E\na\nE\n", ["bash -ex", "a"]),
            ("RUN sudo bash <<E\na\nE\n", ["bash", "a"]),
            ("RUN python <<E\nimport os\nE\n", ["python"]),
            ("RUN cat > f <<E\na\nE\n", ["cat"]),
            ("RUN cat > f <<E && b\na\nE\n", ["cat", "b"]),
            ("RUN while read x; do b; done <<E\na\nE\n", ["read x", "b"]),
            ("RUN { b; } <<E\na\nE\n", ["b"]),
            ("RUN <<E\ncat <<F\nx\nF\nb\nE\n", ["cat", "b"]),
            ("COPY <<E /x\na\nE\n", []),
        ],
    )
    def test_only_a_shell_carries_them_out(self, text, found):
        assert [" ".join([command.name, *command.values]) for command in run(f"FROM a\n{text}")] == found

    def test_their_places_are_places_of_the_file(self):
        text = "FROM a\r\nRUN <<E\r\nx \\\r\n  && pip install b\r\nE\r\n"
        assert text[slice(*run(text)[-1].span)] == "pip install b"

    def test_in_each_other(self):
        assert run("FROM a\nRUN " + "".join(f"<<E{number}\n" for number in range(5000)) + "x\n") == []


class TestVariables:
    @pytest.mark.parametrize(
        ("before", "body", "found"),
        [
            ("ENV P=/opt/bin", "$P/pip install a", "pip install a"),
            ("ARG TOOL=pip", "${TOOL} install a", "pip install a"),
            ("ENV V=1.2", 'pip install "a==$V" b==${V}', "pip install a==1.2 b==1.2"),
            ("", "$P/pip install a", "pip install a"),
            ("", "$PIP install a", "$PIP install a"),
            ("", "pip install a==$V", "pip install a==$V"),
            ("ENV V=1", "pip install 'a==$V'", "pip install a==$V"),
        ],
    )
    def test_known_ones_are_replaced(self, before, body, found):
        assert commands(body, before) == [found]

    @pytest.mark.parametrize(
        ("value", "body", "name"),
        [
            ("uv pip install", "$INSTALL a", "uv"),
            ("sudo uv pip install", "${INSTALL} a", "uv"),
            ("uv pip install", '"$INSTALL" a', "uv pip install"),
            ("uv run --with 'a b' pip", "$INSTALL a", "uv run --with 'a b' pip"),
            ("uv " * 200, "$INSTALL a", "uv " * 200),
        ],
    )
    def test_one_that_holds_a_command_line_is_that_line(self, value, body, name):
        [command] = run(f'FROM a\nENV INSTALL="{value}"\nRUN {body}')
        assert command.name == name
        assert command.values[-1] == "a"

    @pytest.mark.parametrize(
        ("script", "values"),
        [
            ("d='gcc make' && apt-get install $d", ["install", "gcc", "make"]),
            ("set -e; d=gcc; apt-get install -y ${d} x", ["install", "-y", "gcc", "x"]),
            ("d='gcc make'; apt-get install \"$d\"", ["install", "gcc make"]),
            ("d=gcc; apt-get install $d-dev", ["install", "gcc-dev"]),
            ("d=a; d='b c'; apt-get install $d", ["install", "$d"]),
            ("d=a; d+=' b'; apt-get install $d", ["install", "$d"]),
            ('d="a $b"; apt-get install $d', ["install", "$d"]),
            ("if x; then d='a b'; fi; apt-get install $d", ["install", "$d"]),
            ("d='a b' apt-get install $d", ["install", "$d"]),
            (f"d='{'a ' * 300}'; apt-get install $d", ["install", "$d"]),
        ],
    )
    def test_a_list_that_the_script_sets_is_its_words(self, script, values):
        assert run(f"FROM a\nRUN {script}")[-1].values == values

    def test_a_list_of_env_is_its_words(self):
        [command] = run('FROM a\nENV DEPS="gcc make"\nRUN apt-get install $DEPS "$DEPS"')
        assert command.values == ["install", "gcc", "make", "gcc make"]
        assert len({word.span for word in command.words}) == 4

    def test_those_of_the_command_itself(self):
        [command] = run("FROM a\nRUN A=1 sudo B=2 env C=3 pip install d")
        assert command.environment == {"A": "1", "B": "2", "C": "3"}


class TestShells:
    @pytest.mark.parametrize(
        ("shell", "read"),
        [
            ('["/bin/bash", "-o", "pipefail", "-c"]', True),
            ('["/bin/ash", "-c"]', True),
            ('["bash", "-c"]', True),
            ('["conda", "run", "-n", "env", "/bin/bash", "-c"]', True),
            ('["/usr/bin/scl", "enable", "devtoolset-7"]', True),
            ('["powershell", "-Command"]', False),
            ('["cmd", "/S", "/C"]', False),
            ('["/usr/bin/python3", "-c"]', False),
        ],
    )
    def test_only_posix_ones_are_understood(self, shell, read):
        assert bool(commands("a; b", before=f"SHELL {shell}")) is read

    def test_nothing_but_a_run_has_commands(self):
        assert run("FROM a\nCMD pip install b") == []


def test_flags_alone_or_with_a_value():
    [command] = run("FROM a\nRUN pip install --no-cache-dir --index-url=x y")
    assert command.has_flag("--no-cache-dir")
    assert command.has_flag("--index-url", "-i")
    assert not command.has_flag("--index", "x")
