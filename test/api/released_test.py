"""What every released schema has left is opened by the program as it is now: upgraded, verified and read."""
import pytest

from api.conftest import UNDER_ROW_SECURITY
from support.people import PASSWORD, events_of
from support.released import COLLEAGUE, PHONE, WORDS, load, released
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
