"""A repository is read safely, whatever lies in it."""

import os

import pytest

from devcontain.errors import UserError
from devcontain.files.reading import MEBIBYTE
from devcontain.manifests.repository import Repository


def refuses(action, message):
    with pytest.raises(UserError) as error:
        action()
    assert error.value.message == message


def test_refuses_what_is_no_directory(tmp_path):
    (tmp_path / "file").write_text("")
    refuses(lambda: Repository(tmp_path / "file"), f"`{tmp_path / 'file'}` is not a directory")
    refuses(lambda: Repository(tmp_path / "absent"), f"`{tmp_path / 'absent'}` does not exist")


def test_refuses_a_loop_of_links(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UserError, match="cannot be read"):
        Repository(tmp_path / "loop")


def test_reads_only_regular_files_of_the_repository(tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside").write_text("secret")
    (root / "inside").write_text("")
    (root / "directory").mkdir()
    os.mkfifo(root / "pipe")
    (root / "link").symlink_to("inside")
    (root / "escape").symlink_to(tmp_path / "outside")
    (root / "device").symlink_to("/dev/zero")
    (root / "loop").symlink_to("loop")
    (root / "dangling").symlink_to("absent")
    assert Repository(root).names() == ["inside", "link"]
    assert not Repository(root).has("../outside")


def test_says_where_text_is_not_utf_8(tmp_path):
    (tmp_path / "latin").write_bytes(b"one\ntw\xf6\n")
    refuses(lambda: Repository(tmp_path).read("latin"), "latin:2: not UTF-8 text")


def test_refuses_a_huge_file(tmp_path):
    (tmp_path / "huge").write_bytes(b" " * (MEBIBYTE + 1))
    refuses(lambda: Repository(tmp_path).read("huge"), "`huge` is larger than 1 MiB")


def test_walks_near_files_first_and_leaves_out_what_is_generated(tmp_path):
    for path in ("b/c/deep.py", "b/near.py", "z.py", ".git/x.py", "node_modules/x.py", "myenv/x.py", "a.txt"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("")
    (tmp_path / "myenv" / "pyvenv.cfg").write_text("")
    (tmp_path / "up").symlink_to(tmp_path.parent)
    assert list(Repository(tmp_path).walk(".py")) == ["z.py", "b/near.py", "b/c/deep.py"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_reads_what_windows_powershell_wrote(tmp_path, encoding):
    (tmp_path / "requirements.txt").write_text("\ufeff" * (encoding != "utf-16") + "flask==3.0.3\r\n", encoding)
    assert Repository(tmp_path).read("requirements.txt").text.splitlines() == ["flask==3.0.3"]


def test_refuses_half_a_character(tmp_path):
    (tmp_path / "requirements.txt").write_bytes(b"\xff\xfef")
    with pytest.raises(UserError, match="not UTF-8 text"):
        Repository(tmp_path).read("requirements.txt")
