"""Tickets of a marked type: whoever may read them notices nothing, and without the key nothing of what they say is found."""
import itertools
import os
import re

import pytest

from support.people import colleague, events_of, new_ticket, open_ticket, own_department
from support.rows import Rows
from support.stored_bytes import Entered, found_in
from support.upload import uploaded

_types = itertools.count(1)


@pytest.fixture
def admin(fresh_server):
    client = fresh_server.sign_in()
    yield client
    client.close()


def marked_type(admin, is_sensitive=True):
    body = {"path": f"病历{next(_types)}", "department_id": own_department(admin), "is_sensitive": is_sensitive}
    return admin.post("/types", body).expect(201).json


def write_everywhere(admin, entered, kind):
    """A ticket with something to hide wherever anything can be said."""
    words = entered.words
    file = uploaded(admin, words("附件").encode() * 5000, f"{words('文件')}.txt")
    body = new_ticket(words("标题"), description=words("描述"), type=kind["path"], attachment_ids=[file["id"]])
    ticket = admin.post("/tickets", body, headers={"Idempotency-Key": kind["id"]}).expect(201).json
    path = f"/tickets/{ticket['id']}"
    later = uploaded(admin, os.urandom(100_000) + words("附件").encode(), f"{words('文件')}.bin")
    admin.post(f"{path}/messages", {"body": words("回复"), "visibility": "public", "attachment_ids": [later["id"]]}).expect(201)
    admin.post(f"{path}/messages", {"body": words("备注"), "visibility": "internal"}).expect(201)
    handover = {"problem": words("问题"), "done": words("做了"), "missing": words("缺")}
    admin.post(f"{path}/assignment", {"department_id": own_department(admin), "note": words("转"),
                                      "handover": handover}).expect(200)
    admin.post(f"{path}/status", {"status": "resolved", "comment": words("好了")}).expect(200)
    for _ in range(2):
        version = admin.get(path).json["version"]
        admin.patch(path, {"subject": words("新标题"), "description": words("新描述"), "version": version}).expect(200)
    return ticket


def texts_of(admin, ticket):
    """Everything the API says of it, as one text."""
    path = f"/tickets/{ticket['id']}"
    said = [admin.get(path).body.decode(), str(events_of(admin, ticket)), admin.get("/tickets?limit=200").body.decode()]
    files = [file for event in events_of(admin, ticket) for file in event.get("attachments", [])]
    return "".join(said + [admin.get(f"/attachments/{file['id']}").expect(200).body[-200:].decode(errors="replace") for file in files])


def assert_all_is_read(admin, ticket, entered):
    said = texts_of(admin, ticket)
    assert [value for value in entered.values if value not in said] == []


def is_proved(server):
    server.stop()
    return "intact" in server.command("verify").stdout


def test_nothing_of_it_is_found_in_the_bytes(fresh_server, admin):
    entered = Entered()
    ticket = write_everywhere(admin, entered, marked_type(admin))
    plain = Entered()
    write_everywhere(admin, plain, marked_type(admin, is_sensitive=False))
    assert_all_is_read(admin, ticket, entered)
    assert found_in(fresh_server, entered.values) == []
    assert len({value for value, _ in found_in(fresh_server, plain.values)}) > 9, "in another ticket they are found"
    assert is_proved(fresh_server)
    assert found_in(fresh_server, entered.values) == []
    fresh_server.start()
    assert_all_is_read(fresh_server.sign_in(), ticket, entered)


def without_numbers(events):
    """On PostgreSQL an event has none for the instant after its commit."""
    return [{name: value for name, value in event.items() if name != "seq"} for event in events]


def test_a_ticket_moved_into_a_marked_type_is_encrypted_with_its_past(fresh_server, admin):
    entered = Entered()
    ticket = write_everywhere(admin, entered, marked_type(admin, is_sensitive=False))
    path, kind = f"/tickets/{ticket['id']}", marked_type(admin)
    before = without_numbers(events_of(admin, ticket))
    version = admin.get(path).json["version"]
    admin.patch(path, {"type": kind["path"], "version": version}).expect(200)
    assert without_numbers(events_of(admin, ticket))[:len(before)] == before
    assert_all_is_read(admin, ticket, entered)
    assert [value for value in entered.values if value in Rows(fresh_server).dump()] == []
    assert is_proved(fresh_server)
    if not fresh_server.database_url:  # there, old rows go with the next vacuum
        assert found_in(fresh_server, entered.values) == []


def test_a_ticket_follows_when_its_type_is_marked_later_and_stays(fresh_server, admin):
    entered, kind = Entered(), marked_type(admin, is_sensitive=False)
    ticket = write_everywhere(admin, entered, kind)
    path = f"/tickets/{ticket['id']}"
    admin.patch(f"/types/{kind['id']}", {"is_sensitive": True, "version": kind["version"]}).expect(200)
    rows = Rows(fresh_server)
    assert any(value in rows.dump() for value in entered.values), "with its next change, not before"
    admin.post(f"{path}/messages", {"body": entered.words("回复"), "visibility": "internal"}).expect(201)
    assert [value for value in entered.values if value in rows.dump()] == []
    admin.patch(f"/types/{kind['id']}", {"is_sensitive": False, "version": kind["version"] + 1}).expect(200)
    admin.post(f"{path}/messages", {"body": entered.words("回复"), "visibility": "internal"}).expect(201)
    assert [value for value in entered.values if value in rows.dump()] == []
    assert_all_is_read(admin, ticket, entered)
    assert is_proved(fresh_server)


def test_what_others_are_shown_does_not_change(fresh_server, admin):
    entered = Entered()
    ticket = write_everywhere(admin, entered, marked_type(admin))
    lily = colleague(fresh_server, admin, "lily", [own_department(admin)])
    assert_all_is_read(lily, ticket, entered)
    shown = lily.get(f"/tickets/{ticket['id']}").expect(200).json
    listed = next(item for item in lily.pages("/tickets") if item["id"] == ticket["id"])
    assert listed["subject"] == shown["subject"] and listed["description"] == shown["description"]
    assert [event["kind"] for event in events_of(lily, ticket)][:2] == ["ticket_opened", "message"]
    stale = lily.patch(f"/tickets/{ticket['id']}", {"subject": "x", "version": 1}).expect(409).json
    assert stale["current"]["subject"] == shown["subject"]


def test_export_and_erasure_reach_it(fresh_server, admin):
    entered = Entered()
    ticket = write_everywhere(admin, entered, marked_type(admin))
    customer = admin.get(f"/tickets/{ticket['id']}").json["requester"]["id"]
    exported = admin.get(f"/customers/{customer}/export").expect(200).json
    (own,) = exported["tickets"]
    assert own["ticket"]["subject"] in entered.values and own["messages"][1]["body"] in entered.values
    admin.post(f"/customers/{customer}/erasure", {"reason": "客户要求删除"}).expect(200)
    said = texts_of(admin, ticket)
    assert [value for value in entered.values if value in said] == []
    assert Rows(fresh_server).values("select count(*) from attachments") == [["0"]]
    assert Rows(fresh_server).values("select count(*) from tickets where sealed is not null") == [["0"]]
    assert is_proved(fresh_server)


COLUMNS = {"idempotency_keys": "sealed", "user_credentials": "totp_secret", "customer_contacts": "value",
           "customer_secrets": "value", "users": "sealed_email", "attachments": "sealed", "tickets": "sealed"}


def keys_used(server):
    """Under which tenant keys the values of each column are encrypted."""
    used = {}
    for table, column in COLUMNS.items():
        shown = f"encode(substring({column} from 1 for 5), 'hex')" if server.database_url else f"hex(substr({column}, 1, 5))"
        rows = Rows(server).values(f"select distinct {shown} from {table} where {column} is not null")
        used[table] = {int(row[0], 16) & 0xffffffff for row in rows}
    return used


@pytest.mark.whole_installation
def test_every_encrypted_column_is_encrypted_again_by_rotation(fresh_server, admin):
    entered, kind = Entered(), marked_type(admin)
    admin.post("/users", {"login": "lily", "name": "莉莉", "email": entered.mail(), "password": "quiet-river-stone"}).expect(201)
    tickets = [write_everywhere(admin, entered, kind)]
    tickets += [open_ticket(admin, entered.words("标题"), type=kind["path"]) for _ in range(120)]
    admin.post("/customers", {"name": "张伟", "address": entered.words("浦东")}).expect(201)
    admin.post("/me/totp", {"password": "correct-horse-battery"}).expect(200)
    fresh_server.stop()
    before = keys_used(fresh_server)
    assert all(len(keys) == 1 for keys in before.values()), before
    assert "everywhere" in fresh_server.command("key", "rotate").stdout
    after = keys_used(fresh_server)
    assert all(after[table] and not after[table] & before[table] for table in COLUMNS), (before, after)
    assert re.search(r"retired 1\b", fresh_server.command("key", "status").stdout)
    fresh_server.start()
    again = fresh_server.sign_in()
    assert again.get(f"/tickets/{tickets[-1]['id']}").expect(200).json["subject"] == tickets[-1]["subject"]
    written = texts_of(again, tickets[0])
    assert entered.values[2] in written and entered.values[1] in written  # of the ticket, and of a file under an old key
    assert is_proved(fresh_server)
