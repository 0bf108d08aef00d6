"""The services that files about running a project show, with their versions and variables."""

import pytest

from devcontain.detect import detect
from devcontain.generate.compose import environment
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes
from devcontain.services import services


@pytest.fixture
def needs(tmp_path):
    def see(files):
        for name, text in {"requirements.txt": "", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return {need.name: need for need in detect(tmp_path).services}

    return see


def compose(image, **more):
    return f"services: {{x: { ({'image': image} | more) }}}".replace("'", '"')


@pytest.mark.parametrize(
    ("image", "name", "version"),
    [
        ("postgres:13.4-alpine", "postgres", "13.4"),
        ("docker.io/library/postgres:16", "postgres", "16"),
        ("bitnami/postgresql:14.5.0-debian-11-r3", "postgres", "14.5"),
        ("postgres:${PG:-12}", "postgres", "12"),
        ("postgres:${PG}", "postgres", ""),
        ("postgres", "postgres", ""),
        ("postgres:latest", "postgres", ""),
        ("postgis/postgis:15-3.4", "postgis", "15"),
        ("kartoza/postgis:13.0", "postgis", "13.0"),
        ("mdillon/postgis:9.6", "postgis", "9.6"),
        ("pgvector/pgvector:0.8.0-pg16", "pgvector", "16"),
        ("pgvector/pgvector:pg15", "pgvector", "15"),
        ("pgvector/pgvector:0.8.0", "pgvector", ""),
        ("ankane/pgvector:v0.4.4", "pgvector", ""),
        ("mysql:5.7.44", "mysql", "5.7"),
        ("mongo:4.4", "mongodb", "4.4"),
        ("redis:7.0.5-alpine3.17", "redis", "7.0"),
        ("redis:alpine", "redis", ""),
        ("redis/redis-stack:7.4.0-v1", "redis", ""),
        ("rabbitmq:3-management", "rabbitmq", "3"),
        ("elasticsearch:7.17.1", "elasticsearch", "7.17"),
        ("elasticsearch:2.4", "elasticsearch", ""),
        ("confluentinc/cp-kafka:7.5.0", "kafka", ""),
        ("ghcr.io/mlflow/mlflow:v2.9.2", "mlflow", "2.9"),
        ("quay.io/minio/minio:RELEASE.2024-01-16T16-07-38Z", "minio", ""),
        ("minio/minio:latest", "minio", ""),
        ("localstack/localstack:4", None, ""),
        ("nginx:1.27", None, ""),
    ],
)
def test_an_image_of_a_compose_file(needs, image, name, version):
    found = needs({"docker-compose.yml": compose(image)})
    assert [(need.name, need.version) for need in found.values()] == ([(name, version)] if name else [])


@pytest.mark.parametrize(
    "text",
    ["services: [", "services: 1", "services: {x: 1, y: {image: [postgres]}}", "- a", "services: {x: {build: .}}", ""],
)
def test_a_compose_file_that_shows_nothing(needs, text):
    assert needs({"compose.yaml": text}) == {}


def test_our_own_compose_file_is_no_evidence(needs):
    assert needs({".devcontainer/compose.yaml": compose("postgres:16")}) == {}


@pytest.mark.parametrize(
    ("requirements", "image", "names"),
    [
        ("pymysql", "mariadb:10.6", ["mariadb"]),
        ("mariadb", "mysql:8.0", ["mysql"]),
        ("mariadb\npymysql", "nginx", ["mariadb"]),
        ("redis", "valkey/valkey:8", ["valkey"]),
        ("psycopg\npgvector", "nginx", ["pgvector"]),
        ("psycopg\ngeoalchemy2", "postgis/postgis:16-3.4", ["postgis"]),
        ("psycopg\nredis", "postgres:16", ["postgres", "redis"]),
    ],
)
def test_of_two_that_serve_the_same_clients_there_is_one(needs, requirements, image, names):
    assert sorted(needs({"requirements.txt": requirements, "compose.yaml": compose(image)})) == names


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"requirements.txt": "pymysql\npsycopg", "compose.yaml": compose("mysql:8.4")}, ["mysql"]),
        ({"requirements.txt": "pymysql\npsycopg", "compose.yaml": compose("redis:8")}, ["mysql", "postgres", "redis"]),
        ({"requirements.txt": "pymysql\npsycopg", ".env.example": "DB_URL=postgres://u@db/x"}, ["postgres"]),
        ({"requirements.txt": "psycopg", "requirements-dev.txt": "pymysql"}, ["postgres"]),
        ({"requirements.txt": "flask", "requirements-dev.txt": "pymysql"}, ["mysql"]),
        ({"requirements.txt": "pymysql\npymongo", "compose.yaml": compose("mysql:8.4")}, ["mongodb", "mysql"]),
    ],
)
def test_a_driver_alone_gives_way_to_the_database_that_is_named(needs, files, names):
    assert sorted(needs(files)) == names


MYSQL, POSTGRESQL = "{'ENGINE': 'django.db.backends.mysql'}", "{'ENGINE': 'django.db.backends.postgresql'}"
OFFERS = {"manage.py": "", "shop/settings.py": f"DATABASES = {{'a': {POSTGRESQL}}}\nDATABASES = {{'a': {MYSQL}}}\n"}


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"requirements.txt": "psycopg", "requirements-dev.txt": "mysqlclient"}, ["postgres"]),
        ({"requirements.txt": "psycopg"}, ["postgres"]),
        ({"requirements.txt": "psycopg\nmysqlclient"}, ["mysql", "postgres"]),
        ({"requirements.txt": "psycopg", "compose.yaml": compose("mysql:8.4")}, ["mysql", "postgres"]),
        ({"requirements.txt": "psycopg", ".env.example": "DB_URL=mysql://u@db/x"}, ["mysql", "postgres"]),
        ({"requirements.txt": "django"}, ["mysql", "postgres"]),
    ],
)
def test_a_database_that_settings_offer_needs_a_driver_of_the_application(needs, files, names):
    assert sorted(needs({**OFFERS, **files})) == names


BOTH = "pymysql\npsycopg"
AT_MYSQL, AT_POSTGRES = "mysql://app:app@mysql:3306/app", "postgresql://app:app@postgres:5432/app"


@pytest.mark.parametrize(
    ("files", "wishes", "address"),
    [
        ({"requirements.txt": BOTH}, Wishes(), AT_MYSQL),
        ({"requirements.txt": BOTH}, Wishes(services=("postgres",)), AT_POSTGRES),
        ({"requirements.txt": "psycopg"}, Wishes(services=("mysql",)), AT_MYSQL),
        ({"requirements.txt": "psycopg"}, Wishes(services=("mysql", "postgres")), AT_POSTGRES),
        ({**OFFERS, "requirements.txt": BOTH, "compose.yaml": compose("postgres:16")}, Wishes(), AT_POSTGRES),
        ({**OFFERS, "requirements.txt": BOTH, ".env.example": f"DATABASE_URL={AT_POSTGRES}"}, Wishes(), AT_POSTGRES),
    ],
)
def test_of_two_services_the_one_that_more_speaks_for_has_the_variable(needs, tmp_path, files, wishes, address):
    needs(files)
    plan = decide(detect(tmp_path), wishes)
    assert environment(plan.services)["DATABASE_URL"] == address
    is_mysql = address == AT_MYSQL
    leads, other = ("MySQL", "PostgreSQL") if is_mysql else ("PostgreSQL", "MySQL")
    assert f"DATABASE_URL leads to {leads}; {other} is at {AT_POSTGRES if is_mysql else AT_MYSQL}" in plan.notes


@pytest.mark.parametrize(
    ("requirements", "wishes", "packages"),
    [
        ("psycopg", Wishes(), {"postgresql-client"}),
        ("psycopg\npgvector", Wishes(), {"postgresql-client"}),
        ("psycopg", Wishes(without=("postgres",)), set()),
        ("psycopg", Wishes(compose=False), {"postgresql", "postgresql-client"}),
        ("flask", Wishes(), {"postgresql"}),
    ],
)
def test_a_server_of_the_dockerfile_stays_out_where_it_has_a_container(needs, tmp_path, requirements, wishes, packages):
    needs({"requirements.txt": requirements, "Dockerfile": "FROM python:3.13\nRUN apt-get install -y postgresql sox\n"})
    assert {"sox", *packages} == set(decide(detect(tmp_path), wishes).packages) - {"libpq-dev"}


@pytest.mark.parametrize(
    ("requirements", "names"),
    [
        ("celery==5.5\nkombu==5.5\namqp==5.3\nredis==6.1", ["redis"]),
        ("kombu\namqp", []),
        ("amqp", ["rabbitmq"]),
        ("celery[redis]\nredis", ["redis"]),
        ("celery\npika", ["rabbitmq"]),
    ],
)
def test_what_comes_with_another_client_is_none_of_its_own(needs, requirements, names):
    assert sorted(needs({"requirements.txt": requirements})) == names


@pytest.mark.parametrize(
    ("requirement", "version"),
    [
        ("elasticsearch==5.5.3", "5"),
        ("elasticsearch>=7,<8", "7"),
        ("elasticsearch<8", "7"),
        ("elasticsearch-dsl~=6.4", "6"),
        ("elasticsearch", ""),
        ("elasticsearch>=7", "9"),
        ("elasticsearch==1.0", ""),
        ("celery[elasticsearch]\nelasticsearch==8.11.0", "8"),
    ],
)
def test_elasticsearch_is_of_the_version_of_its_client(needs, requirement, version):
    assert needs({"requirements.txt": requirement})["elasticsearch"].version == version


def test_a_lock_file_says_the_version_of_the_client(needs):
    lock = '[[package]]\nname = "elasticsearch"\nversion = "7.17.9"\n'
    project = '[project]\nname = "x"\ndependencies = ["elasticsearch"]'
    assert needs({"pyproject.toml": project, "uv.lock": lock})["elasticsearch"].version == "7"


@pytest.mark.parametrize(
    ("line", "name", "told"),
    [
        ("DATABASE_URL=postgres://me:secret@localhost/shop", "postgres", "postgres://app:app@postgres:5432/app"),
        ("export DB='postgresql+asyncpg://localhost/x'", "postgres", "postgresql+asyncpg://app:app@postgres:5432/app"),
        ("DATABASE_URL=postgres://h/x?sslmode=require", "postgres", "postgres://app:app@postgres:5432/app"),
        ("CACHE=redis://localhost:6379/3?timeout=5", "redis", "redis://redis:6379/3?timeout=5"),
        ("CELERY_BROKER_URL=rediss://x", "redis", "redis://redis:6379/0"),
        ("MONGO=mongodb+srv://u:p@c.mongodb.net/x", "mongodb", "mongodb://mongodb:27017/app"),
        ("BROKER=amqps://u:p@h/vhost", "rabbitmq", "amqp://app:app@rabbitmq:5672/"),
        ("ELASTICSEARCH_URL=https://search:9200", "elasticsearch", "http://elasticsearch:9200"),
        ("POSTGRES_HOST=localhost", "postgres", "postgres"),
        ("POSTGRES_PASSWORD=hunter2", "postgres", "app"),
        ("REDIS_PORT=6380", "redis", "6379"),
        ("REDIS_PASSWORD=hunter2", "redis", None),
        ("KAFKA_BOOTSTRAP_SERVERS=a:9092,b:9092", "kafka", None),
        ("URL=postgres://${USER}@h/$(id)", "postgres", "postgres://app:app@postgres:5432/app"),
        ("URL=redis://h/$(id)", "redis", "redis://redis:6379/0"),
        ("URL=redis://h/0?a=$(id)", "redis", None),
        ("REDIS_URL=", None, None),
        ("# REDIS_URL=redis://x", None, None),
        ("DATABASE_URL=sqlite:///db.sqlite3", None, None),
        ("DB_HOST=localhost", None, None),
        ("SITE=https://example.com", None, None),
        ("AWS_ENDPOINT_URL=http://localhost:9000", "minio", "http://minio:9000"),
        ("S3_ENDPOINT=minio:9000", "minio", "minio:9000"),
        ("MINIO_ENDPOINT=storage.example.com", "minio", "minio:9000"),
        ("MINIO_SECURE=true", "minio", "false"),
        ("AWS_SECRET_ACCESS_KEY=minio123", "minio", "minioadmin"),
        ("AWS_ENDPOINT_URL=http://localhost:4566", None, None),
        ("AWS_ENDPOINT_URL=https://s3.eu-central-1.amazonaws.com", None, None),
        ("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", None, None),
        ("S3_ACCESS_KEY=changeme", None, None),
        ("AWS_ENDPOINT_URL=", None, None),
    ],
)
def test_an_example_of_the_environment(needs, line, name, told):
    found = needs({".env.example": f"\n{line}\n"})
    assert list(found) == ([name] if name else [])
    assert [value for need in found.values() for _, value in need.environment] == ([told] if told else [])


@pytest.mark.parametrize("name", ["local.yml", "docker-compose.dev.yaml", "compose.local.yml", "docker/compose.yaml"])
def test_names_of_compose_files_for_development(needs, name):
    assert [need.version for need in needs({name: compose("redis:7.2")}).values()] == ["7.2"]


@pytest.mark.parametrize("name", ["production.yml", "docker-compose.prod.yml", "local/compose.yaml"])
def test_other_compose_files(needs, name):
    assert needs({name: compose("redis:7.2")}) == {}


def test_the_files_with_variables_of_what_a_compose_file_builds(tmp_path, needs):
    files = {
        "local.yml": "services: {web: {build: ., env_file: [./.envs/.local/.web, .envs/.prod, {path: ../out}, $X]}}",
        ".envs/.local/.web": "# ours\nexport POSTGRES_HOST=db\nBROKER_URL='redis://queue:6379/1'\nUSE_DOCKER=yes\n",
    }
    found = needs({"requirements.txt": "psycopg\nredis", **files})
    assert {name: dict(need.environment) for name, need in found.items()} == {
        "postgres": {"POSTGRES_HOST": "postgres"},
        "redis": {"BROKER_URL": "redis://redis:6379/1"},
    }
    assert detect(tmp_path).env_files == (".envs/.local/.web",)


_BACKEND = "django.db.backends.postgresql"
_SQL = {"SQL_DATABASE": "app", "DB_PORT": "5432"}


@pytest.mark.parametrize(
    ("requirements", "code", "told"),
    [
        ("psycopg", "os.environ['POSTGRES_HOST']", {"POSTGRES_HOST": "postgres"}),
        ("psycopg", 'env("DB_HOST"), env.int("DB_PORT")', {"DB_HOST": "postgres", "DB_PORT": "5432"}),
        ("psycopg", "config('APP_DB_USER', cast=str)", {"APP_DB_USER": "app"}),
        ("psycopg", "env('TEST_DB_NAME')", {}),
        ("redis", "env('CELERY_BROKER_URL')", {"CELERY_BROKER_URL": "redis://redis:6379/0"}),
        ("pika", "env('CELERY_BROKER_URL')", {"CELERY_BROKER_URL": "amqp://app:app@rabbitmq:5672/"}),
        ("psycopg", "env('EMAIL_HOST'), env('MYSQL_HOST')", {}),
        ("psycopg", "env('DB_PASS'), env('PG_USER')", {"DB_PASS": "app", "PG_USER": "app"}),
        ("psycopg", "env('SQL_HOST')", {"SQL_HOST": "postgres"}),
        ("psycopg", "env('SQL_DATABASE', BASE / 'db.sqlite3'), env('DB_PORT', default=1)", _SQL),
        ("psycopg", "environ.get('SQL_ENGINE', 'django.db.backends.sqlite3')", {"SQL_ENGINE": _BACKEND}),
        ("psycopg", "environ.get('DB_ENGINE', 'postgresql+psycopg')", {}),
        (
            "pika",
            "env('RABBITMQ_DEFAULT_USER'), env('RABBIT_PASSWORD'), env('DEFAULT_USER')",
            {"RABBITMQ_DEFAULT_USER": "app", "RABBIT_PASSWORD": "app"},
        ),
        ("flask", "env('POSTGRES_HOST')", {}),
        ("psycopg", "class S(BaseSettings):\n    db_host: str\n    db_name: str = 'x'\n", {"DB_HOST": "postgres"}),
    ],
)
def test_what_code_reads_without_a_default(needs, requirements, code, told):
    found = needs({"requirements.txt": requirements, "settings.py": code})
    assert {key: value for need in found.values() for key, value in need.environment} == told


@pytest.mark.parametrize("name", ["dev.env.example", ".env.local.sample", ".env_docker.template", "sample.env"])
def test_names_of_such_files(needs, name):
    assert list(needs({name: "REDIS_URL=redis://localhost:6379\n"})) == ["redis"]


def test_variables_of_any_database_lead_to_the_only_one(needs):
    example = {".env.sample": "DB_HOST=db\nDATABASE_NAME=x\n"}
    (need,) = needs({"requirements.txt": "pymysql", **example}).values()
    assert need.environment == (("DATABASE_NAME", "app"), ("DB_HOST", "mysql"))
    assert all(not need.environment for need in needs({"requirements.txt": "pymysql\npsycopg", **example}).values())


def test_keys_lead_to_minio_where_an_address_does(needs):
    (need,) = needs({".env.example": "S3_ACCESS_KEY=key\nS3_SECRET_KEY=\nS3_ENDPOINT_URL=http://s3:9000\n"}).values()
    told = {"S3_ACCESS_KEY": "minioadmin", "S3_SECRET_KEY": "minioadmin", "S3_ENDPOINT_URL": "http://minio:9000"}
    assert dict(need.environment) == told


def test_keys_of_a_store_are_not_those_of_a_database(needs):
    files = {"requirements.txt": "psycopg", ".env.example": "S3_ENDPOINT_URL=https://s3.example.com\n"}
    assert [need.environment for need in needs(files).values()] == [()]


def test_the_environment_of_what_a_compose_file_builds(needs):
    text = "services:\n  web:\n    build: .\n    environment: {QUEUE: 'redis://q:1/2', ODD NAME: 'redis://q', N: 1}\n"
    (need,) = needs({"compose.yml": text}).values()
    assert (need.name, need.environment) == ("redis", (("QUEUE", "redis://redis:6379/2"),))


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ("DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql'}}", ["postgres"]),
        ("DATABASES = {}\nDATABASES['default'] = {'ENGINE': 'django.db.backends.mysql'}", ["mysql"]),
        ("DATABASES = {'default': dj_database_url.config(default='postgres://localhost')}", ["postgres"]),
        ("DATABASES = {'default': {'ENGINE': 'django.contrib.gis.db.backends.postgis'}}", ["postgis"]),
        ("CACHES = {'default': {'BACKEND': 'django_redis.cache.RedisCache'}}", ["redis"]),
        ("DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3'}}", []),
        ("OTHER = 'django.db.backends.mysql'", []),
        ("print 'django.db.backends.mysql'", []),
        ("raise SystemExit", []),
    ],
)
def test_the_settings_of_django(needs, settings, names):
    assert list(needs({"manage.py": "", "shop/settings.py": settings})) == names
    assert needs({"manage.py": "", "shop/settings.py": "", "shop/settings/local.py": settings}).keys() == set(names)


def test_no_tag_of_postgis_has_a_minor_version():
    assert services()["postgis"].at("13.0").compose["image"] == "postgis/postgis:13-3.5"


@pytest.mark.parametrize(
    ("requirements", "scheme"),
    [
        ("sqlalchemy psycopg[binary]", "postgresql+psycopg"),
        ("flask-sqlalchemy psycopg2-binary", "postgresql+psycopg2"),
        ("sqlalchemy==2.1.3 psycopg2", "postgresql+psycopg2"),
        ("sqlalchemy<2.1 psycopg2", "postgresql"),
        ("sqlalchemy==2.0.36 psycopg2", "postgresql"),
        ("sqlmodel asyncpg", "postgresql+asyncpg"),
        ("sqlalchemy asyncpg psycopg2", "postgresql"),
        ("psycopg", "postgresql"),
        ("django sqlalchemy psycopg", "postgresql"),
        ("sqlalchemy pymysql", "mysql+pymysql"),
        ("sqlalchemy mysqlclient", "mysql"),
    ],
)
def test_sqlalchemy_is_told_the_driver_that_is_there(needs, requirements, scheme):
    (need,) = needs({"requirements.txt": requirements.replace(" ", "\n")}).values()
    told = dict(need.environment).get("DATABASE_URL", services()[need.name].environment["DATABASE_URL"])
    assert told.partition("://")[0] == scheme


def test_what_the_project_says_of_the_driver_stands(needs):
    found = needs({"requirements.txt": "sqlalchemy\npsycopg", ".env.example": "DATABASE_URL=postgresql://u@h/d"})
    assert dict(found["postgres"].environment)["DATABASE_URL"] == "postgresql://app:app@postgres:5432/app"


@pytest.mark.parametrize(
    "build", ['"docker/db"', '{"context": "docker/db"}', '{"context": ".", "dockerfile": "docker/db/Dockerfile"}']
)
def test_a_database_that_a_compose_file_builds_from_its_image(needs, build):
    text = f'services: {{db: {{"build": {build}, "environment": {{"POSTGRES_DB": "shop"}}}}}}'
    dockerfile = "FROM --platform=linux/amd64 postgres:13 AS x\n"
    found = needs({"docker-compose.yml": text, "docker/db/Dockerfile": dockerfile})
    assert [(need.name, need.version, need.environment) for need in found.values()] == [("postgres", "13", ())]
    text = text.replace("POSTGRES_DB", "TITLE")
    assert not needs({"docker-compose.yml": text, "docker/db/Dockerfile": "FROM python"})


LIBRARY = """\
[build-system]
requires = ["hatchling"]
[project]
name = "x"
dependencies = [{}]
[dependency-groups]
dev = [{}]
"""


@pytest.fixture
def facts(tmp_path):
    def see(files):
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        found = detect(tmp_path)
        return [need.name for need in found.services], [need.name for need in found.optional_services]

    return see


@pytest.mark.parametrize(
    ("files", "started", "optional"),
    [
        ({"pyproject.toml": LIBRARY.format('"redis"', "")}, ["redis"], []),
        ({"pyproject.toml": LIBRARY.format("", '"redis"')}, [], ["redis"]),
        ({"pyproject.toml": LIBRARY.format("", ""), "x/store.py": "import redis"}, [], ["redis"]),
        ({"pyproject.toml": LIBRARY.format("", '"redis"'), "compose.yaml": compose("redis:8")}, ["redis"], []),
        ({"pyproject.toml": LIBRARY.format("", '"redis"'), ".env.example": "REDIS_URL=redis://h"}, ["redis"], []),
        ({"pyproject.toml": LIBRARY.format('"psycopg"', '"pymysql"')}, ["postgres"], []),
        ({"pyproject.toml": LIBRARY.format('"flask"', '"redis"'), "app.py": "from flask import Flask\napp = Flask(1)"},
         ["redis"], []),
        ({"pyproject.toml": LIBRARY.format('"flask"', ""), "app.py": "from flask import Flask\napp = Flask(1)",
          "x/store.py": "import redis"}, [], ["redis"]),
        ({"pyproject.toml": LIBRARY.format("", '"psycopg"'), "x/store.py": "os.environ['DB_HOST']"}, [], ["postgres"]),
        ({"requirements.txt": "flask", "requirements-dev.txt": "redis"}, ["redis"], []),
        ({"requirements.txt": "flask", "store.py": "import redis"}, ["redis"], []),
        ({"requirements.txt": "flask", "tests/test_store.py": "import redis"}, [], ["redis"]),
        ({"requirements.txt": "flask", "test_store.py": "import redis", "us.py": "import redis"}, ["redis"], []),
    ],
)  # fmt: skip
def test_what_a_project_does_without_is_not_started(facts, files, started, optional):
    assert facts(files) == (started, optional)


def test_what_is_asked_for_comes_in_the_version_that_is_seen(tmp_path):
    (tmp_path / "pyproject.toml").write_text(LIBRARY.format("", '"elasticsearch<8"'))
    alone, added = (decide(detect(tmp_path), Wishes(services=names)) for names in ((), ("elasticsearch",)))
    assert (alone.services, alone.notes) == (
        (),
        (
            "nothing starts Elasticsearch, which the project does without (pyproject.toml: elasticsearch<8): "
            "`--service elasticsearch` adds it",
        ),
    )
    assert [one.compose["image"].partition(":")[2].partition(".")[0] for one in added.services] == ["7"]
    assert added.notes == ()
    assert decide(detect(tmp_path), Wishes(without=("elasticsearch",))).notes == ()


GITHUB = ".github/workflows/ci.yml"
CIRCLE = ".circleci/config.yml"


def workflow(services, *steps, test="pytest"):
    lines = "".join(f"      - {step}\n" for step in (*steps, f"run: {test}"))
    return f"jobs:\n  one:\n    runs-on: ubuntu-latest\n    services: {services}\n    steps:\n{lines}"


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        (GITHUB, workflow("{db: {image: 'postgres:14-alpine'}}"), {"postgres": "14"}),
        (GITHUB, workflow("{db: {image: 'docker.io/library/postgres:14'}}"), {"postgres": "14"}),
        (GITHUB, workflow("{db: {image: 'library/postgres:14'}}"), {"postgres": "14"}),
        (GITHUB, workflow("{db: {image: 'postgres:${{ matrix.postgres }}'}}"), {"postgres": ""}),
        (GITHUB, workflow("{a: {image: postgres}, b: {image: 'redis:7.2.1'}}"), {"postgres": "", "redis": "7.2"}),
        (GITHUB, workflow("{db: {image: 'postgis/postgis:14-3.1'}}"), {"postgis": "14"}),
        (GITHUB, workflow("{db: {image: 'postgres:14'}}", test="tox -e py312"), {"postgres": "14"}),
        (GITHUB, workflow("{db: {image: 'postgres:14'}}", test="mkdocs build"), {}),
        (GITHUB, workflow("{db: {image: 'mysql:8'}, web: {image: nginx}}"), {}),
        (GITHUB, workflow("{db: {image: '${{ matrix.image }}'}}"), {}),
        (GITHUB, workflow("[1, {}]"), {}),
        (GITHUB, workflow("{}", "uses: supercharge/redis-github-action@1.8.1\n        with: {redis-version: 6}"),
         {"redis": "6"}),
        (GITHUB, workflow("{}", "uses: ikalnytskyi/action-setup-postgres@v6"), {"postgres": ""}),
        (GITHUB, workflow("{}", "if: matrix.db == 'x'\n        uses: ankane/setup-postgres@v1"), {}),
        (GITHUB, workflow("{}", "uses: actions/setup-python@v5"), {}),
        (".gitlab-ci.yml", "services: ['postgres:13']\nt: {script: pytest}", {"postgres": "13"}),
        (".gitlab-ci.yml", "default: {services: ['postgres:13']}\nt: {script: pytest, services: ['redis:7']}",
         {"redis": "7"}),
        (".gitlab-ci.yml", ".a: {services: [{name: 'postgres:13', alias: db}]}\nt: {extends: .a, script: pytest}",
         {"postgres": "13"}),
        (".travis.yml", "services: [postgresql, redis-server, docker]\nscript: pytest", {"postgres": "", "redis": ""}),
        (CIRCLE, "jobs: {t: {docker: [{image: 'redis:5'}, {image: 'circleci/postgres:12'}], steps: [{run: pytest}]}}",
         {"postgres": "12"}),
        (CIRCLE, "executors: {e: {docker: [{image: a}, {image: 'postgres:12'}]}}\n"
         "jobs: {t: {executor: {name: e}, steps: [{run: pytest}]}, u: {executor: e, steps: []}}", {"postgres": "12"}),
        ("azure-pipelines.yml", "resources: {containers: [{container: db, image: 'postgres:11'}]}\n"
         "jobs: [{job: t, services: {postgres: db, other: no}, steps: [{script: pytest}]}]", {"postgres": "11"}),
    ],
)  # fmt: skip
def test_what_the_ci_runs_beside_the_tests(needs, path, text, found):
    library = {"setup.py": "import setuptools\nsetuptools.setup(name='x')", "requirements-dev.txt": "psycopg\nredis"}
    assert {name: need.version for name, need in needs({**library, path: text}).items()} == found


@pytest.mark.parametrize(
    ("requirements", "images", "names"),
    [
        ("psycopg\npymysql", ["postgres:16"], ["postgres"]),
        ("psycopg\npymysql", ["postgres:16", "mysql:8"], ["mysql", "postgres"]),
        ("redis", ["valkey/valkey:8"], ["valkey"]),
        ("redis", ["valkey/valkey:8", "redis:7"], ["redis"]),
        ("psycopg\npgvector", ["postgres:16"], ["postgres"]),
        ("pymysql", ["mariadb:11"], ["mariadb"]),
    ],
)
def test_which_of_several_the_ci_decides(needs, requirements, images, names):
    services = ", ".join(f"s{number}: {{image: '{image}'}}" for number, image in enumerate(images))
    assert sorted(needs({"requirements.txt": requirements, GITHUB: workflow(f"{{{services}}}")})) == names


def test_a_compose_file_goes_before_the_ci(needs):
    ci = workflow("{a: {image: 'mysql:5.7'}, b: {image: 'postgres:9.6'}, c: {image: 'redis:5'}}")
    files = {"requirements.txt": "psycopg\npymysql\nredis", "compose.yaml": compose("postgres:16"), GITHUB: ci}
    assert {name: need.version for name, need in needs(files).items()} == {"postgres": "16", "redis": "5"}


@pytest.mark.parametrize(
    "project",
    [
        {"setup.py": "import setuptools\nsetuptools.setup(name='x', install_requires=['redis>=5'])"},
        {"pyproject.toml": LIBRARY.format('"redis>=5"', "")},
        {"pyproject.toml": '[build-system]\n[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\nredis = ">=5"\n'},
    ],
)
@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_the_project_requires_counts_beside_requirements_files(facts, project, name):
    started, optional = facts({**project, name: "pytest\npymongo\n"})
    is_main = name == "requirements.txt"
    assert (started, optional) == (["mongodb", "redis"], []) if is_main else (["redis"], ["mongodb"])
