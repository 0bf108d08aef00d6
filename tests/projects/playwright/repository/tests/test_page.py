def test_title(page):
    page.goto("about:blank")
    assert page.title() == ""
