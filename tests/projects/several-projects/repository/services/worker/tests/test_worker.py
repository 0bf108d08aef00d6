import worker


def test_worker():
    assert worker.app.main == "worker"
