"""A compose file is merged key by key; all that the user wrote stays as it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.generate.again.merge_yaml import merge_yamls
from devcontain.generate.text.yaml_text import yaml_text
from devcontain.syntax.yaml import read_yaml

BASE = """services:
  app:
    command: sleep infinity
    environment:
      DATABASE_URL: postgresql
    depends_on:
      postgres:
        condition: service_healthy

  # The database.
  postgres:
    image: postgres:17
    volumes:
      - data:/var/lib

volumes:
  data:
"""
NEW = BASE.replace("postgresql\n", "postgresql\n      REDIS_URL: redis\n").replace(
    "\nvolumes:\n  data:\n", "\n  redis:\n    image: redis:8\n\nvolumes:\n  data:\n  more:\n"
)


def merge(mine, base=BASE, new=NEW, *, takes_new=False):
    merged = merge_yamls("f", base, mine, new, frozenset())
    if takes_new:
        merged = merge_yamls("f", base, mine, new, frozenset(merged.conflicts))
    read_yaml(merged.text)
    return merged.text, [conflict.place for conflict in merged.conflicts]


@pytest.mark.parametrize("mount", ["data:/backup:ro", "{type: volume, source: data, target: /backup}"])
@pytest.mark.parametrize("rest", ["volumes:\n  more:\n", ""])
def test_what_stays_keeps_the_volumes_and_services_that_it_names(mount, rest):
    own = f"  backup:\n    image: mine:1\n    depends_on: [postgres]\n    volumes:\n      - {mount}\n"
    new = f"services:\n  app:\n    command: sleep infinity\n\n{rest}"
    text, conflicts = merge(BASE.replace("\nvolumes:", f"\n{own}\nvolumes:"), new=new)
    data = read_yaml(text)
    assert conflicts == []
    assert list(data["services"]) == ["app", "postgres", "backup"]
    assert data["services"]["app"] == {"command": "sleep infinity"}
    assert set(data["volumes"]) == ({"data", "more"} if rest else {"data"})


def test_what_was_taken_out_comes_back_with_what_names_it():
    mine = "services:\n  app:\n    command: sleep infinity\n\nvolumes:\n  data:\n"
    new = BASE.replace("    depends_on:\n", "    depends_on:\n      cache:\n        condition: service_started\n")
    assert merge(mine, new=new)[0] == mine
    assert list(read_yaml(merge(mine, new=new, takes_new=True)[0])["services"]) == ["app", "postgres"]


def test_a_key_goes_with_the_last_that_stood_below_it():
    base = BASE.replace("    depends_on:\n", "    depends_on:\n      cache:\n        condition: service_started\n")
    mine = base.replace("      postgres:\n        condition: service_healthy\n", "")
    text, conflicts = merge(mine, base=base, new=BASE)
    assert (conflicts, "depends_on" in read_yaml(text)["services"]["app"]) == ([], False)


def test_an_edited_service_keeps_its_volume_unless_devcontain_s_side_is_taken():
    new = "services:\n  app:\n    command: sleep infinity\n\nvolumes:\n  more:\n"
    mine = BASE.replace("postgres:17", "postgres:16")
    text, conflicts = merge(mine, new=new)
    assert (conflicts, set(read_yaml(text)["volumes"])) == (["services.postgres"], {"data", "more"})
    text, _ = merge(mine, new=new, takes_new=True)
    assert read_yaml(text) == read_yaml(new)


@pytest.mark.parametrize(
    ("old", "edited"),
    [
        ("postgresql\n", "postgresql\n      MINE: a # why\n"),
        ("postgresql\n", "mine\n"),
        ("/var/lib\n", "/var/lib\n\n  # My mail.\n  mail:\n    image: mail:1\n"),
        ("  data:\n", "  data:\n  mine:\n"),
        ("  # The database.\n", ""),
        ("    volumes:\n      - data:/var/lib\n", "    volumes:\n      - data:/var/lib\n      - mine:/mine\n"),
        ("sleep infinity\n", "|\n      # no comment\n      sleep infinity\n"),
        ("services:\n", "# mine\nservices:\n"),
        ("  data:\n", "  data:\n# the end\n"),
    ],
)
def test_both_may_add_in_the_same_place(old, edited):
    assert old in BASE
    mine = BASE.replace(old, edited, 1)
    text, conflicts = merge(mine)
    assert conflicts == []
    assert "REDIS_URL: redis" in text
    assert "image: redis:8" in text
    assert "  more:\n" in text
    assert set(mine.splitlines()) <= set(text.splitlines())


@pytest.mark.parametrize(
    ("mine", "new", "place"),
    [
        (
            BASE.replace("postgres:17", "postgres:16"),
            BASE.replace("postgres:17", "postgres:18"),
            "services.postgres.image",
        ),
        (
            BASE.replace("sleep infinity", "mine"),
            BASE.replace("    command: sleep infinity\n", ""),
            "services.app.command",
        ),
        (BASE.replace("    command: sleep infinity\n", ""), BASE.replace("infinity", "1"), "services.app.command"),
        (BASE.replace("  data:\n", "  more: 1\n"), BASE.replace("  data:\n", "  more: 2\n"), "volumes.more"),
    ],
)
def test_a_key_that_both_changed_is_a_conflict(mine, new, place):
    assert merge(mine, new=new) == (mine, [place])
    assert read_yaml(merge(mine, new=new, takes_new=True)[0]) == read_yaml(new)


def test_a_text_is_merged_by_its_lines():
    base = "a: |\n  x: 1\n  y: 2\n  z: 3\n"
    text, conflicts = merge(base.replace("x: 1", "x: 1\n  y: 7"), base=base, new=base.replace("z: 3", "z: 4"))
    assert (text, conflicts) == ("a: |\n  x: 1\n  y: 7\n  y: 2\n  z: 4\n", [])


@pytest.mark.parametrize(
    "mine",
    [
        "services: {app: {command: mine}}\n",
        "services:\n- a\n- b\n",
        "a: 1\na: 1\n",
        "[1,\n2]\n",
        "--- \nservices:\n",
    ],
)
def test_what_is_written_in_another_way_is_never_broken(mine):
    text, conflicts = merge_yamls("f", BASE, mine, NEW, frozenset())
    assert conflicts
    assert set(mine.splitlines()) <= set(text.splitlines())


def test_levels_may_be_of_another_width():
    wide = "\n".join(line.replace("  ", "    ") for line in BASE.split("\n"))
    text, conflicts = merge(wide)
    assert (read_yaml(text), conflicts) == (read_yaml(NEW), [])
    assert merge(wide, new=BASE) == (wide, [])


def test_items_may_stand_no_deeper_than_their_key():
    flat = BASE.replace("      - ", "    - ")
    assert flat != BASE
    text, conflicts = merge(flat)
    assert (read_yaml(text), conflicts) == (read_yaml(NEW), [])


def test_what_both_sides_empty_together_is_a_conflict():
    base, mine, new = "services:\n  app: a\n  web: a\n", "services:\n  app: a\n", "services:\n  web: a\n"
    assert merge(mine, base=base, new=new) == (mine, ["the whole file"])
    assert merge(mine, base=base, new=new, takes_new=True)[0] == new


scalars = st.sampled_from(["a", "b: c", "# d", "- e", "", "1"])
names = st.sampled_from(["app", "web", "db", "x y"])
values = st.recursive(
    scalars, lambda inner: st.lists(scalars, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=8
)
documents = st.builds(lambda services: {"services": services}, st.dictionaries(names, values, min_size=1, max_size=3))


@given(documents, documents, documents)
def test_whatever_is_merged_is_right(base, mine, new):
    texts = [yaml_text(data, {"web": "a comment"}) for data in (base, mine, new)]
    merged = merge_yamls("f", *texts, frozenset())
    if mine == base:
        assert merged.text == texts[2]
    if new == base:
        assert merged.text == texts[1]
    if not merged.conflicts:
        assert isinstance(read_yaml(merged.text), dict)
