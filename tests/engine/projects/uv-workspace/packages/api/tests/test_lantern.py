import lantern_api


def test_lit(mocker):
    assert lantern_api.lit() == "11 November"
    mocker.patch("lantern_api.day", return_value="never")
    assert lantern_api.lit() == "never"
