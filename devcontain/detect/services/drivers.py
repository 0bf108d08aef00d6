"""The driver that SQLAlchemy has to be told in a database's address, where its own choice is not what is installed."""

from packaging.version import InvalidVersion, Version

from devcontain.detect.facts import Dependencies

_READERS = {
    *("sqlalchemy", "flask-sqlalchemy", "flask-sqlalchemy-lite", "sqlmodel", "alembic", "flask-migrate"),
    "advanced-alchemy",
}
_OTHER_READERS = {"django", "databases", "tortoise-orm", "peewee"}
"""What may read the same variable, and knows no drivers in an address, or others."""
_DRIVERS = {
    "postgresql": {
        "psycopg": {"psycopg", "psycopg-binary", "psycopg-c"},
        "psycopg2": {"psycopg2", "psycopg2-binary"},
        "asyncpg": {"asyncpg"},
        "pg8000": {"pg8000"},
    },
    "mysql": {
        "mysqldb": {"mysqlclient"},
        "pymysql": {"pymysql"},
        "mysqlconnector": {"mysql-connector-python"},
        "aiomysql": {"aiomysql"},
        "asyncmy": {"asyncmy"},
    },
}
_NEWER = Version("2.1")
"""The first SQLAlchemy for which `postgresql://` means psycopg, and not psycopg2."""


def with_driver(address: str, dependencies: Dependencies) -> str:
    """The address with the only driver that the project has for it; as it is where SQLAlchemy finds that by itself."""
    scheme, _, rest = address.partition("://")
    names = dependencies.names
    there = [driver for driver, distributions in _DRIVERS.get(scheme, {}).items() if distributions & names]
    if len(there) != 1 or not names & _READERS or names & _OTHER_READERS:
        return address
    is_default = there[0] == "mysqldb" or (there[0] == "psycopg2" and _is_older(dependencies))
    return address if is_default else f"{scheme}+{there[0]}://{rest}"


def _is_older(dependencies: Dependencies) -> bool:
    """Whether SQLAlchemy is certainly one from before 2.1."""
    locked = [package.version for package in dependencies.lock.packages if package.name == "sqlalchemy"]
    if locked:
        return all(map(_precedes, locked))
    asked = [one for one in dependencies.all_requirements if one.name == "sqlalchemy"]
    return any(one.pin < _NEWER if one.pin else not one.specifier.contains(f"{_NEWER}.99") for one in asked)


def _precedes(version: str) -> bool:
    try:
        return Version(version) < _NEWER
    except InvalidVersion:
        return False
