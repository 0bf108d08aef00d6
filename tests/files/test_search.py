"""Which files are linted: what directories hold and git does not ignore, and whatever the user names."""

import os
import subprocess

import pytest

from devcontain.files.search import search


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A function that writes files, by path and text, into the current directory."""
    monkeypatch.chdir(tmp_path)

    def write(*names, **texts):
        for name, text in {**dict.fromkeys(names, ""), **texts.pop("texts", {})}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not name.endswith("/"):
                path.write_text(text)
            else:
                path.mkdir(exist_ok=True)
        return tmp_path

    return write


def found(*paths):
    result = search(paths or ["."])
    assert result.errors == []
    return [file.path for file in result.files]


def refused(*paths):
    return [(error.message, error.hint) for error in search(paths).errors]


class TestDirectories:
    def test_are_searched_in_order_files_before_directories(self, tree):
        tree(
            "web/Dockerfile", "Dockerfile", "a.Dockerfile", "api/deep/Containerfile", "README.md", "api/Dockerfile.dev"
        )
        assert found() == [
            "Dockerfile",
            "a.Dockerfile",
            "api/Dockerfile.dev",
            "api/deep/Containerfile",
            "web/Dockerfile",
        ]

    def test_hidden_ones_too(self, tree):
        tree(
            ".devcontainer/devcontainer.json",
            ".devcontainer/gpu/devcontainer.json",
            ".devcontainer.json",
            ".ci/Dockerfile",
        )
        assert [tuple(file) for file in search(["."]).files] == [
            (".devcontainer.json", "devcontainer"),
            (".ci/Dockerfile", "dockerfile"),
            (".devcontainer/devcontainer.json", "devcontainer"),
            (".devcontainer/gpu/devcontainer.json", "devcontainer"),
        ]

    def test_paths_are_shown_as_the_user_gave_them(self, tree):
        top = tree("web/Dockerfile")
        assert found("web") == ["web/Dockerfile"]
        assert found("web/") == ["web/Dockerfile"]
        assert found("./") == ["web/Dockerfile"]
        assert found(str(top)) == [f"{top}/web/Dockerfile"]

    def test_each_file_once(self, tree):
        tree("web/Dockerfile")
        assert found("web", ".", "./web/Dockerfile") == ["web/Dockerfile"]

    def test_other_peoples_are_skipped(self, tree):
        tree(
            "node_modules/x/Dockerfile", "__pycache__/Dockerfile", ".git/Dockerfile", "env/Dockerfile", "env/pyvenv.cfg"
        )
        assert found() == []

    def test_unless_the_user_names_them(self, tree):
        tree("node_modules/x/Dockerfile", "env/Dockerfile", "env/pyvenv.cfg")
        assert found("node_modules", "env") == ["node_modules/x/Dockerfile", "env/Dockerfile"]

    def test_named_like_a_dockerfile_are_directories_all_the_same(self, tree):
        tree("x.Dockerfile/Dockerfile")
        assert found() == ["x.Dockerfile/Dockerfile"]

    def test_as_deep_as_they_come(self, tree):
        top = tree()
        descriptor = os.open(top, os.O_RDONLY)
        for _ in range(1500):
            os.mkdir("d", dir_fd=descriptor)
            deeper = os.open("d", os.O_RDONLY, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = deeper
        os.close(os.open("Dockerfile", os.O_CREAT | os.O_WRONLY, dir_fd=descriptor))
        os.close(descriptor)
        paths = found()
        subprocess.run(["rm", "-rf", top / "d"], check=True)  # pytest's own cleaning is recursive
        assert paths == ["d/" * 1500 + "Dockerfile"]

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read every directory")
    def test_that_may_not_be_read_are_passed_over_on_the_way_but_not_when_named(self, tree):
        top = tree("data/Dockerfile", "Dockerfile")
        (top / "data").chmod(0)
        assert found() == ["Dockerfile"]
        assert refused("data") == [("`data` may not be read", "change its permissions")]
        (top / "data").chmod(0o755)


class TestIgnored:
    def test_files_and_directories(self, tree):
        tree("Dockerfile", "Dockerfile.old", "build/Dockerfile", texts={".gitignore": "*.old\nbuild/\n"})
        assert found() == ["Dockerfile"]

    def test_by_a_nearer_file_which_may_ask_for_them_again(self, tree):
        tree("a/Dockerfile", "b/Dockerfile", texts={".gitignore": "Dockerfile\n", "b/.gitignore": "!Dockerfile\n"})
        assert found() == ["b/Dockerfile"]

    def test_nothing_in_an_ignored_directory_comes_back(self, tree):
        tree("build/Dockerfile", texts={".gitignore": "build\n!build/Dockerfile\n"})
        assert found() == []

    def test_by_files_above_up_to_the_top_of_the_repository(self, tree):
        tree("Dockerfile.x")
        tree(
            ".git/",
            "a/b/x.Dockerfile",
            "a/b/Dockerfile",
            texts={".gitignore": "a/b/x.*\n", "a/.gitignore": "/b/Dockerfile\n"},
        )
        assert found("a/b") == []

    def test_but_not_further_up(self, tree, monkeypatch):
        top = tree("inner/.git/", "inner/Dockerfile", texts={".gitignore": "Dockerfile\n"})
        assert found() == ["inner/Dockerfile"]
        monkeypatch.chdir(top / "inner")
        assert found() == ["Dockerfile"]

    def test_by_the_excludes_of_the_repository_which_are_weaker(self, tree):
        tree(
            "a.Dockerfile",
            "b.Dockerfile",
            texts={".git/info/exclude": "*.Dockerfile\n", ".gitignore": "!b.Dockerfile\n"},
        )
        assert found() == ["b.Dockerfile"]

    def test_but_taken_when_the_user_names_them(self, tree):
        tree(".git/", "Dockerfile", "build/Dockerfile.a", "build/Dockerfile.b", texts={".gitignore": "build/\n*.b\n"})
        assert found("build/Dockerfile.b") == ["build/Dockerfile.b"]
        assert found("build") == ["build/Dockerfile.a"]

    def test_by_no_file_that_is_a_link(self, tree):
        top = tree("Dockerfile", texts={"patterns": "Dockerfile\n"})
        (top / ".gitignore").symlink_to("patterns")
        assert found() == ["Dockerfile"]

    def test_by_no_pipe_and_by_no_directory(self, tree):
        top = tree("Dockerfile", "a/.gitignore/", "a/Dockerfile")
        os.mkfifo(top / ".gitignore")
        assert found() == ["Dockerfile", "a/Dockerfile"]


class TestLinks:
    def test_to_directories_are_not_followed(self, tree):
        top = tree("a/Dockerfile")
        (top / "a" / "loop").symlink_to(top)
        (top / "b").symlink_to(top / "a")
        assert found() == ["a/Dockerfile"]
        assert found("b") == ["b/Dockerfile"]

    def test_to_files_of_the_repository_are_taken_where_the_file_is_not_found_itself(self, tree):
        top = tree("a/Dockerfile", "a/recipe")
        (top / "Dockerfile").symlink_to("a/recipe")
        (top / "Containerfile").symlink_to("a/Dockerfile")
        assert found() == ["Dockerfile", "a/Dockerfile"]

    def test_to_anything_else_are_passed_over(self, tree, tmp_path_factory):
        top = tree("sub/")
        outside = tmp_path_factory.mktemp("outside") / "recipe"
        outside.write_text("FROM scratch\n")
        for name, target in [("Dockerfile", outside), ("a.Dockerfile", "/dev/zero"), ("b.Dockerfile", "b.Dockerfile"),
                             ("c.Dockerfile", "nothing"), ("d.Dockerfile", "sub")]:  # fmt: skip
            (top / name).symlink_to(target)
        assert found() == []
        assert found("Dockerfile") == ["Dockerfile"]


class TestNamed:
    def test_files_are_taken_whatever_their_name(self, tree):
        tree("recipe.txt", "gpu.json", "Dockerfile.j2")
        assert [file.kind for file in search(["recipe.txt", "gpu.json", "Dockerfile.j2"]).files] == [
            "dockerfile",
            "devcontainer",
            "dockerfile",
        ]

    def test_what_cannot_be_is_told_and_the_rest_is_found(self, tree):
        tree("Dockerfile")
        result = search(["missing", "Dockerfile", "Dockerfile/x"])
        assert [file.path for file in result.files] == ["Dockerfile"]
        assert [error.message for error in result.errors] == [
            "`missing` does not exist",
            "`Dockerfile/x` does not exist",
        ]

    def test_pipes_devices_and_dangling_links(self, tree):
        top = tree()
        os.mkfifo(top / "pipe")
        (top / "dangling").symlink_to("nothing")
        (top / "loop").symlink_to("loop")
        (top / "zero").symlink_to("/dev/zero")
        hint = "only regular files are read, no pipes or devices"
        assert refused("pipe", "zero", "dangling", "loop") == [
            ("`pipe` is not a regular file", hint),
            ("`zero` is not a regular file", hint),
            ("`dangling` is a symbolic link to nothing", "remove it, or restore what it points to"),
            ("`loop` cannot be read: too many levels of symbolic links", ""),
        ]

    def test_a_pipe_met_on_the_way_is_passed_over(self, tree):
        os.mkfifo(tree("Containerfile") / "Dockerfile")
        assert found() == ["Containerfile"]

    def test_names_that_are_no_utf_8(self, tree):
        top = tree()
        name = os.fsdecode(b"\xff.Dockerfile")
        (top / name).write_text("FROM scratch\n")
        assert found() == [name]
        assert found(name) == [name]
