from motet import Voice


def test_voice():
    assert Voice(part="alto").part == "alto"
