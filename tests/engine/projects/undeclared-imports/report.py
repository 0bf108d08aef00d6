"""Imports what requirements.txt does not name."""

import attr
import dateutil
import yaml

print(yaml.safe_dump({"attrs": attr.__version__}), end="")
