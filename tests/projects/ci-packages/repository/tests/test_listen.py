from listen import fetch


def test_fetch(tmp_path):
    assert fetch.__name__ == "fetch"
