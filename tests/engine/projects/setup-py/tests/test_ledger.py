import ledger


def test_year():
    assert ledger.year("3 May 1850") == 1850
