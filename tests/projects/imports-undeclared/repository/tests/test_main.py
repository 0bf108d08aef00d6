import numpy
import pytest
import yaml
from app.main import app


def test_app():
    assert app
