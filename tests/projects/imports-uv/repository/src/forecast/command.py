"""`forecast PLACE` prints what tomorrow brings."""

import sys

from forecast.service import tomorrow


def main():
    place = sys.argv[1]
    print(f"{place}: {tomorrow(place)} degrees")
