"""All files are written, or none."""

import os
from pathlib import Path

import pytest

from devcontain.errors import UserError
from devcontain.generate.again.change import Change, read_content
from devcontain.generate.write import write

FILES = {".devcontainer/gpu/devcontainer.json": "{}\n", "Dockerfile": "FROM new\n", "z": "z\n"}


def tree(root):
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def changes(root):
    return [Change(path, read_content(root, path), text.encode()) for path, text in FILES.items()]


def write_all(root):
    write(root, changes(root))


def test_writes_all_files_and_the_directories_above_them(tmp_path):
    write_all(tmp_path)
    assert tree(tmp_path) == FILES


def test_a_new_file_gets_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path):
    (tmp_path / "Dockerfile").write_text("FROM old\n")
    (tmp_path / "Dockerfile").chmod(0o640)
    mask = os.umask(0o027)
    try:
        write_all(tmp_path)
    finally:
        os.umask(mask)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("Dockerfile", "z")] == [0o640, 0o640]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("moves", [0, 1, 2])
def test_an_interruption_leaves_all_as_it_was(tmp_path, monkeypatch, interruption, moves):
    (tmp_path / "Dockerfile").write_text("FROM old\n")
    wanted = changes(tmp_path)
    really_replace = Path.replace
    done = []

    def replace(self, target):
        if len(done) == moves:
            done.append(target)
            raise interruption
        done.append(target)
        return really_replace(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises((KeyboardInterrupt, UserError)):
        write(tmp_path, wanted)
    assert tree(tmp_path) == {"Dockerfile": "FROM old\n"}
    assert [path.name for path in tmp_path.iterdir()] == ["Dockerfile"]


def refuses(root, message):
    before = tree(root)
    with pytest.raises(UserError, match=message):
        write_all(root)
    assert tree(root) == before


def test_refuses_to_write_through_a_link(tmp_path):
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    (root / ".devcontainer").symlink_to(elsewhere)
    refuses(root, "is a symbolic link")
    assert list(elsewhere.iterdir()) == []


def test_refuses_to_replace_a_link(tmp_path):
    (tmp_path / "other").write_text("precious")
    (tmp_path / "Dockerfile").symlink_to("other")
    refuses(tmp_path, "is not a regular file")


def test_refuses_to_replace_a_directory(tmp_path):
    (tmp_path / "z").mkdir()
    refuses(tmp_path, "z is not a regular file")


def test_refuses_a_file_where_a_directory_has_to_be(tmp_path):
    (tmp_path / ".devcontainer").write_text("")
    refuses(tmp_path, "devcontainer")


def test_refuses_to_overwrite_what_someone_else_wrote_meanwhile(tmp_path):
    change = Change("z", None, b"ours")
    (tmp_path / "z").write_text("theirs")
    with pytest.raises(UserError, match="was changed meanwhile"):
        write(tmp_path, [change])
    assert tree(tmp_path) == {"z": "theirs"}


@pytest.mark.parametrize("interruption", [None, KeyboardInterrupt])
def test_takes_files_away_with_the_directory_that_is_empty_then(tmp_path, monkeypatch, interruption):
    write_all(tmp_path)
    before = tree(tmp_path)
    gone = [change._replace(before=change.after, after=None) for change in changes(tmp_path)[:2]]
    if interruption:
        monkeypatch.setattr(Path, "unlink", stop_at("Dockerfile", Path.unlink, interruption))
        with pytest.raises(interruption):
            write(tmp_path, gone)
        assert tree(tmp_path) == before
    else:
        write(tmp_path, gone)
        assert [path.name for path in tmp_path.rglob("*")] == [".devcontainer", "z"]


def stop_at(name, really, interruption):
    def unlink(self, **options):
        if self.name == name:
            raise interruption
        really(self, **options)

    return unlink


def test_says_that_a_target_is_read_only():
    with pytest.raises(UserError, match="cannot write"):
        write(Path("/proc/self"), [Change("x", None, b"")])
