"""PostgreSQL's row-level security: whatever a statement forgets, the server hands out no row of another tenant."""
import subprocess

import pytest

from conftest import Servers
from support.neighbour import HOST, TENANT, psql, url_of
from support.people import new_ticket
from support.server import PASSWORD, Server

READ_BY_ALL = {"tenants", "tenant_hosts"}


@pytest.fixture
def secured(secured_template, request):
    """Makes servers over databases with a second tenant."""
    servers = Servers("postgres", request, secured=True)
    yield servers
    servers.close()


@pytest.fixture
def name(secured):
    """Of a database nobody has begun to use."""
    secured.make()
    return secured.databases[0]


def counts(template, url):
    """How many rows of each table are there for a statement that says nothing of tenants."""
    statement = " union all ".join(f"select '{table}', count(*) from {table}" for table in template.tables)
    return {table: int(count) for table, count in psql(url, statement)}


def complaints(url, statements):
    """What PostgreSQL says to each that it refuses; the others are done."""
    done = subprocess.run(["psql", "-qX", url], input=";\n".join(statements) + ";\n", capture_output=True, text=True)
    return [line for line in done.stderr.splitlines() if "ERROR:" in line]


def test_the_second_tenant_has_rows_nearly_everywhere(secured_template):
    filled = {table for table, (count, _) in secured_template.rows.items() if count}
    assert {"users", "departments", "customers", "customer_contacts", "customer_secrets", "tickets", "events", "batches", "stages",
            "attachments", "sessions", "tokens", "sightings", "tenant_keys", "idempotency_keys"} <= filled
    assert len(filled) > len(secured_template.tables) / 2


def test_a_statement_without_a_tenant_finds_ones_own_rows_only(secured_template, name):
    there = {table: count for table, (count, _) in secured_template.rows.items()}
    assert counts(secured_template, secured_template.url(name, tenant=TENANT)) | {"tenants": 1} == there
    for url in (secured_template.url(name, tenant=1), secured_template.url(name, tenant=3), secured_template.url(name)):
        found = counts(secured_template, url)
        assert {table for table, count in found.items() if count} == READ_BY_ALL


def test_nothing_is_written_for_another_tenant(secured_template, name):
    for url in (secured_template.url(name, tenant=1), secured_template.url(name)):
        refused = complaints(url, [f"insert into {table} (tenant_id) values ({TENANT})" for table in secured_template.tables])
        assert len(refused) == len(secured_template.tables)
        assert all("row-level security" in line for line in refused), refused
        complaints(url, [f"delete from {table}" for table in secured_template.tables if table not in READ_BY_ALL])
        complaints(url, [f"update {table} set tenant_id = 1" for table in secured_template.tables if table not in READ_BY_ALL])
        complaints(url, ["delete from tenant_hosts", f"delete from tenants where tenant_id = {TENANT}",
                         f"update tenants set name = 'mine' where tenant_id = {TENANT}"])
        assert secured_template.changes(name) == []
    own = secured_template.url(name, tenant=TENANT)
    given_away = complaints(own, ["update users set tenant_id = 1"])
    assert len(given_away) == 1 and "row-level security" in given_away[0]


def test_both_tenants_work_on_one_server(secured_template, secured):
    server = secured.make().start()
    assert "row-level security is on" in server.log
    first, second = server.sign_in(), server.client()
    second.token = second.post("/session", {"login": "admin", "password": PASSWORD},
                               headers={"Host": HOST}).expect(200).json["token"]
    ours = first.post("/tickets", new_ticket()).expect(201).json
    theirs = list(second.pages("/tickets"))
    assert [ticket["id"] for ticket in first.pages("/tickets")] == [ours["id"]]
    assert len(theirs) == 3 and all(ticket["subject"].startswith("隔壁") for ticket in theirs)
    first.get(f"/tickets/{theirs[0]['id']}").expect(404)
    second.get(f"/tickets/{ours['id']}").expect(404)
    assert server.command("verify").stdout.count("chain intact") == 2
    changed = secured_template.changes(secured.databases[0])
    assert "sessions" in changed and "tickets" not in changed, "he signed in and looked"
    secured.is_neighbour_idle = False


def refused(server):
    server.log_path.unlink(missing_ok=True)
    server.start(wait=False)
    assert server.process.wait(timeout=60) == 1
    server.process = None
    return server.log


def test_who_passes_by_every_policy_is_refused(secured_template, secured):
    server = secured.make()
    ordinary, superuser = server.database_url, url_of(secured_template.admin_url, secured.databases[0])
    server.database_url = superuser
    said = refused(server)
    assert "postgres is a superuser or has BYPASSRLS" in said and "--no-row-level-security" in said
    assert "superuser" in server.command("user", "list", check=False).stderr
    server.database_url = ordinary
    server.start().sign_in()
    server.stop()
    server.database_url = superuser
    server.command("migrate", "--no-row-level-security")
    server.start().sign_in()
    server.stop()
    server.arguments = ["--row-level-security"]
    assert "superuser" in refused(server)


def test_sqlite_has_none(tmp_path):
    server = Server(tmp_path, arguments=["--row-level-security"])
    assert "PostgreSQL" in refused(server)
    server.arguments = []
    server.start().stop()
