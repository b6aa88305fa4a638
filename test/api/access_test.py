"""Signing in and out, sessions, API tokens and their scopes, and the brake on guessing."""
import datetime
import http.cookies
import time

import pytest

from support.client import Client
from support.people import PASSWORD as COLLEAGUE_PASSWORD, add_colleague, colleague, new_ticket, open_ticket, own_department
from support.server import PASSWORD


def token_of(client, **fields):
    made = client.post("/tokens", {"name": "收件", **fields}).expect(201).json
    return Client(client.connection.port, token=made["token"]), made


def test_signing_in_gives_a_token_and_a_cookie(server):
    answer = server.client().post("/session", {"login": "Admin", "password": PASSWORD}).expect(200)
    assert answer.json["user"]["login"] == "admin" and "password" not in str(answer.json["user"])
    cookie = http.cookies.SimpleCookie(answer.headers["Set-Cookie"])["baton_session"]
    assert cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict") and cookie["path"] == "/"
    assert cookie.value == answer.json["token"]
    assert answer.headers["Cache-Control"] == "no-store"
    server.client().get("/me", headers={"Cookie": f"baton_session={cookie.value}"}).expect(200)


def test_wrong_and_unknown_look_the_same(server):
    wrong = server.client().post("/session", {"login": "admin", "password": "x" * 12}).expect(401)
    unknown = server.client().post("/session", {"login": "nobody", "password": "x" * 12}).expect(401)
    assert wrong.body == unknown.body


def test_me(server, admin):
    lily = colleague(server, admin, "lily", [own_department(admin)], name="莉莉")
    me = lily.get("/me").expect(200).json
    assert me["user"]["id"] == lily.user["id"] and me["user"]["name"] == "莉莉"
    assert [department["name"] for department in me["departments"]] == ["客服部"]
    assert "tickets.read" in me["permissions"] and "users.manage" not in me["permissions"]
    assert lily.put("/me/presence", {"state": "away"}).expect(200).json == {"state": "away"}
    assert lily.get("/me").json["presence"] == "away"


def test_signing_out_ends_this_session_only(server, admin):
    lily = colleague(server, admin, "lily")
    other = server.sign_in(lily.user["login"], COLLEAGUE_PASSWORD)
    answer = lily.delete("/session").expect(204)
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    lily.get("/me").expect(401)
    other.get("/me").expect(200)


def test_sessions_are_listed_and_ended(server, admin):
    lily = colleague(server, admin, "lily")
    phone = server.sign_in(lily.user["login"], COLLEAGUE_PASSWORD)
    sessions = lily.get("/sessions").expect(200).json["items"]
    assert [session["current"] for session in sessions] == [True, False]
    assert all(session["remote_address"] == "127.0.0.1" for session in sessions)
    assert "token" not in str(sessions)
    lily.delete(f"/sessions/{sessions[1]['id']}").expect(204)
    phone.get("/me").expect(401)
    lily.delete(f"/sessions/{sessions[1]['id']}").expect(404)
    admin.delete(f"/sessions/{sessions[0]['id']}").expect(404)
    lily.get("/me").expect(200)


def test_a_new_password_ends_all_sessions(server, admin):
    lily = colleague(server, admin, "lily")
    server.command("user", "password", "--login", lily.user["login"], stdin="another-good-one\n")
    lily.get("/me").expect(401)
    server.client().post("/session", {"login": lily.user["login"], "password": COLLEAGUE_PASSWORD}).expect(401)
    server.sign_in(lily.user["login"], "another-good-one").get("/me").expect(200)


def test_a_token_works_until_it_is_revoked(admin):
    client, made = token_of(admin)
    assert made["token"].startswith("bt_") and len(made["token"]) > 40
    client.get("/tickets").expect(200)
    listed = admin.get("/tokens").expect(200).json["items"]
    assert made["id"] in [token["id"] for token in listed] and made["token"] not in str(listed)
    admin.delete(f"/tokens/{made['id']}").expect(204)
    client.get("/tickets").expect(401)


def test_a_token_expires(admin):
    soon = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)).isoformat()
    client, _ = token_of(admin, expires_at=soon)
    client.get("/me").expect(200)
    time.sleep(2.1)
    client.get("/me").expect(401)


@pytest.mark.parametrize("scope,allowed", [
    ("tickets.read", "read"), ("tickets.create", "create"), ("tickets.reply", "reply"), ("tickets.edit", "move"),
    ("tickets.assign", "assign"), ("settings.manage", "department"), ("users.manage", "user")])
def test_scopes_narrow_a_token(server, admin, scope, allowed):
    ticket = open_ticket(admin)
    path = f"/tickets/{ticket['id']}"
    client, _ = token_of(admin, scopes=[scope, "tickets.read_all"])
    department = own_department(admin)
    requests = {
        "read": ("GET", "/tickets", None), "create": ("POST", "/tickets", new_ticket()),
        "reply": ("POST", f"{path}/messages", {"body": "好", "visibility": "internal"}),
        "move": ("POST", f"{path}/status", {"status": "open"}),
        "assign": ("POST", f"{path}/assignment", {"department_id": department}),
        "department": ("POST", "/departments", {"name": "法务部"}),
        "user": ("POST", "/users", {"login": "jim", "name": "吉姆", "password": COLLEAGUE_PASSWORD})}
    for name, (method, address, body) in requests.items():
        status = client.request(method, address, json=body).status
        assert (status in (200, 201)) == (name == allowed), (name, status)
        assert name == allowed or status == 403


def test_a_scope_gives_nothing_the_person_has_not(server, admin):
    lily = colleague(server, admin, "lily", [own_department(admin)])
    client, _ = token_of(lily, scopes=["users.manage", "tickets.read"])
    client.get("/tickets").expect(200)
    client.post("/users", {"login": "x", "name": "x", "password": COLLEAGUE_PASSWORD}).expect(403)


def test_a_token_cannot_make_a_stronger_one(admin):
    weak, _ = token_of(admin, scopes=["tickets.read"])
    refused = weak.post("/tokens", {"name": "x", "scopes": ["tickets.read", "users.manage"]}).expect(422)
    assert [error["field"] for error in refused.json["errors"]] == ["scopes[1]"]
    child = Client(weak.connection.port, token=weak.post("/tokens", {"name": "x"}).expect(201).json["token"])
    child.get("/tickets").expect(200)
    child.post("/tickets", new_ticket()).expect(403)


def test_a_token_has_no_session_to_end(admin):
    client, _ = token_of(admin)
    client.delete("/session").expect(422)
    client.get("/me").expect(200)


def fail_to_sign_in(server, login, times, address="127.0.0.1"):
    client = from_address(server, address)
    return [client.post("/session", {"login": login, "password": "x" * 12}).status for _ in range(times)]


def from_address(server, address):
    client = server.client()
    client.connection.source_address = (address, 0)
    return client


def test_guessing_is_slowed_for_the_guesser_alone(new_server):
    server = new_server().start()
    admin = server.sign_in()
    assert fail_to_sign_in(server, "admin", 10) == [401] * 10
    slowed = server.client().post("/session", {"login": "admin", "password": PASSWORD}).expect(429)
    assert 1 <= int(slowed.headers["Retry-After"]) <= 15 * 60
    assert slowed.headers["Content-Type"] == "application/problem+json"
    elsewhere = from_address(server, "127.0.0.2")
    elsewhere.post("/session", {"login": "admin", "password": PASSWORD}).expect(200)
    login = add_colleague(admin, "lily")["login"]
    server.sign_in(login, COLLEAGUE_PASSWORD)
    assert fail_to_sign_in(server, "ADMIN", 1) == [429]
    admin.get("/me").expect(200)


def test_an_address_that_tries_many_logins_is_slowed(new_server):
    server = new_server().start()
    statuses = [fail_to_sign_in(server, f"guess{number}", 1, "127.0.0.3")[0] for number in range(101)]
    assert statuses == [401] * 100 + [429]
    server.sign_in()
