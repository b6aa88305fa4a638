"""Moving under row-level security: an export has the rows of all tenants although each transaction sees one, is imported into
either database with the same hashes, and goes under row-level security again there."""
import json

import pytest

from api.conftest import Servers, execute
from api.transfer_test import Target, hashes, manifest_of
from support.neighbour import TENANT, psql, tables_of_tenants, url_of
from support.people import open_ticket, own_department
from support.upload import uploaded


class OwnedTarget(Target):
    """Its database belongs to an ordinary role: the superuser's rights would show it every row whatever is switched on."""

    def __init__(self, directory, template, key):
        self.role = template.role
        super().__init__(directory, template.admin_url, key)
        self.url = url_of(self.admin_url, self.name, self.role)

    def anew(self):
        super().anew()
        execute(self.admin_url, f"alter database {self.name} owner to {self.role}")

    def url_of_tenant(self, tenant):
        return url_of(self.admin_url, self.name, self.role, tenant)


@pytest.fixture
def secured(secured_template, request):
    """A server under row-level security with two tenants, and an export that was made while it served."""
    servers = Servers("postgres", request, secured=True)
    server = servers.make().start()
    admin = server.sign_in()
    attached = [uploaded(admin, b"receipt", "receipt.txt")["id"]]
    for number in range(5):
        open_ticket(admin, f"搬家 {number}", department_id=own_department(admin), attachment_ids=attached if number == 0 else [])
    server.export = server.data.parent / "export"
    server.key = server.data.parent / "data.key"
    server.command("export", "--to", server.export)
    yield server
    servers.close()


@pytest.fixture(params=["sqlite", "postgres"])
def either(request, secured, secured_template, tmp_path):
    there = Target(tmp_path, None, secured.key) if request.param == "sqlite" else OwnedTarget(tmp_path, secured_template, secured.key)
    yield there
    there.remove()


def tenants_in(export, table):
    rows = [json.loads(line) for line in (export / "tables" / f"{table}.ndjson").read_text().splitlines()]
    return {int(row["tenant_id"]) for row in rows}


def counts(url, tables):
    statement = " union all ".join(f"select '{table}', tenant_id, count(*) from {table} group by 2" for table in tables)
    return {(table, int(tenant)): int(count) for table, tenant, count in psql(url, statement)}


def test_an_export_has_every_tenants_rows(secured, secured_template):
    for table in ("tickets", "customers", "events", "users", "attachments", "tenant_keys"):
        assert tenants_in(secured.export, table) == {1, TENANT}, table
    manifest = {table["name"]: table["rows"] for table in manifest_of(secured.export)["tables"]}
    for table, (count, _) in secured_template.rows.items():
        if table in manifest and table not in ("tenants", "tenant_hosts"):
            assert manifest[table] >= count, table
    assert manifest["tickets"] == 5 + secured_template.rows["tickets"][0]
    secured.stop()
    again = secured.data.parent / "stopped"
    secured.command("export", "--to", again)
    assert hashes(again)["tickets"] == hashes(secured.export)["tickets"] and tenants_in(again, "tickets") == {1, TENANT}


def test_it_is_imported_with_the_same_hashes_and_secured_again(secured, either):
    said = either.run("import", "--from", secured.export).stdout
    assert "each table with the hash it had" in said
    assert either.hashes() == hashes(secured.export)
    verified = either.run("verify").stdout
    assert verified.count("chain intact") == 2 and verified.count("references intact") == 2, verified
    if not either.url:
        return
    before = counts(url_of(either.admin_url, either.name), tables_of_tenants(url_of(either.admin_url, either.name)))
    either.run("migrate", "--row-level-security")
    assert either.hashes() == hashes(secured.export)
    for tenant in (1, TENANT):
        url = either.url_of_tenant(tenant)
        seen = counts(url, [table for table in tables_of_tenants(url) if table not in ("tenants", "tenant_hosts")])
        assert {key[1] for key in seen} == {tenant}
        assert seen == {key: count for key, count in before.items() if key[1] == tenant and key[0] not in ("tenants", "tenant_hosts")}


def test_it_is_imported_into_no_database_that_is_secured_already(secured, secured_template, tmp_path):
    there = OwnedTarget(tmp_path, secured_template, secured.key)
    try:
        there.run("init", "--row-level-security")
        assert "not empty" in there.refused("import", "--from", secured.export)
    finally:
        there.remove()
