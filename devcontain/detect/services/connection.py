"""Variables that lead to a service: which one they mean, and what they have to say beside the application."""

import re
from collections.abc import Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from devcontain.pattern import pattern
from devcontain.services import Service

_ADDRESS = pattern(r"([a-z][a-z0-9]*)(?:\+([a-z0-9_]+))?://([^/?#]*)(/[^?#]*)?(?:\?([\w=&.-]*))?")
_PART = pattern(
    r"(?!TEST_)(?:[A-Z][A-Z0-9]*_)*((?!DEFAULT_)[A-Z]+)(?:_DEFAULT)?"
    r"_(HOST|HOSTNAME|SERVER|PORT|USER|USERNAME|PASSWORD|PASS|PASSWD|PWD|DB|NAME|DATABASE|ENGINE)"
)
_SECURED = {"rediss": "redis", "valkeys": "valkey", "amqps": "amqp", "https": "http"}
_ANY_DATABASE = ("DB", "DATABASE", "SQL")


def find_service(variable: str, value: str, catalogue: Mapping[str, Service]) -> str:
    """The service of the catalogue that a variable with this value leads to, or nothing."""
    scheme = _scheme(value)
    of_scheme = (one.name for one in catalogue.values() if scheme and _plain(scheme) in one.schemes)
    if found := next(of_scheme, ""):
        return found
    part = _PART.fullmatch(variable)
    for service in catalogue.values():
        is_part = part and part[1].lower() in {service.name, *service.schemes}
        if value and (is_part or _is_own(variable, service) or _names(variable, value, service)):
            return service.name
    return ""


def service_of_part(variable: str, catalogue: Mapping[str, Service]) -> str:
    """The service that a variable is named after, such as `POSTGRES_HOST`, or nothing."""
    part = _PART.fullmatch(variable)
    names = (one.name for one in catalogue.values() if part and part[1].lower() in {one.name, *one.schemes})
    return next(names, "")


def leads_nowhere_alone(variable: str, catalogue: Mapping[str, Service]) -> bool:
    """Whether a variable leads to a service only where something else does, such as `DB_HOST` or `S3_ACCESS_KEY`."""
    return is_of_any_database(variable) or any(variable in service.variables for service in catalogue.values())


def is_of_any_database(variable: str) -> bool:
    """Whether a variable such as `DB_HOST` leads to the one database that the project has."""
    part = _PART.fullmatch(variable)
    return part is not None and part[1] in _ANY_DATABASE


def is_part(variable: str) -> bool:
    """Whether a variable is called as a part of an address is, such as `MAIL_HOST`."""
    return _PART.fullmatch(variable) is not None


def address(variable: str, value: str, service: Service) -> str:
    """What the variable says where the service runs beside the application; nothing where that is not known."""
    if told := service.variables.get(variable):
        return told if "://" in value else told.rpartition("://")[2]
    own = _own_address(service)
    part = _PART.fullmatch(variable)
    if part:
        return {
            **dict.fromkeys(("HOST", "HOSTNAME", "SERVER"), own.hostname),
            "PORT": str(own.port or ""),
            **dict.fromkeys(("USER", "USERNAME"), own.username),
            **dict.fromkeys(("PASSWORD", "PASS", "PASSWD", "PWD"), unquote(own.password or "")),
            **dict.fromkeys(("DB", "NAME", "DATABASE"), own.path.strip("/")),
            "ENGINE": min(service.backends, key=len, default="") if value.startswith("django.") else "",
        }[part[2]] or ""
    match = _ADDRESS.fullmatch(value)
    if not match or not own.netloc:
        return ""
    driver = f"+{match[2]}" if match[2] and match[2] != "srv" else ""
    path = match[4] if match[4] and match[4][1:].isdigit() else own.path
    query = f"?{match[5]}" if match[5] and "ssl" not in match[5] else ""
    return f"{_plain(match[1])}{driver}://{own.netloc}{path}{query}"


def _is_own(variable: str, service: Service) -> bool:
    return variable in service.environment and variable not in service.variables and variable != "DATABASE_URL"


def _names(variable: str, value: str, service: Service) -> bool:
    """Whether the variable, which others may mean something else by, or its value names the service or its port."""
    if variable not in service.variables:
        return False
    port = _own_address(service).port
    return service.name in f"{variable}={value}".lower() or re.search(rf":{port}(?!\d)", value) is not None


def _own_address(service: Service) -> SplitResult:
    return urlsplit(next((text for text in service.environment.values() if "://" in text), ""))


def _scheme(value: str) -> str:
    scheme, is_address, _ = value.partition("://")
    return scheme.partition("+")[0] if is_address else ""


def _plain(scheme: str) -> str:
    """The scheme without encryption, which a service beside the application does not have."""
    return _SECURED.get(scheme, scheme)
