from dateutil.parser import isoparse


def lit(since: str) -> str:
    return isoparse(since).strftime("%d %B")
