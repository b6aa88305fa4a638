"""Requests that are wrong before their body counts: addresses, methods, ids, queries, versions, sizes, other hosts'
pages. The right status, a problem document, nothing stored, and the server goes on."""
import socket

import pytest

from support.people import PASSWORD as COLLEAGUE_PASSWORD, add_colleague, new_ticket, open_ticket
from support.rows import Rows

WRONG_IDS = ["abc", "0", "-1", "1.5", "9223372036854775808", "9223372036854775807", "18446744073709551617", "1e3",
             "0x10", "٣", "%20", "1%20", "GD0", "..%252f", "'--", "1;", "%F0%9F%92%A9", "a" * 2000]
BY_ID = [("GET", "/tickets/{}"), ("PATCH", "/tickets/{}"), ("GET", "/tickets/{}/events"), ("GET", "/tickets/{}/stages"),
         ("POST", "/tickets/{}/messages"), ("POST", "/tickets/{}/assignment"), ("POST", "/tickets/{}/status"),
         ("GET", "/attachments/{}"), ("DELETE", "/sessions/{}"), ("DELETE", "/tokens/{}")]
BODIES = {"PATCH": {"version": 1}, "messages": {"body": "好", "visibility": "public"}, "assignment": {"department_id": "1"},
          "status": {"status": "open"}}


@pytest.fixture(autouse=True)
def nothing_stored(server):
    rows = Rows(server)
    before = rows.counts()
    yield
    assert rows.counts() == before
    server.client().get("/readyz").expect(200)


@pytest.fixture(scope="module")
def ticket(server):
    return open_ticket(server.sign_in())


def assert_problem(answer, status):
    problem = answer.expect(status).json
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["status"] == status and problem["title"] and problem["detail"]
    return problem


@pytest.mark.parametrize("method,path", BY_ID, ids=[f"{m} {p}" for m, p in BY_ID])
def test_what_no_id_names_is_not_there(admin, method, path):
    body = BODIES.get(method) or BODIES.get(path.split("/")[-1])
    for wrong in WRONG_IDS:
        assert_problem(admin.request(method, path.format(wrong), json=body), 404)


@pytest.fixture(scope="module")
def others(server):
    """A colleague's session and token."""
    login = add_colleague(server.sign_in(), "meimei")["login"]
    client = server.sign_in(login, COLLEAGUE_PASSWORD)
    return client.get("/sessions").json["items"][0]["id"], client.post("/tokens", {"name": "x"}).expect(201).json["id"]


def test_somebody_else_s_sessions_and_tokens_are_not_there(others, admin):
    session, token = others
    assert_problem(admin.delete(f"/sessions/{session}"), 404)
    assert_problem(admin.delete(f"/tokens/{token}"), 404)


@pytest.mark.parametrize("path", ["/api/v1/ticket", "/api/v1/", "/api/v1", "/api/v1tickets", "/api/v2/tickets", "/api",
                                  "/api/v1//tickets", "/api/v1/tickets/", "/api/v1/tickets/1/2/3", "/api/v1/TICKETS",
                                  "/api/openapi.json/"])
def test_an_unknown_address_is_not_found(admin, path):
    assert_problem(admin.get(path), 404)


@pytest.mark.parametrize("path", ["/api/v1/tickets/../users", "/api/v1/%2e%2e/users", "/api/v1/tickets%2f1", "/api/v1/%00",
                                  "/api/v1/tickets/%ff", "/api/v1/%zz", "/api/v1/a\\b", "/api/v1/tickets?tag=%ff",
                                  "/api/v1/tickets?tag=%00", "/api/v1/tickets?" + "&".join("tag=a" for _ in range(101))])
def test_a_broken_address_is_malformed(admin, path):
    assert_problem(admin.request("GET", path), 400)


@pytest.mark.parametrize("method,path,allowed", [
    ("DELETE", "/tickets", "GET, POST"), ("PUT", "/tickets/1", "GET, PATCH, DELETE"), ("POST", "/me", "GET"),
    ("OPTIONS", "/tickets", "GET, POST"), ("TRACE", "/session", "POST, DELETE"), ("BREW", "/reports/overview", "GET")])
def test_a_method_that_is_not_there_names_those_that_are(admin, method, path, allowed):
    answer = admin.request(method, path)
    assert_problem(answer, 405)
    assert set(answer.headers["Allow"].replace("HEAD", "").strip(", ").split(", ")) == set(allowed.split(", "))


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/api/openapi.json"])
def test_pages_are_only_read(admin, path):
    assert_problem(admin.request("POST", path, json={}), 405)


QUERIES = [
    ("/tickets?colour=red", ["colour"]), ("/tickets?limit=0&statuss=new", ["limit", "statuss"]),
    ("/tickets?limit=0", ["limit"]), ("/tickets?limit=201", ["limit"]), ("/tickets?limit=-5", ["limit"]),
    ("/tickets?limit=abc", ["limit"]), ("/tickets?limit=", ["limit"]), ("/tickets?limit=99999999999999999999", ["limit"]),
    ("/tickets?sort=name", ["sort"]), ("/tickets?status=gone", ["status"]), ("/tickets?priority=soon", ["priority[0]"]),
    ("/tickets?assignee_id=nobody", ["assignee_id"]), ("/tickets?department_id=0", ["department_id[0]"]),
    ("/tickets?department_id=1&department_id=x", ["department_id[1]"]), ("/tickets?type=没有", ["type"]),
    ("/users?limit=1000", ["limit"]), ("/users?role=x", ["role"]), ("/me?x=1", ["x"]), ("/views/counts?x", ["x"]),
    ("/types?limit=5", ["limit"]), ("/statuses?a=b", ["a"]), ("/departments?a=b", ["a"]),
]


@pytest.mark.parametrize("path,fields", QUERIES, ids=[path for path, _ in QUERIES])
def test_a_wrong_query_names_the_value(admin, path, fields):
    problem = assert_problem(admin.get(path), 422)
    assert sorted(error["field"] for error in problem["errors"]) == sorted(fields)


@pytest.mark.parametrize("cursor", ["abc", "!!!!", "-1", "MTIz", "OjE", "eDoxMjM", "MTo5OTk5OTk5OTk5OTk5OTk5OTk5OTk", "0", "a" * 3000])
def test_a_cursor_that_is_not_ours_is_malformed(admin, ticket, cursor):
    for path in ["/tickets", "/tickets?sort=-updated_at", "/users", f"/tickets/{ticket['id']}/events"]:
        assert_problem(admin.get(f"{path}{'&' if '?' in path else '?'}cursor={cursor}"), 400)


def test_a_cursor_of_another_order_is_malformed(admin, ticket):
    open_cursor = "MDox"  # "0:1", as the order by creation has it
    assert_problem(admin.get(f"/tickets?sort=-updated_at&cursor={open_cursor}"), 400)


def test_versions(admin, ticket):
    path = f"/tickets/{ticket['id']}"
    assert_problem(admin.patch(path, {"subject": "另一个"}), 428)
    stale = assert_problem(admin.patch(path, {"subject": "另一个", "version": 99}), 409)
    assert stale["current"]["id"] == ticket["id"] and stale["current"]["version"] == 1
    assert stale["current"]["subject"] == ticket["subject"]
    assert_problem(admin.patch(path, {"subject": "另一个"}, headers={"If-Match": '"99"'}), 409)
    for match in ['"1", "2"', "x", "*", '""', '"-1"', '"99999999999999999999"', '"1']:
        assert_problem(admin.patch(path, {"subject": "另一个"}, headers={"If-Match": match}), 422)
    both = admin.patch(path, {"subject": "另一个", "version": 1}, headers={"If-Match": '"2"'})
    assert [error["field"] for error in assert_problem(both, 422)["errors"]] == ["version"]


def test_moves_that_are_not_allowed(admin, ticket):
    path = f"/tickets/{ticket['id']}/status"
    assert_problem(admin.post(path, {"status": "new"}), 409)
    assert_problem(admin.post(f"/tickets/{ticket['id']}/messages", {"body": "好", "visibility": "public", "then": "new"}), 409)


def test_too_large_bodies(admin):
    assert_problem(admin.post("/tickets", new_ticket(description="x" * 2_000_000)), 413)
    answer = raw(admin, b"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        b"Content-Length: 99999999999\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413 ")


def raw(client, request):
    with socket.create_connection(("127.0.0.1", client.connection.port), timeout=20) as connection:
        connection.sendall(request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            piece = connection.recv(65536)
            if not piece:
                break
            answer += piece
        return answer


def test_a_body_that_ends_early_stores_nothing(server, admin):
    body = b'{"subject": "x", "requester": {"name": "y"}}'
    head = (f"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {admin.token}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body) + 5}\r\n\r\n").encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(head + body)
        connection.shutdown(socket.SHUT_WR)
        assert not connection.recv(100).startswith(b"HTTP/1.1 2")


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://evil.example"}, {"X-Baton-Client": "1"},
                                     {"Origin": "OWN"}, {"Origin": "http://evil.example", "X-Baton-Client": "1"},
                                     {"Origin": "null", "X-Baton-Client": "1"},
                                     {"Origin": "OWN", "X-Baton-Client": "0"},
                                     {"Origin": "OWN.evil.example", "X-Baton-Client": "1"}],
                         ids=lambda headers: " ".join(headers.values()) or "nothing")
def test_other_pages_cannot_use_the_cookie(server, admin, headers):
    own = f"http://{server.address}"
    sent = {name: value.replace("OWN", own) for name, value in headers.items()}
    sent["Cookie"] = f"baton_session={admin.token}"
    client = server.client()
    assert_problem(client.post("/tickets", new_ticket(), headers=sent), 403)
    assert_problem(client.delete("/session", headers=sent), 403)
    client.get("/me", headers=sent).expect(200)  # reading is safe: nobody else can see the answer


def test_own_pages_can_use_the_cookie(server, admin):
    headers = {"Cookie": f"theme=dark; baton_session={admin.token}", "Origin": f"http://{server.address}",
               "X-Baton-Client": "1"}
    answer = server.client().post("/tickets", {}, headers=headers)
    assert_problem(answer, 422)


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer ", "Bearer x", "Basic YWRtaW46YWRtaW4=", "bs_x",
                                           "Bearer bs_" + "A" * 43, "Bearer bt_" + "A" * 43, "Bearer " + "x" * 5000,
                                           "Bearer bs_%00", "Bearer bt_' or 1=1 --"])
def test_who_is_not_signed_in_is_told_so(server, authorization):
    for method, path in [("GET", "/tickets"), ("POST", "/tickets"), ("GET", "/me"), ("DELETE", "/session")]:
        headers = {"Authorization": authorization} if authorization else {}
        answer = server.client().request(method, path, headers=headers)
        assert_problem(answer, 401)
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_headers_with_any_bytes_are_kept_out_of_the_database(server, admin):
    """User-Agent and Idempotency-Key are stored: what is not text in them must not break anything."""
    answer = server.client().post("/session", {"login": "admin", "password": "correct-horse-battery"},
                                  headers={"User-Agent": b"\xff\xfe browser \xe5"})
    answer.expect(200)
    agent = [s["user_agent"] for s in admin.get("/sessions").expect(200).json["items"] if "browser" in s["user_agent"]]
    assert len(agent) == 1
    assert_problem(admin.post("/tickets", new_ticket(), headers={"Idempotency-Key": b"\xff\xfe"}), 422)
