"""A file is read as it is, whatever it holds, or refused in one sentence."""

import os

import pytest

from devcontain.errors import UserError
from devcontain.files.reading import MAXIMUM_SIZE, read_bytes, read_source


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfFROM a\r\nRUN b\rc\n", "\ufeffFROM a\r\nRUN b\rc\n"),
        ("# é\n".encode(), "# é\n"),
        (b"# caf\xe9\n", "# caf\udce9\n"),
        (b"\xff\xfeF\x00", "\udcff\udcfeF\x00"),
    ],
)
def test_the_text_is_kept_as_it_is(tmp_path, content, text):
    path = tmp_path / "Dockerfile"
    path.write_bytes(content)
    source = read_source(str(path))
    assert (source.path, source.text) == (str(path), text)
    assert source.text.encode("utf-8", "surrogateescape") == content


def refusal(path):
    with pytest.raises(UserError) as caught:
        read_source(str(path))
    return caught.value.message.replace(str(path), "PATH")


def test_a_mebibyte_is_the_most(tmp_path):
    path = tmp_path / "Dockerfile"
    path.write_bytes(b"#" * MAXIMUM_SIZE)
    assert len(read_source(str(path)).text) == MAXIMUM_SIZE
    path.write_bytes(b"#" * (MAXIMUM_SIZE + 1))
    assert refusal(path) == "`PATH` is larger than 1 MiB"


def test_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to("nothing")
    assert refusal(tmp_path / "pipe") == "`PATH` is not a regular file"
    assert refusal("/dev/zero") == "`PATH` is not a regular file"
    assert refusal(tmp_path) == "`PATH` is a directory, not a file"
    assert refusal(tmp_path / "missing") == "`PATH` does not exist"
    assert refusal(tmp_path / "dangling") == "`PATH` is a symbolic link to nothing"
    assert refusal(tmp_path / ("x" * 300)) == "`PATH` cannot be read: file name too long"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read(tmp_path):
    path = tmp_path / "Dockerfile"
    path.touch(mode=0)
    assert refusal(path) == "`PATH` may not be read"


def test_a_link_is_followed_only_if_asked(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to("file")
    assert read_bytes(str(tmp_path / "link"), follow=True) == b"x"
    with pytest.raises(UserError, match="not a regular file"):
        read_bytes(str(tmp_path / "link"), follow=False)


class TestWhatIsSwappedBetweenLookingAndOpening:
    @staticmethod
    def swap(monkeypatch, path, put):
        """Let something else stand at a path by the time it is opened."""
        opened = os.open

        def open_later(*arguments):
            path.unlink()
            put(path)
            return opened(*arguments)

        path.write_text("FROM a\n")
        monkeypatch.setattr(os, "open", open_later)

    def test_for_a_link(self, tmp_path, monkeypatch):
        (tmp_path / "secret").write_text("secret")
        self.swap(monkeypatch, tmp_path / "x", lambda path: path.symlink_to("secret"))
        with pytest.raises(OSError, match="symbolic links"):
            read_bytes(str(tmp_path / "x"), follow=False)

    def test_for_a_pipe(self, tmp_path, monkeypatch):
        self.swap(monkeypatch, tmp_path / "x", os.mkfifo)
        with pytest.raises(UserError, match="is not a regular file"):
            read_bytes(str(tmp_path / "x"), follow=False)

    def test_for_a_large_file(self, tmp_path, monkeypatch):
        self.swap(monkeypatch, tmp_path / "x", lambda path: path.write_bytes(b"x" * 11))
        with pytest.raises(UserError, match="is larger than"):
            read_bytes(str(tmp_path / "x"), follow=False, limit=10)


@pytest.mark.skipif(not os.path.exists("/proc/version"), reason="no /proc here")  # noqa: PTH110
def test_a_file_that_holds_more_than_it_says():
    with pytest.raises(UserError, match="is larger than"):
        read_bytes("/proc/version", follow=True, limit=10)
