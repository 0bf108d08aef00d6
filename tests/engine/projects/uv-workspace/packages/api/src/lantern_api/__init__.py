"""When the lantern was lit."""

from lantern_dates import day


def lit():
    return day("2026-11-11")
