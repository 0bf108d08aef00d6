import redis


def test_the_queue_answers():
    assert redis.Redis(host="127.0.0.1").ping()
