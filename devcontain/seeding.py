"""A service with the user, the password and the database that the project's code has for it."""

import re
import shlex
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from devcontain.pattern import pattern
from devcontain.services import Service

_NAME = pattern(r"[A-Za-z_][A-Za-z0-9_.-]{0,62}")
_PASSWORD = pattern(r"[!#%&()*+,./0-9:;<=>?@A-Z\[\]^_a-z{|}~-]{1,128}")
"""Without what Compose would take for a variable, and without quotes."""
_ROOT = "root"
_OPTIONS = {"user": "(?:-U |--user=)", "password": "--password=", "database": "-d "}


class Login(NamedTuple):
    """What one logs in with: empty where the code leaves it open, none where it says it, but not in so many words."""

    user: str | None = ""
    password: str | None = ""
    database: str | None = ""


UNKNOWN = Login(None, None, None)


def is_plain(login: Login) -> bool:
    """Whether a service can be made so: names are names, and a password has nothing that Compose or a shell reads."""
    names = all(not name or _NAME.fullmatch(name) for name in (login.user, login.database))
    return names and (not login.password or _PASSWORD.fullmatch(login.password) is not None)


def login_of(service: Service) -> Login:
    """What the service is made with."""
    made = service.compose.get("environment")
    said = made if isinstance(made, dict) else {}
    user, password, database = (str(said.get(service.login.get(part, ""), "")) for part in Login._fields)
    if not user and "root" in service.login:
        return Login(_ROOT, str(said.get(service.login["root"], "")), database)
    return Login(user, password, database)


def seeded(service: Service, login: Login) -> Service:
    """The service made with a login that is plain, and the addresses and the health check that agree with it."""
    own = login_of(service)
    if not service.login or not own.user:
        return service
    is_root = login.user == _ROOT and "root" in service.login
    open_password = "" if is_root and login.password == "" else own.password
    wanted = Login(login.user or own.user, login.password or open_password, login.database or own.database)
    made = {**service.compose, "environment": _variables(service, wanted, is_root=is_root)}
    check = service.compose.get("healthcheck")
    if isinstance(check, dict) and isinstance(check.get("test"), list):
        made["healthcheck"] = {**check, "test": _test(list(map(str, check["test"])), own, wanted)}
    addresses = {name: _address(text, own, wanted) for name, text in service.environment.items()}
    return replace(service, compose=made, environment=addresses)


def _variables(service: Service, login: Login, *, is_root: bool) -> dict[str, str]:
    """Those of the service itself: its root is no user that is made besides."""
    names = service.login
    made = service.compose["environment"]
    replaced = {names.get(part) for part in (*Login._fields, *(["random_root"] if is_root else []))}
    kept = {name: value for name, value in made.items() if name not in replaced}
    password = str(login.password or "")
    if is_root:
        own = {names["root"]: password} if password else {names.get("empty_root", ""): "1"}
    else:
        own = {names["user"]: str(login.user), names["password"]: password}
    database = {names["database"]: login.database} if login.database and "database" in names else {}
    return {**own, **database, **kept}


def _test(words: list[str], own: Login, login: Login) -> list[str]:
    """The health check, with the login in the options that name it."""
    in_shell = words[:1] == ["CMD-SHELL"]
    for part, option in _OPTIONS.items():
        before, after = (str(getattr(one, part) or "") for one in (own, login))
        said = shlex.quote(after) if in_shell else after
        words = [re.sub(rf"({option}){re.escape(before)}(?!\S)", rf"\g<1>{said}", word) for word in words]
    return words


def _address(text: str, own: Login, login: Login) -> str:
    parts = urlsplit(text)
    if parts.username != own.user:
        return text
    password = quote(login.password or "", safe="")
    user = f"{login.user}:{password}" if password else str(login.user)
    path = f"/{login.database}" if parts.path.strip("/") == own.database else parts.path
    return parts._replace(netloc=f"{user}@{parts.netloc.rpartition('@')[2]}", path=path).geturl()
