"""When a hymn was written, as a package that Hatch builds."""

from dateutil.parser import parse

__version__ = "0.1.0"


def year(text):
    return parse(text).year


def main():
    print(year("12 May 1779"))
