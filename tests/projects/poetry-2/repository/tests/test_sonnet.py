import httpx

from sonnet import read


def test_a_sonnet_has_fourteen_lines():
    transport = httpx.MockTransport(lambda request: httpx.Response(200, text="line\n" * 14))
    assert len(read("https://poems/18", httpx.Client(transport=transport))) == 14
