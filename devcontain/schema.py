"""Documents checked against our JSON Schemas; the one place that knows jsonschema."""

import json
from typing import Any, Literal

from devcontain.resources import SCHEMAS

Name = Literal["devcontainer", "compose"]


def violations(name: Name, document: Any) -> list[str]:
    """What contradicts the schema, one sentence each, with the place in the document; empty where it is valid."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text()))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)]
