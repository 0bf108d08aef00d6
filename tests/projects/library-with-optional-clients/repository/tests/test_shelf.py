from shelf import Shelf


def test_a_shelf_has_a_name():
    assert Shelf("tools").name == "tools"
