"""Reports on a day."""

from dateutil.parser import isoparse


def weekday(date):
    return isoparse(date).strftime("%A")
