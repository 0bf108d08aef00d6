"""A task for a worker of Celery."""

import os

from celery import Celery

app = Celery("tasks", broker=os.environ["CELERY_BROKER_URL"], backend="rpc://")


@app.task
def add(left, right):
    return left + right
