import unittest


class TestMain(unittest.TestCase):
    pass
