"""Every test here runs against the real binary, once on SQLite and once on PostgreSQL. With BATON_TEST_ROW_SECURITY=1 it
runs on PostgreSQL only, under row-level security, beside a second tenant whose rows each test must leave as they were.

`server`  one server per test file: fast; leave behind what does not disturb others.
`fresh_server`  one of its own, started; for tests that kill it, count rows or need it empty.
`new_server`  a function that makes further ones.
`admin`  a client of `server`, signed in as the administrator.
"""
import os
import shutil
import subprocess
import tempfile
import uuid

import pytest

from support.neighbour import Template
from support.postgres import Cluster
from support.server import Server

LONGEST = ["text_fields_test.py", "crash_test.py", "live_test.py", "demo_test.py", "presence_test.py"]


def pytest_collection_modifyitems(config, items):
    """Two workers take a file each: with the longest first none is left alone with them at the end."""
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.name, len(LONGEST)))
    if first := os.environ.get("BATON_ONE_DATABASE_A_FILE"):
        leave_one_database_a_file(config, items, first)


def leave_one_database_a_file(config, items, first):
    """The files by turns, `first` for the first of them: where tests take many times as long, as under the sanitizers, which
    begin with different ones."""
    files = sorted({item.path.name for item in items})
    databases = ["sqlite", "postgres"]
    turn = {name: databases[(number + databases.index(first)) % 2] for number, name in enumerate(files)}
    left_out = [item for item in items
                if getattr(item, "callspec", None) and item.callspec.params.get("database", turn[item.path.name]) != turn[item.path.name]]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture(scope="session")
def postgres_url():
    """The administrative database of the cluster script/test started, or of one for this session."""
    given = os.environ.get("BATON_TEST_POSTGRES")
    if given:
        yield given
        return
    cluster = Cluster()
    yield cluster.url
    cluster.stop()


UNDER_ROW_SECURITY = os.environ.get("BATON_TEST_ROW_SECURITY") == "1"


@pytest.fixture(scope="session", params=["postgres"] if UNDER_ROW_SECURITY else ["sqlite", "postgres"])
def database(request):
    return request.param


@pytest.fixture(scope="session")
def secured_template(postgres_url):
    template = Template(postgres_url)
    yield template
    template.remove()


@pytest.fixture(autouse=True)
def neighbour_is_left_alone():
    """After each test the second tenant's rows in the databases that go on are as they were; see also Servers.close."""
    yield
    for servers in list(Servers.open):
        servers.check_neighbour()


def execute(url, statement):
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", statement, url], check=True)


class Servers:
    """Makes servers, each with a directory and a database of its own, and takes all of them away."""

    open = []  # not closed yet

    def __init__(self, database, request, secured=UNDER_ROW_SECURITY):
        self.admin_url = request.getfixturevalue("postgres_url") if database == "postgres" else None
        self.template = request.getfixturevalue("secured_template") if self.admin_url and secured else None
        self.first_start, self.whole_installation = (request.node.get_closest_marker(name) is not None
                                                     for name in ("first_start", "whole_installation"))
        self.is_neighbour_idle = True
        self.servers, self.directories, self.databases = [], [], []
        self.open.append(self)

    def make(self, **options):
        directory = tempfile.mkdtemp(prefix="baton-test-")
        self.directories.append(directory)
        server = Server(directory, **self._new_database(directory), **options)
        self.servers.append(server)
        return server

    def _new_database(self, directory):
        if self.admin_url is None:
            return {}
        name = "baton_" + uuid.uuid4().hex
        if self.template is None:
            execute(self.admin_url, f"create database {name}")
            self.databases.append(name)
            return {"database_url": self.admin_url.replace("/postgres?", f"/{name}?")}
        self.template.copy(name, directory, self.first_start)
        self.databases.append(name)
        return {"database_url": self.template.url(name), "inspection_url": self.template.url(name, tenant=1)}

    def check_neighbour(self):
        if self.template is None or not self.is_neighbour_idle:
            return
        for name in self.databases:
            changed = self.template.changes(name, keys_too=not self.whole_installation)
            assert not changed, f"rows of the second tenant are not as they were: {', '.join(changed)}"

    def close(self):
        self.open.remove(self)
        try:
            for server in self.servers:
                server.finish()
            self.check_neighbour()
        finally:
            self._remove()

    def _remove(self):
        for server in self.servers:
            server.kill()
        for name in self.databases:
            execute(self.admin_url, f"drop database {name} with (force)")
        for directory in self.directories:
            shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="module")
def server(database, request):
    servers = Servers(database, request)
    yield servers.make().start()
    servers.close()


@pytest.fixture
def new_server(database, request):
    servers = Servers(database, request)
    yield servers.make
    servers.close()


@pytest.fixture
def fresh_server(new_server):
    return new_server().start()


@pytest.fixture(scope="module")
def admin_token(server):
    return server.sign_in().token


@pytest.fixture
def admin(server, admin_token):
    client = server.client(admin_token)
    yield client
    client.close()
