from lantern_api.main import app


def test_lantern():
    assert app.test_client().get("/").text == "11 November"
