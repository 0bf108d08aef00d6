"""The services that code and configuration look for at localhost, at which ports, and with which login."""

import pytest

from devcontain.detect import detect
from devcontain.generate.compose import environment
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes
from devcontain.seeding import Login

CLIENTS = "psycopg2-binary\npymysql\nredis\npymongo\npika\nkafka-python\nelasticsearch\npymemcache\n"


@pytest.fixture
def plan(tmp_path):
    def see(files, **wishes):
        for name, text in {"requirements.txt": "psycopg2-binary\n", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return decide(detect(tmp_path), Wishes(**wishes))

    return see


@pytest.fixture
def local(plan, tmp_path):
    def see(files):
        plan(files)
        return {need.name: need.local for need in detect(tmp_path).services if need.local}

    return see


def ports(found):
    return {(name, port) for name, one in found.items() for port in one.ports}


@pytest.mark.parametrize(
    ("code", "name", "port"),
    [
        ('url = "postgresql://u:p@localhost/db"', "postgres", 5432),
        ('url = "postgres://u:p@127.0.0.1:5433/db"', "postgres", 5433),
        ('url = "postgresql+asyncpg://u:p@localhost:5432/db?ssl=disable"', "postgres", 5432),
        ('url = "jdbc:postgresql://localhost:5432/db"', "postgres", 5432),
        ('USER = "u"\nurl = f"postgresql://{USER}@localhost/db"', "postgres", 5432),
        ('import psycopg2\npsycopg2.connect(host="localhost", user="u")', "postgres", 5432),
        ('import psycopg2\npsycopg2.connect("host=localhost dbname=db user=u")', "postgres", 5432),
        ('D = {"host": "localhost", "port": "5432"}', "postgres", 5432),
        ('broker_url = "redis://localhost"', "redis", 6379),
        ('from celery import Celery\napp = Celery(broker="redis://localhost:6379/0")', "redis", 6379),
        ('import redis\nredis.Redis(host="localhost", port=6380)', "redis", 6380),
        ("from redis import Redis\nRedis()", "redis", 6379),
        ("import redis.asyncio as redis\nredis.Redis(decode_responses=True, host='127.0.0.1')", "redis", 6379),
        ('HOSTS = [("127.0.0.1", 6379)]', "redis", 6379),
        ("class Store:\n    def __init__(self, host='localhost', port=6379): ...", "redis", 6379),
        ('REDIS_HOST = "localhost"', "redis", 6379),
        ('REDIS_HOST = "localhost"\nREDIS_PORT = 6390', "redis", 6390),
        ('from pymongo import MongoClient\nMongoClient("localhost", 27017)', "mongodb", 27017),
        ("import pymongo\npymongo.MongoClient()", "mongodb", 27017),
        ('app.config["MONGO_URI"] = "mongodb://localhost:27017/db"', "mongodb", 27017),
        ('import pymysql\npymysql.connect(host="localhost", user="root", password="")', "mysql", 3306),
        ('import pymysql\npymysql.connect("127.0.0.1", "root", "pw", "db")', "mysql", 3306),
        ('app.config["MYSQL_HOST"] = "localhost"', "mysql", 3306),
        ('import pika\npika.ConnectionParameters("localhost")', "rabbitmq", 5672),
        ('broker = "pyamqp://guest@localhost//"', "rabbitmq", 5672),
        ('from kafka import KafkaProducer\nKafkaProducer(bootstrap_servers="localhost:9092")', "kafka", 9092),
        ('servers = {"bootstrap.servers": "localhost:9092"}', "kafka", 9092),
        ('from elasticsearch import Elasticsearch\nElasticsearch("http://localhost:9200")', "elasticsearch", 9200),
        ('from pymemcache.client.base import Client\nClient("localhost")', "memcached", 11211),
        ('import os\nurl = os.environ.get("NOBODY_SETS_THIS") or "redis://localhost"', "redis", 6379),
        ('from pydantic import BaseSettings\nclass S(BaseSettings):\n    q: str = "redis://localhost"', "redis", 6379),
    ],
)
def test_code_that_looks_for_a_service_at_localhost(local, code, name, port):
    assert ports(local({"requirements.txt": CLIENTS, "app.py": code})) == {(name, port)}


@pytest.mark.parametrize(
    "code",
    [
        '# url = "redis://localhost"',
        '"""Say `redis://localhost`."""',
        '"redis://localhost"',
        'url = "redis://redis:6379"',
        'url = "redis://localhost.example.org"',
        'print("connect to redis://localhost:6379 first")',
        "import redis, settings\nredis.Redis(host=settings.HOST)",
        "import redis\nredis.Redis(**options)",
        "import redis\nredis.Redis(connection_pool=pool)",
        "from fakeredis import Redis\nRedis()",
        'import os\nurl = os.environ.get("REDIS_URL", "redis://localhost")',
        'import os\nurl = os.getenv("REDIS_URL") or "redis://localhost"',
        'import os\nhost = os.environ.get("REDIS_HOST", "localhost")',
        'from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    redis_url: str = "redis://localhost"',
        'app.run(host="localhost", port=8000)',
        'D = {"host": "localhost", "port": 8000}',
        'HOST = "localhost"',
        'import socket\nsocket.create_connection(("localhost", 80))',
        'url = "redis://localhost:99999999999"',
        "redis://localhost",
    ],
)
def test_code_that_does_not(local, code):
    assert ports(local({"requirements.txt": "redis\n", "app.py": code})) == set()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("alembic.ini", "[alembic]\n# sqlalchemy.url = mysql://x@localhost/y\nsqlalchemy.url = {url}\n"),
        ("config/settings.toml", '[default]\nurl = "{url}"\n'),
        ("config.yaml", "database:\n  - url: {url}\n"),
        ("config.json", '{{"database": {{"url": "{url}"}}}}'),
        ("database.ini", "[postgresql]\nhost=localhost\nuser=keeper\npassword=pw\ndatabase=shop\n"),
        ("settings.yml", "db: {{host: 127.0.0.1, port: 5432, username: keeper, password: pw, name: shop}}"),
        ("work.ipynb", '{{"cells": [{{"cell_type": "code", "source": ["%sql\\n", "x = \'{url}\'"]}}]}}'),
        ("app.py", "D = dict(host='localhost', user='keeper', password='pw', database='shop')"),
        ("app.py", "DB_HOST = 'localhost'\nDB_NAME = 'shop'\nDB_USER = 'keeper'\nDB_PASS = 'pw'"),
        ("app.py", "class C:\n    DB_HOST = '127.0.0.1'\n    DB_NAME, x = 1, 2\n    url = '{url}'"),
    ],
)
def test_where_an_address_with_a_login_stands(local, path, text):
    url = "postgresql://keeper:pw@localhost/shop"
    found = local({path: text.format(url=url)})["postgres"]
    assert (found.ports, found.login, found.evidence.path) == ((5432,), Login("keeper", "pw", "shop"), path)


@pytest.mark.parametrize(
    "path", ["docs/conf.py", "examples/app.py", "vendor/app.py", "docker-compose.ci.yml", "package.json", ".x.ini"]
)
def test_where_an_address_says_nothing(local, path):
    text = "url = 'redis://localhost'" if path.endswith(".py") else '{"url": "redis://localhost"}'
    assert local({"requirements.txt": "redis\n", path: text}) == {}


@pytest.mark.parametrize("text", ["[", "{", "a: [", "\t- x: 'redis://localhost", "[a]\nb = 'redis://localhost\n"])
@pytest.mark.parametrize("path", ["x.toml", "x.yaml", "x.json", "x.ini", "x.ipynb", "x.py"])
def test_a_file_that_cannot_be_read(local, path, text):
    assert set(local({"requirements.txt": "redis\n", path: f"{text}redis://localhost"})) <= {"redis"}


def test_code_that_is_nested_too_deeply(local):
    code = f"x = {'(' * 90}{'1+' * 3000}1{')' * 90}\nurl = 'redis://localhost'"
    assert set(local({"requirements.txt": "redis\n", "app.py": code})) <= {"redis"}


DJANGO = "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': 'shop', %s}}"


@pytest.mark.parametrize(
    ("parts", "relayed", "variables"),
    [
        ("'USER': 'u', 'PASSWORD': 'p'", (), {"PGHOST": "postgres"}),
        ("'USER': 'u', 'PASSWORD': 'p', 'HOST': ''", (), {"PGHOST": "postgres"}),
        ("'USER': 'u', 'PASSWORD': 'p', 'HOST': 'localhost', 'PORT': ''", (5432,), {}),
        ("'USER': 'u', 'PASSWORD': 'p', 'HOST': '127.0.0.1', 'PORT': 5433", (5433,), {}),
        ("'USER': 'u', 'HOST': 'localhost'", (5432,), {"PGPASSWORD": "app"}),
        ("'HOST': 'localhost'", (5432,), {"PGUSER": "app", "PGPASSWORD": "app"}),
        ("'USER': 'u', 'PASSWORD': 'p', 'HOST': os.environ['DB_HOST']", None, {}),
    ],
)
def test_databases_of_django(plan, tmp_path, parts, relayed, variables):
    settings = f"import os\n{DJANGO % parts}"
    found = plan({"requirements.txt": "django\npsycopg2-binary\n", "manage.py": "", "shop/settings.py": settings})
    told = environment(found.services)
    assert {name: told.get(name) for name in told if name.startswith("PG")} == variables
    assert tuple(relay.port for relay in found.relays) == (relayed or ())


def test_a_login_is_that_of_the_service_and_of_all_that_leads_to_it(plan):
    code = 'url = "postgresql://keeper:p%40ss%23@localhost/shop"'
    found = plan({"app.py": code, ".env.example": "DB_USER=x\nDB_PASSWORD=x\nDB_NAME=x\nDATABASE_URL=postgres://x/y\n"})
    (service,) = found.services
    assert service.compose["environment"] == {
        "POSTGRES_USER": "keeper",
        "POSTGRES_PASSWORD": "p@ss#",
        "POSTGRES_DB": "shop",
    }
    assert service.compose["healthcheck"]["test"][1] == "pg_isready -h 127.0.0.1 -U keeper -d shop"
    assert service.environment == {
        "DATABASE_URL": "postgres://keeper:p%40ss%23@postgres:5432/shop",
        "DB_NAME": "shop",
        "DB_PASSWORD": "p@ss#",
        "DB_USER": "keeper",
    }


@pytest.mark.parametrize(
    ("password", "made"),
    [
        ("", {"MYSQL_ALLOW_EMPTY_PASSWORD": "1", "MYSQL_DATABASE": "shop"}),
        ("p w'".replace(" ", "&"), None),
        ("p&w", {"MYSQL_ROOT_PASSWORD": "p&w", "MYSQL_DATABASE": "shop"}),
    ],
)
def test_root_of_mysql(plan, password, made):
    code = f'import pymysql\npymysql.connect(host="localhost", user="root", password="{password}", db="shop")'
    (service,) = plan({"requirements.txt": "pymysql\n", "app.py": code}).services
    if made is None:
        assert service.compose["environment"]["MYSQL_USER"] == "app"
        return
    assert service.compose["environment"] == made
    quoted = "'p&w'" if password else "''"
    assert service.compose["healthcheck"]["test"][1].endswith(f" --user=root --password={quoted}")
    assert service.environment["DATABASE_URL"].startswith("mysql")
    assert service.environment["DATABASE_URL"].endswith(f"://root{':p%26w' if password else ''}@mysql:3306/shop")


@pytest.mark.parametrize(
    ("broker", "user", "address"),
    [
        ("amqp://localhost", "guest", "amqp://guest:guest@rabbitmq:5672/"),
        ("amqp://guest:guest@localhost:5672//", "guest", "amqp://guest:guest@rabbitmq:5672/"),
        ("amqp://me:pw@localhost/work", "me", "amqp://me:pw@rabbitmq:5672/work"),
        ("amqp://rabbitmq", "app", "amqp://app:app@rabbitmq:5672/"),
    ],
)
def test_who_logs_in_to_rabbitmq(plan, broker, user, address):
    (service,) = plan({"requirements.txt": "pika\n", "app.py": f"broker = '{broker}'"}).services
    assert service.compose["environment"]["RABBITMQ_DEFAULT_USER"] == user
    assert service.environment["AMQP_URL"] == address


@pytest.mark.parametrize(
    ("files", "login"),
    [
        ({"a.py": "u = 'postgresql://a:1@localhost/x'", "b.py": "u = 'postgresql://b:2@localhost/y'"}, ("a", "1", "x")),
        ({"a.ini": "[a]\nu=postgresql://a:1@localhost/x", "b.py": "u='postgresql://b:2@localhost/y'"}, ("b", "2", "y")),
        ({"tests/a.py": "u = 'postgresql://a:1@localhost/x'"}, ("a", "1", "x")),
        ({"tests/a.py": "u = 'postgresql://a:1@localhost/x'\nv = 'postgresql://b:2@localhost/y'"}, ("", "", "")),
        ({"tests/a.py": "u='postgresql://a@localhost/x'", "z.py": "u = 'postgresql://b:2@localhost'"}, ("b", "2", "x")),
        ({"a.py": "u = 'postgresql://$a:1@localhost/x'"}, ("", "", "")),
        ({"a.py": "u = 'postgresql://a:$1@localhost/x'"}, ("", "", "")),
        ({"a.py": "u = f'postgresql://a:{pw}@localhost/{db()}'"}, ("a", None, "")),
        ({"a.py": "u = 'postgresql://{}:{}@localhost/{}'.format(*x)"}, ("", "", "")),
        ({"a.py": "u = 'postgresql://%s:%s@localhost/x' % x"}, ("", "", "x")),
        ({"a.py": "ssh = dict(host='localhost', user='a', password='b')\nv = 'postgresql://localhost'"}, ("", "", "")),
        ({"a.py": "u = 'postgresql://a:1@db/x'\nv = 'postgresql://localhost/y'"}, ("", "", "y")),
    ],
)
def test_the_first_login_is_taken(local, files, login):
    assert local(files)["postgres"].login == Login(*login)


def test_what_else_is_looked_for_is_said(plan):
    code = "a = 'postgresql://a:1@localhost/x'\nb = 'postgresql://a:1@localhost/y'\nc = 'redis://:pw@localhost'"
    found = plan({"requirements.txt": "psycopg2\nredis\n", "app.py": code})
    assert found.notes[:2] == (
        "app.py looks for the database `y` in PostgreSQL, which is made with the user `a` and the database `x` alone",
        "app.py logs in to Redis, which knows no users here",
    )


def test_tests_that_look_for_nothing_at_another_port(local):
    code = "u = 'redis://localhost:6379'\nnothing = 'redis://localhost:1234'"
    assert ports(local({"requirements.txt": "redis\n", "tests/test_a.py": code})) == {("redis", 6379)}


def test_a_port_of_the_application_leads_to_no_service(plan):
    code = "from flask import Flask\napp = Flask('x')\nimport mlflow\nmlflow.set_tracking_uri('http://localhost:5000')"
    found = plan({"requirements.txt": "flask\nmlflow\n", "app.py": code}, services=("mlflow",))
    assert found.relays == ()


def test_one_that_stands_for_another_is_meant(local):
    files = {"requirements.txt": "psycopg2\nredis\nvalkey\npgvector\n"}
    code = "a = 'redis://localhost'\nb = 'postgresql://a:1@localhost/x'"
    assert ports(local({**files, "app.py": code})) == {("pgvector", 5432), ("valkey", 6379)}


def test_of_two_databases_it_has_to_be_clear_which_is_meant(local):
    code = "DB_HOST = 'localhost'\nDB_USER = 'u'\n"
    assert local({"requirements.txt": "psycopg2\npymysql\n", "app.py": code}) == {}


def test_several_projects_share_services_and_no_login(tmp_path, plan):
    from devcontain.detect.survey import Asked, survey
    from devcontain.services import services

    code = "u = 'postgresql://a:1@localhost/x'"
    for name in ("api", "web"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "requirements.txt").write_text("psycopg2\n")
        (tmp_path / name / "app.py").write_text(code)
    plans = [decide(facts, Wishes()) for facts in survey(tmp_path, Asked(None, (), None), services())]
    for one in plans:
        assert [relay.port for relay in one.relays] == [5432]
        assert one.services[0].compose["environment"]["POSTGRES_USER"] == "app"
        assert "looks for the user `a` and the database `x`" in one.notes[-1]


@pytest.mark.parametrize(
    ("requirements", "host", "is_socket"),
    [
        ("mysqlclient", "localhost", True),
        ("flask-mysqldb", "localhost", True),
        ("mysqlclient", "127.0.0.1", False),
        ("pymysql", "localhost", False),
    ],
)
def test_what_the_c_library_takes_for_a_socket(plan, requirements, host, is_socket):
    found = plan({"requirements.txt": requirements, "app.py": f"app.config['MYSQL_HOST'] = '{host}'\n"})
    assert [relay.socket for relay in found.relays] == ["", *(["/tmp/mysql.sock"] if is_socket else [])]
    assert environment(found.services).get("MYSQL_UNIX_PORT", "") == ("/tmp/mysql.sock" if is_socket else "")


def test_what_yaml_repeats_is_looked_at_once(local):
    levels = "\n".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]" for n in range(30))
    found = local({"requirements.txt": "redis\n", "x.yaml": f"a0: &a0 [redis://localhost]\n{levels}\n"})
    assert ports(found) <= {("redis", 6379)}


def test_a_name_may_be_long(local):
    name = "A_" * 50_000
    assert ports(local({"requirements.txt": "redis\n", "app.py": f"{name}HOST = 'redis://localhost'"})) == {
        ("redis", 6379)
    }
