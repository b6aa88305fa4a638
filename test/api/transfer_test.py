"""Moving: everything is exported from one database and imported into the other, where each table has the hash it had; what
was changed on the way is named; and an import that is killed anywhere goes on."""
import contextlib
import json
import random
import shutil
import sqlite3
import subprocess
import time
import uuid

import pytest

from api.conftest import UNDER_ROW_SECURITY, Servers, execute
from support.people import own_department
from support.server import BINARY
from support.upload import uploaded

pytestmark = [pytest.mark.first_start,
              pytest.mark.skipif(UNDER_ROW_SECURITY, reason="makes databases of its own")]
TICKETS = 60
SECONDS = 300  # sanitizers are slow
OF_THE_DATABASE = {"nodes"}  # which node made ids until when: not moved, but heeded


def manifest_of(export):
    return json.loads((export / "manifest.json").read_text())["manifest"]


def hashes(export):
    return {table["name"]: (table["rows"], table["rows_sha256"]) for table in manifest_of(export)["tables"]
            if table["name"] not in OF_THE_DATABASE}


def psql(url, statement):
    return subprocess.run(["psql", "-qXAt", "-c", statement, url], check=True, capture_output=True, text=True).stdout.split()


class Target:
    """An empty directory and, on PostgreSQL, an empty database; `key` names the key file to open it with."""

    def __init__(self, directory, admin_url, key):
        self.directory, self.admin_url, self.key = directory, admin_url, key
        self.name = "baton_" + uuid.uuid4().hex
        self.url = admin_url and admin_url.replace("/postgres?", f"/{self.name}?")
        self.data = directory / self.name / "data"
        self.anew()

    def anew(self):
        shutil.rmtree(self.data.parent, ignore_errors=True)
        self.data.parent.mkdir()
        if self.url:
            execute(self.admin_url, f"drop database if exists {self.name} with (force)")
            execute(self.admin_url, f"create database {self.name} template template0 encoding 'UTF8' locale 'C'")

    def remove(self):
        if self.url:
            execute(self.admin_url, f"drop database if exists {self.name} with (force)")

    def words(self, *words):
        return [BINARY, *words, "--data", self.data, "--key-file", self.key, *(["--database", self.url] if self.url else [])]

    def run(self, *words, check=True, stdin=""):
        done = subprocess.run(self.words(*words), capture_output=True, text=True, timeout=SECONDS, input=stdin)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def refused(self, *words):
        done = self.run(*words, check=False)
        assert done.returncode == 1, done.stdout + done.stderr
        return done.stderr

    def kill(self, *words, after):
        """Runs it for so many seconds at most; True when it was killed before its end."""
        with subprocess.Popen(self.words(*words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            try:
                return process.wait(after) != 0
            except subprocess.TimeoutExpired:
                process.kill()
                return True

    def hashes(self):
        to = self.data.parent / ("again-" + uuid.uuid4().hex)
        self.run("export", "--to", to)
        return hashes(to)


@pytest.fixture(scope="module")
def company(database, request, tmp_path_factory):
    """The demo company with files and a second tenant, exported while it serves."""
    servers = Servers(database, request)
    server = servers.make()
    server.command("demo", "--tickets", str(TICKETS), "--now", "2026-11-20T12:00:00+08:00")
    server.start()
    server.command("tenant", "create", "--name", "Zweite", "--host", "zweite.example.com")
    admin = server.sign_in()
    attached = [uploaded(admin, f"发票 {i}".encode() * (1 + i * 20000), f"{i}.txt")["id"] for i in range(3)]
    server.ticket = admin.post("/tickets", {"subject": "洗衣机漏水 transferprobe", "description": "搬家之前",
                                            "requester": {"name": "李雷", "phone": "13800138000"},
                                            "department_id": own_department(admin), "attachment_ids": attached}).expect(201).json
    server.key = server.data.parent / "data.key"
    server.export = tmp_path_factory.mktemp("export") / "whole"
    server.said = server.command("export", "--to", server.export).stdout
    yield server
    servers.close()


def made_target(request, company, directory, kind):
    there = Target(directory, request.getfixturevalue("postgres_url") if kind == "postgres" else None, company.key)
    request.addfinalizer(there.remove)
    return there


@pytest.fixture(params=["sqlite", "postgres"])
def either(request, company, tmp_path):
    return made_target(request, company, tmp_path, request.param)


@pytest.fixture
def target(request, company, tmp_path):
    """On the other database."""
    return made_target(request, company, tmp_path, "sqlite" if company.database_url else "postgres")


def tables_with_rows(server):
    if server.database_url:
        names = psql(server.database_url, "select tablename from pg_tables where schemaname = current_schema()")
        counts = " union all ".join(f"select '{name}|' || count(*) from {name}" for name in names
                                    if name not in ("search_texts", "search_places"))
        return {name: int(rows) for name, rows in (line.split("|") for line in psql(server.database_url, counts))}
    with contextlib.closing(sqlite3.connect(server.data / "baton.db")) as connection:
        names = [row[0] for row in connection.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")]
        return {name: connection.execute(f"select count(*) from {name}").fetchone()[0] for name in names}


def test_an_export_has_every_table_and_says_what_it_is(company):
    manifest = manifest_of(company.export)
    assert manifest["database"] == ("postgres" if company.database_url else "sqlite")
    assert manifest["format"] == 1 and manifest["attachments"] == 3 and manifest["missing"] == 0
    there = {table["name"]: table["rows"] for table in manifest["tables"]}
    here = tables_with_rows(company)
    settled = {"presence_connections", "leases", "nodes", "reader_cursors", "sightings", "timers"}  # move by themselves
    assert set(there) == set(here)
    assert {name: rows for name, rows in there.items() if name not in settled} == \
        {name: rows for name, rows in here.items() if name not in settled}
    assert there["tickets"] > TICKETS * 0.8 and there["events"] > there["tickets"] and there["tenants"] == 2
    for table in manifest["tables"]:
        lines = (company.export / table["file"]["name"]).read_bytes().splitlines()
        assert len(lines) == table["rows"] == sum(part["rows"] for part in table["parts"])
        for line in lines[:3]:
            assert sorted(json.loads(line)) == table["columns"]
    everything = b"".join(path.read_bytes() for path in company.export.rglob("*") if path.is_file())
    assert company.key.read_text().splitlines()[-1].encode() not in everything and "13800138000".encode() not in everything
    assert "the key is not inside" in company.said
    assert all(path.stat().st_mode & 0o077 == 0 for path in company.export.rglob("*"))


def test_what_is_imported_has_the_same_hashes_and_goes_on_working(company, either, new_server):
    said = either.run("import", "--from", company.export)
    assert "each table with the hash it had" in said.stdout
    assert either.hashes() == hashes(company.export)
    assert "not empty" in either.refused("import", "--from", company.export)
    server = new_server()
    server.data, server.database_url = either.data, either.url
    server.arguments = ["--key-file", company.key]
    server.start()
    admin = server.sign_in()
    old = admin.get(f"/tickets/{company.ticket['number']}").expect(200).json
    assert old["subject"] == company.ticket["subject"] and old["requester"] == company.ticket["requester"]
    attachment = admin.get(f"/tickets/{old['id']}/events").json["items"][0]["attachments"][2]
    assert admin.get(f"/attachments/{attachment['id']}").expect(200).body == "发票 2".encode() * 40001
    new = admin.post("/tickets", {"subject": "搬家之后", "description": "", "requester": {"name": "李雷", "phone": "13800138000"}}).expect(201).json
    assert int(new["id"]) > int(old["id"]) and new["number"] != old["number"]
    assert new["requester"]["id"] == old["requester"]["id"]
    deadline = time.monotonic() + SECONDS
    while not (found := admin.get("/tickets?q=transferprobe").expect(200).json["items"]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [ticket["id"] for ticket in found] == [old["id"]]
    verified = server.command("verify").stdout
    assert "chain intact" in verified and "references intact" in verified and "counts agree" in verified
    server.stop()


def test_a_changed_byte_is_found_and_named(company, target):
    copy = target.data.parent / "copy"
    shutil.copytree(company.export, copy)

    def damaged(file, said):
        path = copy / file
        whole = path.read_bytes()
        at = random.Random(file).randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
        error = target.refused("import", "--from", copy)
        assert said in error and "damaged" in error, error
        path.write_bytes(whole)
    damaged("tables/events.ndjson", "tables/events.ndjson was changed in lines ")
    damaged("tables/nodes.ndjson", "tables/nodes.ndjson was changed in lines 1 to ")
    damaged("manifest.json", "manifest.json is damaged")
    damaged("files.list", "files.list was changed")
    listed = (copy / "files.list").read_text().splitlines()[0].split(" ", 2)[2]
    damaged(listed, f"{listed} was changed")
    with open(copy / "tables/tickets.ndjson", "ab") as tickets:
        tickets.write(b"{}\n")
    assert "tables/tickets.ndjson has" in target.refused("import", "--from", copy)
    (copy / "tables/tickets.ndjson").unlink()
    assert "tables/tickets.ndjson is missing" in target.refused("import", "--from", copy)
    assert not target.data.exists()


def test_an_import_asks_for_the_key_and_takes_the_recovery_phrase(company, target):
    phrase = [line for line in company.key.read_text().splitlines() if not line.startswith("#")][0]
    target.key = target.data.parent / "data.key"
    assert "Without its master key" in target.refused("import", "--from", company.export) and not target.data.exists()
    target.run("import", "--from", company.export, "--recovery-phrase", stdin=phrase + "\n")
    assert phrase in target.key.read_text() and "chain intact" in target.run("verify").stdout


def test_an_import_goes_into_no_place_that_holds_something(company, target):
    target.run("init")
    assert "is there already" in target.refused("export", "--to", company.export)
    assert "not empty" in target.refused("import", "--from", company.export)
    if target.url:  # another directory beside the same database
        target.data = target.data.parent / "other" / "data"
        target.data.parent.mkdir()
        assert "The database is not empty" in target.refused("import", "--from", company.export)
    assert "is no export" in target.refused("import", "--from", target.data.parent)


def killed_in_the_middle(company, target):
    """Killed while it stores rows."""
    for _ in range(20):  # it may be quicker than we are
        target.anew()
        with subprocess.Popen(target.words("import", "--from", company.export), stderr=subprocess.PIPE, text=True) as process:
            next(line for line in process.stderr if line.startswith("events: "))
            process.kill()
        if (target.data / "importing").exists():
            return
    raise AssertionError("it was never killed in time")


def test_a_half_import_is_no_place_to_serve_and_goes_on(company, target, tmp_path):
    killed_in_the_middle(company, target)
    for command in (["serve", "--listen", "127.0.0.1:1"], ["verify"], ["backup", "--to", tmp_path / "none"],
                    ["export", "--to", tmp_path / "none"]):
        said = target.refused(*command)
        assert "import that did not come to its end" in said and "goes on" in said, said
    if target.url:  # asked of the database too, by who has another directory
        here, target.data = target.data, target.data.parent / "other"
        assert "import that did not come to its end" in target.refused("serve", "--listen", "127.0.0.1:1")
        target.data = here
    said = target.run("import", "--from", company.export).stderr
    assert "going on after" in said and "departments: " not in said, said
    assert target.hashes() == hashes(company.export)
    assert "chain intact" in target.run("verify").stdout


@pytest.mark.slow
def test_an_import_killed_at_any_moment_goes_on(company, target):
    begin = time.monotonic()
    target.run("import", "--from", company.export)
    longest = time.monotonic() - begin
    target.anew()
    kills, after = 0, 0.02
    while target.kill("import", "--from", company.export, after=after):
        kills += 1
        after += longest / 25
        assert kills < 200
    assert kills >= 3
    assert target.hashes() == hashes(company.export)
    assert "chain intact" in target.run("verify").stdout
