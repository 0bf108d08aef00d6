from django.test import TestCase


class TrackTest(TestCase):
    def test_nothing_is_there(self):
        self.assertEqual(self.client.get("/").status_code, 404)
