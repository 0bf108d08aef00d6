"""When a ledger was written."""

from dateutil.parser import parse


def year(text):
    return parse(text).year
