"""What compose files call services, which answer to those names beside the code, and the login that goes with them."""

import pytest

from devcontain.detect import detect
from devcontain.detect.survey import Asked, survey
from devcontain.generate.compose import compose
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes
from devcontain.seeding import Login
from devcontain.services import services

DB = "services: {db: {image: 'postgres:16'}, cache: {image: 'redis:7'}, app: {build: .}}"


@pytest.fixture
def write(tmp_path):
    def to(files):
        for name, text in {"requirements.txt": "psycopg2\nredis\n", **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return tmp_path

    return to


@pytest.fixture
def plan(write):
    return lambda files, **wishes: decide(detect(write(files)), Wishes(**wishes))


@pytest.fixture
def login(write):
    """What PostgreSQL is made with for the code."""

    def see(files):
        needs = {need.name: need for need in detect(write({"docker-compose.yml": DB, **files})).services}
        local = needs["postgres"].local
        return local and local.login

    return see


def aliases(plan):
    return {name: made["networks"]["default"]["aliases"] for name, made in started(plan).items() if "networks" in made}


def started(*plans):
    return compose(plans)["services"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("db: {image: 'postgres:16'}", {"postgres": ["db"]}),
        ("db: {image: 'postgres:16', container_name: shop.db_1}", {"postgres": ["db", "shop.db_1"]}),
        ("db: {image: 'postgres:16'}\n  main: {image: 'postgres:16'}", {"postgres": ["db", "main"]}),
        ("db: {image: 'pgvector/pgvector:pg16'}", {"pgvector": ["db"]}),
        ("postgres: {image: 'pgvector/pgvector:pg16'}", {"pgvector": ["postgres"]}),
        ("db: {image: 'postgres:16'}\n  cache: {image: 'redis:7'}", {"postgres": ["db"], "redis": ["cache"]}),
        ("postgres: {image: 'postgres:16'}", {}),
        ("redis: {image: 'postgres:16'}", {}),
        ("web: {image: 'postgres:16'}", {}),
        ("localhost: {image: 'postgres:16'}", {}),
        ("10.0.0.1: {image: 'postgres:16'}", {}),
        ("-x: {image: 'postgres:16'}", {}),
        ("DB: {image: 'postgres:16'}", {}),
        ("? 'a b'\n  : {image: 'postgres:16'}", {}),
        (f"{'d' * 64}: {{image: 'postgres:16'}}", {}),
        ("postgres: {image: 'postgres:16', container_name: '${NAME}'}", {}),
        ("postgres: {image: 'postgres:16', container_name: [db]}", {}),
        ("postgres: {image: 'postgres:16'}\n  backup: {image: 'postgres:16', depends_on: [postgres]}", {}),
        ("db: {image: 'postgres:16', depends_on: 3}", {"postgres": ["db"]}),
        ("proxy: {image: 'nginx:1'}\n  db: {build: .}", {}),
    ],
)
def test_services_answer_to_the_names_of_compose_files(plan, written, expected):
    assert aliases(plan({"compose.yaml": f"services:\n  {written}\n"})) == expected


def test_a_name_that_means_two_services_is_none(plan):
    files = {
        "compose.yaml": "services: {db: {image: 'postgres:16'}}",
        "local.yml": "services: {db: {image: 'redis:7'}}",
    }
    assert aliases(plan(files)) == {}


def test_the_decision_says_which_and_why(plan):
    said = [one for one in plan({"compose.yaml": DB}).decisions if one.about in {"name", "login"}]
    assert [tuple(one) for one in said] == [
        ("name", "PostgreSQL, also at db", "compose.yaml: db"),
        ("name", "Redis, also at cache", "compose.yaml: cache"),
    ]
    assert not [one for one in plan({}, compose=False).decisions if one.about == "name"]


def test_a_template_with_networks_of_its_own_keeps_them(plan, monkeypatch):
    own = services()["postgres"]
    monkeypatch.setitem(own.compose, "networks", {"default": None})
    assert started(plan({"compose.yaml": DB}))["postgres"]["networks"] == {"default": None}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("app.py", "url = 'postgresql://keeper:pw@db/shop'"),
        ("app.py", "url = 'postgresql+asyncpg://keeper:pw@db:5432/shop'"),
        ("app.py", "import psycopg2\npsycopg2.connect(host='db', user='keeper', password='pw', dbname='shop')"),
        ("app.py", "import psycopg2\npsycopg2.connect('host=db user=keeper password=pw dbname=shop')"),
        ("app.py", "DB_HOST = 'db'\nDB_NAME = 'shop'\nDB_USER = 'keeper'\nDB_PASS = 'pw'"),
        ("alembic.ini", "[alembic]\nsqlalchemy.url = postgresql://keeper:pw@db/shop\n"),
        ("config.yaml", "postgres:\n  host: db\n  user: keeper\n  password: pw\n  database: shop\n"),
    ],
)
def test_the_login_of_an_address_at_such_a_name(login, path, text):
    assert login({path: text}) == Login("keeper", "pw", "shop")


@pytest.mark.parametrize(
    "text",
    [
        "url = 'postgresql://keeper:pw@other/shop'",
        "url = 'postgresql://keeper:pw@db.example.org/shop'",
        "url = 'postgresql://keeper:pw@cache/shop'",
        "# url = 'postgresql://keeper:pw@db/shop'",
        "import os\nurl = os.environ.get('DATABASE_URL', 'postgresql://keeper:pw@db/shop')",
        "app.config['db'] = make('db')",
    ],
)
def test_what_says_no_login(login, text):
    assert login({"app.py": text}) is None


def test_a_name_tells_two_databases_apart(login):
    files = {
        "requirements.txt": "psycopg2\npymysql\n",
        "app.py": "DB_HOST = 'db'\nDB_USER = 'keeper'\nDB_NAME = 'shop'",
    }
    files["docker-compose.yml"] = "services: {db: {image: 'postgres:16'}, old: {image: 'mysql:8'}}"
    assert login(files) == Login("keeper", None, "shop")


def test_no_relay_leads_there(plan):
    code = "url = 'postgresql://keeper:pw@db:5433/shop'\nimport redis\nredis.Redis('cache')"
    found = plan({"compose.yaml": DB, "app.py": code})
    assert found.relays == ()
    assert found.services[0].environment["DATABASE_URL"] == "postgresql://keeper:pw@postgres:5432/shop"


@pytest.mark.parametrize("folders", [["api"], ["api", "jobs"]])
def test_projects_below_the_compose_file(write, folders):
    code = {f"{folder}/app.py": "url = 'postgresql://keeper:pw@db/shop'" for folder in folders}
    lists = {f"{folder}/requirements.txt": "psycopg2\n" for folder in folders}
    root = write({"docker-compose.yml": DB, **code, **lists})
    (root / "requirements.txt").unlink()
    plans = [decide(facts, Wishes()) for facts in survey(root, Asked(None, (), None), services())]
    made = started(*plans)["postgres"]
    assert len(plans) == len(folders)
    assert made["networks"] == {"default": {"aliases": ["db"]}}
    assert made["environment"]["POSTGRES_USER"] == ("keeper" if len(folders) == 1 else "app")


def test_projects_that_mean_two_by_one_name(write):
    root = write(
        {
            "api/requirements.txt": "psycopg2\n",
            "api/compose.yaml": "services: {db: {image: 'postgres:16'}, own: {image: 'postgres:16'}}",
            "jobs/requirements.txt": "pymysql\n",
            "jobs/compose.yaml": "services: {db: {image: 'mysql:8'}}",
        }
    )
    (root / "requirements.txt").unlink()
    plans = [decide(facts, Wishes()) for facts in survey(root, Asked(None, (), None), services())]
    made = started(*plans)
    assert made["postgres"]["networks"] == {"default": {"aliases": ["own"]}}
    assert "networks" not in made["mysql"]
