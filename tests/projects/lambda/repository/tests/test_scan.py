import pytest

from scan import app


def test_handler_needs_a_context():
    with pytest.raises(TypeError):
        app.handler({})
