from shop import stock


def test_stock():
    assert callable(stock)
