"""Days as people say them."""

from dateutil.parser import isoparse


def day(date):
    return isoparse(date).strftime("%d %B")
