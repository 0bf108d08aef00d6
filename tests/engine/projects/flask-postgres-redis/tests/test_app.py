"""The guest book keeps what is written into it."""

import pytest
from app import app


@pytest.fixture
def client():
    return app.test_client()


def test_an_entry_is_listed_after_it_was_added(client):
    entry = {"author": "Ada", "text": "Hello"}
    assert client.post("/entries", json=entry).status_code == 201
    assert entry in client.get("/entries").get_json()


def test_every_visit_counts(client):
    first = client.get("/").get_json()["visits"]
    assert client.get("/").get_json()["visits"] == first + 1
