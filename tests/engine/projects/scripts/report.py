"""Prints what a document says; what it imports is named in no file."""

import json

import yaml
from dateutil.parser import parse

if __name__ == "__main__":
    print(json.dumps({"year": parse(yaml.safe_load("written: '3 May 1850'")["written"]).year}))
