"""Who looked at what: recorded before he is answered, once in a while, without a place in the timeline."""
import re

import pytest

from support.rows import Rows
from support.upload import uploaded

TICKET = {"subject": "Dead", "description": "It stopped.", "requester": {"name": "Li Lei", "phone": "13800138000"}}
SHOWS_ONE = re.compile(r"^/api/v1/(tickets|customers|attachments)/\{id\}")
# Not the object itself but who looked at it, and why somebody may; an export is an event of its own.
SHOWS_NOTHING_OF_IT = {"/api/v1/tickets/{id}/views", "/api/v1/customers/{id}/views", "/api/v1/tickets/{id}/sight",
                       "/api/v1/customers/{id}/export", "/api/v1/tickets/{id}/draft"}


@pytest.fixture
def ticket(admin):
    return admin.post("/tickets", TICKET).expect(201).json


def views(admin, ticket, **query):
    path = f"/tickets/{ticket['id']}/views"
    if query:
        path += "?" + "&".join(f"{key}={value}" for key, value in query.items())
    return admin.get(path).expect(200).json


def recorded(server):
    return int(Rows(server).values("select count(*) from events where kind = 'viewed'")[0][0])


def test_a_look_is_recorded_once_for_a_while(server, admin, ticket):
    assert views(admin, ticket)["items"] == []
    before = recorded(server)
    for path in ("", "/events", "/stages", ""):
        admin.get(f"/tickets/{ticket['id']}{path}").expect(200)
    admin.get(f"/tickets/{ticket['number']}").expect(200)
    seen = views(admin, ticket)["items"]
    assert len(seen) == 1 and recorded(server) == before + 1
    assert seen[0]["user"]["name"] == "管理员" and seen[0]["seen"] == {"kind": "ticket", "id": ticket["id"]}
    assert "purpose" not in seen[0] or seen[0]["purpose"] is None
    me = admin.get("/me").expect(200).json["user"]["id"]
    assert admin.get(f"/users/{me}/views?limit=1").expect(200).json["items"] == [{**seen[0], "seen": {**seen[0]["seen"], "name": f"{ticket['number']} {ticket['subject']}"}}]


def test_a_purpose_is_kept_and_is_another_look(server, admin, ticket):
    admin.get(f"/tickets/{ticket['id']}").expect(200)
    admin.get(f"/tickets/{ticket['id']}?purpose=客户 13912345678 来电").expect(200)
    assert [each["purpose"] for each in views(admin, ticket)["items"]] == ["客户 13912345678 来电", None]
    assert "13912345678" not in Rows(server).dump() and "13912345678" not in server.log
    admin.get(f"/tickets/{ticket['id']}?purpose={'长' * 201}").expect(422)
    admin.get(f"/tickets?purpose=x").expect(422)


def test_it_has_no_place_in_the_timeline_and_lists_are_no_looks(server, admin, ticket):
    before = recorded(server)
    admin.get("/tickets").expect(200)
    admin.get(f"/tickets/{ticket['id']}/views").expect(200)
    assert recorded(server) == before
    kinds = [event["kind"] for event in admin.get(f"/tickets/{ticket['id']}/events").expect(200).json["items"]]
    assert kinds == ["ticket_opened"]
    server.command("verify")


def test_what_was_not_shown_was_not_seen(server, admin):
    before = recorded(server)
    admin.get("/tickets/123456").expect(404)
    admin.get("/tickets/GD20200101001").expect(404)
    assert recorded(server) == before


def test_a_download_is_a_look_at_its_ticket(server, admin, ticket):
    file = uploaded(admin, b"a file")["id"]
    admin.get(f"/attachments/{file}").expect(200)
    assert views(admin, ticket)["items"] == []
    admin.post(f"/tickets/{ticket['id']}/messages", {"visibility": "internal", "body": "See", "attachment_ids": [file]}).expect(201)
    assert admin.get(f"/attachments/{file}").expect(200).body == b"a file"
    assert len(views(admin, ticket)["items"]) == 1


def test_pages(server, admin, ticket):
    for number in range(5):
        admin.get(f"/tickets/{ticket['id']}?purpose={number}").expect(200)
    first = views(admin, ticket, limit=3)
    rest = views(admin, ticket, limit=3, cursor=first["next_cursor"])
    assert [each["purpose"] for each in first["items"] + rest["items"]] == ["4", "3", "2", "1", "0"]
    assert rest["next_cursor"] is None
    admin.get(f"/tickets/{ticket['id']}/views?cursor=x").expect(400)


def test_only_auditors_read_it(server, admin, ticket):
    server.command("user", "add", "--login", "worker", "--role", "处理人", "--department", "客服部", stdin="correct-horse-battery\n")
    worker = server.sign_in("worker")
    worker.get(f"/tickets/{ticket['id']}").expect(200)
    worker.get(f"/tickets/{ticket['id']}/views").expect(403)
    worker.get("/users/1/views").expect(403)
    assert len(views(admin, ticket)["items"]) == 1
    admin.get("/users/1/views").expect(404)
    admin.get("/tickets/1/views").expect(404)


def test_what_cannot_be_recorded_is_not_shown(fresh_server):
    admin = fresh_server.sign_in()
    ticket = admin.post("/tickets", TICKET).expect(201).json
    if fresh_server.database_url:
        Rows(fresh_server).values("alter table sightings rename to sightings_away")
    else:
        import sqlite3
        connection = sqlite3.connect(fresh_server.data / "baton.db", timeout=30)
        connection.execute("alter table sightings rename to sightings_away")
        connection.commit()
        connection.close()
    answer = admin.get(f"/tickets/{ticket['id']}")
    assert answer.status >= 500 and b"stopped" not in answer.body
    if fresh_server.database_url:
        Rows(fresh_server).values("alter table sightings_away rename to sightings")


def test_every_route_that_shows_one_object_is_marked(admin):
    document = admin.get("/api/openapi.json").expect(200).json
    for path, methods in document["paths"].items():
        if "get" in methods and SHOWS_ONE.match(path) and path not in SHOWS_NOTHING_OF_IT:
            assert methods["get"].get("x-viewing"), f"GET {path} shows an object without .viewing(…)"
