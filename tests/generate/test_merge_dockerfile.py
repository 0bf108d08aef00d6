"""The user and devcontain may both change a list of packages: a set, laid out as the templates do it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.generate.again.merge import merge_texts
from devcontain.generate.again.merge_dockerfile import merge_dockerfiles
from devcontain.generate.render import listed, wrapped
from devcontain.semantics.build import Build
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source

STACKED = " \\\n      "
APT = "RUN apt-get update \\\n && apt-get install -y --no-install-recommends"
PIP = "RUN umask 0002 \\\n && pip install --cache-dir=/var/cache/pip --constraint=/tmp/installed.txt"


def dockerfile(packages, start=APT):
    """As devcontain writes it, but for the packages."""
    return f"FROM python:3.13\n\n{start} {packages} \\\n && rm -rf /var/lib/apt/lists/*\n\nUSER vscode\n"


def merge(base, mine, new):
    """What is merged, or the places of conflicts."""
    merged = merge_dockerfiles("Dockerfile", base, mine, new, frozenset())
    return [conflict.place for conflict in merged.conflicts] or merged.text


def packages(base, mine, new, start=APT):
    """The same of files that differ in their packages only."""
    merged = merge(*(dockerfile(side, start) for side in (base, mine, new)))
    if isinstance(merged, list):
        return merged
    before, after = dockerfile("@", start).split("@")
    assert (merged.startswith(before), merged.endswith(after)) == (True, True)
    return merged[len(before) : -len(after)]


@pytest.mark.parametrize(
    ("base", "mine", "new", "merged"),
    [
        pytest.param("curl git", "curl git vim", "curl git libpq-dev", "curl git libpq-dev vim", id="both add"),
        pytest.param("curl git", "curl git vim", "curl git vim", "curl git vim", id="both add the same"),
        pytest.param("curl git", "git", "curl git libpq-dev", "git libpq-dev", id="the user removes, and it stays so"),
        pytest.param("curl git", "curl git vim", "curl", "curl vim", id="devcontain drops what the user let be"),
        pytest.param("curl git", "git", "git", "git", id="both remove the same"),
        pytest.param("git", "git curl", "curl git vim", "curl git vim", id="the user's order gives way"),
    ],
)
def test_packages_are_a_set(base, mine, new, merged):
    assert packages(base, mine, new) == merged


@pytest.mark.parametrize(
    ("base", "mine", "new", "merged"),
    [
        pytest.param("curl git", "curl=7.88* git", "curl git vim", "curl=7.88* git vim", id="a pin stays"),
        pytest.param("curl git", "curl=7.88* git", "git vim", "curl=7.88* git vim", id="also where curl is dropped"),
        pytest.param("git", "curl=7.88* git", "curl git vim", "curl=7.88* git vim", id="curl is not added to it"),
        pytest.param("curl=7 git", "curl=7 git vim", "curl=8 git", "curl=8 git vim", id="devcontain's own pin moves"),
        pytest.param("git", "git/bookworm-backports", "git vim", "git/bookworm-backports vim", id="release"),
        pytest.param("libc6", "libc6:amd64 libc6:i386", "libc6 vim", "libc6:amd64 libc6:i386 vim", id="architecture"),
    ],
)
def test_what_the_user_says_of_a_package_stays(base, mine, new, merged):
    assert packages(base, mine, new) == merged


LONG = ["build-essential", "default-libmysqlclient-dev", "libpq-dev", "pkg-config", "postgresql-client"]


@pytest.mark.parametrize(
    ("base", "mine", "new", "merged"),
    [
        pytest.param("curl git", f"curl git {LONG[0]}", " ".join(LONG[1:3]), " ".join(LONG[:3]), id="one line"),
        pytest.param(
            "a", "a z", f"\\\n      {STACKED.join(LONG)}", f"\\\n      {STACKED.join([*LONG, 'z'])}", id="long"
        ),
        pytest.param("curl git", f"git{STACKED}vim", "curl git", f"git{STACKED}vim", id="as it is: nothing is new"),
        pytest.param(
            "b c", f"b{STACKED}c", "a b c", f"\\\n      a{STACKED}b{STACKED}c", id="the user likes one a line"
        ),
    ],
)
def test_the_layout_is_devcontain_s(base, mine, new, merged):
    assert packages(base, mine, new) == merged


COMMENTED = "\\\n      git \\\n      # for the demo\n      # of May\n      cowsay \\\n      curl"


def test_comments_between_packages_stay_and_the_user_s_order_with_them():
    added = COMMENTED.replace("git", f"bash{STACKED}vim{STACKED}git")
    assert packages("curl git", COMMENTED, "bash curl git vim") == added
    assert packages("curl git", COMMENTED, "bash git vim") == added.removesuffix(f"{STACKED}curl")


def test_a_comment_above_what_is_dropped_is_for_a_person_to_look_at():
    assert packages("cowsay curl git", COMMENTED, "curl git") == ["lines 4-9"]


@pytest.mark.parametrize("uv", ["", "uv "])
def test_packages_that_the_code_imports_stand_below_their_command(uv):
    start = PIP.replace("pip install", f"{uv}pip install")
    base, mine = f"{STACKED}httpx pytest".lstrip(), f"{STACKED}httpx 'ipdb<1' pytest".lstrip()
    assert packages(base, mine, "\\\n      httpx PyYAML pytest", start) == "\\\n      httpx 'ipdb<1' pytest PyYAML"
    assert packages(base, f"{base} pyyaml", "\\\n      httpx PyYAML pytest", start) == f"{base} pyyaml"


@pytest.mark.parametrize(
    "mine",
    [
        "git $TOOLS",
        "git vim && apt-get clean",
        "git vim; true",
        "-t bookworm-backports git",
        "git ./local.deb",
        "git \\\n\n      vim",
        "git \\\n      vim \\\n      # the last",
        "git vim || true",
        "git git=2",
        'git "$(cat apt.txt)"',
    ],
)
def test_what_is_more_than_a_list_is_merged_line_by_line(mine):
    base, new = dockerfile("git"), dockerfile("curl git")
    by_line = merge_texts("Dockerfile", base, dockerfile(mine), new, frozenset())
    assert merge_dockerfiles("Dockerfile", base, dockerfile(mine), new, frozenset()) == by_line
    assert by_line.conflicts
    assert packages("git", mine, "git") == mine


@pytest.mark.parametrize(
    ("base", "mine", "new"),
    [
        pytest.param("git=1", "git=2", "git=3", id="both changed a pin"),
        pytest.param("curl git", "git", "curl", id="nothing is left to be installed"),
    ],
)
def test_what_only_a_person_can_settle_is_a_conflict_of_lines(base, mine, new):
    sides = [dockerfile(side) for side in (base, mine, new)]
    (conflict,) = merge_dockerfiles("Dockerfile", *sides, frozenset()).conflicts
    assert conflict.place == "line 4"
    lines = [side.splitlines(keepends=True)[3] for side in sides]
    assert [conflict.base, conflict.mine, conflict.new] == lines
    assert merge_dockerfiles("Dockerfile", *sides, frozenset([conflict])).text == sides[2]


def stages(build, run):
    """A Dockerfile of two stages, either of which may install nothing."""
    texts = [f"\n{APT} {words} \\\n && rm -rf /var/lib/apt/lists/*\n" if words else "" for words in (build, run)]
    return f"FROM python:3.13 AS build\n{texts[0]}\nRUN make\n\nFROM python:3.13-slim\n{texts[1]}\nUSER 10001\n"


def test_each_stage_has_its_own_list():
    assert merge(stages("gcc", "a"), stages("gcc make", "a b"), stages("g++ gcc", "a c")) == stages(
        "g++ gcc make", "a b c"
    )
    assert merge(stages("gcc", ""), stages("gcc make", ""), stages("g++ gcc", "a")) == stages("g++ gcc make", "a")
    assert merge(stages("gcc", ""), stages("gcc", "vim"), stages("g++ gcc", "")) == stages("g++ gcc", "vim")


def test_what_the_user_added_stays_where_devcontain_needs_no_packages_any_more():
    assert merge(stages("gcc", ""), stages("gcc make", ""), stages("", "")) == stages("make", "")
    assert merge(stages("gcc", "a"), stages("gcc make", "a"), stages("", "a b")) == stages("make", "a b")
    assert merge(stages("", ""), stages("make", ""), stages("gcc", "")) == stages("gcc make", "")


@pytest.mark.parametrize(
    "sides",
    [
        pytest.param(("gcc git", "gcc", ""), id="nothing of the user's would be left"),
        pytest.param(("gcc", "gcc make \\\n && make", ""), id="the user's is another instruction"),
        pytest.param(("", "make && make", "gcc"), id="the user's own is another"),
        pytest.param(("gcc", "", "gcc make"), id="the user has none any more"),
    ],
)
def test_else_lines_count_where_a_side_has_no_packages(sides):
    texts = [stages(side, "") for side in sides]
    by_line = merge_texts("Dockerfile", *texts, frozenset())
    assert merge_dockerfiles("Dockerfile", *texts, frozenset()) == by_line
    assert by_line.conflicts


def test_an_instruction_of_the_user_s_stays_apart():
    own = f"{APT} vim \\\n && rm -rf /var/lib/apt/lists/*\n"
    before = dockerfile("git").replace("USER", f"{own}\nUSER")
    assert merge(dockerfile("git"), before, dockerfile("curl git")) == before.replace("git", "curl git")


def test_conflicts_below_a_list_are_told_by_the_user_s_lines():
    mine, new = dockerfile(f"git{STACKED}vim"), dockerfile("curl git").replace("3.13", "3.14")
    assert merge(dockerfile("git"), mine, new) == dockerfile(f"\\\n      curl{STACKED}git{STACKED}vim").replace(
        "3.13", "3.14"
    )
    sides = [side.replace("vscode", user) for side, user in ((mine, "me"), (new, "dev"))]
    assert merge(dockerfile("git"), *sides) == ["line 8"]


words = st.builds("{}{}".format, st.sampled_from("abcdef"), st.sampled_from(["", "", "", "=1", "=2", ":amd64"]))
lists = st.lists(words, min_size=1, max_size=6, unique_by=lambda word: word.partition("=")[0]).map(sorted)


@st.composite
def by_hand(draw, packages):
    """A list as somebody may write it, with comments and in any order."""
    gaps = st.sampled_from([" ", "  ", STACKED, " \\ \n\t", " \\\n# mine\n   # too\n "])
    return "".join(draw(gaps) + word for word in draw(st.permutations(packages)))


def named(packages):
    return {word.partition("=")[0]: word for word in packages}


def installed(text):
    """What devcontain's own linter reads: the words, and the comments."""
    parsed = parse(Source("Dockerfile", text))
    assert parsed.faults == []
    [install] = [install for step in Build(parsed).steps for install in step.installs]
    return [package.word.value for package in install.packages], [comment.text for comment in parsed.comments]


@given(st.data(), lists, lists, lists, st.sampled_from([APT, PIP]))
def test_nothing_of_the_user_s_is_lost_and_nothing_of_devcontain_s(data, base, mine, new, start):
    layout = wrapped if start == APT else lambda packages: f"\\\n      {listed(packages)}"
    was, to_be = (dockerfile(layout(tuple(side)), start) for side in (base, new))
    is_now = dockerfile("", start).replace("  \\", data.draw(by_hand(mine)) + " \\")
    sides = [named(side) for side in (base, mine, new)]
    wanted = set()
    clashes = False
    for name in named([*base, *mine, *new]):
        was_so, is_so, shall_be = (side.get(name) for side in sides)
        wanted.add(shall_be if is_so == was_so else is_so)
        clashes |= len({was_so, is_so, shall_be} - {None}) == len(sides)
    merged = merge(was, is_now, to_be)
    if isinstance(merged, list):
        assert clashes or wanted == {None} or "#" in is_now
        return
    found, comments = installed(merged)
    assert sorted(found) == sorted(wanted - {None})
    assert comments == installed(is_now)[1]
    assert merge(was, merged, to_be) == merge(to_be, merged, to_be) == merged


lines = st.sampled_from(
    [
        "FROM a",
        "USER b",
        "",
        "# c",
        f"{APT} a \\\n && true",
        f"{APT} a b \\\n && true",
        f"{APT} b",
        f"{APT} \\\n      # c\n      c \\\n      d \\\n && true",
        f"{PIP} \\\n      a b",
    ]
)
texts = st.lists(lines, max_size=8).map(lambda found: "".join(f"{line}\n" for line in found))


@given(texts, texts, texts)
def test_whatever_is_merged_is_right(base, mine, new):
    assert merge(base, base, new) == new
    assert merge(base, mine, base) == mine
    assert merge(base, new, new) == new
    merged = merge_dockerfiles("Dockerfile", base, mine, new, frozenset())
    if not merged.conflicts:
        assert merge(new, merged.text, new) == merged.text
        return
    taken = merge_dockerfiles("Dockerfile", base, mine, new, frozenset(merged.conflicts))
    assert taken.conflicts == merged.conflicts
