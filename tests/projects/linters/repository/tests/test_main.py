import unittest

import main


class TestMain(unittest.TestCase):
    def test_requests_are_there(self):
        self.assertTrue(main.requests)
