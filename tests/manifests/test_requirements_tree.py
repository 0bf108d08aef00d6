"""Requirements files that include others."""

import pytest

from devcontain.errors import UserError
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirements_tree import read_requirements


@pytest.fixture
def repository(tmp_path):
    def make(**files):
        for name, text in files.items():
            path = tmp_path / "project" / name.replace("__", "/").replace("_txt", ".txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return Repository(tmp_path / "project")

    return make


def refuses(repository, path, message):
    with pytest.raises(UserError) as error:
        read_requirements(repository, path)
    assert error.value.message == message


def test_follows_includes_relative_to_the_file_that_names_them(repository):
    files = repository(
        requirements_txt="-r requirements/dev.txt",
        requirements__dev_txt="-r ../base.txt\npytest",
        base_txt="flask",
    )
    tree = read_requirements(files, "requirements.txt")
    assert [requirement.name for requirement in tree.requirements] == ["pytest", "flask"]
    assert [file.path for file in tree.walk()] == ["requirements.txt", "requirements/dev.txt", "base.txt"]


def test_constraints_install_nothing(repository):
    files = repository(requirements_txt="-c limits.txt\nflask", limits_txt="redis==5")
    assert [one.name for one in read_requirements(files, "requirements.txt").requirements] == ["flask"]


def test_finds_the_parts_that_install_by_themselves(repository):
    files = repository(requirements_txt="-r base.txt\n-e .", base_txt="flask")
    tree = read_requirements(files, "requirements.txt")
    assert [part.path for part in tree.self_contained()] == ["base.txt"]


def test_refuses_a_file_outside_the_repository(repository, tmp_path):
    (tmp_path / "secret.txt").write_text("flask")
    files = repository(requirements_txt="flask\n-r ../secret.txt")
    refuses(files, "requirements.txt", "requirements.txt:2:1: `../secret.txt` is outside the repository")


def test_refuses_a_link_out_of_the_repository(repository, tmp_path):
    (tmp_path / "secret.txt").write_text("flask")
    files = repository(requirements_txt="-r base.txt")
    (tmp_path / "project" / "base.txt").symlink_to(tmp_path / "secret.txt")
    refuses(files, "requirements.txt", "requirements.txt:1:1: there is no file `base.txt` to include")


def test_refuses_a_cycle(repository):
    files = repository(requirements_txt="-r base.txt", base_txt="-r requirements.txt")
    refuses(files, "requirements.txt", "base.txt:1:1: `requirements.txt` includes itself")


def test_refuses_endless_includes(repository):
    files = repository(**{f"r{number}_txt": f"-r r{number + 1}.txt" for number in range(40)})
    with pytest.raises(UserError, match="nested too deeply"):
        read_requirements(files, "r0.txt")


def test_refuses_a_file_of_another_machine(repository):
    files = repository(requirements_txt="numpy @ file:///croot/numpy_1\n")
    refuses(files, "requirements.txt", "requirements.txt:1:1: `numpy` is a file of the machine that wrote this")
