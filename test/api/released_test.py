"""What every released schema has left is opened by the program as it is now: upgraded, verified and read."""
import pytest

from api.conftest import UNDER_ROW_SECURITY
from support.people import PASSWORD, events_of
from support.released import COLLEAGUE, PHONE, WORDS, change, load, released, take_back_0022
from support.rows import Rows

pytestmark = [pytest.mark.first_start,
              pytest.mark.skipif(UNDER_ROW_SECURITY, reason="loaded as the superuser, into an empty database")]


def schema_of(server):
    return int(Rows(server).values("select max(number) from schema_migrations")[0][0])


def tables_of(server):
    return {row[0]: int(row[1]) for row in Rows(server).values(
        " union all ".join(f"select '{table}', count(*) from {table}" for table in
                           ("tickets", "events", "customers", "users", "tenants", "batches")))}


def expect_everything(server):
    admin = server.sign_in()
    ticket = next(each for each in admin.pages("/tickets") if each["subject"] == WORDS)
    ticket = admin.get(f"/tickets/{ticket['number']}").expect(200).json
    assert (ticket["type"]["path"] if isinstance(ticket["type"], dict) else ticket["type"]) == "售后/维修"
    assert ticket["fields"]["serial"] == "WB-22" and ticket["assignee"]["name"] == "李雷"
    kinds = [event["kind"] for event in events_of(admin, ticket)]
    assert "merged" in kinds and kinds.count("reply") + kinds.count("message") + kinds.count("note") >= 2, kinds
    assert [each["name"] for each in admin.get(f"/customers?q={PHONE}").expect(200).json["items"]] == ["韩梅梅"]
    assert "复诊" in {each["subject"] for each in admin.pages("/tickets")}  # opened with the key
    server.sign_in(COLLEAGUE, PASSWORD).post(f"/tickets/{ticket['id']}/messages",
                                             {"body": "接上了", "visibility": "public"}).expect(201)
    said = server.command("verify").stdout
    for line in ("chain intact", "counts agree", "references intact", "attachments intact", "search agrees"):
        assert line in said, said


@pytest.mark.parametrize("schema", released())
def test_it_is_upgraded_verified_and_read(new_server, schema):
    server = new_server()
    load(server, schema)
    assert schema_of(server) == int(schema)
    before = tables_of(server)
    server.start()
    assert all(rows >= before[table] for table, rows in tables_of(server).items())
    expect_everything(server)


def test_an_older_database_is_tried_on_a_copy_while_nothing_changes_and_then_upgraded(new_server):
    server = new_server()
    load(server, released()[-1])
    take_back_0022(server)
    before = tables_of(server)
    said = server.command("migrate", "--rehearse").stdout
    assert "0022_event_requests" in said and "Nothing was changed." in said, said
    assert schema_of(server) == 21 and tables_of(server) == before
    server.start()
    assert schema_of(server) >= 22
    expect_everything(server)
    server.stop()
    if server.database_url:
        return
    assert [path.name for path in server.data.glob("baton.db.*")] == ["baton.db.before-0022"]
    said = server.command("migrate", "--back").stdout
    assert "baton.db.before-0022 is in force again" in said and "baton.db.left" in said
    assert schema_of(server) == 21 and tables_of(server) == before
    assert server.command("migrate", "--back", check=False).returncode == 1  # none is kept any more


def test_an_upgrade_that_cannot_be_is_refused_and_the_database_left_alone(new_server):
    server = new_server()
    load(server, released()[-1])
    take_back_0022(server)
    change(server, "alter table events add column request_id text")  # what the migration is to add is there already
    before = tables_of(server)
    done = server.command("serve", "--listen", server.address, check=False)
    assert done.returncode != 0
    assert "tried on a copy and failed there: Migration 0022_event_requests failed" in done.stderr, done.stderr
    assert "the version before still runs on it" in done.stderr
    assert schema_of(server) == 21 and tables_of(server) == before and not (server.data / "rehearsal").exists()


def test_a_newer_database_says_what_going_back_would_lose(new_server):
    server = new_server()
    load(server, released()[-1])
    change(server, "create table parcels (tenant_id bigint not null); alter table tickets add column parcel text;"
                   "insert into schema_migrations (number, name, sha256, applied_at) values (9001, '9001_parcels', 'x', 0)")
    done = server.command("serve", "--listen", server.address, check=False)
    assert done.returncode != 0
    assert "9001_parcels" in done.stderr and "table parcels, column tickets.parcel." in done.stderr, done.stderr
    assert server.database_url or "The way back is a backup" in done.stderr
