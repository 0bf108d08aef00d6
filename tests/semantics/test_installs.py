"""What commands install: packages with their pins, the files they read, and whether they need the source."""

import pytest

from devcontain.semantics.build import Build
from devcontain.semantics.installs.model import Pin
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source

NONE, RANGE, WILDCARD, UNKNOWN, EXACT = Pin.NONE, Pin.RANGE, Pin.WILDCARD, Pin.UNKNOWN, Pin.EXACT


def installs(body, before=""):
    return Build(parse(Source("Dockerfile", f"FROM a\n{before}\nRUN {body}"))).steps[-1].installs


def install(body, before=""):
    [found] = installs(body, before)
    return found


def packages(body, before=""):
    """Name, pin and origin of each package."""
    return [(package.name, package.pin, package.origin) for package in install(body, before).packages]


def indexed(body, before=""):
    """Name and pin of each package, all of which come from an index."""
    found = packages(body, before)
    assert all(origin == "index" for _, _, origin in found)
    return [(name, pin) for name, pin, _ in found]


def files(body):
    """The files that are named, and those that are read without being named."""
    found = install(body)
    return [operand.value for operand in found.manifests], list(found.default_manifests)


class TestPip:
    @pytest.mark.parametrize(
        ("word", "name", "pin"),
        [
            ("flask", "flask", NONE),
            ("flask==3.0.3", "flask", EXACT),
            ("flask===3.0.3", "flask", EXACT),
            ("'flask == 3.0.3'", "flask", EXACT),
            ("'flask[async]==3.0.3'", "flask", EXACT),
            ("'flask>=3'", "flask", RANGE),
            ("'flask>=3,<4'", "flask", RANGE),
            ("'flask>=3,==3.0.3'", "flask", EXACT),
            ("flask~=3.0", "flask", RANGE),
            ("flask!=3", "flask", RANGE),
            ("'flask<4'", "flask", RANGE),
            ("flask==3.*", "flask", WILDCARD),
            ("\"flask; python_version < '3.9'\"", "flask", NONE),
            ("\"flask==3; python_version < '3.9'\"", "flask", EXACT),
            ("'flask[async]'", "flask", NONE),
            ("zope.interface", "zope.interface", NONE),
            ("flask==$V", "flask", EXACT),
            ('"flask==${V}"', "flask", EXACT),
        ],
    )
    def test_a_requirement(self, word, name, pin):
        assert indexed(f"pip install {word}") == [(name, pin)]

    def test_a_known_variable_is_its_value(self):
        assert indexed("pip install flask==$V", "ARG V=3.*") == [("flask", WILDCARD)]

    @pytest.mark.parametrize(
        ("word", "origin"),
        [
            (".", "local"),
            (".[dev]", "local"),
            ("./lib", "local"),
            ("/src", "local"),
            ("../x", "local"),
            ("~/x", "local"),
            ("lib/x", "local"),
            ("x.whl", "local"),
            ("dist/*.whl", "local"),
            ("x-1.tar.gz", "local"),
            ("file:///x", "local"),
            ("git+https://example.org/x.git", "vcs"),
            ("git+https://example.org/x.git@v1#egg=x", "vcs"),
            ("'x @ git+https://example.org/x'", "vcs"),
            ("hg+https://example.org/x", "vcs"),
            ("https://example.org/x.zip", "url"),
            ("'x @ https://example.org/x.whl'", "url"),
            ("$PACKAGES", "unknown"),
            ("$(cat list)", "unknown"),
        ],
    )
    def test_what_comes_from_elsewhere(self, word, origin):
        assert packages(f"pip install {word}")[0][1:] == (UNKNOWN, origin)

    @pytest.mark.parametrize(
        "options",
        [
            "--no-cache-dir", "-q", "-U", "--upgrade", "-qU", "--target /x", "-t /x", "--index-url https://x/y",
            "-i https://x", "--extra-index-url=https://x", "--timeout 60", "--prefer-binary", "--user", "-f https://x/y.html",
            "--trusted-host x", "--no-deps", "--root-user-action ignore", "--config-settings a=b", "-t/x",
        ],
    )  # fmt: skip
    def test_options_are_no_packages(self, options):
        assert indexed(f"pip install {options} flask") == [("flask", NONE)]
        assert indexed(f"pip {options} install flask") == [("flask", NONE)]

    @pytest.mark.parametrize(
        ("body", "named"),
        [
            ("pip install -r a.txt", ["a.txt"]),
            ("pip install -ra.txt", ["a.txt"]),
            ("pip install -r a.txt --requirement b.txt flask", ["a.txt", "b.txt"]),
            ("pip install --requirement=a.txt", ["a.txt"]),
            ("pip install -Ur a.txt", ["a.txt"]),
            ("pip install -r https://example.org/a.txt", ["https://example.org/a.txt"]),
        ],
    )
    def test_requirement_files(self, body, named):
        assert files(body) == (named, [])

    def test_constraints(self):
        assert install("pip install -c c.txt flask").constrained
        assert install("pip install --constraint=c.txt flask").constrained
        assert not install("pip install flask").constrained

    @pytest.mark.parametrize(
        ("body", "needs"),
        [
            ("pip install .", True),
            ("pip install -e .", True),
            ("pip install --editable '.[dev]'", True),
            ("pip install ./dist/x.whl", False),
            ("pip install flask", False),
            ("pip install -e git+https://example.org/x#egg=x", False),
            ("pip wheel .", True),
        ],
    )
    def test_whether_the_source_is_needed(self, body, needs):
        assert install(body).needs_source is needs

    def test_whether_there_is_more_than_the_project(self):
        assert not install("pip install -e .").third_party
        assert install("pip install -e . flask").third_party
        assert install("pip install -r a.txt").third_party

    @pytest.mark.parametrize(
        "body", ["pip --version", "pip", "pip list", "pip uninstall x", "pip cache purge", "echo pip install a"]
    )
    def test_other_commands_install_nothing(self, body):
        assert installs(body) == []

    def test_the_place_is_that_of_name_and_verb(self):
        text = "FROM a\nRUN x && python3 -m pip -q install flask"
        [found] = Build(parse(Source("Dockerfile", text))).steps[-1].installs
        assert text[slice(*found.span)] == "python3 -m pip -q install"
        assert text[slice(*found.packages[0].word.span)] == "flask"

    def test_each_of_several(self):
        assert [found.manager for found in installs("apt-get install -y a && pip install b; uv sync | yarn")] == [
            "apt",
            "pip",
            "uv",
            "node",
        ]


class TestPythonTools:
    @pytest.mark.parametrize(
        ("body", "manager", "found"),
        [
            ("uv pip install flask==3 'x>1'", "uv", [("flask", EXACT), ("x", RANGE)]),
            ("uv pip install --system flask", "uv", [("flask", NONE)]),
            ("uv add flask==3", "uv", [("flask", EXACT)]),
            ("uv tool install ruff@0.6.9", "uv", [("ruff", EXACT)]),
            ("uv tool install ruff --with x", "uv", [("ruff", NONE), ("x", NONE)]),
            ("uvx --from ruff==0.6 ruff check", "uv", [("ruff", EXACT)]),
            ("uvx ruff@0.6.9 check", "uv", [("ruff", EXACT)]),
            ("pipx install ruff==0.6.9", "pipx", [("ruff", EXACT)]),
            ("pipx inject env ruff", "pipx", [("ruff", NONE)]),
            (
                "poetry add flask@3.0.3 x@^1.2 y z@latest",
                "poetry",
                [("flask", EXACT), ("x", RANGE), ("y", NONE), ("z", NONE)],
            ),
            ("pdm add flask==3", "pdm", [("flask", EXACT)]),
            ("pipenv install flask", "pipenv", [("flask", NONE)]),
        ],
    )
    def test_packages_that_are_named(self, body, manager, found):
        assert install(body).manager == manager
        assert indexed(body) == found

    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ("uv pip install -r a.txt", (["a.txt"], [])),
            ("uv pip sync a.txt b.txt", (["a.txt", "b.txt"], [])),
            ("uv sync --locked", ([], ["pyproject.toml", "uv.lock"])),
            ("poetry install", ([], ["pyproject.toml", "poetry.lock"])),
            ("pdm sync", ([], ["pyproject.toml", "pdm.lock"])),
            ("pipenv install --deploy", ([], ["Pipfile", "Pipfile.lock"])),
            ("pipenv sync", ([], ["Pipfile", "Pipfile.lock"])),
            ("pipenv install -r a.txt", (["a.txt"], [])),
        ],
    )
    def test_files_that_are_read(self, body, found):
        assert files(body) == found

    @pytest.mark.parametrize(
        ("body", "needs"),
        [
            ("uv sync", True),
            ("uv sync --no-install-project", False),
            ("poetry install", True),
            ("poetry install --no-root", False),
            ("pdm sync --no-self", False),
            ("pdm install", True),
        ],
    )
    def test_whether_the_source_is_needed(self, body, needs):
        assert install(body).needs_source is needs

    @pytest.mark.parametrize(
        "body", ["uv lock", "uv run x", "uv", "poetry lock", "pipenv lock", "pdm run x", "uv pip list"]
    )
    def test_other_commands_install_nothing(self, body):
        assert installs(body) == []


class TestConda:
    @pytest.mark.parametrize(
        ("word", "name", "pin"),
        [
            ("numpy", "numpy", NONE),
            ("numpy=2.1", "numpy", EXACT),
            ("numpy==2.1.3", "numpy", EXACT),
            ("numpy=2.1.3=py312_0", "numpy", EXACT),
            ("'numpy>=2'", "numpy", RANGE),
            ("'numpy 2.1.*'", "numpy", EXACT),
            ("numpy=*", "numpy", WILDCARD),
            ("conda-forge::numpy=2", "numpy", EXACT),
            ("'numpy[build=x]'", "numpy", NONE),
            ("'numpy>=2,<3'", "numpy", RANGE),
        ],
    )
    def test_a_specification(self, word, name, pin):
        assert indexed(f"conda install -y -c conda-forge {word}") == [(name, pin)]

    @pytest.mark.parametrize(
        ("body", "names", "named"),
        [
            ("conda create -n e python=3.12", ["python"], []),
            ("mamba install -y a b", ["a", "b"], []),
            ("micromamba install -n base -f e.yml", [], ["e.yml"]),
            ("conda env create -f e.yml", [], ["e.yml"]),
            ("conda env update --file e.yml --prune", [], ["e.yml"]),
        ],
    )
    def test_what_is_named(self, body, names, named):
        found = install(body)
        assert found.manager == "conda"
        assert [package.name for package in found.packages] == names
        assert [operand.value for operand in found.manifests] == named

    @pytest.mark.parametrize("body", ["conda clean -afy", "conda init", "conda activate x", "conda"])
    def test_other_commands_install_nothing(self, body):
        assert installs(body) == []


class TestSystemPackages:
    @pytest.mark.parametrize(
        ("body", "manager", "found"),
        [
            ("apt-get install -y curl git=1:2.39 'libx=1.*' x=*", "apt",
             [("curl", NONE), ("git", EXACT), ("libx", WILDCARD), ("x", NONE)]),
            ("apt-get -y -o Dpkg::Options::=--x -t bookworm install curl", "apt", [("curl", NONE)]),
            ("apt install curl/bookworm libstdc++6 gcc-", "apt",
             [("curl", NONE), ("libstdc++6", NONE), ("gcc-", NONE)]),
            ("DEBIAN_FRONTEND=x sudo apt-get install -yqq curl:amd64", "apt", [("curl:amd64", NONE)]),
            ("apk add --no-cache -t build curl git=2.45.2-r0 'x~=1.2' 'y>1'", "apk",
             [("curl", NONE), ("git", EXACT), ("x", WILDCARD), ("y", RANGE)]),
            ("apk --no-cache add curl@edge", "apk", [("curl", NONE)]),
            ("yum install -y curl gcc-12.2.0", "rpm", [("curl", NONE), ("gcc", EXACT)]),
            ("microdnf install -y --setopt=x curl", "rpm", [("curl", NONE)]),
            ("yum install -y --enablerepo crb php-$V git-core-2.51.0", "rpm", [("php", EXACT), ("git-core", EXACT)]),
            ("dnf module install -y tomcat nodejs:20", "rpm", [("tomcat", NONE), ("nodejs", WILDCARD)]),
            ("dnf -y group install 'Development Tools'", "rpm", []),
            ("dnf -y up openssl", "rpm", []),
            ("zypper --non-interactive in -y curl git=2 'x>=3'", "zypper",
             [("curl", NONE), ("git", EXACT), ("x", RANGE)]),
            ("zypper dup", "zypper", []),
        ],
    )  # fmt: skip
    def test_packages(self, body, manager, found):
        assert install(body).manager == manager
        assert indexed(body) == found

    @pytest.mark.parametrize(
        ("body", "origin"),
        [
            ("apt-get install -y ./x.deb", "local"),
            ("apt-get install -y /x.deb", "local"),
            ("apt-get install -y $PACKAGES", "unknown"),
            ("apk add ./x.apk", "local"),
            ("apk add x.apk", "local"),
            ("apk add $PACKAGES", "unknown"),
            ("yum install -y https://example.org/x.rpm", "url"),
            ("dnf install -y x.rpm", "local"),
            ("dnf install -y @development", "unknown"),
            ("zypper in $PACKAGES", "unknown"),
        ],
    )
    def test_what_comes_from_elsewhere(self, body, origin):
        assert [found[2] for found in packages(body)] == [origin]

    @pytest.mark.parametrize(
        "body",
        [
            *("apt-get update", "apt-get clean", "apt-get", "apk update", "apk del x", "yum clean all", "zypper ref"),
            *("dnf module enable nodejs:20", "dnf check-update", "zypper"),
        ],
    )
    def test_other_commands_install_nothing(self, body):
        assert installs(body) == []


class TestNode:
    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ("npm install -g yarn@1.22.22 pnpm", [("yarn", EXACT), ("pnpm", NONE)]),
            ("npm i @scope/x@1.2.3 @scope/y", [("@scope/x", EXACT), ("@scope/y", NONE)]),
            ("npm install x@^1 y@latest z@1", [("x", RANGE), ("y", NONE), ("z", RANGE)]),
            ("yarn global add x@1.0.0", [("x", EXACT)]),
            ("pnpm add x", [("x", NONE)]),
        ],
    )
    def test_packages_that_are_named(self, body, found):
        assert indexed(body) == found

    @pytest.mark.parametrize(
        "body", ["npm ci", "npm install", "yarn", "yarn install --frozen-lockfile", "pnpm i", "bun install"]
    )
    def test_without_names_the_manifests_are_read(self, body):
        assert "package.json" in files(body)[1]

    @pytest.mark.parametrize(
        "body", ["npm run build", "npm", "yarn build", "yarn --version", "npm cache clean --force"]
    )
    def test_other_commands_install_nothing(self, body):
        assert installs(body) == []


class TestGem:
    @pytest.mark.parametrize(
        ("words", "name", "pin"),
        [
            ("rails", "rails", NONE),
            ("rails:7.2.2", "rails", EXACT),
            ("rails -v 7.2.2", "rails", EXACT),
            ("--version=7.2.2 rails", "rails", EXACT),
            ("rails -v '~> 7.2'", "rails", RANGE),
            ("rails:$V", "rails", EXACT),
            ("--no-document rails", "rails", NONE),
            ("rails -- --use-system-libraries=true x", "rails", NONE),
        ],
    )
    def test_a_gem(self, words, name, pin):
        assert indexed(f"gem install {words}") == [(name, pin)]

    def test_what_is_no_gem_of_an_index(self):
        assert packages("gem install ./x.gem $Y") == [("./x.gem", UNKNOWN, "local"), ("$Y", UNKNOWN, "unknown")]
        assert not installs("gem update --system")

    def test_bundler_reads_the_gemfile(self):
        assert files("bundle install --jobs 4") == ([], ["Gemfile", "Gemfile.lock"])
        assert files("bundle") == ([], ["Gemfile", "Gemfile.lock"])
        assert not installs("bundle exec rake && bundle --version")


class TestGo:
    @pytest.mark.parametrize(
        ("words", "pin"),
        [
            ("install example.org/a", NONE),
            ("install example.org/a@latest", NONE),
            ("install example.org/a@main", NONE),
            ("install example.org/a@v1", RANGE),
            ("install example.org/a@v1.2.3", EXACT),
            ("install -ldflags '-s -w' example.org/a@v1.2.3-rc.1", EXACT),
            ("install example.org/a@3f2a1c9d0e", EXACT),
            ("install example.org/a@$V", EXACT),
            ("get -d -u example.org/a", NONE),
            ("run example.org/a@v1.2.3 ./x", EXACT),
        ],
    )
    def test_a_module(self, words, pin):
        assert indexed(f"go {words}") == [("example.org/a", pin)]

    @pytest.mark.parametrize(
        "words", ["install ./...", "install .", "get", "build ./x", "run main.go", "install cmd/x", "version"]
    )
    def test_what_installs_nothing_of_others(self, words):
        assert not installs(f"go {words}")

    def test_a_path_without_a_dot_is_another_module_s_only_with_a_version(self):
        assert indexed("go get -tool tools/x@latest") == [("tools/x", NONE)]
        assert not installs("go get -tool tools/x")

    def test_a_download_reads_the_module_file(self):
        assert files("go mod download") == ([], ["go.mod", "go.sum"])


class TestCargo:
    @pytest.mark.parametrize(
        ("words", "name", "pin"),
        [
            ("ripgrep", "ripgrep", NONE),
            ("ripgrep@14.1.1", "ripgrep", EXACT),
            ("--locked ripgrep --version 14.1.1", "ripgrep", EXACT),
            ("ripgrep --version =14.1.1", "ripgrep", EXACT),
            ("ripgrep --version 14", "ripgrep", RANGE),
            ("ripgrep --version $V", "ripgrep", EXACT),
            ("ripgrep --features a,b --root /x", "ripgrep", NONE),
        ],
    )
    def test_a_crate(self, words, name, pin):
        assert indexed(f"cargo install {words}") == [(name, pin)]
        assert indexed(f"cargo +nightly install {words}") == [(name, pin)]

    def test_a_repository(self):
        assert packages("cargo install --git https://example.org/a --tag v1 a") == [("v1", UNKNOWN, "vcs")]
        assert packages("cargo install --git https://example.org/a") == [("", UNKNOWN, "vcs")]

    def test_a_local_crate_installs_nothing_of_others(self):
        assert not installs("cargo install --path . && cargo build --release && cargo install --list")
