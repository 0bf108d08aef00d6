"""What is noted because nothing brings it."""

import pytest

from devcontain.detect import detect
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes


@pytest.fixture
def notes(tmp_path):
    def notes_for(requirements):
        (tmp_path / "requirements.txt").write_text(f"{requirements}\n")
        return decide(detect(tmp_path), Wishes()).notes

    return notes_for


def test_what_no_archive_has(notes):
    (note,) = notes("cx_Oracle==8.3.0")
    assert note.startswith("cx_Oracle==8.3.0 loads Oracle's Instant Client")


@pytest.mark.parametrize(
    ("requirements", "count"),
    [
        ("PyMySQL==1.1.2", 1),
        ("PyMySQL==1.2.0", 0),
        ("PyMySQL", 0),
        ("PyMySQL[rsa]==1.1.2", 0),
        ("PyMySQL==1.1.2\ncryptography==46.0.3", 0),
        ("mysqlclient==2.2.7", 0),
    ],
)
def test_what_pymysql_logs_in_to_mysql_with(notes, requirements, count):
    assert len([note for note in notes(requirements) if "with cryptography" in note]) == count
