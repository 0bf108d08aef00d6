from app import app


def test_a_message_is_kept():
    client = app.test_client()
    assert client.post("/", data={"text": "hello"}).status_code == 302
    assert "hello" in client.get("/").json["messages"]
