"""Counts visits."""

import os

import redis
import six


def count():
    store = redis.Redis.from_url(os.environ["REDIS_URL"])
    return six.ensure_str(str(store.incr("visits")))
