"""Where schemas/ and templates/ are: at the top level of a checkout, inside the package in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_ROOT = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent

SCHEMAS = _ROOT / "schemas"
TEMPLATES = _ROOT / "templates"
