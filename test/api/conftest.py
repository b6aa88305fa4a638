"""Every test here runs against the real binary, once on SQLite and once on PostgreSQL.

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

from support.postgres import Cluster
from support.server import Server


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


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def database(request):
    return request.param


def execute(url, statement):
    subprocess.run(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", statement, url], check=True)


class Servers:
    """Makes servers, each with a directory and a database of its own, and takes all of them away."""

    def __init__(self, database, request):
        self.admin_url = request.getfixturevalue("postgres_url") if database == "postgres" else None
        self.servers, self.directories, self.databases = [], [], []

    def make(self, **options):
        directory = tempfile.mkdtemp(prefix="baton-test-")
        self.directories.append(directory)
        server = Server(directory, database_url=self._new_database(), **options)
        self.servers.append(server)
        return server

    def _new_database(self):
        if self.admin_url is None:
            return None
        name = "baton_" + uuid.uuid4().hex
        execute(self.admin_url, f"create database {name}")
        self.databases.append(name)
        return self.admin_url.replace("/postgres?", f"/{name}?")

    def close(self):
        try:
            for server in self.servers:
                server.finish()
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
