"""Wrong bodies: the right status, a problem document that names every wrong field and no other, and nothing stored."""
import json
import time

import pytest

from support.people import new_ticket, open_ticket, own_department
from support.rows import Rows

BIG = 2**63
LONE = "\\ud800"


@pytest.fixture(autouse=True)
def nothing_stored(server):
    """A test that stores something on purpose does it in a fixture that comes before this one."""
    rows = Rows(server)
    before = rows.counts()
    yield
    assert rows.counts() == before
    server.client().get("/readyz").expect(200)


@pytest.fixture(scope="module")
def ticket(server):
    return open_ticket(server.sign_in())


def assert_problem(answer, status, fields=None):
    problem = answer.expect(status).json
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["status"] == status and problem["title"] and problem["detail"] and problem["type"]
    if fields is not None:
        assert sorted(error["field"] for error in problem.get("errors", [])) == sorted(fields), problem
        assert all(error["message"] for error in problem.get("errors", []))
    return problem


NEW_TICKETS = [
    ({}, ["subject", "requester"]),
    ({"subject": None, "requester": None}, ["subject", "requester"]),
    ({"subject": "   　", "requester": {"name": "李雷"}}, ["subject"]),
    ({"subject": "好" * 201, "requester": {"name": "李雷"}}, ["subject"]),
    ({"subject": 7, "description": [], "priority": "soon", "tags": "急", "fields": [], "channel": 3,
      "requester": "李雷", "attachment_ids": {}, "department_id": 5, "assignee_id": "me", "type": False},
     ["subject", "description", "priority", "tags", "fields", "channel", "requester", "attachment_ids", "department_id",
      "assignee_id", "type"]),
    (new_ticket(colour="red", Subject="x"), ["colour", "Subject"]),
    (new_ticket(status="resolved", number="GD1", id="5", version=7), ["status", "number", "id", "version"]),
    (new_ticket(description="长" * 100_001), ["description"]),
    (new_ticket(subject="a\0b", description="\0", tags=["\0"]), ["subject", "description", "tags[0]"]),
    (new_ticket(tags=["a", "", 5, None, "x" * 51]), ["tags[1]", "tags[2]", "tags[3]", "tags[4]"]),
    (new_ticket(tags=["急", "急"]), ["tags[0]", "tags[1]"]),
    (new_ticket(tags=[str(i) for i in range(51)]), ["tags"]),
    (new_ticket(requester={}), ["requester.name"]),
    (new_ticket(requester={"phone": "abc", "email": "nobody", "vip": True, "name": "\0"}),
     ["requester.phone", "requester.email", "requester.vip", "requester.name"]),
    (new_ticket(requester={"name": "名" * 101, "phone": "1" * 41, "email": "a@" + "b" * 254}),
     ["requester.name", "requester.phone", "requester.email"]),
    (new_ticket(requester={"id": 5}), ["requester.id"]),
    (new_ticket(requester={"id": str(BIG)}), ["requester.id"]),
    (new_ticket(department_id=str(BIG), assignee_id="-1"), ["department_id", "assignee_id"]),
    (new_ticket(department_id="0", assignee_id="1.5"), ["department_id", "assignee_id"]),
    (new_ticket(attachment_ids=["1", "x", 3]), ["attachment_ids[1]", "attachment_ids[2]"]),
    (new_ticket(fields={"colour": "red"}), ["fields.colour"]),
    (new_ticket(type="没有/这种"), ["type"]),
    (new_ticket(type="没有/这种", department_id="123", assignee_id="456"), ["type", "department_id", "assignee_id"]),
    (new_ticket(requester={"id": "123"}), ["requester.id"]),
    (new_ticket(attachment_ids=["123", "456"]), ["attachment_ids[0]", "attachment_ids[1]"]),
]


@pytest.mark.parametrize("body,fields", NEW_TICKETS, ids=[" ".join(fields) for _, fields in NEW_TICKETS])
def test_a_wrong_ticket_is_refused_field_by_field(admin, body, fields):
    assert_problem(admin.post("/tickets", body), 422, fields)


ACTIONS = [
    ("messages", {}, ["body", "visibility"]),
    ("messages", {"body": "", "visibility": "secret"}, ["body", "visibility"]),
    ("messages", {"body": "长" * 100_001, "visibility": "public"}, ["body"]),
    ("messages", {"body": "好", "visibility": "public", "then": "gone"}, ["then"]),
    ("messages", {"body": "好", "visibility": "public", "attachment_ids": ["77"]}, ["attachment_ids[0]"]),
    ("messages", {"body": "好", "visibility": "public", "attachment_ids": ["77"] * 51}, ["attachment_ids"]),
    ("messages", {"body": "好", "visibility": "public", "to": "x"}, ["to"]),
    ("assignment", {}, ["assignee_id"]),
    ("assignment", {"assignee_id": 5, "department_id": [], "note": 1, "handover": "x"},
     ["assignee_id", "department_id", "note", "handover"]),
    ("assignment", {"assignee_id": "77", "department_id": "78"}, ["assignee_id", "department_id"]),
    ("assignment", {"assignee_id": "77", "handover": {"promised_at": "tomorrow", "problem": 4, "by": 1}},
     ["handover.promised_at", "handover.problem", "handover.by"]),
    ("status", {}, ["status"]),
    ("status", {"status": "gone"}, ["status"]),
    ("status", {"status": "resolved", "comment": ""}, ["comment"]),
    ("status", {"status": "resolved", "comment": "c" * 5001}, ["comment"]),
]


@pytest.mark.parametrize("action,body,fields", ACTIONS, ids=[f"{a} {' '.join(f)}" for a, _, f in ACTIONS])
def test_a_wrong_action_is_refused_field_by_field(ticket, admin, action, body, fields):
    assert_problem(admin.post(f"/tickets/{ticket['id']}/{action}", body), 422, fields)


EDITS = [
    ({"version": 1, "subject": "", "priority": 3, "status": "open"}, ["subject", "priority", "status"]),
    ({"version": 1, "subject": None, "tags": None, "fields": None, "type": None},
     ["subject", "tags", "fields", "type"]),
    ({"version": 1, "type": "没有"}, ["type"]),
    ({"version": 1, "fields": {"a": 1, "b": [], "c": "x"}}, ["fields.a", "fields.b", "fields.c"]),
    ({"version": 1, "tags": ["x", "x"]}, ["tags[0]", "tags[1]"]),
    ({"version": "1", "subject": 5}, ["version", "subject"]),
    ({"version": BIG}, ["version"]),
    ({"version": -1.5}, ["version"]),
    ({"version": None}, ["version"]),
]


@pytest.mark.parametrize("body,fields", EDITS, ids=[" ".join(fields) for _, fields in EDITS])
def test_a_wrong_edit_is_refused_field_by_field(ticket, admin, body, fields):
    assert_problem(admin.patch(f"/tickets/{ticket['id']}", body), 422, fields)


OTHERS = [
    ("POST", "/users", {}, ["login", "name", "password"]),
    ("POST", "/users", {"login": "meimei", "name": "韩梅梅", "password": "short"}, ["password"]),
    ("POST", "/users", {"login": "meimei", "name": "韩梅梅", "password": "meimei-meimei"}, ["password"]),
    ("POST", "/users", {"login": "meimei", "name": "韩梅梅", "password": "quiet-river-stone", "email": "nobody"}, ["email"]),
    ("POST", "/users", {"login": "ADMIN", "name": "韩梅梅", "password": "quiet-river-stone"}, ["login"]),
    ("POST", "/users", {"login": "meimei", "name": "韩梅梅", "password": "quiet-river-stone", "department_ids": ["7", "8"],
                        "roles": ["none"]}, ["department_ids[0]", "department_ids[1]", "roles[0]"]),
    ("POST", "/departments", {}, ["name"]),
    ("POST", "/departments", {"name": "财务部", "parent_id": "77", "lead_id": "78"}, ["parent_id", "lead_id"]),
    ("POST", "/tokens", {"name": "x", "scopes": ["tickets.read", "all", ""]}, ["scopes[2]"]),
    ("POST", "/tokens", {"name": "x", "scopes": ["tickets.read", "all", "none"]}, ["scopes[1]", "scopes[2]"]),
    ("POST", "/tokens", {"name": "x", "expires_at": "2020-02-30T00:00:00Z"}, ["expires_at"]),
    ("POST", "/tokens", {"name": "x", "expires_at": "2020-01-01T00:00:00Z"}, ["expires_at"]),
    ("PUT", "/me/presence", {}, ["state"]),
    ("PUT", "/me/presence", {"state": "asleep"}, ["state"]),
    ("POST", "/session", {}, ["login", "password"]),
    ("POST", "/session", {"login": 1, "password": "x" * 201}, ["login", "password"]),
]


@pytest.mark.parametrize("method,path,body,fields", OTHERS, ids=[f"{p} {' '.join(f)}" for _, p, _, f in OTHERS])
def test_other_wrong_bodies_are_refused_field_by_field(admin, method, path, body, fields):
    assert_problem(admin.request(method, path, json=body), 422, fields)


def as_text(**fields):
    return json.dumps(new_ticket(**fields), ensure_ascii=False)


NOT_JSON = {
    "empty": b"",
    "cut off": as_text().encode()[:-1],
    "two values": as_text().encode() * 2,
    "single quotes": b"{'subject': 'x'}",
    "trailing comma": b'{"subject": "x",}',
    "comment": b'{"subject": "x" /* y */}',
    "NaN": b'{"subject": NaN}',
    "raw newline in text": b'{"subject": "a\nb"}',
    "raw NUL": b'{"subject": "a\0b"}',
    "NUL after it": as_text().encode() + b"\0",
    "byte order mark": b"\xef\xbb\xbf" + as_text().encode(),
    "UTF-16": as_text().encode("utf-16"),
    "broken UTF-8": b'{"subject": "\xff\xfe"}',
    "cut UTF-8": b'{"subject": "\xe5\xa5"}',
    "overlong UTF-8": b'{"subject": "\xc0\xaf"}',
    "surrogate in UTF-8": b'{"subject": "\xed\xa0\x80"}',
    "beyond Unicode": b'{"subject": "\xf4\x90\x80\x80"}',
    "broken UTF-8 key": b'{"\xff": 1}',
    "lone high surrogate": as_text(subject="QQ").replace("QQ", LONE).encode(),
    "lone low surrogate": as_text(subject="QQ").replace("QQ", "\\udc00").encode(),
    "surrogates reversed": as_text(subject="QQ").replace("QQ", "\\udc00\\ud800").encode(),
    "lone surrogate key": b'{"\\ud800": 1}',
    "deep list": b"[" * 100_000,
    "deep object": b'{"a":' * 100_000,
    "deep but complete": b'{"fields": ' + b'{"a":' * 40 + b"1" + b"}" * 40 + b"}",
    "huge number": b'{"subject": 1' + b"0" * 100_000 + b"e}",
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_what_is_not_json_is_refused(admin, body):
    assert_problem(admin.post("/tickets", body=body, headers={"Content-Type": "application/json"}), 400)


@pytest.mark.parametrize("body", [b"[]", b"null", b"5", b'"text"', b"true"])
def test_what_is_not_an_object_is_refused(admin, body):
    assert_problem(admin.post("/tickets", body=body, headers={"Content-Type": "application/json"}), 422)


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1" + "0" * 400, "9" * 100, "1e-400", "0.1", "9223372036854775808"])
def test_huge_numbers_are_refused(ticket, admin, number):
    body = f'{{"version": {number}}}'.encode()
    answer = admin.patch(f"/tickets/{ticket['id']}", body=body, headers={"Content-Type": "application/json"})
    assert answer.status in (400, 409, 422), answer.body


def test_of_a_key_given_twice_the_last_value_counts(admin):
    body = as_text()[:-1] + ', "subject": "", "subject": 5}'
    answer = admin.post("/tickets", body=body.encode(), headers={"Content-Type": "application/json"})
    assert "text" in assert_problem(answer, 422, ["subject"])["errors"][0]["message"]


LONG_LISTS = [
    ("/tickets", new_ticket(tags=["a"] * 180_000), ["tags"]),
    ("/tickets", new_ticket(attachment_ids=["1"] * 200_000), ["attachment_ids"]),
    ("/users", {"login": "meimei", "name": "韩梅梅", "password": "quiet-river-stone", "department_ids": ["1"] * 100_000,
                "roles": ["r"] * 100_000}, ["department_ids", "roles"]),
]


@pytest.mark.parametrize("path,body,fields", LONG_LISTS, ids=["tags", "attachments", "memberships"])
def test_a_very_long_list_costs_no_time(admin, path, body, fields):
    started = time.monotonic()
    assert_problem(admin.post(path, body), 422, fields)
    assert time.monotonic() - started < 5


def test_of_very_many_problems_the_first_hundred_are_told(admin):
    answer = admin.post("/tickets", new_ticket(tags=[1] * 300_000))
    assert len(answer.expect(422).json["errors"]) == 100


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "",
                                        "application/jsonp", "application/json-patch+json", "text/json, application/json"])
def test_another_media_type_is_refused(admin, media_type):
    assert_problem(admin.post("/tickets", body=as_text().encode(), headers={"Content-Type": media_type}), 415)


@pytest.mark.parametrize("media_type", ["application/json", "application/json; charset=utf-8", "Application/JSON"])
def test_json_may_name_its_charset(admin, media_type):
    assert_problem(admin.post("/tickets", body=b"{}", headers={"Content-Type": media_type}), 422)


def test_department_of_the_assignee_is_checked(admin):
    admin_id = admin.get("/me").json["user"]["id"]
    body = new_ticket(department_id="77", assignee_id=admin_id)
    assert_problem(admin.post("/tickets", body), 422, ["department_id"])
    assert own_department(admin)
